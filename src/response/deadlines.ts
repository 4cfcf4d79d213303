/** The next moments of the plan in order of time, and every moment at which time alone changes it. */
import type { Instant } from '../election/instant.ts';
import { stepKey } from './apply.ts';
import { armsAt } from './arming.ts';
import { phrase } from './phrases.ts';
import { isSettled } from './releases.ts';
import type { Plan, PlannedStep, ResponseState } from './response.ts';

type Deadline = Plan['deadlines'][number];

export type Deadlines = { readonly deadlines: readonly Deadline[]; readonly changes: readonly Instant[] };

/** What is due is listed until it is done, also when its time has passed. */
export function deadlinesOf(branches: Plan['branches'], state: ResponseState, at: Instant): Deadlines {
  const armed = branches.filter((one) => one.armed).flatMap(({ steps }) => steps);
  const waiting = armed.filter((planned) => !isSettled(planned, state));
  const deadlines = [
    ...branches.flatMap(({ branch, armed: already }) => {
      const moment = armsAt(branch.when);
      return already || moment === null || moment <= at
        ? []
        : [{ at: moment, ref: null, what: phrase('deadline-arms', { branch: branch.id }) }];
    }),
    ...waiting.flatMap((planned) => ofStep(planned, state, at)),
  ];
  return {
    deadlines: deadlines.toSorted((a, b) => a.at - b.at),
    changes: [
      ...deadlines.filter(({ what }) => !isDue(what)).map((one) => one.at),
      ...branches.flatMap(({ steps }) => expiries(steps)),
      ...answersDue(state),
      ...branches.flatMap(({ steps }) =>
        steps.flatMap(({ overrides }) => overrides.map((one) => one.expiresAt)),
      ),
    ],
  };
}

/**
 * What fell due after one moment and up to another, in order. That something is due changes nothing by rule, so the
 * plan is not made again for it: with many steps that would cost more than everything else.
 */
export function fallenDue(
  deadlines: readonly Deadline[],
  after: Instant,
  upTo: Instant,
): readonly Deadline[] {
  return deadlines
    .slice(firstAfter(deadlines, after), firstAfter(deadlines, upTo))
    .filter(({ what }) => isDue(what));
}

/** A deadline as it is to be told at a moment that its plan may not know of. */
export function toldAt(deadline: Deadline, at: Instant): Deadline {
  const { what } = deadline;
  return what.key === 'deadline-due' && deadline.at <= at
    ? { ...deadline, what: phrase('deadline-overdue', what.values) }
    : deadline;
}

function isDue({ key }: Deadline['what']): boolean {
  return key === 'deadline-due' || key === 'deadline-overdue';
}

/** Index of the first that is later; the list is in order of time. */
function firstAfter(deadlines: readonly Deadline[], at: Instant): number {
  let low = 0;
  let high = deadlines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (deadlines[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ofStep(planned: PlannedStep, state: ResponseState, at: Instant): Deadline[] {
  const { ref, step, valid, gateExpectedAt, dueAt } = planned;
  const release = state.steps[stepKey(ref)]?.release ?? null;
  const named = { branch: ref.branch, step: ref.step };
  const deadlines: Deadline[] = valid.map(({ person, expiresAt }) => ({
    at: expiresAt,
    ref,
    what: phrase('deadline-expires', { ...named, person }),
  }));
  if (release?.state === 'countdown') {
    deadlines.push({ at: release.leavesAt, ref, what: phrase('deadline-leaves', named) });
  }
  if (gateExpectedAt !== null) {
    deadlines.push({ at: gateExpectedAt, ref, what: phrase('deadline-gate', named) });
  }
  if (dueAt !== null && planned.standing !== 'resting' && planned.standing !== 'stood-down') {
    const key = dueAt <= at ? 'deadline-overdue' : 'deadline-due';
    deadlines.push({ at: dueAt, ref, what: phrase(key, { ...named, role: step.owner }) });
  }
  return deadlines;
}

function answersDue({ steps }: ResponseState): Instant[] {
  return Object.values(steps).flatMap(({ release }) =>
    (release?.deliveries ?? []).flatMap(({ state, until }) => (state === 'sending' ? (until ?? []) : [])),
  );
}

/** Approvals in branches at rest expire too. */
function expiries(steps: readonly PlannedStep[]): Instant[] {
  return steps.flatMap(({ valid }) => valid.map(({ expiresAt }) => expiresAt));
}
