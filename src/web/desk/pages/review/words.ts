/** The words of the handover and the after-action review, in both languages. */
import type { Language } from '../../../../response/playbook.ts';
import type { DrillView } from '../../../../server/wire-review.ts';

type Words = {
  readonly changed: string;
  readonly changedNote: (count: number, since: string) => string;
  readonly untold: (count: number) => string;
  readonly since: string;
  readonly hours: (count: number) => string;
  readonly whole: string;
  readonly nothing: string;
  readonly waiting: string;
  readonly waitingNote: string;
  readonly nobodyWaits: string;
  readonly for: (owner: string, deputy: string | null) => string;
  readonly approvals: (have: number, need: number) => string;
  readonly due: string;
  readonly dueNote: string;
  readonly nothingDue: string;
  readonly held: string;
  readonly print: string;
  readonly after: string;
  readonly afterNote: string;
  readonly notYet: string;
  readonly called: (winner: string, at: string) => string;
  readonly final: (at: string) => string;
  readonly steps: string;
  readonly stepsNote: string;
  readonly step: string;
  readonly gate: string;
  readonly approved: string;
  readonly ordered: string;
  readonly left: string;
  readonly beforeGate: string;
  readonly paces: string;
  readonly pacesNote: string;
  readonly year: string;
  readonly own: (year: number) => string;
  readonly past: (year: number) => string;
  readonly callAt: string;
  readonly message: string;
  readonly telephone: string;
  readonly meeting: string;
  readonly byDay: string;
  readonly counts: (retractions: number, holds: number, refusals: number) => string;
  readonly span: (ms: number) => string;
  readonly unknown: string;
  readonly drills: string;
  readonly drillsNote: string;
  readonly drill: string;
  readonly stands: string;
  readonly drillStates: Readonly<Record<DrillView['state'], string>>;
  readonly fellDue: string;
  readonly again: string;
  readonly keptAs: string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two figures at most: days and hours, hours and minutes, minutes, seconds. */
function parts(ms: number): readonly ['day' | 'hour' | 'minute' | 'second', number, number] {
  const length = Math.abs(ms);
  if (length >= 2 * DAY) return ['day', Math.floor(length / DAY), Math.floor((length % DAY) / HOUR)];
  if (length >= HOUR) return ['hour', Math.floor(length / HOUR), Math.floor((length % HOUR) / MINUTE)];
  if (length >= MINUTE) return ['minute', Math.floor(length / MINUTE), Math.floor((length % MINUTE) / 1000)];
  return ['second', Math.floor(length / 1000), 0];
}

const ENGLISH_UNITS = {
  day: ['d', 'h'],
  hour: ['h', 'min'],
  minute: ['min', 's'],
  second: ['s', ''],
} as const;
const JAPANESE_UNITS = {
  day: ['日', '時間'],
  hour: ['時間', '分'],
  minute: ['分', '秒'],
  second: ['秒', ''],
} as const;

const ENGLISH: Words = {
  changed: 'What changed',
  changedNote: (count, since) => (count === 1 ? `1 turn since ${since}` : `${count} turns since ${since}`),
  untold: (count) => `${count} earlier ones are in the journal.`,
  since: 'Since',
  hours: (count) => (count === 1 ? '1 hour ago' : `${count} hours ago`),
  whole: 'the beginning',
  nothing: 'Nothing that the next shift must know.',
  waiting: 'What waits',
  waitingNote: 'for whom, and for what',
  nobodyWaits: 'No step of the armed branch waits.',
  for: (owner, deputy) => (deputy === null ? owner : `${owner}, else ${deputy}`),
  approvals: (have, need) => `${have} of ${need} approvals`,
  due: 'What is due',
  dueNote: 'in the next twelve hours',
  nothingDue: 'Nothing is due.',
  held: 'Everything is held.',
  print: 'Print',
  after: 'After action',
  afterNote: 'how long each thing took',
  notYet: 'No winner is final enough yet: there is nothing to look back on.',
  called: (winner, at) => `${winner} called at ${at}.`,
  final: (at) => `Final enough at ${at}.`,
  steps: 'From the gate',
  stepsNote: 'counted from the moment at which each gate opened',
  step: 'Step',
  gate: 'Gate opened',
  approved: 'Approved',
  ordered: 'Ordered',
  left: 'Left',
  beforeGate: 'before',
  paces: 'From the call',
  pacesNote: 'this night beside what the house did before',
  year: 'Year',
  own: (year) => `${year}, this desk`,
  past: (year) => `${year}, as it was`,
  callAt: 'Call',
  message: 'Message',
  telephone: 'Telephone',
  meeting: 'Meeting',
  byDay: 'Only the day is known.',
  counts: (retractions, holds, refusals) =>
    `Calls of the country taken back: ${retractions}. Holds of everything: ${holds}. Refused commands: ${refusals}.`,
  span: (ms) => {
    const [unit, first, second] = parts(ms);
    const [one, two] = ENGLISH_UNITS[unit];
    const length = second === 0 ? `${first} ${one}` : `${first} ${one} ${second} ${two}`;
    return ms < 0 ? `${length} before` : length;
  },
  unknown: '–',
  drills: 'Drills',
  drillsNote: 'a drill is done when a rehearsal of it has been kept and played to a verdict',
  drill: 'Drill',
  stands: 'Stands',
  drillStates: { 'not-yet': 'not yet', done: 'done', begun: 'begun', due: 'due', overdue: 'overdue' },
  fellDue: 'Fell due',
  again: 'Again',
  keptAs: 'Kept as',
};

const JAPANESE: Words = {
  changed: '変わったこと',
  changedNote: (count, since) => `${since}以降${count}件`,
  untold: (count) => `これより前の${count}件は記録にあります。`,
  since: '起点',
  hours: (count) => `${count}時間前`,
  whole: '開始時',
  nothing: '次の当直に伝えるべき変化はありません。',
  waiting: '待機中の事項',
  waitingNote: '担当と待っている内容',
  nobodyWaits: '発動中の対応案に待機中の項目はありません。',
  for: (owner, deputy) => (deputy === null ? owner : `${owner}（代行：${deputy}）`),
  approvals: (have, need) => `承認${need}件中${have}件`,
  due: '期限のある事項',
  dueNote: '今後12時間',
  nothingDue: '期限のあるものはありません。',
  held: '全面保留中です。',
  print: '印刷',
  after: '事後評価',
  afterNote: '各対応に要した時間',
  notYet: '確定相当に達した当選者がいないため、評価するものがまだありません。',
  called: (winner, at) => `${winner}氏の当確：${at}。`,
  final: (at) => `確定相当：${at}。`,
  steps: '発出条件の成立から',
  stepsNote: '各項目の発出条件が成立した時刻から計測',
  step: '項目',
  gate: '条件成立',
  approved: '承認',
  ordered: '発出指示',
  left: '発出',
  beforeGate: '成立前',
  paces: '当確から',
  pacesNote: '今回と過去の対応',
  year: '年',
  own: (year) => `${year}年（このデスク）`,
  past: (year) => `${year}年（当時）`,
  callAt: '当確',
  message: '祝意',
  telephone: '電話会談',
  meeting: '会談',
  byDay: '日付のみ判明。',
  counts: (retractions, holds, refusals) =>
    `全体の当確の取り消し${retractions}件、全面保留${holds}件、拒否された操作${refusals}件。`,
  span: (ms) => {
    const [unit, first, second] = parts(ms);
    const [one, two] = JAPANESE_UNITS[unit];
    const length = second === 0 ? `${first}${one}` : `${first}${one}${second}${two}`;
    return ms < 0 ? `${length}前` : length;
  },
  unknown: '–',
  drills: '訓練',
  drillsNote: '演習の記録が残り、判定まで進めば実施済みとなります',
  drill: '訓練',
  stands: '状況',
  drillStates: { 'not-yet': '予定前', done: '実施済み', begun: '着手', due: '期日到来', overdue: '期限超過' },
  fellDue: '期日',
  again: '次回',
  keptAs: '記録',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
