/** The words of the page on what is published, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly page: string;
  readonly pageNote: string;
  readonly open: string;
  readonly version: (count: number) => string;
  readonly publishedAt: (time: string) => string;
  readonly notPublished: string;
  readonly basis: string;
  readonly basisNote: string;
  readonly basisSentence: string;
  readonly basisElectors: string;
  readonly basisCalls: string;
  readonly basisRecord: string;
  readonly calls: (contests: number) => string;
  readonly line: string;
  readonly lineNote: string;
  readonly lineNone: string;
  readonly lineSince: (time: string) => string;
  readonly nextLine: string;
  readonly nextLineNote: string;
};

const ENGLISH: Words = {
  page: 'The public page',
  pageNote: 'baked from a snapshot; it never runs ahead of the facts',
  open: 'Open the public page',
  version: (count) => `version ${count}`,
  publishedAt: (time) => `published ${time}`,
  notPublished: 'Nothing has been published yet.',
  basis: 'What it is based on',
  basisNote: 'the desk as it stands now',
  basisSentence: 'Where things stand',
  basisElectors: 'Electors called',
  basisCalls: 'Calls',
  basisRecord: 'Journal',
  calls: (contests) => (contests === 1 ? '1 contest called' : `${contests} contests called`),
  line: 'The spokesman’s line in force',
  lineNote: 'what may be said now, and nothing beyond it',
  lineNone: 'No line is in force. The spokesman says that the count is under way and does not comment.',
  lineSince: (time) => `in force since ${time}`,
  nextLine: 'Lines that wait',
  nextLineNote: 'each comes into force by its release on the response page',
};

const JAPANESE: Words = {
  page: '公開ページ',
  pageNote: 'ある時点の記録から作成。事実を先取りしません',
  open: '公開ページを開く',
  version: (count) => `第${count}版`,
  publishedAt: (time) => `${time} 公開`,
  notPublished: 'まだ何も公開していません。',
  basis: '何に基づくか',
  basisNote: 'デスクの現在の状態',
  basisSentence: '現状',
  basisElectors: '当確の選挙人',
  basisCalls: '当確',
  basisRecord: '記録',
  calls: (contests) => `${contests}選挙区で当確`,
  line: '現在有効な応答要領',
  lineNote: '現時点で述べられる範囲。これを超えて述べない',
  lineNone: '有効な応答要領はありません。開票中でありコメントしない、と答えます。',
  lineSince: (time) => `${time}から有効`,
  nextLine: '待機中の応答要領',
  nextLineNote: '「対応」画面で発出されると有効になります',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
