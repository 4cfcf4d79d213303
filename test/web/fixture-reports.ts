/** Reports of the fixture's moment: one of Georgia waits, for its count fell. All figures are invented. */
import { MINUTE } from '../../src/election/instant.ts';
import type { FeedView, FiguresView, ReportsView } from '../../src/server/wire-feeds.ts';

/** What a feed has beside its ticks while nothing is wrong with it. */
export const QUIET: Pick<FeedView, 'since' | 'asking' | 'blocks' | 'counts'> = {
  since: null,
  counts: null,
  asking: null,
  blocks: { contests: [], acts: [] },
};

export function figures(
  record: number,
  at: number,
  votes: Readonly<Record<string, number>>,
  others = 0,
): FiguresView {
  const total = Object.values(votes).reduce((sum, one) => sum + one, others);
  return { record, at, stamp: at - MINUTE, votes, total, expectedShare: 0.97, rounded: false };
}

export function reportsAt(now: number, early: boolean): ReportsView {
  const none = { all: 0, shown: [] };
  if (early) {
    return {
      tally: { records: 0, accepted: 0, held: 0, refused: 0 },
      held: none,
      corrections: none,
      refused: none,
      trust: {},
    };
  }
  return {
    tally: { records: 4789, accepted: 4771, held: 1, refused: 17 },
    held: {
      all: 1,
      shown: [
        {
          source: 'count-3',
          unit: 'GA',
          contest: 'GA',
          at: now - 4 * MINUTE,
          faults: ['falling'],
          said: figures(4790, now - 4 * MINUTE, { D: 2_410_221, R: 2_533_120 }, 46_310),
          accepted: figures(4711, now - 21 * MINUTE, { D: 2_488_310, R: 2_597_905 }, 46_310),
          margin: { now: -0.0215, ifAccepted: -0.0249 },
          material: false,
        },
      ],
    },
    corrections: none,
    refused: none,
    trust: {},
  };
}
