/** What came of an action, told beside the button that began it. */
import type { Answer } from '../../connection.ts';

export type Note = {
  readonly beside: 'approvals' | 'hold' | 'release';
  readonly text: string;
  readonly refused: boolean;
};

/** A refusal as a note; null where it was done, for then the page shows it. */
export function refusal(beside: Note['beside'], answer: Answer): Note | null {
  return answer.ok ? null : { beside, text: answer.reason, refused: true };
}
