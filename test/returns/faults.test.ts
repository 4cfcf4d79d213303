import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/election/election.ts';
import { DAY, formatInstant } from '../../src/election/instant.ts';
import type { CountReport } from '../../src/election/report.ts';
import { type Applied, applyCount, emptyReturns } from '../../src/returns/apply.ts';
import { sumContest } from '../../src/returns/sum.ts';
import { CLOSE, ELECTION, entry, report } from './reports.ts';

/** The county AA had 30,000 votes at the election before, split evenly. */
const BASELINE: readonly Baseline[] = [
  { unit: 'AA', contest: 'AA', total: 30_000, votes: { D: 15_000, R: 15_000 } },
];

function play(reports: readonly CountReport[], baseline = BASELINE) {
  const returns = emptyReturns();
  const applied: Applied[] = reports.map((one, i) =>
    applyCount(returns, entry(i + 1, one), ELECTION, baseline),
  );
  const last = applied.at(-1)!;
  return { returns, last, ...last.finding, unit: returns.units['AA']! };
}

describe('figures that a unit can hardly have', () => {
  it('wait where a ticket has about ten times its votes of last time, whoever says so again', () => {
    const slip = [report(1, 12_000, 13_000), report(2, 153_710, 13_500)];
    const { effect, faults, reason } = play(slip);
    expect([effect, ...faults]).toEqual(['hold', 'digits_slipped']);
    expect(reason).toBe('AA gives D 153,710 votes after 15,000 votes last time.');
    const again = play([...slip, report(3, 153_720, 13_600)]);
    expect([again.effect, again.unit.count!.votes['D']]).toEqual(['hold', 12_000]);
    const mended = play([...slip, report(3, 15_371, 13_600)]);
    expect([mended.effect, mended.unit.held.length]).toEqual(['accept', 0]);
  });

  it('wait where the total is more than twice that of last time, even as the first word', () => {
    const { effect, faults } = play([report(1, 31_000, 33_000)]);
    expect([effect, ...faults]).toEqual(['hold', 'above_baseline']);
    expect(play([report(1, 28_000, 29_000)]).effect).toBe('accept');
  });

  it('wait where more comes at once than the unit had votes to give within the hour', () => {
    const steps = (minute: number) => [report(1, 1_000, 1_000), report(minute, 16_000, 16_000)];
    expect([play(steps(5)).effect, ...play(steps(5)).faults]).toEqual(['hold', 'jump']);
    expect(play(steps(90)).effect).toBe('accept');
  });

  it('are not asked about where nobody knows what the unit had before', () => {
    expect(play([report(1, 12_000, 13_000), report(2, 153_710, 13_500)], []).effect).toBe('accept');
  });
});

describe('tickets with each other’s votes', () => {
  const right = report(1, 9_000, 4_000);
  const swap = report(2, 4_050, 9_020);

  it('wait, and are mended by the next report', () => {
    const { effect, faults, reason } = play([right, swap]);
    expect([effect, faults.includes('swapped'), reason]).toEqual([
      'hold',
      true,
      'AA gives two tickets each other’s votes.',
    ]);
    expect(play([right, swap, report(3, 9_100, 4_060)]).unit.count!.votes).toEqual({ D: 9_100, R: 4_060 });
  });

  it('count where the next report says the same: then the first was the swap', () => {
    expect(play([right, swap, report(3, 4_060, 9_100)]).unit.count!.votes).toEqual({ D: 4_060, R: 9_100 });
  });
});

describe('another supplier among the feed’s own rows', () => {
  const own = report(1, 9_000, 8_000, { expectedShare: 0.97 });
  const foreign = (record: number) => ({ unit: 'AA', record, fault: 'second_feed' });

  const later = (days: number, one: CountReport, change: Partial<CountReport>) => ({
    ...entry(2, { ...one, reportedAt: formatInstant(CLOSE + days * DAY), ...change }),
    at: CLOSE + days * DAY,
  });

  it('is suspected where a count is called complete after days without a vote, not where the count itself is', () => {
    const says = (days: number) => {
      const returns = emptyReturns();
      applyCount(returns, entry(1, own), ELECTION, BASELINE);
      return applyCount(returns, later(days, own, { expectedShare: 1 }), ELECTION, BASELINE).noted;
    };
    expect([says(4), says(1)]).toEqual([['second_feed'], []]);
  });

  it('is known by the row after it, which goes on as if it had not been', () => {
    const shares = report(2, 9_100, 8_050, { expectedShare: 0.97, precision: 'rounded' });
    const { last, faults } = play([own, shares, { ...own, reportedAt: '2024-11-06T00:03:00Z' }]);
    expect([last.shown, faults.includes('second_feed')]).toEqual([[foreign(2)], false]);
  });

  it('is known where the share counted goes there and back', () => {
    const { last } = play([
      own,
      report(2, 9_100, 8_050, { expectedShare: 0.99 }),
      report(3, 9_120, 8_060, { expectedShare: 0.97 }),
    ]);
    expect(last.shown).toEqual([foreign(2)]);
  });

  it('is known by a row of shares alone between two nights, not by one among others', () => {
    const shown = (rest: number) => {
      const returns = emptyReturns();
      applyCount(returns, entry(1, own), ELECTION, BASELINE);
      const shares = later(0.5, report(2, 9_050, 8_050), { precision: 'rounded', expectedShare: 0.97 });
      applyCount(returns, shares, ELECTION, BASELINE);
      const after = { ...later(0.5 + rest, report(3, 9_100, 8_100), { expectedShare: 0.97 }), seq: 3 };
      return applyCount(returns, after, ELECTION, BASELINE).shown;
    };
    expect([shown(0.5), shown(0.1)]).toEqual([[foreign(2)], []]);
  });

  it('is no matter of a clerk who mends a figure twice', () => {
    const { last } = play([
      own,
      report(2, 9_001, 8_000, { expectedShare: 0.97 }),
      { ...own, reportedAt: null },
    ]);
    expect(last.shown).toEqual([]);
  });

  it('kept apart by its stamps, is still seen in the feed’s line: its row falls there, runs back, and is no repeat', () => {
    const other = (minute: string, D: number) =>
      report(2, D, 8_200, { reportedAt: `2024-11-06T00:${minute}.125Z`, precision: 'rounded' });
    const { last, unit } = play([own, report(3, 9_010, 8_000), other('00:30', 8_500)]);
    expect(last.noted).toEqual(['second_feed', 'out_of_order', 'falling', 'ticket_falling']);
    expect(last.finding.faults).toEqual(['second_feed', 'out_of_order']);
    const again = play([own, report(3, 9_010, 8_000), other('04:00', 8_500), report(3, 9_010, 8_000)]);
    expect(again.last.noted).toEqual(['ticket_falling']);
    expect([again.unit.marks, unit.source]).toEqual([[], 'counts']);
  });

  it('has a source of its own where its stamps are written otherwise', () => {
    const other = report(2, 8_500, 8_200, { reportedAt: '2024-11-06T00:09:00.125Z' });
    const { unit, faults } = play([own, report(3, 9_010, 8_000), other]);
    expect(Object.keys(unit.sources)).toEqual(['counts', 'counts/fractions']);
    expect([unit.source, unit.count!.votes['D'], faults.includes('second_feed')]).toEqual([
      'counts',
      9_010,
      true,
    ]);
  });
});

describe('what the feed says of its own delivery', () => {
  it('refuses a test and marks what was cut short', () => {
    const test = play([report(1, 5, 4, { doubts: ['test_data'] })]);
    expect([test.effect, ...test.faults]).toEqual(['refuse', 'test_data']);
    const partial = play([report(1, 5, 4, { doubts: ['feed_partial', 'format_changed'] })]);
    expect([partial.effect, ...partial.faults]).toEqual(['accept', 'feed_partial', 'format_changed']);
  });
});

describe('what a unit went through', () => {
  it('stays beside it as a list', () => {
    const { unit } = play([
      report(1, 9_000, 8_000),
      report(2, 8_990, 8_000),
      report(3, 8_990, 8_000, { expectedShare: 0 }),
    ]);
    expect(unit.found.map(({ record, effect, faults }) => [record, effect, ...faults])).toEqual([
      [2, 'accept', 'falling', 'ticket_falling'],
      [3, 'accept', 'expected_zero'],
    ]);
  });
});

describe('parts that do not add up to their contest', () => {
  const part = (unit: string, D: number) => report(1, D, D, { unit, total: 2 * D, expectedShare: 1 });
  const whole = report(2, 1_500, 1_500, { total: 3_000, expectedShare: 0.99 });
  const marks = (reports: readonly CountReport[]) =>
    sumContest(play(reports, []).returns, ELECTION, [], 'AA').marks;

  it('are marked where both say that they are complete', () => {
    expect(marks([part('1', 500), part('2', 900), whole])).toEqual(['parts_differ']);
    expect(marks([part('1', 500), part('2', 990), whole])).toEqual([]);
    expect(marks([part('1', 500), { ...part('2', 900), expectedShare: 0.8 }, whole])).toEqual([]);
  });
});
