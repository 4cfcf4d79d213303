/**
 * The vocabulary of one election, in the terms of NIST SP 1500-100 and the AP Elections API.
 *
 * A ticket stands in contests; a contest awards electors (or decides alone); reporting units are counted in it.
 */
import type { Instant } from './instant.ts';

export type TicketId = string;
export type ContestId = string;
export type UnitId = string;

/** The id of the whole election where a call or an event speaks of it. */
export const WHOLE: ContestId = 'US';

export type Ticket = {
  readonly id: TicketId;
  /** Full names as on the ballot, e.g. "Kamala Harris / Tim Walz". */
  readonly name: string;
  readonly party: string;
};

export type ContestKind = 'state' | 'district';

export type Contest = {
  readonly id: ContestId;
  readonly name: string;
  readonly kind: ContestKind;
  /** The state of a district contest (Maine, Nebraska); null for a state. */
  readonly parent: ContestId | null;
  readonly electors: number;
  readonly pollsCloseFirst: Instant;
  readonly pollsCloseLast: Instant;
};

export type Rule =
  | { readonly kind: 'electoral-college'; readonly electors: number; readonly majority: number }
  | { readonly kind: 'plurality' }
  /** A ticket wins the first round with a share of the vote above `threshold`; else the first two meet again. */
  | { readonly kind: 'two-round'; readonly threshold: number };

export type Election = {
  readonly id: string;
  readonly name: string;
  /** Day of the election, local, ISO ("2024-11-05"). */
  readonly date: string;
  readonly rule: Rule;
  /** In the order in which margins are signed: margin = first minus second. */
  readonly tickets: readonly Ticket[];
  readonly contests: readonly Contest[];
};

/** The previous final count of one unit: what a swing is measured against. */
export type Baseline = {
  readonly unit: UnitId;
  readonly contest: ContestId;
  readonly total: number | null;
  readonly votes: Readonly<Record<TicketId, number>>;
};
