import { describe, expect, it } from 'vitest';
import type { CountReport } from '../../src/election/report.ts';
import { applyCount, emptyReturns, setTrust } from '../../src/returns/apply.ts';
import { sumContest } from '../../src/returns/sum.ts';
import { ELECTION, entry, report } from './reports.ts';

const from = (feed: string, minute: number, D: number, R: number, change: Partial<CountReport> = {}) =>
  report(minute, D, R, { feed, ...change });

function play(reports: readonly CountReport[]) {
  const returns = emptyReturns();
  reports.forEach((one, i) => {
    applyCount(returns, entry(i + 1, one), ELECTION);
  });
  const sum = () => sumContest(returns, ELECTION, [], 'AA');
  return { returns, sum, unit: returns.units['AA']! };
}

describe('two feeds of one unit', () => {
  const both = [
    from('one', 5, 50_000, 40_000),
    from('two', 3, 48_000, 41_000),
    from('one', 6, 51_000, 41_000),
  ];

  it('are judged each against itself: their stamps and totals are no sequence', () => {
    const { unit, returns } = play(both);
    expect(returns.tally).toEqual({ records: 3, accepted: 3, held: 0, refused: 0 });
    expect([unit.source, unit.count!.votes['D'], unit.marks]).toEqual(['one', 51_000, []]);
  });

  it('are compared, and the choice is shown', () => {
    const beside = (D: number, R: number) =>
      play([from('one', 5, 50_000, 40_000), from('two', 3, D, R)]).sum();
    const { sources, others } = beside(44_000, 47_000);
    expect(sources).toEqual(['one']);
    expect(others).toMatchObject([{ source: 'two', votes: { D: 44_000, R: 47_000 }, differs: 'leader' }]);
    expect(beside(30_000, 20_000).others[0]!.differs).toBe('total');
    expect(play(both).sum().others[0]!.differs).toBe('no');
  });

  it('follow a person’s order of trust, for one contest or for all, until it is taken back', () => {
    const { returns, unit } = play(both);
    const reason = 'one shows a county twice';
    expect(setTrust(returns, { contest: 'AA', order: ['two'], reason })).toEqual(['AA']);
    expect([unit.source, unit.count!.votes['D']]).toEqual(['two', 48_000]);
    setTrust(returns, { contest: 'AA', order: [], reason });
    expect(unit.source).toBe('one');
    expect(setTrust(returns, { contest: 'US', order: ['two', 'one'], reason })).toEqual(['AA']);
  });

  it('confirm each other: a fall that the second feed has too counts at once', () => {
    const fall = from('one', 7, 30_000, 25_000);
    const waits = play([from('one', 5, 50_000, 40_000), fall]);
    expect(waits.returns.tally.held).toBe(1);
    const before = play([from('two', 4, 30_010, 25_000), from('one', 5, 50_000, 40_000), fall]);
    expect([before.unit.sources['one']!.standing!.count.votes['D'], before.returns.tally.held]).toEqual([
      30_000, 0,
    ]);
    const after = play([from('one', 5, 50_000, 40_000), fall, from('two', 8, 30_010, 25_000)]);
    expect([after.unit.count!.votes['D'], after.returns.tally.held]).toEqual([30_000, 0]);
  });

  it('give way to a count entered by hand until they speak again', () => {
    const hand = from('hand', 9, 52_000, 41_500);
    expect(play([...both, hand]).unit.source).toBe('hand');
    expect(play([...both, hand, from('one', 10, 52_100, 41_600)]).unit.source).toBe('one');
  });

  it('may come through one feed that names its suppliers', () => {
    const { unit } = play([
      from('one', 1, 500, 400, { supplier: 'edison' }),
      from('one', 2, 490, 410, { supplier: 'ap' }),
    ]);
    expect(Object.keys(unit.sources)).toEqual(['one/edison', 'one/ap']);
  });
});
