/**
 * Fields of a text, `{{name}}`, filled from typed values: (text, fields of the branch, verdict) → text and bound facts.
 *
 * A value that the verdict gives carries the records behind it, and an approval binds to them too: when a fact
 * changes, what was approved is void though not a letter of it may have changed.
 */
import type { Verdict } from '../verdict/verdict.ts';
import { type Branch, type Document, type Language, type Playbook, ticketOf } from './playbook.ts';

type Twin = Readonly<Record<Language, string>>;

export type Field =
  /** Always the same: an addressee, an office. */
  | ({ readonly kind: 'text' } & Twin)
  /** A form of address that waits for the act `title`. */
  | { readonly kind: 'title'; readonly before: Twin; readonly permitted: Twin }
  /** The electors called for the winner of the branch. */
  | { readonly kind: 'electors' };

export type BoundFact = {
  readonly field: string;
  readonly kind: Field['kind'];
  readonly value: Twin;
  /** Journal sequences behind the value; none for what the playbook itself says. */
  readonly records: readonly number[];
};

export type FilledDocument = { readonly document: Document; readonly facts: readonly BoundFact[] };

const FIELD = /\{\{\s*([a-z0-9-]+)\s*\}\}/g;

/** The names of all fields in a text, each once. */
export function fieldsIn(text: string): string[] {
  return [...new Set([...text.matchAll(FIELD)].map((match) => match[1]!))];
}

export function fillDocument(document: Document, branch: Branch, verdict: Verdict): FilledDocument {
  const texts = [document.subject.en, document.subject.ja, document.body.en, document.body.ja];
  const facts = [...new Set(texts.flatMap(fieldsIn))].flatMap((name) => {
    const field = branch.fields[name];
    return field === undefined ? [] : [factOf(name, field, branch, verdict)];
  });
  const fill = (twin: Twin): Twin => ({ en: filled(twin.en, 'en', facts), ja: filled(twin.ja, 'ja', facts) });
  return { document: { subject: fill(document.subject), body: fill(document.body) }, facts };
}

/** The first title that a document uses though the verdict does not permit titles yet; null where it may leave. */
export function titleTooEarly(
  { subject, body }: Document,
  playbook: Playbook,
  verdict: Verdict,
): string | null {
  if (mayUseTitle(verdict)) return null;
  const text = [subject.en, body.en, subject.ja, body.ja].join('\n').normalize('NFKC').toLowerCase();
  return playbook.titles.find((title) => text.includes(title.normalize('NFKC').toLowerCase())) ?? null;
}

function mayUseTitle({ acts }: Verdict): boolean {
  return acts.some(({ act, standing }) => act === 'title' && standing === 'releasable');
}

function factOf(name: string, field: Field, branch: Branch, verdict: Verdict): BoundFact {
  const fact = (value: Twin, records: readonly number[] = []): BoundFact => ({
    field: name,
    kind: field.kind,
    value: { en: value.en, ja: value.ja },
    records,
  });
  switch (field.kind) {
    case 'text':
      return fact(field);
    case 'title':
      return fact(mayUseTitle(verdict) ? field.permitted : field.before);
    case 'electors': {
      const ticket = ticketOf(branch);
      const called = verdict.contests.flatMap(({ ticket: of, calls }) => (of === ticket ? calls : []));
      const count = String(ticket === null ? 0 : (verdict.electorsCalled[ticket] ?? 0));
      return fact(
        { en: count, ja: count },
        called.map(({ record }) => record).toSorted((a, b) => a - b),
      );
    }
  }
}

function filled(text: string, language: Language, facts: readonly BoundFact[]): string {
  return text.replace(
    FIELD,
    (whole, name: string) => facts.find(({ field }) => field === name)?.value[language] ?? whole,
  );
}
