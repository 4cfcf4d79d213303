/**
 * The plain conditions of the routes, each true or false at a moment of the facts, and since when.
 *
 * (setting, ledger) → who stands behind whom → tracks. Dwell times are not known here: a route adds its own to the
 * moment at which the last of its conditions became true.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { decisiveOpen, hasConceded, openContests } from './contests.ts';
import { namedTruths } from './formula.ts';
import type { Ledger, Statement } from './ledger.ts';
import type { CallingGroup } from './policy.ts';
import type { Setting } from './setting.ts';
import type { Truth } from './verdict.ts';

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

/**
 * Bodies of the law name different winners with their last words, and no house that must choose has spoken. An oath is
 * no such word: it is taken on the word of one of them.
 */
export function lawDiffers(setting: Setting, ledger: Ledger): boolean {
  const acts = ledger.finals.map(({ kind }) => kind);
  if (acts.includes('electors-vote') || acts.includes('congress-count')) return false;
  const last = new Map<string, Statement>();
  for (const word of authorityWords(setting, ledger)) {
    if ('kind' in word && word.kind === 'inauguration') continue;
    const before = last.get(word.by);
    if (before === undefined || before.at <= word.at) last.set(word.by, word);
  }
  return new Set([...last.values()].map(({ ticket }) => ticket)).size > 1;
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
  | 'unchallenged'
  | 'unbraked';

export type Track = { readonly truth: boolean; readonly since: Instant | null };

/** A condition of the policy's own, which may also be unknown. */
export type NamedTrack = { readonly truth: Truth; readonly since: Instant | null };

export type Tracks = Readonly<Record<ConditionId, Track>> & {
  readonly named: ReadonlyMap<string, NamedTrack>;
};

export type Now = Readonly<Record<ConditionId, boolean>> & {
  readonly named: ReadonlyMap<string, Truth>;
  /** How many groups stand behind the ticket. */
  readonly behind: number;
};

/** Whether each condition holds for a ticket now. */
export function conditionsNow(setting: Setting, ledger: Ledger, ticket: TicketId): Now {
  const counts = support(setting, ledger);
  const behind = counts.get(ticket) ?? 0;
  const named = authorityNamesOnly(setting, ledger, ticket);
  const required = setting.policy.calls.required.every(
    (desk) => ledger.words.get(desk)?.standing?.ticket === ticket,
  );
  const deciding = openContests(setting, ledger, ticket, 'any').filter(({ decisive }) => decisive);
  const plain = {
    behind,
    'no-other': counts.size === 0 || (counts.size === 1 && behind > 0),
    'none-open': deciding.length === 0,
    'outside-margin': decisiveOpen(setting, ledger, ticket, 'lead') === null,
    'not-refused': ![...ledger.refusals].some(([who, { claimed }]) => who !== ticket && claimed !== ticket),
    unchallenged: ledger.challenges.size === 0,
  };
  const truths = namedTruths(setting, ledger, ticket, plain);
  return {
    ...plain,
    quorum: setting.quorum !== null && behind >= setting.quorum.groups && required,
    conceded: hasConceded(setting, ledger, ticket),
    backed: behind >= setting.policy.concession.groups || named,
    'none-beyond-margin': deciding.every(({ kind }) => kind === 'narrow'),
    announced: named,
    unbraked: setting.policy.brakes.every((brake) => truths.get(brake) !== 'false'),
    named: truths,
  };
}

/** Tracks before the first fact: what is true then has been so from the start. */
export function firstTracks(setting: Setting, ledger: Ledger, ticket: TicketId): Tracks {
  const now = conditionsNow(setting, ledger, ticket);
  return carry(
    now,
    (truth) => ({ truth, since: null }),
    (truth) => ({ truth, since: null }),
  );
}

/** Carries the tracks to a moment: a condition that changed has its new truth since then. */
export function advanceTracks(tracks: Tracks, now: Now, at: Instant): Tracks {
  return carry(
    now,
    (truth, id) => (tracks[id].truth === truth ? tracks[id] : { truth, since: at }),
    (truth, name) => {
      const before = tracks.named.get(name);
      return before?.truth === truth ? before : { truth, since: at };
    },
  );
}

const CONDITION_IDS: readonly ConditionId[] = [
  'quorum',
  'no-other',
  'none-open',
  'conceded',
  'backed',
  'none-beyond-margin',
  'announced',
  'outside-margin',
  'not-refused',
  'unchallenged',
  'unbraked',
];

function carry(
  now: Now,
  make: (truth: boolean, id: ConditionId) => Track,
  makeNamed: (truth: Truth, name: string) => NamedTrack,
): Tracks {
  const tracks: Partial<Record<ConditionId, Track>> = {};
  for (const id of CONDITION_IDS) tracks[id] = make(now[id], id);
  const named = new Map<string, NamedTrack>();
  for (const [name, truth] of now.named) named.set(name, makeNamed(truth, name));
  return { ...(tracks as Record<ConditionId, Track>), named };
}
