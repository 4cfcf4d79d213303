/**
 * What changed between two texts, word by word, as a reader is shown it.
 *
 * Longest common subsequence of words (Japanese: of the words that Unicode's segmentation finds); quadratic, so it is
 * meant for articles, not for books.
 */
import type { Language } from '../response/playbook.ts';

export type Change = { readonly kind: 'same' | 'deleted' | 'inserted'; readonly text: string };

const JAPANESE_WORDS = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words of unchanged text kept on each side of a change. */
const CONTEXT: Readonly<Record<Language, number>> = { en: 6, ja: 8 };

/** A paragraph of which less than this share of words stays is shown as replaced: crumbs of agreement help nobody. */
const ALIKE = 0.5;

/** The changes from one text to another, each a list of paragraphs. Unchanged paragraphs are left out. */
export function difference(
  before: readonly string[],
  after: readonly string[],
  language: Language,
): readonly (readonly Change[])[] {
  const old = before.map((text) => words(text, language));
  const fresh = after.map((text) => words(text, language));
  const pairs = paired(old, fresh);
  const whole = (kind: Change['kind'], list: readonly string[]): Change[] => [{ kind, text: list.join('') }];
  return pairs
    .map(([i, j]) => {
      if (j === null) return whole('deleted', old[i!]!);
      if (i === null) return whole('inserted', fresh[j]!);
      return merged(compare(old[i]!, fresh[j]!));
    })
    .filter((changes) => changes.some(({ kind }) => kind !== 'same'))
    .map((changes) => excerpt(changes, language));
}

/** Which old paragraph became which new one, in order; null where it has no counterpart. */
function paired(old: readonly string[][], fresh: readonly string[][]): [number | null, number | null][] {
  const pairs: [number | null, number | null][] = [];
  let next = 0;
  let waiting: number[] = [];
  const flush = (until: number): void => {
    for (; next < until; next++) pairs.push([next, null]);
    for (const j of waiting) pairs.push([null, j]);
    waiting = [];
  };
  fresh.forEach((paragraph, j) => {
    const found = old.findIndex((candidate, i) => i >= next && likeness(candidate, paragraph) >= ALIKE);
    if (found === -1) {
      waiting.push(j);
      return;
    }
    flush(found);
    pairs.push([found, j]);
    next = found + 1;
  });
  flush(old.length);
  return pairs;
}

/** Share of the longer paragraph's words that both have, in order. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const same = compare(a, b).filter(({ kind }) => kind === 'same').length;
  return same / Math.max(a.length, b.length, 1);
}

function words(text: string, language: Language): string[] {
  if (language === 'en') return text.match(/\S+\s*|\s+/g) ?? [];
  return [...JAPANESE_WORDS.segment(text)].map(({ segment }) => segment);
}

function compare(old: readonly string[], fresh: readonly string[]): Change[] {
  const width = fresh.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const same = old[i] === fresh[j];
      longest[i * width + j] = same
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      changes.push({ kind: 'same', text: old[i]! });
      i++;
      j++;
    } else if (
      j === fresh.length ||
      (i < old.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
    ) {
      changes.push({ kind: 'deleted', text: old[i++]! });
    } else changes.push({ kind: 'inserted', text: fresh[j++]! });
  }
  return changes;
}

/** Neighbours of one kind become one; between two kept spans, what was deleted stands before what was inserted. */
function merged(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  let [deleted, inserted] = ['', ''];
  const flush = (): void => {
    if (deleted !== '') result.push({ kind: 'deleted', text: deleted });
    if (inserted !== '') result.push({ kind: 'inserted', text: inserted });
    [deleted, inserted] = ['', ''];
  };
  for (const { kind, text } of changes) {
    if (kind === 'deleted') deleted += text;
    else if (kind === 'inserted') inserted += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = { kind: 'same', text: last.text + text };
      else result.push({ kind: 'same', text });
    }
  }
  flush();
  return result;
}

/** The changes of a paragraph with a few words of context around each, "…" for what is left out. */
function excerpt(changes: readonly Change[], language: Language): readonly Change[] {
  const keep = CONTEXT[language];
  return changes.map((change, place) => {
    if (change.kind !== 'same') return change;
    const all = words(change.text, language);
    if (all.length <= 2 * keep) return change;
    const head = place === 0 ? '' : all.slice(0, keep).join('');
    const tail = place === changes.length - 1 ? '' : all.slice(-keep).join('');
    return {
      kind: 'same',
      text: `${head.trimEnd()}${head === '' ? '' : ' '}…${tail === '' ? '' : ' '}${tail}`,
    };
  });
}
