/**
 * A paragraph as it is set: text, and figures whose last word, mark and following comma never part on a line's end.
 */
import type { ArticleText, Figure, Paragraph } from '../../brief/brief.ts';
import { figuresIn } from '../../brief/text.ts';
import type { Language } from '../../response/playbook.ts';

export type Run =
  | { readonly kind: 'text'; readonly text: string }
  /** `number` is null where a later figure of the paragraph carries the mark of the same record. */
  | {
      readonly kind: 'figure';
      readonly figure: Figure;
      readonly head: string;
      readonly tail: string;
      readonly after: string;
      readonly number: number | null;
    };

/** A record that a text rests on, with every different thing that the text takes from it. */
export type Rest = { readonly record: number; readonly figures: readonly Figure[] };

/** The records that a text rests on, in order of first mention; a figure's number is its place here, from 1. */
export function recordsOf(text: ArticleText): readonly Rest[] {
  const seen = new Map<number, Figure[]>();
  for (const figure of figuresIn(text)) {
    const known = seen.get(figure.record) ?? [];
    if (!known.some(({ title }) => title === figure.title)) seen.set(figure.record, [...known, figure]);
  }
  return [...seen].map(([record, figures]) => ({ record, figures }));
}

const CLOSING = /^[,.;:)、。）」]+/;

export function runsOf(paragraph: Paragraph, records: readonly Rest[], language: Language): readonly Run[] {
  let owed = 0;
  return paragraph.map((piece, place): Run => {
    if (typeof piece === 'string') {
      const text = piece.slice(owed);
      owed = 0;
      return { kind: 'text', text };
    }
    const next = paragraph[place + 1];
    const after = typeof next === 'string' ? (CLOSING.exec(next)?.[0] ?? '') : '';
    owed = after.length;
    const again = paragraph
      .slice(place + 1)
      .some((later) => typeof later !== 'string' && later.record === piece.record);
    const number = again ? null : records.findIndex(({ record }) => record === piece.record) + 1;
    return { kind: 'figure', figure: piece, ...split(piece.text, language), after, number };
  });
}

/** The last word (Japanese: the last two characters) goes with the mark. */
function split(text: string, language: Language): { head: string; tail: string } {
  const at = language === 'en' ? text.lastIndexOf(' ') + 1 : Math.max(0, text.length - 2);
  return { head: text.slice(0, at), tail: text.slice(at) };
}
