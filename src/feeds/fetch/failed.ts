/** Trouble on the way to a source's content, thrown inside `fetch/` and made an answer at its edge. */
import type { Answer } from '../feed.ts';

export type Trouble = Extract<Answer, { kind: 'stale' | 'malformed' | 'unreachable' }>;

export class Failed extends Error {
  readonly answer: Trouble;

  constructor(answer: Trouble, cause?: unknown) {
    super(answer.kind === 'stale' ? 'stale' : answer.reason, { cause });
    this.answer = answer;
  }
}

export function unreachable(reason: string, cause?: unknown): Failed {
  return new Failed({ kind: 'unreachable', reason }, cause);
}

export function malformed(place: string, reason: string): Failed {
  return new Failed({ kind: 'malformed', place, reason });
}
