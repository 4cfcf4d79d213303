/**
 * The facts as they became known, one after another, and the path the verdict took.
 *
 * `enter` evidence, `settle` to a moment, read the path. Evidence may be entered in any order and settled to any
 * moment, also an earlier one: the docket goes back to where it must and walks again. Facts are kept in the order of
 * their own times; one that arrives late is put in its place, but what was reached before it arrived stays in the path.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { applyMoment, type Effect } from './apply.ts';
import { backToMark, forgetMarks, keepCheckpoint, keepMark, pathAt } from './checkpoints.ts';
import { type Docket, emptyPath, type SentMessage } from './docket-state.ts';
import { cellOf, contentOf, EVERY_CELL, type Evidence } from './evidence.ts';
import { copyLedger, emptyLedger, type Happening } from './ledger.ts';
import { step, upcoming } from './path.ts';
import type { Setting } from './setting.ts';
import { advanceTracks, conditionsNow, firstTracks, groupTicket, type Tracks } from './standing.ts';

const START = Number.NEGATIVE_INFINITY;
const NEVER = Number.POSITIVE_INFINITY;

/** How many facts are looked through for the word before a late one: far less work than building a ledger anew. */
const FAR_BACK = 4_000;

/** A docket to be judged once: cheaper, but going back means beginning anew. */
export function openDocket(setting: Setting, sent: readonly SentMessage[] | null = null): Docket {
  return newDocket(setting, sent, null, null);
}

/** A docket to be kept through a night, with checkpoints to go back to. */
export function openLastingDocket(setting: Setting, sent: readonly SentMessage[] | null): Docket {
  return newDocket(setting, sent, [], []);
}

function newDocket(
  setting: Setting,
  sent: readonly SentMessage[] | null,
  checkpoints: Docket['checkpoints'],
  marks: Docket['marks'],
): Docket {
  const ledger = emptyLedger();
  return {
    setting,
    sent,
    known: [],
    heard: 0,
    facts: [],
    ledger,
    tracks: emptyTracks(setting, ledger),
    groupsSince: new Map(),
    stepped: START,
    settled: START,
    path: emptyPath(),
    checkpoints,
    marks,
    moves: 0,
  };
}

function emptyTracks(setting: Setting, ledger: Docket['ledger']): Map<TicketId, Tracks> {
  return new Map(setting.tickets.map((ticket) => [ticket, firstTracks(setting, ledger, ticket)]));
}

/** Takes one piece of evidence. A fact dated after it was known counts from its date. */
export function enter(docket: Docket, evidence: Evidence): void {
  const { known } = docket;
  const happening: Happening = {
    at: evidence.saidAt,
    known: Math.max(evidence.knownAt, evidence.saidAt),
    evidence,
    cell: cellOf(evidence),
    moved: false,
  };
  if (happening.known <= docket.stepped) rewind(docket, (stepped) => stepped < happening.known);
  let place = known.length;
  while (place > 0 && known[place - 1]!.known > happening.known) place -= 1;
  known.splice(place, 0, happening);
}

/** Takes a piece of evidence out: from now on it has never been said. */
export function strikeOut(docket: Docket, record: number): void {
  const place = docket.known.findLastIndex(({ evidence }) => evidence.record === record);
  const struck = docket.known[place];
  if (struck === undefined) return;
  if (place < docket.heard && struck.moved) rewind(docket, (stepped) => stepped < struck.known);
  docket.known.splice(place, 1);
  if (place >= docket.heard) return;
  // It only repeated what was said: nothing that was reached rests on it.
  dropFacts(docket.facts, [struck]);
  docket.heard -= 1;
  for (const checkpoint of docket.checkpoints ?? []) if (checkpoint.heard > place) checkpoint.heard -= 1;
}

/** Says which messages really left, oldest first, wherever that differs from what was said before. */
export function noteSent(docket: Docket, sent: readonly SentMessage[]): void {
  const changed = firstDifference(docket.sent ?? [], sent);
  if (docket.sent !== null && changed === null) return;
  if (changed !== null && changed <= docket.stepped) rewind(docket, (stepped) => stepped < changed);
  docket.sent = sent;
}

function firstDifference(before: readonly SentMessage[], now: readonly SentMessage[]): Instant | null {
  const text = ({ ticket, at, withdrawnAt }: SentMessage) => `${ticket} ${at} ${withdrawnAt}`;
  const same = new Set(before.map(text)).intersection(new Set(now.map(text)));
  const moments = [...before, ...now].filter((sent) => !same.has(text(sent))).map(({ at }) => at);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Walks the path up to a moment, through every moment at which time alone changes something. */
export function settle(docket: Docket, to: Instant): void {
  if (to < docket.stepped) rewind(docket, (stepped) => stepped <= to);
  docket.settled = docket.stepped;
  let due = nextByTime(docket) ?? NEVER;
  for (;;) {
    const known = docket.known[docket.heard]?.known ?? NEVER;
    const next = Math.min(known, due);
    if (next > to || next === NEVER) break;
    let moved = next === due;
    if (known === next) {
      keepCheckpoint(docket);
      moved = hear(docket, next) || moved;
    }
    docket.settled = next;
    docket.stepped = next;
    if (!moved) continue;
    step(docket, next);
    due = nextByTime(docket) ?? NEVER;
  }
  docket.settled = to;
}

/** The next moment at which time alone changes the verdict; null where only a new fact can. */
export function nextByTime(docket: Docket): Instant | null {
  const releases = (docket.sent ?? []).flatMap(({ at, withdrawnAt }) =>
    withdrawnAt === null ? [at] : [at, withdrawnAt],
  );
  const moments = [...upcoming(docket), ...releases].filter((at) => at > docket.settled);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Goes back to the latest checkpoint that serves, or to the beginning. */
function rewind(docket: Docket, serves: (stepped: Instant) => boolean): void {
  const checkpoints = docket.checkpoints ?? [];
  while (checkpoints.length > 0 && !serves(checkpoints.at(-1)!.stepped)) checkpoints.pop();
  const checkpoint = checkpoints.at(-1);
  if (checkpoint === undefined) {
    const { setting, sent, known, marks } = docket;
    forgetMarks(docket, START);
    Object.assign(docket, newDocket(setting, sent, docket.checkpoints, marks), { known });
    return;
  }
  const dropped = docket.known.slice(checkpoint.heard, docket.heard);
  dropFacts(docket.facts, dropped);
  forgetMarks(docket, Math.min(...dropped.map(({ at, moved }) => (moved ? at : NEVER))));
  docket.heard = checkpoint.heard;
  docket.ledger = copyLedger(checkpoint.ledger);
  docket.tracks = new Map(checkpoint.tracks);
  docket.groupsSince = new Map(checkpoint.groupsSince);
  docket.stepped = checkpoint.stepped;
  docket.settled = checkpoint.stepped;
  docket.path = pathAt(checkpoint.path);
}

function dropFacts(facts: Happening[], dropped: readonly Happening[]): void {
  if (dropped.length === 0) return;
  const gone = new Set(dropped);
  const from = firstFrom(facts, Math.min(...dropped.map(({ at }) => at)));
  facts.push(...facts.splice(from).filter((fact) => !gone.has(fact)));
}

/** Where the facts of a moment begin. */
function firstFrom(facts: readonly Happening[], at: Instant): number {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (facts[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Puts all that became known at a moment in its place among the facts; false where nothing moved. A late fact is
 * weighed with what ever moved the ledger and with all of its own cell: the rest only repeated other cells, and does.
 */
function hear(docket: Docket, moment: Instant): boolean {
  const { facts, known } = docket;
  const from = docket.heard;
  while (known[docket.heard]?.known === moment) docket.heard += 1;
  const news = known.slice(from, docket.heard).sort(byTime);
  const latest = facts.at(-1)?.at ?? START;
  if (news[0]!.at > latest) {
    facts.push(...news);
    return apply(docket, news);
  }
  const fresh = news.filter(({ at }) => at > latest);
  const late = news.filter((each) => each.at <= latest && !repeatsInPlace(docket, each));
  const first = firstFrom(facts, news[0]!.at);
  facts.push(...[...facts.splice(first), ...news].sort(byTime));
  if (late.length === 0) return apply(docket, fresh);
  const cells = new Set(late.map(({ cell }) => cell));
  applyLate(docket, late[0]!.at, ({ at, cell, moved }) => moved || at > latest || cells.has(cell));
  return true;
}

/**
 * A late fact that says what its cell says at its place already, by a desk that counts: nothing after it changes.
 * Where the word before it is far back, or anything was annulled in between, that is left to the ledger.
 */
function repeatsInPlace({ facts, setting }: Docket, { at, cell, evidence }: Happening): boolean {
  if (evidence.kind !== 'call' && evidence.kind !== 'narrow') return false;
  if (evidence.kind === 'call' && !setting.groupOf.has(evidence.call.desk)) return false;
  const end = firstFrom(facts, at + 1);
  let before: Happening | null = null;
  for (let index = end - 1; index >= Math.max(0, end - FAR_BACK); index -= 1) {
    const each = facts[index]!;
    if (before !== null && each.at < before.at) break;
    if (each.cell === EVERY_CELL) return false;
    if (each.cell !== cell) continue;
    // Two words of one moment are weighed against each other.
    if (each.at === at || before !== null) return false;
    before = each;
  }
  return (
    before !== null &&
    before.evidence.kind === evidence.kind &&
    contentOf(before.evidence) === contentOf(evidence)
  );
}

/** Builds the ledger anew from before a late fact, of the facts that may change it; after an annulment all may. */
function applyLate(docket: Docket, first: Instant, mayMove: (fact: Happening) => boolean): void {
  const since = backToMark(docket, first);
  if (since === null) {
    docket.ledger = emptyLedger();
    docket.tracks = emptyTracks(docket.setting, docket.ledger);
    docket.groupsSince = new Map();
    docket.moves = 0;
  }
  const place = since === null ? 0 : firstFrom(docket.facts, since + 1);
  const after = docket.facts.slice(place);
  apply(docket, after.some(({ cell }) => cell === EVERY_CELL) ? after : after.filter(mayMove));
}

/** Whether anything moved beyond lists of calls. */
function apply(docket: Docket, ordered: readonly Happening[]): boolean {
  const { setting, ledger } = docket;
  let from = 0;
  let moved = false;
  while (from < ordered.length) {
    const { at } = ordered[from]!;
    let to = from + 1;
    while (to < ordered.length && ordered[to]!.at === at) to += 1;
    const effect: Effect = applyMoment(setting, ledger, ordered.slice(from, to));
    if (effect === 'standing') {
      advance(docket, at);
      moved = true;
    }
    if (effect !== 'none') {
      docket.moves += 1;
      keepMark(docket, at);
    }
    from = to;
  }
  return moved;
}

/** Carries to a moment what the ledger now says of every ticket and group. */
function advance({ setting, ledger, tracks, groupsSince }: Docket, at: Instant): void {
  for (const [ticket, before] of tracks) {
    tracks.set(ticket, advanceTracks(before, conditionsNow(setting, ledger, ticket), at));
  }
  for (const group of setting.groups) {
    const ticket = groupTicket(ledger, group);
    if (groupsSince.get(group.id)?.ticket !== ticket) groupsSince.set(group.id, { ticket, at });
  }
}

/** The order of the facts, and within one moment an order that does not depend on how they arrived. */
function byTime(a: Happening, b: Happening): number {
  return (
    a.at - b.at ||
    a.known - b.known ||
    compareText(contentOf(a.evidence), contentOf(b.evidence)) ||
    a.evidence.record - b.evidence.record
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
