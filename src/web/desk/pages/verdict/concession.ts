/** The ticket that a concession speaks for: the other one. Assumes an election between two. */
import type { TicketId } from '../../../../election/election.ts';

export function conceded(by: TicketId, tickets: readonly { readonly id: TicketId }[]): TicketId {
  return tickets.find(({ id }) => id !== by)?.id ?? by;
}
