/**
 * What every live feed is: something that is asked and answers, with drafts or with what went wrong.
 *
 * Trouble of the outside world is an answer, not an exception, and becomes a record: a source that failed must not
 * look like one that had nothing to say.
 */
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Asking, Bookmark, FeedAnswer, FeedFailure, FormatChange, Scope } from './asking.ts';
import type { Known } from './reading.ts';

export type Feed = {
  /** Name in records (`feed:NAME`) and in positions. */
  readonly id: string;
  /** What its configuration says of it, for the record. */
  readonly scope?: Scope;
  /** Asks once, from where the feed stands. Never rejects, except when the signal aborts it. */
  readonly poll: (standing: Standing, at: Instant, signal: AbortSignal) => Promise<Asked>;
};

/** What stands between a feed and one of its sites. */
const SITE_OF = '/';

/** The name of one site of a feed: in records of how asking it goes. Its reports are the feed's. */
export function siteName(feed: string, unit: string): string {
  return feed + SITE_OF + unit;
}

/** The feed that a site belongs to; any other feed is its own. */
export function entryOf(feed: string): string {
  return feed.split(SITE_OF, 1)[0]!;
}

export type Standing = Known & { readonly asking: Asking };

/** One asking: the answer, and where to go on once it is written down. */
export type Asked = {
  readonly answer: Answer;
  readonly bookmark: Bookmark;
  /** Requests that it took, redirects included; files take none. */
  readonly requests: number;
};

export type Answer =
  /** Something to use, in the order of the source. What is set aside (test data, other elections) is counted. */
  | {
      readonly kind: 'fresh';
      readonly drafts: readonly Draft[];
      readonly refused: number;
      readonly test: boolean;
      readonly setAside: number;
      readonly others: number;
    }
  /** The source answered that nothing has changed. */
  | { readonly kind: 'unchanged' }
  /** The source answered with content that is older than what it gave before. */
  | { readonly kind: 'stale'; readonly reason: string; readonly since: Instant }
  /** It answered with something that cannot be read. `place` is a line, a path or an element. */
  | {
      readonly kind: 'malformed';
      readonly place: string;
      readonly reason: string;
      /** Given where the source seems to have changed its format. */
      readonly change?: FormatChange;
    }
  /** It did not answer. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/**
 * What an asking brings to the journal: of its drafts those that are new, and always one record of how it went.
 * `requests` counts those since the last such record.
 */
export function draftsOf(
  { id, scope = {} }: Pick<Feed, 'id' | 'scope'>,
  { answer, bookmark, requests }: Asked,
  at: Instant,
  isNew: (draft: Draft) => boolean = () => true,
): readonly Draft[] {
  const asked = { feed: id, bookmark, requests };
  const by = `feed:${id}`;
  if (answer.kind === 'fresh') {
    const { kind, drafts, refused, test, setAside, others } = answer;
    const data: FeedAnswer = { ...asked, ...scope, kind, test, setAside, others, refused };
    return [...drafts.filter(isNew), { at, by, kind: 'feed-answer', data }];
  }
  if (answer.kind === 'unchanged') {
    const nothing = { test: false, setAside: 0, others: 0, refused: 0 };
    const data: FeedAnswer = { ...asked, ...scope, kind: answer.kind, ...nothing };
    return [{ at, by, kind: 'feed-answer', data }];
  }
  const data: FeedFailure = { ...asked, ...answer };
  return [{ at, by, kind: 'feed-failure', data }];
}
