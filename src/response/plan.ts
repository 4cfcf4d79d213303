/**
 * What the desk may do now and what is next: (playbook, state, verdict, moment) → the plan that board and rules share.
 *
 * Armed branch and recorded gates come from the state; whether a gate is open is judged afresh, so that the plan is
 * right also between two records. It holds from `at` until `nextChange` unless state or verdict change.
 */
import type { Instant } from '../election/instant.ts';
import { MINUTE } from '../election/instant.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import { stepKey } from './apply.ts';
import { type Circumstances, endingOf } from './approvals.ts';
import { armsAt } from './arming.ts';
import { bindOf, type Sha256 } from './bind.ts';
import { deadlinesOf } from './deadlines.ts';
import { neverReached } from './deliveries.ts';
import { fillDocument, titleTooEarly } from './fields.ts';
import { gateLacks } from './gates.ts';
import { anchorAt, type NightMoments, NO_MOMENTS } from './moments.ts';
import { lacksAfter, liveOverrides, mayBeOverridden } from './overrides.ts';
import { phrase } from './phrases.ts';
import { changed } from './plan-change.ts';
import {
  type Branch,
  type Document,
  isWithdrawal,
  leavesHouse,
  type Playbook,
  type Step,
  takenBackBy,
  ticketOf,
} from './playbook.ts';
import type { Approval, Plan, PlannedStep, ResponseState, StepRef, StepState } from './response.ts';

export type PlanQuestion = {
  readonly playbook: Playbook;
  readonly state: ResponseState;
  readonly verdict: Verdict;
  readonly at: Instant;
  readonly sha256: Sha256;
  /** What the night has brought that deadlines count from; none where it is not told. */
  readonly moments?: NightMoments | undefined;
  /** Keys of steps whose line to take has expired; none where it is not told. */
  readonly expiredLines?: ReadonlySet<string> | undefined;
};

export function planOf(question: PlanQuestion): Plan {
  const { playbook, state, at } = question;
  const branches = playbook.branches.map((branch) => {
    const armed = state.armed?.branch === branch.id;
    const steps = branch.steps.map((step) => plannedStep(question, branch, step));
    return { branch, armed, since: armed ? state.armed!.at : null, steps };
  });
  const active = branches.find(({ armed }) => armed)?.branch ?? null;
  const { deadlines, changes } = deadlinesOf(branches, state, at);
  const arming = playbook.branches.map(({ when }) => armsAt(when));
  const ahead = [...changes, ...arming].filter((moment) => moment !== null && moment > at) as Instant[];
  return { at, active, branches, deadlines, nextChange: ahead.length === 0 ? null : Math.min(...ahead) };
}

/** A step of a plan. Undefined where the playbook has none of that name. */
export function findPlanned(plan: Plan, { branch, step }: StepRef): PlannedStep | undefined {
  return plan.branches.find((one) => one.branch.id === branch)?.steps.find(({ ref }) => ref.step === step);
}

/** Approvals that have not ended, with why they end now; null where they are good. */
export function liveApprovals(
  planned: PlannedStep,
  state: ResponseState,
  verdict: Verdict,
  at: Instant,
): { readonly approval: Approval; readonly ending: ReturnType<typeof endingOf> }[] {
  const known = state.steps[stepKey(planned.ref)];
  const circumstances: Circumstances = {
    at,
    binds: planned.binds,
    ticket: verdict.ticket,
    isWithdrawal: isWithdrawal(planned.step),
    gateCloses: known?.gate?.open === true && planned.gateOpenedAt === null,
  };
  return (known?.approvals ?? [])
    .filter(({ ended }) => ended === null)
    .map((approval) => ({ approval, ending: endingOf(approval, circumstances) }));
}

function plannedStep(question: PlanQuestion, branch: Branch, written: Step): PlannedStep {
  const { state, verdict, at, sha256 } = question;
  const ref = { branch: branch.id, step: written.id };
  const known = state.steps[stepKey(ref)] ?? null;
  const step = changed(written, known?.change ?? null);
  const text = known?.draft ?? step.document;
  const { document, facts } =
    text === null ? { document: null, facts: [] } : fillDocument(text, branch, verdict);
  const binds = bindOf({ ref, step, document, ticket: ticketOf(branch), facts }, sha256);
  const full = fullGate(question, branch, step, document);
  const overrides = liveOverrides(known?.overrides ?? [], { at, binds, ticket: verdict.ticket });
  const gate = lacksAfter(full, overrides);
  const opened = gate.length > 0 ? null : known?.gate?.open ? known.gate.at : at;
  const expected = opened === null ? expectedAt(gate) : null;
  const planned: PlannedStep = {
    ref,
    step,
    standing: standingOf(known, gate, state),
    lacks: state.heldAll === null ? gate : [heldAll(state.heldAll), ...gate],
    gateOpenedAt: opened,
    gateExpectedAt: expected,
    dueAt: dueAt(step, branch, question, opened ?? expected),
    valid: [],
    overrides,
    overridden: gate.length < full.length,
    overridable: leavesHouse(step) && mayBeOverridden(full),
    binds,
    document,
    facts,
    spared: sparedBy(step, branch, state),
  };
  const good = liveApprovals(planned, state, verdict, at).filter(({ ending }) => ending === null);
  return { ...planned, valid: good.map(({ approval }) => approval) };
}

function sparedBy(step: Step, branch: Branch, state: ResponseState): number[] {
  if (!isWithdrawal(step)) return [];
  const taken = takenBackBy(step, branch);
  if (taken === undefined) return [];
  const release = state.steps[stepKey({ branch: branch.id, step: taken.id })]?.release ?? null;
  return release === null ? [] : neverReached(step, taken, release.deliveries);
}

/** What the gate lacks before anybody overrides it. */
function fullGate(
  { playbook, state, verdict, expiredLines }: PlanQuestion,
  branch: Branch,
  step: Step,
  document: Document | null,
): Phrase[] {
  const key = stepKey({ branch: branch.id, step: step.id });
  const dropped = state.steps[key]?.change?.dropped === true;
  const early = document === null ? null : titleTooEarly(document, playbook, verdict);
  return [
    ...(dropped ? [phrase('lack-dropped')] : []),
    ...gateLacks({ branch, step, state, verdict }),
    ...(early === null ? [] : [phrase('lack-title', { word: early })]),
    ...(expiredLines?.has(key) === true ? [phrase('lack-line')] : []),
  ];
}

function standingOf(
  known: StepState | null,
  gate: readonly Phrase[],
  { heldAll }: ResponseState,
): PlannedStep['standing'] {
  const release = known?.release ?? null;
  if (release !== null && release.state !== 'stopped') {
    return release.withdrawnBy === null ? release.state : 'withdrawn';
  }
  if (known?.done) return 'done';
  if (gate.some(({ key }) => key === 'lack-dropped' || key === 'lack-exit')) return 'stood-down';
  if (gate.some(({ key }) => key === 'lack-armed' || key === 'lack-withdrawal-due')) return 'resting';
  if (heldAll !== null || gate.some(({ key }) => HOLDING.has(key))) return 'hold';
  return gate.length === 0 ? 'releasable' : 'wait';
}

const HOLDING = new Set(['lack-act-held', 'lack-review', 'lack-withdrawal-first']);

function heldAll({ by, reason }: NonNullable<ResponseState['heldAll']>): Phrase {
  return phrase('lack-held-all', { person: by, reason });
}

/** When time alone would open the gate; null where a fact or a person is needed. */
function expectedAt(gate: readonly Phrase[]): Instant | null {
  const moments = gate.map(({ key, values }) => (key === 'lack-act-until' ? (values['at'] as number) : null));
  return moments.includes(null) ? null : Math.max(...(moments as number[]));
}

function dueAt(
  { due }: Step,
  branch: Branch,
  question: PlanQuestion,
  gateAt: Instant | null,
): Instant | null {
  const { state, verdict, moments = NO_MOMENTS } = question;
  if (due === null || state.armed?.branch !== branch.id) return null;
  if (!('anchor' in due)) return due.at;
  const anchor = anchorAt(due.anchor, { branch, state, verdict, moments, gateAt });
  return anchor === null ? null : anchor + due.minutes * MINUTE;
}
