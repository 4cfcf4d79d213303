/** Drafts as a night brings them, the same for the same arguments. */
import type { Draft } from '../../src/election/record.ts';

const START = Date.UTC(2024, 10, 6);

/** Drafts numbered `from` and on, a second apart. */
export function drafts(count: number, from = 1): Draft[] {
  return Array.from({ length: count }, (_, index) => draft(from + index));
}

function draft(position: number): Draft {
  return {
    at: START + position * 1000,
    by: 'feed:test',
    kind: position % 10 === 0 ? 'call' : 'report',
    data: {
      position,
      unit: `unit-${position % 97}`,
      votes: { second: 100 + position, first: position % 3 === 0 ? null : 90 + position },
      expectedShare: (position % 100) / 100,
    },
  };
}

/** The moment of the draft at a position. */
export function momentOf(position: number): number {
  return START + position * 1000;
}
