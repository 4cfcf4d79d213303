/**
 * Does a text for one outcome speak of another? Finds forbidden words in it, with their place.
 *
 * (text, words) → places. Not hidden by case, width, accents, invisible characters, look-alike letters of other
 * alphabets, hyphens and ends of lines inside a word, letters set apart, or kana of the other kind; a name's own
 * endings ("Harris's", "Harrises") count as the name. Words in Latin letters must otherwise stand alone ("Harris" is
 * not in "Harrisburg"); in other scripts any occurrence counts. Other spellings of a name must be listed.
 */

export type Leak = { readonly word: string; readonly line: number; readonly column: number };

type Folded = {
  readonly text: string /** Index in the original of each unit of `text`. */;
  readonly from: readonly number[];
};

const FORMAT = /\p{Cf}/u;
const SPACE = /\s/u;
const LATIN = /\p{Script=Latin}/u;

/** Between the parts of a Japanese name, and never the end of anything. */
const JOINING = /[・･·\-‐‑‒–—_]/u;

/** Cyrillic and Greek letters that nobody can tell from Latin ones, and those ones. */
const LOOK_ALIKES = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    е: 'e',
    н: 'h',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
  }).concat(
    Object.entries({
      ѕ: 's',
      т: 't',
      у: 'y',
      х: 'x',
      ԁ: 'd',
      ո: 'n',
      α: 'a',
      ι: 'i',
      κ: 'k',
      ν: 'v',
      ο: 'o',
      ρ: 'p',
      τ: 't',
      υ: 'u',
    }),
  ),
);

/** What a family name takes on in English without becoming another name. */
const ENDINGS = "(?:['’]s?|s|es|ian|ians|ism|ite|ites|ish|esque)?";

/** Every place at which a forbidden word begins, in the order of the text. Lines and columns count from 1. */
export function findLeaks(text: string, forbidden: readonly string[]): Leak[] {
  const spaced = fold(text, true);
  const close = fold(text, false);
  return forbidden
    .flatMap((word) => {
      const folded = LATIN.test(word) ? spaced : close;
      return [...folded.text.matchAll(patternOf(word))].map(({ index }) => ({
        word,
        index: folded.from[index]!,
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
    for (const unit of unitsOf(character)) {
      const kept = keepSpace
        ? SPACE.test(unit)
          ? ' '
          : unit
        : SPACE.test(unit) || JOINING.test(unit)
          ? ''
          : unit;
      folded += kept;
      for (let k = 0; k < kept.length; k++) from.push(index);
    }
    index += character.length;
  }
  return { text: folded, from };
}

function unitsOf(character: string): string[] {
  if (character < '\u007f') return [character.toLowerCase()];
  return [...character.normalize('NFKD').toLowerCase()]
    .filter((unit) => !isInvisible(unit))
    .map((unit) => LOOK_ALIKES.get(unit) ?? hiraganaOf(unit));
}

/** Format characters, and the accents of Latin letters; the marks of kana make other letters. */
function isInvisible(unit: string): boolean {
  return FORMAT.test(unit) || (unit >= '\u0300' && unit <= '\u036f');
}

function hiraganaOf(unit: string): string {
  return unit >= 'ァ' && unit <= 'ヶ' ? String.fromCharCode(unit.charCodeAt(0) - 0x60) : unit;
}

const PATTERNS = new Map<string, RegExp>();

function patternOf(word: string): RegExp {
  const known = PATTERNS.get(word) ?? new RegExp(sourceOf(word), 'gu');
  PATTERNS.set(word, known);
  return known;
}

/** A word in other scripts as it stands; one in Latin letters whole, hyphenated, or with each letter set apart. */
function sourceOf(word: string): string {
  if (!LATIN.test(word)) return literal(fold(word, false).text) || '(?!)';
  const letters = [...fold(word.trim(), true).text];
  const whole = letters.map((letter) => unitSource(letter)).join('(?:[-‐‑‒–—_*]{1,3} ?)?');
  const apart = letters
    .filter((letter) => letter !== ' ')
    .map(unitSource)
    .join('[-‐‑‒–—_ .·•*]');
  const before = '(?<!\\p{Script=Latin})';
  const after = `${ENDINGS}(?!\\p{Script=Latin})`;
  return letters.length < 4 ? `${before}${whole}${after}` : `${before}(?:${whole}|${apart})${after}`;
}

/** Spaces, hyphens and full stops inside a listed word may be written otherwise or left out. */
function unitSource(unit: string): string {
  if (unit === ' ') return '[- ]+';
  return /[-.‐‑]/.test(unit) ? '[-.‐‑ ]*' : literal(unit);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function lineAndColumn(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
