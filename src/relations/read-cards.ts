/**
 * People from vCards (3.0 and 4.0): (text, defaults) → contacts, and every card that could not be read with its place.
 *
 * Each card is read for itself, so that a broken one costs nobody else. Properties that the desk has no place for are
 * counted by name, never dropped in silence.
 */
import ICAL from 'ical.js';
import { MARKINGS, type Marking } from '../election/marking.ts';
import type { RefusedCard } from './command.ts';
import type { Contact, Post, Twin } from './relations.ts';

export type Incoming = {
  readonly people: readonly Contact[];
  /** Where each of them stands in the file. */
  readonly places: readonly string[];
  readonly refused: readonly RefusedCard[];
  /** Properties or columns that were left behind, with how many cards or rows had them. */
  readonly left: Readonly<Record<string, number>>;
};

export type IncomingDefaults = { readonly marking: Marking };

/** Throws where the text holds no card at all. */
export function readCards(text: string, defaults: IncomingDefaults): Incoming {
  const people: Contact[] = [];
  const places: string[] = [];
  const refused: RefusedCard[] = [];
  const left: Record<string, number> = {};
  const cards = cardsIn(text, refused);
  for (const { line, body } of cards) {
    const place = `line ${line}`;
    try {
      people.push(personIn(parsed(body), defaults, left));
      places.push(place);
    } catch (error) {
      refused.push({ place, reason: (error as Error).message });
    }
  }
  if (cards.length === 0 && refused.length === 0)
    throw new Error('no card found: a vCard file holds BEGIN:VCARD … END:VCARD');
  return { people, places, refused, left };
}

type RawCard = { readonly line: number; readonly body: string };

function cardsIn(text: string, refused: RefusedCard[]): RawCard[] {
  const cards: RawCard[] = [];
  let open: { line: number; rows: string[] } | null = null;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((row, index) => {
    const mark = row.trim().toUpperCase();
    if (mark === 'BEGIN:VCARD') {
      if (open !== null) refused.push({ place: `line ${open.line}`, reason: 'the card has no END:VCARD' });
      open = { line: index + 1, rows: [row] };
    } else if (open !== null) {
      open.rows.push(row);
      if (mark !== 'END:VCARD') return;
      cards.push({ line: open.line, body: open.rows.join('\r\n') });
      open = null;
    } else if (mark !== '') refused.push({ place: `line ${index + 1}`, reason: 'text outside of any card' });
  });
  const last = open as { line: number } | null;
  if (last !== null) refused.push({ place: `line ${last.line}`, reason: 'the card has no END:VCARD' });
  return cards;
}

function parsed(body: string): ICAL.Component {
  let card: ICAL.Component;
  try {
    card = new ICAL.Component(ICAL.parse(body) as unknown[]);
  } catch (cause) {
    throw new Error(`not a vCard: ${(cause as Error).message}`, { cause });
  }
  const version = text(card, 'version');
  if (version !== '3.0' && version !== '4.0')
    throw new Error(`version ${version === '' ? 'missing' : version}: export it as vCard 3.0 or 4.0`);
  return card;
}

/** What a contact is made of; the rest is left behind and counted. */
const TAKEN = [
  'version',
  'prodid',
  'rev',
  'uid',
  'fn',
  'n',
  'title',
  'role',
  'org',
  'email',
  'tel',
  'lang',
  'kind',
  'x-firstcall-side',
  'x-firstcall-seniority',
  'x-firstcall-marking',
  'x-firstcall-address',
  'x-firstcall-pronunciation',
];

function personIn(
  card: ICAL.Component,
  { marking }: IncomingDefaults,
  left: Record<string, number>,
): Contact {
  const name = twinOf(card, 'fn');
  if (name === null) throw new Error('no name: a card needs FN');
  const kind = text(card, 'kind').toLowerCase();
  if (kind !== '' && kind !== 'individual') throw new Error(`kind ${kind}: only people are taken`);
  for (const property of new Set(card.getAllProperties().map((one) => one.name)))
    if (!TAKEN.includes(property)) left[property.toUpperCase()] = (left[property.toUpperCase()] ?? 0) + 1;
  const own = text(card, 'x-firstcall-marking');
  if (own !== '' && !isMarking(own))
    throw new Error(`unknown marking "${own}": write one of ${MARKINGS.join(', ')}`);
  const seniority = text(card, 'x-firstcall-seniority');
  if (seniority !== '' && !/^[1-5]$/.test(seniority))
    throw new Error(`seniority "${seniority}": write 1 to 5`);
  return {
    id: idOf(text(card, 'uid') || name.en),
    name,
    side: text(card, 'x-firstcall-side') || null,
    posts: postOf(card),
    seniority: seniority === '' ? 1 : Number(seniority),
    languages: texts(card, 'lang'),
    address: twinOf(card, 'x-firstcall-address'),
    pronunciation: twinOf(card, 'x-firstcall-pronunciation'),
    emails: texts(card, 'email'),
    phones: texts(card, 'tel').map((phone) => phone.replace(/^tel:/i, '')),
    keeper: null,
    marking: own === '' ? marking : (own as Marking),
  };
}

function isMarking(text: string): text is Marking {
  return (MARKINGS as readonly string[]).includes(text);
}

/** An id that can stand in a file and an address: what is neither letter nor digit becomes a hyphen. */
export function idOf(text: string): string {
  const id = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 100);
  return id === '' ? 'unnamed' : id;
}

/** Both languages where the card gives them apart; else the one text for both. */
function twinOf(card: ICAL.Component, property: string): Twin | null {
  const values = card.getAllProperties(property).flatMap((one) => {
    const value = String(one.getFirstValue() ?? '').trim();
    return value === '' ? [] : [{ value, language: String(one.getParameter('language') ?? '') }];
  });
  const [first] = values;
  if (first === undefined) return null;
  const inLanguage = (language: string) => values.find((one) => one.language.startsWith(language))?.value;
  return { en: inLanguage('en') ?? first.value, ja: inLanguage('ja') ?? first.value };
}

function postOf(card: ICAL.Component): Post[] {
  const title = twinOf(card, 'title') ?? twinOf(card, 'role');
  const organisation = card
    .getAllProperties('org')
    .map((one) => [one.getFirstValue()].flat().join(', '))
    .filter((name) => name.trim() !== '')[0];
  if (title === null && organisation === undefined) return [];
  const at = (language: 'en' | 'ja') =>
    [title?.[language], organisation].filter((part) => part !== undefined).join(', ');
  return [
    { title: { en: at('en'), ja: at('ja') }, organisation: null, phase: 'other', since: null, until: null },
  ];
}

function text(card: ICAL.Component, property: string): string {
  return texts(card, property)[0] ?? '';
}

function texts(card: ICAL.Component, property: string): string[] {
  return card
    .getAllProperties(property)
    .flatMap((one) => one.getValues().map((value) => String(value).trim()))
    .filter((value) => value !== '');
}
