/**
 * Documents that someone broke: (fixture, random numbers) → a text near it, and what a reader made of it.
 *
 * Cuts, copies, swaps and planted words everywhere; in JSON also whole values of the wrong kind, which cuts seldom hit.
 */

import { type Item, Malformed } from '../../../src/feeds/formats/item.ts';
import { openFormat } from '../../../src/feeds/formats/open-format.ts';
import type { Random } from '../../../src/numeric/random.ts';
import { FIXTURES } from './fixtures.ts';

/** What breaks readers: ends of things, other languages' escapes, figures at the edge, keys that reach behind objects. */
const PLANTED = [
  '"',
  "'",
  '\\',
  ',',
  '\t',
  ';',
  '\n',
  '\r',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&amp;',
  '&x;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x ?>',
  '<!DOCTYPE x>',
  '__proto__',
  'constructor',
  '\u0000',
  '\ufeff',
  '\ud800',
  '٣',
  '-1',
  '1e999',
  '999999999999999999999',
  '0x10',
  '1,2',
  '1.5',
  'NaN',
  'null',
  'true',
  '%',
  ' ',
  '2032-13-45T99:99:99Z',
  'NA',
  'xsi:type="x"',
] as const;

const VALUES: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  'x',
  '12',
  -1,
  1.5,
  1e300,
  2 ** 60,
  [],
  {},
  [null],
  [[]],
  { a: 1 },
  'x'.repeat(3000),
  '\u0000',
  0,
];

export type Outcome = {
  readonly kind: 'read' | 'refused in part' | 'refused';
  readonly milliseconds: number;
};

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** Half of the mutations keep the syntax, so that they reach the readers behind it. */
export function mutated(text: string, random: Random): string {
  const json = /^[[{]/.test(text);
  if (random() < 0.5)
    return json ? JSON.stringify(withOtherValue(JSON.parse(text), random)) : withOtherWord(text, random);
  let broken = text;
  const times = 1 + Math.floor(random() * 3);
  for (let i = 0; i < times; i++) broken = mutatedOnce(broken, random);
  return broken;
}

/** Puts another word, figure or name into a table or into XML, where one stood. */
function withOtherWord(text: string, random: Random): string {
  const words = [...text.matchAll(/[\w.-]+/g)];
  const word = pick(random, words);
  const other = random() < 0.5 ? pick(random, words)[0] : pick(random, PLANTED);
  return text.slice(0, word.index) + other + text.slice(word.index + word[0].length);
}

function mutatedOnce(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const end = at + Math.floor(random() ** 3 * 200) + 1;
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at, end) + text.slice(end);
    case 2:
      return text.slice(0, at);
    case 3: {
      const other = Math.floor(random() * (text.length + 1));
      return text.slice(0, at) + text.slice(other, other + (end - at)) + text.slice(end);
    }
    case 4:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1);
    default:
      return text.slice(0, at) + pick(random, PLANTED) + text.slice(random() < 0.5 ? at : end);
  }
}

/** Puts a value of another kind somewhere into a document. */
function withOtherValue(document: unknown, random: Random): unknown {
  const spots: [holder: Record<string, unknown>, key: string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      spots.push([value as Record<string, unknown>, key]);
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(document);
  const [holder, key] = pick(random, spots);
  if (random() < 0.15) delete holder[key];
  else holder[key] = pick(random, VALUES);
  return document;
}

/** Reads a broken document as its format, or as whatever it looks like. Throws where a reader does what it must not. */
export function readBroken(id: string, random: Random): Outcome {
  const text = mutated(FIXTURES[id]!, random);
  const items: Item[] = [];
  const chunk = random() < 0.5 ? text.length + 1 : 1 + Math.floor(random() * 400);
  const format = random() < 0.3 ? 'auto' : id;
  let spoilt: Malformed | null = null;
  const started = performance.now();
  try {
    const reading = openFormat(format, { state: null }, (item) => items.push(item));
    for (let from = 0; from < text.length; from += chunk) reading.write(text.slice(from, from + chunk));
    reading.end();
  } catch (error) {
    if (!(error instanceof Malformed))
      throw new Error(`${id} broke on ${JSON.stringify(text)}`, { cause: error });
    spoilt = error;
  }
  const milliseconds = performance.now() - started;
  const fault = faultIn(items, spoilt);
  if (fault !== null) throw new Error(`${fault}, in ${id} on ${JSON.stringify(text)}`);
  const partly = items.some(({ kind }) => kind === 'refused');
  return { kind: spoilt !== null ? 'refused' : partly ? 'refused in part' : 'read', milliseconds };
}

/** Every rejection names a place and a reason; every figure that is given is a figure. */
function faultIn(items: readonly Item[], spoilt: Malformed | null): string | null {
  if (spoilt !== null && (spoilt.place === '' || spoilt.message === '')) return 'refused without a place';
  for (const item of items) {
    if (item.place === '') return 'an item without a place';
    if (item.kind === 'refused' && item.reason === '') return 'refused without a reason';
    if (item.kind !== 'count') continue;
    const figures = [...Object.values(item.votes), item.total, item.blank, item.expectedShare];
    if (figures.some((figure) => figure !== null && !Number.isFinite(figure))) return 'a figure that is none';
    if (Object.keys(item.votes).some((key) => item.choices[key] === undefined && key !== '__proto__'))
      return 'votes for nobody';
    if (item.unit === '' || item.contest === '') return 'a count of nothing';
  }
  return null;
}
