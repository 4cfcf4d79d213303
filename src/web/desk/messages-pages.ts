/**
 * The words that several pages behind the night share, in both languages; each page keeps its own beside itself.
 * The type forces both: a word that one language lacks does not compile.
 */
import type { Language, Role } from '../../response/playbook.ts';

type Words = {
  readonly roles: Readonly<Record<Role, string>>;
  readonly languages: Readonly<Record<Language, string>>;
  /** The author of what follows by rule. */
  readonly desk: string;
  readonly cancel: string;
  readonly reason: string;
  readonly reasonMissing: string;
  readonly unreachable: string;
  readonly reading: string;
  readonly tryAgain: string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
};

const ENGLISH: Words = {
  roles: {
    'duty-officer': 'Duty officer',
    'embassy-officer': 'Embassy officer',
    drafter: 'Drafter',
    approver: 'Approver',
    'press-officer': 'Press officer',
    administrator: 'Administrator',
    reader: 'Reader',
  },
  languages: { en: 'English', ja: 'Japanese' },
  desk: 'desk',
  cancel: 'Cancel',
  reason: 'Reason',
  reasonMissing: 'Say why, in a few words.',
  unreachable: 'The desk did not answer. Nothing was recorded; try again.',
  reading: 'Reading the journal…',
  tryAgain: 'Try again',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
};

const JAPANESE: Words = {
  roles: {
    'duty-officer': '当直官',
    'embassy-officer': '大使館担当官',
    drafter: '起案者',
    approver: '承認者',
    'press-officer': '報道担当官',
    administrator: '管理者',
    reader: '閲覧者',
  },
  languages: { en: '英語', ja: '日本語' },
  desk: '自動',
  cancel: 'キャンセル',
  reason: '理由',
  reasonMissing: '理由を短く書いてください。',
  unreachable: 'サーバーから応答がありません。何も記録されていません。もう一度お試しください。',
  reading: '記録を読み込んでいます…',
  tryAgain: '再試行',
  minutes: (count) => `${count}分`,
  hours: (count) => `${count}時間`,
};

/** The shared words in the language of the page. */
export const PAGES: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
