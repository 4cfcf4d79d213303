/** Why a command is refused at a live desk beyond the response's own rules, in both languages. */
import type { Language } from '../../response/playbook.ts';
import type { Phrase } from '../../verdict/verdict.ts';

type Sentence = (person: string) => string;

const SENTENCES = {
  'refused-alone': {
    en: () => 'Nobody signs in at this desk: without sign-in nothing can leave.',
    ja: () => 'このデスクではサインインを使っていません。サインインなしでは何も発出できません。',
  },
  'refused-no-passkey': {
    en: () => 'At a live desk this takes your passkey at this very moment.',
    ja: () => '本番のデスクでは、その場でパスキーによる本人確認が必要です。',
  },
  'refused-second-absent': {
    en: (person) =>
      `${person} has neither approved this text in the last ten minutes nor confirmed in a session of their own to stand beside it.`,
    ja: (person) =>
      `${person}は、直近10分以内にこの文面を承認しておらず、自分の画面で立会いを確認してもいません。`,
  },
  'refused-stands-alone': {
    en: () => 'This step takes no second person: it does not leave the house.',
    ja: () => 'この項目は外部に出ないため、立会者は不要です。',
  },
} as const satisfies Record<string, Readonly<Record<Language, Sentence>>>;

type SignInPhrase = keyof typeof SENTENCES;

export function signInPhrase(key: SignInPhrase, person = ''): Phrase {
  return { key, values: { person } };
}

export function isSignInPhrase({ key }: Phrase): boolean {
  return Object.hasOwn(SENTENCES, key);
}

export function saySignIn(
  { key, values }: Phrase,
  language: Language,
  nameOf: (person: string) => string,
): string {
  return SENTENCES[key as SignInPhrase][language](nameOf(String(values['person'] ?? '')));
}
