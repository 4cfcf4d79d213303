/**
 * What a count entered by hand shows against the count that stands for its unit, whoever gave that: (returns, report,
 * election) → faults that the person is asked about before it counts.
 *
 * A source is judged against itself alone, and a hand that enters a unit once has no past: an old page or a slip would
 * count unasked. Even a small fall is asked about, for a feed's corrections come by themselves and nobody types them.
 */
import type { Baseline, Election } from '../election/election.ts';
import type { CountReport, HandDoubt } from '../election/report.ts';
import { countOf, surroundingsOf, unitOf } from './check.ts';
import { fallenTickets, splitChanged } from './falls.ts';
import { implausible } from './faults/implausible.ts';
import { swapped } from './faults/swapped.ts';

/** Faults in the order in which the desk shows them; none where nothing stands. */
export function doubtsByHand(
  returns: Parameters<typeof unitOf>[0],
  report: CountReport,
  election: Election,
  baseline: readonly Baseline[],
): readonly HandDoubt[] {
  const unit = unitOf(returns, report.unit);
  const standing = unit?.count ?? null;
  if (standing === null || standing.total === 0) return [];
  const count = countOf(report, { election, baseline, record: 0, at: 0 }, null);
  const { isWhole, expectation } = surroundingsOf(unit, report.feed, report, { baseline });
  const doubts: HandDoubt[] = [];
  if (count.total < standing.total) doubts.push('falling');
  if (fallenTickets(standing, count).length > 0) doubts.push('ticket_falling');
  if (splitChanged(standing, count)) doubts.push('split_changed');
  if (swapped(standing, count)) doubts.push('swapped');
  if (implausible(report.unit, isWhole, expectation, standing, count)?.fault === 'jump') doubts.push('jump');
  return doubts;
}
