/** What a page needs to ask what-if: the projection of all contests at once, as plain numbers. */
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import type { JointView } from './wire-projection.ts';

/** What people hold to be true: a what-if begins from there. */
function heldIn(projecting: DeskReader['state']['projecting']): JointView['held'] {
  return Object.fromEntries(
    Object.entries(projecting).flatMap(([contest, { as }]) => (as === 'off' ? [] : [[contest, as]])),
  );
}

/** Null before the first count, and where the rule knows no electors. */
export function jointView({ state, context, watch }: DeskReader, now: Instant): JointView | null {
  const begun = state.projections.length > 0;
  const projection = begun ? watch.projection(state, context, Math.max(now, state.at)) : null;
  return projection === null
    ? null
    : { at: state.projections.at(-1)!.at, held: heldIn(state.projecting), joint: projection.joint };
}
