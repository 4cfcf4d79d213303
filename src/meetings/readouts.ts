/**
 * Two readouts of one talk, point by point: (ours, theirs, topics) → what each names, and where they part.
 *
 * A sentence speaks of a topic where it holds one of the topic's words, in either language. What no topic knows is shown
 * as a point of one side only: a person sees whether the other says it in words that the desk does not have yet.
 */
import type { Readout } from './records.ts';
import type { ReadoutTopic } from './settings.ts';

export type ReadoutPoint = { readonly text: string; readonly topics: readonly string[] };

export type Difference = {
  /** The same for the same difference as long as the texts stand: a line to take hangs on it. */
  readonly id: string;
  readonly kind: 'ours-only' | 'theirs-only' | 'wording' | 'length';
  readonly topic: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
};

export type Comparison = { readonly same: readonly string[]; readonly differences: readonly Difference[] };

export function compareReadouts(ours: Readout, theirs: Readout, topics: readonly ReadoutTopic[]): Comparison {
  const [own, other] = [pointsOf(ours.text, topics), pointsOf(theirs.text, topics)];
  const named = topics.filter(({ id }) => [own, other].some((points) => sentence(points, id) !== null));
  const differences = named.flatMap((topic): Difference[] => {
    const said = { topic: topic.id, ours: sentence(own, topic.id), theirs: sentence(other, topic.id) };
    if (said.theirs === null) return [{ id: `ours-only ${topic.id}`, kind: 'ours-only', ...said }];
    if (said.ours === null) return [{ id: `theirs-only ${topic.id}`, kind: 'theirs-only', ...said }];
    return sameWords(said.ours, said.theirs, topic)
      ? []
      : [{ id: `wording ${topic.id}`, kind: 'wording', ...said }];
  });
  const loose = [
    ...looseOf(own).map(
      (text): Difference => ({
        id: `ours-only “${text}”`,
        kind: 'ours-only',
        topic: null,
        ours: text,
        theirs: null,
      }),
    ),
    ...looseOf(other).map(
      (text): Difference => ({
        id: `theirs-only “${text}”`,
        kind: 'theirs-only',
        topic: null,
        ours: null,
        theirs: text,
      }),
    ),
  ];
  const apart = new Set(differences.map(({ topic }) => topic));
  return {
    same: named.map(({ id }) => id).filter((id) => !apart.has(id)),
    differences: [...lengthOf(ours, theirs), ...differences, ...loose],
  };
}

/** Sentences of a text, one a point; bullets and numbers before them are taken off. */
export function pointsOf(text: string, topics: readonly ReadoutTopic[]): ReadoutPoint[] {
  return text
    .split(/\n+|(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z“"])/)
    .map((part) => part.replace(/^\s*(?:[-*•・●]|\d+[.)．）]|[（(]\d+[)）])\s*/, '').trim())
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      topics: topics.filter((topic) => wordsIn(part, topic).length > 0).map(({ id }) => id),
    }));
}

function sentence(points: readonly ReadoutPoint[], topic: string): string | null {
  const own = points.filter(({ topics }) => topics.includes(topic)).map(({ text }) => text);
  return own.length === 0 ? null : own.join(' ');
}

/** Words of a topic stand in pairs of languages: the same place in the list is the same word. */
function sameWords(ours: string, theirs: string, topic: ReadoutTopic): boolean {
  const [own, other] = [wordsIn(ours, topic), wordsIn(theirs, topic)];
  return own.some((word) => other.includes(word));
}

/** Which of a topic's words a text holds, by their place; "alliance / 同盟" is one word in two languages. */
function wordsIn(text: string, { words }: ReadoutTopic): number[] {
  const folded = text.normalize('NFKC').toLowerCase();
  return words.flatMap((word, index) => {
    const forms = word.split('/').map((form) => form.trim().normalize('NFKC').toLowerCase());
    return forms.some((form) => form !== '' && holdsWord(folded, form)) ? [index] : [];
  });
}

/** A word of letters stands between others than letters: "ally" is not in "really"; Japanese has no such bounds. */
function holdsWord(text: string, form: string): boolean {
  if (!/^[\p{Script=Latin}\s'’-]+$/u.test(form)) return text.includes(form);
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + form.length] ?? ' '];
    if (!/\p{Script=Latin}/u.test(before) && !/\p{Script=Latin}/u.test(after)) return true;
  }
  return false;
}

function looseOf(points: readonly ReadoutPoint[]): string[] {
  return points.filter(({ topics }) => topics.length === 0).map(({ text }) => text);
}

function lengthOf(ours: Readout, theirs: Readout): Difference[] {
  if (ours.minutes === null || theirs.minutes === null || ours.minutes === theirs.minutes) return [];
  return [
    { id: 'length', kind: 'length', topic: null, ours: String(ours.minutes), theirs: String(theirs.minutes) },
  ];
}
