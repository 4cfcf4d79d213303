/**
 * What follows by rule at a moment: branches arm and stand down, gates open and close, approvals end, countdowns
 * stop or elapse, a release's aftermath is announced. (state, plan, verdict, moment) → records to be.
 *
 * Folding them in leaves nothing to follow at the same moment under the same verdict.
 */
import type { Instant } from '../election/instant.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { stepKey } from './apply.ts';
import { branchToArm } from './arming.ts';
import type { Sha256 } from './bind.ts';
import { stillToSend } from './deliveries.ts';
import { eventSpan } from './event-span.ts';
import type { NightMoments } from './moments.ts';
import { mayNotLeave } from './permit.ts';
import { phrase } from './phrases.ts';
import { liveApprovals, planOf } from './plan.ts';
import { type Branch, type Playbook, ticketOf } from './playbook.ts';
import { draftOf, type ResponseDraft } from './records.ts';
import { isSettled, releasesOf } from './releases.ts';
import type { Plan, PlannedStep, Release, ResponseState, Span } from './response.ts';

export type ConsequencesQuestion = {
  readonly playbook: Playbook;
  readonly state: ResponseState;
  readonly verdict: Verdict;
  /** The plan of this state and verdict at this moment. */
  readonly plan: Plan;
  readonly at: Instant;
  readonly sha256: Sha256;
  readonly moments?: NightMoments | undefined;
  readonly expiredLines?: ReadonlySet<string> | undefined;
};

export function consequences(question: ConsequencesQuestion): ResponseDraft[] {
  const { playbook, state, verdict, at, moments } = question;
  const branch = branchToArm(playbook, state, verdict, at, moments);
  const rearmed = (state.armed?.branch ?? null) !== (branch?.id ?? null);
  // Gates are judged under the branch that arms now, so that they open and close in the same moment.
  const settled = rearmed ? asIfArmed(question, branch) : question;
  const steps = settled.plan.branches.flatMap((one) => one.steps);
  return [
    ...(rearmed ? arming(question, branch) : []),
    ...aftermath(question),
    ...overdueDeliveries(question),
    ...steps.flatMap((planned) => (isSettled(planned, state) ? [] : ofStep(planned, settled))),
  ];
}

function asIfArmed(question: ConsequencesQuestion, branch: Branch | null): ConsequencesQuestion {
  const armed = branch === null ? null : { branch: branch.id, at: question.at, record: 0 };
  const state = { ...question.state, armed };
  return { ...question, state, plan: planOf({ ...question, state }) };
}

function arming({ state, at }: ConsequencesQuestion, branch: Branch | null): ResponseDraft[] {
  const drafts: ResponseDraft[] = [];
  if (state.armed !== null) {
    const before = state.armed.branch;
    const why =
      branch === null
        ? phrase('stood-down', { branch: before })
        : phrase('stood-down-for', { branch: before, next: branch.id });
    drafts.push(draftOf('stood-down', at, 'desk', { branch: before, why }));
  }
  if (branch !== null)
    drafts.push(draftOf('armed', at, 'desk', { branch: branch.id, ticket: ticketOf(branch) }));
  return drafts;
}

function aftermath({ state, verdict, at }: ConsequencesQuestion): ResponseDraft[] {
  const [out] = releasesOf(state);
  const to = out === undefined ? 'none' : verdict.aftermath;
  if (to === state.aftermath) return [];
  const about = { branch: out?.branch ?? null, ticket: out?.ticket ?? null };
  return [draftOf('aftermath', at, 'desk', { from: state.aftermath, to, ...about })];
}

function ofStep(planned: PlannedStep, question: ConsequencesQuestion): ResponseDraft[] {
  return [...gate(planned, question), ...approvals(planned, question), ...countdown(planned, question)];
}

function gate(planned: PlannedStep, { state, at }: ConsequencesQuestion): ResponseDraft[] {
  const open = planned.gateOpenedAt !== null;
  const recorded = state.steps[stepKey(planned.ref)]?.gate?.open ?? false;
  if (open === recorded) return [];
  return [
    draftOf('gate', at, 'desk', { ...planned.ref, to: open ? 'opened' : 'closed', lacks: planned.lacks }),
  ];
}

function approvals(planned: PlannedStep, { state, verdict, at }: ConsequencesQuestion): ResponseDraft[] {
  return liveApprovals(planned, state, verdict, at).flatMap(({ approval, ending }) => {
    if (ending === null) return [];
    const { record, person } = approval;
    return [draftOf('approval-ended', at, 'desk', { ...planned.ref, approval: record, person, why: ending })];
  });
}

function countdown(planned: PlannedStep, { state, at }: ConsequencesQuestion): ResponseDraft[] {
  const release = state.steps[stepKey(planned.ref)]?.release ?? null;
  if (release?.state !== 'countdown') return [];
  const why = release.binds === planned.binds ? mayNotLeave(planned) : phrase('refused-binds');
  if (why !== null) return [draftOf('release-stopped', at, 'desk', { ...planned.ref, why })];
  if (at < release.leavesAt) return [];
  const { ref, step, spared } = planned;
  const deliveries = stillToSend(step, release.deliveries, spared);
  const event = eventOf(planned, release, state);
  return [draftOf('release-leaving', at, 'desk', { ...ref, key: release.key, deliveries, event })];
}

/** A withdrawal takes back the appointment that left, whatever the plan would say of it now. */
function eventOf({ ref, step }: PlannedStep, { withdraws }: Release, state: ResponseState): Span | null {
  if (withdraws !== null) return state.steps[stepKey({ ...ref, step: withdraws })]?.release?.event ?? null;
  return step.event === null ? null : eventSpan(step.event, state);
}

/** What was handed to a channel and not answered for in time may have left: a person finds out. */
function overdueDeliveries({ state, at }: ConsequencesQuestion): ResponseDraft[] {
  return Object.values(state.steps).flatMap(({ ref, release }) =>
    (release?.deliveries ?? []).flatMap((part) =>
      part.state === 'sending' && part.until !== null && at >= part.until
        ? [
            draftOf('release-unknown', at, 'desk', {
              ...ref,
              delivery: part.id,
              reason: 'no answer came in time',
            }),
          ]
        : [],
    ),
  );
}
