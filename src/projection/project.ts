/**
 * Who will win, as far as earlier results and the count so far can tell.
 *
 * Units' swings and turnout are pooled across states (`swing-fit.ts`), summed to contests (`contest-margins.ts`) and
 * these to electors (`elector-distribution.ts`). Nothing is drawn: the same returns give the same projection. It knows
 * two tickets; where a third can take a contest its probabilities are wrong. The mathematics is in docs/projection.md.
 */
import type { Baseline, Election, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { leadingFactors } from '../numeric/leading-factors.ts';
import { type Nodes, studentT4Cdf, studentT4Nodes, studentT4Quantile } from '../numeric/student-t4.ts';
import type { ContestReturns } from '../returns/returns.ts';
import { type ContestMargins, contestMargins } from './contest-margins.ts';
import { electorDistribution, FACTORS, TAIL_SCALE } from './elector-distribution.ts';
import { summariseElectors } from './electors.ts';
import type { Projection } from './projection.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from './settings.ts';
import { fitSwing } from './swing-fit.ts';
import { type UnitCount, type UnitTraits, unitTable } from './unit-table.ts';

export type ProjectionInput = {
  readonly election: Election;
  /** Earlier results of contests (unit = contest) and of smaller units. */
  readonly baseline: readonly Baseline[];
  /** One row a contest at most; a contest without one has nothing counted, or only in its units. */
  readonly contests: readonly ContestReturns[];
  /** Counts of units smaller than a contest, where a feed gives them. */
  readonly units?: readonly UnitCount[];
  /** Facts about units, equally many numbers each. */
  readonly traits?: readonly UnitTraits[];
  readonly at: Instant;
  readonly settings?: ProjectionSettings;
};

/** Nodes of the shared error, for one contest at a time: a fifth of its scale apart in the middle. */
const NODES = studentT4Nodes(41);

/** Halvings of the interval's bracket; 30 leave less than a billionth of it. */
const HALVINGS = 30;

/**
 * Projects every contest and the whole.
 * Throws for a rule without electors and where a figure is not finite.
 */
export function project(input: ProjectionInput): Projection {
  const { election, at, settings = DEFAULT_SETTINGS, units = [], traits = [] } = input;
  const { rule } = election;
  if (rule.kind !== 'electoral-college')
    throw new Error(`invalid rule "${rule.kind}" of ${election.id}: a projection needs an electoral college`);
  const table = unitTable({ ...input, units, traits }, settings);
  const margins = contestMargins(election, table, fitSwing(election, table, settings), settings);
  const split = splitErrors(election, margins);
  const chance = margins.margin.map((centre, i) => chanceOf(centre, split.loading[i]!, split.own[i]!));
  const tickets = election.tickets.map(({ id }) => id);
  const electors = election.contests.map((contest) => contest.electors);
  const distribution = electorDistribution(
    { centre: margins.margin, ...split, electors, chance },
    settings.points,
  );
  return {
    at,
    contests: election.contests.map(({ id }, i) => ({
      contest: id,
      ...intervalOf(margins.margin[i]!, split.loading[i]!, split.own[i]!),
      winProbability: winProbability(tickets, chance[i]!),
      stressed: winProbability(tickets, stressedChance(i, margins, split, settings)),
      counted: margins.counted[i]!,
      open: margins.open[i] === 1,
    })),
    electors: summariseElectors(distribution, rule.majority, tickets),
  };
}

type Split = {
  /** Loadings of the shared factors, FACTORS a contest, and their length. */
  readonly loadings: Float64Array;
  readonly loading: Float64Array;
  /** Spread of each contest's own error, what the factors leave over included. */
  readonly own: Float64Array;
};

/** Splits the covariance into a few shared factors and the rest. Contests in doubt decide which directions count. */
function splitErrors(election: Election, margins: ContestMargins): Split {
  const { margin, shared, own } = margins;
  const size = margin.length;
  const variance = Float64Array.from({ length: size }, (_, i) => shared[i * size + i]! + own[i]!);
  const weights = variance.map((total, i) => {
    const distance = margin[i]! ** 2 / total;
    return (election.contests[i]!.electors + 1) / Math.sqrt(total * (1 + distance ** 2));
  });
  const loadings = leadingFactors(shared, weights, FACTORS);
  const loading = new Float64Array(size);
  const rest = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < FACTORS; k++) loading[i]! += loadings[i * FACTORS + k]! ** 2;
    rest[i] = Math.sqrt(Math.max(own[i]!, variance[i]! - loading[i]!));
    loading[i] = Math.sqrt(loading[i]!);
  }
  return { loadings, loading, own: rest };
}

/** Probability that the margin is above 0, over t errors shared and own. */
function chanceOf(centre: number, loading: number, own: number): number {
  const scale = TAIL_SCALE * own;
  const slope = loading / own;
  return integrate(NODES, (shared) => studentT4Cdf(centre / scale + slope * shared));
}

function stressedChance(
  i: number,
  { margin, counted }: ContestMargins,
  split: Split,
  { stress }: ProjectionSettings,
) {
  const against = Math.sign(margin[i]!) * stress.bias * (1 - counted[i]!);
  return chanceOf(margin[i]! - against, stress.widen * split.loading[i]!, stress.widen * split.own[i]!);
}

/** The 90 % interval: both errors are symmetric, so it is too. */
function intervalOf(centre: number, loading: number, own: number) {
  const ratio = loading / own;
  let low = 0;
  let high = 2 * studentT4Quantile(0.99) * (1 + ratio);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (integrate(NODES, (shared) => studentT4Cdf(middle - ratio * shared)) < 0.95) low = middle;
    else high = middle;
  }
  const reach = high * TAIL_SCALE * own;
  return { margin: inRange(centre), low90: inRange(centre - reach), high90: inRange(centre + reach) };
}

function winProbability(tickets: readonly TicketId[], first: number): Record<TicketId, number> {
  return Object.fromEntries(tickets.map((id, i) => [id, i === 0 ? first : i === 1 ? 1 - first : 0]));
}

function integrate({ points, weights }: Nodes, f: (point: number) => number): number {
  let sum = 0;
  for (let node = 0; node < points.length; node++) sum += weights[node]! * f(points[node]!);
  return sum;
}

function inRange(margin: number): number {
  return Math.min(1, Math.max(-1, margin));
}
