/** The words for a person's own input to the projection, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly change: string;
  readonly held: (name: string) => string;
  readonly off: string;
  readonly title: (contest: string) => string;
  readonly explain: string;
  readonly model: string;
  readonly hold: (name: string) => string;
  readonly switchOff: string;
  readonly set: string;
};

const ENGLISH: Words = {
  change: 'Change its projection',
  held: (name) => `A person holds it to be ${name}’s: the projection follows.`,
  off: 'A person has switched its projection off: every sum with it is wider.',
  title: (contest) => `Projection of ${contest}`,
  explain:
    'It changes what the model expects here and everywhere, with your name. The verdict does not look at it.',
  model: 'Left to the model',
  hold: (name) => `Held to be ${name}’s`,
  switchOff: 'Switched off: anything can happen there',
  set: 'Set',
};

const JAPANESE: Words = {
  change: '予測を変更',
  held: (name) => `担当者の判断で${name}氏としています。予測全体に反映されます。`,
  off: '担当者の判断で予測を停止しています。合計の幅が広がります。',
  title: (contest) => `${contest}の予測`,
  explain: 'この選挙区と全体の予測が変わり、設定者の名前が記録に残ります。判定には影響しません。',
  model: '予測モデルに任せる',
  hold: (name) => `${name}氏とする`,
  switchOff: '停止する（どの結果もあり得るとみなす）',
  set: '設定する',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
