/**
 * The tree of conditions: what must hold on each route, whether it does, since when, on what evidence.
 *
 * (docket settled to a moment, ticket) → conditions. The names A1 … C26 are stable; a desk may quote them.
 */
import type { TicketId } from '../election/election.ts';
import { HOUR, type Instant, MINUTE } from '../election/instant.ts';
import { decisiveOpen, type OpenQuestion } from './contests.ts';
import type { Docket } from './docket-state.ts';
import { groupConditions } from './group-conditions.ts';
import { namedCondition, ownRouteParts } from './own-conditions.ts';
import type { RouteId, StandardRoute } from './policy.ts';
import {
  callsSince,
  concessionSince,
  declarationsFor,
  disposal,
  finalAct,
  NO_FLOOR,
  periodEnd,
  quietSince,
} from './routes.ts';
import { authorityWord, type ConditionId, groupTicket } from './standing.ts';
import { momentsOf } from './subject.ts';
import type { Condition, Phrase, Truth } from './verdict.ts';
import { backing, phrase } from './wording.ts';

type Leaf = {
  readonly truth: Truth | boolean;
  readonly since?: Instant | null;
  readonly reason: Phrase;
  readonly evidence?: readonly number[];
};

function leaf(id: string, { truth, since = null, reason, evidence = [] }: Leaf): Condition {
  const word: Truth = typeof truth === 'boolean' ? (truth ? 'true' : 'false') : truth;
  return { id, truth: word, since, reason, evidence, parts: [] };
}

/** The routes of the policy for a ticket, each with its conditions; then what can only hold back. */
export function conditionTree(docket: Docket, ticket: TicketId): readonly Condition[] {
  const { routes, brakes } = docket.setting.policy;
  return [
    ...routes.map((route) => routeCondition(docket, ticket, route)),
    ...brakes.map((brake) => namedCondition(docket, ticket, brake, brake)),
  ];
}

function routeCondition(docket: Docket, ticket: TicketId, route: RouteId): Condition {
  const { policy, quorum } = docket.setting;
  const moment = momentsOf(docket, ticket)[route] ?? null;
  const open = moment !== null && moment <= docket.settled;
  const since = open ? moment : null;
  const node = (reason: Phrase, parts: readonly Condition[]): Condition => ({
    ...leaf(route, { truth: open, since, reason }),
    parts,
  });
  const own = policy.ownRoutes.find(({ id }) => id === route);
  if (own !== undefined)
    return node(
      phrase(own.minutes === 0 ? 'route-own-at-once' : 'route-own', { ...own.title, minutes: own.minutes }),
      ownRouteParts(docket, ticket, own),
    );
  switch (route as StandardRoute) {
    case 'A':
      if (!quorum) return node(phrase('route-A-none'), []);
      return node(
        phrase('route-A', { quorum: quorum.groups, minutes: quorum.minutes }),
        callParts(docket, ticket),
      );
    case 'B':
      return node(
        phrase('route-B', { minutes: policy.concession.dwellMinutes }),
        concessionParts(docket, ticket),
      );
    case 'C1':
      return node(phrase('route-C1'), lawParts(docket, ticket));
    case 'C2':
      return node(phrase('route-C2', { hours: policy.quiet.hours }), quietParts(docket, ticket));
  }
}

function track(docket: Docket, ticket: TicketId, id: ConditionId): { truth: boolean; since: Instant | null } {
  const { truth, since } = docket.tracks.get(ticket)![id];
  return { truth, since: truth ? since : null };
}

function callParts(docket: Docket, ticket: TicketId): Condition[] {
  const { setting, ledger, tracks } = docket;
  const numbers = backing(docket, ticket);
  const quorum = track(docket, ticket, 'quorum');
  const key = quorum.truth ? 'quorum-met' : numbers['groups'] === 0 ? 'quorum-nobody' : 'quorum-short';
  const since = callsSince(ledger, tracks.get(ticket)!);
  return [
    {
      ...leaf('A1', { ...quorum, reason: phrase(key, numbers), evidence: recordsFor(docket, ticket) }),
      parts: groupConditions(docket, ticket, 'A1'),
    },
    otherCondition(docket, ticket, 'A2'),
    openCondition(docket, ticket, 'A3', 'none-open', 'any', 'none-open-met'),
    retractionCondition(docket, 'A4', setting.quorum!.minutes),
    dwellCondition(docket, 'A5', since, setting.quorum!.minutes),
  ];
}

function concessionParts(docket: Docket, ticket: TicketId): Condition[] {
  const { setting, ledger } = docket;
  const minutes = setting.policy.concession.dwellMinutes;
  const conceded = track(docket, ticket, 'conceded');
  const backed = track(docket, ticket, 'backed');
  const said = [...ledger.concessions.values()].filter((concession) => concession.ticket === ticket);
  const by = said.map((concession) => concession.by).join(', ');
  const word = authorityWord(setting, ledger, ticket);
  const floor = docket.path.hold?.at ?? NO_FLOOR;
  return [
    leaf('B1', {
      ...conceded,
      reason: conceded.truth ? phrase('conceded-met', { by }) : phrase('conceded-missing'),
      evidence: said.map(({ record }) => record),
    }),
    leaf('B2', {
      ...backed,
      reason: phrase(backed.truth ? 'backed-met' : 'backed-missing'),
      evidence: [...recordsFor(docket, ticket), ...(word ? [word.record] : [])],
    }),
    otherCondition(docket, ticket, 'B3'),
    openCondition(docket, ticket, 'B4', 'none-beyond-margin', 'beyond-margin', 'beyond-margin-met'),
    dwellCondition(docket, 'B5', concessionSince(setting, ledger, ticket, floor), minutes),
  ];
}

function lawParts(docket: Docket, ticket: TicketId): Condition[] {
  const { setting, ledger, path, settled } = docket;
  const floor = path.hold?.at ?? NO_FLOOR;
  const act = finalAct(setting, ledger, ticket, floor);
  const ruling = disposal(setting, ledger, ticket, floor);
  const [challenge] = ledger.challenges.values();
  const until = periodEnd(setting, ledger, ticket, floor);
  const declared = declarationsFor(ledger, ticket).map(({ record }) => record);
  const pending = challenge ? phrase('disposed-pending', { by: challenge.by }) : phrase('disposed-missing');
  const period =
    until === null
      ? phrase('period-missing')
      : phrase(until <= settled ? 'period-met' : 'period-running', { until });
  return [
    leaf('C11', {
      truth: act !== null && act.from <= settled,
      since: act?.from ?? null,
      reason: act ? phrase('final-met', { by: act.by }) : phrase('final-missing'),
      evidence: act ? [act.record] : [],
    }),
    leaf('C12', {
      truth: ruling !== null,
      since: ruling?.at ?? null,
      reason: ruling ? phrase('disposed-met', { by: ruling.by }) : pending,
      evidence: [ruling ?? challenge].flatMap((each) => (each ? [each.record] : [])),
    }),
    leaf('C13', {
      truth: until !== null && until <= settled,
      since: until,
      reason: period,
      evidence: declared,
    }),
  ];
}

function quietParts(docket: Docket, ticket: TicketId): Condition[] {
  const { setting, ledger, tracks, settled, path } = docket;
  const { hours } = setting.policy.quiet;
  const announced = track(docket, ticket, 'announced');
  const word = authorityWord(setting, ledger, ticket);
  const refused = [...ledger.refusals].find(
    ([who, { claimed }]) => who !== ticket && claimed !== ticket,
  )?.[1];
  const [challenge] = ledger.challenges.values();
  const since = quietSince(setting, ledger, tracks.get(ticket)!, path.hold?.at ?? NO_FLOOR);
  const quiet = since !== null && settled >= since + hours * HOUR;
  return [
    leaf('C21', {
      ...announced,
      reason:
        announced.truth && word ? phrase('announced-met', { by: word.by }) : phrase('announced-missing'),
      evidence: word ? [word.record] : [],
    }),
    marginCondition(docket, ticket),
    leaf('C23', {
      ...track(docket, ticket, 'not-refused'),
      reason: refused ? phrase('not-refused-broken', { by: refused.by }) : phrase('not-refused-met'),
      evidence: refused ? [refused.record] : [],
    }),
    leaf('C24', {
      ...track(docket, ticket, 'unchallenged'),
      reason: challenge ? phrase('unchallenged-broken', { by: challenge.by }) : phrase('unchallenged-met'),
      evidence: challenge ? [challenge.record] : [],
    }),
    openCondition(docket, ticket, 'C25', 'none-open', 'any', 'none-open-met'),
    leaf('C26', {
      truth: quiet,
      since: quiet ? since + hours * HOUR : null,
      reason:
        since === null
          ? phrase('quiet-not-begun', { hours })
          : phrase(quiet ? 'quiet-met' : 'quiet-running', { hours, since }),
    }),
  ];
}

/** An unknown lead does not bar the authority's own complete count, but it is shown as unknown. */
function marginCondition(docket: Docket, ticket: TicketId): Condition {
  const { setting, ledger } = docket;
  const narrow = decisiveOpen(setting, ledger, ticket, 'lead');
  if (narrow) {
    const reason = phrase('outside-margin-narrow', { contest: narrow.contest });
    return leaf('C22', { truth: false, reason, evidence: [narrow.opening.record] });
  }
  const measured = [...ledger.contests.values()].some((contest) => contest.measured);
  if (!measured) return leaf('C22', { truth: 'unknown', reason: phrase('outside-margin-unknown') });
  return leaf('C22', { ...track(docket, ticket, 'outside-margin'), reason: phrase('outside-margin-met') });
}

function otherCondition(docket: Docket, ticket: TicketId, id: string): Condition {
  const other = track(docket, ticket, 'no-other');
  const records = docket.setting.tickets
    .filter((each) => each !== ticket)
    .flatMap((each) => recordsFor(docket, each));
  return leaf(id, {
    ...other,
    reason: phrase(other.truth ? 'no-other-met' : 'no-other-broken'),
    evidence: other.truth ? [] : records,
  });
}

function openCondition(
  docket: Docket,
  ticket: TicketId,
  id: string,
  condition: ConditionId,
  question: OpenQuestion,
  met: string,
): Condition {
  const open = decisiveOpen(docket.setting, docket.ledger, ticket, question);
  if (!open) return leaf(id, { ...track(docket, ticket, condition), reason: phrase(met) });
  const reason = phrase(`none-open-${open.kind}`, { contest: open.contest });
  return leaf(id, { truth: false, reason, evidence: [open.opening.record] });
}

function retractionCondition(docket: Docket, id: string, minutes: number): Condition {
  const { lastRetraction } = docket.ledger;
  if (!lastRetraction) return leaf(id, { truth: true, reason: phrase('none-back-met') });
  const { by, at, record } = lastRetraction;
  const over = docket.settled >= at + minutes * MINUTE;
  const reason = phrase(over ? 'none-back-over' : 'none-back-broken', { by, at });
  return leaf(id, { truth: over, since: over ? at + minutes * MINUTE : null, reason, evidence: [record] });
}

function dwellCondition(docket: Docket, id: string, since: Instant | null, minutes: number): Condition {
  if (since === null || !Number.isFinite(since)) {
    return leaf(id, { truth: false, reason: phrase('dwell-not-begun', { minutes }) });
  }
  const end = since + minutes * MINUTE;
  const done = Math.floor((docket.settled - since) / MINUTE);
  const met = docket.settled >= end;
  const reason = phrase(met ? 'dwell-met' : 'dwell-running', {
    minutes,
    since,
    done: Math.min(done, minutes),
  });
  return leaf(id, { truth: met, since: met ? end : null, reason });
}

/** The calls behind a ticket: of each group that stands, every desk that names it. */
function recordsFor({ setting, ledger }: Docket, ticket: TicketId): number[] {
  return setting.groups
    .filter((group) => groupTicket(ledger, group) === ticket)
    .flatMap((group) => group.desks)
    .flatMap((desk) => ledger.words.get(desk)?.standing?.record ?? []);
}
