import { describe, expect, it } from 'vitest';
import { applyCount, emptyReturns } from '../../src/returns/apply.ts';
import { doubtsByHand } from '../../src/returns/by-hand.ts';
import { ELECTION, entry, report } from './reports.ts';

const BEFORE = [{ unit: 'AA', contest: 'AA', total: 30_000, votes: { D: 15_000, R: 15_000 } }];

/** What an entry by hand shows after a feed gave 9,000 and 4,000. */
function doubts(D: number, R: number, total?: number) {
  const returns = emptyReturns();
  applyCount(returns, entry(1, report(1, 9_000, 4_000)), ELECTION, BEFORE);
  const typed = report(5, D, R, {
    feed: 'hand',
    reportedAt: null,
    ...(total === undefined ? {} : { total }),
  });
  return doubtsByHand(returns, typed, ELECTION, BEFORE);
}

describe('a count entered by hand after a feed’s', () => {
  it('is not asked about where it goes on', () => {
    expect(doubts(9_100, 4_050)).toEqual([]);
  });

  it('is asked about where it goes back, shares out anew, swaps the tickets or jumps', () => {
    expect(doubts(8_999, 4_050, 13_131)).toEqual(['ticket_falling']);
    expect(doubts(8_000, 3_900)).toEqual(['falling', 'ticket_falling']);
    expect(doubts(9_050, 3_950, 13_130)).toEqual(['ticket_falling', 'split_changed']);
    expect(doubts(4_000, 9_000)).toEqual(['ticket_falling', 'split_changed', 'swapped']);
    expect(doubts(29_000, 24_000)).toEqual(['jump']);
  });

  it('is not asked about where nothing stands yet', () => {
    expect(doubtsByHand(emptyReturns(), report(1, 5, 4, { feed: 'hand' }), ELECTION, [])).toEqual([]);
  });
});
