/**
 * When a leader can be rung: by the clock of the place where he or she *is*, around what the diary holds firm.
 *
 * (leader, span) → spans. A stay names where somebody is for a time; the one that begins last counts where two
 * overlap. Under way without a zone nobody can be reached. What the diary does not say is assumed free.
 */
import { requireSpan, type Span, unite, without } from './spans.ts';
import { wakingSpans } from './windows.ts';

/** Local wall clock "HH:MM", as in `Party`. */
export type Hours = { readonly wakes: string; readonly sleeps: string };

/** Where somebody is for a time; `zone` null while under way and out of reach. */
export type Stay = Span & { readonly zone: string | null };

/** An entry of the diary: firm ones are never rung into, others can be moved for a talk. */
export type Fixture = Span & { readonly id: string; readonly firm: boolean };

export type Leader = {
  readonly id: string;
  /** IANA zone of the place where he or she is when no stay says otherwise. */
  readonly zone: string;
  readonly stays: readonly Stay[];
  /** Never rung outside these. */
  readonly hard: Hours;
  /** Rung gladly within these; outside them only when nothing better is left. */
  readonly soft: Hours;
  readonly fixtures: readonly Fixture[];
};

/** Where the leader is, stretch by stretch, in order and without gaps. */
export function whereabouts({ zone, stays }: Leader, within: Span): Stay[] {
  for (const stay of stays) requireSpan(stay, 'stay');
  const later = stays.toSorted((a, b) => b.from - a.from);
  const stretches: Stay[] = [];
  const covered: Span[] = [];
  for (const stay of later) {
    const inside = { from: Math.max(stay.from, within.from), to: Math.min(stay.to, within.to) };
    if (inside.from < inside.to)
      stretches.push(...without(covered, inside).map((span) => ({ ...span, zone: stay.zone })));
    covered.push(stay);
  }
  stretches.push(...without(covered, within).map((span) => ({ ...span, zone })));
  return stretches.toSorted((a, b) => a.from - b.from);
}

/** Awake by the hard hours and free of firm fixtures. */
export function reachable(leader: Leader, within: Span): Span[] {
  return awake(
    leader,
    leader.hard,
    within,
    leader.fixtures.filter(({ firm }) => firm),
  );
}

/** Awake by the soft hours as well, and nothing at all in the diary. */
export function comfortable(leader: Leader, within: Span): Span[] {
  return awake(leader, leader.soft, within, leader.fixtures);
}

function awake(leader: Leader, hours: Hours, within: Span, taken: readonly Fixture[]): Span[] {
  for (const fixture of taken) requireSpan(fixture, `fixture ${fixture.id}`);
  const spans = whereabouts(leader, within).flatMap(({ from, to, zone }) =>
    zone === null ? [] : wakingSpans({ zone, ...hours }, { from, to }),
  );
  return unite(spans).flatMap((span) => without(taken, span));
}
