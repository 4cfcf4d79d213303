import { describe, expect, it } from 'vitest';
import { formatInstant, MINUTE } from '../../src/election/instant.ts';
import type { CountReport } from '../../src/election/report.ts';
import { applyCount, emptyReturns } from '../../src/returns/apply.ts';
import { CLOSE, ELECTION, entry, report } from './reports.ts';

function play(reports: readonly CountReport[]) {
  const returns = emptyReturns();
  const applied = reports.map((one, i) => applyCount(returns, entry(i + 1, one), ELECTION));
  const found = Object.fromEntries(
    Object.entries(returns.units).map(([unit, { found: all }]) => [
      unit,
      all.map(({ record, faults }) => [record, ...faults]),
    ]),
  );
  return { returns, applied, last: applied.at(-1)!, found };
}

const zeros = (minute: number, change: Partial<CountReport> = {}) => report(minute, 0, 0, change);

describe('a row of zeros', () => {
  it('is no fault before the polls close, and is one where it still stands after', () => {
    expect(play([zeros(-60)]).last.finding).toEqual({ effect: 'accept', faults: [], reason: '' });
    expect(play([zeros(60)]).last.finding.faults).toEqual(['zero_row']);
    expect(
      play([zeros(-60, { reportedAt: formatInstant(CLOSE + 60 * MINUTE) })]).last.finding.faults,
    ).toEqual(['zero_row']);
  });

  it('after votes waits, and is only an old file where it came before them', () => {
    const first = zeros(1);
    const reset = play([first, report(2, 900, 800), zeros(3)]).last;
    expect([reset.moved, reset.finding.faults[0]]).toEqual(['held', 'zero_row']);
    const { last, returns } = play([first, report(2, 900, 800), first]);
    expect([last.moved, ...last.finding.faults]).toEqual(['refused', 'zero_row', 'repeated']);
    expect(last.finding.reason).toBe('AA says again what it said before its count began.');
    expect([returns.units['AA']!.count!.total, returns.units['AA']!.held]).toEqual([1_717, []]);
  });

  it('stamped hours ahead is told by the row after it, which is stamped before it', () => {
    const { found, last } = play([zeros(600), report(2, 900, 800)]);
    expect(last.shown).toEqual([{ unit: 'AA', record: 1, fault: 'out_of_order' }]);
    expect(found['AA']).toEqual([[1, 'zero_row', 'out_of_order']]);
  });

  it('does not blame the row before where it is itself the one that lies before all others', () => {
    const { last } = play([report(10, 900, 800), report(11, 901, 801), zeros(2)]);
    expect([last.shown, last.noted.includes('out_of_order')]).toEqual([[], true]);
  });
});

describe('a file from before the closing', () => {
  const seen = formatInstant(CLOSE - 300 * MINUTE);
  const county = (unit: string, votes: number, observedAt = seen) =>
    report(0, votes, votes, { unit, total: 2 * votes, reportedAt: null, observedAt });

  it('with more votes than the villages that count at midnight have is a test from its first row to its last', () => {
    const { applied, found } = play([county('1', 0), county('2', 300), county('3', 0)]);
    expect(applied.map(({ moved }) => moved)).toEqual(['accepted', 'refused', 'accepted']);
    expect(applied[1]!.finding.faults).toEqual(['before_close', 'test_data']);
    expect(found).toEqual({ '1': [[1, 'test_data']], '3': [[3, 'test_data']] });
  });

  it('with a village’s votes is none, nor is a file seen at another moment', () => {
    const village = play([county('1', 0), county('2', 13), county('3', 0)]);
    expect(village.applied.map(({ finding }) => finding.faults)).toEqual([[], ['before_close'], []]);
    const next = play([county('2', 300), county('1', 0, formatInstant(CLOSE - 200 * MINUTE))]);
    expect(next.last.finding.faults).toEqual([]);
  });

  it('is taken back by zeros, which are then a fall of what never counted', () => {
    const { last, returns } = play([county('2', 300), county('2', 0, formatInstant(CLOSE - 200 * MINUTE))]);
    expect([last.moved, ...last.noted]).toEqual(['accepted', 'zero_row', 'falling', 'ticket_falling']);
    expect(returns.units['2']!.count!.total).toBe(0);
  });
});
