/**
 * Does the house keep both camps? Weighs the contacts of each by seniority and by how long ago they were.
 *
 * (relations, moment) → one row a camp: weight = Σ seniority × ½^(age / 90 days). It counts what was entered: an
 * engagement that nobody wrote down is not there.
 */
import type { TicketId } from '../election/election.ts';
import { DAY, type Instant } from '../election/instant.ts';
import type { BalanceException, Engagement, Relations, Twin } from './relations.ts';
import { dayOf, holdsOn } from './terms.ts';

/**
 * After so many days an engagement weighs half. Ninety: a talk in spring should count for little in November (an
 * eighth after nine months), one in September for much. Too short is worse: it would ask for calls for their own sake.
 */
export const HALF_LIFE_DAYS = 90;

/** A camp with less than a third of the weight: the other then has more than twice as much. */
const NEGLECTED_BELOW = 1 / 3;

/** From this seniority on a contact speaks for the camp; below it an engagement is a courtesy. */
const SENIOR = 4;

/** So long before the day a neglected camp can still be called on; earlier the warning would only be noise. */
const WARN_DAYS_BEFORE = 180;

export type CampBalance = {
  readonly ticket: TicketId;
  /** Sum of seniority times decay. */
  readonly weight: number;
  /** Of the weight of all camps, 0–1; null while no camp has any. */
  readonly share: number | null;
  readonly engagements: number;
  readonly lastAt: Instant | null;
  /** The last with a senior contact. */
  readonly lastSeniorAt: Instant | null;
  readonly neglected: boolean;
  /** Why it may be, where somebody has said so for this day. */
  readonly explained: Twin | null;
};

/** In the order of the camps. What lies after the moment does not count. */
export function balanceOf(relations: Relations, at: Instant): CampBalance[] {
  const { camps, exceptions } = relations;
  const tally = tallyOf(relations, at);
  const total = sum(camps.map(({ ticket }) => tally.get(ticket)!.weight));
  return camps.map(({ ticket }) => {
    const row = tally.get(ticket)!;
    const share = total === 0 ? null : row.weight / total;
    const neglected = share === null || share < NEGLECTED_BELOW;
    return { ticket, ...row, share, neglected, explained: exceptionOn(exceptions, ticket, dayOf(at)) };
  });
}

/** Whether to warn: a camp is neglected, nobody has explained it, and the day is near but not past. */
export function warnsOf(balance: CampBalance, at: Instant, electionAt: Instant): boolean {
  const daysLeft = (electionAt - at) / DAY;
  return balance.neglected && balance.explained === null && daysLeft >= 0 && daysLeft <= WARN_DAYS_BEFORE;
}

export type BalancePoint = {
  readonly at: Instant;
  /** Weight by ticket. */
  readonly weights: Readonly<Record<TicketId, number>>;
};

/** The weights at every moment of a sorted list, in one pass over the engagements. */
export function balanceOver(relations: Relations, moments: readonly Instant[]): BalancePoint[] {
  const sides = campPeople(relations);
  const weights: Record<TicketId, number> = Object.fromEntries(
    relations.camps.map(({ ticket }) => [ticket, 0]),
  );
  let next = 0;
  let now = moments[0] ?? 0;
  const decayTo = (at: Instant) => {
    const factor = halvings(at - now);
    for (const ticket of Object.keys(weights)) weights[ticket]! *= factor;
    now = at;
  };
  const first = relations.engagements[0]?.at ?? now;
  now = Math.min(now, first);
  return moments.map((at) => {
    for (; next < relations.engagements.length && relations.engagements[next]!.at <= at; next++) {
      const engagement = relations.engagements[next]!;
      const person = sides.get(engagement.contact);
      if (person === undefined) continue;
      decayTo(engagement.at);
      weights[person.ticket]! += person.seniority;
    }
    decayTo(at);
    return { at, weights: { ...weights } };
  });
}

/** The last engagement with a contact up to a moment; null where there was none. */
export function lastEngagement({ engagements }: Relations, contact: string, at: Instant): Engagement | null {
  return engagements.findLast((one) => one.contact === contact && one.at <= at) ?? null;
}

type Tally = Pick<CampBalance, 'weight' | 'engagements' | 'lastAt' | 'lastSeniorAt'>;

function tallyOf(
  relations: Relations,
  at: Instant,
): Map<TicketId, { -readonly [Key in keyof Tally]: Tally[Key] }> {
  const sides = campPeople(relations);
  const tally = new Map(
    relations.camps.map(({ ticket }) => [
      ticket,
      { weight: 0, engagements: 0, lastAt: null as Instant | null, lastSeniorAt: null as Instant | null },
    ]),
  );
  for (const engagement of relations.engagements) {
    if (engagement.at > at) continue;
    const person = sides.get(engagement.contact);
    if (person === undefined) continue;
    const row = tally.get(person.ticket)!;
    row.weight += person.seniority * halvings(at - engagement.at);
    row.engagements += 1;
    row.lastAt = Math.max(row.lastAt ?? engagement.at, engagement.at);
    if (person.seniority >= SENIOR)
      row.lastSeniorAt = Math.max(row.lastSeniorAt ?? engagement.at, engagement.at);
  }
  return tally;
}

function campPeople({ camps, people }: Relations): Map<string, { ticket: TicketId; seniority: number }> {
  const tickets = new Set(camps.map(({ ticket }) => ticket));
  const sides = new Map<string, { ticket: TicketId; seniority: number }>();
  for (const { id, side, seniority } of people)
    if (side !== null && tickets.has(side)) sides.set(id, { ticket: side, seniority });
  return sides;
}

function exceptionOn(exceptions: readonly BalanceException[], ticket: TicketId, day: string): Twin | null {
  return exceptions.find((one) => one.ticket === ticket && holdsOn(one, day))?.why ?? null;
}

function halvings(age: number): number {
  return 0.5 ** (age / (HALF_LIFE_DAYS * DAY));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
