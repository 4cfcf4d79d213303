/**
 * Is an approval still good? It binds to exact content, to a winner and to a span of time.
 *
 * A step up of the verdict voids nothing: an approval may be given before the gate opens. It is void when the content
 * changes, when the verdict no longer names the winner, when the gate has stood open and closes, and when it expires.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Approval } from './response.ts';

export type Circumstances = {
  readonly at: Instant;
  /** Hash of the content as it stands. */
  readonly binds: string;
  /** Whom the verdict names. */
  readonly ticket: TicketId | null;
  /** What takes a step back must stay possible while the verdict turns. */
  readonly isWithdrawal: boolean;
  /** The gate stood open when last recorded, and no longer does. */
  readonly gateCloses: boolean;
};

export type Ending = 'content-changed' | 'verdict-changed' | 'expired';

/** Why a live approval ends at this moment; null while it is good. */
export function endingOf(approval: Approval, circumstances: Circumstances): Ending | null {
  const { at, binds, ticket, isWithdrawal, gateCloses } = circumstances;
  if (approval.binds !== binds) return 'content-changed';
  const turned = !isWithdrawal && approval.ticket !== null && approval.ticket !== ticket;
  if (turned || gateCloses) return 'verdict-changed';
  return at >= approval.expiresAt ? 'expired' : null;
}
