/**
 * What content becomes: the seam between fetching and the formats. A reader is given whole content and the feed's
 * last position; it returns drafts in the order of the source, or throws `Failed` where nothing can be used.
 */
import type { Instant } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';

export type Content = {
  readonly bytes: Uint8Array;
  /** Where it came from, without secrets: an address or the name of a file. */
  readonly from: string;
};

export type Reading = {
  readonly drafts: readonly Draft[];
  readonly test: boolean;
  /** Reports set aside as test data. */
  readonly setAside: number;
  /** Where the source says that it goes on; null where it does not. */
  readonly next: string | null;
  /** Whether what was given is not all there was. */
  readonly truncated: boolean;
};

export type ReadContent = (content: Content, position: number, at: Instant) => Reading;
