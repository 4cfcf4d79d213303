/**
 * How good a projection was, once the result is known: error, coverage, width, calls, electors.
 *
 * Projections with what really happened in, one line of scores out. Contests that were complete are left out, for
 * there is nothing to project in them.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { quantile } from '../numeric/quantile.ts';
import type { Projection } from './projection.ts';

export type MomentScore = {
  /** Mean absolute error of the margin, points. */
  readonly error: number;
  /** Share of 90 % intervals that hold the result. */
  readonly coverage: number;
  /** Median width of these intervals, points. */
  readonly width: number;
  readonly calls: number;
  readonly wrongCalls: readonly ContestId[];
  /** Of these, the ones that also hold under stress: what the model would really call. */
  readonly stressedCalls: number;
  readonly electors: { readonly holds: boolean; readonly width: number };
};

/** Null where no contest is open any more. `results` are final margins, `electors` those of the first ticket. */
export function scoreOf(
  { contests, electors }: Pick<Projection, 'contests' | 'electors'>,
  results: Readonly<Record<ContestId, number>>,
  truth: { readonly electors: number; readonly first: TicketId; readonly callFrom: number },
): MomentScore | null {
  const open = contests.filter((one) => one.open && results[one.contest] !== undefined);
  if (open.length === 0) return null;
  const called = open.filter(
    ({ winProbability }) => Math.max(...Object.values(winProbability)) >= truth.callFrom,
  );
  const holds = open.filter(
    ({ contest, low90, high90 }) => low90 <= results[contest]! && results[contest]! <= high90,
  );
  const low = electors.low90[truth.first]!;
  const high = electors.high90[truth.first]!;
  return {
    error:
      (100 * open.reduce((sum, one) => sum + Math.abs(one.margin - results[one.contest]!), 0)) / open.length,
    coverage: holds.length / open.length,
    width:
      100 *
      quantile(
        open.map(({ low90, high90 }) => high90 - low90),
        0.5,
      ),
    calls: called.length,
    stressedCalls: called.filter(({ stressed }) => Math.max(...Object.values(stressed)) >= truth.callFrom)
      .length,
    wrongCalls: called
      .filter(({ contest, winProbability }) => winProbability[truth.first]! > 0.5 !== results[contest]! > 0)
      .map(({ contest }) => contest),
    electors: { holds: low <= truth.electors && truth.electors <= high, width: high - low },
  };
}
