/**
 * From the distribution of the first ticket's electors to what the desk shows of it.
 */
import type { TicketId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import type { ElectorProjection } from './projection.ts';

/** Probability left out on each side of a 90 % interval. */
const TAIL = 0.05;

/**
 * Sums up a distribution over 0 … electors of the first ticket, where the second has the rest. `tie` is the
 * probability that neither reaches the majority. Tickets beyond the first two get 0: the model has no third ticket.
 * Throws where a figure is not finite: from here numbers reach a verdict.
 */
export function summariseElectors(
  distribution: readonly number[],
  majority: number,
  tickets: readonly TicketId[],
): ElectorProjection {
  const electors = distribution.length - 1;
  const [first, second, ...others] = tickets as [TicketId, TicketId, ...TicketId[]];
  const none = Object.fromEntries(others.map((ticket) => [ticket, 0]));
  const below = new Float64Array(electors + 2);
  let mean = 0;
  distribution.forEach((probability, count) => {
    below[count + 1] = below[count]! + probability;
    mean += probability * count;
  });
  finite(below[electors + 1]!, 'distribution of the electors');
  const between = (from: number, to: number) => (to < from ? 0 : below[to + 1]! - below[from]!);
  let low = 0;
  while (low < electors && between(0, low) < TAIL) low++;
  let high = electors;
  while (high > 0 && between(high, electors) < TAIL) high--;
  return {
    mean: { [first]: finite(mean, 'expected electors'), [second]: electors - mean, ...none },
    low90: { [first]: low, [second]: electors - high, ...none },
    high90: { [first]: high, [second]: electors - low, ...none },
    winProbability: {
      [first]: between(majority, electors),
      [second]: between(0, electors - majority),
      ...none,
      tie: between(electors - majority + 1, majority - 1),
    },
    distribution,
  };
}
