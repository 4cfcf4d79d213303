/** The words of the calendars that the desk reads, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly calendars: string;
  readonly calendarsNote: string;
  /** How long ago, from whole minutes. */
  readonly ago: (minutes: number) => string;
  readonly read: (time: string, age: string, minutes: number) => string;
  readonly never: string;
  readonly failing: (since: string, why: string) => string;
  readonly kept: (time: string, age: string) => string;
  readonly notAsked: (time: string, age: string) => string;
  readonly unread: (count: number) => string;
};

const ENGLISH: Words = {
  calendars: 'Calendars that the desk reads',
  calendarsNote: 'hours only, never what they are for',
  ago: (minutes) => {
    if (minutes < 1) return 'just now';
    if (minutes < 120) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
    return `${Math.floor(minutes / 60)} hours ago`;
  },
  read: (time, age, minutes) =>
    `Read ${age} (${time}), every ${minutes === 1 ? 'minute' : `${minutes} minutes`}.`,
  never: 'Not read yet: its hours are not known and count as free.',
  failing: (since, why) => `Not read since ${since}: ${why}.`,
  kept: (time, age) => `The hours stay as they were read ${age} (${time}).`,
  notAsked: (time, age) => `Last read ${age} (${time}), and not since: is the desk’s process running?`,
  unread: (count) =>
    `${count === 1 ? '1 entry' : `${count} entries`} could not be read: look into the calendar itself.`,
};

const JAPANESE: Words = {
  calendars: '読み取っている予定表',
  calendarsNote: '時間だけを読み、内容は読みません',
  ago: (minutes) => {
    if (minutes < 1) return 'たった今';
    return minutes < 120 ? `${minutes}分前` : `${Math.floor(minutes / 60)}時間前`;
  },
  read: (time, age, minutes) => `${age}に読み取り：${time}。${minutes}分ごとに更新。`,
  never: 'まだ読み取っていません。予定が分からないため、空きとして扱っています。',
  failing: (since, why) => `${since}から読み取れません：${why}。`,
  kept: (time, age) => `${age}、${time}に読み取った予定をそのまま残しています。`,
  notAsked: (time, age) =>
    `最後の読み取りは${age}、${time}です。その後止まっています。サーバーが動いているか確認してください。`,
  unread: (count) => `読めない項目が${count}件あります。予定表を直接確認してください。`,
};

export const CALENDAR_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
