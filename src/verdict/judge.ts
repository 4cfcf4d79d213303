/**
 * How final is the outcome at one moment, why, since when, and what would change it.
 *
 * (policy, election, evidence, moment) → verdict. Pure: the same input gives the same verdict, and a verdict on a
 * past moment uses only what was known then. A struck entry has never been said from the moment it was struck.
 */
import type { Election, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { actStandings, earliestRoute } from './acts.ts';
import { conditionTree } from './conditions.ts';
import { type OpenKind, openContests } from './contests.ts';
import { enter, nextByTime, openDocket, settle } from './docket.ts';
import type { Docket, SentMessage } from './docket-state.ts';
import { type Evidence, isSaid } from './evidence.ts';
import type { Policy, RouteId } from './policy.ts';
import { type Setting, settingOf } from './setting.ts';
import { groupTicket } from './standing.ts';
import { stopsFor } from './stops.ts';
import { momentsOf, subjectOf } from './subject.ts';
import type { ContestStanding, GroupStanding, Phrase, Verdict } from './verdict.ts';
import { detail, headline, next, phrase } from './wording.ts';

export type JudgeInput = {
  readonly policy: Policy;
  readonly election: Election;
  /** In any order; what was not known at the moment is left out. */
  readonly evidence: readonly Evidence[];
  readonly at: Instant;
  /**
   * Messages that left the house, oldest first. Left out, the moment at which a congratulation became releasable is
   * taken for its release: what a policy would have done by itself.
   */
  readonly releases?: readonly {
    readonly ticket: TicketId;
    readonly at: Instant;
    readonly withdrawnAt?: Instant | null;
  }[];
};

/** Judges a moment from everything known by then. */
export function judge({ policy, election, evidence, at, releases }: JudgeInput): Verdict {
  const sent = releases?.map((release) => ({ ...release, withdrawnAt: release.withdrawnAt ?? null })) ?? null;
  return verdictAt(docketOf(settingOf(policy, election), evidence, at, sent), at);
}

/**
 * A night as it is understood with all that is known by now: every fact known when it was said, nothing that was
 * struck. Judged from it a past moment may stand differently; judged from the evidence itself it never does.
 */
export function asNowUnderstood(evidence: readonly Evidence[]): Evidence[] {
  return evidence
    .filter((each) => !isSaid(each) || each.struck === null)
    .map((each) => ({ ...each, knownAt: each.saidAt }));
}

/** The docket of what was known, and not struck, at a moment. */
function docketOf(
  setting: Setting,
  evidence: readonly Evidence[],
  at: Instant,
  sent: readonly SentMessage[] | null = null,
): Docket {
  const docket = openDocket(setting, sent);
  const known = evidence.filter(
    (each) => each.knownAt <= at && (!isSaid(each) || each.struck === null || each.struck.at > at),
  );
  const moment = (each: Evidence) => Math.max(each.knownAt, each.saidAt);
  for (const each of known.toSorted((a, b) => moment(a) - moment(b))) enter(docket, each);
  return docket;
}

/** The verdict of a docket at a moment not before the last one it was settled to. */
export function verdictAt(docket: Docket, at: Instant): Verdict {
  settle(docket, at);
  const { path, setting } = docket;
  const ticket = subjectOf(docket);
  const subject = ticket ?? setting.tickets[0]!;
  const contests = contestStandings(docket, ticket);
  const pending = docket.known[docket.heard]?.known ?? null;
  const byTime = nextByTime(docket);
  return {
    at,
    level: path.level,
    since: levelSince(docket, at),
    reached: { ...path.reached },
    ticket: path.level === 'open' ? null : ticket,
    route: ticket === null ? null : nearestRoute(docket, ticket),
    acts: actStandings(docket, ticket),
    groups: groupStandings(docket),
    contests,
    electorsCalled: electorsCalled(docket, contests),
    conditions: conditionTree(docket, subject),
    stops: stopsFor(docket, ticket),
    aftermath: path.due ? 'withdrawal-due' : path.out && path.standing === 'hold' ? 'review' : 'none',
    headline: headline(docket),
    detail: detail(docket),
    next: next(docket, earliestRoute(docket, ticket)),
    nextChange: byTime !== null && pending !== null ? Math.min(byTime, pending) : (byTime ?? pending),
  };
}

/** Nothing has been heard: the level has stood since the first polls closed. */
function levelSince({ path, setting }: Docket, at: Instant): Instant {
  if (Number.isFinite(path.levelSince)) return path.levelSince;
  return Math.min(at, ...setting.contests.map(({ pollsCloseFirst }) => pollsCloseFirst));
}

/** The route that is open, else the one that opens first by time, else the one with most of its conditions met. */
function nearestRoute(docket: Docket, ticket: TicketId): RouteId | null {
  const { path, setting } = docket;
  if (path.release) return path.release.route;
  const moments = momentsOf(docket, ticket);
  const { routes } = setting.policy;
  const open = (route: RouteId) => moments[route] ?? Number.POSITIVE_INFINITY;
  const [first] = routes.filter((route) => moments[route] !== null).toSorted((a, b) => open(a) - open(b));
  const byCalls = setting.quorum && routes.includes('A') ? 'A' : routes.find((route) => route !== 'A');
  return first ?? byCalls ?? null;
}

function groupStandings({ setting, ledger, groupsSince }: Docket): GroupStanding[] {
  return setting.groups.map((group) => {
    const ticket = groupTicket(ledger, group);
    return {
      group: group.id,
      desks: group.desks,
      ticket,
      since: ticket === null ? null : (groupsSince.get(group.id)?.at ?? null),
    };
  });
}

function contestStandings(docket: Docket, ticket: TicketId | null): ContestStanding[] {
  const { setting, ledger } = docket;
  const winner = ticket ?? setting.tickets[0]!;
  const open = openContests(setting, ledger, winner, 'any');
  return setting.contests.map(({ id }) => {
    const state = ledger.contests.get(id);
    const reason = open.find((each) => each.contest === id);
    return {
      contest: id,
      calls: [...(state?.calls.values() ?? [])].map(({ by, ticket: named, at, record }) => ({
        desk: by,
        ticket: named,
        at,
        record,
      })),
      ticket: state?.called ?? null,
      open: reason ? openPhrase(reason.kind, reason.opening.by) : null,
      decisive: ticket !== null && reason?.decisive === true,
    };
  });
}

function openPhrase(kind: OpenKind, by: string): Phrase {
  return phrase(`contest-${kind}`, { by });
}

function electorsCalled({ setting }: Docket, contests: readonly ContestStanding[]): Record<TicketId, number> {
  const electors = Object.fromEntries(setting.tickets.map((ticket) => [ticket, 0]));
  for (const [index, { ticket }] of contests.entries()) {
    if (ticket !== null) electors[ticket] = (electors[ticket] ?? 0) + setting.contests[index]!.electors;
  }
  return electors;
}
