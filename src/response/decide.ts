/**
 * A person's command becomes records: what it does, or exactly one refusal with its reason.
 *
 * (command, state, verdict, moment, person) → drafts. The plan is made afresh for the moment, so that a page that
 * shows an older one cannot get anything through.
 */
import type { Instant } from '../election/instant.ts';
import { MINUTE, SECOND } from '../election/instant.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import type { Sha256 } from './bind.ts';
import type { Channel } from './channels.ts';
import type { ResponseCommand } from './command.ts';
import { keyOf } from './letter.ts';
import {
  type Answer,
  type Asked,
  type AskedOfStep,
  mayApprove,
  mayDraft,
  mayFreeWindow,
  mayHoldAll,
  mayHoldWindow,
  mayLift,
  mayMarkDone,
  mayMarkMeeting,
  mayMarkTalk,
  mayRelease,
  mayResolve,
  mayRevoke,
  mayStop,
} from './permit.ts';
import { mayChangePlan, mayMark, mayOverride, mayUnmark } from './permit-plan.ts';
import { phrase } from './phrases.ts';
import { findPlanned, planOf } from './plan.ts';
import { namedBy, type Person, type Playbook, takenBackBy, ticketOf } from './playbook.ts';
import { draftOf, type ResponseDraft, type ResponseKind, type ResponseRecords } from './records.ts';
import type { ResponseState } from './response.ts';

export type DecisionContext = {
  readonly playbook: Playbook;
  readonly people: readonly Person[];
  readonly state: ResponseState;
  readonly verdict: Verdict;
  readonly at: Instant;
  readonly person: Person;
  readonly sha256: Sha256;
  /** The ways out by which a changed recipient may be served. */
  readonly channels?: readonly Channel[] | undefined;
  readonly expiredLines?: ReadonlySet<string> | undefined;
};

export function decide(command: ResponseCommand, context: DecisionContext): ResponseDraft[] {
  const asked = { ...context, plan: planOf(context) };
  return 'step' in command ? decideStep(command, asked) : decideDesk(command, asked);
}

type StepCommand = Extract<ResponseCommand, { step: string }>;
type DeskCommand = Exclude<ResponseCommand, { step: string }>;
type Context = DecisionContext & Asked;

function decideStep(command: StepCommand, context: Context): ResponseDraft[] {
  const ref = { branch: command.branch, step: command.step };
  const planned = findPlanned(context.plan, ref);
  if (planned === undefined) return refuse(command, context, phrase('refused-step', ref));
  const asked: AskedOfStep = {
    ...context,
    planned,
    binds: 'binds' in command ? command.binds : planned.binds,
  };
  const judge = <Kind extends ResponseKind>(answer: Answer, kind: Kind, data: ResponseRecords[Kind]) =>
    answer === true ? [draftOf(kind, context.at, author(context), data)] : refuse(command, context, answer);
  switch (command.do) {
    case 'draft': {
      const { subject, body } = command;
      return judge(mayDraft(asked, { subject, body }), 'drafted', { ...ref, subject, body });
    }
    case 'approve':
      return judge(mayApprove(asked), 'approved', { ...ref, ...approvalData(asked) });
    case 'revoke': {
      const own = planned.valid.find(({ person }) => person === context.person.id);
      return judge(mayRevoke(asked), 'approval-revoked', { ...ref, approval: own?.record ?? 0 });
    }
    case 'release': {
      const { second } = command;
      return judge(mayRelease({ ...asked, second }), 'release-ordered', {
        ...ref,
        ...releaseData(asked, second),
      });
    }
    case 'stop':
      return judge(mayStop(asked), 'release-stopped', {
        ...ref,
        why: phrase('stopped-by-person', { person: context.person.id, ...ref }),
      });
    case 'resolve': {
      const { outcome, reason, delivery } = command;
      return judge(withReason(reason, mayResolve(asked, delivery)), 'release-resolved', {
        ...ref,
        outcome,
        reason,
        ...(delivery === undefined ? {} : { delivery }),
      });
    }
    case 'done':
      return judge(mayMarkDone(asked), 'done', ref);
    case 'override': {
      const { reason } = command;
      const { binds, expiresAt } = approvalData(asked);
      return judge(withReason(reason, mayOverride(asked)), 'gate-overridden', {
        ...ref,
        binds,
        ticket: context.verdict.ticket,
        expiresAt,
        reason,
      });
    }
    case 'change-plan': {
      const { change, reason } = command;
      return judge(withReason(reason, mayChangePlan(asked, change, context.channels ?? [])), 'plan-changed', {
        ...ref,
        change,
        reason,
      });
    }
  }
}

function decideDesk(command: DeskCommand, context: Context): ResponseDraft[] {
  const judge = <Kind extends ResponseKind>(answer: Answer, kind: Kind, data: ResponseRecords[Kind]) =>
    answer === true ? [draftOf(kind, context.at, author(context), data)] : refuse(command, context, answer);
  const branch = context.plan.active?.id ?? '';
  switch (command.do) {
    case 'hold-all':
      return judge(withReason(command.reason, mayHoldAll(context)), 'held-all', { reason: command.reason });
    case 'lift-hold':
      return judge(withReason(command.reason, mayLift(context)), 'hold-lifted', { reason: command.reason });
    case 'hold-window': {
      const { from, to } = command;
      return judge(mayHoldWindow(context, command), 'window-held', { from, to });
    }
    case 'free-window': {
      const { from, to } = command;
      return judge(mayFreeWindow(context, command), 'window-freed', { from, to });
    }
    case 'talk-started':
      return judge(mayMarkTalk(context, 'talk-started'), 'talk-started', { branch });
    case 'talk-ended':
      return judge(mayMarkTalk(context, 'talk-ended'), 'talk-ended', {
        branch: context.state.talk.with ?? '',
      });
    case 'mark': {
      const { mark, ticket, reason } = command;
      return judge(withReason(reason, mayMark(context, mark, ticket)), 'marked', { mark, ticket, reason });
    }
    case 'unmark': {
      const { mark, reason } = command;
      return judge(withReason(reason, mayUnmark(context, mark)), 'unmarked', { mark, reason });
    }
    case 'meeting': {
      const { state, note, marking } = command;
      const marked = marking === undefined ? {} : { marking };
      return judge(mayMarkMeeting(context, state), 'meeting', { branch, state, note, ...marked });
    }
  }
}

function approvalData({ planned, playbook, at }: AskedOfStep) {
  const branch = playbook.branches.find(({ id }) => id === planned.ref.branch)!;
  return {
    binds: planned.binds,
    ticket: ticketOf(branch),
    expiresAt: at + playbook.approvalMinutes * MINUTE,
  };
}

function releaseData({ planned, playbook, at }: AskedOfStep, second: string) {
  const { ref, step, binds, valid } = planned;
  const branch = playbook.branches.find(({ id }) => id === ref.branch)!;
  return {
    key: keyOf(playbook, ref),
    binds,
    second,
    leavesAt: at + playbook.countdownSeconds * SECOND,
    ticket: namedBy(step, branch),
    withdraws: takenBackBy(step, branch)?.id ?? null,
    approvals: valid.map(({ record }) => record),
    ...(planned.overridden ? { overrides: planned.overrides.map(({ record }) => record) } : {}),
  };
}

function withReason(reason: string, answer: Answer): Answer {
  return answer === true && reason.trim() === '' ? phrase('refused-reason') : answer;
}

function refuse(command: ResponseCommand, context: Context, why: Phrase): ResponseDraft[] {
  const about =
    'step' in command ? { branch: command.branch, step: command.step } : { branch: null, step: null };
  return [draftOf('denied', context.at, author(context), { command: command.do, ...about, why })];
}

function author({ person }: Context): string {
  return `person:${person.id}`;
}
