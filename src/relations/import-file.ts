/**
 * A file of people as it would be taken in: (text, reader's marking, camps, who is known) → fresh people, likely
 * doubles, refused cards; and with a person's decisions on the doubles, what is recorded.
 *
 * Cards are named by their number in the file, so that a decision made on a preview holds for the record made of the
 * same text. What nobody decided waits.
 */
import { type Marking, maySee } from '../election/marking.ts';
import type { ImportDecision, RefusedCard } from './command.ts';
import { type Candidate, freeId, sortIncoming } from './duplicates.ts';
import { readPeopleTable } from './people-table.ts';
import { type Incoming, readCards } from './read-cards.ts';
import { type Contact, HOUSE } from './relations.ts';

export type Double = {
  /** Number of the card among those that could be read, from 0. */
  readonly card: number;
  readonly place: string;
  readonly incoming: Contact;
  readonly candidates: readonly Candidate[];
};

export type Sorted = {
  readonly fresh: readonly Contact[];
  readonly doubles: readonly Double[];
  readonly refused: readonly RefusedCard[];
  readonly left: Incoming['left'];
};

export type ImportTerms = {
  /** Of cards that carry none. */
  readonly marking: Marking;
  readonly reader: Marking;
  readonly camps: readonly string[];
  readonly known: readonly Contact[];
};

/** Reads vCards or a table, whichever it is. Throws where it is neither. */
export function sortFile(text: string, { marking, reader, camps, known }: ImportTerms): Sorted {
  const read = /^\s*BEGIN:VCARD/im.test(text) ? readCards : readPeopleTable;
  const { people, places, refused, left } = read(text, { marking });
  const faults = people.map((person) => faultOf(person, reader, camps));
  const taken = people.filter((_, card) => faults[card] === null);
  const numbers = new Map(people.map((person, card) => [person, card]));
  const { fresh, waiting } = sortIncoming(taken, known);
  return {
    fresh,
    doubles: waiting.map(({ incoming, candidates }) => {
      const card = numbers.get(incoming)!;
      return { card, place: places[card]!, incoming, candidates };
    }),
    refused: [
      ...refused,
      ...faults.flatMap((reason, card) => (reason === null ? [] : [{ place: places[card]!, reason }])),
    ],
    left,
  };
}

function faultOf({ side, marking }: Contact, reader: Marking, camps: readonly string[]): string | null {
  if (!maySee(reader, marking)) return `marked "${marking}", above what you read`;
  if (side === null || side === HOUSE || camps.includes(side)) return null;
  return `unknown camp "${side}": write one of ${[...camps, HOUSE].join(', ')}`;
}

export type Decided = Omit<Double, 'card' | 'place'> & {
  readonly decision: ImportDecision['decision'];
  /** Whom it is joined with, or the id that it gets. */
  readonly contact: string;
};

/**
 * Splits the doubles by what was decided on them. A double of somebody above the person's marking cannot be decided by
 * the person, and waits. Throws with the id where a card is to be joined with nobody known.
 */
export function decideDoubles(
  { fresh, doubles }: Sorted,
  decisions: readonly ImportDecision[],
  {
    all,
    visible,
  }: { readonly all: { has(id: string): boolean }; readonly visible: { has(id: string): boolean } },
): {
  readonly decided: readonly Decided[];
  readonly waiting: readonly Omit<Decided, 'decision' | 'contact'>[];
} {
  const byCard = new Map(decisions.map((one) => [one.card, one]));
  const own = new Set(fresh.map(({ id }) => id));
  const sees = (id: string) => visible.has(id) || own.has(id);
  const decided: Decided[] = [];
  const waiting: Omit<Decided, 'decision' | 'contact'>[] = [];
  for (const { card, incoming, candidates } of doubles) {
    const said = byCard.get(card);
    if (said === undefined || !candidates.every(({ id }) => sees(id))) {
      waiting.push({ incoming, candidates });
      continue;
    }
    const { decision } = said;
    if (decision === 'same' && !(said.contact !== null && sees(said.contact)))
      throw new UnknownContact(said.contact);
    const contact =
      decision === 'same' ? said.contact! : freeId(incoming.id, { has: (id) => all.has(id) || own.has(id) });
    if (decision === 'new') own.add(contact);
    decided.push({ incoming, candidates, decision, contact });
  }
  return { decided, waiting };
}

export class UnknownContact extends Error {
  readonly contact: string | null;

  constructor(contact: string | null) {
    super(`unknown contact ${contact}`);
    this.contact = contact;
  }
}
