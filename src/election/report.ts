/**
 * What one source said at one time: the input of everything. Feeds make these; the journal keeps them as they came.
 *
 * Times are ISO text in UTC because a report is a record. Null means unknown, never zero.
 */
import type { ContestId, TicketId, UnitId } from './election.ts';

export type CountReport = {
  readonly feed: string;
  /** Position in the feed, counting from 1: where to go on after a restart. */
  readonly position: number;
  readonly unit: UnitId;
  readonly contest: ContestId;
  /** The feed's own stamp; can be wrong or out of order. */
  readonly reportedAt: string | null;
  /** When it was seen, where known. */
  readonly observedAt: string | null;
  readonly votes: Readonly<Record<TicketId, number | null>>;
  /** All votes counted, other tickets included. */
  readonly total: number | null;
  /** Counted over expected final vote, 0–1. */
  readonly expectedShare: number | null;
  /** `rounded` where votes were derived from shares of three decimals: uncertain by 0.05 % of the total. */
  readonly precision: 'exact' | 'rounded';
  /** The supplier, where one feed carries several and says whose figures these are. */
  readonly supplier?: string;
  /** What the feed itself says of this delivery, or its parser found. */
  readonly doubts?: readonly ReportDoubt[];
  /** Of an entry by hand: what it shows against the count that stood, which the person saw and confirmed. */
  readonly confirmed?: readonly HandDoubt[];
};

/** Test data by the feed's own word; a delivery cut short; a format that is not the one agreed. */
export type ReportDoubt = 'test_data' | 'feed_partial' | 'format_changed';

/** What an entry by hand can show against the count that stands. */
export type HandDoubt = 'falling' | 'ticket_falling' | 'split_changed' | 'swapped' | 'jump';

/** How far to trust the minute of a fact: stated, a live post up to minutes late, or about. */
export type Precision = 'exact' | 'post' | 'approx';

export type Call = {
  readonly desk: string;
  readonly contest: ContestId;
  readonly ticket: TicketId;
  /** When it was said; the record's own time is when we learnt it. */
  readonly saidAt: string;
  readonly precision: Precision;
  readonly source: string;
  /** On what count a body that counts by law named the winner; absent on the calls of desks. */
  readonly basis?: 'complete-count' | 'mathematically-decided';
  /** Position in its feed, counting from 1: where to go on after a restart; absent where a person entered it. */
  readonly position?: number;
};

export type FactKind =
  | 'polls-close'
  | 'claim'
  | 'concession'
  | 'concession-withdrawn'
  | 'count'
  | 'feed-fault'
  | 'recount'
  | 'court'
  | 'certification'
  | 'annulment'
  | 'electors-vote'
  | 'congress-count'
  | 'inauguration'
  | 'statement'
  | 'message'
  | 'premature-message'
  | 'telephone'
  | 'meeting';

/** Any other dated fact. The optional fields belong to single kinds. */
export type Fact = {
  readonly kind: FactKind;
  readonly by: string;
  readonly scope: ContestId;
  /** The ticket that the fact speaks for: a concession speaks for the other side. */
  readonly ticket: TicketId | null;
  readonly saidAt: string;
  readonly precision: Precision;
  readonly source: string;
  /** Position in its feed, counting from 1: where to go on after a restart; absent where a person entered it. */
  readonly position?: number;
  readonly from?: string;
  readonly public?: boolean;
  readonly exitPoll?: boolean;
  readonly rejects?: boolean;
  readonly margin?: number;
  readonly counted?: number;
  readonly decisive?: boolean;
  readonly state?: 'open' | 'cleared' | 'ordered' | 'ended';
  readonly mandatory?: boolean;
  readonly effect?: 'challenge' | 'stay' | 'stay-lifted' | 'dismissed' | 'upheld' | 'remand' | 'none';
  readonly stage?: 'declared' | 'final';
  readonly majority?: boolean;
  readonly challengeUntil?: string;
  readonly basis?: 'complete-count' | 'mathematically-decided';
};
