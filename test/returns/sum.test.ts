import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/election/election.ts';
import { emptyReturns } from '../../src/returns/apply.ts';
import { finalCsv } from '../../src/returns/final-csv.ts';
import { sumContest } from '../../src/returns/sum.ts';
import { applyAll, CLOSE, ELECTION, report } from './reports.ts';

const before = (unit: string, total: number): Baseline => ({
  unit,
  contest: 'AA',
  total,
  votes: { D: 1, R: 1 },
});
const BASELINE = [before('AA', 3000), before('1', 1000), before('2', 1500), before('3', 500)];

const part = (unit: string, minute: number, D: number, R: number, expectedShare: number | null = null) =>
  report(minute, D, R, { unit, total: D + R + 10, expectedShare });

function sumOf(reports: Parameters<typeof applyAll>[1], baseline: readonly Baseline[] = BASELINE) {
  const returns = emptyReturns();
  applyAll(returns, reports);
  return sumContest(returns, ELECTION, baseline, 'AA');
}

describe('the sum of a contest', () => {
  it('is empty, with nothing known, while nobody reported', () => {
    expect(sumOf([])).toEqual({
      contest: 'AA',
      votes: { D: 0, R: 0 },
      total: 0,
      margin: null,
      expectedShare: null,
      outstanding: null,
      outstandingRange: null,
      estimateExhausted: false,
      updatedAt: null,
      held: 0,
      marks: [],
      basis: 'none',
      sources: [],
      others: [],
    });
  });

  it('is the contest’s own row where it has one, whatever its parts say', () => {
    const own = report(3, 600, 300, { total: 1000, expectedShare: 0.25 });
    const sum = sumOf([part('1', 1, 100, 90), own, part('2', 4, 900, 10)]);
    expect(sum).toMatchObject({
      votes: { D: 600, R: 300 },
      total: 1000,
      expectedShare: 0.25,
      outstanding: 3000,
      updatedAt: CLOSE + 120_000,
    });
    expect(sum.margin).toBeCloseTo(1 / 3, 12);
  });

  it('is its parts where the own row has no votes yet', () => {
    const sum = sumOf([report(1, 0, 0), part('1', 2, 300, 190), part('2', 3, 100, 390)]);
    expect(sum).toMatchObject({ votes: { D: 400, R: 580 }, total: 1000 });
  });

  it('expects of parts what they say, else what they had before, and of silent ones what they had before', () => {
    const said = sumOf([part('1', 1, 300, 190, 0.4), part('2', 2, 700, 890)]);
    // 500 / 0.4, 1,600 already beyond the 1,500 of before, 500 of a silent part.
    expect(said.outstanding).toBe(1250 + 1600 + 500 - 2100);
    expect(said.expectedShare).toBeCloseTo(2100 / 3350, 12);
  });

  it('knows no share of parts without their previous figures', () => {
    expect(sumOf([part('1', 1, 300, 190, 0.4)], [])).toMatchObject({
      expectedShare: null,
      outstanding: null,
    });
  });

  it('counts what is held and marked only where the sum rests on it', () => {
    const fall = [part('1', 1, 50_000, 40_000), part('1', 2, 500, 400)];
    expect(sumOf(fall)).toMatchObject({ held: 1 });
    expect(sumOf([...fall, report(3, 90_000, 80_000)])).toMatchObject({ held: 0, total: 171_700 });
  });

  it('never adds a district to its state', () => {
    const returns = emptyReturns();
    const district = report(1, 50, 40, { unit: 'BB-1', contest: 'BB-1' });
    applyAll(returns, [district, report(2, 500, 400, { unit: 'BB', contest: 'BB' })]);
    expect(sumContest(returns, ELECTION, [], 'BB').votes).toEqual({ D: 500, R: 400 });
    expect(sumContest(returns, ELECTION, [], 'BB-1').votes).toEqual({ D: 50, R: 40 });
  });
});

describe('rows inside one another', () => {
  const row = (unit: string, D: number, contest = 'AA') => report(1, D, D, { unit, contest, total: 2 * D });
  const summed = (reports: Parameters<typeof applyAll>[1], contest = 'AA') => {
    const returns = emptyReturns();
    applyAll(returns, reports);
    return sumContest(returns, ELECTION, [], contest);
  };

  it('count once: a county with votes for its towns, towns for a county without', () => {
    const towns = [row('2500100001', 10), row('2500100002', 20), row('2500300001', 5)];
    expect(summed(towns).total).toBe(70);
    expect(summed([...towns, row('25001', 31)]).total).toBe(72);
    expect(summed([...towns, row('25001', 0)]).total).toBe(70);
  });

  it('stand side by side where their names do not nest: house districts, ballots from abroad', () => {
    expect(summed([row('AA-HD01', 10), row('AA-HD02', 20), row('abroad', 3)]).total).toBe(66);
  });

  it('make a state of its districts only where all of them are in', () => {
    expect(summed([row('BB-1', 40, 'BB-1')], 'BB')).toMatchObject({ total: 80, basis: 'districts' });
    expect(summed([row('BB-1', 40, 'BB-1'), row('BB', 100, 'BB')], 'BB')).toMatchObject({
      total: 200,
      basis: 'own',
    });
  });
});

describe('what is outstanding', () => {
  const of = (total: number, expectedShare: number) =>
    sumOf([report(1, total / 2, total / 2, { total, expectedShare })]);

  it('is a range, for what is expected is an estimate', () => {
    const { outstanding, outstandingRange, estimateExhausted } = of(9_500, 0.95);
    expect(outstanding).toBe(500);
    expect(outstandingRange!.low).toBe(0);
    expect(outstandingRange!.high).toBeGreaterThan(500);
    expect(estimateExhausted).toBe(false);
  });

  it('is known to be nothing only where the source calls its count complete', () => {
    expect(of(9_500, 1)).toMatchObject({ outstanding: 0, outstandingRange: { low: 0, high: 0 } });
  });

  it('is anybody’s guess where more is counted than was expected', () => {
    expect(of(9_500, 1.02)).toMatchObject({
      outstanding: 0,
      outstandingRange: null,
      estimateExhausted: true,
    });
  });
});

describe('the final figures', () => {
  it('list accepted counts by unit, with what is held, and nothing for a unit without one', () => {
    const returns = emptyReturns();
    applyAll(returns, [
      part('2', 1, 500, 400, 0.5),
      report(1, 60_000, 30_000, { total: 100_000 }),
      report(2, 600, 300),
    ]);
    expect(finalCsv(returns)).toBe(
      'unit,total,D,R,expected_share,held\n2,910,500,400,0.5,0\nAA,100000,60000,30000,,1\n',
    );
  });
});
