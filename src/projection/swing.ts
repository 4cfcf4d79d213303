/**
 * What the count so far says about every final margin, in normal terms: one national swing shared by all contests,
 * and given that swing each contest on its own.
 *
 * A contest's final margin is its baseline margin + national swing + its own swing; its count is that final margin
 * with an error that shrinks as the vote comes in. Both are combined by precision, so that a contest with little
 * counted follows the others and one with much counted follows its own count. The assumption that would break it:
 * that contests swing apart independently (regions do not; `commonSpread` allows for it roughly).
 */
import type { Baseline, Contest, Election } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import { exactSum } from '../numeric/sum.ts';
import type { ContestReturns } from '../returns/returns.ts';
import type { ProjectionSettings } from './settings.ts';

/** A contest given the national swing s in standard units: margin = centre + loading · s + own · noise. */
export type ContestFit = {
  readonly contest: Contest;
  readonly centre: number;
  readonly loading: number;
  readonly own: number;
  /** Share of the expected vote counted, 0–1. */
  readonly counted: number;
  readonly open: boolean;
};

type Observation = {
  readonly contest: Contest;
  /** Margin and spread expected before the swing and the count. */
  readonly before: number;
  readonly spread: number;
  readonly hasBaseline: boolean;
  /** Margin counted and its spread around the final one; null while nothing is. */
  readonly count: { readonly margin: number; readonly spread: number } | null;
  readonly counted: number;
  readonly open: boolean;
};

type Swing = { readonly mean: number; readonly spread: number };

/** Every contest of the election given the national swing. Throws where a figure is not finite, naming it. */
export function fitContests(
  election: Election,
  baseline: readonly Baseline[],
  contests: readonly ContestReturns[],
  settings: ProjectionSettings,
): ContestFit[] {
  const earlier = new Map(
    baseline.filter(({ unit, contest }) => unit === contest).map((row) => [row.contest, row]),
  );
  const now = new Map(contests.map((row) => [row.contest, row]));
  const observations = election.contests.map((contest) =>
    observe(contest, earlier.get(contest.id), now.get(contest.id), election, settings),
  );
  const swing = estimateSwing(observations, settings);
  return observations.map((observation) => combine(observation, swing));
}

function observe(
  contest: Contest,
  earlier: Baseline | undefined,
  now: ContestReturns | undefined,
  election: Election,
  settings: ProjectionSettings,
): Observation {
  const past = pairOf(earlier?.votes, election, `earlier votes of ${contest.id}`);
  const present = pairOf(now?.votes, election, `votes of ${contest.id}`);
  const stated = now?.expectedShare ?? null;
  const counted = present.sum === 0 ? 0 : shareCounted(contest, stated, present.sum, past.sum, settings);
  const complete = present.sum > 0 && stated !== null && stated >= 1;
  return {
    contest,
    before: past.margin,
    spread: past.sum > 0 ? settings.contestSpread : settings.blankSpread,
    hasBaseline: past.sum > 0,
    count:
      present.sum === 0 ? null : { margin: present.margin, spread: countSpread(counted, stated, settings) },
    counted,
    open: !complete,
  };
}

/** First ticket against second: their sum, and the margin between them (0 without votes). */
function pairOf(
  votes: Readonly<Record<string, number>> | undefined,
  { tickets }: Election,
  quantity: string,
): { sum: number; margin: number } {
  const first = finite(votes?.[tickets[0]!.id] ?? 0, quantity);
  const second = finite(votes?.[tickets[1]!.id] ?? 0, quantity);
  const sum = first + second;
  return { sum, margin: sum === 0 ? 0 : (first - second) / sum };
}

/** The stated share; where no source states one, a guess from the earlier total that never claims to be complete. */
function shareCounted(
  { id }: Contest,
  stated: number | null,
  votes: number,
  earlierVotes: number,
  settings: ProjectionSettings,
): number {
  if (stated !== null) return Math.min(1, Math.max(0, finite(stated, `expected share of ${id}`)));
  if (earlierVotes === 0) return 0;
  return Math.min(votes / earlierVotes, 1 - settings.guessedShareError);
}

/** How far a count may lie from the final margin: the votes still out, share error included, times their own spread. */
function countSpread(counted: number, stated: number | null, settings: ProjectionSettings): number {
  if (stated !== null && stated >= 1) return settings.completeSpread;
  const error = stated === null ? settings.guessedShareError : settings.statedShareError;
  return settings.orderSpread * Math.hypot(1 - counted, error);
}

/** The national swing, from its spread in the past and from every contest that has a count and a baseline. */
function estimateSwing(observations: readonly Observation[], settings: ProjectionSettings): Swing {
  const precisions = [settings.nationalSpread ** -2];
  const pulls = [0];
  for (const { before, spread, hasBaseline, count } of observations) {
    if (count === null || !hasBaseline) continue;
    const precision = 1 / (spread ** 2 + count.spread ** 2);
    precisions.push(precision);
    pulls.push(precision * (count.margin - before));
  }
  const precision = exactSum(precisions);
  return {
    mean: finite(exactSum(pulls) / precision, 'national swing'),
    spread: Math.hypot(1 / Math.sqrt(precision), settings.commonSpread),
  };
}

function combine(
  { contest, before, spread, hasBaseline, count, counted, open }: Observation,
  swing: Swing,
): ContestFit {
  const start = hasBaseline ? before + swing.mean : 0;
  const share = hasBaseline ? swing.spread : 0;
  if (count === null) return { contest, centre: start, loading: share, own: spread, counted, open };
  const weight = spread ** 2 / (spread ** 2 + count.spread ** 2);
  return {
    contest,
    centre: finite((1 - weight) * start + weight * count.margin, `margin of ${contest.id}`),
    loading: (1 - weight) * share,
    own: Math.sqrt(weight) * count.spread,
    counted,
    open,
  };
}
