/**
 * Which incoming people may be known already: (incoming, known) → fresh ones, and ones that wait for a person's word.
 *
 * Nobody is merged here. Two people share a key where an address, a telephone or a whole name is the same; a different
 * spelling slips through as a fresh contact, which a person can still join, while a wrong merger could not be undone.
 */
import { highest } from '../election/marking.ts';
import type { Contact, Twin } from './relations.ts';

export type Candidate = { readonly id: string; readonly why: 'email' | 'phone' | 'name' };

export type Sorted = {
  readonly fresh: readonly Contact[];
  readonly waiting: readonly { readonly incoming: Contact; readonly candidates: readonly Candidate[] }[];
};

/** Sorts in the order of the file; a card may also be the double of an earlier one of the same file. */
export function sortIncoming(incoming: readonly Contact[], known: readonly Contact[]): Sorted {
  const byKey = new Map<string, string>();
  const ids = new Set(known.map(({ id }) => id));
  for (const person of known) addKeys(byKey, person);
  const fresh: Contact[] = [];
  const waiting: { incoming: Contact; candidates: Candidate[] }[] = [];
  for (const person of incoming) {
    const candidates = candidatesFor(person, byKey);
    if (candidates.length > 0) waiting.push({ incoming: person, candidates });
    else {
      const own = { ...person, id: freeId(person.id, ids) };
      ids.add(own.id);
      addKeys(byKey, own);
      fresh.push(own);
    }
  }
  return { fresh, waiting };
}

/** An id that nobody has: the wished one, or with a number behind it. */
export function freeId(wished: string, taken: { has(id: string): boolean }): string {
  if (!taken.has(wished)) return wished;
  for (let number = 2; ; number++) {
    const id = `${wished}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** The known contact with what the card adds: nothing that is known is overwritten, no value of the card is lost. */
export function merged(known: Contact, card: Contact): Contact {
  const posts = card.posts.filter(
    (post) => !known.posts.some((one) => one.title.en === post.title.en && one.title.ja === post.title.ja),
  );
  return {
    ...known,
    posts: [...known.posts, ...posts],
    languages: union(known.languages, card.languages),
    emails: union(known.emails, card.emails),
    phones: union(known.phones, card.phones),
    address: known.address ?? card.address,
    pronunciation: known.pronunciation ?? card.pronunciation,
    keeper: known.keeper ?? card.keeper,
    marking: highest([known.marking, card.marking]),
  };
}

function candidatesFor(person: Contact, byKey: ReadonlyMap<string, string>): Candidate[] {
  const candidates: Candidate[] = [];
  for (const key of keysOf(person)) {
    const id = byKey.get(key);
    if (id === undefined || candidates.some((one) => one.id === id)) continue;
    candidates.push({ id, why: key.slice(0, key.indexOf(':')) as Candidate['why'] });
  }
  return candidates;
}

function addKeys(byKey: Map<string, string>, person: Contact): void {
  for (const key of keysOf(person)) if (!byKey.has(key)) byKey.set(key, person.id);
}

/** Digits of a telephone number that count: country and trunk prefixes are written in too many ways. */
const PHONE_DIGITS = 8;

function keysOf({ emails, phones, name }: Contact): string[] {
  const numbers = phones
    .map((phone) => phone.replaceAll(/\D/g, ''))
    .filter((digits) => digits.length >= PHONE_DIGITS);
  return [
    ...emails.map((email) => `email:${email.trim().toLowerCase()}`),
    ...numbers.map((digits) => `phone:${digits.slice(-PHONE_DIGITS)}`),
    ...namesIn(name).map((text) => `name:${text}`),
  ];
}

/** A name as its words in alphabetical order: "Tanaka, Hanako" and "Hanako TANAKA" are one. */
function namesIn({ en, ja }: Twin): string[] {
  return [...new Set([en, ja])].map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .sort()
      .join(' '),
  );
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}
