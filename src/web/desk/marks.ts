/** Which shape a standing is drawn with; one table for the ladder, the reasons and the response board. */
import type { StepView } from '../../server/wire.ts';
import type { FeedView } from '../../server/wire-feeds.ts';
import type { Standing, Truth } from '../../verdict/verdict.ts';

/** Ring, square, triangle, check, dash, stroke; and of figures: diamond, unequal, struck box, span. */
export type MarkKind =
  | 'wait'
  | 'hold'
  | 'go'
  | 'met'
  | 'not'
  | 'unknown'
  | 'corrected'
  | 'differs'
  | 'spent'
  | 'range';

export const STANDING_MARK: Readonly<Record<Standing, MarkKind>> = {
  wait: 'wait',
  hold: 'hold',
  releasable: 'go',
};

export const TRUTH_MARK: Readonly<Record<Truth, MarkKind>> = {
  true: 'met',
  false: 'wait',
  unknown: 'unknown',
};

export const FEED_MARK: Readonly<Record<FeedView['state'], MarkKind>> = {
  waiting: 'wait',
  fresh: 'met',
  late: 'unknown',
  frozen: 'hold',
  failing: 'hold',
  changed: 'hold',
  test: 'hold',
  partial: 'unknown',
  ended: 'not',
};

/** Whether somebody has to look: silence and failure, but not what is over or has not begun. */
export function isTroubled(state: FeedView['state']): boolean {
  return FEED_MARK[state] === 'hold' || FEED_MARK[state] === 'unknown';
}

const STEP_MARK: Readonly<Record<StepView['standing'], MarkKind>> = {
  resting: 'not',
  wait: 'wait',
  hold: 'hold',
  releasable: 'go',
  countdown: 'go',
  sending: 'go',
  sent: 'met',
  partial: 'hold',
  done: 'met',
  unknown: 'unknown',
  failed: 'hold',
  withdrawn: 'not',
  'stood-down': 'not',
};

/** What an open gate still waits for: approvals, or, where nothing leaves the house, the person who does it. */
export function waitsFor(step: StepView): 'approvals' | 'person' | null {
  if (step.standing !== 'releasable') return null;
  if (step.approvals.length < step.approvalsNeeded) return 'approvals';
  return step.recipients.length === 0 ? 'person' : null;
}

/** The triangle says that a release is possible now, and nothing else. */
export function stepMark(step: StepView): MarkKind {
  return waitsFor(step) === null ? STEP_MARK[step.standing] : 'wait';
}
