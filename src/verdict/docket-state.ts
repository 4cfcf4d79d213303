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

export type Docket = {
  readonly setting: Setting;
  /** Messages that really left; null: the moment at which one could leave is taken for its release. */
  readonly sent: readonly SentMessage[] | null;
  /** In the order of the facts' times. */
  readonly facts: Happening[];
  /** Known, not yet in the ledger. All of one moment of knowledge. */
  pending: Happening[];
  ledger: Ledger;
  tracks: Map<TicketId, Tracks>;
  /** Whom each group stands behind, since when. */
  groupsSince: Map<string, { readonly ticket: TicketId | null; readonly at: Instant }>;
  /** The moment up to which the path has been walked. */
  settled: Instant;
  path: Path;
};
