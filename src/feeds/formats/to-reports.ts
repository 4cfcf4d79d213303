/**
 * What a source said, in the desk's terms: (item, names and parties of the tickets) → a report, call or retraction, or
 * why not.
 *
 * A choice belongs to a ticket by its name or id, else by its party. Votes of one ticket under several parties add up;
 * choices of no ticket stay in the total.
 */
import type { ContestId, TicketId } from '../../election/election.ts';
import type { Call, CountReport } from '../../election/report.ts';
import { type Choice, type Count, hyphened, type SourceCall, type SourceRetraction } from './item.ts';

/** How a source names the tickets. */
export type TicketNames = Readonly<
  Record<TicketId, { readonly names: readonly string[]; readonly parties: readonly string[] }>
>;

export type Desk = {
  readonly feed: string;
  /** The tickets of the election, in its order. */
  readonly tickets: readonly TicketId[];
  readonly ticketOf: TicketMatcher;
  readonly isContest: (contest: ContestId) => boolean;
  /** When the document was received, ISO in UTC. */
  readonly observedAt: string;
};

export type Translated<T> = { readonly value: T } | { readonly reason: string };

/** A count as the desk's report, `position` counting from 1 in its feed. */
export function toReport(count: Count, position: number, desk: Desk): Translated<CountReport> {
  const { feed, tickets, ticketOf, observedAt } = desk;
  const reason = foreign(count, desk);
  if (reason !== null) return { reason };
  if (count.level === 'other') return { reason: `${count.unit} repeats other units or lies across them` };
  const votes = votesByTicket(count, tickets, ticketOf);
  if (votes === null)
    return {
      reason: `none of ${namesOf(count.choices)} is a ticket of this election; add the name to the feed`,
    };
  const { contest, unit, total, expectedShare, reportedAt, precision } = count;
  return {
    value: {
      feed,
      position,
      unit,
      contest,
      reportedAt,
      observedAt,
      votes,
      total,
      expectedShare,
      precision,
    },
  };
}

export function toCall(call: SourceCall, position: number, desk: Desk): Translated<Call> {
  const reason = foreign(call, desk);
  if (reason !== null) return { reason };
  const ticket = desk.ticketOf(call.key, call.choice);
  if (ticket === null)
    return { reason: `${call.choice.name} is no ticket of this election; add the name to the feed` };
  return { value: { ...saidOf(call, desk), ticket, position } };
}

/** `called` is the ticket of that desk's call that stands; without one there is nothing to take back. */
export function toRetraction(
  retraction: SourceRetraction,
  position: number,
  called: TicketId | null,
  desk: Desk,
): Translated<Call> {
  const reason = foreign(retraction, desk);
  if (reason !== null) return { reason };
  if (called === null)
    return { reason: `${retraction.desk} has no call in ${retraction.contest} to take back` };
  return { value: { ...saidOf(retraction, desk), ticket: called, position } };
}

function foreign(
  { test, contest }: Count | SourceCall | SourceRetraction,
  { isContest }: Desk,
): string | null {
  if (test) return 'the source marks it as a test';
  return isContest(contest) ? null : `${contest} is no contest of this election`;
}

function saidOf(
  { desk, contest, saidAt, precision }: SourceCall | SourceRetraction,
  { feed, observedAt }: Desk,
): Omit<Call, 'ticket'> {
  return {
    desk,
    contest,
    saidAt: saidAt ?? observedAt,
    precision: saidAt === null ? 'approx' : precision,
    source: feed,
  };
}

/** The same few people stand in every unit: they are looked up once. */
const MOST_REMEMBERED = 10_000;

export type TicketMatcher = (key: string, choice: Choice) => TicketId | null;

/** By name before party: two candidates of one party can stand in a contest. Words are compared without case and marks. */
export function matchTickets(tickets: TicketNames): TicketMatcher {
  const wordsOf = (kind: 'names' | 'parties'): ReadonlyMap<string, TicketId> =>
    new Map(
      Object.entries(tickets).flatMap(([id, said]) => said[kind].map((one) => [hyphened(one), id] as const)),
    );
  const byName = wordsOf('names');
  const byParty = wordsOf('parties');
  const find: TicketMatcher = (key, { name, party }) =>
    byName.get(hyphened(key)) ??
    byName.get(hyphened(name)) ??
    (party === null ? null : (byParty.get(hyphened(party)) ?? null));
  const found = new Map<string, TicketId | null>();
  // Most formats give one object for a choice through all its units: then nothing need be compared.
  const ofChoice = new WeakMap<Choice, { readonly key: string; readonly ticket: TicketId | null }>();
  const lookUp: TicketMatcher = (key, choice) => {
    const words = `${key}\n${choice.name}\n${choice.party ?? ''}`;
    const known = found.get(words);
    if (known !== undefined) return known;
    const ticket = find(key, choice);
    if (found.size < MOST_REMEMBERED) found.set(words, ticket);
    return ticket;
  };
  return (key, choice) => {
    const known = ofChoice.get(choice);
    if (known?.key === key) return known.ticket;
    const ticket = lookUp(key, choice);
    ofChoice.set(choice, { key, ticket });
    return ticket;
  };
}

/** Null where no choice is a ticket's. A ticket with one choice of unknown votes, or with none, has unknown votes. */
function votesByTicket(
  { choices, votes: said }: Count,
  tickets: readonly TicketId[],
  ticketOf: TicketMatcher,
): Record<TicketId, number | null> | null {
  const owned = ownedOf(choices, ticketOf);
  if (owned.length === 0) return null;
  const votes: Record<TicketId, number | null | undefined> = {};
  for (const id of tickets) votes[id] = undefined;
  for (const { key, ticket } of owned) {
    const before = votes[ticket];
    const more = said[key] ?? null;
    votes[ticket] = before === null || more === null ? null : (before ?? 0) + more;
  }
  for (const id of tickets) votes[id] ??= null;
  return votes as Record<TicketId, number | null>;
}

type Owned = readonly { readonly key: string; readonly ticket: TicketId }[];

const OWNED = new WeakMap<TicketMatcher, WeakMap<Count['choices'], Owned>>();

/** The choices that are a ticket's. Most formats give one object for the choices of all units: they are asked once. */
function ownedOf(choices: Count['choices'], ticketOf: TicketMatcher): Owned {
  let known = OWNED.get(ticketOf);
  if (known === undefined) {
    known = new WeakMap();
    OWNED.set(ticketOf, known);
  }
  let owned = known.get(choices);
  if (owned === undefined) {
    owned = Object.keys(choices).flatMap((key) => {
      const ticket = ticketOf(key, choices[key]!);
      return ticket === null ? [] : [{ key, ticket }];
    });
    known.set(choices, owned);
  }
  return owned;
}

function namesOf(choices: Count['choices']): string {
  return Object.values(choices)
    .slice(0, 6)
    .map(({ name }) => name)
    .join(', ');
}
