/**
 * A gate opened by people against the verdict: two of them, one the duty officer, each in an act of his own, with a
 * reason, for exactly this content and for a while. What left that way carries the mark for ever.
 *
 * Nobody can override that another branch is armed, that the winner is no longer named, a title before its time, a
 * review, or that something is to be taken back first.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Phrase } from '../verdict/verdict.ts';
import type { Override } from './response.ts';

/** What two people may decide to do without: the verdict's permission, and facts of our own. */
const OVERRIDABLE = new Set([
  'lack-act',
  'lack-act-until',
  'lack-act-held',
  'lack-message-sent',
  'lack-call-ended',
]);

export function mayBeOverridden(gate: readonly Phrase[]): boolean {
  return gate.length > 0 && gate.every(({ key }) => OVERRIDABLE.has(key));
}

export type OverrideCircumstances = {
  readonly at: Instant;
  readonly binds: string;
  readonly ticket: TicketId | null;
};

/** Those that count now: for this content, this winner, and not expired; one a person. */
export function liveOverrides(
  overrides: readonly Override[],
  circumstances: OverrideCircumstances,
): Override[] {
  const { at, binds, ticket } = circumstances;
  const live = overrides.filter((one) => one.binds === binds && one.ticket === ticket && at < one.expiresAt);
  return live.filter(({ person }, index) => live.findIndex((one) => one.person === person) === index);
}

/** What the gate still lacks when two people have opened it. */
export function lacksAfter(gate: readonly Phrase[], live: readonly Override[]): readonly Phrase[] {
  return live.length >= 2 ? gate.filter(({ key }) => !OVERRIDABLE.has(key)) : gate;
}
