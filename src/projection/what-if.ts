/**
 * What follows if contests go one way, or end within a range of margins.
 *
 * The joint errors of all contests and the conditions in; every contest and the electors given these conditions out.
 * By Bayes: given the shared errors the conditions have closed-form probabilities, which reweigh the points of the
 * net; nothing is drawn. Pure and quick: it runs in a browser as it does here.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import { studentT4Cdf, studentT4Density, studentT4Quantile } from '../numeric/student-t4.ts';
import { type Bounds, chancesAt, chancesAtPair, doubtOf } from './doubt.ts';
import { electorDistribution, type Precision } from './elector-distribution.ts';
import { summariseElectors } from './electors.ts';
import { inRange } from './interval.ts';
import type { Joint } from './joint.ts';
import type { ElectorProjection } from './projection.ts';
import { FACTORS, sharedErrors, TAIL_SCALE } from './shared-errors.ts';

/** A contest goes to a ticket, or its margin (first minus second, −1 to 1) ends in a range. */
export type Condition =
  | { readonly contest: ContestId; readonly ticket: TicketId }
  | { readonly contest: ContestId; readonly low: number; readonly high: number };

export type WhatIfContest = {
  readonly contest: ContestId;
  readonly margin: number;
  readonly low90: number;
  readonly high90: number;
  readonly winProbability: Readonly<Record<TicketId, number>>;
};

export type WhatIf = {
  /** How likely all conditions together are, as far as the model knows. */
  readonly probability: number;
  /** Whether the conditions are so unlikely that few points are left to answer from: the figures are rough then. */
  readonly rough: boolean;
  readonly contests: readonly WhatIfContest[];
  readonly electors: ElectorProjection;
};

/** Points whose weights are looked at, and those that are kept to answer from. */
const LOOKED_AT = 4096;
const KEPT = 2048;

/** Points for one contest's interval, and for the chance of one that was all but certain. */
const FOR_INTERVALS = 64;
const FOR_CERTAIN = 512;

/** With fewer points' worth of weight left the answer is rough: its probabilities are good to a few hundredths. */
const FEW = 200;

const PRECISION: Precision = { points: KEPT, tolerance: 1e-3, settled: 1e-3, work: 5e5 };

/**
 * Answers a what-if. Throws where a condition names an unknown contest or ticket, a range is empty, or the conditions
 * cannot be met together.
 */
export function whatIf(joint: Joint, conditions: readonly Condition[]): WhatIf {
  const bounds = boundsOf(joint, conditions);
  const weights = weightsOf(joint, bounds);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const square = weights.reduce((sum, weight) => sum + weight * weight, 0);
  if (!(total > 0)) throw new Error('invalid conditions: together they have no probability at all');
  const errors = conditions.length === 0 ? sharedErrors(KEPT) : resampled(joint, weights, total);
  const contests = contestsGiven(joint, bounds, weights, errors);
  const chance = contests.map((one) => one.chance);
  // Whoever asks what if a contest is won there means that it is.
  const off = joint.off?.filter((i) => bounds.low[i]! < 0 && bounds.high[i]! > 0);
  const distribution = electorDistribution(
    { ...joint, chance, bounds, off },
    joint.majority,
    PRECISION,
    errors,
  );
  return {
    probability: finite(total / LOOKED_AT, 'probability of the conditions'),
    rough: total ** 2 / square < FEW,
    contests: contests.map(({ chance, ...interval }, i) => ({
      contest: joint.contests[i]!,
      ...interval,
      winProbability: Object.fromEntries(
        joint.tickets.map((id, ticket) => [id, ticket === 0 ? chance : ticket === 1 ? 1 - chance : 0]),
      ),
    })),
    electors: summariseElectors(distribution, joint.majority, joint.tickets),
  };
}

/** How likely all conditions together are: what a what-if says of them, without the rest. Throws as `whatIf` does. */
export function probabilityOf(joint: Joint, conditions: readonly Condition[]): number {
  const weights = weightsOf(joint, boundsOf(joint, conditions));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return finite(total / LOOKED_AT, 'probability of the conditions');
}

/** Conditions as ranges of margins; several on one contest must all hold. */
function boundsOf(joint: Joint, conditions: readonly Condition[]): Bounds {
  const size = joint.contests.length;
  const low = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  for (const condition of conditions) {
    const { contest } = condition;
    const i = joint.contests.indexOf(contest);
    if (i < 0) throw new Error(`invalid condition on "${contest}": no such contest`);
    const range = 'ticket' in condition ? rangeFor(joint, condition.ticket, contest) : condition;
    low[i] = Math.max(low[i]!, orInfinite(range.low, `lowest margin of ${contest}`));
    high[i] = Math.min(high[i]!, orInfinite(range.high, `highest margin of ${contest}`));
    if (!(low[i]! < high[i]!))
      throw new Error(`invalid conditions on ${contest}: no margin is above ${low[i]} and below ${high[i]}`);
  }
  return { low, high };
}

function rangeFor({ tickets }: Joint, ticket: TicketId, contest: ContestId) {
  if (ticket === tickets[0]) return { low: 0, high: Number.POSITIVE_INFINITY };
  if (ticket === tickets[1]) return { low: Number.NEGATIVE_INFINITY, high: 0 };
  throw new Error(`invalid condition on ${contest}: "${ticket}" is neither ${tickets[0]} nor ${tickets[1]}`);
}

function orInfinite(margin: number, quantity: string): number {
  return Math.abs(margin) === Number.POSITIVE_INFINITY ? margin : finite(margin, quantity);
}

/** Probability of all conditions at each point of the shared errors. */
function weightsOf(joint: Joint, { low, high }: Bounds): Float64Array {
  const errors = sharedErrors(LOOKED_AT);
  const weights = new Float64Array(LOOKED_AT).fill(1);
  joint.contests.forEach((_, i) => {
    if (low[i] === Number.NEGATIVE_INFINITY && high[i] === Number.POSITIVE_INFINITY) return;
    const scale = TAIL_SCALE * joint.own[i]!;
    for (let point = 0; point < LOOKED_AT; point++) {
      const centre = centreAt(joint, i, errors, point);
      weights[point]! *= studentT4Cdf((high[i]! - centre) / scale) - studentT4Cdf((low[i]! - centre) / scale);
    }
  });
  return weights;
}

function centreAt({ centre, loadings }: Joint, i: number, errors: Float64Array, point: number): number {
  let margin = centre[i]!;
  for (let k = 0; k < FACTORS; k++) margin += loadings[i * FACTORS + k]! * errors[point * FACTORS + k]!;
  return margin;
}

/**
 * KEPT points that stand for the weighted ones: in the order of the direction that moves the electors most, one from
 * each equal part of the weight, and then so shuffled (by reversed digits) that the first 2^m are spread as evenly.
 */
function resampled(joint: Joint, weights: Float64Array, total: number): Float64Array {
  const errors = sharedErrors(LOOKED_AT);
  const order = alongMainDirection(joint, errors);
  const chosen = new Float64Array(KEPT * FACTORS);
  const step = total / KEPT;
  const bits = Math.log2(KEPT);
  let passed = 0;
  let kept = 0;
  for (const point of order) {
    passed += weights[point]!;
    for (; kept < KEPT && (kept + 0.5) * step <= passed; kept++)
      chosen.set(errors.subarray(point * FACTORS, (point + 1) * FACTORS), reversed(kept, bits) * FACTORS);
  }
  return chosen;
}

function reversed(value: number, bits: number): number {
  let turned = 0;
  for (let bit = 0; bit < bits; bit++) turned |= ((value >> bit) & 1) << (bits - 1 - bit);
  return turned;
}

/** Parts into which the main direction is cut for sorting. */
const PARTS = 2048;

/** The points in order of what the shared errors give or take of the electors, to a two-thousandth of their range. */
function alongMainDirection(joint: Joint, errors: Float64Array): Int32Array {
  const direction = new Float64Array(FACTORS);
  joint.contests.forEach((_, i) => {
    const pull = joint.electors[i]! * joint.chance[i]! * (1 - joint.chance[i]!);
    for (let k = 0; k < FACTORS; k++)
      direction[k]! += (pull * joint.loadings[i * FACTORS + k]!) / (TAIL_SCALE * joint.own[i]!);
  });
  const length = Math.hypot(...direction) || 1;
  const part = new Int32Array(LOOKED_AT);
  const starts = new Int32Array(PARTS + 1);
  for (let point = 0; point < LOOKED_AT; point++) {
    let along = 0;
    for (let k = 0; k < FACTORS; k++) along += (direction[k]! / length) * errors[point * FACTORS + k]!;
    part[point] = Math.floor(studentT4Cdf(along) * (PARTS - 1));
    starts[part[point]! + 1]! += 1;
  }
  for (let i = 0; i < PARTS; i++) starts[i + 1]! += starts[i]!;
  const order = new Int32Array(LOOKED_AT);
  for (let point = 0; point < LOOKED_AT; point++) order[starts[part[point]!]!++] = point;
  return order;
}

type Given = {
  readonly margin: number;
  readonly low90: number;
  readonly high90: number;
  readonly chance: number;
};

/** A contest that was less in doubt than this before the conditions is looked at over fewer points. */
const NEARLY_CERTAIN = 1e-3;

/** Every contest under the conditions. */
function contestsGiven(joint: Joint, bounds: Bounds, weights: Float64Array, errors: Float64Array): Given[] {
  const all = joint.contests.map((_, i) => i);
  const isCertain = (i: number) => Math.min(joint.chance[i]!, 1 - joint.chance[i]!) < NEARLY_CERTAIN;
  const chances = new Float64Array(all.length);
  const certain = all.filter(isCertain);
  const inDoubt = all.filter((i) => !isCertain(i));
  meanChances(joint, certain, bounds, errors.subarray(0, FOR_CERTAIN * FACTORS), null).forEach(
    (chance, j) => {
      chances[certain[j]!] = chance;
    },
  );
  meanChances(joint, inDoubt, bounds, sharedErrors(LOOKED_AT), weights).forEach((chance, j) => {
    chances[inDoubt[j]!] = chance;
  });
  const mean = new Float64Array(FACTORS);
  for (let at = 0; at < errors.length; at++) mean[at % FACTORS]! += errors[at]! / KEPT;
  return all.map((i) => {
    const own = ownErrors(joint, i, bounds, errors);
    return {
      chance: chances[i]!,
      margin: inRange(own.mean ?? centreAt(joint, i, mean, 0)),
      low90: inRange(quantileOf(own, 0.05)),
      high90: inRange(quantileOf(own, 0.95)),
    };
  });
}

/**
 * Mean over points of the probability of these contests, in their order. With weights the points are those of the net,
 * two by two; without, any that count alike.
 */
function meanChances(
  joint: Joint,
  contests: readonly number[],
  bounds: Bounds,
  errors: Float64Array,
  weights: Float64Array | null,
): Float64Array {
  const doubt = doubtOf({ ...joint, bounds }, contests);
  const { count } = doubt;
  const look = weights === null ? chancesAt : chancesAtPair;
  const chances = new Float64Array(2 * count);
  const moments = new Float64Array(4);
  const sums = new Float64Array(count);
  let total = 0;
  for (let point = 0; point < errors.length / FACTORS; point += weights === null ? 1 : 2) {
    const weight = weights?.[point] ?? 1;
    const other = weights?.[point + 1] ?? 0;
    if (weight + other === 0) continue;
    total += weight + other;
    look(doubt, errors, point, chances, moments);
    for (let j = 0; j < count; j++) sums[j]! += weight * chances[j]! + other * chances[count + j]!;
  }
  const means = new Float64Array(contests.length);
  doubt.order.forEach((i, j) => {
    means[contests.indexOf(i)] = sums[j]! / total;
  });
  return means;
}

/** A contest's margin at the first points: t errors around a centre each, within the range it is known to end in. */
type OwnErrors = {
  readonly low: number;
  readonly high: number;
  readonly scale: number;
  readonly centres: Float64Array;
  /** Probability below the range, and inside it. */
  readonly below: Float64Array;
  readonly inside: Float64Array;
  /** Mean margin where the contest has a range; null elsewhere, for there the centres say it. */
  readonly mean: number | null;
};

function ownErrors(joint: Joint, i: number, bounds: Bounds, errors: Float64Array): OwnErrors {
  const low = bounds.low[i]!;
  const high = bounds.high[i]!;
  const scale = TAIL_SCALE * joint.own[i]!;
  const centres = new Float64Array(FOR_INTERVALS);
  const below = new Float64Array(FOR_INTERVALS);
  const inside = new Float64Array(FOR_INTERVALS);
  let sum = 0;
  for (let point = 0; point < FOR_INTERVALS; point++) {
    const centre = centreAt(joint, i, errors, point);
    const from = (low - centre) / scale;
    const to = (high - centre) / scale;
    centres[point] = centre;
    below[point] = studentT4Cdf(from);
    inside[point] = Math.max(Number.MIN_VALUE, studentT4Cdf(to) - below[point]!);
    sum += centre + (scale * (partialMean(from) - partialMean(to))) / inside[point]!;
  }
  const isFree = low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY;
  return { low, high, scale, centres, below, inside, mean: isFree ? null : sum / FOR_INTERVALS };
}

/** ∫ t f(t) dt from x upwards, for the density f of t₄. */
function partialMean(x: number): number {
  return 0.5 * (1 + (x * x) / 4) ** -1.5;
}

/** Steps of Newton's method at most, and the change of margin after which it stops: a thousandth of a point. */
const STEPS = 20;
const CLOSE = 1e-5;

/** Newton's method; where a step leaves what is left of the bracket, its half. */
function quantileOf({ low, high, scale, centres, below, inside }: OwnErrors, share: number): number {
  let from = Math.max(-1, low);
  let to = Math.min(1, high);
  let at =
    centres.reduce((sum, centre) => sum + centre, 0) / FOR_INTERVALS + scale * studentT4Quantile(share);
  if (!(at > from && at < to)) at = (from + to) / 2;
  for (let step = 0; step < STEPS; step++) {
    let miss = -share * FOR_INTERVALS;
    let slope = 0;
    for (let point = 0; point < FOR_INTERVALS; point++) {
      const x = (at - centres[point]!) / scale;
      miss += (studentT4Cdf(x) - below[point]!) / inside[point]!;
      slope += studentT4Density(x) / inside[point]!;
    }
    if (miss < 0) from = at;
    else to = at;
    const next = at - (scale * miss) / slope;
    const before = at;
    at = next > from && next < to ? next : (from + to) / 2;
    if (Math.abs(at - before) < CLOSE) break;
  }
  return at;
}
