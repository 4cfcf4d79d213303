/**
 * Text with its figures bound to records: "{electors:R}" becomes 267, with the call that makes it so.
 *
 * Source text and facts in, paragraphs and what they rest on out. A digit outside a token is a problem that keeps the
 * text from being published, so that no number on a page is without a record; `{plain:1945}` is the writer's own word.
 */
import type { Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import type { BriefFacts, Figure, Paragraph } from './brief.ts';
import { type Bound, resolve } from './tokens.ts';

export type Writing = { readonly record: number; readonly at: Instant };

export type BoundText = {
  readonly paragraph: Paragraph;
  readonly bound: readonly Bound[];
  /** Tokens that nothing is known for, as they were typed. */
  readonly missing: readonly string[];
  /** Numbers that are bound to nothing. */
  readonly loose: readonly string[];
};

const TOKEN = /\{([^{}]*)\}/g;
const NUMBER = /\p{Nd}[\p{Nd}.,:％%]*/gu;

/**
 * Binds one text. Where a fact no longer stands, the figure of `before` is kept and marked as taken back: a sentence
 * with a hole would say less than what was said.
 */
export function bindText(
  source: string,
  facts: BriefFacts,
  language: Language,
  also: { readonly writing: Writing; readonly before?: readonly Figure[] },
): BoundText {
  const pieces: (string | Figure)[] = [];
  const bound: Bound[] = [];
  const missing: string[] = [];
  const loose: string[] = [];
  const text = (part: string): void => {
    if (part === '') return;
    loose.push(...(part.match(NUMBER) ?? []));
    addText(pieces, part);
  };
  let from = 0;
  for (const match of source.matchAll(TOKEN)) {
    text(source.slice(from, match.index));
    from = match.index + match[0].length;
    const token = match[1]!.trim();
    const found = resolve(token, facts, language, also.writing);
    const before = also.before?.find((figure) => figure.token === token);
    if (found === null && before !== undefined) pieces.push(takenBack(before, language));
    else if (found === null) {
      missing.push(match[0]);
      addText(pieces, '…');
    } else if ('name' in found) addText(pieces, found.name);
    else {
      bound.push(found);
      pieces.push(found.figure);
    }
  }
  text(source.slice(from));
  return { paragraph: pieces, bound, missing, loose };
}

function addText(pieces: (string | Figure)[], part: string): void {
  if (typeof pieces.at(-1) === 'string') pieces[pieces.length - 1] += part;
  else pieces.push(part);
}

function takenBack(before: Figure, language: Language): Figure {
  return {
    ...before,
    withdrawn: true,
    note:
      language === 'en'
        ? 'No longer stands: the record it rested on was taken back.'
        : '現在は有効でない。根拠とした記録が取り消された。',
  };
}
