/**
 * Small parts of written text: paragraphs with figures in them, lists in words, and text from outside made harmless.
 */
import type { ArticleText, BriefFacts, Figure, Paragraph } from './brief.ts';

/** A paragraph from a template; figures stay figures, everything else becomes text. */
export function say(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Figure)[]
): Paragraph {
  const pieces: (string | Figure)[] = [];
  const add = (text: string): void => {
    if (text === '') return;
    if (typeof pieces.at(-1) === 'string') pieces[pieces.length - 1] += text;
    else pieces.push(text);
  };
  strings.forEach((text, place) => {
    add(text);
    const value = values[place];
    if (value === undefined) return;
    if (typeof value === 'object') pieces.push(value);
    else add(String(value));
  });
  return pieces;
}

/** One paragraph from several whole sentences. */
export function joined(separator: string, sentences: readonly (Paragraph | null)[]): Paragraph {
  const present = sentences.filter((sentence): sentence is Paragraph => sentence !== null);
  return present.flatMap((sentence, place) => (place === 0 ? [...sentence] : [separator, ...sentence]));
}

export function plainText(paragraph: Paragraph): string {
  return paragraph.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

/** A text from its parts; headline and standfirst are kept as plain words too, for lists, feeds and shared links. */
export function articleText(parts: {
  readonly headline: Paragraph;
  readonly standfirst: Paragraph;
  readonly body: readonly Paragraph[];
  readonly place?: string;
  readonly picture?: ArticleText['picture'];
}): ArticleText {
  const { headline, standfirst, body, place = '', picture = null } = parts;
  return {
    headline: plainText(headline),
    standfirst: plainText(standfirst),
    titled: { headline, standfirst },
    place,
    body,
    picture,
  };
}

/** The figures of a text, in the order in which it is read. */
export function figuresIn({ titled, body }: ArticleText): Figure[] {
  const paragraphs = [titled?.headline ?? [], titled?.standfirst ?? [], ...body];
  return paragraphs.flat().filter((piece): piece is Figure => typeof piece !== 'string');
}

const NUMBER_WORDS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** "two", and "21" from there on. */
export function inWords(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** "second", and "number 11" from there on. */
export function ordinal(place: number): string {
  return ORDINALS[place - 1] ?? `number ${place}`;
}

/** "two of four groups", "all four groups", "none of four groups". */
export function shareInWords(part: number, whole: number, noun: string): string {
  if (part === 0) return `none of ${inWords(whole)} ${noun}`;
  return part === whole && whole > 1
    ? `all ${inWords(whole)} ${noun}`
    : `${inWords(part)} of ${inWords(whole)} ${noun}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Control and format characters, among them the marks that turn the direction of all text after them. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** More than four marks on one letter grow out of their line and over the text around it. */
const STACKED = /(\p{M}{4})\p{M}+/gu;
/** Longer than any name or source that a person enters; a page must not be drowned by one field. */
const LONGEST = 300;

/** Text from outside as it may stand on a page: one line, no direction marks, at most so many characters. */
export function harmless(text: string, longest = LONGEST): string {
  const clean = text
    .slice(0, 4 * longest)
    .toWellFormed()
    // The Japanese space parts the halves of a headline and stays.
    .replace(/[^\S\u3000]+/gu, ' ')
    .replace(HARMFUL, '')
    .replace(STACKED, '$1')
    .trim();
  const characters = [...clean];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : clean;
}

/** The facts with every text in them made harmless. */
export function harmlessFacts(facts: BriefFacts): BriefFacts {
  return harmlessValue(facts) as BriefFacts;
}

function harmlessValue(value: unknown): unknown {
  if (typeof value === 'string') return harmless(value);
  if (Array.isArray(value)) return value.map(harmlessValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, harmlessValue(inner)]));
}
