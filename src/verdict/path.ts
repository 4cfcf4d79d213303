/**
 * Where the verdict stands from moment to moment of knowledge: wait, hold or releasable, and what follows a release.
 *
 * One `step` for each moment at which something became known or a time ran out. A release once reached stays
 * reached until a hold (policy 6.1); a hold ends with its cause or with a route reached anew (5.4, 5.5).
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { openContests } from './contests.ts';
import type { Docket, Lasting, WithdrawalReason } from './docket-state.ts';
import type { Cause } from './ledger.ts';
import type { RouteId } from './policy.ts';
import { finalAct, NO_FLOOR } from './routes.ts';
import type { Setting } from './setting.ts';
import { authorityNames, authorityNamesOnly, latestNamed, lawDiffers, support } from './standing.ts';
import { lawfulMoment, momentsOf, subjectOf } from './subject.ts';
import { LEVELS, type Level, type Phrase, type Standing } from './verdict.ts';
import { causePhrase, dueDetail, headline, lastingPhrase, standingDetail } from './wording.ts';

/** Walks one moment: new causes, lasting holds, withdrawal, routes, in this order. */
export function step(docket: Docket, at: Instant): void {
  const { path } = docket;
  noteSent(docket, at);
  const fresh = freshCauses(docket, at);
  path.lasting = lastingHolds(docket, at);
  if (path.lasting.length > 0) path.release = null;
  noteWithdrawal(docket, fresh, at);
  if (path.release === null && path.lasting.length === 0) reachRoute(docket, at);
  turnTo(docket, at);
  noteLevel(docket, at);
  noteWaiting(docket, at);
}

function noteSent(docket: Docket, at: Instant): void {
  if (docket.sent === null) return;
  const out = docket.sent.findLast((sent) => sent.at <= at);
  const standing = out && (out.withdrawnAt === null || out.withdrawnAt > at) ? out : null;
  if (standing?.at !== docket.path.out?.at) docket.path.due = null;
  docket.path.out = standing;
}

function freshCauses(docket: Docket, at: Instant): readonly Cause[] {
  const { path, ledger, setting } = docket;
  const fresh = ledger.causes.filter(
    ({ key, kind }) => !path.seen.has(key) && setting.policy.holds.untilRoute.includes(kind),
  );
  for (const cause of fresh) {
    path.seen.add(cause.key);
    path.release = null;
    if (path.hold === null || cause.at >= path.hold.at) path.hold = cause;
    path.notes.push({ at, phrase: causePhrase(cause) });
  }
  return fresh;
}

/** Policy 5.5: a stay or a fault in a contest that decides for somebody whom anything speaks for; voices that differ. */
function lastingHolds(docket: Docket, at: Instant): readonly Lasting[] {
  const { setting, ledger } = docket;
  const kinds = setting.policy.holds.whileItLasts;
  const holds: Lasting[] = [];
  const counts = support(setting, ledger);
  if (kinds.includes('groups-differ') && counts.size > 1) {
    holds.push({ kind: 'groups-differ', contest: null, by: '', record: lastWord(docket) });
  }
  if (kinds.includes('law-differs') && lawDiffers(setting, ledger) && !settledByOath(docket, at))
    holds.push({ kind: 'law-differs', contest: null, by: '', record: lastWord(docket) });
  if (ledger.openable.size === 0) return holds;
  for (const ticket of candidates(docket, counts)) {
    for (const { contest, kind, opening, decisive } of openContests(
      setting,
      ledger,
      ticket,
      'fault-or-stay',
    )) {
      if (!decisive || (kind !== 'stay' && kind !== 'feed-fault') || !kinds.includes(kind)) continue;
      if (holds.some((hold) => hold.record === opening.record)) continue;
      holds.push({ kind, contest, by: opening.by, record: opening.record });
    }
  }
  return holds;
}

function settledByOath({ setting, ledger }: Docket, at: Instant): boolean {
  return setting.tickets.some((ticket) => {
    const act = finalAct(setting, ledger, ticket, NO_FLOOR);
    return act !== null && act.from <= at;
  });
}

function lastWord({ ledger }: Docket): number {
  return Math.max(0, ...[...ledger.words.values()].map(({ standing }) => standing?.record ?? 0));
}

/**
 * For whom an open contest could decide. While nobody names a winner of many contests, none of them is known to
 * decide, and a feed that is late in one is no reason to stop; where one contest is the election, it always decides.
 */
function candidates(docket: Docket, counts: ReadonlyMap<TicketId, number>): readonly TicketId[] {
  const { setting, ledger } = docket;
  if (setting.contests.length === 0 || setting.rule !== 'electoral-college') return setting.tickets;
  const named = authorityNames(setting, ledger);
  const conceded = new Set([...ledger.concessions.values()].map(({ ticket }) => ticket));
  return setting.tickets.filter((ticket) => counts.has(ticket) || named.has(ticket) || conceded.has(ticket));
}

function noteWithdrawal(docket: Docket, fresh: readonly Cause[], at: Instant): void {
  const { path } = docket;
  if (path.out === null || path.due !== null) return;
  const reason = withdrawalReason(docket, path.out, fresh);
  if (reason === null) return;
  const { ticket } = path.out;
  path.due = { reason, at };
  path.withdrawals.push({ at, reason, ticket });
  path.notes.push({ at, phrase: dueDetail(docket.setting, path.due, ticket) });
  if (path.release?.ticket === ticket) path.release = null;
  path.recalled = true;
  if (docket.sent === null) path.out = null;
}

/** Policy 6.2. */
function withdrawalReason(
  docket: Docket,
  out: { readonly ticket: TicketId; readonly at: Instant },
  fresh: readonly Cause[],
): WithdrawalReason | null {
  const { setting, ledger } = docket;
  if (fresh.some(({ kind }) => kind === 'annulment')) return 'annulled';
  const counts = support(setting, ledger);
  const named = latestNamed(setting, ledger);
  const enough = setting.policy.withdrawal.groups;
  const another = [...counts].some(([ticket, groups]) => ticket !== out.ticket && groups >= enough);
  if (another || (named !== null && named !== out.ticket)) return 'another-named';
  return (counts.get(out.ticket) ?? 0) < enough && named === null ? 'basis-gone' : null;
}

/** The law before calls, calls before a concession, a quiet day after them; a policy's own routes in their order. */
const ORDER: readonly RouteId[] = ['C1', 'A', 'B', 'C2'];

function inOrder({ policy }: Setting): readonly RouteId[] {
  return [...ORDER.filter((route) => policy.routes.includes(route)), ...policy.ownRoutes.map(({ id }) => id)];
}

function reachRoute(docket: Docket, at: Instant): void {
  const { path } = docket;
  for (const route of inOrder(docket.setting)) {
    const reached = docket.setting.tickets.filter((ticket) => {
      const moment = momentsOf(docket, ticket)[route] ?? null;
      return moment !== null && moment <= at;
    });
    // Two winners by one route is nobody's victory.
    if (reached.length !== 1) continue;
    path.release = { ticket: reached[0]!, route, since: at };
    path.hold = null;
    path.recalled = false;
    if (docket.sent === null) path.out = { ticket: reached[0]!, at };
    if (docket.sent === null || path.out?.ticket === reached[0]) path.due = null;
    return;
  }
}

/** All moments at which time alone opens a route. */
export function upcoming(docket: Docket): readonly Instant[] {
  if (docket.facts.length === 0) return [];
  return docket.setting.tickets.flatMap((ticket) =>
    Object.values(momentsOf(docket, ticket)).filter((at) => at !== null),
  );
}

function turnTo(docket: Docket, at: Instant): void {
  const { path } = docket;
  const held = path.lasting.length > 0 || path.hold !== null || path.recalled;
  const to: Standing = path.release !== null ? 'releasable' : held ? 'hold' : 'wait';
  const from = path.standing;
  const last = path.turns.at(-1);
  const ticket = path.release?.ticket ?? null;
  if (to === from && (to !== 'releasable' || last?.ticket === ticket)) return;
  path.turns.push({ at, to, ticket });
  path.standing = to;
  path.standingSince = at;
  // After a hold, what is waited for is told anew.
  if (to === 'hold') path.waiting = null;
  if (to === 'hold' && path.lasting[0]) path.notes.push({ at, phrase: lastingPhrase(path.lasting[0]) });
  if (to === 'releasable') path.notes.push({ at, phrase: standingDetail(docket) });
  if (to !== 'hold' || path.out === null || path.due !== null) return;
  path.reviews.push(at);
  path.notes.push({ at, phrase: { key: 'review', values: {} } });
}

function noteLevel(docket: Docket, at: Instant): void {
  const { path } = docket;
  const level = levelNow(docket, at);
  if (level === path.level) return;
  const rank = LEVELS.indexOf(level);
  for (const each of LEVELS.slice(rank + 1)) delete path.reached[each];
  for (const each of LEVELS.slice(1, rank + 1)) path.reached[each] ??= at;
  path.level = level;
  path.levelSince = at;
}

/** While the desk waits, each change of what it waits for is worth a note; so is the end of a hold. */
function noteWaiting(docket: Docket, at: Instant): void {
  const { path, setting, ledger } = docket;
  const ticket = subjectOf(docket);
  const turned = path.turns.at(-1)?.at === at;
  if (path.standing !== 'wait' || (ticket === null && !turned)) return;
  const leaning = path.level === 'leaning' && ticket !== null && support(setting, ledger).has(ticket);
  const phrase = leaning ? headline(docket) : standingDetail(docket);
  if (path.waiting !== null && samePhrase(path.waiting, phrase)) return;
  path.waiting = phrase;
  path.notes.push({ at, phrase });
}

function samePhrase(a: Phrase, b: Phrase): boolean {
  return a.key === b.key && Object.entries(a.values).every(([name, value]) => b.values[name] === value);
}

/** The rung of the ladder: what is releasable first, then who stands behind whom. */
function levelNow(docket: Docket, at: Instant): Level {
  const { path, setting, ledger } = docket;
  if (path.release !== null) {
    const lawful = lawfulMoment(docket, path.release.ticket);
    return lawful !== null && lawful <= at ? 'declared' : 'final-enough';
  }
  const ticket = subjectOf(docket);
  if (ticket === null) return 'open';
  const behind = support(setting, ledger).get(ticket) ?? 0;
  if (setting.quorum !== null && behind >= setting.quorum.groups) return 'called';
  return authorityNamesOnly(setting, ledger, ticket) ? 'called' : 'leaning';
}
