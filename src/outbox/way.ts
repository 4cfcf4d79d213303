/** What a way out is handed and what it answers. It answers always, and never tries twice. */
import type { Instant } from '../election/instant.ts';
import type { Language, Recipient } from '../response/playbook.ts';
import type { Span, StepRef } from '../response/response.ts';

export type Parcel = {
  /** Idempotency key of this part: the same for every attempt at it. */
  readonly key: string;
  readonly ref: StepRef;
  readonly at: Instant;
  readonly recipient: Recipient;
  /** One a language of the desk, in its order. */
  readonly texts: readonly { readonly language: Language; readonly subject: string; readonly body: string }[];
  /** The appointment that goes with it. */
  readonly event: Appointment | null;
};

export type Appointment = Span & {
  /** The same for the appointment and whatever takes it back. */
  readonly uid: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  /** What may be read over a shoulder: nothing of whom it is with where the step is marked. */
  readonly title: string;
  readonly confidential: boolean;
};

export type Outcome =
  | { readonly kind: 'sent'; readonly receipt: string }
  /** Certain: nothing left. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It may have left: a person finds out. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type Way = {
  /** Seconds within which it answers. */
  readonly timeout: number;
  send(parcel: Parcel): Promise<Outcome>;
};
