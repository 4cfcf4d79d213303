/** The words of call sheet, readouts, visit, others' calls and invitations on the page on meetings, in both languages. */

import type { Marking } from '../../../../election/marking.ts';
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly expires: (time: string) => string;
  readonly settled: string;
  readonly settle: string;
  readonly settleOf: (time: string) => string;
  readonly first: string;
  readonly order: string;
  readonly orderNote: string;
  readonly noOthers: string;
  readonly claims: Readonly<Record<'claimed' | 'reported' | 'held', string>>;
  readonly inbound: string;
  readonly inboundMinutes: (minutes: number) => string;
  readonly inboundReady: (time: string) => string;
  readonly inboundLacks: (time: string) => string;
  readonly who: string;
  readonly at: string;
  readonly add: string;
  readonly sheet: string;
  readonly sheetNote: string;
  readonly noSheet: string;
  readonly purpose: string;
  readonly points: string;
  readonly avoid: string;
  readonly notRaised: (what: string) => string;
  readonly onPaper: string;
  readonly write: string;
  readonly english: string;
  readonly japanese: string;
  readonly marking: string;
  readonly markings: Readonly<Record<Marking, string>>;
  readonly takeNote: string;
  readonly readouts: string;
  readonly readoutsNote: string;
  readonly ours: string;
  readonly theirs: string;
  readonly text: string;
  readonly minutes: string;
  readonly enter: string;
  readonly sameIn: (topics: string) => string;
  readonly difference: string;
  readonly kinds: Readonly<Record<'ours-only' | 'theirs-only' | 'wording' | 'length', string>>;
  readonly line: string;
  readonly takeLine: string;
  readonly noDifference: string;
  readonly noReadouts: string;
  readonly visit: string;
  readonly visitNote: string;
  readonly noVisit: string;
  readonly options: string;
  readonly optionKinds: Readonly<Record<'stop-over' | 'capital' | 'summit' | 'residence', string>>;
  readonly fallback: string;
  readonly fallbacks: Readonly<Record<'envoy' | 'letter' | 'delegation' | 'first-date', string>>;
  readonly outcome: (time: string, minutes: number | null) => string;
  readonly why: string;
  readonly invitations: string;
  readonly invitationsNote: string;
  readonly noInvitation: string;
  readonly invite: string;
  readonly cancelled: string;
  readonly cancelOf: (title: string) => string;
  readonly cancel: string;
  readonly moveTo: (span: string) => string;
  readonly address: string;
  readonly title: string;
  readonly file: string;
  readonly addDiary: string;
  readonly addOption: string;
  readonly addLeg: string;
  readonly what: string;
  readonly begins: string;
  readonly ends: string;
  readonly firm: string;
  readonly kind: string;
  readonly place: string;
  readonly zone: string;
  readonly fromPlace: string;
  readonly toPlace: string;
  readonly departs: string;
  readonly arrives: string;
  readonly incomplete: string;
  readonly letGo: string;
};

const ENGLISH: Words = {
  expires: (time) => `held until ${time}`,
  settled: 'settled',
  settle: 'This one',
  settleOf: (time) => `This one: ${time}; the others are freed`,
  first: 'best',
  order: 'Who talked to the winner, in order',
  orderNote: 'confirmed calls are numbered; claims are not',
  noOthers: 'No call of another leader is on record.',
  claims: { claimed: 'claimed', reported: 'reported', held: 'confirmed' },
  inbound: 'They are about to ring',
  inboundMinutes: (minutes) => (minutes === 0 ? 'now' : `in ${minutes} minutes`),
  inboundReady: (time) => `Call announced for ${time}: everything is there.`,
  inboundLacks: (time) => `Call announced for ${time}:`,
  who: 'Who',
  at: 'When',
  add: 'Add',
  sheet: 'Call sheet',
  sheetNote: 'one page, both languages',
  noSheet: 'No call sheet is written yet.',
  purpose: 'Purpose',
  points: 'Points, at most three, one a line',
  avoid: 'Not to be raised, one a line',
  notRaised: (what) => `Not to be raised: ${what}`,
  onPaper: 'On paper',
  write: 'Write',
  english: 'English',
  japanese: 'Japanese',
  marking: 'Marking',
  markings: { open: 'open', internal: 'internal', restricted: 'restricted', secret: 'secret' },
  takeNote: 'Note it',
  readouts: 'Readouts',
  readoutsNote: 'ours beside theirs, point by point',
  ours: 'Ours',
  theirs: 'Theirs',
  text: 'Text as published',
  minutes: 'Minutes, as this side says',
  enter: 'Enter',
  sameIn: (topics) => `Both sides name: ${topics}.`,
  difference: 'Difference',
  kinds: {
    'ours-only': 'only we name it',
    'theirs-only': 'only they name it',
    wording: 'different words',
    length: 'different length',
  },
  line: 'Line to take',
  takeLine: 'Take this line',
  noDifference: 'The readouts say the same.',
  noReadouts: 'Both can be entered once the talk has ended.',
  visit: 'The visit',
  visitNote: 'legs in order, each in its own time',
  noVisit: 'No visit is planned yet.',
  options: 'Options, the most wished first',
  optionKinds: {
    'stop-over': 'stop-over',
    capital: 'capital',
    summit: 'summit side-lines',
    residence: 'residence',
  },
  fallback: 'Fallback',
  fallbacks: {
    envoy: 'envoy',
    letter: 'letter',
    delegation: 'inauguration delegation',
    'first-date': 'first date after the oath',
  },
  outcome: (time, minutes) => (minutes === null ? `Held ${time}.` : `Held ${time}, ${minutes} minutes.`),
  why: 'Why',
  invitations: 'Invitations',
  invitationsNote: 'for aides’ calendars; the title is as bland as its marking asks',
  noInvitation: 'None is written. It goes to a held window.',
  invite: 'Invite to the held window',
  cancelled: 'cancelled',
  cancelOf: (title) => `Cancel: ${title}`,
  cancel: 'Cancel it',
  moveTo: (span) => `Move it to ${span}`,
  address: 'Address',
  title: 'Title',
  file: 'File',
  addDiary: 'Enter into the diary',
  addOption: 'Add an option',
  addLeg: 'Add a leg',
  what: 'What',
  begins: 'Begins, local time',
  ends: 'Ends, local time',
  firm: 'firm: never rung into',
  kind: 'Kind',
  place: 'Place',
  zone: 'Zone',
  fromPlace: 'From',
  toPlace: 'To',
  departs: 'Departs, local time',
  arrives: 'Arrives, local time',
  incomplete: 'Fill in what, where and both times.',
  letGo: 'its window is not held any more: cancel it',
};

const JAPANESE: Words = {
  expires: (time) => `${time}まで確保`,
  settled: '確定',
  settle: 'これに決める',
  settleOf: (time) => `これに決める：${time}（ほかは解放）`,
  first: '最良',
  order: '当選者と会談した順',
  orderNote: '確認された会談に番号。主張だけのものには付けません',
  noOthers: '他国首脳の会談の記録はありません。',
  claims: { claimed: '一方の主張', reported: '報道', held: '確認済み' },
  inbound: '先方からの電話の予告',
  inboundMinutes: (minutes) => (minutes === 0 ? '今すぐ' : `${minutes}分後`),
  inboundReady: (time) => `${time}に先方から電話の予告。準備は整っています。`,
  inboundLacks: (time) => `${time}に先方から電話の予告：`,
  who: '誰が',
  at: '日時',
  add: '追加',
  sheet: '電話会談資料',
  sheetNote: '1枚、日英両方',
  noSheet: '電話会談資料はまだありません。',
  purpose: '目的',
  points: '要点（三つまで、1行に一つ）',
  avoid: '触れない事項（1行に一つ）',
  notRaised: (what) => `触れない事項：${what}`,
  onPaper: '印刷用',
  write: '作成',
  english: '英語',
  japanese: '日本語',
  marking: '区分',
  markings: { open: '公開可', internal: '部内限り', restricted: '取扱注意', secret: '秘' },
  takeNote: '記録',
  readouts: '会談概要',
  readoutsNote: '当方と先方を項目ごとに比較',
  ours: '当方',
  theirs: '先方',
  text: '発表された文面',
  minutes: '所要時間（分、この発表による）',
  enter: '入力',
  sameIn: (topics) => `双方が触れたもの：${topics}。`,
  difference: '違い',
  kinds: {
    'ours-only': '当方だけ',
    'theirs-only': '先方だけ',
    wording: '表現が違う',
    length: '長さが違う',
  },
  line: '応答要領',
  takeLine: 'この応答要領とする',
  noDifference: '双方の発表は一致しています。',
  noReadouts: '会談が終わると双方の文面を入力できます。',
  visit: '訪問',
  visitNote: '行程順、時刻は現地時間',
  noVisit: '訪問の計画はまだありません。',
  options: '選択肢（望ましい順）',
  optionKinds: { 'stop-over': '立ち寄り', capital: '首都', summit: '国際会議の機会', residence: '私邸' },
  fallback: '代替案',
  fallbacks: {
    envoy: '特使',
    letter: '親書',
    delegation: '就任式への代表団',
    'first-date': '就任後の最初の日程',
  },
  outcome: (time, minutes) => (minutes === null ? `${time}に実施。` : `${time}に実施（${minutes}分）。`),
  why: '理由',
  invitations: '予定の招待',
  invitationsNote: '秘書官の予定表用。件名は区分に応じて伏せます',
  noInvitation: 'まだありません。枠を確保すると作成できます。',
  invite: '確保した枠の招待を作成',
  cancelled: '取消済み',
  cancelOf: (title) => `取消：${title}`,
  cancel: '取り消す',
  moveTo: (span) => `${span}に変更`,
  address: 'アドレス',
  title: '件名',
  file: 'ファイル',
  addDiary: '日程を追加',
  addOption: '選択肢を追加',
  addLeg: '行程を追加',
  what: '内容',
  begins: '開始（現地時間）',
  ends: '終了（現地時間）',
  firm: '変更不可（電話会談を入れない）',
  kind: '種類',
  place: '場所',
  zone: 'タイムゾーン',
  fromPlace: '出発地',
  toPlace: '到着地',
  departs: '出発（現地時間）',
  arrives: '到着（現地時間）',
  incomplete: '内容、場所、開始と終了を入れてください。',
  letGo: '枠はもう確保されていません。取り消してください',
};

export const PAGE_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
