/**
 * The routes A, B, C1, C2: for each the moment at which it opens if nothing else happens.
 *
 * (setting, ledger, tracks, ticket, floor) → moments. `floor` is the time of the cause of a standing hold: what is
 * older does not end it by the calendar alone (policy 5.4). All times are those of the facts.
 */
import type { TicketId } from '../election/election.ts';
import { HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { Declaration, Ledger, Statement } from './ledger.ts';
import type { OwnRoute, RouteId, StandardRoute } from './policy.ts';
import type { Setting } from './setting.ts';
import { type ConditionId, lawDiffers, type Tracks } from './standing.ts';

const START = Number.NEGATIVE_INFINITY;

/** No hold stands: everything on record counts. */
export const NO_FLOOR: Instant = START;

/** The moment from which all these conditions hold together; null while one does not. */
function together(tracks: Tracks, ids: readonly ConditionId[]): Instant | null {
  let since: Instant = START;
  for (const id of ids) {
    if (!tracks[id].truth) return null;
    since = Math.max(since, tracks[id].since ?? START);
  }
  return since;
}

/** From when route A's hour runs: the last condition to become true, or the last cause of a hold. */
export function callsSince(ledger: Ledger, tracks: Tracks): Instant | null {
  const since = together(tracks, ['quorum', 'no-other', 'none-open']);
  return since === null ? null : Math.max(since, ledger.lastCause ?? START);
}

/** From when route B's hour runs: the concession, said after the cause of a hold, or the last retraction. */
export function concessionSince(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  floor: Instant,
): Instant | null {
  let since: Instant = ledger.lastRetraction?.at ?? START;
  const rivals = setting.tickets.filter((rival) => rival !== ticket);
  if (rivals.length === 0) return null;
  for (const rival of rivals) {
    const concession = ledger.concessions.get(rival);
    if (concession?.ticket !== ticket) return null;
    // A concession said again after the cause is a new one; what stood before the cause is not.
    const said = concession.at > floor ? concession.at : concession.latest;
    if (said <= floor) return null;
    since = Math.max(since, said);
  }
  return since;
}

function routeA(setting: Setting, ledger: Ledger, tracks: Tracks): Instant | null {
  const since = callsSince(ledger, tracks);
  return since === null || setting.quorum === null ? null : since + setting.quorum.minutes * MINUTE;
}

function routeB(
  setting: Setting,
  ledger: Ledger,
  tracks: Tracks,
  ticket: TicketId,
  floor: Instant,
): Instant | null {
  if (together(tracks, ['conceded', 'backed', 'no-other', 'none-beyond-margin']) === null) return null;
  const since = concessionSince(setting, ledger, ticket, floor);
  return since === null ? null : since + setting.policy.concession.dwellMinutes * MINUTE;
}

/** An act of the law, and from when it counts. */
export type FinalAct = Statement & { readonly from: Instant };

/**
 * The act by which the law knows the winner; null while there is none newer than the floor. While its bodies name
 * different winners none of them settles it alone, and an oath does after a day for news of another oath.
 */
export function finalAct(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  floor: Instant,
): FinalAct | null {
  const act = ledger.finals.find((final) => final.ticket === ticket && final.at > floor);
  if (act === undefined) return null;
  if (!lawDiffers(setting, ledger)) return { ...act, from: act.at };
  const oaths = ledger.finals.filter(({ kind }) => kind === 'inauguration');
  const oath = oaths.find((final) => final.ticket === ticket && final.at > floor);
  if (oath === undefined || oaths.some((other) => other.ticket !== ticket)) return null;
  return { ...oath, from: oath.at + setting.policy.law.newsHours * HOUR };
}

export function declarationsFor(ledger: Ledger, ticket: TicketId): readonly Declaration[] {
  return [...ledger.declarations.values()].filter((declaration) => declaration.ticket === ticket);
}

/** The ruling after which no challenge to the declaration is left; a remand leaves one. */
export function disposal(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  floor: Instant,
): Statement | null {
  const ruling = ledger.lastDisposal;
  if (ruling === null || lawDiffers(setting, ledger) || ledger.challenges.size > 0 || ruling.at <= floor)
    return null;
  return declarationsFor(ledger, ticket).some((declaration) => declaration.at <= ruling.at) ? ruling : null;
}

/** When the period to challenge, with the day for news of a filing, has run out unused; null where it cannot. */
export function periodEnd(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  floor: Instant,
): Instant | null {
  if (ledger.challenges.size > 0 || lawDiffers(setting, ledger)) return null;
  const ends = declarationsFor(ledger, ticket)
    .filter(({ at }) => at > floor && (ledger.lastChallenge === null || ledger.lastChallenge < at))
    .flatMap(({ challengeUntil }) => (challengeUntil === null ? [] : [challengeUntil]));
  return ends.length === 0 ? null : Math.min(...ends) + setting.policy.law.newsHours * HOUR;
}

/** When the law knows the winner, whether or not the policy has a route for it. */
export function lawfulSince(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  floor: Instant,
): Instant | null {
  const moments = [
    finalAct(setting, ledger, ticket, floor)?.from,
    disposal(setting, ledger, ticket, floor)?.at,
    periodEnd(setting, ledger, ticket, floor),
  ].filter((at) => at !== null && at !== undefined);
  return moments.length === 0 ? null : Math.min(...moments);
}

const QUIET: readonly ConditionId[] = [
  'announced',
  'outside-margin',
  'not-refused',
  'unchallenged',
  'none-open',
];

/** From when route C2's quiet runs: its conditions together, and a word of the authority newer than the floor. */
export function quietSince(setting: Setting, ledger: Ledger, tracks: Tracks, floor: Instant): Instant | null {
  const since = together(tracks, QUIET);
  if (since === null) return null;
  const bodies = [...setting.authority].map((body) => ledger.words.get(body)?.standing?.at);
  const acts = [...bodies, ...[...ledger.declarations.values(), ...ledger.finals].map(({ at }) => at)];
  const newer = acts.filter((at) => at !== undefined && at > floor) as Instant[];
  return newer.length === 0 ? null : Math.max(since, Math.min(...newer));
}

function routeC2(setting: Setting, ledger: Ledger, tracks: Tracks, floor: Instant): Instant | null {
  const since = quietSince(setting, ledger, tracks, floor);
  return since === null ? null : since + setting.policy.quiet.hours * HOUR;
}

/** When each route of the policy opens for a ticket if nothing else happens; null where only a new fact can open it. */
export function routeMoments(
  setting: Setting,
  ledger: Ledger,
  tracks: Tracks,
  ticket: TicketId,
  floor: Instant,
): Readonly<Record<RouteId, Instant | null>> {
  const moments: Record<RouteId, Instant | null> = {};
  for (const route of setting.policy.routes) {
    const own = setting.policy.ownRoutes.find(({ id }) => id === route);
    const opens =
      own === undefined
        ? standardRoute(route as StandardRoute, setting, ledger, tracks, ticket, floor)
        : ownRoute(own, ledger, tracks);
    moments[route] = opens === null ? null : braked(opens, tracks);
  }
  return moments;
}

function standardRoute(
  route: StandardRoute,
  setting: Setting,
  ledger: Ledger,
  tracks: Tracks,
  ticket: TicketId,
  floor: Instant,
): Instant | null {
  switch (route) {
    case 'A':
      return routeA(setting, ledger, tracks);
    case 'B':
      return routeB(setting, ledger, tracks, ticket, floor);
    case 'C1':
      return lawfulSince(setting, ledger, ticket, floor);
    case 'C2':
      return routeC2(setting, ledger, tracks, floor);
  }
}

/** From when an own route's time runs: its condition true, or the last cause of a hold, after which it begins anew. */
export function ownSince({ condition, minutes }: OwnRoute, ledger: Ledger, tracks: Tracks): Instant | null {
  const { truth, since } = tracks.named.get(condition)!;
  if (truth !== 'true') return null;
  const [from, cause] = [since ?? START, ledger.lastCause ?? START];
  // Without a time of its own nothing begins anew: only what is newer than the cause opens it.
  if (minutes === 0 && from <= cause && cause !== START) return null;
  return Math.max(from, cause);
}

function ownRoute(route: OwnRoute, ledger: Ledger, tracks: Tracks): Instant | null {
  const since = ownSince(route, ledger, tracks);
  return since === null ? null : since + route.minutes * MINUTE;
}

/** A brake lets a route open later, never sooner. */
function braked(opens: Instant, { unbraked }: Tracks): Instant | null {
  return unbraked.truth ? Math.max(opens, unbraked.since ?? START) : null;
}
