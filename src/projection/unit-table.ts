/**
 * What was counted where, beside what was counted there before: one row a unit, in columns.
 *
 * Contests, units and traits in, columns out, in the order of the election and of unit ids, so that the order of the
 * input does not matter. A contest stands either as its parts (counties) or as one whole row, never both: whichever
 * has counted more.
 */
import type { Baseline, Contest, ContestId, Election, TicketId, UnitId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import type { ContestReturns } from '../returns/returns.ts';
import type { ProjectionSettings } from './settings.ts';

/** What is counted in one unit that is smaller than its contest. */
export type UnitCount = {
  readonly unit: UnitId;
  readonly contest: ContestId;
  readonly votes: Readonly<Record<TicketId, number>>;
  /** Counted over expected final vote, 0–1; null where no source says. */
  readonly expectedShare: number | null;
};

/** Facts about a unit known before the day, as numbers: shares of residents by schooling or origin, for example. */
export type UnitTraits = { readonly unit: UnitId; readonly values: readonly number[] };

export type ElectionInput = {
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  readonly contests: readonly ContestReturns[];
  readonly units: readonly UnitCount[];
  readonly traits: readonly UnitTraits[];
};

export type UnitTable = {
  readonly count: number;
  /** Index of the contest in the election. */
  readonly contest: Int32Array;
  /** First and second ticket together before; 0 where no earlier result is known. */
  readonly earlier: Float64Array;
  /** Margin before, and counted now. */
  readonly before: Float64Array;
  readonly margin: Float64Array;
  /** First and second ticket together, counted now. */
  readonly votes: Float64Array;
  /** Counted over expected, 0–1; 0 while nothing is counted. */
  readonly share: Float64Array;
  /** Share still out as far as the count's error is concerned: not below the error of the share itself. */
  readonly out: Float64Array;
  /** 1 where the row is a whole contest. */
  readonly whole: Uint8Array;
  /** 1 where the row may teach the model: not counted a second time in the contest's parent. */
  readonly teaches: Uint8Array;
  /** Standardised traits, `traitCount` a unit. */
  readonly traits: Float64Array;
  readonly traitCount: number;
};

type Row = {
  readonly id: UnitId;
  readonly contest: number;
  readonly whole: boolean;
  readonly teaches: boolean;
  readonly earlier: Pair;
  readonly now: Pair;
  readonly expectedShare: number | null;
  readonly traits: readonly number[] | null;
};

type Pair = { readonly sum: number; readonly margin: number };
type Votes = Readonly<Record<TicketId, number>>;

/** Builds the table. Throws where a figure is not finite, naming it. */
export function unitTable(input: ElectionInput, settings: ProjectionSettings): UnitTable {
  const parts = partsByContest(input);
  const rows = input.election.contests.flatMap((contest, index) => rowsOf(contest, index, parts, input));
  const traits = standardised(rows, input.traits[0]?.values.length ?? 0);
  const column = (value: (row: Row) => number) => Float64Array.from(rows, value);
  const share = column((row) => shareCounted(row, settings));
  return {
    count: rows.length,
    contest: Int32Array.from(rows, (row) => row.contest),
    earlier: column((row) => row.earlier.sum),
    before: column((row) => row.earlier.margin),
    margin: column((row) => row.now.margin),
    votes: column((row) => row.now.sum),
    share,
    out: share.map((counted, i) => shareOut(counted, rows[i]!, settings)),
    whole: Uint8Array.from(rows, ({ whole }) => Number(whole)),
    teaches: Uint8Array.from(rows, ({ teaches }) => Number(teaches)),
    ...traits,
  };
}

/** Votes over a smaller share than this would say nothing of a unit's size. */
const LEAST_SHARE = 0.001;

type Part = { earlier?: Votes; now?: UnitCount; traits?: readonly number[] };
type Parts = ReadonlyMap<ContestId, ReadonlyMap<UnitId, Part>>;

function partsByContest({ election, baseline, units, traits }: ElectionInput): Parts {
  const parts = new Map<ContestId, Map<UnitId, Part>>(election.contests.map(({ id }) => [id, new Map()]));
  const partOf = (contest: ContestId, unit: UnitId): Part => {
    const known = parts.get(contest)!;
    const part = known.get(unit) ?? {};
    known.set(unit, part);
    return part;
  };
  for (const { unit, contest, votes } of baseline)
    if (unit !== contest && parts.has(contest)) partOf(contest, unit).earlier = votes;
  for (const count of units)
    if (count.unit !== count.contest && parts.has(count.contest))
      partOf(count.contest, count.unit).now = count;
  const traitsOf = new Map(traits.map(({ unit, values }) => [unit, values]));
  for (const own of parts.values())
    for (const [unit, part] of own) {
      const values = traitsOf.get(unit);
      if (values !== undefined) part.traits = values;
    }
  return parts;
}

/** The rows of one contest: its parts, or itself whole. */
function rowsOf(contest: Contest, index: number, parts: Parts, input: ElectionInput): Row[] {
  const now = input.contests.findLast((one) => one.contest === contest.id);
  const partRows = partRowsOf(contest, index, parts, input);
  const pair = pairOf(now?.votes, input.election, `votes of ${contest.id}`);
  if (partRows.length > 0 && isKnownByParts(partRows, pair.sum, now?.expectedShare ?? null)) return partRows;
  const earlier = input.baseline.findLast((one) => one.contest === contest.id && one.unit === contest.id);
  const parentCounts = input.contests.some((one) => one.contest === contest.parent && one.margin !== null);
  return [
    {
      id: contest.id,
      contest: index,
      whole: true,
      teaches: !parentCounts,
      earlier:
        earlier === undefined
          ? together(partRows.map((row) => row.earlier))
          : pairOf(earlier.votes, input.election, `earlier votes of ${contest.id}`),
      now: pair,
      expectedShare: now?.expectedShare ?? null,
      traits: averageTraits(partRows),
    },
  ];
}

function partRowsOf(contest: Contest, index: number, parts: Parts, { election }: ElectionInput): Row[] {
  const own = [...parts.get(contest.id)!].sort(([a], [b]) => (a < b ? -1 : 1));
  if (own.length === 0) return [];
  const inParent = contest.parent === null ? undefined : parts.get(contest.parent);
  return own.map(([unit, { earlier, now, traits }]) => ({
    id: unit,
    contest: index,
    whole: false,
    teaches: inParent === undefined || !inParent.has(unit),
    earlier: pairOf(earlier, election, `earlier votes of ${unit}`),
    now: pairOf(now?.votes, election, `votes of ${unit}`),
    expectedShare: now?.expectedShare ?? null,
    traits: traits ?? null,
  }));
}

/** Parts are finer, so they are preferred while they have counted as much and somebody says how far they are. */
function isKnownByParts(parts: readonly Row[], wholeVotes: number, wholeShare: number | null): boolean {
  if (wholeVotes === 0) return true;
  const counted = parts.reduce((sum, { now }) => sum + now.sum, 0);
  const stated = parts.some(({ now, expectedShare }) => now.sum > 0 && expectedShare !== null);
  return counted >= wholeVotes && (stated || wholeShare === null);
}

/** First ticket against second: their sum, and the margin between them (0 without votes). */
function pairOf(votes: Votes | undefined, { tickets }: Election, quantity: string): Pair {
  const first = finite(votes?.[tickets[0]!.id] ?? 0, quantity);
  const second = finite(votes?.[tickets[1]!.id] ?? 0, quantity);
  const sum = Math.max(0, first) + Math.max(0, second);
  return { sum, margin: sum === 0 ? 0 : (Math.max(0, first) - Math.max(0, second)) / sum };
}

function together(pairs: readonly Pair[]): Pair {
  const sum = pairs.reduce((votes, pair) => votes + pair.sum, 0);
  const lead = pairs.reduce((votes, pair) => votes + pair.sum * pair.margin, 0);
  return { sum, margin: sum === 0 ? 0 : lead / sum };
}

function averageTraits(parts: readonly Row[]): readonly number[] | null {
  const known = parts.filter(({ traits, earlier }) => traits !== null && earlier.sum > 0);
  if (known.length === 0) return null;
  const weight = known.reduce((sum, { earlier }) => sum + earlier.sum, 0);
  return known[0]!.traits!.map(
    (_, trait) => known.reduce((sum, row) => sum + row.earlier.sum * row.traits![trait]!, 0) / weight,
  );
}

/**
 * The stated share; where none is stated, a guess from the earlier votes that never claims to be complete. Without
 * votes nothing is counted, whatever is claimed, unless the unit had none before either.
 */
function shareCounted({ id, now, earlier, expectedShare, whole }: Row, settings: ProjectionSettings): number {
  const stated = expectedShare === null ? null : finite(expectedShare, `expected share of ${id}`);
  if (now.sum === 0) return !whole && earlier.sum === 0 && stated !== null && stated >= 1 ? 1 : 0;
  if (stated !== null) return stated < LEAST_SHARE ? 0 : Math.min(1, stated);
  return earlier.sum === 0 ? 0 : Math.min(now.sum / earlier.sum, 1 - settings.guessedShareError);
}

function shareOut(counted: number, { whole, expectedShare }: Row, settings: ProjectionSettings): number {
  if (counted >= 1) return 0;
  if (expectedShare === null) return Math.hypot(1 - counted, settings.guessedShareError);
  return whole ? Math.hypot(1 - counted, settings.statedShareError) : 1 - counted;
}

/** Every trait with mean 0 and spread 1 over the earlier vote; 0 where a unit's are unknown. */
function standardised(rows: readonly Row[], traitCount: number): Pick<UnitTable, 'traits' | 'traitCount'> {
  const traits = new Float64Array(rows.length * traitCount);
  for (let trait = 0; trait < traitCount; trait++) {
    const sums = { weight: 0, value: 0, square: 0 };
    for (const row of rows) {
      const value = finite(row.traits?.[trait] ?? 0, `trait ${trait + 1}`);
      const weight = row.traits === null ? 0 : row.earlier.sum;
      sums.weight += weight;
      sums.value += weight * value;
      sums.square += weight * value * value;
    }
    if (sums.weight === 0) continue;
    const mean = sums.value / sums.weight;
    const spread = Math.sqrt(Math.max(0, sums.square / sums.weight - mean * mean));
    if (!(spread > 0)) continue;
    rows.forEach((row, i) => {
      traits[i * traitCount + trait] = row.traits === null ? 0 : (row.traits[trait]! - mean) / spread;
    });
  }
  return { traits, traitCount };
}
