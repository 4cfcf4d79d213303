/**
 * A count, call or fact that a person enters: (entry, election, author, moment) → a draft with its author, or every
 * reason why not. Shape is checked at the server's edge; here it is asked whether the entry fits the election.
 */
import { type Election, WHOLE } from '../election/election.ts';
import { formatInstant, type Instant, MINUTE, parseInstant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Call, CountReport, Fact } from '../election/report.ts';

/** Who enters, for which election, when. */
export type Desk = { readonly election: Election; readonly person: string; readonly at: Instant };

export type HandEntry<Kind extends string, Data> =
  | { readonly kind: 'entered'; readonly draft: Draft<Kind, Data> }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** The feed of everything entered by hand. */
const BY_HAND = 'hand';

/** Clocks of two desks differ by less than this; what is said later than that is a slip of the hand. */
const CLOCK_SLACK = 2 * MINUTE;

export type CountEntry = Pick<CountReport, 'unit' | 'contest' | 'votes' | 'total' | 'expectedShare'> & {
  /** When the figures stood, if not now. */
  readonly countedAt?: string;
};

/** A count read from a page, a telephone or a screen. */
export function enterCount(entry: CountEntry, desk: Desk): HandEntry<'count', CountReport> {
  const { unit, contest, votes, total, expectedShare, countedAt } = entry;
  const tickets = desk.election.tickets.map(({ id }) => id);
  const given = Object.entries(votes);
  const sum = given.reduce((all, [, figure]) => all + (figure ?? 0), 0);
  const reasons = [
    ...(unit === '' ? ['the unit is missing'] : []),
    ...contestProblems(contest, desk.election, 'contests'),
    ...tickets.filter((id) => (votes[id] ?? null) === null).map((id) => `the votes of ${id} are missing`),
    ...given.flatMap(([id, figure]) =>
      tickets.includes(id) ? votesProblems(id, figure) : [unknownTicket(id, tickets)],
    ),
    ...(total === null
      ? ['the total is missing; count the other tickets in']
      : votesProblems('the total', total)),
    ...(total !== null && sum > total ? [`the tickets have ${sum} votes of ${total} in all`] : []),
    ...(expectedShare !== null && !(expectedShare >= 0 && expectedShare <= 1)
      ? [`${expectedShare} is no share; write 0.62 for 62 %`]
      : []),
    ...timeProblems(countedAt, desk.at),
  ];
  const report: CountReport = {
    feed: BY_HAND,
    // Nothing is read on from a hand's last entry.
    position: 0,
    unit,
    contest,
    reportedAt: countedAt ?? null,
    observedAt: formatInstant(desk.at),
    votes,
    total,
    expectedShare,
    precision: 'exact',
  };
  return entered('count', report, reasons, desk);
}

/** A desk calls a contest or the whole election, or takes that back. */
export function enterCall(
  kind: 'call' | 'retraction',
  call: Call,
  desk: Desk,
): HandEntry<'call' | 'retraction', Call> {
  return entered(
    kind,
    call,
    [
      ...(call.desk === '' ? ['the desk that calls is missing'] : []),
      ...contestProblems(call.contest, desk.election, 'contests and the whole'),
      ...ticketProblems(call.ticket, desk.election),
      ...timeProblems(call.saidAt, desk.at),
    ],
    desk,
  );
}

/** Any other dated fact. */
export function enterFact(fact: Fact, desk: Desk): HandEntry<'fact', Fact> {
  const needsTicket = ['claim', 'concession', 'concession-withdrawn'].includes(fact.kind);
  return entered(
    'fact',
    fact,
    [
      ...contestProblems(fact.scope, desk.election, 'contests and the whole'),
      ...(fact.ticket === null ? [] : ticketProblems(fact.ticket, desk.election)),
      ...(needsTicket && fact.ticket === null ? [`a ${fact.kind} speaks for a ticket; name it`] : []),
      ...timeProblems(fact.saidAt, desk.at),
    ],
    desk,
  );
}

function entered<Kind extends string, Data>(
  kind: Kind,
  data: Data,
  reasons: readonly string[],
  { person, at }: Desk,
): HandEntry<Kind, Data> {
  if (reasons.length > 0) return { kind: 'refused', reasons };
  return { kind: 'entered', draft: { at, by: `person:${person}`, kind, data } };
}

function contestProblems(
  id: string,
  { contests }: Election,
  among: 'contests' | 'contests and the whole',
): string[] {
  if (contests.some((contest) => contest.id === id) || (id === WHOLE && among !== 'contests')) return [];
  return [
    `"${id}" is no contest of this election${among === 'contests' ? '' : `, nor ${WHOLE} for the whole`}`,
  ];
}

function ticketProblems(id: string, { tickets }: Election): string[] {
  const ids = tickets.map((ticket) => ticket.id);
  return ids.includes(id) ? [] : [unknownTicket(id, ids)];
}

function unknownTicket(id: string, tickets: readonly string[]): string {
  return `"${id}" is no ticket of this election; write ${tickets.join(' or ')}`;
}

function votesProblems(of: string, figure: number | null): string[] {
  const fits = figure === null || (Number.isSafeInteger(figure) && figure >= 0);
  return fits ? [] : [`${of}: ${figure} is no number of votes`];
}

function timeProblems(text: string | undefined, at: Instant): string[] {
  if (text === undefined) return [];
  try {
    return parseInstant(text) > at + CLOCK_SLACK ? [`${text} lies in the future`] : [];
  } catch (error) {
    return [(error as Error).message];
  }
}
