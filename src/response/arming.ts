/**
 * Which branch is to be armed: (playbook, what was released, verdict, moment) → one branch, or none.
 *
 * The first that applies, so that exactly one is active:
 * 1. A winner's branch from which something left stays until all of it is withdrawn, whatever the verdict says now:
 *    its withdrawals must be at hand, and nobody else may be congratulated meanwhile.
 * 2. `annulled` after an annulment, `candidate-lost` and `contingent` once a person has marked it.
 * 3. `contested` while the verdict is on hold.
 * 4. The branch of the ticket that the verdict names, from `leaning` upwards. It is prepared; nothing leaves yet.
 * 5. `undecided` from its moment on.
 * 6. `standing` at all other times.
 */
import type { Instant } from '../election/instant.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type NightMoments, NO_MOMENTS } from './moments.ts';
import type { Branch, BranchTrigger, Mark, Playbook } from './playbook.ts';
import { releasesOf } from './releases.ts';
import type { ResponseState } from './response.ts';

export function branchToArm(
  playbook: Playbook,
  state: ResponseState,
  verdict: Verdict,
  at: Instant,
  moments: NightMoments = NO_MOMENTS,
): Branch | null {
  const { branches } = playbook;
  const [out] = releasesOf(state);
  if (out !== undefined) return branches.find(({ id }) => id === out.branch) ?? null;
  const marked = (mark: Mark) => state.marks.find((one) => one.mark === mark);
  const lost = marked('candidate-lost');
  const applies = [
    (when: BranchTrigger) => when.kind === 'annulled' && moments.annulment !== null,
    (when: BranchTrigger) =>
      when.kind === 'candidate-lost' && lost !== undefined && lost.ticket === when.ticket,
    (when: BranchTrigger) => when.kind === 'contingent' && marked('contingent-election') !== undefined,
    (when: BranchTrigger) => when.kind === 'contested' && isOnHold(verdict),
    (when: BranchTrigger) =>
      when.kind === 'winner' && verdict.level !== 'open' && when.ticket === verdict.ticket,
    (when: BranchTrigger) => when.kind === 'undecided' && at >= when.at,
    (when: BranchTrigger) => when.kind === 'standing',
  ];
  for (const test of applies) {
    const branch = branches.find(({ when }) => test(when));
    if (branch !== undefined) return branch;
  }
  return null;
}

/** When a branch arms by the calendar if no other is armed then; null for those that time alone does not arm. */
export function armsAt(when: BranchTrigger): Instant | null {
  return when.kind === 'undecided' ? when.at : null;
}

function isOnHold(verdict: Verdict): boolean {
  return verdict.acts.some(({ act, standing }) => act === 'congratulation' && standing === 'hold');
}
