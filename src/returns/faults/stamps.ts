/**
 * Which of two rows has the wrong stamp where the stamps of a feed's line run back: (the two rows before, row) → one.
 *
 * One row alone can be wrong by hours either way (every state's first row of 2020 was stamped in the morning after);
 * the rest of the line tells which. It assumes that no two wrong stamps follow each other.
 */
import type { Count } from '../returns.ts';

/**
 * `this` where the row lies before both rows before it. Where the line is in order without the row before, that one's
 * stamp lay in the future when it was given.
 */
export function wrongStamp(
  [last, lastButOne]: readonly Count[],
  { stamp }: Count,
): 'none' | 'this' | 'before' {
  const [before, first] = [last?.stamp ?? null, lastButOne?.stamp ?? null];
  if (stamp === null || before === null || stamp >= before) return 'none';
  return first !== null && stamp < first ? 'this' : 'before';
}
