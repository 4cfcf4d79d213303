/**
 * The single events that would stop what is under way, and how: by a hold or by a longer wait.
 *
 * (docket settled to a moment, ticket) → stops. Only events that matter now: a fault is named by the contests in
 * which it would decide.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { hasConceded, openContests, secureWithout } from './contests.ts';
import type { Docket } from './docket-state.ts';
import type { CauseKind, LastingKind } from './policy.ts';
import { support } from './standing.ts';
import type { Phrase, Stop } from './verdict.ts';
import { phrase } from './wording.ts';

/** More names than this in one sentence help nobody at night. */
const NAMES = 4;

export function stopsFor(docket: Docket, ticket: TicketId | null): Stop[] {
  if (ticket === null) return [];
  const { setting, ledger, path } = docket;
  const waits = path.release === null;
  const called = (support(setting, ledger).get(ticket) ?? 0) > 0;
  const announced = docket.tracks.get(ticket)!.announced.truth;
  const rivals = setting.tickets.filter((each) => each !== ticket).join(',');
  const deciding = decidingIfLost(docket, ticket);
  const stops: (Stop | null)[] = [];
  if (called)
    stops.push(
      stopBy(docket, 'retraction', phrase('stop-retraction')),
      stopBy(docket, 'groups-differ', phrase('stop-contrary', { tickets: rivals })),
    );
  if (hasConceded(setting, ledger, ticket))
    stops.push(stopBy(docket, 'concession-withdrawn', phrase('stop-concession-withdrawn')));
  stops.push(
    stopBy(docket, 'feed-fault', inContests('stop-fault', deciding)),
    stopBy(docket, 'stay', phrase('stop-stay')),
  );
  if (announced) stops.push(stopBy(docket, 'annulment', phrase('stop-annulment')));
  if (called && waits) stops.push({ effect: 'wait', event: inContests('stop-open', deciding) });
  if (announced && waits)
    stops.push(
      { effect: 'wait', event: phrase('stop-refusal') },
      { effect: 'wait', event: phrase('stop-challenge') },
    );
  return stops.filter((stop) => stop !== null);
}

/** What the policy makes of a cause; null where it neither holds nor, a release being reached, asks for a wait. */
function stopBy({ setting, path }: Docket, kind: CauseKind | LastingKind, event: Phrase): Stop | null {
  const { untilRoute, whileItLasts } = setting.policy.holds;
  if (untilRoute.some((each) => each === kind)) return { effect: 'hold', event };
  if (whileItLasts.some((each) => each === kind)) return { effect: 'hold-while-it-lasts', event };
  return path.release === null ? { effect: 'wait', event } : null;
}

function inContests(key: 'stop-fault' | 'stop-open', contests: readonly ContestId[]): Phrase {
  if (contests.length === 0 || contests.length > NAMES) return phrase(`${key}-any`);
  return phrase(key, { contests: contests.join(',') });
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
