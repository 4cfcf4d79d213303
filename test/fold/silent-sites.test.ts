import { describe, expect, it } from 'vitest';
import { silentContests } from '../../src/fold/silent.ts';
import type { DeskState } from '../../src/fold/state.ts';
import { applyCount, emptyReturns } from '../../src/returns/apply.ts';
import { ELECTION, entry, report } from '../returns/reports.ts';

/** The silent contests of a state counted by two sites of one feed, each in a health of its own. */
function silent(first: string, second: string) {
  const returns = emptyReturns();
  for (const [i, unit] of ['13089', '13121'].entries())
    applyCount(returns, entry(i + 1, report(1, 50, 40, { feed: 'counties', unit })), ELECTION);
  const feeds = { 'counties/13089': { health: first }, 'counties/13121': { health: second } };
  const contests = { AA: { total: 182, expectedShare: 0.5 } };
  return silentContests({ feeds, returns, contests } as unknown as DeskState, ELECTION);
}

describe('a contest that the sites of one feed count', () => {
  it('has fallen silent once all of them have', () => {
    expect(silent('failing', 'fresh')).toEqual([]);
    expect(silent('failing', 'frozen')).toEqual(['AA']);
  });
});
