/**
 * Two tickets with each other's votes: (standing, count) → yes or no.
 *
 * Kentucky 2019, Henderson County: two candidates swapped for three minutes. The correction of a swap looks the same,
 * so the next report confirms either.
 */
import { distance } from '../falls.ts';
import type { Count } from '../returns.ts';

/** Far enough apart that the two cannot be taken for each other by counting on: in shares of the total. */
const APART = 0.05;
/** After the swap the figures fit this much better than without it. */
const FITS_BETTER = 4;

/** Tries the first two tickets, which the margin is made of. */
export function swapped(standing: Count, count: Count): boolean {
  const [first, second] = Object.keys(standing.votes);
  const [a, b] = [standing.votes[first!]!, standing.votes[second!]!];
  if (Math.abs(a - b) < APART * standing.total) return false;
  const turned: Count = { ...standing, votes: { ...standing.votes, [first!]: b, [second!]: a } };
  return distance(turned, count) * FITS_BETTER < distance(standing, count);
}
