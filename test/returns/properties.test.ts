import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountReport } from '../../src/election/report.ts';
import { applyCount, decideHeld, emptyReturns } from '../../src/returns/apply.ts';
import { checkReport } from '../../src/returns/check.ts';
import type { Returns } from '../../src/returns/returns.ts';
import { sumContest } from '../../src/returns/sum.ts';
import { applyAll, ELECTION, entry, report } from './reports.ts';

const RUNS = { seed: 20241105, numRuns: 300 };

const unit = fc.constantFrom('AA', 'BB', 'BB-1', '42001');
const figure = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.constant(0));
const sound: fc.Arbitrary<CountReport> = fc
  .record({
    minute: fc.integer({ min: 0, max: 300 }),
    D: figure,
    R: figure,
    unit,
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ minute, D, R, unit: name, share }) =>
    report(minute, D, R, { unit: name, contest: name === '42001' ? 'AA' : name, expectedShare: share }),
  );

/** A sound report with one field replaced by anything that could stand there. */
const mutated: fc.Arbitrary<CountReport> = fc
  .tuple(
    sound,
    fc.constantFrom(
      'unit',
      'contest',
      'reportedAt',
      'observedAt',
      'total',
      'expectedShare',
      'votes',
      'precision',
    ),
    fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.double(),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'AA'),
    ),
  )
  .map(([one, field, value]) => {
    const text = ['unit', 'contest', 'reportedAt', 'observedAt'].includes(field);
    if (field === 'votes') return { ...one, votes: { D: value as number, R: one.votes['R']! } };
    return {
      ...one,
      [field]: text && field !== 'reportedAt' && field !== 'observedAt' ? String(value) : value,
    };
  });

function waiting(returns: Returns): number {
  return Object.values(returns.units).reduce((sum, { held }) => sum + held.length, 0);
}

describe('whatever reports come', () => {
  it('each ends accepted, held or refused, with a reason unless accepted, and the tally adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sound, mutated), { maxLength: 40 }), (reports) => {
        const returns = emptyReturns();
        reports.forEach((one, i) => {
          const found = checkReport(returns, one, ELECTION);
          const { finding, moved } = applyCount(returns, entry(i + 1, one), ELECTION);
          expect(finding).toEqual(found);
          if (moved !== 'accepted') expect(finding.reason).not.toBe('');
          const { records, accepted, held, refused } = returns.tally;
          expect(records).toBe(i + 1);
          expect(accepted + held + refused).toBe(records);
          expect(held).toBe(waiting(returns));
          const byFeed = Object.values(returns.tallies);
          for (const part of ['records', 'accepted', 'held', 'refused'] as const)
            expect(byFeed.reduce((sum, tally) => sum + tally[part], 0)).toBe(returns.tally[part]);
        });
      }),
      RUNS,
    );
  });

  it('a check changes nothing', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 20 }), fc.oneof(sound, mutated), (reports, next) => {
        const returns = emptyReturns();
        applyAll(returns, reports);
        const before = structuredClone(returns);
        checkReport(returns, next, ELECTION);
        expect(returns).toEqual(before);
      }),
      RUNS,
    );
  });

  it('the returns are plain data: stored half-way and read back, they end the same', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 30 }), fc.nat(30), (reports, half) => {
        const straight = emptyReturns();
        applyAll(straight, reports);
        let stored = emptyReturns();
        reports.forEach((one, i) => {
          if (i === half) stored = JSON.parse(JSON.stringify(stored)) as Returns;
          applyCount(stored, entry(i + 1, one), ELECTION);
        });
        expect(JSON.stringify(stored)).toBe(JSON.stringify(straight));
      }),
      RUNS,
    );
  });

  it('one after another they give what the standing counts alone would give', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 30 }), (reports) => {
        const returns = emptyReturns();
        applyAll(returns, reports);
        const standing = Object.values(returns.units).flatMap(({ count }) =>
          count === null ? [] : [count.record],
        );
        const afresh = emptyReturns();
        for (const record of standing) applyCount(afresh, entry(record, reports[record - 1]!), ELECTION);
        for (const { id } of ELECTION.contests) {
          const { held: _held, marks: _marks, ...sum } = sumContest(returns, ELECTION, [], id);
          expect(sumContest(afresh, ELECTION, [], id)).toMatchObject(sum);
        }
      }),
      RUNS,
    );
  });

  it('a person can decide every report that waits, and the tally still adds up', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 30 }), fc.boolean(), (reports, accept) => {
        const returns = emptyReturns();
        applyAll(returns, reports);
        const decision = accept ? 'accept' : 'refuse';
        for (const { held } of Object.values(returns.units))
          for (const { record } of structuredClone(held)) {
            const waits = returns.units[reports[record - 1]!.unit]!.held.some((one) => one.record === record);
            const decided = decideHeld(returns, { record, decision, reason: 'seen' });
            expect(decided !== null).toBe(waits);
          }
        expect(returns.tally.held).toBe(0);
        expect(returns.tally.accepted + returns.tally.refused).toBe(reports.length);
      }),
      RUNS,
    );
  });
});

describe('the order of arrival', () => {
  /** Counts of one unit that only grow, a minute apart. */
  const growing = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 9_000 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((steps) => {
      let votes = [0, 0];
      return steps.map(([d, r], minute) => {
        votes = [votes[0]! + d, votes[1]! + r];
        return report(minute, votes[0]!, votes[1]!);
      });
    });
  const shuffled = growing.chain((series) =>
    fc.tuple(fc.constant(series), fc.shuffledSubarray(series, { minLength: series.length })),
  );

  it('of counts that only grow does not change how they end', () => {
    fc.assert(
      fc.property(shuffled, ([series, arrived]) => {
        const returns = emptyReturns();
        applyAll(returns, arrived);
        expect(returns.units['AA']!.count).toMatchObject({
          votes: series.at(-1)!.votes,
          total: series.at(-1)!.total,
        });
        expect(returns.tally.held).toBe(0);
      }),
      RUNS,
    );
  });

  it('between units does not matter', () => {
    const reports = fc.array(sound, { maxLength: 20 });
    fc.assert(
      fc.property(reports, (all) => {
        const byUnit = all.toSorted((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
        const [one, other] = [emptyReturns(), emptyReturns()];
        applyAll(one, all);
        applyAll(other, byUnit);
        const figures = (returns: Returns) =>
          Object.fromEntries(
            Object.entries(returns.units).map(([name, { count, held, marks }]) => [
              name,
              [count?.votes, count?.total, held.length, marks],
            ]),
          );
        expect(figures(other)).toEqual(figures(one));
        expect(other.tally).toEqual(one.tally);
      }),
      RUNS,
    );
  });
});
