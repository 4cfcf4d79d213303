/** Which shape a standing is drawn with; one table for the ladder, the reasons and the response board. */
import type { StepView } from '../../server/wire.ts';
import type { Standing, Truth } from '../../verdict/verdict.ts';

/** Ring, square, triangle, check, dash, stroke. */
export type MarkKind = 'wait' | 'hold' | 'go' | 'met' | 'not' | 'unknown';

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

export const STEP_MARK: Readonly<Record<StepView['standing'], MarkKind>> = {
  resting: 'not',
  wait: 'wait',
  hold: 'hold',
  releasable: 'go',
  countdown: 'go',
  sending: 'go',
  sent: 'met',
  done: 'met',
  unknown: 'unknown',
  failed: 'hold',
  withdrawn: 'not',
};
