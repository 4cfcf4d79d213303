/**
 * Whom the verdict is about, and when the routes open for a ticket under the hold that stands.
 *
 * (docket) → ticket, moments. It assumes that the docket is settled to the moment that is asked about.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Docket } from './docket-state.ts';
import type { RouteId } from './policy.ts';
import { lawfulSince, NO_FLOOR, routeMoments } from './routes.ts';
import { authorityNames, support } from './standing.ts';

/** When the routes open for a ticket if nothing else happens, under the hold that stands. */
export function momentsOf(docket: Docket, ticket: TicketId): Readonly<Record<RouteId, Instant | null>> {
  const { setting, ledger, tracks, path } = docket;
  return routeMoments(setting, ledger, tracks.get(ticket)!, ticket, path.hold?.at ?? NO_FLOOR);
}

/** When the law knows the ticket as winner, under the hold that stands. */
export function lawfulMoment({ setting, ledger, path }: Docket, ticket: TicketId): Instant | null {
  return lawfulSince(setting, ledger, ticket, path.hold?.at ?? NO_FLOOR);
}

/** The ticket that most groups stand behind; else the one the authority names, else the one conceded to. */
export function subjectOf(docket: Docket): TicketId | null {
  const { path, setting, ledger } = docket;
  if (path.release !== null) return path.release.ticket;
  const ranked = [...support(setting, ledger)].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (best) return second && second[1] === best[1] ? null : best[0];
  const named = authorityNames(setting, ledger);
  if (named.size > 0) return named.size === 1 ? [...named][0]! : null;
  const conceded = new Set([...ledger.concessions.values()].map(({ ticket }) => ticket));
  return conceded.size === 1 ? [...conceded][0]! : null;
}
