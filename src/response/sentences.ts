/**
 * Words what the response says, one whole sentence a phrase: what a gate lacks, why something is refused, what is due.
 *
 * (phrase, language, context) → sentence. The verdict words its own phrases in its own folder.
 */
import type { Instant } from '../election/instant.ts';
import type { Phrase } from '../verdict/verdict.ts';
import type { ResponsePhraseKey } from './phrases.ts';
import type { Language, Person, Playbook } from './playbook.ts';
import { ENGLISH } from './sentences-en.ts';
import { JAPANESE } from './sentences-ja.ts';

/** Names and moments as the language writes them. */
export type ResponseWords = {
  readonly branch: (id: string) => string;
  readonly step: (branch: string, step: string) => string;
  readonly person: (id: string) => string;
  /** A moment in both zones: "20:30 JST (06:30 EST)". */
  readonly when: (at: Instant) => string;
};

/** What a template may ask for; each reads one value of the phrase by its name. */
export type ResponseValues = {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly branch: (name: string) => string;
  /** The step that the values `branch` and `step` name. */
  readonly step: () => string;
  readonly person: (name: string) => string;
  readonly when: (name: string) => string;
};

export type ResponseTemplate = (values: ResponseValues) => string;
export type ResponseCatalogue = Readonly<Record<ResponsePhraseKey, ResponseTemplate>>;

const CATALOGUES: Readonly<Record<Language, ResponseCatalogue>> = { en: ENGLISH, ja: JAPANESE };

/** The words of a playbook and its people; how a moment is written is the desk's own. */
export function responseWords(
  playbook: Playbook,
  people: readonly Person[],
  language: Language,
  when: (at: Instant) => string,
): ResponseWords {
  const branchOf = (id: string) => playbook.branches.find((branch) => branch.id === id);
  return {
    branch: (id) => branchOf(id)?.title[language] ?? id,
    step: (branch, step) => branchOf(branch)?.steps.find(({ id }) => id === step)?.title[language] ?? step,
    person: (id) => people.find((person) => person.id === id)?.name[language] ?? id,
    when,
  };
}

/** Words a phrase. Throws where the phrase or one of its values is not known: a desk must not read a gap. */
export function sayResponse(phrase: Phrase, language: Language, words: ResponseWords): string {
  const template = (CATALOGUES[language] as Readonly<Record<string, ResponseTemplate>>)[phrase.key];
  if (template === undefined)
    throw new Error(`unknown phrase "${phrase.key}": word it in sentences-${language}.ts`);
  return template(valuesOf(phrase, words));
}

/** Whether a phrase is one of the response's own. */
export function isResponsePhrase(phrase: Phrase): boolean {
  return phrase.key in ENGLISH;
}

function valuesOf(phrase: Phrase, words: ResponseWords): ResponseValues {
  const value = (name: string): string | number => {
    const found = phrase.values[name];
    if (found === undefined || found === null)
      throw new Error(`phrase "${phrase.key}" lacks the value "${name}"`);
    return found;
  };
  const text = (name: string) => String(value(name));
  return {
    text,
    number: (name) => Number(value(name)),
    branch: (name) => words.branch(text(name)),
    step: () => words.step(text('branch'), text('step')),
    person: (name) => words.person(text(name)),
    when: (name) => words.when(Number(value(name))),
  };
}
