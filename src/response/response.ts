/**
 * What the desk has done and may do: the fold of the response's records, and the plan derived from it.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { Aftermath, Phrase, Standing } from '../verdict/verdict.ts';
import type { Delivery } from './deliveries.ts';
import type { BoundFact } from './fields.ts';
import type { PlanChange } from './plan-change.ts';
import type { Branch, Document, Language, Mark, Step } from './playbook.ts';

export type Override = {
  readonly record: number;
  readonly person: string;
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly binds: string;
  readonly ticket: TicketId | null;
  readonly reason: string;
};

export type StepRef = { readonly branch: string; readonly step: string };

export type Approval = {
  readonly record: number;
  readonly person: string;
  readonly at: Instant;
  readonly expiresAt: Instant;
  /** SHA-256 over what was approved: texts, recipients, ticket of the verdict. */
  readonly binds: string;
  /** The ticket of the branch; a verdict that names another voids it. Null where the branch names no winner. */
  readonly ticket: TicketId | null;
  ended: {
    readonly at: Instant;
    readonly why: 'revoked' | 'content-changed' | 'verdict-changed' | 'expired';
  } | null;
};

/** `partial`: some have received it, others for certain not; those can be released once more. */
export type ReleaseState = 'countdown' | 'stopped' | 'sending' | 'sent' | 'partial' | 'failed' | 'unknown';

export type Span = { readonly from: Instant; readonly to: Instant };

export type Release = {
  readonly record: number;
  /** One a step and playbook, so that nothing can be sent twice: see `letter.ts`. */
  readonly key: string;
  /** The hash of what leaves; equal to that of its approvals. */
  readonly binds: string;
  readonly by: string;
  readonly second: string;
  readonly at: Instant;
  /** When the countdown ends and the message leaves. */
  readonly leavesAt: Instant;
  /** The winner it names; null where it names none. */
  readonly ticket: TicketId | null;
  /** The step that it takes back, where it is a withdrawal. */
  readonly withdraws: string | null;
  state: ReleaseState;
  endedAt: Instant | null;
  /** Why it did not leave; null unless it was stopped. */
  stopped: Phrase | null;
  receipt: string | null;
  withdrawnBy: string | null;
  /** One a way and recipient, from the moment it leaves; empty in journals written before there were several ways. */
  deliveries: Delivery[];
  /** Those who opened its gate against the verdict, for ever; empty where the verdict permitted it. */
  readonly overrides: readonly Override[];
  /** The appointment that leaves with it. */
  event: Span | null;
};

export type StepState = {
  readonly ref: StepRef;
  /** Whether the gate stood open when last recorded, and since when; null before it ever opened. */
  gate: { readonly open: boolean; readonly at: Instant } | null;
  /** Texts as last drafted; null while the template stands. */
  draft: {
    readonly record: number;
    readonly by: string;
    readonly subject: Record<Language, string>;
    readonly body: Record<Language, string>;
  } | null;
  /** The records that drafted it, oldest first. */
  drafts: number[];
  approvals: Approval[];
  /** Gates opened against the verdict; two of them together count. */
  overrides: Override[];
  /** What was changed of it while the plan ran; null while it is the playbook's. */
  change: PlanChange | null;
  release: Release | null;
  /** For steps without a document: when it was marked done. */
  done: { readonly at: Instant; readonly by: string } | null;
};

export type ResponseState = {
  /** By `branch/step`. */
  steps: Record<string, StepState>;
  /** The branch that is armed, since when; null before any. */
  armed: { readonly branch: string; readonly at: Instant; readonly record: number } | null;
  /** Everything stopped by one person. */
  heldAll: { readonly at: Instant; readonly by: string; readonly reason: string } | null;
  /** What people have marked, newest last. */
  marks: {
    readonly mark: Mark;
    readonly ticket: TicketId | null;
    readonly at: Instant;
    readonly record: number;
  }[];
  /** What a release has led to, as last recorded. */
  aftermath: Aftermath;
  /** The telephone talk and the branch in which it was had: a talk with one winner opens nothing for another. */
  talk: {
    with: string | null;
    holds: { readonly from: Instant; readonly to: Instant; readonly by: string; readonly record: number }[];
    startedAt: Instant | null;
    endedAt: Instant | null;
  };
  /** The first meeting, and the branch that it belongs to. */
  meeting: {
    with: string | null;
    state: 'none' | 'requested' | 'refused' | 'agreed' | 'held';
    at: Instant | null;
    note: string;
    marking: Marking;
  };
};

/** A step as the board shows it. */
export type PlannedStep = {
  readonly ref: StepRef;
  readonly step: Step;
  /** `withdrawal` steps rest until a withdrawal is due. */
  readonly standing:
    | 'resting'
    | Standing
    | 'countdown'
    | 'sending'
    | 'sent'
    | 'partial'
    | 'done'
    | 'unknown'
    | 'failed'
    | 'withdrawn'
    | 'stood-down';
  /** What the gate still lacks, one phrase each; empty when open. */
  readonly lacks: readonly Phrase[];
  readonly gateOpenedAt: Instant | null;
  readonly gateExpectedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly valid: readonly Approval[];
  /** Those who have opened the gate against the verdict, and still may; two count. */
  readonly overrides: readonly Override[];
  /** Whether it is open by them alone. */
  readonly overridden: boolean;
  /** Whether it could be opened by them. */
  readonly overridable: boolean;
  readonly binds: string;
  /** The text as it would leave now, its fields filled; null where the step has none. */
  readonly document: Document | null;
  /** What its fields rest on. */
  readonly facts: readonly BoundFact[];
  /** Places among its recipients to whom a withdrawal does not go, because what it takes back never reached them. */
  readonly spared: readonly number[];
};

export type Plan = {
  readonly at: Instant;
  readonly active: Branch | null;
  readonly branches: readonly {
    readonly branch: Branch;
    readonly armed: boolean;
    readonly since: Instant | null;
    readonly steps: readonly PlannedStep[];
  }[];
  /** Next moments of the plan, soonest first. */
  readonly deadlines: readonly {
    readonly at: Instant;
    readonly ref: StepRef | null;
    readonly what: Phrase;
  }[];
  readonly nextChange: Instant | null;
};
