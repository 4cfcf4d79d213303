/**
 * The desk's state: plain data, a fold of the journal and of nothing else.
 *
 * What can be computed from it (verdict, plan, projection) is not in it; see `watch.ts`.
 */
import type { Articles } from '../brief/brief.ts';
import { NO_STORIES, type Stories } from '../brief/story.ts';
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Asking } from '../feeds/asking.ts';
import type { ElectorProjection } from '../projection/projection.ts';
import { emptyResponse } from '../response/apply.ts';
import type { ResponseState } from '../response/response.ts';
import { emptyReturns } from '../returns/apply.ts';
import type { ContestSum, Returns } from '../returns/returns.ts';
import type { Evidence } from '../verdict/evidence.ts';
import type { Act, Aftermath, Level, Standing } from '../verdict/verdict.ts';
import type { Opened } from './opened.ts';
import { emptySurroundings, type Surroundings } from './surroundings.ts';

export type FeedState = {
  /** Where to go on after a restart. */
  position: number;
  /** Whether it brings counts, whose silence means something. */
  counts: boolean;
  records: number;
  refused: number;
  lastAt: Instant | null;
  /** Reports in each of the last 60 minutes that had any, by minute since 1970. */
  minutes: Record<string, number>;
  /** How asking it goes; null where nobody asks it (a recorded night, entries by hand). */
  asking: Asking | null;
  /** Health as last announced. */
  health: string;
  since: Instant | null;
};

/** What was last announced, so that the same change is not announced twice. */
export type Announced = {
  level: Level;
  ticket: TicketId | null;
  since: Instant | null;
  acts: Partial<Record<Act, { standing: Standing; ticket: TicketId | null }>>;
  aftermath: Aftermath;
};

export type TimelineItem = {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly kind: string;
  readonly data: unknown;
};

export type Projected = Pick<ElectorProjection, 'mean' | 'low90' | 'high90' | 'winProbability'>;

export type DeskState = {
  /** The last record folded in; 0 before any. */
  seq: number;
  at: Instant;
  opened: Opened | null;
  feeds: Record<string, FeedState>;
  returns: Returns;
  /** Rolled up from `returns`, one a contest that has any. */
  contests: Record<ContestId, ContestSum>;
  narrow: Record<ContestId, boolean>;
  /** Contests whose feed stands under a material fault. */
  faulty: Record<ContestId, boolean>;
  evidence: Evidence[];
  response: ResponseState;
  surroundings: Surroundings;
  announced: Announced;
  /** Model calls as announced; advice only. */
  modelCalls: Record<
    ContestId,
    { readonly ticket: TicketId; readonly at: Instant; readonly probability: number }
  >;
  /** Contests whose projection a person has taken into his own hands, and by which record. */
  projecting: Record<ContestId, { readonly as: TicketId | 'off'; readonly record: number }>;
  projections: { readonly at: Instant; readonly seq: number; readonly electors: Projected }[];
  /** Whether a count came in since the last projection. */
  moved: boolean;
  timeline: TimelineItem[];
  /** What the public pages have said, every version of it; null before the first. */
  articles: Articles | null;
  /** What people wrote for the pages and the podium, and what they took down or left out. */
  stories: Stories;
};

export function emptyState(): DeskState {
  return {
    seq: 0,
    at: 0,
    opened: null,
    feeds: {},
    returns: emptyReturns(),
    contests: {},
    narrow: {},
    faulty: {},
    evidence: [],
    response: emptyResponse(),
    surroundings: emptySurroundings(),
    announced: { level: 'open', ticket: null, since: null, acts: {}, aftermath: 'none' },
    modelCalls: {},
    projecting: {},
    projections: [],
    moved: false,
    timeline: [],
    articles: null,
    stories: NO_STORIES,
  };
}
