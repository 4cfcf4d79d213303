/**
 * What fetched content becomes: the seam between fetching and the formats.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Answer } from './feed.ts';

export type Content = {
  readonly bytes: Uint8Array;
  readonly at: Instant;
};

/** What the desk knows of a feed when it reads on. */
export type Known = {
  /** Of the feed's last record with a position. */
  readonly position: number;
  /** The calls of this feed that stand: by whom, where, for which ticket. */
  readonly calls: readonly {
    readonly desk: string;
    readonly contest: ContestId;
    readonly ticket: TicketId;
  }[];
};

export type Reading = {
  readonly kind: 'read';
  /** In the order of the source. */
  readonly drafts: readonly Draft[];
  /** Rows that should have been read and could not be; each is a draft with its reason. */
  readonly refused: number;
  readonly test: boolean;
  /** Reports set aside as test data. */
  readonly setAside: number;
  /** Reports of contests that are none of this election's. */
  readonly others: number;
  /** Where the source says that it goes on; null where it does not. */
  readonly next: string | null;
  /** Whether what was given is not all there was. */
  readonly truncated: boolean;
};

export type ReadContent = (
  content: Content,
  known: Known,
) => Reading | Extract<Answer, { kind: 'malformed' }>;
