/**
 * From swing and turnout in units to final margins of contests: expected values, what they share, and what is their own.
 *
 * A margin is the mean of unit margins weighted by final votes; errors pass through by its derivatives (delta method).
 * What contests share is the uncertainty of the coefficients, exact given the scales.
 */
import type { Contest, Election } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import type { PooledFit, Rows } from '../numeric/pooled-regression.ts';
import { apply } from '../numeric/small-matrix.ts';
import { regionOf } from './regions.ts';
import type { ModelScales, ProjectionSettings } from './settings.ts';
import { type SwingFit, startingVotes } from './swing-fit.ts';
import type { UnitTable } from './unit-table.ts';

export type ContestMargins = {
  readonly margin: Float64Array;
  /** Covariance of the margins through swing and turnout that contests share, contests × contests. */
  readonly shared: Float64Array;
  /** Variance of each margin by errors of single units. */
  readonly own: Float64Array;
  /** Share of the expected vote counted, 0–1. */
  readonly counted: Float64Array;
  readonly open: Uint8Array;
};

/** A unit's final value given its own count and the coefficients: fixed + (design·kept − pulled·order) · coefficients. */
type UnitForecast = {
  readonly value: Float64Array;
  /** How much of the prediction is kept beside the unit's own count, 0–1. */
  readonly kept: Float64Array;
  readonly variance: Float64Array;
};

export function contestMargins(
  election: Election,
  table: UnitTable,
  fit: SwingFit,
  settings: ProjectionSettings,
): ContestMargins {
  const swing = forecast(table, fit.swing, fit.rows.swing, settings.swing, settings.blankSpread);
  const turnout = forecast(table, fit.turnout, fit.rows.turnout, settings.turnout, settings.blankTurnout);
  const final = finalUnits(table, swing, turnout);
  const size = election.contests.length;
  const votes = new Float64Array(size);
  const lead = new Float64Array(size);
  const counted = new Float64Array(size);
  const open = new Uint8Array(size);
  for (let i = 0; i < table.count; i++) {
    const contest = table.contest[i]!;
    votes[contest]! += final.votes[i]!;
    lead[contest]! += final.votes[i]! * final.margin[i]!;
    counted[contest]! += table.share[i]! * final.votes[i]!;
    if (table.share[i]! < 1) open[contest] = 1;
  }
  const margin = lead.map((sum, contest) =>
    votes[contest] === 0 ? 0 : finite(sum / votes[contest]!, `margin of ${election.contests[contest]!.id}`),
  );
  const width = fit.rows.swing.width;
  const gradients = { swing: blank(size, width), turnout: blank(size, width) };
  const own = new Float64Array(size).fill(settings.completeParts ** 2);
  for (let i = 0; i < table.count; i++)
    if (table.whole[i] === 1) own[table.contest[i]!] = settings.completeSpread ** 2;
  for (let i = 0; i < table.count; i++) {
    const contest = table.contest[i]!;
    if (table.share[i]! >= 1 || votes[contest] === 0) continue;
    const byMargin = final.votes[i]! / votes[contest]!;
    const byVotes = byMargin * (final.margin[i]! - margin[contest]!);
    addGradient(gradients.swing[contest]!, fit.rows.swing, i, swing.kept[i]!, byMargin);
    addGradient(gradients.turnout[contest]!, fit.rows.turnout, i, turnout.kept[i]!, byVotes);
    own[contest]! += byMargin ** 2 * swing.variance[i]! + byVotes ** 2 * turnout.variance[i]!;
  }
  const shared = sharedCovariance(election.contests, fit.groupOf, fit.swing, gradients.swing);
  const byTurnout = sharedCovariance(election.contests, fit.groupOf, fit.turnout, gradients.turnout);
  const share = counted.map((sum, contest) => (votes[contest] === 0 ? 0 : sum / votes[contest]!));
  const out = share.map((part, contest) => (open[contest] === 1 ? 1 - part : 0));
  return {
    margin,
    shared: shared.map(
      (value, i) =>
        value + byTurnout[i]! + settings.commonMisfit ** 2 * out[Math.floor(i / size)]! * out[i % size]!,
    ),
    own,
    counted: share,
    open,
  };
}

function blank(size: number, width: number): Float64Array[] {
  return Array.from({ length: size }, () => new Float64Array(width));
}

/** Combines each unit's prediction with its own count by precision. Values are swings, or logarithms of turnout. */
function forecast(
  table: UnitTable,
  fit: PooledFit,
  rows: Rows,
  scales: ModelScales,
  blankSpread: number,
): UnitForecast {
  const { count, width, design } = rows;
  const value = new Float64Array(count);
  const kept = new Float64Array(count);
  const variance = new Float64Array(count);
  // The t errors of single units, seen from outside, are wider than their scale.
  const tails = scales.freedom / (scales.freedom - 2);
  for (let i = 0; i < count; i++) {
    const { mean } = fit.groups[rows.group[i]!]!;
    const at = i * width;
    let predicted = 0;
    for (let j = 0; j < width - 1; j++) predicted += design[at + j]! * mean[j]!;
    const order = design[at + width - 1]! * mean[width - 1]!;
    const ordinary = fit.scales.own ** 2 * rows.own[i]! * tails;
    const spread = table.earlier[i] === 0 ? blankSpread ** 2 : ordinary / Math.min(1, fit.weight[i]!);
    const isCounted = table.share[i]! > 0 && table.votes[i]! > 0;
    const noise = fit.scales.noise ** 2 * rows.noise[i]!;
    kept[i] = isCounted ? noise / (spread + noise) : 1;
    value[i] = isCounted ? predicted + (1 - kept[i]!) * (rows.response[i]! - predicted - order) : predicted;
    variance[i] = kept[i]! * spread;
  }
  return { value, kept, variance };
}

/** Final margin and votes of each unit; never fewer votes than are counted. */
function finalUnits(
  table: UnitTable,
  swing: UnitForecast,
  turnout: UnitForecast,
): { readonly margin: Float64Array; readonly votes: Float64Array } {
  const margin = new Float64Array(table.count);
  const votes = new Float64Array(table.count);
  for (let i = 0; i < table.count; i++) {
    const isComplete = table.share[i]! >= 1;
    const projected = startingVotes(table, i) * Math.exp(turnout.value[i]!);
    margin[i] = isComplete ? table.margin[i]! : inRange(table.before[i]! + swing.value[i]!);
    votes[i] = isComplete ? table.votes[i]! : Math.max(projected, table.votes[i]!);
  }
  return { margin, votes };
}

function inRange(margin: number): number {
  return Math.min(0.99, Math.max(-0.99, margin));
}

function addGradient(
  gradient: Float64Array,
  { design, width }: Rows,
  row: number,
  kept: number,
  by: number,
): void {
  const at = row * width;
  const last = width - 1;
  for (let j = 0; j < last; j++) gradient[j]! += by * kept * design[at + j]!;
  gradient[last]! -= by * (1 - kept) * design[at + last]!;
}

/** Covariance between contests through the coefficients of their state, region and country. */
function sharedCovariance(
  contests: readonly Contest[],
  groupOf: Int32Array,
  fit: PooledFit,
  gradients: readonly Float64Array[],
): Float64Array {
  const size = contests.length;
  const regions = contests.map(regionOf);
  const ofRegion = gradients.map((gradient, c) => apply(fit.groups[groupOf[c]!]!.slope, gradient, true));
  const ofCountry = ofRegion.map((gradient, c) => apply(fit.clusters[regions[c]!]!.slope, gradient, true));
  const times = (matrix: (c: number) => Float64Array, vectors: readonly Float64Array[]) =>
    vectors.map((vector, c) => apply(matrix(c), vector));
  const common = times(() => fit.common.covariance, ofCountry);
  const cluster = times((c) => fit.clusters[regions[c]!]!.own, ofRegion);
  const group = times((c) => fit.groups[groupOf[c]!]!.own, gradients);
  const shared = new Float64Array(size * size);
  for (let one = 0; one < size; one++)
    for (let other = 0; other <= one; other++) {
      let sum = dot(common[one]!, ofCountry[other]!);
      if (regions[one] === regions[other]) sum += dot(cluster[one]!, ofRegion[other]!);
      if (groupOf[one] === groupOf[other]) sum += dot(group[one]!, gradients[other]!);
      shared[one * size + other] = sum;
      shared[other * size + one] = sum;
    }
  return shared;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
