/** When a step's appointment is: (event, held spans) → span, null while none is held. */
import { MINUTE } from '../election/instant.ts';
import type { StepEvent } from './playbook.ts';
import type { ResponseState, Span } from './response.ts';

export function eventSpan({ start, minutes }: StepEvent, { talk }: ResponseState): Span | null {
  const from = start === 'held-span' ? talk.holds[0]?.from : start.at;
  return from === undefined ? null : { from, to: from + minutes * MINUTE };
}
