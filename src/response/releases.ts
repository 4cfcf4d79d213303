/** What has left the house and still stands: the releases that an aftermath is about. */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { stepKey } from './apply.ts';
import { mayHaveLeft } from './deliveries.ts';
import type { PlannedStep, Release, ResponseState } from './response.ts';

export type StandingRelease = {
  readonly branch: string;
  readonly step: string;
  readonly ticket: TicketId;
  readonly at: Instant;
  /** Let out by two people against the verdict. */
  readonly forced: boolean;
};

/** Whether something has left, or may have: on its way and unknown count as left until it is known that they have not. */
export function hasLeft(release: Release | null): boolean {
  return release !== null && (isThrough(release) || release.deliveries.some(mayHaveLeft));
}

/** Whether nothing more of it is to leave: not so while some wait for a second order. */
export function isThrough(release: Release | null): boolean {
  return release !== null && ['sending', 'sent', 'unknown'].includes(release.state);
}

/**
 * Everything that names a winner, has left or may have, and was not taken back; oldest first.
 * Withdrawals and what names nobody are not among them.
 */
export function releasesOf(state: ResponseState): StandingRelease[] {
  return Object.values(state.steps)
    .flatMap(({ ref, release }) => {
      if (release === null || !hasLeft(release)) return [];
      if (release.ticket === null || release.withdraws !== null || release.withdrawnBy !== null) return [];
      return [{ ...ref, ticket: release.ticket, at: release.leavesAt, forced: release.overrides.length > 0 }];
    })
    .toSorted((a, b) => a.at - b.at || (a.step < b.step ? -1 : 1));
}

/** Whether a step is through: it has left or may have to everybody, or was marked done. */
export function isSettled({ ref }: PlannedStep, state: ResponseState): boolean {
  const known = state.steps[stepKey(ref)];
  return known !== undefined && (known.done !== null || isThrough(known.release));
}
