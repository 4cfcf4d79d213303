/**
 * Everything the verdict rests on, as it became known. The fold appends; nothing is ever taken out:
 * a struck entry stays and carries the record that struck it.
 */

import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Call, Fact } from '../election/report.ts';

export type CallEvidence = {
  readonly kind: 'call' | 'retract';
  readonly record: number;
  readonly knownAt: Instant;
  readonly saidAt: Instant;
  readonly by: string;
  readonly call: Call;
  /** Record by which a person struck this entry as mistaken, and when. */
  struck: { readonly record: number; readonly at: Instant } | null;
};

export type FactEvidence = {
  readonly kind: 'fact';
  readonly record: number;
  readonly knownAt: Instant;
  readonly saidAt: Instant;
  readonly by: string;
  readonly fact: Fact;
  struck: { readonly record: number; readonly at: Instant } | null;
};

/** The running count of a contest crossed into or out of the recount margin with at least 95 % counted. */
export type NarrowEvidence = {
  readonly kind: 'narrow';
  readonly record: number;
  readonly knownAt: Instant;
  readonly saidAt: Instant;
  readonly contest: ContestId;
  readonly leader: TicketId | null;
  readonly narrow: boolean;
};

/** What the projection gave each ticket; kept only where the policy has a brake that reads it. */
export type ProjectionEvidence = {
  readonly kind: 'projection';
  readonly record: number;
  readonly knownAt: Instant;
  readonly saidAt: Instant;
  /** Chance of winning by ticket, 0–1. */
  readonly chances: Readonly<Record<TicketId, number>>;
};

/** The contests whose count has fallen silent, all of them; kept only where the policy asks for live feeds. */
export type SilentEvidence = {
  readonly kind: 'silent';
  readonly record: number;
  readonly knownAt: Instant;
  readonly saidAt: Instant;
  readonly contests: readonly ContestId[];
};

export type Evidence = CallEvidence | FactEvidence | NarrowEvidence | ProjectionEvidence | SilentEvidence;

/** What people and feeds say, and what can be struck; the rest follows from counts. */
export function isSaid(evidence: Evidence): evidence is CallEvidence | FactEvidence {
  return !['narrow', 'projection', 'silent'].includes(evidence.kind);
}

/** An annulment voids what other cells say. */
export const EVERY_CELL = 'annulment';

/**
 * What it speaks about. Whether a telling changes anything depends on the tellings of its own cell alone, and on
 * annulments.
 */
export function cellOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'call':
    case 'retract':
      return `call ${evidence.call.contest} ${evidence.call.desk}`;
    case 'narrow':
      return `lead ${evidence.contest}`;
    case 'projection':
    case 'silent':
      return evidence.kind;
    case 'fact': {
      const { kind, scope, margin } = evidence.fact;
      if (kind === 'annulment') return EVERY_CELL;
      return margin === undefined ? `${kind} ${scope}` : `lead ${scope}`;
    }
  }
}

/** What it says, whoever told it when: two tellings of one thing have the same. */
export function contentOf(evidence: Evidence): string {
  if (evidence.kind === 'fact') return JSON.stringify(evidence.fact);
  if (evidence.kind === 'narrow') return `${evidence.contest} ${evidence.narrow}`;
  if (evidence.kind === 'projection') return JSON.stringify(evidence.chances);
  if (evidence.kind === 'silent') return evidence.contests.join();
  const { desk, contest, ticket } = evidence.call;
  return `${evidence.kind} ${contest} ${desk} ${ticket}`;
}
