/**
 * In which order contests would fall if the whole country moved evenly, and which of them carries the majority.
 *
 * Contests with margins in, the same contests in order out. Margins are the caller's choice: projected ones do not
 * jump about with an early count.
 */
import type { ContestId, Election, TicketId } from '../election/election.ts';

type TippingRow = {
  readonly contest: ContestId;
  readonly electors: number;
  /** First ticket minus second, -1 to 1; null where nothing is known, which stands as an even margin. */
  readonly margin: number | null;
  /** Electors of the leading ticket up to and including this contest, its safest first. */
  readonly running: number;
  /** Whether this contest takes the leading ticket to the majority. */
  readonly tips: boolean;
};

export type TippingOrder = {
  /** The ticket that leads in more electors; the first one where both lead in as many. */
  readonly leader: TicketId;
  /** From the second ticket's widest margin to the first's. */
  readonly rows: readonly TippingRow[];
};

/** The order of the tipping point. Throws for a rule without electors. */
export function tippingOrder(
  election: Election,
  margins: Readonly<Record<ContestId, number | null>>,
): TippingOrder {
  const { rule, tickets } = election;
  if (rule.kind !== 'electoral-college')
    throw new Error(`invalid rule "${rule.kind}": no electors, no tipping point`);
  const sorted = election.contests
    .map(({ id, electors }) => ({ contest: id, electors, margin: margins[id] ?? null }))
    .sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0) || (a.contest < b.contest ? -1 : 1));
  const lead = sorted.reduce((sum, { electors, margin }) => sum + electors * Math.sign(margin ?? 0), 0);
  const fromEnd = lead >= 0;
  let running = 0;
  const counted = (fromEnd ? sorted.toReversed() : sorted).map((row): TippingRow => {
    const before = running;
    running += row.electors;
    return { ...row, running, tips: before < rule.majority && running >= rule.majority };
  });
  return { leader: tickets[fromEnd ? 0 : 1]!.id, rows: fromEnd ? counted.reverse() : counted };
}
