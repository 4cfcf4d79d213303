/** How the first meeting may go on from where it stands. */
import type { MeetingsView } from '../../../../server/wire-surroundings.ts';

type Standing = MeetingsView['meeting']['state'];
export type MeetingState = Exclude<Standing, 'none'>;

const AFTER: Readonly<Record<Standing, readonly MeetingState[]>> = {
  none: ['requested'],
  requested: ['agreed', 'refused'],
  refused: ['requested'],
  agreed: ['held', 'refused'],
  held: [],
};

/** What may come next, the likelier first; nothing after the meeting was held. */
export function nextStates(state: Standing): readonly MeetingState[] {
  return AFTER[state];
}
