/** Moments of the night from which a deadline may count, and marks that people set: none is known before it comes. */
import type { Instant } from '../election/instant.ts';
import { LEVELS, type Level, type Verdict } from '../verdict/verdict.ts';
import { sentMessage, talkEndedAt } from './gates.ts';
import type { Anchor, Branch } from './playbook.ts';
import type { ResponseState } from './response.ts';

/** What the house learns of the count and the law, by whoever keeps the evidence. */
export type NightMoments = {
  readonly pollsClose: Instant | null;
  readonly firstCall: Instant | null;
  readonly concession: Instant | null;
  readonly annulment: Instant | null;
};

export const NO_MOMENTS: NightMoments = {
  pollsClose: null,
  firstCall: null,
  concession: null,
  annulment: null,
};

export type AnchorQuestion = {
  readonly branch: Branch;
  readonly state: ResponseState;
  readonly verdict: Verdict;
  readonly moments: NightMoments;
  /** When the step's own gate opened or is expected to. */
  readonly gateAt: Instant | null;
};

export function anchorAt(anchor: Anchor, question: AnchorQuestion): Instant | null {
  const { branch, state, verdict, moments, gateAt } = question;
  if (isLevel(anchor)) return reachedAt(anchor, verdict);
  switch (anchor) {
    case 'armed':
      return state.armed?.branch === branch.id ? state.armed.at : null;
    case 'gate':
      return gateAt;
    case 'message-sent':
      return sentMessage(branch, state)?.endedAt ?? null;
    case 'call-held':
      return state.talk.with === branch.id ? state.talk.startedAt : null;
    case 'call-ended':
      return talkEndedAt(branch, state);
    case 'polls-close':
      return moments.pollsClose;
    case 'first-call':
      return moments.firstCall;
    case 'concession':
      return moments.concession;
    case 'arrival':
      return state.marks.find(({ mark }) => mark === 'arrival')?.at ?? null;
  }
}

function isLevel(anchor: Anchor): anchor is Exclude<Level, 'open'> {
  return (LEVELS as readonly string[]).includes(anchor);
}

function reachedAt(level: Level, { reached, level: now, since }: Verdict): Instant | null {
  if (LEVELS.indexOf(now) < LEVELS.indexOf(level)) return null;
  return reached?.[level] ?? (now === level ? since : null);
}
