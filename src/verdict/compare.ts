/**
 * Where two policies part: (two walks through one night) → the spans in which a congratulation stood differently.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Standing } from './verdict.ts';

/** From a moment to the next stretch: where a congratulation stands, for whom, and why; a new reason is a new one. */
export type Stretch = {
  readonly from: Instant;
  readonly standing: Standing;
  readonly ticket: TicketId | null;
  readonly why: string;
};

export type Parting = {
  readonly from: Instant;
  /** Null where they have not come together again. */
  readonly to: Instant | null;
  readonly a: Omit<Stretch, 'from'>;
  readonly b: Omit<Stretch, 'from'>;
};

const WAITING: Omit<Stretch, 'from'> = { standing: 'wait', ticket: null, why: '' };

/** The spans in which the two stand differently, in order; one span for each pair of standings. */
export function partings(a: readonly Stretch[], b: readonly Stretch[]): Parting[] {
  const moments = [...new Set([...turnsOf(a), ...turnsOf(b)])].sort((x, y) => x - y);
  return moments.flatMap((from, index): Parting[] => {
    const [left, right] = [standingAt(a, from), standingAt(b, from)];
    if (left.standing === right.standing && left.ticket === right.ticket) return [];
    return [{ from, to: moments[index + 1] ?? null, a: left, b: right }];
  });
}

function turnsOf(stretches: readonly Stretch[]): Instant[] {
  return stretches
    .filter(({ standing, ticket }, index) => {
      const before = stretches[index - 1] ?? WAITING;
      return before.standing !== standing || before.ticket !== ticket;
    })
    .map(({ from }) => from);
}

function standingAt(stretches: readonly Stretch[], at: Instant): Omit<Stretch, 'from'> {
  const stretch = stretches.findLast(({ from }) => from <= at);
  if (stretch === undefined) return WAITING;
  const { standing, ticket, why } = stretch;
  return { standing, ticket, why };
}
