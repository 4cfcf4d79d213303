/**
 * What stands for one source of one unit: a fold over its last reports in the order of their stamps.
 *
 * (what stood before, reports, expectations) → the same reports each accepted, held or refused, and what stands. As
 * the order is that of the stamps, a late or repeated delivery ends as a punctual one does. It assumes that the few
 * reports kept are enough: a doubt is settled by the next ones, not by those of an hour ago.
 */

import { distance, fallOf, splitChanged } from './falls.ts';
import { type Expectation, implausible } from './faults/implausible.ts';
import { swapped } from './faults/swapped.ts';
import type { Count, Fault, Said, SourceReturns, Standing } from './returns.ts';
import { votes } from './words.ts';

/**
 * How many reports of a source are kept at least. A doubt of 2020 was settled by the next report or the one after it,
 * so that eight leave room for deliveries out of order.
 */
const SAID_KEPT = 8;

/** What a report is held against besides its own source. */
export type Surroundings = {
  readonly unit: string;
  /** Whether the unit is the whole contest. */
  readonly isWhole: boolean;
  readonly expectation: Expectation | null;
  /** What stands for the unit's other sources. */
  readonly others: readonly Count[];
};

export type Folded = Pick<SourceReturns, 'said' | 'standing'>;

/** Folds all reports afresh. */
export function foldSaid(base: Standing | null, said: readonly Said[], surroundings: Surroundings): Folded {
  return said.reduce<Folded>((folded, one) => appendSaid(folded, one, surroundings), {
    said: [],
    standing: base,
  });
}

/** Folds one more report in, the newest. */
export function appendSaid({ said, standing }: Folded, one: Said, surroundings: Surroundings): Folded {
  const last = said.at(-1);
  const pending = last?.moved === 'held' ? last : null;
  const word = judge(standing, one, pending, surroundings);
  const judged: Said = { ...one, moved: word.moved, faults: word.faults, reason: word.reason };
  const settled =
    pending === null ? said : said.with(-1, { ...pending, moved: word.confirms ? 'accepted' : 'refused' });
  const replaced = word.confirms ? pending!.count : (standing?.count ?? null);
  return {
    said: [...settled, judged],
    standing:
      word.moved === 'accepted'
        ? { count: one.count, before: replaced, marks: word.faults, order: one.order }
        : standing,
  };
}

/**
 * Forgets the oldest reports once there are twice as many as are kept, unless what is left would be judged otherwise
 * without them.
 */
export function trimSaid(
  { base, said, standing }: Pick<SourceReturns, 'base' | 'said' | 'standing'>,
  surroundings: Surroundings,
): Pick<SourceReturns, 'base' | 'said' | 'standing'> {
  if (said.length < 2 * SAID_KEPT) return { base, said, standing };
  let stood = base;
  for (const { moved, count, faults, order } of said.slice(0, -SAID_KEPT))
    if (moved === 'accepted') stood = { count, before: stood?.count ?? null, marks: faults, order };
  const rest = foldSaid(stood, said.slice(-SAID_KEPT), surroundings);
  const same = rest.said.every(({ moved }, i) => moved === said.at(i - SAID_KEPT)!.moved);
  if (!same && said.length < 4 * SAID_KEPT) return { base, said, standing };
  return { base: stood, ...rest };
}

/** Where a report belongs among the others: after those with the same or an older stamp. */
export function placeOf(said: readonly Said[], order: number): number {
  let place = said.length;
  while (place > 0 && said[place - 1]!.order > order) place -= 1;
  return place;
}

type Word = Pick<Said, 'moved' | 'faults' | 'reason'> & {
  /** Whether it confirms the report that waits, if one does; else that one is refused. */
  readonly confirms: boolean;
};

type Doubt = {
  readonly fault: Fault;
  readonly reason: string;
  /** Whether the source's own next report can confirm it; else only another source or a person can. */
  readonly nextConfirms: boolean;
};

function judge(standing: Standing | null, one: Said, pending: Said | null, surroundings: Surroundings): Word {
  const { count, noted, decided } = one;
  if (decided === 'refuse') return { moved: 'refused', faults: noted, reason: one.reason, confirms: false };
  const doubt = doubtOf(standing, count, surroundings);
  const faults = doubt === null || noted.includes(doubt.fault) ? noted : [...noted, doubt.fault];
  if (decided === 'accept' || doubt === null)
    return {
      moved: 'accepted',
      faults,
      reason: correction(standing, count, surroundings.unit),
      confirms: false,
    };
  const confirms =
    doubt.nextConfirms && pending !== null && isConfirmed(standing!.count, pending.count, count);
  if (confirms || confirmedByOther(standing?.count ?? null, count, surroundings.others))
    return { moved: 'accepted', faults, reason: `${doubt.reason.slice(0, -1)}: a correction.`, confirms };
  return { moved: 'held', faults, reason: doubt.reason, confirms: false };
}

/** The one reason to hold the report, if there is any. */
function doubtOf(
  standing: Standing | null,
  count: Count,
  { unit, isWhole, expectation }: Surroundings,
): Doubt | null {
  const odd = implausible(unit, isWhole, expectation, standing?.count ?? null, count);
  if (odd !== null) return { ...odd, nextConfirms: false };
  if (standing === null || standing.count.total === 0) return null;
  // What stands on a doubtful stamp or on another supplier's figures needs no second word to be corrected.
  if (standing.marks.includes('out_of_order') || standing.marks.includes('second_feed')) return null;
  const before = standing.count;
  if (fallOf(before, count) !== 'large') return null;
  if (swapped(before, count))
    return { fault: 'swapped', reason: `${unit} gives two tickets each other’s votes.`, nextConfirms: true };
  if (splitChanged(before, count))
    return {
      fault: 'split_changed',
      reason: `${unit} shares out ${votes(count.total)} anew.`,
      nextConfirms: true,
    };
  return before.total > count.total
    ? { fault: 'falling', reason: fallReason(before, count, unit), nextConfirms: true }
    : {
        fault: 'ticket_falling',
        reason: `${unit} takes votes from a ticket while its total grows.`,
        nextConfirms: true,
      };
}

function isConfirmed(standing: Count, pending: Count, count: Count): boolean {
  return distance(pending, count) <= distance(standing, count);
}

/** Sources are minutes apart: this near, in shares of the total, another source says the same. */
const NEAR = 0.02;

function confirmedByOther(standing: Count | null, count: Count, others: readonly Count[]): boolean {
  return others.some((other) => {
    const apart = distance(other, count);
    return apart <= NEAR * count.total && (standing === null || apart < distance(other, standing));
  });
}

function correction(standing: Standing | null, count: Count, unit: string): string {
  if (standing === null || standing.count.total === 0) return '';
  const before = standing.count;
  if (splitChanged(before, count)) return `${unit} shares out ${votes(count.total)} anew: a correction.`;
  return fallOf(before, count) === 'none'
    ? ''
    : `${fallReason(before, count, unit).slice(0, -1)}: a correction.`;
}

function fallReason(before: Count, count: Count, unit: string): string {
  return before.total > count.total
    ? `${unit} falls from ${votes(before.total)} to ${votes(count.total)}.`
    : `${unit} takes votes from a ticket.`;
}
