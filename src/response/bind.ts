/**
 * What an approval binds to: one hash over everything that would leave, so that a change of a comma voids it.
 *
 * The order of the parts is fixed and marked with a version; the hash function comes from outside.
 */
import type { TicketId } from '../election/election.ts';
import type { BoundFact } from './fields.ts';
import type { Document, Step } from './playbook.ts';
import type { StepRef } from './response.ts';

export type Sha256 = (text: string) => string;

export type Bound = {
  readonly ref: StepRef;
  readonly step: Step;
  /** As last drafted, or the playbook's own; null for a step without text. */
  readonly document: Document | null;
  /** What the document's fields rest on. */
  readonly facts: readonly BoundFact[];
  readonly ticket: TicketId | null;
};

/** The canonical text: a list, because a list has only one order. */
export function boundText({ ref, step, document, ticket, facts }: Bound): string {
  return JSON.stringify([
    'firstcall-approval-3',
    ref.branch,
    ref.step,
    step.kind,
    ticket,
    step.recipients.map(({ en, ja, channel, address }) => [en, ja, channel, address]),
    document === null ? null : [document.subject.en, document.subject.ja, document.body.en, document.body.ja],
    step.event === null
      ? null
      : [step.event.start === 'held-span' ? null : step.event.start.at, step.event.minutes],
    facts.map(({ field, records }) => [field, records]),
  ]);
}

/** SHA-256 of the canonical text, in hexadecimal. */
export function bindOf(bound: Bound, sha256: Sha256): string {
  return sha256(boundText(bound));
}
