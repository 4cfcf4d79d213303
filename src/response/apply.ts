/**
 * One record folded into the response's state, in place. Records of other stages change nothing.
 *
 * The fold judges nothing: what may happen is decided before it is recorded (`permit.ts`, `consequences.ts`).
 */
import type { Entry } from '../election/record.ts';
import { begun, type Delivery, type DeliveryState, mayHaveLeft, overall } from './deliveries.ts';
import { merged } from './plan-change.ts';
import type { ResponseKind, ResponseRecords } from './records.ts';
import type { Release, ReleaseState, ResponseState, StepRef, StepState } from './response.ts';

export function emptyResponse(): ResponseState {
  return {
    steps: {},
    armed: null,
    heldAll: null,
    aftermath: 'none',
    marks: [],
    talk: noTalk(),
    meeting: noMeeting(),
  };
}

/** Folds one entry. Returns whether it was one of the response's own and so may have changed the state. */
export function applyResponse(state: ResponseState, entry: Entry): boolean {
  const fold = FOLDS[entry.kind as FoldedKind] as Fold<FoldedKind> | undefined;
  if (fold === undefined) return false;
  fold(state, entry as Entry<FoldedKind, never>);
  return true;
}

/** The key of a step in `ResponseState.steps`. */
export function stepKey({ branch, step }: StepRef): string {
  return `${branch}/${step}`;
}

type Fold<Kind extends ResponseKind> = (
  state: ResponseState,
  entry: Entry<Kind, ResponseRecords[Kind]>,
) => void;

/** A refusal is kept in the journal and changes nothing. */
type FoldedKind = Exclude<ResponseKind, 'denied'>;

const FOLDS: { readonly [Kind in FoldedKind]: Fold<Kind> } = {
  armed: (state, { seq, at, data }) => {
    state.armed = { branch: data.branch, at, record: seq };
  },
  'stood-down': (state) => {
    state.armed = null;
    // Held spans suit one winner's place and hours; the next winner's are others.
    state.talk.holds = [];
  },
  gate: (state, { at, data }) => {
    stepOf(state, data).gate = { open: data.to === 'opened', at };
  },
  drafted: (state, { seq, by, data }) => {
    const step = stepOf(state, data);
    step.draft = { record: seq, by: personOf(by), subject: data.subject, body: data.body };
    step.drafts.push(seq);
  },
  approved: (state, { seq, at, by, data }) => {
    const { binds, ticket, expiresAt } = data;
    stepOf(state, data).approvals.push({
      record: seq,
      person: personOf(by),
      at,
      expiresAt,
      binds,
      ticket,
      ended: null,
    });
  },
  'approval-revoked': (state, { at, data }) =>
    endApproval(state, data, data.approval, { at, why: 'revoked' }),
  'approval-ended': (state, { at, data }) => endApproval(state, data, data.approval, { at, why: data.why }),
  'release-ordered': (state, { seq, at, by, data }) => {
    const { key, binds, second, leavesAt, ticket, withdraws } = data;
    const given = { record: seq, at, by: personOf(by), key, binds, second, leavesAt, ticket, withdraws };
    const step = stepOf(state, data);
    // A second order is for those who have not received the first: what is known of the others is kept.
    const before = step.release?.deliveries ?? [];
    step.release = {
      ...given,
      state: 'countdown',
      endedAt: null,
      stopped: null,
      receipt: null,
      withdrawnBy: null,
      deliveries: before,
      overrides: step.overrides.filter(({ record }) => data.overrides?.includes(record)),
      event: null,
    };
  },
  'release-stopped': (state, { at, data }) => {
    const some = stepOf(state, data).release?.deliveries.some(mayHaveLeft) ?? false;
    moveRelease(state, data, { state: some ? 'partial' : 'stopped', endedAt: at, stopped: data.why });
  },
  'release-leaving': (state, { data }) => {
    const { deliveries = [], event = null } = data;
    const kept = (stepOf(state, data).release?.deliveries ?? []).filter(mayHaveLeft);
    moveRelease(state, data, { state: 'sending', deliveries: [...kept, ...deliveries.map(begun)], event });
  },
  'delivery-begun': (state, { data }) => {
    const part = stepOf(state, data).release?.deliveries.find(({ id }) => id === data.delivery);
    if (part?.state !== 'waiting') return;
    Object.assign(part, { state: 'sending', attempt: data.attempt, until: data.until });
  },
  'release-sent': (state, { at, data }) => settle(state, data, 'sent', at, { receipt: data.receipt }),
  'release-failed': (state, { at, data }) => settle(state, data, 'failed', at, { reason: data.reason }),
  'release-unknown': (state, { at, data }) => settle(state, data, 'unknown', at, { reason: data.reason }),
  'release-resolved': (state, { at, data }) => {
    const outcome = data.outcome === 'sent' ? 'sent' : 'failed';
    settle(state, data, outcome, at, { reason: data.reason }, ['unknown']);
  },
  'gate-overridden': (state, { seq, at, by, data }) => {
    const { binds, ticket, expiresAt, reason } = data;
    stepOf(state, data).overrides.push({
      record: seq,
      person: personOf(by),
      at,
      expiresAt,
      binds,
      ticket,
      reason,
    });
  },
  'plan-changed': (state, { data }) => {
    const step = stepOf(state, data);
    step.change = merged(step.change, data.change);
  },
  marked: (state, { seq, at, data }) => {
    const { mark, ticket } = data;
    state.marks = [...state.marks.filter((one) => one.mark !== mark), { mark, ticket, at, record: seq }];
  },
  unmarked: (state, { data }) => {
    state.marks = state.marks.filter(({ mark }) => mark !== data.mark);
  },
  done: (state, { at, by, data }) => {
    stepOf(state, data).done = { at, by: personOf(by) };
  },
  'held-all': (state, { at, by, data }) => {
    // A second record of the same person gives the reason; held it was from the first.
    state.heldAll = { at: state.heldAll?.at ?? at, by: personOf(by), reason: data.reason };
  },
  'hold-lifted': (state) => {
    state.heldAll = null;
  },
  'window-held': (state, { seq, by, data }) => {
    state.talk.holds.push({ from: data.from, to: data.to, by: personOf(by), record: seq });
    state.talk.holds.sort((a, b) => a.from - b.from);
  },
  'window-freed': (state, { data }) => {
    state.talk.holds = state.talk.holds.filter(({ from, to }) => from !== data.from || to !== data.to);
  },
  'talk-started': (state, { at, data }) => {
    Object.assign(state.talk, { with: data.branch, startedAt: at, endedAt: null });
  },
  'talk-ended': (state, { at }) => {
    state.talk.endedAt = at;
  },
  meeting: (state, { at, data }) => {
    state.meeting = {
      with: data.branch,
      state: data.state,
      at,
      note: data.note,
      marking: data.marking ?? 'open',
    };
  },
  aftermath: (state, { data }) => {
    state.aftermath = data.to;
  },
};

function noTalk(): ResponseState['talk'] {
  return { with: null, holds: [], startedAt: null, endedAt: null };
}

function noMeeting(): ResponseState['meeting'] {
  return { with: null, state: 'none', at: null, note: '', marking: 'open' };
}

function personOf(by: string): string {
  return by.replace(/^person:/, '');
}

function stepOf(state: ResponseState, { branch, step }: StepRef): StepState {
  const key = stepKey({ branch, step });
  state.steps[key] ??= {
    ref: { branch, step },
    gate: null,
    draft: null,
    drafts: [],
    approvals: [],
    overrides: [],
    change: null,
    release: null,
    done: null,
  };
  return state.steps[key];
}

function endApproval(
  state: ResponseState,
  ref: StepRef,
  record: number,
  ended: StepState['approvals'][number]['ended'],
): void {
  const approval = stepOf(state, ref).approvals.find((one) => one.record === record);
  if (approval !== undefined) approval.ended = ended;
}

function moveRelease(state: ResponseState, ref: StepRef, to: Partial<Release>): void {
  const { release } = stepOf(state, ref);
  if (release !== null) Object.assign(release, to);
}

const UNDER_WAY: readonly DeliveryState[] = ['waiting', 'sending'];

/** Parts that may still move: once it is known that one has left or has not, nothing changes that. */
const OPEN: readonly DeliveryState[] = ['waiting', 'sending', 'unknown'];

function settle(
  state: ResponseState,
  ref: StepRef & { readonly delivery?: string },
  to: 'sent' | 'failed' | 'unknown',
  at: number,
  told: { readonly receipt?: string; readonly reason?: string },
  from: readonly DeliveryState[] = OPEN,
): void {
  const { release } = stepOf(state, ref);
  if (release === null) return;
  // Said of the whole, it is said of what was on its way: of a part that is not known somebody must speak by name.
  const open = ref.delivery === undefined && from === OPEN ? UNDER_WAY : from;
  const parts = release.deliveries.filter(
    ({ id, state: now }) => (ref.delivery === undefined || id === ref.delivery) && open.includes(now),
  );
  for (const part of parts) Object.assign(part, { state: to, endedAt: at, ...told });
  const whole = release.deliveries.length === 0 ? to : overall(release.deliveries);
  if (whole !== 'sending') endRelease(state, ref, whole, at);
  if (release.deliveries.length === 0) moveRelease(state, ref, { receipt: told.receipt ?? release.receipt });
  else moveRelease(state, ref, { receipt: receiptsOf(release.deliveries) });
}

function receiptsOf(deliveries: readonly Delivery[]): string | null {
  const receipts = deliveries.flatMap(({ receipt }) => receipt ?? []);
  return receipts.length === 0 ? null : receipts.join('; ');
}

function endRelease(state: ResponseState, ref: StepRef, to: ReleaseState, at: number): void {
  moveRelease(state, ref, { state: to, endedAt: at });
  const withdraws = stepOf(state, ref).release?.withdraws ?? null;
  if (to !== 'sent' || withdraws === null) return;
  moveRelease(state, { ...ref, step: withdraws }, { withdrawnBy: ref.step });
}
