/**
 * What every live feed will be: something that is asked and answers, with drafts or with what went wrong.
 *
 * Trouble of the outside world is an answer, not an exception, and becomes a record: a source that failed must not
 * look like one that had nothing to say.
 */
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';

export type Feed = {
  /** Name in records (`feed:NAME`) and in positions. */
  readonly id: string;
  /** Asks once. Never rejects, except when the signal aborts it. */
  readonly poll: (at: Instant, signal: AbortSignal) => Promise<Answer>;
};

export type Answer =
  /** Something new, in the order of the source. */
  | { readonly kind: 'fresh'; readonly drafts: readonly Draft[] }
  /** The source answered that nothing has changed. */
  | { readonly kind: 'unchanged' }
  /** The source answered with content that is older than what it gave before, or says itself that it stands still. */
  | { readonly kind: 'stale'; readonly since: Instant }
  /** It answered with something that cannot be read. `place` is a line, a path or an element. */
  | { readonly kind: 'malformed'; readonly place: string; readonly reason: string }
  /** It did not answer. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** A failed poll as the journal keeps it. */
type FeedFailure = Extract<Answer, { kind: 'stale' | 'malformed' | 'unreachable' }> & {
  readonly feed: string;
};

/** What an answer brings to the journal: its drafts, nothing, or one record of what failed. */
export function draftsOf(feed: string, answer: Answer, at: Instant): readonly Draft[] {
  switch (answer.kind) {
    case 'fresh':
      return answer.drafts;
    case 'unchanged':
      return [];
    default: {
      const failure: FeedFailure = { feed, ...answer };
      return [{ at, by: `feed:${feed}`, kind: 'feed-failure', data: failure }];
    }
  }
}
