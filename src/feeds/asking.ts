/**
 * How it stands with asking a feed: what the next request needs and what went wrong, folded from its own records.
 *
 * (standing, record) → standing. Plain data: a desk that starts again asks on where the journal ends. A file is taken
 * once for each size and time of change.
 */
import type { ContestId } from '../election/election.ts';
import { DAY, type Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';

export type Bookmark = {
  /** The feed's own address, for which all this holds: another address begins anew. Null for files. */
  readonly source: string | null;
  /** Address to ask next, without secrets; null for the feed's own. */
  readonly next: string | null;
  /** Whether the source has more to give at once: a run of pages or files that is not at its end. */
  readonly more: boolean;
  /** What the source gave to ask for changes only, and the address it holds for. */
  readonly validators: {
    readonly address: string;
    readonly etag: string | null;
    readonly lastModified: string | null;
  } | null;
  /** By the source's word not to be asked before. */
  readonly notBefore: Instant | null;
  /** Files taken, by name: size and time of change. A record names only those that it adds. */
  readonly taken: Readonly<Record<string, string>>;
};

export const START: Bookmark = {
  source: null,
  next: null,
  more: false,
  validators: null,
  notBefore: null,
  taken: {},
};

/** `changed`: it answers in another format, or without a part that its format requires. */
export type TroubleKind = 'stale' | 'malformed' | 'unreachable' | 'changed';

/** What a feed's configuration says that others need to know. */
export type Scope = {
  /** The contests that it counts; absent: all. */
  readonly covers?: readonly ContestId[];
  /** Requests that its source allows; absent where it sets no limit. */
  readonly quota?: Quota;
};

/** Requests a minute and a day of UTC. */
export type Quota = { readonly minute?: number | undefined; readonly day?: number | undefined };

export type Asking = {
  readonly bookmark: Bookmark;
  /** What fails now: since when, how often in a row; null where the last answer could be used. */
  readonly trouble: { readonly kind: TroubleKind; readonly since: Instant; readonly times: number } | null;
  /** Since when the content is test data by its own word; null where it is not. */
  readonly testSince: Instant | null;
  /** Since when parts of the content could not be read; null where all could. */
  readonly partialSince: Instant | null;
  /** Requests made in a day of UTC, counted in days since 1970. */
  readonly requests: { readonly day: number; readonly count: number };
  readonly answeredAt: Instant | null;
} & Scope;

export const NEVER_ASKED: Asking = {
  bookmark: START,
  trouble: null,
  testSince: null,
  partialSince: null,
  requests: { day: 0, count: 0 },
  answeredAt: null,
};

/** Common to both kinds of record. */
type Asked = {
  readonly feed: string;
  readonly bookmark: Bookmark;
  /** Requests since the last record, redirects included. */
  readonly requests: number;
};

/** Record `feed-answer`: the source answered with something to use, or that nothing has changed. */
export type FeedAnswer = Asked & {
  readonly kind: 'fresh' | 'unchanged';
  /** Test data: its reports were set aside. */
  readonly test: boolean;
  /** Reports set aside as test data. */
  readonly setAside: number;
  /** Reports of contests that are none of this election's. */
  readonly others: number;
  /** Rows that could not be read. */
  readonly refused: number;
} & Scope;

/** Record `feed-failure`: the source did not answer, or not with something to use. */
export type FeedFailure = Asked & {
  readonly kind: Exclude<TroubleKind, 'changed'>;
  readonly reason: string;
  readonly place?: string;
  readonly change?: FormatChange;
};

/** The content is of another format, or lacks what its own requires. */
export type FormatChange = 'other-format' | 'part-missing';

/** Takes a record in; returns null for one that does not tell how asking went. */
export function askingAfter(asking: Asking | null, { kind, data, at }: Draft): Asking | null {
  if (kind === 'feed-answer') return withAnswer(asking ?? NEVER_ASKED, data as FeedAnswer, at);
  if (kind === 'feed-failure') return withFailure(asking ?? NEVER_ASKED, data as FeedFailure, at);
  return null;
}

function withAnswer(asking: Asking, answer: FeedAnswer, at: Instant): Asking {
  const { covers: _covered, quota: _allowed, ...rest } = withRequests(asking, answer, at);
  const asked = { ...rest, ...scopeOf(answer), trouble: null, answeredAt: at };
  if (answer.kind === 'unchanged') return asked;
  return {
    ...asked,
    testSince: answer.test ? (asking.testSince ?? at) : null,
    partialSince: answer.refused > 0 ? (asking.partialSince ?? at) : null,
  };
}

function scopeOf({ covers, quota }: Scope): Scope {
  return { ...(covers === undefined ? {} : { covers }), ...(quota === undefined ? {} : { quota }) };
}

/** Failures of different kinds in a row are one trouble, named by the last. */
function withFailure(asking: Asking, failure: FeedFailure, at: Instant): Asking {
  const kind = failure.change === undefined ? failure.kind : 'changed';
  const { since, times } = asking.trouble ?? { since: at, times: 0 };
  return { ...withRequests(asking, failure, at), trouble: { kind, since, times: times + 1 } };
}

function withRequests(asking: Asking, { bookmark, requests }: Asked, at: Instant): Asking {
  const day = Math.floor(at / DAY);
  const count = (asking.requests.day === day ? asking.requests.count : 0) + requests;
  const taken = { ...asking.bookmark.taken, ...bookmark.taken };
  return { ...asking, bookmark: { ...bookmark, taken }, requests: { day, count } };
}
