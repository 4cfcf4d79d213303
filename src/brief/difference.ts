/**
 * What changed between two texts, word by word, as a reader is shown it.
 *
 * Longest common subsequence of words (Japanese: of the words that Unicode's segmentation finds); quadratic, so it is
 * meant for articles, not for books.
 */
import type { Language } from '../response/playbook.ts';

export type Change = { readonly kind: 'same' | 'deleted' | 'inserted'; readonly text: string };

/** Words of unchanged text kept on each side of a change. */
const CONTEXT: Readonly<Record<Language, number>> = { en: 6, ja: 8 };

export function difference(before: string, after: string, language: Language): readonly Change[] {
  const [old, fresh] = [words(before, language), words(after, language)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end))
    end++;
  const middle = compare(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  return merged([
    ...old.slice(0, start).map((text): Change => ({ kind: 'same', text })),
    ...middle,
    ...old.slice(old.length - end).map((text): Change => ({ kind: 'same', text })),
  ]);
}

function words(text: string, language: Language): string[] {
  if (language === 'en') return text.match(/\n|\S+[^\S\n]*|[^\S\n]+/g) ?? [];
  return [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
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

/** The changes with a few words of context around each, "…" for what is left out. */
export function excerpt(changes: readonly Change[], language: Language): readonly Change[] {
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
