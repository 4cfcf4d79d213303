/**
 * The single events that would stop what is under way, as phrases.
 *
 * (docket settled to a moment, ticket) → phrases. Only events that matter now: a fault is named by the contests in
 * which it would decide.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { hasConceded, openContests, secureWithout } from './contests.ts';
import type { Docket } from './docket-state.ts';
import { support } from './standing.ts';
import type { Phrase } from './verdict.ts';
import { phrase } from './wording.ts';

/** More names than this in one sentence help nobody at night. */
const NAMES = 4;

export function stopsFor(docket: Docket, ticket: TicketId | null): Phrase[] {
  const { setting, ledger, path } = docket;
  if (ticket === null) return [];
  const rivals = setting.tickets.filter((each) => each !== ticket);
  const called = (support(setting, ledger).get(ticket) ?? 0) > 0;
  const announced = docket.tracks.get(ticket)!.announced.truth;
  const stops: Phrase[] = [];
  if (called) stops.push(phrase('stop-retraction'), phrase('stop-contrary', { tickets: rivals.join(',') }));
  if (hasConceded(setting, ledger, ticket)) stops.push(phrase('stop-concession-withdrawn'));
  stops.push(faultStop(docket, ticket), phrase('stop-stay'));
  if (announced) stops.push(phrase('stop-annulment'));
  if (announced && path.release === null) stops.push(phrase('stop-refusal'), phrase('stop-challenge'));
  return stops;
}

function faultStop(docket: Docket, ticket: TicketId): Phrase {
  const contests = decidingIfLost(docket, ticket);
  if (contests.length === 0 || contests.length > NAMES) return phrase('stop-fault-any');
  return phrase('stop-fault', { contests: contests.join(',') });
}

/** Contests called for the winner without which, the open ones taken away too, the majority would be gone. */
function decidingIfLost({ setting, ledger }: Docket, ticket: TicketId): ContestId[] {
  const { majority } = setting;
  if (majority === null) return [];
  const open = new Set(openContests(setting, ledger, ticket, 'any').map(({ contest }) => contest));
  const secure = secureWithout(setting, ledger, ticket, open);
  if (secure === null || secure < majority) return [];
  return setting.contests
    .filter(({ id, electors }) => {
      const counted = !open.has(id) && ledger.contests.get(id)?.called === ticket;
      return counted && secure - electors < majority;
    })
    .map(({ id }) => id);
}
