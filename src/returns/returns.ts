/**
 * The returns: what was counted where, as far as reports were accepted, with what was held and why.
 *
 * The fold owns one value of this type and changes it in place, record by record; everything in it is plain data,
 * so that it can be stored, compared and rebuilt.
 */
import type { ContestId, TicketId, UnitId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';

/** What a check found in a report. Issue of trust, not of syntax: a report that cannot be read never gets here. */
export type Fault =
  | 'zero_row'
  | 'falling'
  | 'split_changed'
  | 'expected_falling'
  | 'expected_zero'
  | 'out_of_order'
  | 'repeated'
  | 'above_expected'
  | 'unknown_unit'
  | 'incomplete'
  /** Votes seen before the first polls of the contest closed: test data, or a village that counts at midnight. */
  | 'before_close'
  /** Negative votes, or more votes for tickets than votes counted. */
  | 'impossible';

/** `accept` counts; `hold` waits for confirmation (next report or a person) and does not count; `refuse` never counts. */
export type Effect = 'accept' | 'hold' | 'refuse';

export type Finding = {
  readonly effect: Effect;
  readonly faults: readonly Fault[];
  /** One plain English sentence; empty where there is nothing to say. */
  readonly reason: string;
};

/** One accepted count of one unit. */
export type Count = {
  /** Journal sequence of the report it rests on. */
  readonly record: number;
  readonly at: Instant;
  /** The feed's own time of the count; null where it gives none. */
  readonly stamp: Instant | null;
  readonly votes: Readonly<Record<TicketId, number>>;
  readonly total: number;
  readonly expectedShare: number | null;
  readonly precision: 'exact' | 'rounded';
};

export type HeldReport = {
  readonly record: number;
  readonly at: Instant;
  readonly count: Count;
  readonly faults: readonly Fault[];
  readonly reason: string;
};

export type UnitReturns = {
  readonly unit: UnitId;
  readonly contest: ContestId;
  count: Count | null;
  /** The count accepted before the present one: what a correction is measured against. */
  before: Count | null;
  /** Reports that wait for confirmation, oldest first. */
  held: HeldReport[];
  /** Faults of the accepted count, shown beside it ("correction"). */
  marks: readonly Fault[];
};

export type Returns = {
  units: Record<UnitId, UnitReturns>;
  /** The units that reported, by contest, in the order of their first report. */
  unitsOf: Record<ContestId, UnitId[]>;
  /** How many reports came, and what became of them. records = accepted + held + refused; a held report that is later confirmed moves. */
  tally: { records: number; accepted: number; held: number; refused: number };
};

/** One contest summed from its units; its own row counts where the feed gives one, else its parts. */
export type ContestReturns = {
  readonly contest: ContestId;
  readonly votes: Readonly<Record<TicketId, number>>;
  readonly total: number;
  /** First ticket minus second over both; null while neither has a vote. */
  readonly margin: number | null;
  /** Counted over expected final vote, 0–1; null where no source says. */
  readonly expectedShare: number | null;
  /** Expected minus counted votes, never negative; null where unknown. */
  readonly outstanding: number | null;
  readonly updatedAt: Instant | null;
  /** Reports held among the units that the sum rests on. */
  readonly held: number;
  readonly marks: readonly Fault[];
};
