/**
 * The facts that the public pages may be written from, taken from the desk's state at one moment.
 */
import type {
  BriefFacts,
  BriefTicket,
  ClaimFact,
  ContestCall,
  GroupFact,
  LiveContest,
  NamedWinner,
  RetractionFact,
  SentFact,
  Twin,
} from '../brief/brief.ts';
import type { DeskReader } from '../desk.ts';
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { contestName, shortName, voiceName } from '../fold/context.ts';
import type { Relations } from '../relations/relations.ts';
import { visibleTo } from '../relations/visible.ts';
import { isWithdrawal, type Language, namedBy } from '../response/playbook.ts';
import type { CallEvidence, FactEvidence } from '../verdict/evidence.ts';
import { quorumOf } from '../verdict/policy.ts';
import { LEVELS, type Phrase, type Verdict } from '../verdict/verdict.ts';
import { basisOf } from './view-clock.ts';
import { countView } from './view-count.ts';
import { bothAwake } from './view-surroundings.ts';
import { gateAt } from './view-verdict.ts';
import type { ContestView } from './wire.ts';
import { type Wording, wordingOf } from './wording.ts';

export function briefFacts(reader: DeskReader, at: Instant): BriefFacts {
  const { state, context, watch } = reader;
  const verdict = watch.verdict(state, context, at);
  const { profile, election } = context;
  const rule = election.rule;
  return {
    at,
    rehearsal: rehearsalOf(reader),
    zones: profile.zones,
    election: {
      name: profile.election,
      electors: rule.kind === 'electoral-college' ? rule.electors : 0,
      majority: rule.kind === 'electoral-college' ? rule.majority : 0,
    },
    leader: profile.leader.title,
    tickets: ticketsOf(reader),
    agency: profile.agency,
    verdict: verdictOf(reader, verdict, at),
    groups: {
      total: context.groups.length,
      naming: namingOf(reader, verdict),
      all: groupsOf(reader, verdict),
    },
    ...countOf(reader, verdict, at),
    ...saidOf(reader),
    sent: sentOf(reader),
    talk: talkOf(reader),
    window: bothAwake(reader, verdict, at)[0] ?? null,
    inTouchWithBoth: context.election.tickets.every(({ id }) => isInTouch(context.relations, id)),
  };
}

/** By what may be told to everybody: the page is public. */
function isInTouch(relations: Relations, ticket: TicketId): boolean {
  const { people, engagements } = visibleTo(relations, 'open');
  const contacts = people.filter(({ side }) => side === ticket);
  return contacts.some(({ id }) => engagements.some(({ contact }) => contact === id));
}

function twin(word: (language: 'en' | 'ja') => string): Twin {
  return { en: word('en'), ja: word('ja') };
}

function rehearsalOf({ context }: DeskReader): BriefFacts['rehearsal'] {
  const { night } = context.opened;
  return night === null ? null : { title: night.title, basis: twin((language) => basisOf(night, language)) };
}

function ticketsOf({ context }: DeskReader): BriefFacts['tickets'] {
  const [first, second] = context.election.tickets.map(
    ({ id, name }): BriefTicket => ({
      id,
      short: twin((language) => shortName(context, id, language)),
      full: twin((language) => firstOf(context.names[language].tickets[id]?.full ?? name)),
    }),
  );
  return [first!, second!];
}

/** Running prose speaks of the candidate, not of the whole ticket. */
function firstOf(ticket: string): string {
  return ticket.split(/[/／]/)[0]!.trim();
}

function verdictOf({ context, state }: DeskReader, verdict: Verdict, at: Instant): BriefFacts['verdict'] {
  const words = { en: wordingOf(context, 'en', at), ja: wordingOf(context, 'ja', at) };
  const said = (phrase: Phrase) => twin((language) => words[language].phrase(phrase));
  const quorum = quorumOf(context.policy, context.groups.length);
  const congratulation = verdict.acts.find(({ act }) => act === 'congratulation')?.standing ?? 'wait';
  return {
    level: verdict.level,
    headline: congratulation === 'releasable' ? final(words, verdict) : said(verdict.headline),
    detail: asPapersWrite(said(verdict.detail)),
    congratulation,
    aftermath: state.response.aftermath,
    gateAt: gateAt(verdict),
    groupsNeeded: quorum?.groups ?? context.policy.calls.quorum,
    dwellMinutes: quorum?.minutes ?? context.policy.calls.dwellMinutes,
    reached: reachedOf(verdict),
  };
}

/** The desk's sentences have its clock, "20:04"; a Japanese paper writes 「20時04分」. */
function asPapersWrite({ en, ja }: Twin): Twin {
  const written = ja.replace(
    /(\d{1,2}):(\d{2})/g,
    (_, hour: string, minute: string) => `${Number(hour)}時${minute}分`,
  );
  return { en, ja: written };
}

/** What is releasable is the house's business: readers are told that its rule is met, and for whom. */
function final(words: Readonly<Record<Language, Wording>>, { ticket }: Verdict): Twin {
  const name = (language: Language) => (ticket === null ? '' : words[language].ticket(ticket));
  return {
    en: `Final by the government’s own rule: ${name('en')}.`,
    ja: `政府の基準で結果確定：${name('ja')}氏。`,
  };
}

function reachedOf({ level, since, reached }: Verdict): BriefFacts['verdict']['reached'] {
  const times = LEVELS.slice(0, LEVELS.indexOf(level) + 1).flatMap((rung) => {
    const at = reached?.[rung] ?? (rung === level ? since : null);
    return at === null || at === undefined ? [] : [[rung, at] as const];
  });
  return Object.fromEntries(times);
}

function groupsOf({ context }: DeskReader, verdict: Verdict): GroupFact[] {
  return verdict.groups.map(({ group, desks, ticket, since }) => ({
    id: group,
    name: twin((language) => context.groups.find(({ id }) => id === group)?.name[language] ?? group),
    desks: desks.map((desk) => twin((language) => voiceName(context, desk, language))),
    ticket,
    since,
  }));
}

/** Calls of the whole election that stand: neither struck nor taken back by their own desk since. */
function standingCalls({ state }: DeskReader): CallEvidence[] {
  const said = state.evidence.filter(
    (one): one is CallEvidence => (one.kind === 'call' || one.kind === 'retract') && one.struck === null,
  );
  const ofAll = said.filter(({ call }) => call.contest === 'US');
  return ofAll.filter(
    ({ kind, call, record, saidAt }) =>
      kind === 'call' &&
      !ofAll.some(
        (one) =>
          one.kind === 'retract' &&
          one.call.desk === call.desk &&
          (one.saidAt > saidAt || (one.saidAt === saidAt && one.record > record)),
      ),
  );
}

function namingOf(reader: DeskReader, verdict: Verdict): NamedWinner[] {
  const calls = standingCalls(reader);
  return verdict.groups
    .flatMap(({ group, desks, ticket }): NamedWinner[] => {
      const own = calls
        .filter(({ call }) => desks.includes(call.desk) && call.ticket === ticket)
        .toSorted((a, b) => a.saidAt - b.saidAt)[0];
      if (ticket === null || own === undefined) return [];
      return [
        {
          group,
          desk: twin((language) => voiceName(reader.context, own.call.desk, language)),
          ticket,
          at: own.saidAt,
          record: own.record,
        },
      ];
    })
    .toSorted((a, b) => a.at - b.at);
}

function countOf(
  reader: DeskReader,
  verdict: Verdict,
  at: Instant,
): Pick<BriefFacts, 'electors' | 'contests'> {
  const { context } = reader;
  const agency = context.profile.agency.desk;
  const words = wordingOf(context, 'en', at);
  const { contests, called, leading } = countView(reader, verdict, [], words);
  const own = contests.flatMap((contest) => {
    const call = contest.calls.find(({ desk }) => desk === agency);
    return contest.status === 'called' && call !== undefined ? [{ contest, call }] : [];
  });
  const byAgency = Object.fromEntries(
    context.election.tickets.map(({ id }) => [
      id,
      own.reduce((sum, { contest, call }) => sum + (call.ticket === id ? contest.electors : 0), 0),
    ]),
  );
  const calls = own.map(
    ({ contest, call }): ContestCall => ({
      contest: contest.id,
      name: twin((language) => contestName(context, contest.id, language)),
      electors: contest.electors,
      ticket: call.ticket,
      at: call.at,
      pollsClosed: context.contests[contest.id]!.pollsCloseLast,
      record: call.record,
    }),
  );
  return {
    electors: {
      agency: byAgency,
      others: Object.fromEntries(Object.entries(called).map(([id, sum]) => [id, sum - (byAgency[id] ?? 0)])),
      leading,
    },
    contests: {
      called: calls.toSorted((a, b) => a.at - b.at || a.record - b.record),
      uncalled: contests.length - calls.length,
      all: contests
        .map((contest) => liveContest(reader, contest))
        .toSorted((a, b) => (a.name.en < b.name.en ? -1 : 1)),
      lastClosing: lastClosing(reader, calls, at),
    },
  };
}

function liveContest({ state, context }: DeskReader, view: ContestView): LiveContest {
  const sum = state.contests[view.id];
  const { pollsCloseFirst, pollsCloseLast } = context.contests[view.id]!;
  const counts = (state.returns.unitsOf[view.id] ?? []).map((unit) => state.returns.units[unit]?.count);
  const records = counts.flatMap((count) => (count == null ? [] : [count.record]));
  return {
    id: view.id,
    name: twin((language) => contestName(context, view.id, language)),
    electors: view.electors,
    status: view.status,
    ticket: view.ticket,
    counted: view.counted,
    total: view.total,
    votes: sum?.votes ?? {},
    outstanding: view.outstandingRange,
    exhausted: view.estimateExhausted,
    calls: view.calls.map(({ desk, ticket, at, record }) => ({
      desk: twin((language) => voiceName(context, desk, language)),
      agency: desk === context.profile.agency.desk,
      ticket,
      at,
      record,
    })),
    pollsCloseFirst,
    pollsCloseLast,
    record: records.length === 0 ? null : Math.max(...records),
    updatedAt: view.updatedAt,
  };
}

function lastClosing(
  { context }: DeskReader,
  calls: readonly ContestCall[],
  at: Instant,
): BriefFacts['contests']['lastClosing'] {
  const { contests } = context.election;
  const last = contests.toSorted((a, b) => b.pollsCloseLast - a.pollsCloseLast)[0]!;
  if (last.pollsCloseLast > at) return null;
  const calledThen = calls.filter((call) => call.at <= last.pollsCloseLast).length;
  return {
    name: twin((language) => contestName(context, last.id, language)),
    at: last.pollsCloseLast,
    uncalledThen: contests.length - calledThen,
  };
}

function saidOf({ state, context }: DeskReader): Pick<BriefFacts, 'claims' | 'concessions' | 'retractions'> {
  const facts = state.evidence.filter(
    (one): one is FactEvidence => one.kind === 'fact' && one.struck === null,
  );
  const ofKind = (kind: string) =>
    facts
      .filter(({ fact }) => fact.kind === kind && fact.scope === 'US' && fact.public !== false)
      .map(
        ({ fact, saidAt, record }): ClaimFact => ({
          by: twin((language) => voiceName(context, fact.by, language)),
          ticket: fact.ticket,
          at: saidAt,
          record,
          source: fact.source,
        }),
      );
  const retractions = state.evidence.filter(
    (one): one is CallEvidence => one.kind === 'retract' && one.struck === null,
  );
  return {
    claims: ofKind('claim'),
    concessions: ofKind('concession'),
    retractions: retractions.map(
      ({ call, saidAt, record }): RetractionFact => ({
        desk: twin((language) => voiceName(context, call.desk, language)),
        contest:
          call.contest === 'US'
            ? null
            : { id: call.contest, name: twin((language) => contestName(context, call.contest, language)) },
        ticket: call.ticket,
        at: saidAt,
        record,
      }),
    ),
  };
}

function sentOf({ state, context }: DeskReader): SentFact[] {
  return Object.values(state.response.steps)
    .flatMap(({ ref, release }): SentFact[] => {
      const branch = context.playbook.branches.find(({ id }) => id === ref.branch);
      const step = branch?.steps.find(({ id }) => id === ref.step);
      if (branch === undefined || step === undefined || release?.state !== 'sent') return [];
      const ticket = namedBy(step, branch);
      return ticket === null
        ? []
        : [
            {
              kind: step.kind,
              withdrawal: isWithdrawal(step),
              ticket,
              at: release.endedAt ?? release.at,
              record: release.record,
            },
          ];
    })
    .toSorted((a, b) => a.at - b.at);
}

function talkOf({ state }: DeskReader): BriefFacts['talk'] {
  const { startedAt, endedAt } = state.response.talk;
  const record = state.timeline.findLast(({ kind }) => kind === 'talk-started')?.seq;
  return startedAt === null || record === undefined ? null : { startedAt, endedAt, record };
}
