/**
 * The records of the response: decisions of people and what follows from them by rule. `apply.ts` folds them.
 *
 * A decision's author is the record's `by` (`person:ID`); what follows by rule is by `desk`.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { Draft } from '../election/record.ts';
import type { Aftermath, Phrase } from '../verdict/verdict.ts';
import type { ResponseCommand } from './command.ts';
import type { PlannedDelivery } from './deliveries.ts';
import type { PlanChange } from './plan-change.ts';
import type { Language, Mark } from './playbook.ts';
import type { Approval, Span, StepRef } from './response.ts';

type Twin = Record<Language, string>;

/** A part of a release, by its id. */
type OfDelivery = StepRef & { readonly delivery: string };

export type ResponseRecords = {
  armed: { readonly branch: string; readonly ticket: TicketId | null };
  'stood-down': { readonly branch: string; readonly why: Phrase };
  gate: StepRef & { readonly to: 'opened' | 'closed'; readonly lacks: readonly Phrase[] };
  drafted: StepRef & { readonly subject: Twin; readonly body: Twin };
  approved: StepRef & {
    readonly binds: string;
    readonly ticket: TicketId | null;
    readonly expiresAt: Instant;
  };
  /** `approval` is the sequence number of the record that gave it. */
  'approval-revoked': StepRef & { readonly approval: number };
  'approval-ended': StepRef & {
    readonly approval: number;
    readonly person: string;
    readonly why: Exclude<NonNullable<Approval['ended']>['why'], 'revoked'>;
  };
  'release-ordered': StepRef & {
    readonly key: string;
    readonly binds: string;
    readonly second: string;
    readonly leavesAt: Instant;
    readonly ticket: TicketId | null;
    readonly withdraws: string | null;
    /** Records of the approvals that it rests on. */
    readonly approvals: readonly number[];
    /** Records of those who opened its gate against the verdict. */
    readonly overrides?: readonly number[];
  };
  'release-stopped': StepRef & { readonly why: Phrase };
  /** Written before anything leaves: from here on the outcome is sent, failed or unknown. */
  'release-leaving': StepRef & {
    readonly key: string;
    readonly deliveries?: readonly PlannedDelivery[];
    readonly event?: Span | null;
  };
  /** Written before a part is handed to a live channel; who finds another's attempt never sends it itself. */
  'delivery-begun': OfDelivery & { readonly attempt: string; readonly until: Instant };
  /** Without `delivery` these speak of all parts. */
  'release-sent': Partial<OfDelivery> & StepRef & { readonly receipt: string };
  /** Known not to have left. */
  'release-failed': Partial<OfDelivery> & StepRef & { readonly reason: string };
  'release-unknown': Partial<OfDelivery> & StepRef & { readonly reason: string };
  'release-resolved': Partial<OfDelivery> &
    StepRef & { readonly outcome: 'sent' | 'not-sent'; readonly reason: string };
  done: StepRef;
  /** One person's word that the gate be opened against the verdict; it opens with a second one's. */
  'gate-overridden': StepRef & {
    readonly binds: string;
    readonly ticket: TicketId | null;
    readonly expiresAt: Instant;
    readonly reason: string;
  };
  'plan-changed': StepRef & { readonly change: PlanChange; readonly reason: string };
  marked: { readonly mark: Mark; readonly ticket: TicketId | null; readonly reason: string };
  unmarked: { readonly mark: Mark; readonly reason: string };
  'held-all': { readonly reason: string };
  'hold-lifted': { readonly reason: string };
  'window-held': { readonly from: Instant; readonly to: Instant };
  'window-freed': { readonly from: Instant; readonly to: Instant };
  'talk-started': { readonly branch: string };
  'talk-ended': { readonly branch: string };
  meeting: {
    readonly branch: string;
    readonly state: 'requested' | 'refused' | 'agreed' | 'held';
    readonly note: string;
    /** Of the note; open where absent. */
    readonly marking?: Marking | undefined;
  };
  /** A command that was refused. */
  denied: {
    readonly command: ResponseCommand['do'];
    readonly branch: string | null;
    readonly step: string | null;
    readonly why: Phrase;
  };
  aftermath: {
    readonly from: Aftermath;
    readonly to: Aftermath;
    readonly branch: string | null;
    readonly ticket: TicketId | null;
  };
};

export type ResponseKind = keyof ResponseRecords;

export type ResponseDraft = { [Kind in ResponseKind]: Draft<Kind, ResponseRecords[Kind]> }[ResponseKind];

/** Makes a draft whose data fits its kind. */
export function draftOf<Kind extends ResponseKind>(
  kind: Kind,
  at: Instant,
  by: string,
  data: ResponseRecords[Kind],
): ResponseDraft {
  return { at, by, kind, data } as ResponseDraft;
}
