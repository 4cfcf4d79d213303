/**
 * The returns: what was counted where, as far as reports were accepted, with what was held and why.
 *
 * The fold owns one value of this type and changes it in place, record by record; everything in it is plain data,
 * so that it can be stored, compared and rebuilt.
 */
import type { ContestId, TicketId, UnitId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';

/**
 * What a check found in a report. A matter of trust, not of syntax: a report that cannot be read never gets here.
 * Each has its check in `faults/`.
 */
export type Fault =
  | 'zero_row'
  | 'falling'
  /** A ticket loses votes, by more than the rounding of shares explains. */
  | 'ticket_falling'
  | 'split_changed'
  /** The first two tickets have each other's votes. */
  | 'swapped'
  | 'expected_falling'
  | 'expected_zero'
  | 'above_expected'
  /** Far more votes than at the election before. */
  | 'above_baseline'
  /** A ticket has about ten times the votes of the election before: a figure with a digit too many. */
  | 'digits_slipped'
  /** More at once than the unit can have counted since its last report. */
  | 'jump'
  | 'out_of_order'
  | 'repeated'
  /** The figures look like another supplier's among the feed's own. */
  | 'second_feed'
  /** A contest's parts, all complete, do not add up to its own row. */
  | 'parts_differ'
  | 'unknown_unit'
  | 'incomplete'
  /** Votes seen before the first polls of the contest closed: test data, or a village that counts at midnight. */
  | 'before_close'
  /** Negative votes, or more votes for tickets than votes counted. */
  | 'impossible'
  /** What the feed says of its own delivery. */
  | 'test_data'
  | 'feed_partial'
  | 'format_changed';

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

/** The source of a report: its feed, or another supplier that speaks through the same feed (see `sources.ts`). */
export type SourceId = string;

export type HeldReport = {
  readonly source: SourceId;
  readonly record: number;
  readonly at: Instant;
  readonly count: Count;
  readonly faults: readonly Fault[];
  readonly reason: string;
};

/** What a count is worth where it stands among its source's reports. */
export type Said = {
  readonly count: Count;
  /** Its place among the source's reports: the stamp, or when it was seen where the stamp lies after that. */
  readonly order: Instant;
  /** What the report shows against the one before it; what it shows against the count that stands is not in it. */
  readonly noted: readonly Fault[];
  /** It came after newer ones: it counts only where it is what stands. */
  readonly late: boolean;
  /** A person's word; null where none was given. */
  readonly decided: 'accept' | 'refuse' | null;
  readonly moved: 'accepted' | 'held' | 'refused';
  readonly faults: readonly Fault[];
  readonly reason: string;
};

/** A count that stands, and the one it replaced. */
export type Standing = {
  readonly count: Count;
  readonly before: Count | null;
  readonly marks: readonly Fault[];
  /** As in `Said`; nothing for a row of zeros, which stands only until there are votes. */
  readonly order: Instant;
};

/** One source's reports of one unit: what stood before the last few, and those in the order of their stamps. */
export type SourceReturns = {
  readonly base: Standing | null;
  readonly said: readonly Said[];
  /** What stands after them. */
  readonly standing: Standing | null;
  /** Rows of zeros that came after votes, oldest first: they wait to be contradicted. */
  readonly zeros: readonly HeldReport[];
  /** The last two reports as they arrived, whatever became of them. */
  readonly last: Count | null;
  readonly lastButOne: Count | null;
  /** The last record whose figures looked like another supplier's. */
  readonly foreign: number | null;
  /** The last rows that count nothing (zeros, votes before the closing): kept to know them again. */
  readonly blank: readonly Count[];
  /** Reports with votes so far. */
  readonly reports: number;
};

/** Faults found in one report, kept so that the desk can show what a unit went through. */
export type Found = {
  readonly record: number;
  readonly at: Instant;
  readonly effect: Effect;
  readonly faults: readonly Fault[];
};

export type UnitReturns = {
  readonly unit: UnitId;
  readonly contest: ContestId;
  /** Every source apart. What follows is taken from the chosen one. */
  sources: Record<SourceId, SourceReturns>;
  /** The source whose count counts; null before any. */
  source: SourceId | null;
  count: Count | null;
  /** The count accepted before the present one: what a correction is measured against. */
  before: Count | null;
  /** Reports of all sources that wait for confirmation, oldest first. */
  held: HeldReport[];
  /** Faults of the accepted count, shown beside it ("correction"). */
  marks: readonly Fault[];
  /** The last faults found, oldest first. */
  found: Found[];
};

/** What a feed said of one contest at one moment before its first polls closed. */
export type EarlyFile = {
  /** When it was seen. */
  readonly seen: string;
  /** Votes in it. */
  readonly total: number;
  readonly rows: readonly { readonly unit: UnitId; readonly record: number }[];
  /** The last votes of each unit in this file and those before it. */
  readonly votes: Readonly<Record<UnitId, Count>>;
};

/** What a report shows of an earlier one. */
export type Shown = { readonly unit: UnitId; readonly record: number; readonly fault: Fault };

/** Which sources are preferred, by contest or (`WHOLE`) everywhere; set by a person. */
export type Trust = Record<ContestId, readonly SourceId[]>;

/**
 * How many reports came, and what became of them: records = accepted + held + refused; a held report that is later
 * confirmed moves.
 */
export type Tally = { records: number; accepted: number; held: number; refused: number };

export type Returns = {
  units: Record<UnitId, UnitReturns>;
  /** The units that reported, by contest, in the order of their first report. */
  unitsOf: Record<ContestId, UnitId[]>;
  /** Feeds in the order of their first report: the order of trust where nobody set another. */
  feeds: string[];
  trust: Trust;
  /** By feed and contest, the last file before the closing. */
  early: Record<string, Record<ContestId, EarlyFile>>;
  tally: Tally;
  /** The same by feed; they add up to the whole. */
  tallies: Record<string, Tally>;
};

/** What another source has for the same contest, beside the chosen one. */
export type OtherSource = {
  readonly source: SourceId;
  readonly total: number;
  readonly votes: Readonly<Record<TicketId, number>>;
  readonly margin: number | null;
  /** `leader`: it has another ticket ahead; `total`: the totals are apart by more than the tolerance. */
  readonly differs: 'no' | 'total' | 'leader';
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

/** The sum with all that the desk shows beside it. */
export type ContestSum = ContestReturns & {
  /** `outstanding` as a range, for what is expected is an estimate; null where unknown. */
  readonly outstandingRange: { readonly low: number; readonly high: number } | null;
  /** As many votes are counted as were expected, or more, and the count goes on: nobody knows what is left. */
  readonly estimateExhausted: boolean;
  /** Where the votes come from: the contest's own row, its parts, or its districts. */
  readonly basis: 'own' | 'parts' | 'districts' | 'none';
  /** The sources that the sum rests on; one, unless its parts come from several. */
  readonly sources: readonly SourceId[];
  /** What the other sources of the same units say. */
  readonly others: readonly OtherSource[];
};
