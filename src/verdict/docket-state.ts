/**
 * The state that the docket owns: the facts, the ledger built from them, and the path walked so far.
 *
 * Types and the empty values only; `docket.ts` moves along the facts, `path.ts` along the moments of knowledge.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Cause, Happening, Ledger } from './ledger.ts';
import type { LastingKind, RouteId } from './policy.ts';
import type { Setting } from './setting.ts';
import type { Tracks } from './standing.ts';
import type { Level, Phrase, Standing } from './verdict.ts';

/** A message that left the house. */
export type SentMessage = {
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly withdrawnAt: Instant | null;
};

/** A hold that lasts as long as its reason. */
export type Lasting = {
  readonly kind: LastingKind;
  readonly contest: string | null;
  readonly by: string;
  readonly record: number;
};

export type WithdrawalReason = 'annulled' | 'basis-gone' | 'another-named';

/** A change between wait, hold and releasable, or from one ticket to another. */
export type Turn = { readonly at: Instant; readonly to: Standing; readonly ticket: TicketId | null };

/** What a historian would note, in the order in which it became known. */
export type Note = { readonly at: Instant; readonly phrase: Phrase };

export type Path = {
  readonly seen: Set<string>;
  /** A hold that ends only when a route is reached anew. */
  hold: Cause | null;
  lasting: readonly Lasting[];
  /** Set while a withdrawal is due and no route has been reached since. */
  recalled: boolean;
  release: { readonly ticket: TicketId; readonly route: RouteId; readonly since: Instant } | null;
  /** The message that counts as out; taken for sent at its release where none is on record. */
  out: { readonly ticket: TicketId; readonly at: Instant } | null;
  due: { readonly reason: WithdrawalReason; readonly at: Instant } | null;
  standing: Standing;
  standingSince: Instant;
  level: Level;
  /** When the present level was reached, from above or below. */
  levelSince: Instant;
  /** When each rung up to the present one was first reached on the way up. */
  reached: Partial<Record<Level, Instant>>;
  readonly turns: Turn[];
  readonly withdrawals: {
    readonly at: Instant;
    readonly reason: WithdrawalReason;
    readonly ticket: TicketId;
  }[];
  readonly reviews: Instant[];
  readonly notes: Note[];
  /** What the last note of waiting said. */
  waiting: Phrase | null;
};

export function emptyPath(): Path {
  return {
    seen: new Set(),
    hold: null,
    lasting: [],
    recalled: false,
    release: null,
    out: null,
    due: null,
    standing: 'wait',
    standingSince: Number.NEGATIVE_INFINITY,
    level: 'open',
    levelSince: Number.NEGATIVE_INFINITY,
    reached: {},
    turns: [],
    withdrawals: [],
    reviews: [],
    notes: [],
    waiting: null,
  };
}

/** The docket before one moment of knowledge: what it takes to go back there. */
export type Checkpoint = {
  readonly stepped: Instant;
  /** How many of the entries known were in the ledger; one that only repeated can be struck out of them. */
  heard: number;
  readonly ledger: Ledger;
  readonly tracks: ReadonlyMap<TicketId, Tracks>;
  readonly groupsSince: Docket['groupsSince'];
  readonly path: PathMark;
};

/** The ledger of all facts in it up to a moment of theirs: what it takes to put a late fact in its place. */
export type LedgerMark = {
  readonly at: Instant;
  /** How many moments had moved the ledger. */
  readonly moves: number;
  readonly ledger: Ledger;
  readonly tracks: ReadonlyMap<TicketId, Tracks>;
  readonly groupsSince: Docket['groupsSince'];
};

/** A path, with its growing lists by their lengths. */
export type PathMark = {
  readonly now: Path;
  readonly reached: Path['reached'];
  readonly seen: number;
  readonly turns: number;
  readonly withdrawals: number;
  readonly reviews: number;
  readonly notes: number;
};

export type Docket = {
  readonly setting: Setting;
  /** Messages that really left; null: the moment at which one could leave is taken for its release. */
  sent: readonly SentMessage[] | null;
  /** All that was entered, in the order of knowledge. */
  readonly known: Happening[];
  /** How many of these are in the ledger. */
  heard: number;
  /** Those in the ledger, in the order of the facts' times. */
  readonly facts: Happening[];
  ledger: Ledger;
  tracks: Map<TicketId, Tracks>;
  /** Whom each group stands behind, since when. */
  groupsSince: Map<string, { readonly ticket: TicketId | null; readonly at: Instant }>;
  /** The last moment at which anything changed. */
  stepped: Instant;
  /** The moment that is asked about: not before `stepped`. */
  settled: Instant;
  path: Path;
  /** Oldest first; null where the docket is judged once and thrown away. */
  readonly checkpoints: Checkpoint[] | null;
  /** Oldest first; null as the checkpoints are. */
  readonly marks: LedgerMark[] | null;
  /** How many moments have moved the ledger. */
  moves: number;
};
