/**
 * Does a text for one outcome speak of another? Finds forbidden words in it, with their place.
 *
 * (text, words) → places. Case, width (half and full), decomposed and zero-width characters do not hide a word.
 * Words in Latin letters must stand alone ("Harris" is not in "Harrisburg"); in other scripts any occurrence counts,
 * also across a line's end. Spellings are matched as listed: a variant that is not on the list is not found.
 */

export type Leak = { readonly word: string; readonly line: number; readonly column: number };

type Folded = {
  readonly text: string /** Index in the original of each unit of `text`. */;
  readonly from: readonly number[];
};

const INVISIBLE = /\p{Cf}/u;
const SPACE = /\s/u;
const LATIN = /\p{Script=Latin}/u;

/** Every place at which a forbidden word begins, in the order of the text. Lines and columns count from 1. */
export function findLeaks(text: string, forbidden: readonly string[]): Leak[] {
  const spaced = fold(text, true);
  const close = fold(text, false);
  return forbidden
    .flatMap((word) => {
      const latin = LATIN.test(word);
      return placesOf(latin ? spaced : close, fold(word, latin).text, latin).map((index) => ({
        word,
        index,
      }));
    })
    .toSorted((a, b) => a.index - b.index)
    .map(({ word, index }) => ({ word, ...lineAndColumn(text, index) }));
}

function fold(text: string, keepSpace: boolean): Folded {
  let folded = '';
  const from: number[] = [];
  let index = 0;
  for (const character of text) {
    const units = INVISIBLE.test(character) ? '' : character.normalize('NFKD').toLowerCase();
    for (const unit of units) {
      const kept = SPACE.test(unit) ? (keepSpace ? ' ' : '') : unit;
      folded += kept;
      for (let k = 0; k < kept.length; k++) from.push(index);
    }
    index += character.length;
  }
  return { text: folded, from };
}

function placesOf({ text, from }: Folded, word: string, alone: boolean): number[] {
  const places: number[] = [];
  if (word === '') return places;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (alone && (LATIN.test(text[at - 1] ?? '') || LATIN.test(text[at + word.length] ?? ''))) continue;
    places.push(from[at]!);
  }
  return places;
}

function lineAndColumn(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
