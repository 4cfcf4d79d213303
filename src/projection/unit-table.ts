/**
 * What was counted where, beside what was counted there before: one row a unit, in columns.
 *
 * Contests, units and traits in, columns out, in the order of the election and of unit ids, so that the order of the
 * input does not matter. A contest stands either as its parts (counties) or as one whole row, never both: whichever
 * has counted more.
 */
import type { ContestId, Election, TicketId, UnitId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import { spreadOf } from '../numeric/spread.ts';
import type { ContestReturns } from '../returns/returns.ts';
import type { CountingOrder } from './counting-order.ts';
import { type Ground, type GroundContest, NOTHING, type Pair, pairOf, type Traits } from './ground.ts';
import type { ProjectionSettings } from './settings.ts';

/** What is counted in one unit that is smaller than its contest. */
export type UnitCount = {
  readonly unit: UnitId;
  readonly contest: ContestId;
  readonly votes: Readonly<Record<TicketId, number>>;
  /** Counted over expected final vote, 0–1; null where no source says. */
  readonly expectedShare: number | null;
};

export type CountedInput = {
  readonly election: Election;
  readonly contests: readonly ContestReturns[];
  readonly units: readonly UnitCount[];
  readonly order: CountingOrder | null;
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
  /** Margin by which an early count is expected to lie from the final one, where nothing is counted yet. */
  readonly lead: Float64Array;
  /** Share still out as far as the count's error is concerned: not below the error of the share itself. */
  readonly out: Float64Array;
  /** 1 where the row is a whole contest. */
  readonly whole: Uint8Array;
  /** 1 where the row may teach the model: not counted a second time in the contest's parent. */
  readonly teaches: Uint8Array;
  /** Standardised traits, `traitCount` a unit. */
  readonly traits: Float64Array;
  readonly traitCount: number;
  /** Unit of each row; the contest's own id where the row is a whole one. */
  readonly units: readonly UnitId[];
};

type Row = {
  readonly id: UnitId;
  readonly contest: number;
  readonly whole: boolean;
  readonly teaches: boolean;
  readonly earlier: Pair;
  readonly now: Pair;
  readonly expectedShare: number | null;
  readonly traits: Traits;
};

/** Builds the table. Throws where a figure is not finite, naming it. */
export function unitTable(ground: Ground, input: CountedInput, settings: ProjectionSettings): UnitTable {
  const counts = countsByContest(input);
  const rows: Row[] = [];
  ground.contests.forEach((_, index) => {
    for (const row of rowsOf(ground, index, counts, input)) rows.push(row);
  });
  const count = rows.length;
  const blank = () => new Float64Array(count);
  const table = {
    count,
    contest: new Int32Array(count),
    earlier: blank(),
    before: blank(),
    margin: blank(),
    votes: blank(),
    share: blank(),
    lead: blank(),
    out: blank(),
    whole: new Uint8Array(count),
    teaches: new Uint8Array(count),
    traits: traitsOf(ground, rows),
    traitCount: ground.traitCount,
    units: rows.map(({ id }) => id),
  };
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    table.contest[i] = row.contest;
    table.earlier[i] = row.earlier.sum;
    table.before[i] = row.earlier.margin;
    table.whole[i] = Number(row.whole);
    table.teaches[i] = Number(row.teaches);
    table.lead[i] = settings.orderKept * leadIn(input, row.contest);
    setCount(table, i, row, settings);
  }
  return table;
}

/** On the earlier night; a district's votes come in as its state's do. */
function leadIn({ election, order }: CountedInput, index: number): number {
  const { id, parent } = election.contests[index]!;
  return order?.leads[id] ?? order?.leads[parent ?? id] ?? 0;
}

/** The same units with nothing counted. */
export function uncountedTable(table: UnitTable): UnitTable {
  const blank = () => new Float64Array(table.count);
  return { ...table, margin: blank(), votes: blank(), share: blank(), out: blank().fill(1) };
}

/** Writes what is counted now into a row. Throws where a figure is not finite. */
export function setCount(
  table: UnitTable,
  i: number,
  counted: Pick<Row, 'id' | 'now' | 'expectedShare'>,
  settings: ProjectionSettings,
): void {
  const whole = table.whole[i] === 1;
  const share = shareCounted(counted, whole, table.earlier[i]!, settings);
  table.margin[i] = counted.now.margin;
  table.votes[i] = counted.now.sum;
  table.share[i] = share;
  table.out[i] = shareOut(share, whole, counted.expectedShare, settings);
}

/** Votes over a smaller share than this would say nothing of a unit's size. */
const LEAST_SHARE = 0.001;

type Counts = ReadonlyMap<ContestId, ReadonlyMap<UnitId, UnitCount>>;

/** The last count of a unit stands where it is given twice. */
function countsByContest({ election, units }: CountedInput): Counts {
  const counts = new Map<ContestId, Map<UnitId, UnitCount>>(
    election.contests.map(({ id }) => [id, new Map()]),
  );
  for (const count of units)
    if (count.unit !== count.contest) counts.get(count.contest)?.set(count.unit, count);
  return counts;
}

/** The rows of one contest: its parts, or itself whole. */
function rowsOf({ contests, traitCount }: Ground, index: number, counts: Counts, input: CountedInput): Row[] {
  const known = contests[index]!;
  const { contest, whole } = known;
  const now = input.contests.findLast((one) => one.contest === contest.id);
  const parts = partRowsOf(known, index, counts, input.election);
  const pair = pairOf(now?.votes, input.election, `votes of ${contest.id}`);
  if (parts.length > 0 && isKnownByParts(parts, pair.sum, now?.expectedShare ?? null)) return parts;
  return [
    {
      id: contest.id,
      contest: index,
      whole: true,
      teaches: !input.contests.some((one) => one.contest === contest.parent && one.margin !== null),
      earlier: whole ?? together(parts.map((row) => row.earlier)),
      now: pair,
      expectedShare: now?.expectedShare ?? null,
      traits: averageTraits(parts, traitCount),
    },
  ];
}

function partRowsOf(
  { contest, parts, places }: GroundContest,
  index: number,
  counts: Counts,
  election: Election,
): Row[] {
  const own = counts.get(contest.id)!;
  const inParent = contest.parent === null ? undefined : counts.get(contest.parent);
  const rowOf = (unit: UnitId, known: Pick<Row, 'earlier' | 'teaches' | 'traits'>): Row => {
    const count = own.get(unit);
    return {
      id: unit,
      contest: index,
      whole: false,
      teaches: known.teaches && !inParent?.has(unit),
      earlier: known.earlier,
      now: count === undefined ? NOTHING : pairOf(count.votes, election, `votes of ${unit}`),
      expectedShare: count?.expectedShare ?? null,
      traits: known.traits,
    };
  };
  const rows = parts.map((part) => rowOf(part.unit, part));
  const unknown = [...own.keys()].filter((unit) => !places.has(unit));
  if (unknown.length === 0) return rows;
  for (const unit of unknown) rows.push(rowOf(unit, { earlier: NOTHING, teaches: true, traits: [] }));
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Parts are finer, so they are preferred while they have counted as much and somebody says how far they are. */
function isKnownByParts(parts: readonly Row[], wholeVotes: number, wholeShare: number | null): boolean {
  if (wholeVotes === 0) return true;
  const counted = parts.reduce((sum, { now }) => sum + now.sum, 0);
  const stated = parts.some(({ now, expectedShare }) => now.sum > 0 && expectedShare !== null);
  return counted >= wholeVotes && (stated || wholeShare === null);
}

function together(pairs: readonly Pair[]): Pair {
  const sum = pairs.reduce((votes, pair) => votes + pair.sum, 0);
  const lead = pairs.reduce((votes, pair) => votes + pair.sum * pair.margin, 0);
  return { sum, margin: sum === 0 ? 0 : lead / sum };
}

/** The mean of every trait over the earlier votes of the parts of which it is known. */
function averageTraits(parts: readonly Row[], traitCount: number): Traits {
  return Array.from({ length: traitCount }, (_, trait) => {
    const sum = { weight: 0, value: 0 };
    for (const { traits, earlier } of parts) {
      const value = traits[trait] ?? null;
      if (value === null) continue;
      sum.weight += earlier.sum;
      sum.value += earlier.sum * value;
    }
    return sum.weight === 0 ? null : sum.value / sum.weight;
  });
}

/**
 * The stated share; where none is stated, a guess from the earlier votes that never claims to be complete. Without
 * votes nothing is counted, whatever is claimed, unless the unit had none before either.
 */
function shareCounted(
  { id, now, expectedShare }: Pick<Row, 'id' | 'now' | 'expectedShare'>,
  whole: boolean,
  earlier: number,
  settings: ProjectionSettings,
): number {
  const stated = expectedShare === null ? null : finite(expectedShare, `expected share of ${id}`);
  if (now.sum === 0) return !whole && earlier === 0 && stated !== null && stated >= 1 ? 1 : 0;
  if (stated !== null) return stated < LEAST_SHARE ? 0 : Math.min(1, stated);
  return earlier === 0 ? 0 : Math.min(now.sum / earlier, 1 - settings.guessedShareError);
}

function shareOut(
  counted: number,
  whole: boolean,
  expectedShare: number | null,
  settings: ProjectionSettings,
): number {
  if (counted >= 1) return 0;
  if (expectedShare === null) return Math.hypot(1 - counted, settings.guessedShareError);
  return whole ? Math.hypot(1 - counted, settings.statedShareError) : 1 - counted;
}

type Standardised = { readonly rows: readonly Row[]; readonly traits: Float64Array };

const KNOWN = new WeakMap<Ground, Standardised>();

/** Standardised traits; the same array as long as tables of a ground have the same units. */
function traitsOf(ground: Ground, rows: readonly Row[]): Float64Array {
  const known = KNOWN.get(ground);
  if (known !== undefined && isSameUnits(known.rows, rows)) return known.traits;
  const traits = standardised(rows, ground.traitCount);
  KNOWN.set(ground, { rows, traits });
  return traits;
}

function isSameUnits(one: readonly Row[], other: readonly Row[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, contest }, i) => id === other[i]!.id && contest === other[i]!.contest)
  );
}

/** Every trait with mean 0 and spread 1 over the earlier vote; 0 where a unit's are unknown. */
function standardised(rows: readonly Row[], traitCount: number): Float64Array {
  const traits = new Float64Array(rows.length * traitCount);
  for (let trait = 0; trait < traitCount; trait++) {
    const sums = { weight: 0, value: 0, square: 0 };
    for (const { id, traits: own, earlier } of rows) {
      const known = own[trait] ?? null;
      if (known === null) continue;
      const value = finite(known, `trait ${trait + 1} of ${id}`);
      const weight = earlier.sum;
      sums.weight += weight;
      sums.value += weight * value;
      sums.square += weight * value * value;
    }
    if (sums.weight === 0) continue;
    const mean = sums.value / sums.weight;
    const spread = spreadOf(sums.weight, sums.value, sums.square);
    if (!(spread > 0)) continue;
    for (let i = 0; i < rows.length; i++) {
      const known = rows[i]!.traits[trait] ?? null;
      if (known !== null) traits[i * traitCount + trait] = (known - mean) / spread;
    }
  }
  return traits;
}
