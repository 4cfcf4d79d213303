/**
 * Coefficients that are drawn on two levels: what groups say goes up to their clusters and to what is common to all,
 * and the normal posterior comes down the same way. Exact given the spreads of the levels (Gelman & Hill, Data Analysis
 * Using Regression and Multilevel/Hierarchical Models, 2007).
 *
 * Arrays are made once and written over: a fit passes here many times, and small arrays are dear to make.
 */
import { sandwich } from './small-matrix.ts';

/** A normal likelihood of coefficients: precision, and precision times estimate. */
export type Information = { readonly precision: Float64Array; readonly pull: Float64Array };

/** Normal posterior of one node's coefficients given its parent's c: offset + slope·c, with covariance `own`. */
export type Node = {
  readonly mean: Float64Array;
  readonly slope: Float64Array;
  readonly own: Float64Array;
};

/** A node that others hang on, with its whole covariance. */
export type Parent = { readonly mean: Float64Array; readonly covariance: Float64Array };

export type Levels = {
  readonly common: Parent;
  readonly clusters: readonly (Node & Parent)[];
  readonly groups: readonly Node[];
  /** What each group's rows say of its cluster. */
  readonly lifted: readonly Information[];
};

/** Prior spread of each common coefficient, of clusters around it, of groups around their cluster. */
export type Spreads = {
  readonly common: Float64Array;
  readonly cluster: Float64Array;
  readonly group: Float64Array;
};

/** Room for the posterior of groups in clusters; `lifted` may come from elsewhere. */
export function emptyLevels(
  groups: number,
  clusters: number,
  width: number,
  lifted: readonly Information[] = Array.from({ length: groups }, () => emptyInformation(width)),
): Levels {
  const square = () => new Float64Array(width * width);
  const node = (): Node => ({ mean: new Float64Array(width), slope: square(), own: square() });
  return {
    common: { mean: new Float64Array(width), covariance: square() },
    clusters: Array.from({ length: clusters }, () => ({ ...node(), covariance: square() })),
    groups: Array.from({ length: groups }, node),
    lifted,
  };
}

export function emptyInformation(width: number): Information {
  return { precision: new Float64Array(width * width), pull: new Float64Array(width) };
}

/** From what the groups say (`lifted`) up to what is common, and down again: writes all but `lifted`. */
export function assemble(levels: Levels, clusterOf: Int32Array, spreads: Spreads): void {
  const { common, clusters, groups, lifted } = levels;
  const width = spreads.common.length;
  const ofClusters = clusters.map(() => emptyInformation(width));
  lifted.forEach((information, group) => {
    addTo(ofClusters[clusterOf[group]!]!, information);
  });
  const top = emptyInformation(width);
  for (const information of ofClusters) {
    lift(information, spreads.cluster);
    addTo(top, information);
  }
  lift(top, spreads.common);
  const origin = { mean: new Float64Array(width), covariance: new Float64Array(width * width) };
  const slope = new Float64Array(width * width);
  descend(top, spreads.common, origin, { mean: common.mean, slope, own: common.covariance });
  clusters.forEach((node, cluster) => {
    descend(ofClusters[cluster]!, spreads.cluster, common, node);
    wholeCovariance(node, common, node.covariance);
  });
  groups.forEach((node, group) => {
    descend(lifted[group]!, spreads.group, clusters[clusterOf[group]!]!, node);
  });
}

/**
 * What a child's data say of its parent, the child's own deviation integrated out, in place: (I + P·D)⁻¹ applied to
 * both. D is diagonal, so that one coefficient's deviation after the other is taken out by a change of rank one
 * (Sherman & Morrison, Annals of Mathematical Statistics 21, 1950).
 */
export function lift({ precision, pull }: Information, spread: Float64Array): void {
  const width = pull.length;
  // Without rows there is nothing to say: every row has a level, so that its entry tells.
  if (precision[0] === 0) return;
  const column = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    // Only the lower half is kept up to date on the way.
    for (let i = 0; i < width; i++) column[i] = i < k ? precision[k * width + i]! : precision[i * width + k]!;
    const variance = spread[k]! ** 2;
    if (variance === 0) continue;
    const kept = 1 / (1 + variance * column[k]!);
    const factor = variance * kept;
    const pulled = kept * pull[k]!;
    for (let i = 0, start = 0; i < width; i++, start += width) {
      pull[i]! -= column[i]! * variance * pulled;
      const moved = factor * column[i]!;
      for (let j = 0; j <= i; j++) precision[start + j]! -= moved * column[j]!;
    }
    // Its own row as a product: the difference would lose its digits to a wide spread.
    for (let i = 0; i < k; i++) precision[k * width + i] = kept * column[i]!;
    for (let i = k; i < width; i++) precision[i * width + k] = kept * column[i]!;
    pull[k] = pulled;
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j < i; j++) precision[j * width + i] = precision[i * width + j]!;
}

function addTo(sum: Information, more: Information): void {
  for (let i = 0; i < sum.precision.length; i++) sum.precision[i]! += more.precision[i]!;
  for (let i = 0; i < sum.pull.length; i++) sum.pull[i]! += more.pull[i]!;
}

/** From what a node's data say of its parent to what they say of itself: slope I − D·P', own covariance (I − D·P')·D. */
function descend({ precision, pull }: Information, spread: Float64Array, parent: Parent, into: Node): void {
  const { mean, slope, own } = into;
  const width = spread.length;
  for (let i = 0, at = 0; i < width; i++) {
    const variance = spread[i]! ** 2;
    let sum = variance * pull[i]!;
    for (let j = 0; j < width; j++, at++) {
      const by = (i === j ? 1 : 0) - variance * precision[at]!;
      slope[at] = by;
      own[at] = by * spread[j]! ** 2;
      sum += by * parent.mean[j]!;
    }
    mean[i] = sum;
  }
}

/** Covariance of a group's coefficients, the uncertainty of all above it included. */
export function covarianceOf(
  { groups, clusters }: Pick<Levels, 'groups' | 'clusters'>,
  clusterOf: Int32Array,
  group: number,
  into: Float64Array = new Float64Array(groups[group]!.own.length),
): Float64Array {
  wholeCovariance(groups[group]!, clusters[clusterOf[group]!]!, into);
  return into;
}

function wholeCovariance({ slope, own, mean }: Node, { covariance }: Parent, into: Float64Array): void {
  sandwich(slope, covariance, mean.length, into);
  for (let i = 0; i < into.length; i++) into[i]! += own[i]!;
}
