/**
 * What the journal keeps: one fact, report, decision or consequence, in the order in which the desk learnt it.
 *
 * `data` is plain JSON without undefined, so that its canonical form (RFC 8785) is the same everywhere.
 */
import type { Instant } from './instant.ts';

/** A record before it has its place in the journal. */
export type Draft<Kind extends string = string, Data = unknown> = {
  readonly at: Instant;
  /** `feed:NAME`, `person:ID`, or `desk` for what follows by rule. */
  readonly by: string;
  readonly kind: Kind;
  readonly data: Data;
};

/** A draft in its place: numbered from 1 without gaps. */
export type Entry<Kind extends string = string, Data = unknown> = Draft<Kind, Data> & {
  readonly seq: number;
};
