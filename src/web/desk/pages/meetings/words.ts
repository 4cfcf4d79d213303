/** The words of the page on the telephone talk and the meeting, in both languages. */
import type { Language } from '../../../../response/playbook.ts';
import type { MeetingState } from './meeting.ts';

type Words = {
  readonly band: string;
  readonly bandNote: string;
  readonly waking: string;
  readonly both: string;
  readonly held: string;
  readonly now: string;
  readonly windows: string;
  readonly windowsNote: string;
  readonly windowsNone: string;
  readonly hourOf: (window: string) => string;
  readonly seen: string;
  readonly hold: string;
  readonly free: string;
  readonly holdOf: (time: string) => string;
  readonly freeOf: (time: string) => string;
  readonly heldOf: (time: string) => string;
  readonly talk: string;
  readonly talkNote: string;
  readonly talkNone: string;
  readonly talkRuns: (time: string) => string;
  readonly talkEnded: (from: string, to: string) => string;
  readonly duration: string;
  readonly start: string;
  readonly end: string;
  readonly meeting: string;
  readonly meetingNote: string;
  readonly meetingNone: string;
  readonly meetingStates: Readonly<Record<MeetingState, string>>;
  readonly meetingSince: (time: string) => string;
  readonly newState: string;
  readonly note: string;
  readonly noteHint: string;
  readonly noteMissing: string;
  readonly record: string;
  readonly recorded: string;
};

const ENGLISH: Words = {
  band: 'The next 48 hours in both capitals',
  bandNote:
    'bar: waking hours, pale when early or late; box on it: diary; below: hours for both, filled when held',
  waking: 'awake, 07:00–23:00',
  both: 'Both awake',
  held: 'held',
  now: 'now',
  windows: 'Windows for a talk',
  windowsNote: 'holding a window keeps both leaders, the interpreter and the line',
  windowsNone: 'No window has been proposed yet.',
  hourOf: (window) => `Hour to hold within ${window}`,
  seen: 'free',
  hold: 'Hold',
  free: 'Free',
  holdOf: (time) => `Hold ${time}`,
  freeOf: (time) => `Free ${time}`,
  heldOf: (time) => `held: ${time}; free it`,
  talk: 'The talk',
  talkNote: 'the readout’s gate opens when it has ended',
  talkNone: 'No talk has begun.',
  talkRuns: (time) => `Running since ${time}.`,
  talkEnded: (from, to) => `Held from ${from} to ${to}.`,
  duration: 'Duration',
  start: 'Talk has started',
  end: 'Talk has ended',
  meeting: 'The first meeting',
  meetingNote: 'what was asked for and what they answered',
  meetingNone: 'No meeting has been asked for.',
  meetingStates: { requested: 'requested', refused: 'refused', agreed: 'agreed', held: 'held' },
  meetingSince: (time) => `since ${time}`,
  newState: 'New state',
  note: 'Note',
  noteHint: 'place, date, who said so',
  noteMissing: 'A refusal needs its reason.',
  record: 'Record',
  recorded: 'Recorded.',
};

const JAPANESE: Words = {
  band: '両首都のこれから48時間',
  bandNote:
    '帯：起床時間（薄い部分は早朝・深夜）、帯の上の枠：日程、中段：双方が可能な1時間（塗りは確保済み）',
  waking: '起床時間 7:00～23:00',
  both: '双方が起床',
  held: '確保',
  now: '現在',
  windows: '電話会談の候補枠',
  windowsNote: '枠を確保すると、両首脳・通訳・回線を押さえます',
  windowsNone: '候補枠はまだありません。',
  hourOf: (window) => `${window}のうち確保する1時間`,
  seen: '空き',
  hold: '確保',
  free: '解放',
  holdOf: (time) => `${time}を確保`,
  freeOf: (time) => `${time}を解放`,
  heldOf: (time) => `確保中：${time}を解放`,
  talk: '電話会談',
  talkNote: '終了すると会談概要の発出条件が成立します',
  talkNone: '電話会談はまだ始まっていません。',
  talkRuns: (time) => `${time}から会談中。`,
  talkEnded: (from, to) => `${from}から${to}まで行われました。`,
  duration: '所要時間',
  start: '会談開始',
  end: '会談終了',
  meeting: '最初の対面会談',
  meetingNote: '当方の申し入れと先方の回答',
  meetingNone: 'まだ申し入れていません。',
  meetingStates: { requested: '申し入れ済み', refused: '先方辞退', agreed: '合意済み', held: '実施済み' },
  meetingSince: (time) => `${time}から`,
  newState: '新しい状態',
  note: '備考',
  noteHint: '場所、日付、情報源',
  noteMissing: '先方が辞退した場合は理由が必要です。',
  record: '記録する',
  recorded: '記録しました。',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
