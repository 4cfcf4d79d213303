/**
 * What the projection assumes about elections, in points of two-party margin where 0.01 is one point.
 *
 * Spreads are root mean squares over United States presidential elections; another country needs its own.
 */
import { type Precision, USUAL } from './elector-distribution.ts';

/** Scales of one of the two regressions (swing in margin, turnout in logarithms). */
export type ModelScales = {
  /**
   * Prior spreads by column: level, earlier margin, its square, size, every trait; last the share still out.
   * For the country's coefficients, for regions around them, for states around their region.
   */
  readonly common: readonly number[];
  readonly region: readonly number[];
  readonly state: readonly number[];
  /** Spread of a large unit's own error, and what is added in small ones. */
  readonly own: number;
  readonly small: number;
  /** A whole contest's own variance in multiples of a large unit's. */
  readonly wholeOwn: number;
  /** Spread of a partial count around the final one, a unit's own part of it, where everything is still out. */
  readonly noise: number;
  /** The same of a whole contest in multiples of a unit's. */
  readonly wholeNoise: number;
  /** How many states, regions and units the spreads above count for beside those of the night. */
  readonly trust: {
    readonly group: number;
    readonly cluster: number;
    readonly own: number;
    readonly noise: number;
  };
  /** What a unit teaches beside what an independent one would, 0–1: neighbours err alike. */
  readonly thinning: number;
  /** Degrees of freedom of the errors of units. */
  readonly freedom: number;
  /** Power with which the spreads of country, regions and states follow that of units: where units stray, states do. */
  readonly coupling: number;
  /** So many times as wide as it was found is the spread of states taken to be: what no column says holds there too. */
  readonly slack: number;
  readonly rounds: number;
};

export type ProjectionSettings = {
  readonly swing: ModelScales;
  readonly turnout: ModelScales;
  /** Spread of final margin, and of the logarithm of turnout, where there is no earlier result to start from. */
  readonly blankSpread: number;
  readonly blankTurnout: number;
  /** Error of an expected share that a source states, and of one guessed from the earlier total, 0–1. */
  readonly statedShareError: number;
  readonly guessedShareError: number;
  /** Spread of the final margin around a count that its source calls complete. */
  readonly completeSpread: number;
  /** The same where a contest stands as its parts, whose errors are their own. */
  readonly completeParts: number;
  /** How far the votes still out may lie, in all contests alike, from what the columns say of them. */
  readonly commonMisfit: number;
  /** Part of an earlier night's order of counting that is expected again, 0–1. */
  readonly orderKept: number;
  /** How exactly the electors are integrated. */
  readonly precision: Precision;
  /**
   * The stress under which calls must hold: the votes still out lie `bias` from what is expected of them, against the
   * leader (by their order); they are more than was said by this share of the whole vote (by turnout); and every
   * spread is wider by this factor (tails).
   */
  readonly stress: { readonly bias: number; readonly turnout: number; readonly widen: number };
  /** A contest is called by the model from this probability on, and the call stands until it falls below the second. */
  readonly callFrom: number;
  readonly callUntil: number;
  /** Share of the expected vote below which the model calls nothing, 0–1. */
  readonly callCounted: number;
};

export const DEFAULT_SETTINGS: ProjectionSettings = {
  swing: {
    common: [0.051, 0.02, 0.007, 0.015, 0.035, 0.05],
    region: [0.031, 0.0094, 0.0031, 0.0068, 0.0094, 0.026],
    state: [0.022, 0.008, 0.0027, 0.0049, 0.007, 0.045],
    own: 0.029,
    small: 2,
    wholeOwn: 0.2,
    noise: 0.08,
    wholeNoise: 2.5,
    trust: { group: 1, cluster: 6, own: 30, noise: 15 },
    thinning: 0.9,
    freedom: 8,
    coupling: 2,
    slack: 1.5,
    rounds: 4,
  },
  turnout: {
    common: [0.11, 0.012, 0.004, 0.014, 0.018, 0.02],
    region: [0.03, 0.01, 0.002, 0.011, 0.01, 0.02],
    state: [0.035, 0.011, 0.005, 0.01, 0.009, 0.03],
    own: 0.028,
    small: 2,
    wholeOwn: 0.3,
    noise: 0.1,
    wholeNoise: 1,
    trust: { group: 6, cluster: 6, own: 30, noise: 30 },
    thinning: 0.9,
    freedom: 8,
    coupling: 0,
    slack: 1,
    rounds: 1,
  },
  blankSpread: 0.3,
  blankTurnout: 2,
  // The same night: when a count is first said to stand at 97 to 99 % it misses as if three or four points more were
  // out (Arizona, Mississippi, Idaho and Hawaii: by two to three points of margin at "99 %").
  statedShareError: 0.035,
  guessedShareError: 0.2,
  // The same night: counts said to stand at 100 % miss by 0.1 points, from provisional ballots and corrections.
  completeSpread: 0.001,
  completeParts: 0.0001,
  commonMisfit: 0.005,
  // Nobody has measured how far one night's order tells the next one's, so half of it: that is nearer than nothing
  // wherever the new night leans the same way by at least a quarter as much.
  orderKept: 0.5,
  precision: USUAL,
  // What is still out was missed, in the mean of all open contests of a moment, by 2.1 points (root mean square over 40
  // moments of 2016) and 0.9 (2020): the larger of both. Turnout: the error of a stated share, above. Tails: errors are
  // 1.25 times what is said in the worst tenth of the count (2016, below a tenth counted), 1.1 after half of it.
  stress: { bias: 0.02, turnout: 0.035, widen: 1.25 },
  // A wrong call is worse than a late one: the first is one in two hundred, and only after half of the vote.
  callFrom: 0.995,
  // Far enough below that a call does not flicker, high enough that one taken back is taken back early.
  callUntil: 0.95,
  callCounted: 0.5,
};
