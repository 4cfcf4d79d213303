/**
 * Who may do what now: one function an act, each answering true or the first reason against it.
 *
 * Every rule of invariant 4 (nothing leaves without two people) is here and nowhere else; the page asks these
 * functions what to offer, `decide.ts` asks them again before anything is recorded.
 */
import type { Instant } from '../election/instant.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import { stepKey } from './apply.ts';
import { eventSpan } from './event-span.ts';
import { fieldsIn } from './fields.ts';
import { findLeaks } from './leak.ts';
import { phrase } from './phrases.ts';
import { liveApprovals } from './plan.ts';
import {
  type Branch,
  type Document,
  type Language,
  leavesHouse,
  type Person,
  type Playbook,
  type Role,
} from './playbook.ts';
import { hasLeft, isThrough } from './releases.ts';
import type { Plan, PlannedStep, Release, ResponseState, StepState } from './response.ts';

export type Answer = true | Phrase;

/** A person asks something of the whole desk. */
export type Asked = {
  readonly person: Person;
  readonly state: ResponseState;
  readonly plan: Plan;
  readonly at: Instant;
};

/** A person asks something of one step. */
export type AskedOfStep = Asked & {
  readonly playbook: Playbook;
  readonly people: readonly Person[];
  readonly verdict: Verdict;
  readonly planned: PlannedStep;
  /** Hash of the content that the person has read. */
  readonly binds: string;
};

/** Those who work the night. Administrators set the desk up and readers look on: neither can stop or release. */
const STAFF: readonly Role[] = ['duty-officer', 'embassy-officer', 'drafter', 'approver', 'press-officer'];

/** Who may stand beside the duty officer at a release: people who answer for what leaves, not those who wrote it. */
export const SECONDS: readonly Role[] = ['duty-officer', 'embassy-officer', 'approver'];

export function mayDraft(asked: AskedOfStep, document: Document): Answer {
  const { person, planned, playbook } = asked;
  const { step, ref } = planned;
  const branch = playbook.branches.find(({ id }) => id === ref.branch);
  return (
    lacksRole(person, ['drafter', step.owner, ...(step.deputy === null ? [] : [step.deputy])]) ??
    (step.document === null ? phrase('refused-no-document') : null) ??
    onItsWay(asked) ??
    textFault(document, branch) ??
    true
  );
}

export function mayApprove(asked: AskedOfStep): Answer {
  const { person, planned, state, binds } = asked;
  const { step, ref } = planned;
  const given = liveApprovals(planned, state, asked.verdict, asked.at);
  return (
    lacksRole(person, ['approver']) ??
    (step.approvals === 0 ? phrase('refused-no-approval') : null) ??
    (state.armed?.branch === ref.branch ? null : phrase('lack-armed', { branch: ref.branch })) ??
    onItsWay(asked, isThrough) ??
    (known(asked)?.draft?.by === person.id ? phrase('refused-drafter') : null) ??
    leakOf(asked) ??
    (binds === planned.binds ? null : phrase('refused-binds')) ??
    (given.some(({ approval, ending }) => approval.person === person.id && ending === null)
      ? phrase(
          planned.valid.length < step.approvals ? 'refused-approved-already' : 'refused-approved-complete',
        )
      : null) ??
    true
  );
}

/** An approver takes his own approval back, until the message is on its way. In the countdown this stops it. */
export function mayRevoke(asked: AskedOfStep): Answer {
  const { person, planned } = asked;
  if (isThrough(releaseOf(asked))) return phrase('refused-left');
  return planned.valid.some((approval) => approval.person === person.id)
    ? true
    : phrase('refused-no-own-approval');
}

/** `second` null asks what stands in the way apart from the second person. */
export function mayRelease(asked: AskedOfStep & { readonly second: string | null }): Answer {
  const { person, planned, binds, second, people } = asked;
  return (
    lacksRole(person, ['duty-officer']) ??
    (leavesHouse(planned.step) ? null : phrase('refused-stays-inside')) ??
    onItsWay(asked, isThrough) ??
    (binds === planned.binds ? null : phrase('refused-binds')) ??
    mayNotLeave(planned) ??
    eventFault(asked) ??
    leakOf(asked) ??
    (second === null ? null : secondFault(second, person, people)) ??
    true
  );
}

/**
 * What stands against a step's leaving at this moment whoever asks: gate, hold, approvals. Asked when a release is
 * ordered, at every change during the countdown, and once more when it leaves.
 */
export function mayNotLeave(planned: PlannedStep): Phrase | null {
  const [lack] = planned.lacks;
  if (lack !== undefined) return lack;
  const have = new Set(planned.valid.map(({ person }) => person)).size;
  const need = planned.step.approvals;
  return have < need ? phrase('refused-approvals', { have, need }) : null;
}

/** Anyone of the staff may stop what has not left yet. */
export function mayStop(asked: AskedOfStep): Answer {
  const release = releaseOf(asked);
  const counting = release?.state === 'countdown' && asked.at < release.leavesAt;
  return lacksRole(asked.person, STAFF) ?? (counting ? true : phrase('refused-nothing-to-stop'));
}

/** A person says what became of a release of which no machine knows. */
export function mayResolve(asked: AskedOfStep, delivery?: string): Answer {
  const release = releaseOf(asked);
  const parts = release?.deliveries.filter(({ state }) => state === 'unknown') ?? [];
  return (
    lacksRole(asked.person, ['duty-officer']) ??
    (release?.state === 'unknown' ? null : phrase('refused-known')) ??
    (delivery === undefined || parts.some(({ id }) => id === delivery)
      ? null
      : phrase('refused-no-such-part')) ??
    true
  );
}

/** A step that stays inside is marked done by those it belongs to. */
export function mayMarkDone(asked: AskedOfStep): Answer {
  const { person, planned } = asked;
  const { step } = planned;
  return (
    lacksRole(person, ['duty-officer', step.owner, ...(step.deputy === null ? [] : [step.deputy])]) ??
    (leavesHouse(step) ? phrase('refused-leaves') : null) ??
    (known(asked)?.done ? phrase('refused-done') : null) ??
    planned.lacks[0] ??
    true
  );
}

/** One press holds; who pressed may then say why. */
export function mayHoldAll({ person, state }: Asked): Answer {
  const free = state.heldAll === null || state.heldAll.by === person.id;
  return lacksRole(person, STAFF) ?? (free ? true : phrase('refused-held-already'));
}

/** Lifting lets things out again, so it takes one of those who answer for what leaves. */
export function mayLift({ person, state }: Asked): Answer {
  return (
    lacksRole(person, ['duty-officer', 'approver']) ??
    (state.heldAll === null ? phrase('refused-not-held') : true)
  );
}

/** The talk is a fact: it may be noted whoever rang, but only where it is clear who the winner is. */
export function mayMarkTalk({ person, state, plan }: Asked, mark: 'talk-started' | 'talk-ended'): Answer {
  const role = lacksRole(person, ['duty-officer', 'embassy-officer']);
  if (role !== null) return role;
  const { talk } = state;
  const runs = talk.startedAt !== null && talk.endedAt === null;
  if (mark === 'talk-ended') return runs ? true : phrase('refused-no-talk');
  if (runs) return phrase('refused-talk-runs');
  return plan.active?.when.kind === 'winner' ? true : phrase('refused-no-winner');
}

const MEETING_STEPS: Readonly<Record<ResponseState['meeting']['state'], readonly string[]>> = {
  none: ['requested'],
  requested: ['refused', 'agreed'],
  refused: ['requested'],
  agreed: ['held', 'refused'],
  held: [],
};

export function mayMarkMeeting(
  { person, state, plan }: Asked,
  to: 'requested' | 'refused' | 'agreed' | 'held',
): Answer {
  const role = lacksRole(person, ['duty-officer', 'embassy-officer']);
  if (role !== null) return role;
  if (plan.active?.when.kind !== 'winner') return phrase('refused-no-winner');
  const from = state.meeting.with === plan.active.id ? state.meeting.state : 'none';
  return MEETING_STEPS[from].includes(to) ? true : phrase('refused-meeting', { from, to });
}

type Span = { readonly from: Instant; readonly to: Instant };

/** Holds a span for the telephone talk. Held spans do not overlap. */
export function mayHoldWindow({ person, state, plan, at }: Asked, { from, to }: Span): Answer {
  const { holds } = state.talk;
  return (
    lacksRole(person, ['duty-officer', 'embassy-officer']) ??
    (plan.active?.when.kind === 'winner' ? null : phrase('refused-no-winner')) ??
    (from < to ? null : phrase('refused-window-order')) ??
    (to > at ? null : phrase('refused-window-past')) ??
    (holds.some((hold) => from < hold.to && hold.from < to) ? phrase('refused-window-overlap') : null) ??
    true
  );
}

export function mayFreeWindow({ person, state }: Asked, { from, to }: Span): Answer {
  const held = state.talk.holds.some((hold) => hold.from === from && hold.to === to);
  return (
    lacksRole(person, ['duty-officer', 'embassy-officer']) ?? (held ? true : phrase('refused-window-unknown'))
  );
}

export function lacksRole(person: Person, roles: readonly Role[]): Phrase | null {
  if (person.roles.some((role) => roles.includes(role))) return null;
  return phrase('refused-role', { roles: [...new Set(roles)].join(',') });
}

function known({ state, planned }: AskedOfStep): StepState | undefined {
  return state.steps[stepKey(planned.ref)];
}

function releaseOf(asked: AskedOfStep): Release | null {
  return known(asked)?.release ?? null;
}

/**
 * Nothing about a step may change while it counts down, after it left, or while nobody knows whether it did. What has
 * reached some only may be released once more to the others, unchanged.
 */
export function onItsWay(asked: AskedOfStep, left = hasLeft): Phrase | null {
  const release = releaseOf(asked);
  if (release?.state === 'countdown') return phrase('refused-countdown');
  if (release?.state === 'unknown') return phrase('refused-unknown');
  return left(release) ? phrase('refused-left') : null;
}

/** Two fields side by side can make a word that none of them is: what is looked through is the text as it would leave. */
function leakOf({ planned, playbook }: AskedOfStep): Phrase | null {
  const branch = playbook.branches.find(({ id }) => id === planned.ref.branch);
  return planned.document === null ? null : textFault(planned.document, branch);
}

function eventFault({ planned, state }: AskedOfStep): Phrase | null {
  const { event } = planned.step;
  return event === null || eventSpan(event, state) !== null ? null : phrase('refused-no-span');
}

function secondFault(second: string, person: Person, people: readonly Person[]): Phrase | null {
  if (second === person.id) return phrase('refused-second-same');
  const other = people.find(({ id }) => id === second);
  if (other === undefined) return phrase('refused-second-unknown', { person: second });
  if (other.roles.some((role) => SECONDS.includes(role))) return null;
  return phrase('refused-second-role', { person: second, roles: SECONDS.join(',') });
}

const LANGUAGES: readonly Language[] = ['en', 'ja'];

function textFault(document: Document, branch: Branch | undefined): Phrase | null {
  for (const language of LANGUAGES) {
    for (const part of ['subject', 'body'] as const) {
      const text = document[part][language];
      if (text.trim() === '') return phrase('refused-empty', { language, part });
      const [leak] = findLeaks(text, branch?.forbidden ?? []);
      if (leak !== undefined) return phrase('refused-leak', { language, part, ...leak });
      const stranger = fieldsIn(text).find((name) => branch?.fields[name] === undefined);
      if (stranger !== undefined) return phrase('refused-field', { language, part, name: stranger });
    }
  }
  return null;
}
