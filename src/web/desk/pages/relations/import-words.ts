/** The words of taking in a file of people, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Counts = {
  readonly fresh: number;
  readonly doubles: number;
  readonly refused: number;
};

type Words = {
  readonly title: string;
  readonly note: string;
  readonly file: string;
  readonly paste: string;
  readonly marking: string;
  readonly preview: string;
  readonly again: string;
  readonly summary: (source: string, counts: Counts) => string;
  readonly doubles: string;
  readonly inFile: (place: string) => string;
  readonly imported: string;
  readonly known: (why: 'email' | 'phone' | 'name') => string;
  readonly same: (name: string) => string;
  readonly another: string;
  readonly drop: string;
  readonly later: string;
  readonly nothingNew: string;
  /** What stands in bold. */
  readonly bold: string;
  readonly fields: Readonly<
    Record<
      'en' | 'ja' | 'post' | 'side' | 'seniority' | 'languages' | 'emails' | 'phones' | 'marking',
      string
    >
  >;
  readonly fresh: (count: number) => string;
  readonly refused: (count: number) => string;
  readonly left: (what: string) => string;
  readonly more: (count: number) => string;
  readonly record: (fresh: number, decided: number, waiting: number) => string;
  readonly recorded: string;
  readonly tooLarge: string;
  readonly notUtf8: string;
  readonly pasted: string;
  readonly house: string;
};

const ENGLISH: Words = {
  title: 'Contacts from a file',
  note: 'vCard or CSV; nothing is recorded before you say so',
  file: 'File',
  paste: 'or its text, pasted',
  marking: 'Marking of cards that carry none',
  preview: 'Look at it',
  again: 'Another file',
  summary: (source, { fresh, doubles, refused }) =>
    `${source}: ${fresh} new, ${doubles} perhaps known already, ${refused} refused.`,
  doubles: 'Perhaps known already: what do you say?',
  inFile: (place) => `In the file, ${place}`,
  imported: 'As imported',
  known: (why) =>
    ({ email: 'Known, same address', phone: 'Known, same number', name: 'Known, same name' })[why],
  same: (name) => `The same as ${name}: add what is new`,
  another: 'Another person',
  drop: 'Not wanted',
  later: 'Decide later: it waits',
  nothingNew: 'Everything in it is known.',
  bold: 'Bold: would be added; name, camp and rank stay as they are known.',
  fields: {
    en: 'Name',
    ja: 'Name in Japanese',
    post: 'Post',
    side: 'Camp',
    seniority: 'Rank',
    languages: 'Languages',
    emails: 'Addresses',
    phones: 'Numbers',
    marking: 'Marking',
  },
  fresh: (count) => (count === 1 ? '1 new contact' : `${count} new contacts`),
  refused: (count) =>
    count === 1 ? '1 refused: mend it in the file' : `${count} refused: mend them in the file`,
  left: (what) => `Left behind, for the desk has no place for it: ${what}.`,
  more: (count) => `and ${count} more`,
  record: (fresh, decided, waiting) => `Record: ${fresh} new, ${decided} decided, ${waiting} waiting`,
  recorded: 'Recorded.',
  tooLarge: 'The file is too large for this page: take it in with the command “firstcall people import”.',
  notUtf8: 'The file is not UTF-8: save it as UTF-8 first.',
  pasted: 'pasted text',
  house: 'ours',
};

const JAPANESE: Words = {
  title: 'ファイルから取り込む',
  note: 'vCardまたはCSV。確認して記録するまで何も登録されません',
  file: 'ファイル',
  paste: 'または文面を貼り付け',
  marking: '区分のない連絡先に付ける区分',
  preview: '内容を確認',
  again: '別のファイル',
  summary: (source, { fresh, doubles, refused }) =>
    `${source}：新規${fresh}件、登録済みの可能性${doubles}件、読めないもの${refused}件。`,
  doubles: '登録済みの可能性があります。どうしますか',
  inFile: (place) => `ファイル（${place}）`,
  imported: '取り込んだ内容',
  known: (why) =>
    ({
      email: '登録済み（アドレスが同じ）',
      phone: '登録済み（番号が同じ）',
      name: '登録済み（名前が同じ）',
    })[why],
  same: (name) => `${name}と同じ人（新しい項目を加える）`,
  another: '別人',
  drop: '不要',
  later: '後で決める（確認待ちに残す）',
  nothingNew: '新しい内容はありません。',
  bold: '太字は加わる内容です。氏名・陣営・格は登録済みのままです。',
  fields: {
    en: '氏名（英語）',
    ja: '氏名',
    post: '役職',
    side: '陣営',
    seniority: '格',
    languages: '言語',
    emails: 'アドレス',
    phones: '電話番号',
    marking: '区分',
  },
  fresh: (count) => `新規の連絡先${count}件`,
  refused: (count) => `読めないもの${count}件：ファイルを直してください`,
  left: (what) => `取り込めない項目：${what}。`,
  more: (count) => `ほか${count}件`,
  record: (fresh, decided, waiting) => `記録する：新規${fresh}件、判断済み${decided}件、確認待ち${waiting}件`,
  recorded: '記録しました。',
  tooLarge: 'このページで扱うには大きすぎます。コマンド「firstcall people import」で取り込んでください。',
  notUtf8: 'UTF-8ではありません。UTF-8で保存し直してください。',
  pasted: '貼り付けた文面',
  house: '当方',
};

export const IMPORT_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
