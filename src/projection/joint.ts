/**
 * All contests at once, as plain numbers: what they share and what is their own. It can be written as JSON, sent to a
 * browser, and asked there what follows if a contest goes one way (`what-if.ts`).
 *
 * Margins with their covariance in; out: margin = centre + loadings · shared errors + own · noise, all errors t₄.
 */
import type { ContestId, Election, TicketId } from '../election/election.ts';
import { leadingFactors } from '../numeric/leading-factors.ts';
import { studentT4Cdf, studentT4Nodes } from '../numeric/student-t4.ts';
import type { ContestMargins } from './contest-margins.ts';
import { FACTORS, TAIL_SCALE } from './shared-errors.ts';

export type Joint = {
  readonly contests: readonly ContestId[];
  /** Electors of each contest; without an electoral college, 1 for each. */
  readonly electors: readonly number[];
  /** The first two are those that margins compare. */
  readonly tickets: readonly TicketId[];
  /** Electors that win the whole. */
  readonly majority: number;
  readonly centre: readonly number[];
  /** FACTORS a contest. */
  readonly loadings: readonly number[];
  readonly own: readonly number[];
  /** Probability that the first ticket wins the contest. */
  readonly chance: readonly number[];
  /** Indices of contests that a person switched off; none where left out. */
  readonly off?: readonly number[];
};

/** Splits the covariance into a few shared factors and the rest. Contests in doubt decide which directions count. */
export function jointOf(
  { contests, tickets }: Election,
  electors: readonly number[],
  majority: number,
  { margin, shared, own }: ContestMargins,
): Joint {
  const size = margin.length;
  const variance = Float64Array.from({ length: size }, (_, i) => shared[i * size + i]! + own[i]!);
  const weights = variance.map((total, i) => {
    const distance = margin[i]! ** 2 / total;
    return (electors[i]! + 1) / Math.sqrt(total * (1 + distance ** 2));
  });
  const loadings = leadingFactors(shared, weights, FACTORS);
  const rest = variance.map((total, i) => Math.sqrt(Math.max(own[i]!, total - lengthOf(loadings, i) ** 2)));
  return {
    contests: contests.map(({ id }) => id),
    electors,
    tickets: tickets.map(({ id }) => id),
    majority,
    centre: Array.from(margin),
    loadings: Array.from(loadings),
    own: Array.from(rest),
    chance: Array.from(margin, (centre, i) => chanceOf(centre, lengthOf(loadings, i), rest[i]!)),
  };
}

/** Spread of what contest `i` shares with others. */
export function lengthOf(loadings: ArrayLike<number>, i: number): number {
  let sum = 0;
  for (let k = 0; k < FACTORS; k++) sum += loadings[i * FACTORS + k]! ** 2;
  return Math.sqrt(sum);
}

/** Nodes of the shared error, for one contest at a time: a fifth of its scale apart in the middle, or a twentieth. */
const NODES = studentT4Nodes(41);
const FINE_NODES = studentT4Nodes(161);

/** Above this ratio of shared to own error the probability is too steep for the coarse nodes, which below it err by 2e-6. */
const STEEP = 4;

/** Probability that the margin is above 0, over t errors shared and own. */
export function chanceOf(centre: number, loading: number, own: number): number {
  const scale = TAIL_SCALE * own;
  const slope = loading / own;
  const { points, weights } = slope > STEEP ? FINE_NODES : NODES;
  const start = centre / scale;
  let sum = 0;
  for (let node = 0; node < points.length; node++)
    sum += weights[node]! * studentT4Cdf(start + slope * points[node]!);
  return sum;
}
