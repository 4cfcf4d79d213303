/** What a page needs to ask what-if, the projection of all contests at once as plain numbers; or the shares of votes. */
import type { DeskReader } from '../desk.ts';
import type { Election } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { TicketShare } from '../projection/projection.ts';
import type { JointView } from './wire-projection.ts';

/** What people hold to be true: a what-if begins from there. */
function heldIn(projecting: DeskReader['state']['projecting']): JointView['held'] {
  return Object.fromEntries(
    Object.entries(projecting).flatMap(([contest, { as }]) => (as === 'off' ? [] : [[contest, as]])),
  );
}

/** Null before the first count. */
export function jointView({ state, context, watch }: DeskReader, now: Instant): JointView | null {
  const last = state.projections.at(-1);
  if (last === undefined) return null;
  const { joint, shares } = watch.projection(state, context, Math.max(now, state.at));
  return {
    at: last.at,
    held: heldIn(state.projecting),
    joint,
    sources: { expected: context.expected?.sources ?? [], order: context.order?.sources ?? [] },
    votes: votesOf(context.election.rule, shares),
  };
}

function votesOf(rule: Election['rule'], shares: readonly TicketShare[] | null): JointView['votes'] {
  if (shares === null || rule.kind === 'electoral-college') return null;
  return { shares, rule: rule.kind, threshold: rule.kind === 'two-round' ? rule.threshold : null };
}
