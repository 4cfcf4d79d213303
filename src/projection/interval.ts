/**
 * The 90 % interval of one margin with t errors, shared and own.
 */
import { finite } from '../numeric/finite.ts';
import { studentT4Quantile } from '../numeric/student-t4.ts';
import { chanceOf } from './joint.ts';
import { TAIL_SCALE } from './shared-errors.ts';

/** Steps of the secant method; six leave less than a millionth of the width. */
const STEPS = 8;

export type Interval = { readonly margin: number; readonly low90: number; readonly high90: number };

/** Both errors are symmetric, so the interval is too: it ends where the margin is exceeded in one case of twenty. */
export function intervalOf(centre: number, loading: number, own: number): Interval {
  const spread = Math.hypot(loading, own);
  // Between the quantiles for one t error of the whole spread and a somewhat lighter one.
  let reach = TAIL_SCALE * studentT4Quantile(0.95) * spread;
  let before = 0.97 * reach;
  let missBefore = chanceOf(before, loading, own) - 0.95;
  for (let step = 0; step < STEPS; step++) {
    const miss = chanceOf(reach, loading, own) - 0.95;
    if (miss === missBefore) break;
    const next = reach - (miss * (reach - before)) / (miss - missBefore);
    before = reach;
    missBefore = miss;
    reach = next;
    if (Math.abs(reach - before) < 1e-9 * spread) break;
  }
  finite(reach, 'width of an interval');
  return { margin: inRange(centre), low90: inRange(centre - reach), high90: inRange(centre + reach) };
}

/** Throws where a margin is not finite. */
export function inRange(margin: number): number {
  finite(margin, 'margin');
  return Math.min(1, Math.max(-1, margin));
}
