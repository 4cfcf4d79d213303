/**
 * The records that follow by rule and belong to no single stage: announcements of what changed.
 */
import type { Article, ArticleVersion } from '../brief/brief.ts';
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Act, Level, Phrase, Standing } from '../verdict/verdict.ts';
import type { Projected } from './state.ts';

export type { Projected };

/** The election's level moved. Reasons are the phrases that a historian would name. */
export type VerdictChange = {
  readonly scope: ContestId;
  readonly from: Level;
  readonly to: Level;
  readonly ticket: TicketId | null;
  readonly reasons: readonly Phrase[];
};

export type ActChange = {
  readonly act: Act;
  readonly from: Standing;
  readonly to: Standing;
  readonly ticket: TicketId | null;
  readonly reasons: readonly Phrase[];
};

export type FeedChange = {
  readonly feed: string;
  readonly from: string;
  readonly to: string;
  readonly since: Instant | null;
};

/** The model is sure enough to say so; null takes it back. Advice: it opens nothing. */
export type ModelCall = {
  readonly contest: ContestId;
  readonly ticket: TicketId | null;
  readonly probability: number;
};

/** A person's word on a contest's projection: held to be a ticket's, switched off, or left to the model again (null). */
export type ProjectionSet = {
  readonly contest: ContestId;
  readonly as: TicketId | 'off' | null;
  readonly reason: string;
};

/** A version of an article went to the public pages. */
export type Publication = {
  readonly article: string;
  readonly kind: Article['kind'];
  readonly section: Article['section'];
  readonly number: number;
  readonly version: ArticleVersion;
};
