/**
 * What the model estimates at one moment. Every probability has an interval or a distribution beside it, and an age.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Joint } from './joint.ts';

export type ContestProjection = {
  readonly contest: ContestId;
  /** Expected final margin, first minus second over both, -1 to 1. */
  readonly margin: number;
  /** 90 % interval of the final margin. */
  readonly low90: number;
  readonly high90: number;
  readonly winProbability: Readonly<Record<TicketId, number>>;
  /** The same under a stress of the assumptions; a call of the model must hold there too. */
  readonly stressed: Readonly<Record<TicketId, number>>;
  /** Share of the expected vote counted, 0–1. */
  readonly counted: number;
  /** Whether anything is still to be counted. */
  readonly open: boolean;
};

export type ElectorProjection = {
  readonly mean: Readonly<Record<TicketId, number>>;
  readonly low90: Readonly<Record<TicketId, number>>;
  readonly high90: Readonly<Record<TicketId, number>>;
  /** By ticket id, and `tie` for nobody's majority. Sums to 1. */
  readonly winProbability: Readonly<Record<TicketId | 'tie', number>>;
  /** Probability of exactly k electors for the first ticket, k = 0 … electors. */
  readonly distribution: readonly number[];
};

/** Where votes decide alone: plurality, and the first of two rounds. */
export type TicketShare = {
  readonly ticket: TicketId;
  /** Share of the votes for all tickets, 0–1, and its 90 % interval. */
  readonly share: number;
  readonly low90: number;
  readonly high90: number;
  /** Probability of the most votes; of being among the first two; of a share above the threshold. */
  readonly first: number;
  readonly firstTwo: number;
  readonly outright: number;
};

export type Projection = {
  readonly at: Instant;
  readonly contests: readonly ContestProjection[];
  readonly electors: ElectorProjection;
  /** Every ticket's share of the vote where no electors are awarded; null where they are. */
  readonly shares: readonly TicketShare[] | null;
  /** All contests at once, before any call is held to be true: what a what-if needs. */
  readonly joint: Joint;
};
