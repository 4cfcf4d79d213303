/**
 * From the distribution of the first ticket's electors to what the desk shows of it.
 */
import type { TicketId } from '../election/election.ts';
import type { ElectorProjection } from './projection.ts';

/** Probability left out on each side of a 90 % interval. */
const TAIL = 0.05;

/**
 * Sums up a distribution over 0 … electors of the first ticket, where the second has the rest. `tie` is the
 * probability that neither reaches the majority. Tickets beyond the first two get 0: the model has no third ticket.
 */
export function summariseElectors(
  distribution: readonly number[],
  majority: number,
  tickets: readonly TicketId[],
): ElectorProjection {
  const electors = distribution.length - 1;
  const [first, second, ...others] = tickets as [TicketId, TicketId, ...TicketId[]];
  const none = Object.fromEntries(others.map((ticket) => [ticket, 0]));
  const mean = distribution.reduce((sum, probability, count) => sum + probability * count, 0);
  const low = distribution.findIndex((_, count) => sumOf(distribution, 0, count) >= TAIL);
  const high = distribution.findLastIndex((_, count) => sumOf(distribution, count, electors) >= TAIL);
  return {
    mean: { [first]: mean, [second]: electors - mean, ...none },
    low90: { [first]: low, [second]: electors - high, ...none },
    high90: { [first]: high, [second]: electors - low, ...none },
    winProbability: {
      [first]: sumOf(distribution, majority, electors),
      [second]: sumOf(distribution, 0, electors - majority),
      ...none,
      tie: sumOf(distribution, electors - majority + 1, majority - 1),
    },
    distribution,
  };
}

function sumOf(distribution: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let count = from; count <= to; count++) sum += distribution[count]!;
  return sum;
}
