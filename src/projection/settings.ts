/**
 * What the projection assumes about elections, in points of two-party margin where 0.01 is one point.
 *
 * Spreads are root mean squares over United States presidential elections; another country needs its own.
 */

export type ProjectionSettings = {
  /** Spread of the national swing from one election to the next. */
  readonly nationalSpread: number;
  /** Spread of a contest's own swing around the national one. */
  readonly contestSpread: number;
  /** Shared error that no number of counted contests takes away: those still open may swing apart together. */
  readonly commonSpread: number;
  /** Spread of the final margin where there is no earlier result to start from. */
  readonly blankSpread: number;
  /** Spread of the margin of the votes still out against the margin of those counted. */
  readonly orderSpread: number;
  /** Error of an expected share that a source states, and of one guessed from the earlier total, 0–1. */
  readonly statedShareError: number;
  readonly guessedShareError: number;
  /** Spread of the final margin around a count that its source calls complete. */
  readonly completeSpread: number;
  /** A contest is called by the model from this probability on, and the call stands until it falls below the second. */
  readonly callFrom: number;
  readonly callUntil: number;
  /** Share of the expected vote below which the model calls nothing, 0–1. */
  readonly callCounted: number;
};

export const DEFAULT_SETTINGS: ProjectionSettings = {
  // Swings of 2000–2020 (state returns of the MIT Election Lab): national -3.0, +9.9, -3.5, -1.7, +2.3 points, root
  // mean square 5.1; states around the mean state 4.8, 7.5, 4.7, 7.3, 3.0, root mean square 5.7.
  nationalSpread: 0.051,
  contestSpread: 0.057,
  // A region that swings apart moves a fifth of the contests by about its own spread. Too low calls a lagging region
  // by the example of the others, too high only widens.
  commonSpread: 0.015,
  blankSpread: 0.3,
  // 2020, state counts of the night against the certified result: root mean square of the error over the share still
  // out is 20 to 25 points at every share from 1 % to 95 %. In that year the order by kind of vote was stronger
  // than in any before, so that other years should lie inside.
  orderSpread: 0.22,
  // The same night: when a count is first said to stand at 97 to 99 % it misses as if three or four points more were
  // out (Arizona, Mississippi, Idaho and Hawaii: by two to three points of margin at "99 %").
  statedShareError: 0.035,
  guessedShareError: 0.2,
  // The same night: counts said to stand at 100 % miss by 0.1 points, from provisional ballots and corrections.
  completeSpread: 0.001,
  // A wrong call is worse than a late one: the first is one in two hundred, and only after half of the vote.
  callFrom: 0.995,
  // Far enough below that a call does not flicker, high enough that one taken back is taken back early.
  callUntil: 0.95,
  callCounted: 0.5,
};
