/**
 * What the count so far says about swing and turnout in every unit: two pooled regressions over the same columns.
 *
 * Columns: level, earlier margin and its square, size, traits, and the share still out, whose coefficient is how far
 * an early count lies from the final one in that state. Coefficients are a state's own, pooled in its region, pooled
 * in the country. The assumption that would break it: that units of a state which are alike in these columns swing
 * alike, apart from errors of their own.
 */
import type { Election } from '../election/election.ts';
import {
  fitPooled,
  type PooledFit,
  type Pooling,
  productCount,
  type Rows,
  refitGroup,
  setProducts,
} from '../numeric/pooled-regression.ts';
import { REGION_COUNT, regionOf } from './regions.ts';
import type { ModelScales, ProjectionSettings } from './settings.ts';
import type { UnitTable } from './unit-table.ts';

export type SwingFit = {
  /** Group (state) of each contest: a district shares its state's. */
  readonly groupOf: Int32Array;
  readonly swing: PooledFit;
  readonly turnout: PooledFit;
  /** Both share their design. */
  readonly rows: { readonly swing: Rows; readonly turnout: Rows };
  readonly pooling: { readonly swing: Pooling; readonly turnout: Pooling };
};

/** Columns before the traits, and the one after them. */
const LEADING = 4;

/** Earlier margins are measured in units of this spread around the country's own. */
const MARGIN_UNIT = 0.3;

/** Sizes are measured in powers of e^1.5 around 10,000 votes. */
const SIZE_UNIT = 1.5;
const MIDDLE_SIZE = 10_000;

export function fitSwing(election: Election, table: UnitTable, settings: ProjectionSettings): SwingFit {
  const groupOf = groupsOf(election);
  const group = table.contest.map((contest) => groupOf[contest]!);
  const columns = columnsOf(table);
  const rows = {
    swing: rowsFor(table, columns, group, settings.swing, swingOf),
    turnout: rowsFor(table, columns, group, settings.turnout, turnoutOf),
  };
  const clusters = clustersOf(election, groupOf);
  const pooling = {
    swing: poolingOf(settings.swing, clusters, rows.swing.width),
    turnout: poolingOf(settings.turnout, clusters, rows.turnout.width),
  };
  return {
    groupOf,
    swing: fitPooled(rows.swing, pooling.swing),
    turnout: fitPooled(rows.turnout, pooling.turnout),
    rows,
    pooling,
  };
}

/** The fit after the count of row `i` of the table has changed: scales as they were. Changes the fit's rows in place. */
export function refitSwing(
  fit: SwingFit,
  table: UnitTable,
  i: number,
  settings: ProjectionSettings,
): SwingFit {
  const { rows, pooling } = fit;
  rows.swing.design[(i + 1) * rows.swing.width - 1] = outColumn(table, i);
  setProducts(rows.swing, i);
  setResponse(rows.swing, table, i, settings.swing, swingOf);
  setResponse(rows.turnout, table, i, settings.turnout, turnoutOf);
  return {
    ...fit,
    swing: refitGroup(rows.swing, pooling.swing, fit.swing, i),
    turnout: refitGroup(rows.turnout, pooling.turnout, fit.turnout, i),
  };
}

/** The same fit as if nothing had been counted, with the scales that the count has taught. */
export function uncounted(fit: SwingFit): SwingFit {
  const { rows, pooling } = fit;
  const blank = (what: 'swing' | 'turnout') =>
    fitPooled(
      { ...rows[what], seen: new Uint8Array(rows[what].count) },
      { ...pooling[what], start: fit[what].scales, rounds: 0 },
    );
  return { ...fit, swing: blank('swing'), turnout: blank('turnout') };
}

/** Less what an early count is expected to lie off; the last column's coefficient is what comes on top. */
function swingOf(table: UnitTable, row: number): number {
  return table.margin[row]! - table.before[row]! - table.lead[row]! * outColumn(table, row);
}

function turnoutOf(table: UnitTable, row: number): number {
  return Math.log(table.votes[row]! / table.share[row]! / startingVotes(table, row));
}

/** Votes that turnout is measured against: the earlier ones, or a single one where none are known. */
export function startingVotes({ earlier }: UnitTable, row: number): number {
  return earlier[row]! > 0 ? earlier[row]! : 1;
}

function groupsOf({ contests }: Election): Int32Array {
  const index = new Map(contests.map(({ id }, i) => [id, i]));
  return Int32Array.from(contests, ({ id, parent }) => index.get(parent ?? id) ?? index.get(id)!);
}

function clustersOf({ contests }: Election, groupOf: Int32Array): Int32Array {
  return Int32Array.from(groupOf, (_, contest) => regionOf(contests[contest]!));
}

type Columns = Pick<Rows, 'width' | 'design' | 'products'>;

/** The same for swing and turnout. */
function columnsOf(table: UnitTable): Columns {
  const { width, design, products } = beforeTheDay(table);
  const columns = { width, design: design.slice(), products: products.slice() };
  for (let i = 0; i < table.count; i++) {
    const out = outColumn(table, i);
    if (out === 0) continue;
    columns.design[(i + 1) * width - 1] = out;
    setProducts(columns, i);
  }
  return columns;
}

const KNOWN = new WeakMap<Float64Array, { readonly middle: number; readonly columns: Columns }>();

/** The columns with nothing counted, which tables of the same units share as they share their traits. */
function beforeTheDay(table: UnitTable): Columns {
  const middle = countryMargin(table);
  const known = KNOWN.get(table.traits);
  if (known?.middle === middle) return known.columns;
  const columns = columnsBefore(table, middle);
  KNOWN.set(table.traits, { middle, columns });
  return columns;
}

function columnsBefore(table: UnitTable, middle: number): Columns {
  const width = LEADING + table.traitCount + 1;
  const design = new Float64Array(table.count * width);
  const products = new Float64Array(table.count * productCount(width));
  for (let i = 0; i < table.count; i++) {
    if (table.earlier[i] === 0) continue;
    const at = i * width;
    const lean = (table.before[i]! - middle) / MARGIN_UNIT;
    design[at] = 1;
    design[at + 1] = lean;
    design[at + 2] = lean * lean;
    design[at + 3] = table.whole[i] === 1 ? 0 : Math.log(table.earlier[i]! / MIDDLE_SIZE) / SIZE_UNIT;
    for (let trait = 0; trait < table.traitCount; trait++)
      design[at + LEADING + trait] = table.traits[i * table.traitCount + trait]!;
    setProducts({ width, design, products }, i);
  }
  return { width, design, products };
}

/** The last column: what is still out of a unit that has begun to count and has an earlier result. */
function outColumn({ share, out, earlier }: UnitTable, row: number): number {
  return share[row] === 0 || earlier[row] === 0 ? 0 : out[row]!;
}

function countryMargin({ count, earlier, before, teaches }: UnitTable): number {
  let votes = 0;
  let lead = 0;
  for (let i = 0; i < count; i++) {
    if (teaches[i] === 0) continue;
    votes += earlier[i]!;
    lead += earlier[i]! * before[i]!;
  }
  return votes === 0 ? 0 : lead / votes;
}

function rowsFor(
  table: UnitTable,
  columns: Columns,
  group: Int32Array,
  scales: ModelScales,
  response: (table: UnitTable, row: number) => number,
): Rows {
  const { count } = table;
  const rows = {
    ...columns,
    count,
    group,
    response: new Float64Array(count),
    own: new Float64Array(count),
    noise: new Float64Array(count),
    seen: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) {
    rows.own[i] = ownVariance(table, i, scales);
    setResponse(rows, table, i, scales, response);
  }
  return rows;
}

/** Writes what a row's count says into it. */
function setResponse(
  rows: Rows,
  table: UnitTable,
  i: number,
  scales: ModelScales,
  response: (table: UnitTable, row: number) => number,
): void {
  const isCounted = table.share[i]! > 0 && table.votes[i]! > 0;
  rows.response[i] = isCounted ? response(table, i) : 0;
  rows.noise[i] = (table.out[i]! * (table.whole[i] === 1 ? scales.wholeNoise : 1)) ** 2;
  rows.seen[i] = Number(isCounted && table.earlier[i]! > 0 && table.teaches[i] === 1);
}

/** A unit's own error in multiples of the learnt one: larger in small units; a whole contest averages its parts. */
function ownVariance({ whole, earlier }: UnitTable, i: number, { small, wholeOwn }: ModelScales): number {
  if (whole[i] === 1) return wholeOwn;
  return 1 + small * Math.max(earlier[i]! / 1000, 0.05) ** -0.5;
}

function poolingOf(scales: ModelScales, clusters: Int32Array, width: number): Pooling {
  const spread = (byColumn: readonly number[]) =>
    Float64Array.from({ length: width }, (_, i) => {
      if (i === width - 1) return byColumn.at(-1)!;
      return byColumn[Math.min(i, byColumn.length - 2)]!;
    });
  return {
    clusters,
    clusterCount: REGION_COUNT,
    start: {
      common: spread(scales.common),
      cluster: spread(scales.region),
      group: spread(scales.state),
      own: scales.own,
      noise: scales.noise,
    },
    trust: scales.trust,
    thinning: scales.thinning,
    freedom: scales.freedom,
    coupling: scales.coupling,
    slack: scales.slack,
    // All but the last: how an early count lies from the final one has nothing to do with how far a state swings.
    columns: width - 1,
    rounds: scales.rounds,
  };
}
