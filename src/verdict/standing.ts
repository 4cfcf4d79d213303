/**
 * The plain conditions of the routes, each true or false at a moment of the facts, and since when.
 *
 * (setting, ledger) → who stands behind whom → tracks. Dwell times are not known here: a route adds its own to the
 * moment at which the last of its conditions became true.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { decisiveOpen, hasConceded, openContests } from './contests.ts';
import type { Ledger, Statement } from './ledger.ts';
import type { CallingGroup } from './policy.ts';
import type { Setting } from './setting.ts';

/** The ticket a group stands behind (policy 2.2); null while none. */
export function groupTicket(ledger: Ledger, group: CallingGroup): TicketId | null {
  let ticket: TicketId | null = null;
  for (const desk of group.desks) {
    const named = ledger.words.get(desk)?.standing?.ticket;
    if (named === undefined) continue;
    if (ticket !== null && ticket !== named) return null;
    ticket = named;
  }
  if (ticket === null) return null;
  return group.desks.some((desk) => ledger.words.get(desk)?.takenBack.has(ticket)) ? null : ticket;
}

/** How many groups stand behind each ticket that any stands behind. */
export function support(setting: Setting, ledger: Ledger): ReadonlyMap<TicketId, number> {
  const counts = new Map<TicketId, number>();
  if (ledger.words.size === 0) return counts;
  for (const group of setting.groups) {
    const ticket = groupTicket(ledger, group);
    if (ticket !== null) counts.set(ticket, (counts.get(ticket) ?? 0) + 1);
  }
  return counts;
}

/** All that the authority and the law have said: announcements, declarations, final acts. */
function authorityWords(setting: Setting, ledger: Ledger): readonly Statement[] {
  const announced = [...setting.authority].flatMap((body) => ledger.words.get(body)?.standing ?? []);
  return [...announced, ...ledger.declarations.values(), ...ledger.finals];
}

/** Tickets that the authority has announced or declared, or that the law knows as winner. */
export function authorityNames(setting: Setting, ledger: Ledger): ReadonlySet<TicketId> {
  return new Set(authorityWords(setting, ledger).map(({ ticket }) => ticket));
}

/** The ticket of the authority's last word; null while it has said nothing. */
export function latestNamed(setting: Setting, ledger: Ledger): TicketId | null {
  const words = authorityWords(setting, ledger);
  return words.toSorted((a, b) => a.at - b.at).at(-1)?.ticket ?? null;
}

/** The first word of the authority for a ticket. */
export function authorityWord(setting: Setting, ledger: Ledger, ticket: TicketId): Statement | null {
  return authorityWords(setting, ledger).find((word) => word.ticket === ticket) ?? null;
}

export function authorityNamesOnly(setting: Setting, ledger: Ledger, ticket: TicketId): boolean {
  const names = authorityNames(setting, ledger);
  return names.size === 1 && names.has(ticket);
}

export type ConditionId =
  | 'quorum'
  | 'no-other'
  | 'none-open'
  | 'conceded'
  | 'backed'
  | 'none-beyond-margin'
  | 'announced'
  | 'outside-margin'
  | 'not-refused'
  | 'unchallenged';

export type Track = { readonly truth: boolean; readonly since: Instant | null };

export type Tracks = Readonly<Record<ConditionId, Track>>;

/** Whether each condition holds for a ticket now. */
export function conditionsNow(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
): Record<ConditionId, boolean> {
  const counts = support(setting, ledger);
  const behind = counts.get(ticket) ?? 0;
  const named = authorityNamesOnly(setting, ledger, ticket);
  const required = setting.policy.calls.required.every(
    (desk) => ledger.words.get(desk)?.standing?.ticket === ticket,
  );
  const deciding = openContests(setting, ledger, ticket, 'any').filter(({ decisive }) => decisive);
  return {
    quorum: setting.quorum !== null && behind >= setting.quorum.groups && required,
    'no-other': counts.size === 0 || (counts.size === 1 && behind > 0),
    'none-open': deciding.length === 0,
    conceded: hasConceded(setting, ledger, ticket),
    backed: behind >= setting.policy.concession.groups || named,
    'none-beyond-margin': deciding.every(({ kind }) => kind === 'narrow'),
    announced: named,
    'outside-margin': decisiveOpen(setting, ledger, ticket, 'lead') === null,
    'not-refused': ![...ledger.refusals].some(([who, { claimed }]) => who !== ticket && claimed !== ticket),
    unchallenged: ledger.challenges.size === 0,
  };
}

/** Tracks before the first fact: what is true then has been so from the start. */
export function firstTracks(setting: Setting, ledger: Ledger, ticket: TicketId): Tracks {
  const now = conditionsNow(setting, ledger, ticket);
  return mapTruth(now, (truth) => ({ truth, since: null }));
}

/** Carries the tracks to a moment: a condition that changed has its new truth since then. */
export function advanceTracks(tracks: Tracks, now: Record<ConditionId, boolean>, at: Instant): Tracks {
  return mapTruth(now, (truth, id) => (tracks[id].truth === truth ? tracks[id] : { truth, since: at }));
}

function mapTruth(
  now: Record<ConditionId, boolean>,
  make: (truth: boolean, id: ConditionId) => Track,
): Tracks {
  const tracks: Partial<Record<ConditionId, Track>> = {};
  for (const id of Object.keys(now) as ConditionId[]) tracks[id] = make(now[id], id);
  return tracks as Tracks;
}
