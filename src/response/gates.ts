/**
 * What a step's gate still lacks: (branch, step, state, verdict) → sentences, none when the gate is open.
 *
 * The gate is about facts only: the branch is armed, the verdict permits the act for this very ticket, what must have
 * happened has. Approvals and a hold on everything are asked for beside it, at the release.
 */
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import { stepKey } from './apply.ts';
import { phrase } from './phrases.ts';
import { type Branch, isWithdrawal, type Requirement, type Step, takenBackBy, ticketOf } from './playbook.ts';
import type { Release, ReleaseState, ResponseState } from './response.ts';

export type GateQuestion = {
  readonly branch: Branch;
  readonly step: Step;
  readonly state: ResponseState;
  readonly verdict: Verdict;
};

export function gateLacks(question: GateQuestion): Phrase[] {
  const { branch, step, state, verdict } = question;
  if (state.armed?.branch !== branch.id) return [phrase('lack-armed', { branch: branch.id })];
  if (step.exit.some((fact) => isMet(fact, question))) return [phrase('lack-exit')];
  const lacks = isWithdrawal(step) ? [] : [...winnerLacks(branch, verdict), ...actLacks(step, verdict)];
  return [
    ...lacks,
    ...step.gate.requires.flatMap((fact) => (isMet(fact, question) ? [] : [lackOf(fact, question)])),
  ];
}

/** The branch's message, where one has left for certain and stands. */
export function sentMessage(branch: Branch, state: ResponseState): Release | null {
  const message = branch.steps.find((step) => step.kind === 'message' && !isWithdrawal(step));
  return message === undefined ? null : standing(branch, message.id, state);
}

/** The end of the talk with this branch's winner; null while there was none or it lasts. */
export function talkEndedAt(branch: Branch, { talk }: ResponseState): number | null {
  return talk.with === branch.id ? talk.endedAt : null;
}

/** After a release nothing more goes out to a winner who is in doubt, except what takes it back. */
function winnerLacks(branch: Branch, verdict: Verdict): Phrase[] {
  const ticket = ticketOf(branch);
  if (ticket === null) return [];
  if (verdict.aftermath === 'withdrawal-due') return [phrase('lack-withdrawal-first')];
  if (verdict.aftermath === 'review') return [phrase('lack-review')];
  return verdict.ticket === ticket ? [] : [phrase('lack-ticket', { branch: branch.id })];
}

function actLacks({ gate: { act } }: Step, verdict: Verdict): Phrase[] {
  if (act === null) return [];
  const permit = verdict.acts.find((one) => one.act === act);
  if (permit?.standing === 'releasable') return [];
  if (permit?.standing === 'hold') return [phrase('lack-act-held', { act })];
  const at = permit?.earliest ?? null;
  return [at === null ? phrase('lack-act', { act }) : phrase('lack-act-until', { act, at })];
}

function isMet(fact: Requirement, { branch, step, state, verdict }: GateQuestion): boolean {
  switch (fact) {
    case 'message-sent':
      return sentMessage(branch, state) !== null;
    case 'call-ended':
      return talkEndedAt(branch, state) !== null;
    case 'withdrawal-due': {
      const taken = takenBackBy(step, branch);
      return (
        verdict.aftermath === 'withdrawal-due' &&
        taken !== undefined &&
        hasReached(standing(branch, taken.id, state, ['sent', 'partial', 'unknown']))
      );
    }
  }
}

/** For certain in some part: of what is wholly unknown a person finds out first. */
function hasReached(release: Release | null): boolean {
  return (
    release !== null &&
    (release.state !== 'unknown' || release.deliveries.some(({ state }) => state === 'sent'))
  );
}

function lackOf(fact: Requirement, { branch, step }: GateQuestion): Phrase {
  if (fact === 'message-sent') return phrase('lack-message-sent');
  if (fact === 'call-ended') return phrase('lack-call-ended');
  const taken = takenBackBy(step, branch);
  return phrase('lack-withdrawal-due', { branch: branch.id, step: taken?.id ?? step.id });
}

function standing(
  branch: Branch,
  step: string,
  state: ResponseState,
  states: readonly ReleaseState[] = ['sent'],
): Release | null {
  const release = state.steps[stepKey({ branch: branch.id, step })]?.release ?? null;
  return release !== null && states.includes(release.state) && release.withdrawnBy === null ? release : null;
}
