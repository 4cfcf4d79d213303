/**
 * Who will win, as far as the previous result and the count so far can tell.
 *
 * Given the national swing the contests are independent, so the electors' distribution is an exact convolution; the
 * swing is integrated over fixed nodes. Nothing is drawn: the same returns give the same projection. It knows two
 * tickets; where a third can take a contest its probabilities are wrong.
 */
import type { Baseline, Election } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { distributionOfSum } from '../numeric/convolve.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { type Nodes, studentT4Cdf, studentT4Nodes, studentT4Quantile } from '../numeric/student-t4.ts';
import type { ContestReturns } from '../returns/returns.ts';
import { summariseElectors } from './electors.ts';
import type { ContestProjection, Projection } from './projection.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from './settings.ts';
import { type ContestFit, fitContests } from './swing.ts';

export type ProjectionInput = {
  readonly election: Election;
  /** Rows of contests count; rows of smaller units are passed over. */
  readonly baseline: readonly Baseline[];
  /** One row a contest at most; a contest without one has nothing counted. */
  readonly contests: readonly ContestReturns[];
  readonly at: Instant;
  readonly settings?: ProjectionSettings;
};

/**
 * In the middle the nodes lie a fifth of the swing's scale apart, at most one point. Given the swing an open contest's
 * chance changes over its own spread, which by then is larger: the sum is as good as the integral.
 */
const NODES = studentT4Nodes(41);

/**
 * Spreads become t errors with the 90 % interval that normal ones would have; a miss of four spreads is then a
 * hundred times as likely.
 */
const TAIL_SCALE = normalQuantile(0.95) / studentT4Quantile(0.95);

/** Halvings of the interval's bracket; 30 leave less than a billionth of it. */
const HALVINGS = 30;

/**
 * Projects every contest and the whole. Costs a few milliseconds for 56 contests.
 * Throws for a rule without electors and where a figure is not finite.
 */
export function project({
  election,
  baseline,
  contests,
  at,
  settings = DEFAULT_SETTINGS,
}: ProjectionInput): Projection {
  const { rule } = election;
  if (rule.kind !== 'electoral-college')
    throw new Error(`invalid rule "${rule.kind}" of ${election.id}: a projection needs an electoral college`);
  const fits = fitContests(election, baseline, contests, settings);
  const chances = fits.map(chancesByNode);
  const tickets = election.tickets.map(({ id }) => id);
  return {
    at,
    contests: fits.map((fit, i) => projectContest(fit, chances[i]!, tickets)),
    electors: summariseElectors(electorDistribution(fits, chances), rule.majority, tickets),
  };
}

/** Probability that the first ticket wins the contest, at each node of the national swing. */
function chancesByNode({ centre, loading, own }: ContestFit): Float64Array {
  return NODES.points.map((swing) => studentT4Cdf(centre / (TAIL_SCALE * own) + (loading / own) * swing));
}

function electorDistribution(fits: readonly ContestFit[], chances: readonly Float64Array[]): number[] {
  const electors = fits.map(({ contest }) => contest.electors);
  const distribution = new Array<number>(electors.reduce((sum, each) => sum + each, 1)).fill(0);
  NODES.weights.forEach((weight, node) => {
    const given = distributionOfSum(
      chances.map((byNode) => byNode[node]!),
      electors,
    );
    for (let count = 0; count < given.length; count++) distribution[count]! += weight * given[count]!;
  });
  return distribution;
}

function projectContest(
  fit: ContestFit,
  chances: Float64Array,
  tickets: readonly string[],
): ContestProjection {
  const first = integrate(NODES, (_, node) => chances[node]!);
  const reach = reachOf90(fit);
  const winProbability = Object.fromEntries(tickets.map((ticket) => [ticket, 0]));
  return {
    contest: fit.contest.id,
    margin: inRange(fit.centre),
    low90: inRange(fit.centre - reach),
    high90: inRange(fit.centre + reach),
    winProbability: { ...winProbability, [tickets[0]!]: first, [tickets[1]!]: 1 - first },
    counted: fit.counted,
    open: fit.open,
  };
}

/** Half the width of the 90 % interval: both errors are symmetric, so the interval is too. */
function reachOf90({ loading, own }: ContestFit): number {
  const ratio = loading / own;
  let low = 0;
  let high = 2 * studentT4Quantile(0.99) * (1 + ratio);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const covered = integrate(NODES, (swing) => studentT4Cdf(middle - ratio * swing));
    if (covered < 0.95) low = middle;
    else high = middle;
  }
  return high * TAIL_SCALE * own;
}

function integrate({ points, weights }: Nodes, f: (point: number, node: number) => number): number {
  let sum = 0;
  for (let node = 0; node < points.length; node++) sum += weights[node]! * f(points[node]!, node);
  return sum;
}

function inRange(margin: number): number {
  return Math.min(1, Math.max(-1, margin));
}
