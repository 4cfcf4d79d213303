/**
 * The facts as they became known, one after another, and the path the verdict took.
 *
 * `enter` evidence in the order of knowledge, `settle` to a moment, read the path. Facts are kept in the order of
 * their own times; one that arrives late is put in its place and the ledger is built anew, but what was reached
 * before it arrived stays in the path. It assumes that evidence is not entered before the moment last settled;
 * where it is, everything is replayed.
 */
import type { Instant } from '../election/instant.ts';
import { applyMoment } from './apply.ts';
import { type Docket, emptyPath, type SentMessage } from './docket-state.ts';
import type { Evidence } from './evidence.ts';
import { emptyLedger, type Happening } from './ledger.ts';
import { step, upcoming } from './path.ts';
import type { Setting } from './setting.ts';
import { advanceTracks, conditionsNow, firstTracks, groupTicket } from './standing.ts';

const START = Number.NEGATIVE_INFINITY;

export function openDocket(setting: Setting, sent: readonly SentMessage[] | null = null): Docket {
  const docket: Docket = {
    setting,
    sent,
    facts: [],
    pending: [],
    ledger: emptyLedger(),
    tracks: new Map(),
    groupsSince: new Map(),
    settled: START,
    path: emptyPath(),
  };
  clear(docket);
  return docket;
}

function clear(docket: Docket): void {
  docket.ledger = emptyLedger();
  docket.groupsSince = new Map();
  docket.tracks = new Map(
    docket.setting.tickets.map((ticket) => [ticket, firstTracks(docket.setting, docket.ledger, ticket)]),
  );
}

/** Takes one piece of evidence. A fact dated after it was known counts from its date. */
export function enter(docket: Docket, evidence: Evidence): void {
  const known = Math.max(evidence.knownAt, evidence.saidAt);
  const happening = { at: evidence.saidAt, known, evidence };
  const pendingAt = docket.pending[0]?.known ?? known;
  if (known <= docket.settled || known < pendingAt) {
    replay(docket, happening);
    return;
  }
  if (known > pendingAt) settle(docket, pendingAt);
  docket.pending.push(happening);
}

function replay(docket: Docket, late: Happening): void {
  const all = [...docket.facts, ...docket.pending, late].sort((a, b) => a.known - b.known);
  const { settled } = docket;
  docket.facts.length = 0;
  docket.pending = [];
  docket.settled = START;
  docket.path = emptyPath();
  clear(docket);
  for (const { evidence } of all) enter(docket, evidence);
  settle(docket, settled);
}

/** Walks the path up to a moment, through every moment at which time alone changes something. */
export function settle(docket: Docket, to: Instant): void {
  for (;;) {
    const known = docket.pending[0]?.known ?? Number.POSITIVE_INFINITY;
    const next = Math.min(known, nextByTime(docket) ?? Number.POSITIVE_INFINITY);
    if (next > to || next === Number.POSITIVE_INFINITY) break;
    if (known === next) learn(docket);
    docket.settled = next;
    step(docket, next);
  }
  docket.settled = Math.max(docket.settled, to);
}

/** The next moment at which time alone changes the verdict; null where only a new fact can. */
export function nextByTime(docket: Docket): Instant | null {
  const releases = (docket.sent ?? []).flatMap(({ at, withdrawnAt }) =>
    withdrawnAt === null ? [at] : [at, withdrawnAt],
  );
  const moments = [...upcoming(docket), ...releases].filter((at) => at > docket.settled);
  return moments.length === 0 ? null : Math.min(...moments);
}

function learn(docket: Docket): void {
  const { facts, pending } = docket;
  const last = facts.at(-1)?.at ?? START;
  pending.sort(byTime);
  docket.pending = [];
  if (pending[0]!.at > last) {
    facts.push(...pending);
    apply(docket, pending);
    return;
  }
  facts.push(...pending);
  facts.sort(byTime);
  clear(docket);
  apply(docket, facts);
}

function apply(docket: Docket, ordered: readonly Happening[]): void {
  const { setting, ledger } = docket;
  let from = 0;
  while (from < ordered.length) {
    const { at } = ordered[from]!;
    let to = from + 1;
    while (to < ordered.length && ordered[to]!.at === at) to += 1;
    applyMoment(setting, ledger, ordered.slice(from, to));
    for (const [ticket, tracks] of docket.tracks) {
      docket.tracks.set(ticket, advanceTracks(tracks, conditionsNow(setting, ledger, ticket), at));
    }
    for (const group of setting.groups) {
      const ticket = groupTicket(ledger, group);
      if (docket.groupsSince.get(group.id)?.ticket !== ticket)
        docket.groupsSince.set(group.id, { ticket, at });
    }
    from = to;
  }
}

/** The order of the facts, and within one moment an order that does not depend on how they arrived. */
function byTime(a: Happening, b: Happening): number {
  return (
    a.at - b.at ||
    a.known - b.known ||
    compareText(content(a), content(b)) ||
    a.evidence.record - b.evidence.record
  );
}

function content({ evidence }: Happening): string {
  if (evidence.kind === 'fact') return JSON.stringify(evidence.fact);
  if (evidence.kind === 'narrow') return `${evidence.contest} ${evidence.narrow}`;
  const { desk, contest, ticket } = evidence.call;
  return `${evidence.kind} ${contest} ${desk} ${ticket}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
