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

  it('are compared in the parts too: only units that both count, however few', () => {
    const county = (feed: string, unit: string, D: number, R: number) =>
      from(feed, 5, D, R, { unit, total: D + R });
    const beside = (D: number) =>
      play([county('one', '1', 600, 400), county('one', '2', 100, 900), county('two', '1', D, 500)]).sum();
    expect(beside(620).others).toEqual([
      { source: 'two', total: 1_120, votes: { D: 620, R: 500 }, margin: 120 / 1_120, differs: 'total' },
    ]);
    expect([beside(450).others[0]!.differs, beside(550).others[0]!.differs]).toEqual(['leader', 'no']);
  });

  it('follow a person’s whole order: the next in it where the first has no count, each unit by itself', () => {
    const county = (feed: string, unit: string, D: number) => from(feed, 5, D, 100, { unit });
    const { returns } = play([
      county('one', '1', 101),
      county('two', '1', 102),
      county('three', '1', 103),
      county('one', '2', 201),
      county('two', '2', 202),
    ]);
    setTrust(returns, { contest: 'AA', order: ['three', 'two', 'one'], reason: 'the state’s own page' });
    expect(['1', '2'].map((unit) => returns.units[unit]!.source)).toEqual(['three', 'two']);
    setTrust(returns, { contest: 'AA', order: ['two', 'three', 'one'], reason: 'it fell behind' });
    expect(['1', '2'].map((unit) => returns.units[unit]!.source)).toEqual(['two', 'two']);
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
