/**
 * Words a phrase in a language: one whole sentence a phrase, never glued from fragments.
 *
 * (phrase, language, context) → sentence. Names and moments come worded by the context, because the names of a
 * contest and the two zones belong to the election and the desk, not to the verdict.
 */
import type { Instant } from '../election/instant.ts';
import type { Language } from './policy.ts';
import { ENGLISH } from './sentences-en.ts';
import { JAPANESE } from './sentences-ja.ts';
import type { NameKind, Template, Values } from './template.ts';
import type { Phrase } from './verdict.ts';

export type SentenceContext = {
  /** Short names by ticket id ("Trump"). */
  readonly tickets: Readonly<Record<string, string>>;
  /** Contest names by id, in the language. */
  readonly contests: Readonly<Record<string, string>>;
  /** Names of the calling groups by id, in the language. */
  readonly groups: Readonly<Record<string, string>>;
  /** A moment in both zones: "20:30 JST (06:30 EST)". */
  readonly when: (at: Instant) => string;
  /** A moment in the house's own zone: "20:30". */
  readonly clock: (at: Instant) => string;
};

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, Template>>>> = {
  en: ENGLISH,
  ja: JAPANESE,
};

/** The names of all phrases that a language can word. */
export function phraseKeys(language: Language): readonly string[] {
  return Object.keys(CATALOGUES[language]);
}

/** Words a phrase. Throws where the phrase or one of its values is not known: a desk must not read a gap. */
export function say(phrase: Phrase, language: Language, context: SentenceContext): string {
  const template = CATALOGUES[language][phrase.key];
  if (!template) throw new Error(`unknown phrase "${phrase.key}": word it in sentences-${language}.ts`);
  return template(valuesOf(phrase, language, context));
}

function valuesOf(phrase: Phrase, language: Language, context: SentenceContext): Values {
  const value = (name: string): string | number => {
    const found = phrase.values[name];
    if (found === undefined || found === null)
      throw new Error(`phrase "${phrase.key}" lacks the value "${name}"`);
    return found;
  };
  const number = (name: string): number => {
    const found = value(name);
    if (typeof found !== 'number') throw new Error(`phrase "${phrase.key}": "${name}" is not a number`);
    return found;
  };
  const named = (id: string, kind: NameKind) => context[kind][id] ?? id;
  const list = (name: string, kind: NameKind, type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(
      String(value(name))
        .split(',')
        .map((id) => named(id, kind)),
    );
  return {
    text: (name) => String(value(name)),
    number,
    ticket: (name) => named(String(value(name)), 'tickets'),
    contest: (name) => named(String(value(name)), 'contests'),
    all: (name, kind) => list(name, kind, 'conjunction'),
    any: (name, kind) => list(name, kind, 'disjunction'),
    when: (name) => context.when(number(name)),
    clock: (name) => context.clock(number(name)),
  };
}
