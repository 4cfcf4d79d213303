/**
 * Which phrase says where things stand, why, and what is next.
 *
 * (docket settled to a moment) → phrases for the desk's first sentence and for the notes of a case. The words
 * themselves are in the sentences of each language.
 */
import type { TicketId } from '../election/election.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import { decisiveOpen } from './contests.ts';
import type { Docket, Lasting, WithdrawalReason } from './docket-state.ts';
import type { Cause } from './ledger.ts';
import {
  callsSince,
  concessionSince,
  disposal,
  finalAct,
  NO_FLOOR,
  periodEnd,
  quietSince,
} from './routes.ts';
import type { Setting } from './setting.ts';
import { authorityWord, groupTicket, support } from './standing.ts';
import { momentsOf, subjectOf } from './subject.ts';
import type { Phrase } from './verdict.ts';

export const phrase = (key: string, values: Phrase['values'] = {}): Phrase => ({ key, values });

/** What happened, as the sentence of a hold. */
export function causePhrase(cause: Cause): Phrase {
  const { kind, by, other } = cause;
  const ticket = cause.ticket ?? '';
  if (kind === 'retraction' && other !== null) return phrase('hold-turn', { by, ticket, other });
  return kind === 'annulment' ? phrase('hold-annulment', { by }) : phrase(`hold-${kind}`, { by, ticket });
}

export function lastingPhrase({ kind, contest, by }: Lasting): Phrase {
  return kind === 'groups-differ' || kind === 'law-differs'
    ? phrase(`hold-${kind}`)
    : phrase(`hold-${kind}`, { contest, by });
}

/** Why a withdrawal is due. */
export function dueDetail(
  setting: Setting,
  due: { readonly reason: WithdrawalReason; readonly at: Instant },
  ticket: TicketId,
): Phrase {
  return phrase(`withdrawal-${due.reason}`, { at: due.at, ticket, groups: setting.policy.withdrawal.groups });
}

/** The hold that stands, by its gravest cause. */
function holdPhrase({ path }: Docket): Phrase {
  if (path.hold) return causePhrase(path.hold);
  return path.lasting[0] ? lastingPhrase(path.lasting[0]) : phrase('hold-basis-gone');
}

/** How many groups stand behind a ticket, with the numbers that every sentence about calls needs. */
export function backing({ setting, ledger }: Docket, ticket: TicketId): Record<string, string | number> {
  const standing = setting.groups.filter((group) => groupTicket(ledger, group) === ticket);
  return {
    ticket,
    groups: standing.length,
    of: setting.groups.length,
    names: standing.map(({ id }) => id).join(','),
    quorum: setting.quorum?.groups ?? 0,
    minutes: setting.quorum?.minutes ?? 0,
  };
}

/** A condition's title in every language: a template takes its own. */
export function titleOf({ setting }: Docket, name: string): { readonly en: string; readonly ja: string } {
  return setting.policy.conditions.find((condition) => condition.name === name)!.title;
}

/** The first sentence. */
export function headline(docket: Docket): Phrase {
  const { path } = docket;
  const ticket = subjectOf(docket);
  if (path.due) return phrase('withdrawal-due', { ticket: path.withdrawals.at(-1)!.ticket });
  if (path.standing === 'hold') return path.out ? phrase('review') : holdPhrase(docket);
  if (ticket === null)
    return phrase(support(docket.setting, docket.ledger).size > 1 ? 'open-differ' : 'open');
  if (path.level === 'declared' || path.release)
    return phrase(path.level === 'declared' ? 'declared' : 'releasable', { ticket });
  return waitingHeadline(docket, ticket);
}

function waitingHeadline(docket: Docket, ticket: TicketId): Phrase {
  const { setting, ledger, path } = docket;
  const groups = support(setting, ledger).get(ticket) ?? 0;
  const named = authorityWord(setting, ledger, ticket);
  if (setting.quorum && groups >= setting.quorum.groups) return phrase('called');
  if (named && path.level === 'called') return phrase('announced', { ticket, by: named.by });
  if (groups === 0) return phrase('leaning-conceded', { ticket });
  const desks = setting.groups
    .flatMap((group) => group.desks)
    .filter((desk) => ledger.words.get(desk)?.standing?.ticket === ticket).length;
  return setting.groups.length === 1
    ? phrase('leaning-pool', { desks, ticket })
    : phrase('leaning', backing(docket, ticket));
}

/** Why it stands so. */
export function detail(docket: Docket): Phrase {
  const { setting, path } = docket;
  if (path.due) return dueDetail(setting, path.due, path.withdrawals.at(-1)!.ticket);
  if (path.standing !== 'hold') return standingDetail(docket);
  if (path.out) return holdPhrase(docket);
  return phrase(path.lasting.length > 0 && !path.hold ? 'hold-while-it-lasts' : 'hold-until-route');
}

/** Why it is releasable, or what the nearest route still lacks. */
export function standingDetail(docket: Docket): Phrase {
  const { path, setting } = docket;
  if (path.release) return releaseDetail(docket);
  const ticket = subjectOf(docket);
  const { quorum } = setting;
  if (ticket === null) {
    const other = withoutCalls(setting);
    if (other !== null) return other;
    if (!quorum) return phrase('rule-one-source');
    return phrase('rule', { quorum: quorum.groups, of: setting.groups.length, minutes: quorum.minutes });
  }
  return (
    concededDetail(docket, ticket) ??
    calledDetail(docket, ticket) ??
    lawDetail(docket, ticket) ??
    leaningDetail(docket, ticket)
  );
}

function releaseDetail(docket: Docket): Phrase {
  const { setting, ledger, tracks, path } = docket;
  const { ticket, since } = path.release!;
  const route = path.level === 'declared' ? 'C1' : path.release!.route;
  const ownRoute = setting.policy.ownRoutes.find(({ id }) => id === route);
  if (ownRoute !== undefined)
    return phrase('releasable-own', { ...titleOf(docket, ownRoute.condition), ticket, since });
  const own = tracks.get(ticket)!;
  switch (route) {
    case 'A':
      return phrase('releasable-A', { ...backing(docket, ticket), since: callsSince(ledger, own) ?? since });
    case 'B': {
      const said = concessionSince(setting, ledger, ticket, NO_FLOOR);
      const by = [...ledger.concessions.values()].map((concession) => concession.by).join(', ');
      return phrase('releasable-B', {
        ticket,
        by,
        since: said ?? since,
        minutes: setting.policy.concession.dwellMinutes,
      });
    }
    case 'C1': {
      const act = finalAct(setting, ledger, ticket, NO_FLOOR) ?? disposal(setting, ledger, ticket, NO_FLOOR);
      if (act) return phrase('releasable-C1', { ticket, by: act.by, since: act.at });
      return phrase('releasable-C1-period', { ticket, since });
    }
    default: {
      const { hours } = setting.policy.quiet;
      return phrase('releasable-C2', {
        ticket,
        hours,
        since: quietSince(setting, ledger, own, NO_FLOOR) ?? since - hours * HOUR,
      });
    }
  }
}

function concededDetail(docket: Docket, ticket: TicketId): Phrase | null {
  const { setting, ledger, tracks } = docket;
  if (!setting.policy.routes.includes('B') || !tracks.get(ticket)!.conceded.truth) return null;
  if (!tracks.get(ticket)!.backed.truth) return phrase('conceded-alone');
  const at = momentsOf(docket, ticket)['B'] ?? null;
  if (at === null || at <= docket.settled) return null;
  const since = concessionSince(setting, ledger, ticket, NO_FLOOR)!;
  return phrase('conceded-since', { ticket, since, minutes: setting.policy.concession.dwellMinutes });
}

function calledDetail(docket: Docket, ticket: TicketId): Phrase | null {
  const { setting, ledger, tracks } = docket;
  const numbers = backing(docket, ticket);
  if (!setting.policy.routes.includes('A')) return null;
  if (!setting.quorum || Number(numbers['groups']) < setting.quorum.groups) return null;
  const since = callsSince(ledger, tracks.get(ticket)!);
  if (since !== null) {
    const quorumSince = tracks.get(ticket)!.quorum.since;
    return phrase(since === quorumSince ? 'called-since' : 'called-restarted', { ...numbers, since });
  }
  const open = decisiveOpen(setting, ledger, ticket, 'any');
  if (open?.kind === 'narrow' || open?.kind === 'recount')
    return phrase(`called-${open.kind}`, { ...numbers, contest: open.contest });
  return phrase('called-waiting', numbers);
}

/** What the law still lacks, on the routes that the policy has. */
function lawDetail(docket: Docket, ticket: TicketId): Phrase | null {
  const { setting, ledger, tracks } = docket;
  const own = tracks.get(ticket)!;
  const { routes, quiet } = setting.policy;
  const byQuiet = routes.includes('C2');
  if (!own.announced.truth || !(byQuiet || routes.includes('C1'))) return null;
  const [challenge] = ledger.challenges.values();
  if (challenge) return phrase('announced-challenged', { by: challenge.by });
  const narrow = byQuiet ? decisiveOpen(setting, ledger, ticket, 'lead') : null;
  if (narrow) return phrase('announced-narrow', { contest: narrow.contest });
  const until = periodEnd(setting, ledger, ticket, docket.path.hold?.at ?? NO_FLOOR);
  const refusal = [...ledger.refusals].find(([who, { claimed }]) => who !== ticket && claimed !== ticket);
  if (until !== null && routes.includes('C1')) return phrase('announced-period', { until });
  if (refusal) return phrase('announced-refused', { by: refusal[1].by });
  const since = byQuiet ? quietSince(setting, ledger, own, NO_FLOOR) : null;
  return since === null ? null : phrase('announced-quiet', { since, hours: quiet.hours });
}

/** What the rule asks for where it has no route of calls; null where it has. */
function withoutCalls({ policy }: Setting): Phrase | null {
  if (policy.routes.includes('A')) return null;
  const [own] = policy.ownRoutes;
  return own === undefined ? phrase('rule-no-calls') : phrase('rule-own', { ...own.title });
}

function leaningDetail(docket: Docket, ticket: TicketId): Phrase {
  const other = withoutCalls(docket.setting);
  if (other !== null) return other;
  return docket.setting.quorum ? phrase('leaning-next', backing(docket, ticket)) : phrase('rule-one-source');
}

/** What is next: a moment, or what a person must do. */
export function next(docket: Docket, earliest: Instant | null): Phrase | null {
  const { path } = docket;
  if (path.due) return phrase('next-withdraw');
  if (path.release) return phrase('next-since', { at: path.release.since });
  if (path.standing === 'hold' && path.out) return phrase('next-decide');
  return earliest === null ? null : phrase('next-releasable', { at: earliest });
}
