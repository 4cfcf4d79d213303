/**
 * A linear regression whose coefficients are partially pooled on two levels: each group has its own, drawn around its
 * cluster's, drawn around the common ones. The posterior is exact and closed-form, and the scales of all levels are
 * learnt from the rows by expectation–maximisation with an inverse-chi-square prior as their floor (Gelman & Hill,
 * Data Analysis Using Regression and Multilevel/Hierarchical Models, 2007; Dempster, Laird & Rubin, JRSS B 39, 1977).
 *
 * Rows enter as sums by group, so that a fit costs one pass over the rows and small matrices by group. Outlying rows
 * are reweighted as by Student's t (Lange, Little & Taylor, JASA 84, 1989). Breaks where rows of a group share an
 * error that no column describes.
 */
import {
  assemble,
  covarianceOf,
  emptyInformation,
  emptyLevels,
  type Information,
  type Levels,
  lift,
  type Node,
  type Parent,
  type Spreads,
} from './pooled-levels.ts';
import { squareOf } from './small-matrix.ts';

export type Rows = {
  readonly count: number;
  readonly width: number;
  /** count × width, row by row. */
  readonly design: Float64Array;
  /** Products of each row's columns (`setProducts`), in the order of the lower half of a matrix. */
  readonly products: Float64Array;
  readonly response: Float64Array;
  readonly group: Int32Array;
  /** Variance of a row's own error and of its noise, as multiples of the two scales that are learnt. */
  readonly own: Float64Array;
  readonly noise: Float64Array;
  /** 1 where the row is an observation. */
  readonly seen: Uint8Array;
};

export type Scales = Spreads & {
  /** Spread of a row's own error and of its noise where the multiple is 1. */
  readonly own: number;
  readonly noise: number;
};

export type Pooling = {
  /** Cluster of each group. */
  readonly clusters: Int32Array;
  readonly clusterCount: number;
  readonly start: Scales;
  /** How many groups (or rows, for own and noise) the starting scales count for; Infinity keeps them. */
  readonly trust: {
    readonly group: number;
    readonly cluster: number;
    readonly own: number;
    readonly noise: number;
  };
  /** What a row counts for beside independent ones, 0–1: rows of a group have neighbours. */
  readonly thinning: number;
  /** Degrees of freedom of the rows' t errors. */
  readonly freedom: number;
  /**
   * Where rows stray, levels do: the starting spreads of the first `columns` coefficients are multiplied by the scale
   * of the rows' own error over the one they were found with, to this power.
   */
  readonly coupling: number;
  /** In the end the spreads of groups in these columns are taken for so many times what was learnt, 1 or more. */
  readonly slack: number;
  readonly columns: number;
  readonly rounds: number;
};

export type PooledFit = Levels & {
  readonly scales: Scales;
  /** Weight of each row, 1 for an ordinary one, falling towards 0 for an outlier. */
  readonly weight: Float64Array;
};

/** Fits the rows. Deterministic: the same rows in the same order give the same bits. */
export function fitPooled(rows: Rows, pooling: Pooling): PooledFit {
  let scales = pooling.start;
  const weight = new Float64Array(rows.count).fill(1);
  const levels = emptyLevels(pooling.clusters.length, pooling.clusterCount, rows.width);
  const sums = Array.from(pooling.clusters, () => emptySums(rows.width));
  sumUp(sums, rows, scales, weight, pooling);
  settle(levels, sums, scales, pooling);
  for (let round = 0; round < pooling.rounds; round++) {
    scales = { ...scales, ...learnRows(rows, levels, scales, weight, pooling) };
    sumUp(sums, rows, scales, weight, pooling);
    const start = coupled(pooling, scales.own);
    scales = { ...scales, common: start.common, ...learnLevels(sums, levels, scales, start, pooling) };
    if (round === pooling.rounds - 1)
      scales = { ...scales, group: widened(scales.group, pooling.slack, pooling) };
    settle(levels, sums, scales, pooling);
  }
  return { ...levels, scales, weight };
}

/** The posterior of all levels after the sums. */
function settle(levels: Levels, sums: readonly Sums[], scales: Scales, { clusters }: Pooling): void {
  levels.lifted.forEach((information, group) => {
    writeInFull(sums[group]!, information);
    lift(information, scales.group);
  });
  assemble(levels, clusters, scales);
}

/**
 * The fit after rows of one group have changed, with scales and other rows' weights as they were: exact given these,
 * for the cost of one group. `changed` is the row whose weight is taken anew.
 */
export function refitGroup(rows: Rows, pooling: Pooling, fit: PooledFit, changed: number): PooledFit {
  const { scales } = fit;
  const { width } = rows;
  const group = rows.group[changed]!;
  const weight = fit.weight.slice();
  weight[changed] = 1;
  if (rows.seen[changed] === 1) {
    const square = asSquare(
      covarianceOf(fit, pooling.clusters, group),
      0,
      new Float64Array(productCount(width)),
    );
    const error = squareAt(rows, fit.groups[group]!.mean, square, 0, changed);
    weight[changed] = (pooling.freedom + 1) / (pooling.freedom + error / varianceOf(rows, scales, changed));
  }
  const sum = emptySums(width);
  for (let row = 0; row < rows.count; row++)
    if (rows.group[row] === group && rows.seen[row] === 1) addRow(sum, rows, scales, weight, pooling, row);
  const information = emptyInformation(width);
  writeInFull(sum, information);
  lift(information, scales.group);
  const lifted = fit.lifted.with(group, information);
  const levels = emptyLevels(fit.groups.length, pooling.clusterCount, width, lifted);
  assemble(levels, pooling.clusters, scales);
  return { ...levels, scales, weight };
}

/** How many products of columns a row has. */
export function productCount(width: number): number {
  return (width * (width + 1)) / 2;
}

/** Writes the products of the columns of one row: sums over rows and squares of errors are linear in them. */
export function setProducts(
  { width, design, products }: Pick<Rows, 'width' | 'design' | 'products'>,
  row: number,
): void {
  const at = row * width;
  let to = row * productCount(width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) products[to++] = design[at + i]! * design[at + j]!;
}

/** Sums over rows: of their weighted products, and of columns times response. */
type Sums = { readonly products: Float64Array; readonly pull: Float64Array };

function emptySums(width: number): Sums {
  return { products: new Float64Array(productCount(width)), pull: new Float64Array(width) };
}

/** Sums by group, over what stood there. */
function sumUp(
  sums: readonly Sums[],
  rows: Rows,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
): void {
  for (const { products, pull } of sums) {
    products.fill(0);
    pull.fill(0);
  }
  for (let row = 0; row < rows.count; row++)
    if (rows.seen[row] === 1) addRow(sums[rows.group[row]!]!, rows, scales, weight, pooling, row);
}

function writeInFull({ products, pull }: Sums, into: Information): void {
  const width = pull.length;
  for (let i = 0, at = 0; i < width; i++)
    for (let j = 0; j <= i; j++, at++) {
      into.precision[i * width + j] = products[at]!;
      into.precision[j * width + i] = products[at]!;
    }
  into.pull.set(pull);
}

function addRow(
  sum: Sums,
  rows: Rows,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
  row: number,
): void {
  const w = (pooling.thinning * weight[row]!) / varianceOf(rows, scales, row);
  const { products, pull } = sum;
  const count = products.length;
  for (let i = 0, from = row * count; i < count; i++, from++) products[i]! += w * rows.products[from]!;
  const wy = w * rows.response[row]!;
  for (let i = 0, from = row * rows.width; i < pull.length; i++, from++) pull[i]! += wy * rows.design[from]!;
}

function varianceOf({ own, noise }: Rows, scales: Scales, row: number): number {
  return scales.own ** 2 * own[row]! + scales.noise ** 2 * noise[row]!;
}

/** One step for the rows: weights of outliers, and the scales of own error and noise. Changes `weight` in place. */
function learnRows(
  rows: Rows,
  levels: Levels,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
): Pick<Scales, 'own' | 'noise'> {
  const { trust, freedom } = pooling;
  const sum = { own: 0, owns: 0, noise: 0, noises: 0 };
  const squares = squaresOf(rows, levels, pooling);
  const size = productCount(rows.width);
  for (let row = 0; row < rows.count; row++) {
    if (rows.seen[row] === 0) continue;
    const group = rows.group[row]!;
    const square = squareAt(rows, levels.groups[group]!.mean, squares, group * size, row);
    const variance = varianceOf(rows, scales, row);
    const k = (freedom + 1) / (freedom + square / variance);
    weight[row] = k;
    const ownShare = (scales.own ** 2 * rows.own[row]!) / variance;
    const rest = 1 - ownShare;
    // The expected squares of both parts given their sum, over their multiples.
    sum.own += scales.own ** 2 * ((k * square * ownShare) / variance + rest);
    sum.owns += 1;
    if (rows.noise[row]! > 0) {
      sum.noise += scales.noise ** 2 * ((k * square * rest) / variance + ownShare);
      sum.noises += 1;
    }
  }
  return {
    own: learnt(scales.own, pooling.start.own, trust.own, sum.own, sum.owns),
    noise: learnt(scales.noise, pooling.start.noise, trust.noise, sum.noise, sum.noises, NOISE_STRIDE),
  };
}

/** Expected square of a row's error, given the coefficients' posterior; their square begins at `from`. */
function squareAt(rows: Rows, mean: Float64Array, squares: Float64Array, from: number, row: number): number {
  let residual = rows.response[row]!;
  for (let i = 0, at = row * rows.width; i < mean.length; i++, at++) residual -= rows.design[at]! * mean[i]!;
  let sum = residual * residual;
  const count = productCount(mean.length);
  for (let i = 0, at = row * count; i < count; i++, at++) sum += squares[from + i]! * rows.products[at]!;
  return sum;
}

/** Each group's covariance as factors of the products of columns, one after another. */
function squaresOf({ width }: Rows, levels: Levels, { clusters }: Pooling): Float64Array {
  const size = productCount(width);
  const squares = new Float64Array(size * levels.groups.length);
  const covariance = new Float64Array(width * width);
  levels.groups.forEach((_, group) => {
    // Nobody asks for the square of a row that is not there.
    if (levels.lifted[group]!.precision[0] === 0) return;
    asSquare(covarianceOf(levels, clusters, group, covariance), group * size, squares);
  });
  return squares;
}

/** Those off the diagonal stand for two. */
function asSquare(covariance: Float64Array, at: number, into: Float64Array): Float64Array {
  const width = Math.sqrt(covariance.length);
  let to = at;
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) into[to++] = (i === j ? 1 : 2) * covariance[i * width + j]!;
  return into;
}

/** Steps are lengthened by this power: expectation–maximisation goes the right way, but slowly. */
const STRIDE = 1.7;

/** The noise of a few rows among many moves slowest. */
const NOISE_STRIDE = 3;

/** From the scale now, a step towards the one between that assumed, which counts for `trust` values, and the values. */
function learnt(
  now: number,
  assumed: number,
  trust: number,
  squares: number,
  count: number,
  stride = STRIDE,
): number {
  if (trust === Number.POSITIVE_INFINITY) return assumed;
  const next = Math.sqrt((trust * assumed ** 2 + squares) / (trust + count));
  return now * (next / now) ** stride;
}

/** The starting spreads of the levels, as wide as rows stray. */
function coupled(pooling: Pooling, own: number): Spreads {
  const { start, coupling } = pooling;
  const by = (own / start.own) ** coupling;
  return {
    common: widened(start.common, by, pooling),
    cluster: widened(start.cluster, by, pooling),
    group: widened(start.group, by, pooling),
  };
}

function widened(spread: Float64Array, by: number, { columns }: Pooling): Float64Array {
  return spread.map((value, i) => (i < columns ? by * value : value));
}

/** One step for the levels, from groups and clusters that have data: how far they lie from their parents. */
function learnLevels(
  sums: readonly Sums[],
  { common, clusters, groups }: Levels,
  scales: Scales,
  start: Spreads,
  { clusters: clusterOf, trust }: Pooling,
): Pick<Scales, 'group' | 'cluster'> {
  const seenGroups = groups.flatMap((node, group) =>
    sums[group]!.products[0]! > 0 ? [{ node, parent: clusters[clusterOf[group]!]! }] : [],
  );
  const seenClusters = new Set(Array.from(clusterOf).filter((_, group) => sums[group]!.products[0]! > 0));
  const clusterPairs = [...seenClusters].map((cluster) => ({ node: clusters[cluster]!, parent: common }));
  return {
    group: learntSpread(seenGroups, scales.group, start.group, trust.group),
    cluster: learntSpread(clusterPairs, scales.cluster, start.cluster, trust.cluster),
  };
}

function learntSpread(
  pairs: readonly { readonly node: Node; readonly parent: Parent }[],
  now: Float64Array,
  assumed: Float64Array,
  trust: number,
): Float64Array {
  if (trust === Number.POSITIVE_INFINITY) return now;
  const width = now.length;
  const squares = new Float64Array(width);
  const away = new Float64Array(width);
  for (const { node, parent } of pairs) {
    for (let i = 0; i < width; i++) {
      const at = i * width;
      for (let j = 0; j < width; j++) away[j] = node.slope[at + j]! - (i === j ? 1 : 0);
      squares[i]! += (node.mean[i]! - parent.mean[i]!) ** 2;
      squares[i]! += node.own[at + i]! + squareOf(parent.covariance, away, width, 0);
    }
  }
  return squares.map((sum, i) =>
    assumed[i] === 0 ? 0 : learnt(now[i]!, assumed[i]!, trust, sum, pairs.length),
  );
}
