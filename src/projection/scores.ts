/**
 * How good a projection was, once the result is known: error, coverage, width, calls, electors.
 *
 * Projections with what really happened in, one line of scores out. Contests that were complete are left out, for
 * there is nothing to project in them.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { quantile } from '../numeric/quantile.ts';
import { studentT4Density } from '../numeric/student-t4.ts';
import type { Projection } from './projection.ts';
import { TAIL_SCALE } from './shared-errors.ts';

/** One open contest beside its result. */
export type ContestOutcome = {
  readonly contest: ContestId;
  readonly counted: number;
  /** Projected minus real margin, points. */
  readonly error: number;
  /** Width of the 90 % interval, points, and whether it holds the result. */
  readonly width: number;
  readonly holds: boolean;
  /** Probability of the first ticket, and whether it won. */
  readonly chance: number;
  readonly won: boolean;
  readonly called: boolean;
  /** Whether the call also holds under stress and is far enough counted: what the model would really call. */
  readonly stands: boolean;
  readonly wrong: boolean;
};

export type MomentScore = {
  /** Mean absolute error of the margin, points. */
  readonly error: number;
  /** Share of 90 % intervals that hold the result. */
  readonly coverage: number;
  /** Median width of these intervals, points. */
  readonly width: number;
  /** Mean of −log density at the result: smaller is better (Gneiting & Raftery, JASA 102, 2007). */
  readonly logScore: number;
  readonly calls: number;
  readonly wrongCalls: readonly ContestId[];
  /** Of these, the ones that also hold under stress: what the model would really call. */
  readonly stressedCalls: number;
  readonly electors: { readonly holds: boolean; readonly width: number };
  readonly contests: readonly ContestOutcome[];
};

type Truth = {
  /** Final margin of each contest. */
  readonly margins: Readonly<Record<ContestId, number>>;
  /** Electors of the first ticket. */
  readonly electors: number;
  readonly first: TicketId;
  readonly callFrom: number;
  readonly callCounted: number;
};

/** Null where no contest is open any more. */
export function scoreOf(
  { contests, electors }: Pick<Projection, 'contests' | 'electors'>,
  truth: Truth,
): MomentScore | null {
  const open = contests.filter((one) => one.open && truth.margins[one.contest] !== undefined);
  if (open.length === 0) return null;
  const outcomes = open.map((one) => outcomeOf(one, truth));
  const mean = (value: (one: ContestOutcome) => number) =>
    outcomes.reduce((sum, one) => sum + value(one), 0) / outcomes.length;
  const called = outcomes.filter((one) => one.called);
  const low = electors.low90[truth.first]!;
  const high = electors.high90[truth.first]!;
  return {
    error: mean(({ error }) => Math.abs(error)),
    coverage: mean(({ holds }) => Number(holds)),
    width: quantile(
      outcomes.map(({ width }) => width),
      0.5,
    ),
    logScore: mean(surprise),
    calls: called.length,
    stressedCalls: called.filter(({ stands }) => stands).length,
    wrongCalls: called.filter(({ wrong }) => wrong).map(({ contest }) => contest),
    electors: { holds: low <= truth.electors && truth.electors <= high, width: high - low },
    contests: outcomes,
  };
}

function outcomeOf(one: Projection['contests'][number], truth: Truth): ContestOutcome {
  const { contest, margin, low90, high90, winProbability, stressed, counted } = one;
  const result = truth.margins[contest]!;
  const chance = winProbability[truth.first]!;
  const called = Math.max(...Object.values(winProbability)) >= truth.callFrom;
  const holdsUnderStress = Math.max(...Object.values(stressed)) >= truth.callFrom;
  return {
    contest,
    counted,
    error: 100 * (margin - result),
    width: 100 * (high90 - low90),
    holds: low90 <= result && result <= high90,
    chance,
    won: result > 0,
    called,
    stands: called && holdsUnderStress && counted >= truth.callCounted,
    wrong: called && chance > 0.5 !== result > 0,
  };
}

/** −log of the density of a t₄ error that has this 90 % interval, points. */
function surprise({ error, width }: ContestOutcome): number {
  const scale = (TAIL_SCALE * width) / (2 * normalQuantile(0.95));
  return Math.log(scale) - Math.log(studentT4Density(error / scale));
}
