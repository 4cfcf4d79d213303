/**
 * A person's command becomes records. What concerns the evidence is decided here; the response decides the rest.
 *
 * A call, a correction, a count by hand are inputs with author and time; a refusal is a record like any other.
 */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Call, CountReport, Fact } from '../election/report.ts';
import type { ResponseCommand } from '../response/command.ts';
import { decide as decideResponse } from '../response/decide.ts';
import { phrase } from '../response/phrases.ts';
import type { Role } from '../response/playbook.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { type Context, personOf } from './context.ts';
import type { DeskState } from './state.ts';
import type { Watch } from './watch.ts';

export type EvidenceCommand =
  | {
      readonly do: 'call' | 'retract';
      readonly desk: string;
      readonly contest: string;
      readonly ticket: string;
      readonly saidAt?: string | undefined;
    }
  | { readonly do: 'strike'; readonly record: number; readonly reason: string }
  | { readonly do: 'concession'; readonly ticket: string }
  | {
      readonly do: 'count';
      readonly unit: string;
      readonly contest: string;
      readonly votes: Readonly<Record<string, number>>;
      readonly total: number;
      readonly expectedShare: number | null;
    }
  | {
      readonly do: 'decide-report';
      readonly record: number;
      readonly decision: 'accept' | 'refuse';
      readonly reason: string;
    };

/** Who may enter what was said or counted: those who watch the night. */
const WATCHERS: readonly Role[] = ['duty-officer', 'embassy-officer', 'press-officer'];

export type Situation = { readonly state: DeskState; readonly context: Context; readonly watch: Watch };

export function decideCommand(
  situation: Situation,
  id: string,
  command: EvidenceCommand | ResponseCommand,
  at: Instant,
): readonly Draft[] {
  const { state, context, watch } = situation;
  const person = personOf(context, id);
  if (!isEvidence(command)) {
    const { playbook, people, sha256 } = context;
    return decideResponse(command, {
      playbook,
      people,
      state: state.response,
      verdict: watch.verdict(state, context, at),
      at,
      person,
      sha256,
    });
  }
  const refusal = person.roles.some((role) => WATCHERS.includes(role))
    ? unknownIn(situation, command)
    : phrase('refused-role', { roles: WATCHERS.join(',') });
  const by = `person:${id}`;
  if (refusal !== null)
    return [
      { at, by, kind: 'denied', data: { command: command.do, branch: null, step: null, why: refusal } },
    ];
  return [{ at, by, ...entered(command, context, id, at) }];
}

function isEvidence(command: EvidenceCommand | ResponseCommand): command is EvidenceCommand {
  return ['call', 'retract', 'strike', 'concession', 'count', 'decide-report'].includes(command.do);
}

function entered(
  command: EvidenceCommand,
  context: Context,
  author: string,
  at: Instant,
): { kind: string; data: unknown } {
  switch (command.do) {
    case 'call':
    case 'retract': {
      const { desk, contest, ticket } = command;
      const saidAt = command.saidAt ?? formatInstant(at);
      const call: Call = {
        desk,
        contest,
        ticket,
        saidAt,
        precision: 'exact',
        source: `entered by ${author}`,
      };
      return { kind: command.do === 'call' ? 'call' : 'retraction', data: call };
    }
    case 'concession': {
      const loser = context.election.tickets.find(({ id }) => id !== command.ticket)!;
      const fact: Fact = {
        kind: 'concession',
        by: loser.name,
        from: loser.id,
        scope: 'US',
        ticket: command.ticket,
        saidAt: formatInstant(at),
        precision: 'exact',
        source: `entered by ${author}`,
        public: true,
      };
      return { kind: 'fact', data: fact };
    }
    case 'count': {
      const { unit, contest, votes, total, expectedShare } = command;
      const report: Omit<CountReport, 'position'> = {
        feed: 'hand',
        unit,
        contest,
        reportedAt: formatInstant(at),
        observedAt: formatInstant(at),
        votes,
        total,
        expectedShare,
        precision: 'exact',
      };
      return { kind: 'count', data: { ...report, position: 0 } };
    }
    case 'strike':
      return { kind: 'struck', data: { record: command.record, reason: command.reason } };
    case 'decide-report':
      return {
        kind: 'report-decided',
        data: { record: command.record, decision: command.decision, reason: command.reason },
      };
  }
}

/** A name that the election or the journal does not know: the typing error that must not become a fact. */
function unknownIn({ state, context }: Situation, command: EvidenceCommand): Phrase | null {
  const { election } = context;
  if ('ticket' in command && !election.tickets.some(({ id }) => id === command.ticket))
    return phrase('refused-unknown-name', { name: command.ticket });
  if ('contest' in command && command.contest !== 'US' && context.contests[command.contest] === undefined)
    return phrase('refused-unknown-name', { name: command.contest });
  if ('desk' in command && !context.groups.some(({ desks }) => desks.includes(command.desk)))
    return phrase('refused-unknown-name', { name: command.desk });
  if (
    command.do === 'strike' &&
    !state.evidence.some(
      (one) => one.record === command.record && one.kind !== 'narrow' && one.struck === null,
    )
  ) {
    return phrase('refused-unknown-record', { record: command.record });
  }
  return null;
}
