/**
 * The only script of the public pages; they are whole without it. It asks a fixed address whether something newer was
 * published and says so politely, says when nobody answers any more, lets the page's age count on, shows
 * the record of a figure while one points at it, and counts one read.
 */
const page = document.documentElement;
const { base = '', version, article } = page.dataset;
const news = document.getElementById('news');
const japanese = page.lang === 'ja';
const ages = document.querySelectorAll('.ago');
const POLL_MS = 15_000;
const HIDDEN_MS = 120_000;
const READ_AFTER_MS = 3_000;
const SILENT_AFTER = 3;
let failures = 0;
/** The server's clock minus the reader's, in milliseconds; a reader's may be wrong by hours. */
let ahead = 0;

function tell(text, href) {
  if (news === null || news.textContent === text) return;
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  news.replaceChildren(link);
}

async function look() {
  try {
    const response = await fetch(`${base}/head.json`, { credentials: 'omit' });
    if (!response.ok) throw new Error(String(response.status));
    const head = await response.json();
    failures = 0;
    ahead = serverTime(response.headers) - Date.now();
    showAge();
    page.dataset.age = head.version === version ? 'fresh' : 'late';
    if (head.version !== version) {
      tell(
        japanese
          ? `新しい情報があります。読み込む：${head.headline.ja}`
          : `There is something newer. Load it: ${head.headline.en}`,
        location.href,
      );
    }
  } catch {
    failures += 1;
    if (failures < SILENT_AFTER) return;
    page.dataset.age = 'stale';
    tell(
      japanese
        ? '更新を確認できません。時刻に注意してお読みください。再び読み込む'
        : 'No answer about newer versions. Mind the time of this page. Try again',
      location.href,
    );
  }
}

/** When the answer was made; a cache between says how long ago that was. */
function serverTime(headers) {
  const made = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(made) ? Date.now() : made + 1000 * Number(headers.get('age') ?? 0);
}

function ago(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (japanese) {
    if (minutes === 0) return `${seconds}秒前`;
    return hours === 0 ? `${minutes}分前` : `${hours}時間${minutes % 60}分前`;
  }
  if (minutes === 0) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'} ago`;
  if (hours === 0) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`;
  return `${hours} h ${minutes % 60} min ago`;
}

/** No live region: the age is there for whoever looks or reads, and is not called out each second. */
function showAge() {
  for (const one of ages) {
    const text = ago(Math.max(0, Math.floor((Date.now() + ahead - Number(one.dataset.at)) / 1000)));
    if (one.textContent !== text) one.textContent = text;
    one.hidden = false;
  }
}

/**
 * A record opens at a press without any script; with it, already while a mouse points at the figure or the keys rest on
 * it. It stays while the mouse is on the record itself, and Escape closes it.
 */
const LEAVE_MS = 200;
let leaving;

function point({ target }) {
  const mark = target.closest?.('[popovertarget]');
  const note = mark ? document.getElementById(mark.getAttribute('popovertarget')) : null;
  if (note !== null || target.closest?.('.note')) clearTimeout(leaving);
  if (!note?.showPopover || note.matches(':popover-open')) return;
  // A press that follows would close again what pointing has just opened: from now on it only opens.
  mark.popoverTargetAction = 'show';
  note.showPopover({ source: mark });
}

function leave({ target }) {
  if (!target.closest?.('[popovertarget], .note')) return;
  clearTimeout(leaving);
  leaving = setTimeout(
    () => document.querySelector('.note:popover-open:not(:hover)')?.hidePopover(),
    LEAVE_MS,
  );
}

function again() {
  const wait =
    (document.hidden ? HIDDEN_MS : POLL_MS) * (1 + Math.min(failures, 7)) * (0.8 + 0.4 * Math.random());
  setTimeout(() => look().finally(again), wait);
}

function countRead() {
  if (document.hidden || document.prerendering)
    document.addEventListener('visibilitychange', countReadSoon, { once: true });
  else navigator.sendBeacon(`${base}/read`, article);
}

function countReadSoon() {
  setTimeout(countRead, READ_AFTER_MS);
}

if (ages.length > 0) {
  // Asked at once: the age needs the server's clock, and a cache may have kept the page.
  look();
  setInterval(() => document.hidden || showAge(), 1000);
}
document.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && point(event));
document.addEventListener('pointerout', (event) => event.pointerType === 'mouse' && leave(event));
document.addEventListener('focusin', (event) => event.target.matches(':focus-visible') && point(event));
document.addEventListener('focusout', leave);
again();
if (article !== undefined) countReadSoon();
