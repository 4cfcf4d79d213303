/** Why a command on the brief is refused, in both languages. */
import type { Language } from '../response/playbook.ts';
import type { Phrase } from '../verdict/verdict.ts';

type Values = Phrase['values'];

const SENTENCES = {
  'refused-brief-role': {
    en: () => 'This takes another role: drafters write, approvers approve, press and duty officers publish.',
    ja: () => '別の権限が必要です。起案者が書き、承認者が承認し、報道担当官か当直官が公開します。',
  },
  'refused-brief-unknown': {
    en: ({ name }: Values) => `There is no article “${name}”.`,
    ja: ({ name }: Values) => `「${name}」という記事はありません。`,
  },
  'refused-brief-taken': {
    en: ({ name }: Values) => `The address “${name}” belongs to an article written by rule: choose another.`,
    ja: ({ name }: Values) => `アドレス「${name}」は自動作成の記事のものです。別の名を選んでください。`,
  },
  'refused-brief-down': {
    en: () => 'This article has been taken down: write another one.',
    ja: () => 'この記事は取り下げ済みです。別の記事として書いてください。',
  },
  'refused-brief-moved': {
    en: () => 'An article stays in its section: its address is known. Write another one.',
    ja: () => '記事の分野は変えられません。別の記事として書いてください。',
  },
  'refused-brief-line': {
    en: () => 'A text for the podium says when it holds and who may say it; an article does not.',
    ja: () => '会見用の文には有効な段階と発言者が必要です。記事には付けません。',
  },
  'refused-brief-step': {
    en: ({ name }: Values) =>
      `The plan has no step “${name}” that says something at the podium: choose another.`,
    ja: ({ name }: Values) => `計画に「${name}」という応答要領の項目はありません。別の項目を選んでください。`,
  },
  'refused-brief-followed': {
    en: () => 'Say which language now carries the newest text.',
    ja: () => 'どの言語が最新の内容かを選んでください。',
  },
  'refused-brief-empty': {
    en: () => 'Headline and text are needed in both languages.',
    ja: () => '見出しと本文が両言語で必要です。',
  },
  'refused-brief-token': {
    en: ({ tokens }: Values) => `These are no figures of the desk: ${tokens}`,
    ja: ({ tokens }: Values) => `次の記号に当たる数字はありません：${tokens}`,
  },
  'refused-brief-loose': {
    en: ({ numbers }: Values) =>
      `Numbers without a record: ${numbers}. Bind them, for instance {electors:R}, or write {plain:…} for a number of your own.`,
    ja: ({ numbers }: Values) =>
      `根拠となる記録のない数字：${numbers}。{electors:R}のように結び付けるか、書き手による数なら{plain:…}と書いてください。`,
  },
  'refused-brief-binds': {
    en: () => 'The text has changed since you read it: read it again.',
    ja: () => '読んだ後に文面が変わりました。読み直してください。',
  },
  'refused-brief-writer': {
    en: () => 'Whoever wrote the text cannot approve it.',
    ja: () => '書いた本人は承認できません。',
  },
  'refused-brief-again': {
    en: () => 'You have approved this text already.',
    ja: () => 'この文面はすでに承認しています。',
  },
  'refused-brief-approvals': {
    en: ({ given, wanted }: Values) =>
      wanted === 1
        ? 'One approval by another person is needed before this is published.'
        : `Two approvals by other people are needed before this is published; there ${given === 1 ? 'is one' : 'are none'}.`,
    ja: ({ given, wanted }: Values) => `公開には本人以外${wanted}人の承認が必要です（現在${given}人）。`,
  },
  'refused-brief-released': {
    en: () => 'This text has been let out already.',
    ja: () => 'この文面はすでに公開の指示が出ています。',
  },
  'refused-brief-lead': {
    en: () => 'The night’s article follows the facts and cannot be taken down: correct the facts.',
    ja: () => 'この夜の主な記事は事実に従うもので、取り下げられません。事実の側を訂正してください。',
  },
} as const satisfies Record<string, Readonly<Record<Language, (values: Values) => string>>>;

type BriefPhrase = keyof typeof SENTENCES;

export function briefPhrase(key: BriefPhrase, values: Values = {}): Phrase {
  return { key, values };
}

export function isBriefPhrase({ key }: Phrase): boolean {
  return Object.hasOwn(SENTENCES, key);
}

export function sayBrief({ key, values }: Phrase, language: Language): string {
  return SENTENCES[key as BriefPhrase][language](values);
}
