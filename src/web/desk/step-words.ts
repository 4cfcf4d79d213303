/** How a step stands, in words: an open gate says what it still waits for. */
import type { StepView } from '../../server/wire.ts';
import { waitsFor } from './marks.ts';
import type { Messages } from './messages.ts';

export function stepWords(step: StepView, words: Messages): string {
  const wait = waitsFor(step);
  if (wait === 'approvals') return words.gateOpenApprovals(step.approvals.length, step.approvalsNeeded);
  return wait === 'person' ? words.gateOpenDo : words.stepStanding[step.standing];
}
