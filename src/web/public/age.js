/**
 * The only script of the public pages; they are whole without it. It asks a fixed address whether something newer was
 * published and says so politely, says when nobody answers any more, and counts one read.
 */
const page = document.documentElement;
const { base = '', version, article } = page.dataset;
const news = document.getElementById('news');
const japanese = page.lang === 'ja';
const POLL_MS = 15_000;
const HIDDEN_MS = 120_000;
const READ_AFTER_MS = 3_000;
const SILENT_AFTER = 3;
let failures = 0;

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

again();
if (article !== undefined) countReadSoon();
