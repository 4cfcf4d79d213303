/**
 * The part of the page's view that is about feeds and reports: health, what is held and why, what was corrected.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { TroubleKind } from '../feeds/asking.ts';
import type { FeedHealth } from '../feeds/health.ts';
import type { Fault, Returns, SourceId } from '../returns/returns.ts';
import type { Act } from '../verdict/verdict.ts';

/** The page names every fault that a check can find, and every source. */
export type { Fault, SourceId };

export type FeedView = {
  readonly id: string;
  /** In the language of the view. */
  readonly name: string;
  readonly state: FeedHealth['state'];
  /** As in the feed's health: null while it waits or is fresh. */
  readonly since: Instant | null;
  readonly lastAt: Instant | null;
  readonly records: number;
  /** Its reports of counts: records = accepted + held + refused; null before any. */
  readonly counts: Returns['tally'] | null;
  readonly held: number;
  /** Rows that could not be read. */
  readonly refused: number;
  /** Reports a minute over the last 60 desk minutes, oldest first. */
  readonly ticks: readonly number[];
  readonly note: string;
  /** How asking it goes; null where nobody asks it. */
  readonly asking: {
    readonly answeredAt: Instant | null;
    /** Requests of this day of UTC. */
    readonly requests: number;
    /** The contests that it is to count; null where its configuration names none, so that every state is expected. */
    readonly covers: readonly ContestId[] | null;
    /** Requests that its source allows; null where it sets no limit. */
    readonly quota: { readonly minute: number | null; readonly day: number | null };
    readonly trouble: { readonly kind: TroubleKind; readonly since: Instant; readonly times: number } | null;
  } | null;
  /** Of a feed of many sites: how many there are, and those in trouble, the worst first; the row has the worst state. */
  readonly sites?: {
    readonly all: number;
    readonly troubled: readonly {
      readonly unit: string;
      readonly state: FeedHealth['state'];
      readonly since: Instant | null;
    }[];
  };
  /** The contests whose feed is at fault through this one, and the acts that wait for that. */
  readonly blocks: { readonly contests: readonly ContestId[]; readonly acts: readonly Act[] };
};

/** A list cut to what a page can show, newest first, with the length of the whole. */
export type Newest<T> = { readonly all: number; readonly shown: readonly T[] };

/** One count of one unit as a report gave it. */
export type FiguresView = {
  readonly record: number;
  readonly at: Instant;
  /** The feed's own stamp. */
  readonly stamp: Instant | null;
  readonly votes: Readonly<Record<TicketId, number>>;
  readonly total: number;
  readonly expectedShare: number | null;
  readonly rounded: boolean;
};

type OfUnit = {
  readonly unit: string;
  readonly contest: ContestId;
  readonly at: Instant;
  readonly faults: readonly Fault[];
};

/** A report that does not count until somebody or something confirms it. */
export type HeldView = OfUnit & {
  readonly source: SourceId;
  readonly said: FiguresView;
  /** What stands instead, of the same source where it has a count; null where nothing does. */
  readonly accepted: FiguresView | null;
  /** The contest's margin as it stands, and as it were with this report. */
  readonly margin: { readonly now: number | null; readonly ifAccepted: number | null };
  /** Whether the contest counts as faulty while reports like this one wait. */
  readonly material: boolean;
};

/** A count that its source changed, by what it was before. */
export type CorrectionView = OfUnit & {
  readonly source: SourceId;
  readonly before: FiguresView;
  readonly after: FiguresView;
};

/** A report that never counts. */
export type RefusedView = OfUnit & { readonly record: number };

/** What would become of a pasted table: `POST /api/counts-preview`. */
export type HandTablePreview = {
  readonly rows: readonly {
    /** Where it stands in the table. */
    readonly place: string;
    readonly unit: string;
    readonly contest: ContestId;
    readonly votes: Readonly<Record<TicketId, number | null>>;
    readonly total: number | null;
    readonly expectedShare: number | null;
    /** The total that counts for the unit now, whoever gave it; null where none does. */
    readonly stands: number | null;
    readonly effect: 'accept' | 'hold' | 'refuse';
    readonly faults: readonly Fault[];
    /** What it shows against what stands: the person is asked whether it is meant. */
    readonly doubts: readonly Fault[];
  }[];
  /** Rows that cannot be entered. */
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
};

export type ReportsView = {
  /** All reports of counts: records = accepted + held + refused. */
  readonly tally: Returns['tally'];
  readonly held: Newest<HeldView>;
  readonly corrections: Newest<CorrectionView>;
  readonly refused: Newest<RefusedView>;
  /** The order of trust among sources that a person set, by contest or for all; empty where nobody did. */
  readonly trust: Returns['trust'];
};
