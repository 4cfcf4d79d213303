/**
 * How long each thing took, beside what the house did in earlier years.
 *
 * (milestones, past years) → spans in milliseconds. A span between moments of which one is not known is null; one
 * that rests on a day alone is marked, because its hours mean nothing.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { StepRef } from '../response/response.ts';
import { calledAt, type Milestones, type StepTimes } from './milestones.ts';
import type { PastYear } from './read-history.ts';

/** Milliseconds from one moment to another; negative where the second came first. */
export type Took = number | null;

export type StepReview = StepRef & {
  readonly gateOpened: Instant | null;
  /** From the gate to the last approval that was needed; zero or less where it was approved before. */
  readonly toApproved: Took;
  readonly toOrdered: Took;
  readonly toLeft: Took;
};

/** One row of the comparison: a year, or the night itself. */
export type Pace = {
  readonly year: number;
  readonly own: boolean;
  readonly call: Instant | null;
  readonly toMessage: Took;
  readonly toTelephone: Took;
  readonly toMeeting: Took;
  /** Which of the three rest on a day, not on an hour. */
  readonly byDay: readonly ('message' | 'telephone' | 'meeting')[];
};

export type AfterAction = {
  readonly winner: TicketId | null;
  readonly called: Instant | null;
  readonly finalEnough: Instant | null;
  readonly steps: readonly StepReview[];
  /** The night first, then the years, newest first. */
  readonly paces: readonly Pace[];
  readonly counts: Pick<Milestones, 'retractions' | 'holds' | 'refusals'>;
};

export type AfterActionQuestion = {
  readonly milestones: Milestones;
  readonly year: number;
  /** The desk whose call of the whole the times are counted from. */
  readonly agency: string;
  /** The step that carries the message to the winner. */
  readonly isMessage: (ref: StepRef) => boolean;
  readonly history: readonly PastYear[];
};

export function afterAction({
  milestones,
  year,
  agency,
  isMessage,
  history,
}: AfterActionQuestion): AfterAction {
  const called = calledAt(milestones, agency);
  const steps = Object.values(milestones.steps).filter((step) => step.ordered !== null || step.left !== null);
  const message = steps.find(isMessage)?.left ?? null;
  const { talk, meeting, finalEnough, retractions, holds, refusals } = milestones;
  const own: Pace = {
    year,
    own: true,
    call: called,
    toMessage: took(called, message),
    toTelephone: took(called, talk.started),
    toMeeting: took(called, meeting?.state === 'held' ? meeting.at : null),
    byDay: [],
  };
  return {
    winner: finalEnough?.ticket ?? null,
    called,
    finalEnough: finalEnough?.at ?? null,
    steps: steps.map(reviewOf),
    paces: [own, ...history.toSorted((a, b) => b.year - a.year).map(paceOf)],
    counts: { retractions, holds, refusals },
  };
}

function reviewOf({ branch, step, gateOpened, approvals, ordered, left }: StepTimes): StepReview {
  const approved = approvals.length === 0 ? null : Math.max(...approvals.map(({ at }) => at));
  return {
    branch,
    step,
    gateOpened,
    toApproved: took(gateOpened, approved),
    toOrdered: took(gateOpened, ordered),
    toLeft: took(gateOpened, left),
  };
}

function paceOf({ year, call, ...then }: PastYear): Pace {
  const from = call?.at ?? null;
  const acts = ['message', 'telephone', 'meeting'] as const;
  return {
    year,
    own: false,
    call: from,
    toMessage: took(from, then.message?.at ?? null),
    toTelephone: took(from, then.telephone?.at ?? null),
    toMeeting: took(from, then.meeting?.at ?? null),
    byDay: acts.filter((act) => then[act]?.precision === 'day'),
  };
}

function took(from: Instant | null, to: Instant | null): Took {
  return from === null || to === null ? null : to - from;
}
