/**
 * What each act may do now: wait, hold or releasable, since when, and when at the earliest.
 *
 * (docket settled to a moment, ticket) → act standings. On hold nothing goes out, whatever the level.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { hasConceded } from './contests.ts';
import type { Docket } from './docket-state.ts';
import type { ActRule } from './policy.ts';
import { lawfulMoment, momentsOf } from './subject.ts';
import { ACTS, type Act, type ActStanding, LEVELS, type Level } from './verdict.ts';
import { phrase, titleOf } from './wording.ts';

export function actStandings(docket: Docket, ticket: TicketId | null): ActStanding[] {
  return ACTS.map((act) => actStanding(docket, ticket, act, docket.setting.policy.acts[act]));
}

function actStanding(docket: Docket, ticket: TicketId | null, act: Act, rule: ActRule): ActStanding {
  const { path } = docket;
  if (path.standing === 'hold') {
    const earliest = earliestFor(docket, ticket, rule);
    return {
      act,
      standing: 'hold',
      since: path.standingSince,
      earliest,
      missing: phrase(path.lasting.length > 0 ? 'missing-end-of-hold' : 'missing-route-anew'),
    };
  }
  const reached = LEVELS.indexOf(path.level) >= LEVELS.indexOf(rule.level);
  const basis = rule.basis === 'none' ? Number.NEGATIVE_INFINITY : basisSince(docket, ticket);
  const asked = conditionSince(docket, ticket, rule);
  if (reached && basis !== null && asked !== null) {
    const since = Math.max(path.reached[rule.level] ?? path.levelSince, basis, asked);
    return { act, standing: 'releasable', since, earliest: null, missing: null };
  }
  if (reached && basis !== null) {
    const missing = phrase('missing-condition', titleOf(docket, rule.when!));
    return { act, standing: 'wait', since: null, earliest: null, missing };
  }
  const missing =
    reached || (basis === null && path.release) ? phrase('missing-basis') : phrase(`missing-${rule.level}`);
  return { act, standing: 'wait', since: null, earliest: earliestFor(docket, ticket, rule), missing };
}

/** Since when the act's own condition is true; from the start where it asks for none, null while it is not true. */
function conditionSince({ tracks }: Docket, ticket: TicketId | null, { when }: ActRule): Instant | null {
  if (when === null) return Number.NEGATIVE_INFINITY;
  const track = ticket === null ? undefined : tracks.get(ticket)?.named.get(when);
  return track?.truth === 'true' ? (track.since ?? Number.NEGATIVE_INFINITY) : null;
}

/** Since when a public concession or the law carries the title; null while neither does. */
function basisSince(docket: Docket, ticket: TicketId | null): Instant | null {
  if (ticket === null) return null;
  const { setting, ledger, path, tracks } = docket;
  const lawful = path.reached.declared ?? null;
  const conceded = hasConceded(setting, ledger, ticket) ? tracks.get(ticket)!.conceded.since : null;
  if (lawful === null || conceded === null) return lawful ?? conceded;
  return Math.min(lawful, conceded);
}

function earliestFor(docket: Docket, ticket: TicketId | null, rule: ActRule): Instant | null {
  if (LEVELS.indexOf(rule.level) < LEVELS.indexOf('final-enough' satisfies Level)) return null;
  const lawful = ticket === null ? null : future(docket, lawfulMoment(docket, ticket));
  if (rule.level === 'declared') return lawful;
  if (rule.basis === 'none') return earliestRoute(docket, ticket);
  return ticket !== null && hasConceded(docket.setting, docket.ledger, ticket)
    ? earliestRoute(docket, ticket)
    : lawful;
}

/** The earliest moment at which a route opens if nothing else happens; null where only a new fact can open one. */
export function earliestRoute(docket: Docket, ticket: TicketId | null): Instant | null {
  const { path, setting } = docket;
  if (path.release || path.lasting.length > 0) return null;
  const moments = (ticket === null ? setting.tickets : [ticket])
    .flatMap((each) => Object.values(momentsOf(docket, each)))
    .flatMap((at) => future(docket, at) ?? []);
  return moments.length === 0 ? null : Math.min(...moments);
}

function future(docket: Docket, at: Instant | null): Instant | null {
  return at !== null && at > docket.settled ? at : null;
}
