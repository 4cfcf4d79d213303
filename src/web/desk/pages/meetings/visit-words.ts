/** The words of protocol and delegation, of the sources of others' calls and of the meeting's note, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly protocol: string;
  readonly open: (count: number) => string;
  readonly allDone: string;
  readonly delegation: string;
  readonly nobody: string;
  readonly takeOut: string;
  readonly takeOutOf: (what: string) => string;
  readonly add: string;
  readonly item: string;
  readonly addItem: string;
  readonly traveller: string;
  readonly addTraveller: string;
  readonly source: string;
  readonly standing: string;
  readonly lengthMinutes: string;
  readonly lasted: (minutes: number) => string;
  readonly by: (source: string) => string;
  readonly otherIncomplete: string;
  readonly noteMarking: string;
  readonly noteWithheld: string;
  readonly another: string;
  readonly diaryOf: (who: string) => string;
  readonly outcome: string;
  readonly outcomeIncomplete: string;
  readonly recordOutcome: string;
  readonly away: string;
  readonly awayZone: string;
};

const ENGLISH: Words = {
  protocol: 'Protocol and gifts',
  open: (count) => `${count} to be seen to`,
  allDone: 'all seen to',
  delegation: 'Delegation',
  nobody: 'Nobody is named yet.',
  takeOut: 'Take out',
  takeOutOf: (what) => `Take out: ${what}`,
  add: 'Add to protocol or delegation',
  item: 'What must be seen to',
  addItem: 'Add to protocol',
  traveller: 'Name and post',
  addTraveller: 'Add to delegation',
  source: 'Source: who says so, where',
  standing: 'How far it is known',
  lengthMinutes: 'Minutes, if known',
  lasted: (minutes) => (minutes === 1 ? '1 minute' : `${minutes} minutes`),
  by: (source) => `by ${source}`,
  otherIncomplete: 'Say who, when and by what source: without a source it is a rumour.',
  noteMarking: 'Marking of the note',
  noteWithheld: 'The note is marked above what you read.',
  another: 'Another line',
  diaryOf: (who) => `${who}: `,
  outcome: 'What came of it',
  outcomeIncomplete: 'Say when it was and what came of it.',
  recordOutcome: 'Record the outcome',
  away: 'Place, if it says only where the leader is (the hours then stay free)',
  awayZone: 'Zone there',
};

const JAPANESE: Words = {
  protocol: '儀典・贈り物',
  open: (count) => `未確認${count}件`,
  allDone: 'すべて確認済み',
  delegation: '代表団',
  nobody: 'まだ誰も決まっていません。',
  takeOut: '外す',
  takeOutOf: (what) => `外す：${what}`,
  add: '儀典・代表団に追加',
  item: '確認する事項',
  addItem: '儀典に追加',
  traveller: '氏名・役職',
  addTraveller: '代表団に追加',
  source: '出典（誰がどこで述べたか）',
  standing: '確度',
  lengthMinutes: '所要時間（分、分かる場合）',
  lasted: (minutes) => `${minutes}分間`,
  by: (source) => `出典：${source}`,
  otherIncomplete: '相手、日時、出典を入れてください。出典のない情報は記録できません。',
  noteMarking: '備考の区分',
  noteWithheld: '備考は、閲覧できる区分より上です。',
  another: '別の要領を書く',
  diaryOf: (who) => `${who}：`,
  outcome: '会談の結果',
  outcomeIncomplete: '日時と結果を入れてください。',
  recordOutcome: '結果を記録',
  away: '滞在先（入れると居場所だけの記録になり、時間は空きのまま）',
  awayZone: '滞在先のタイムゾーン',
};

export const VISIT_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
