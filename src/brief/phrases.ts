/** Why a command on the brief is refused, in both languages. */
import type { Language } from '../response/playbook.ts';
import type { Phrase } from '../verdict/verdict.ts';

type Values = Phrase['values'];

const SENTENCES = {
  'refused-brief-role': {
    en: () => 'This takes another role: drafters write, approvers approve, press and duty officers publish.',
    ja: () => '別の権限が必要。起案者が書き、承認者が承認し、報道担当官か当直官が公開する。',
  },
  'refused-brief-unknown': {
    en: ({ name }: Values) => `There is no article “${name}”.`,
    ja: ({ name }: Values) => `「${name}」という記事はない。`,
  },
  'refused-brief-taken': {
    en: ({ name }: Values) => `The address “${name}” belongs to an article written by rule: choose another.`,
    ja: ({ name }: Values) => `アドレス「${name}」は規則で作成した記事のもの。別の名を選ぶこと。`,
  },
  'refused-brief-down': {
    en: () => 'This article has been taken down: write another one.',
    ja: () => 'この記事は取り下げ済み。別の記事として書くこと。',
  },
  'refused-brief-moved': {
    en: () => 'An article stays in its section: its address is known. Write another one.',
    ja: () => '記事の分野は変えられない。別の記事として書くこと。',
  },
  'refused-brief-line': {
    en: () => 'A text for the podium says when it holds and who may say it; an article does not.',
    ja: () => '会見用の文には有効条件と発言者が要る。記事には付けない。',
  },
  'refused-brief-step': {
    en: ({ name }: Values) =>
      `The plan has no step “${name}” that says something at the podium: choose another.`,
    ja: ({ name }: Values) => `計画に「${name}」という応答要領の項目はない。別の項目を選ぶこと。`,
  },
  'refused-brief-followed': {
    en: () => 'Say which language now carries the newest text.',
    ja: () => 'どの言語が最新の内容かを示すこと。',
  },
  'refused-brief-empty': {
    en: () => 'Headline and text are needed in both languages.',
    ja: () => '見出しと本文が両言語で必要。',
  },
  'refused-brief-token': {
    en: ({ tokens }: Values) => `These are no figures of the desk: ${tokens}`,
    ja: ({ tokens }: Values) => `次の記号に当たる数字はない：${tokens}`,
  },
  'refused-brief-loose': {
    en: ({ numbers }: Values) =>
      `Numbers without a record: ${numbers}. Bind them, for instance {electors:R}, or write {plain:…} for a number of your own.`,
    ja: ({ numbers }: Values) =>
      `根拠となる記録のない数字：${numbers}。{electors:R}のように結び付けるか、書き手の数なら{plain:…}と書くこと。`,
  },
  'refused-brief-binds': {
    en: () => 'The text has changed since you read it: read it again.',
    ja: () => '読んだ後に文面が変わった。もう一度読むこと。',
  },
  'refused-brief-writer': {
    en: () => 'Whoever wrote the text cannot approve it.',
    ja: () => '書いた本人は承認できない。',
  },
  'refused-brief-again': {
    en: () => 'You have approved this text already.',
    ja: () => 'この文面はすでに承認済み。',
  },
  'refused-brief-approvals': {
    en: ({ given, wanted }: Values) =>
      wanted === 1
        ? 'One approval by another person is needed before this is published.'
        : `Two approvals by other people are needed before this is published; there ${given === 1 ? 'is one' : 'are none'}.`,
    ja: ({ given, wanted }: Values) => `公開には本人以外${wanted}人の承認が必要（現在${given}人）。`,
  },
  'refused-brief-released': {
    en: () => 'This text has been let out already.',
    ja: () => 'この文面はすでに公開の指示が出ている。',
  },
  'refused-brief-lead': {
    en: () => 'The night’s article follows the facts and cannot be taken down: correct the facts.',
    ja: () => 'この夜の主な記事は事実に従うもので、取り下げられない。事実の側を訂正すること。',
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
