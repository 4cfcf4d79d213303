/** Why the relations refused something, in both languages: (phrase) → sentence, or null where it is not one of these. */
import { sayRefusedCard } from './refusal-words.ts';

type Values = Readonly<Record<string, string | number | null>>;
type Language = 'en' | 'ja';

const REFUSALS = {
  'relations-unknown-contact': {
    en: ({ contact }: Values) => `There is no contact “${contact}”: choose one of the list.`,
    ja: ({ contact }: Values) => `連絡先「${contact}」は登録されていません。一覧から選んでください。`,
  },
  'relations-future': {
    en: () => 'An engagement is entered once it has taken place: give a moment that is past.',
    ja: () => '接触は行われた後に記録します。過去の日時を入れてください。',
  },
  'relations-above-marking': {
    en: ({ marking }: Values) => `You read up to “${marking}”: mark it no higher than that.`,
    ja: ({ marking }: Values) => `閲覧できるのは「${marking}」までです。それ以下の区分にしてください。`,
  },
  'relations-term': {
    en: ({ since, until }: Values) =>
      `From ${since} to ${until} is no span of days: let it end after it begins.`,
    ja: ({ since, until }: Values) =>
      `${since}から${until}までという期間はありません。終わりを始まりより後にしてください。`,
  },
  'relations-circle': {
    en: ({ people }: Values) => `Ties in a circle (${people}): end one of them first.`,
    ja: ({ people }: Values) => `関係が循環しています（${people}）。先にどれか一つを終わらせてください。`,
  },
  'relations-unknown-item': {
    en: ({ item }: Values) => `Nothing waits under “${item}”: reload the page; somebody may have decided it.`,
    ja: ({ item }: Values) =>
      `「${item}」は確認待ちではありません。ほかの人が決めた可能性があります。再読み込みしてください。`,
  },
  'relations-file': {
    en: ({ reason }: Values) => `The file cannot be taken in: ${reason}`,
    ja: ({ reason }: Values) => `ファイルを取り込めません：${sayRefusedCard(String(reason), 'ja')}`,
  },
  'relations-reason': {
    en: () => 'Say why, in a few words.',
    ja: () => '理由を書いてください。',
  },
  'relations-unknown-camp': {
    en: ({ ticket }: Values) => `No camp of this election belongs to “${ticket}”.`,
    ja: ({ ticket }: Values) => `「${ticket}」の陣営はこの選挙にありません。`,
  },
  'relations-unknown-keeper': {
    en: ({ person }: Values) => `“${person}” does not work at this desk.`,
    ja: ({ person }: Values) => `「${person}」はこのデスクの担当者ではありません。`,
  },
} as const;

export type RelationsPhrase = keyof typeof REFUSALS;

export function sayRelations(
  { key, values }: { readonly key: string; readonly values: Values },
  language: Language,
): string | null {
  return Object.hasOwn(REFUSALS, key) ? REFUSALS[key as RelationsPhrase][language](values) : null;
}
