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
import { apply, sandwich, solve, squareOf } from './small-matrix.ts';

export type Rows = {
  readonly count: number;
  readonly width: number;
  /** count × width, row by row. */
  readonly design: Float64Array;
  readonly response: Float64Array;
  readonly group: Int32Array;
  /** Variance of a row's own error and of its noise, as multiples of the two scales that are learnt. */
  readonly own: Float64Array;
  readonly noise: Float64Array;
  /** 1 where the row is an observation. */
  readonly seen: Uint8Array;
};

export type Scales = {
  /** Prior spread of each common coefficient, of clusters around it, of groups around their cluster. */
  readonly common: Float64Array;
  readonly cluster: Float64Array;
  readonly group: Float64Array;
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
  readonly rounds: number;
};

/** Normal posterior of one node's coefficients given its parent's c: offset + slope·c, with covariance `own`. */
export type Node = {
  readonly mean: Float64Array;
  readonly slope: Float64Array;
  readonly own: Float64Array;
  /** Whole covariance, the parent's uncertainty included. */
  readonly covariance: Float64Array;
};

export type PooledFit = {
  readonly common: { readonly mean: Float64Array; readonly covariance: Float64Array };
  readonly clusters: readonly Node[];
  readonly groups: readonly Node[];
  readonly scales: Scales;
  /** Weight of each row, 1 for an ordinary one, falling towards 0 for an outlier. */
  readonly weight: Float64Array;
  /** What each group's rows say of its cluster: kept so that one changed group costs little. */
  readonly lifted: readonly Information[];
};

type Information = { readonly precision: Float64Array; readonly pull: Float64Array };

/** Fits the rows. Deterministic: the same rows in the same order give the same bits. */
export function fitPooled(rows: Rows, pooling: Pooling): PooledFit {
  let scales = pooling.start;
  const weight = new Float64Array(rows.count).fill(1);
  let posterior = posteriorOf(sumsByGroup(rows, scales, weight, pooling), scales, pooling);
  for (let round = 0; round < pooling.rounds; round++) {
    const errors = learnRows(rows, posterior, scales, weight, pooling);
    scales = { ...scales, ...errors };
    const sums = sumsByGroup(rows, scales, weight, pooling);
    scales = { ...scales, ...learnLevels(sums, posterior, scales, pooling) };
    posterior = posteriorOf(sums, scales, pooling);
  }
  return { ...posterior, scales, weight };
}

/**
 * The fit after rows of one group have changed, with scales and other rows' weights as they were: exact given these,
 * for the cost of one group. `changed` is the row whose weight is taken anew.
 */
export function refitGroup(rows: Rows, pooling: Pooling, fit: PooledFit, changed: number): PooledFit {
  const { scales } = fit;
  const group = rows.group[changed]!;
  const weight = Float64Array.from(fit.weight);
  weight[changed] = 1;
  if (rows.seen[changed] === 1)
    weight[changed] =
      (pooling.freedom + 1) /
      (pooling.freedom + squareAt(rows, fit.groups[group]!, changed) / varianceOf(rows, scales, changed));
  const lifted = fit.lifted.with(group, lift(sumOfGroup(rows, scales, weight, pooling, group), scales.group));
  return { ...assembled(lifted, scales, pooling), scales, weight };
}

function sumsByGroup(rows: Rows, scales: Scales, weight: Float64Array, pooling: Pooling): Information[] {
  const sums = Array.from(pooling.clusters, () => emptyInformation(rows.width));
  for (let row = 0; row < rows.count; row++)
    if (rows.seen[row] === 1) addRow(sums[rows.group[row]!]!, rows, scales, weight, pooling, row);
  for (const { precision } of sums) mirror(precision, rows.width);
  return sums;
}

function sumOfGroup(
  rows: Rows,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
  group: number,
): Information {
  const sum = emptyInformation(rows.width);
  for (let row = 0; row < rows.count; row++)
    if (rows.group[row] === group && rows.seen[row] === 1) addRow(sum, rows, scales, weight, pooling, row);
  mirror(sum.precision, rows.width);
  return sum;
}

/** Adds a row to the lower half of the precision, and to the pull. */
function addRow(
  { precision, pull }: Information,
  rows: Rows,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
  row: number,
): void {
  const { width, design, response } = rows;
  const at = row * width;
  const w = (pooling.thinning * weight[row]!) / varianceOf(rows, scales, row);
  const value = response[row]!;
  for (let i = 0; i < width; i++) {
    const wx = w * design[at + i]!;
    if (wx === 0) continue;
    pull[i]! += wx * value;
    for (let j = 0; j <= i; j++) precision[i * width + j]! += wx * design[at + j]!;
  }
}

function mirror(matrix: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) matrix[j * width + i] = matrix[i * width + j]!;
}

function varianceOf({ own, noise }: Rows, scales: Scales, row: number): number {
  return scales.own ** 2 * own[row]! + scales.noise ** 2 * noise[row]!;
}

/** What a child's data say of its parent, the child's own deviation integrated out: (I + P·D)⁻¹ applied to both. */
function lift({ precision, pull }: Information, spread: Float64Array): Information {
  const width = pull.length;
  // Without rows there is nothing to say: every row has a level, so that its entry tells.
  if (precision[0] === 0) return emptyInformation(width);
  const system = new Float64Array(width * width);
  const right = new Float64Array(width * (width + 1));
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      system[i * width + j] = precision[i * width + j]! * spread[j]! ** 2 + (i === j ? 1 : 0);
      right[i * (width + 1) + j] = precision[i * width + j]!;
    }
    right[i * (width + 1) + width] = pull[i]!;
  }
  const solved = solve(system, right, width, width + 1);
  const lifted = { precision: new Float64Array(width * width), pull: new Float64Array(width) };
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++)
      lifted.precision[i * width + j] = (solved[i * (width + 1) + j]! + solved[j * (width + 1) + i]!) / 2;
    lifted.pull[i] = solved[i * (width + 1) + width]!;
  }
  return lifted;
}

type Posterior = Pick<PooledFit, 'common' | 'clusters' | 'groups' | 'lifted'>;

function posteriorOf(sums: readonly Information[], scales: Scales, pooling: Pooling): Posterior {
  return assembled(
    sums.map((sum) => lift(sum, scales.group)),
    scales,
    pooling,
  );
}

/** From what the groups say up to the country, and down again. */
function assembled(lifted: readonly Information[], scales: Scales, pooling: Pooling): Posterior {
  const width = scales.common.length;
  const clusterSums = Array.from({ length: pooling.clusterCount }, () => emptyInformation(width));
  lifted.forEach((information, group) => {
    addTo(clusterSums[pooling.clusters[group]!]!, information);
  });
  const ofClusters = clusterSums.map((sum) => lift(sum, scales.cluster));
  const total = emptyInformation(width);
  for (const information of ofClusters) addTo(total, information);
  const top = lift(total, scales.common);
  const covariance = below(top.precision, scales.common);
  const common = { mean: top.pull.map((pull, i) => scales.common[i]! ** 2 * pull), covariance };
  const clusters = ofClusters.map((information) => descend(information, scales.cluster, common));
  const groups = lifted.map((information, group) =>
    descend(information, scales.group, clusters[pooling.clusters[group]!]!),
  );
  return { common, clusters, groups, lifted };
}

function emptyInformation(width: number): Information {
  return { precision: new Float64Array(width * width), pull: new Float64Array(width) };
}

function addTo(sum: Information, more: Information): void {
  for (let i = 0; i < sum.precision.length; i++) sum.precision[i]! += more.precision[i]!;
  for (let i = 0; i < sum.pull.length; i++) sum.pull[i]! += more.pull[i]!;
}

/** Covariance of a deviation with prior D after data that told P' of its parent: D − D·P'·D. */
function below(lifted: Float64Array, spread: Float64Array): Float64Array {
  const width = spread.length;
  const covariance = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++)
      covariance[i * width + j] =
        (i === j ? spread[i]! ** 2 : 0) - spread[i]! ** 2 * lifted[i * width + j]! * spread[j]! ** 2;
  return covariance;
}

function descend({ precision, pull }: Information, spread: Float64Array, parent: Parent): Node {
  const width = spread.length;
  const slope = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const variance = spread[i]! ** 2;
    for (let j = 0; j < width; j++) slope[i * width + j] = -variance * precision[i * width + j]!;
    slope[i * width + i]! += 1;
  }
  const own = below(precision, spread);
  const mean = apply(slope, parent.mean);
  for (let i = 0; i < width; i++) mean[i]! += spread[i]! ** 2 * pull[i]!;
  // Without rows the slope is one, and the parent's covariance comes through as it is.
  const covariance =
    precision[0] === 0 ? Float64Array.from(parent.covariance) : sandwich(slope, parent.covariance, width);
  for (let i = 0; i < covariance.length; i++) covariance[i]! += own[i]!;
  return { mean, slope, own, covariance };
}

/** One step for the rows: weights of outliers, and the scales of own error and noise. Changes `weight` in place. */
function learnRows(
  rows: Rows,
  { groups }: Pick<PooledFit, 'groups'>,
  scales: Scales,
  weight: Float64Array,
  pooling: Pooling,
): Pick<Scales, 'own' | 'noise'> {
  const { trust, freedom } = pooling;
  const sum = { own: 0, owns: 0, noise: 0, noises: 0 };
  for (let row = 0; row < rows.count; row++) {
    if (rows.seen[row] === 0) continue;
    const square = squareAt(rows, groups[rows.group[row]!]!, row);
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

/** Expected square of a row's error, given the coefficients' posterior. */
function squareAt({ width, design, response }: Rows, { mean, covariance }: Node, row: number): number {
  const at = row * width;
  let residual = response[row]!;
  for (let i = 0; i < width; i++) residual -= design[at + i]! * mean[i]!;
  return residual ** 2 + squareOf(covariance, design, width, at);
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

/** One step for the levels, from groups and clusters that have data: how far they lie from their parents. */
function learnLevels(
  sums: readonly Information[],
  { common, clusters, groups }: Pick<PooledFit, 'common' | 'clusters' | 'groups'>,
  scales: Scales,
  { clusters: clusterOf, start, trust }: Pooling,
): Pick<Scales, 'group' | 'cluster'> {
  const seenGroups = groups.flatMap((node, group) =>
    sums[group]!.precision[0]! > 0 ? [{ node, parent: clusters[clusterOf[group]!]! }] : [],
  );
  const seenClusters = new Set(Array.from(clusterOf).filter((_, group) => sums[group]!.precision[0]! > 0));
  const clusterPairs = [...seenClusters].map((cluster) => ({ node: clusters[cluster]!, parent: common }));
  return {
    group: learntSpread(seenGroups, scales.group, start.group, trust.group),
    cluster: learntSpread(clusterPairs, scales.cluster, start.cluster, trust.cluster),
  };
}

type Parent = { readonly mean: Float64Array; readonly covariance: Float64Array };

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
