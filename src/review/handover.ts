/**
 * What the next shift must know: what changed since a moment, what waits for whom, what is due and by when.
 *
 * (entries since then, plan, state of the response) → three lists. Counts and gates of single steps come by the
 * thousand and are left to the journal; a person's decision and every turn of the verdict are never left out.
 */
import { WHOLE } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Call } from '../election/report.ts';
import { toldAt } from '../response/deadlines.ts';
import type { Plan, PlannedStep, ResponseState } from '../response/response.ts';

/** How far ahead a shift looks. */
const SHIFT = 12 * 60 * 60 * 1000;

/** Kinds that the next shift must have read. */
const TOLD: ReadonlySet<string> = new Set([
  'verdict',
  'aftermath',
  'feed',
  'fact',
  'struck',
  'report-decided',
  'trust-set',
  'armed',
  'stood-down',
  'drafted',
  'approved',
  'approval-revoked',
  'approval-ended',
  'release-ordered',
  'release-stopped',
  'release-sent',
  'release-failed',
  'release-unknown',
  'release-resolved',
  'held-all',
  'hold-lifted',
  'window-held',
  'window-freed',
  'talk-started',
  'talk-ended',
  'meeting',
]);

export type Handover = {
  /** In the order of the journal. */
  readonly changed: readonly Entry[];
  readonly waiting: readonly PlannedStep[];
  readonly due: Plan['deadlines'];
  readonly heldAll: ResponseState['heldAll'];
};

export function isTold({ kind, data }: Entry): boolean {
  if (kind === 'call' || kind === 'retraction') return (data as Call).contest === WHOLE;
  if (kind === 'fact') return (data as { readonly kind: string }).kind !== 'polls-close';
  return TOLD.has(kind);
}

/** `told` are the entries since the moment at which the last shift began, as `isTold` lets them through. */
export function handoverOf(
  told: readonly Entry[],
  { plan, state, at }: { readonly plan: Plan; readonly state: ResponseState; readonly at: Instant },
): Handover {
  const armed = plan.branches.filter((branch) => branch.armed).flatMap(({ steps }) => steps);
  return {
    changed: told,
    waiting: armed.filter(isWaiting),
    due: plan.deadlines
      .filter((deadline) => deadline.at <= at + SHIFT)
      .map((deadline) => toldAt(deadline, at)),
    heldAll: state.heldAll,
  };
}

/** Neither done, sent nor at rest: somebody has still to do something, if only to wait for the gate. */
function isWaiting({ standing }: PlannedStep): boolean {
  return !['resting', 'sent', 'done', 'withdrawn'].includes(standing);
}
