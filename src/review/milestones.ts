/**
 * The moments by which a night is judged afterwards: from the first call to the gate, the approvals, the release, the
 * telephone and the meeting.
 *
 * (entries in the journal's order) → milestones. What was said counts from when it was said, what the desk did from
 * when it did it. A moment that a later one undid (a call taken back, a gate that closed) is not a milestone.
 */
import { type TicketId, WHOLE } from '../election/election.ts';
import { type Instant, parseInstant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Call } from '../election/report.ts';
import type { StepRef } from '../response/response.ts';

/** What became of one step that left the house, or was to. */
export type StepTimes = StepRef & {
  /** When its gate last opened before it left; null where it never did. */
  gateOpened: Instant | null;
  /** Those that stand, or stood when it left: the record that gave each, and when. */
  approvals: { readonly record: number; readonly at: Instant }[];
  ordered: Instant | null;
  left: Instant | null;
};

export type Milestones = {
  /** The desks that call the whole election for a ticket now, since when they said so. */
  calls: Record<TicketId, Record<string, Instant>>;
  /** When a ticket last became final enough, and which; null while none is. */
  finalEnough: { readonly ticket: TicketId; readonly at: Instant } | null;
  /** By `branch/step`. */
  steps: Record<string, StepTimes>;
  talk: { started: Instant | null; ended: Instant | null };
  meeting: { readonly state: string; readonly at: Instant } | null;
  /** How often a call of the whole was taken back, everything was held, and somebody was refused. */
  retractions: number;
  holds: number;
  refusals: number;
};

export function noMilestones(): Milestones {
  return {
    calls: {},
    finalEnough: null,
    steps: {},
    talk: { started: null, ended: null },
    meeting: null,
    retractions: 0,
    holds: 0,
    refusals: 0,
  };
}

type Gatherer = (milestones: Milestones, entry: Entry) => void;

const GATHERERS: Readonly<Record<string, Gatherer>> = {
  call: (milestones, { data }) => {
    const { contest, desk, ticket, saidAt } = data as Call;
    if (contest !== WHOLE) return;
    milestones.calls[ticket] ??= {};
    milestones.calls[ticket][desk] ??= parseInstant(saidAt);
  },
  retraction: (milestones, { data }) => {
    const { contest, desk, ticket } = data as Call;
    if (contest !== WHOLE) return;
    delete milestones.calls[ticket]?.[desk];
    milestones.retractions += 1;
  },
  verdict: (milestones, { data, at }) => {
    const { to, ticket } = data as { readonly to: string; readonly ticket: TicketId | null };
    const final = to === 'final-enough' || to === 'declared';
    if (!final || ticket === null) milestones.finalEnough = null;
    else if (milestones.finalEnough?.ticket !== ticket) milestones.finalEnough = { ticket, at };
  },
  gate: (milestones, { data, at }) => {
    const step = stepOf(milestones, data as StepRef);
    if (step.left === null) step.gateOpened = (data as { readonly to: string }).to === 'opened' ? at : null;
  },
  approved: (milestones, { data, at, seq }) => {
    stepOf(milestones, data as StepRef).approvals.push({ record: seq, at });
  },
  'approval-revoked': endApproval,
  'approval-ended': endApproval,
  'release-ordered': (milestones, { data, at }) => {
    stepOf(milestones, data as StepRef).ordered = at;
  },
  'release-sent': (milestones, { data, at }) => {
    const step = stepOf(milestones, data as StepRef);
    step.left ??= at;
  },
  'talk-started': (milestones, { at }) => {
    milestones.talk = { started: at, ended: null };
  },
  'talk-ended': (milestones, { at }) => {
    milestones.talk.ended = at;
  },
  meeting: (milestones, { data, at }) => {
    milestones.meeting = { state: (data as { readonly state: string }).state, at };
  },
  'held-all': (milestones) => {
    milestones.holds += 1;
  },
  denied: (milestones) => {
    milestones.refusals += 1;
  },
};

/** What a release rested on is kept; before that an approval that ended is none. */
function endApproval(milestones: Milestones, { data }: Entry): void {
  const { approval, ...ref } = data as StepRef & { readonly approval: number };
  const step = stepOf(milestones, ref);
  if (step.left === null) step.approvals = step.approvals.filter(({ record }) => record !== approval);
}

/** Takes one entry in; most are nothing to it. */
export function gather(milestones: Milestones, entry: Entry): void {
  GATHERERS[entry.kind]?.(milestones, entry);
}

function stepOf({ steps }: Milestones, { branch, step }: StepRef): StepTimes {
  const key = `${branch}/${step}`;
  steps[key] ??= { branch, step, gateOpened: null, approvals: [], ordered: null, left: null };
  return steps[key];
}

/** When the desk whose calls are followed, or else the first of all, called the winner; null where nobody did. */
export function calledAt({ calls, finalEnough }: Milestones, agency: string): Instant | null {
  if (finalEnough === null) return null;
  const said = calls[finalEnough.ticket] ?? {};
  return said[agency] ?? Object.values(said).toSorted((a, b) => a - b)[0] ?? null;
}
