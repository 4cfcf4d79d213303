import { describe, expect, it } from 'vitest';
import type { CountReport } from '../../src/election/report.ts';
import { applyCount, decideHeld, emptyReturns } from '../../src/returns/apply.ts';
import { checkReport } from '../../src/returns/check.ts';
import type { Returns } from '../../src/returns/returns.ts';
import { applyAll, ELECTION, entry, report } from './reports.ts';

/** The returns after some reports, and what the next one is worth. */
function applied(reports: readonly CountReport[], next: CountReport) {
  const returns = emptyReturns();
  applyAll(returns, reports);
  const finding = checkReport(returns, next, ELECTION);
  const result = applyCount(returns, entry(reports.length + 1, next), ELECTION);
  expect(result.finding).toEqual(finding);
  return { returns, ...result, ...finding, count: returns.units['AA']?.count ?? null };
}

const totals = (returns: Returns) => ({ total: returns.units['AA']!.count!.total, ...returns.tally });

describe('a report that counts', () => {
  it('is accepted without a word when everything grows', () => {
    const { effect, faults, reason, count } = applied([report(1, 5000, 4000)], report(2, 6000, 5000));
    expect({ effect, faults, reason }).toEqual({ effect: 'accept', faults: [], reason: '' });
    expect(count).toMatchObject({ record: 2, votes: { D: 6000, R: 5000 }, total: 11110 });
  });

  it('may be the first of a unit nobody listed, where its contest is known', () => {
    const { moved, returns } = applied([], report(1, 50, 40, { unit: '42001' }));
    expect(moved).toBe('accepted');
    expect(returns.unitsOf).toEqual({ AA: ['42001'] });
  });

  it('may be zero before any vote', () => {
    expect(applied([], report(1, 0, 0)).effect).toBe('accept');
    expect(applied([report(300, 0, 0)], report(1, 50, 40)).effect).toBe('accept');
  });

  it('marks a share that falls, is missing or says more than all, and moves no vote for it', () => {
    const before = [report(1, 5000, 4000, { expectedShare: 0.5 })];
    const share = (expectedShare: number) => {
      const { effect, faults, count } = applied(before, report(2, 5001, 4001, { expectedShare }));
      return [effect, ...faults, count!.expectedShare];
    };
    expect(share(0.4)).toEqual(['accept', 'expected_falling', 0.4]);
    expect(share(0)).toEqual(['accept', 'expected_zero', null]);
    expect(share(1.02)).toEqual(['accept', 'above_expected', 1]);
  });

  it('marks another split of the same total, and waits where it moves many votes', () => {
    const small = applied([report(1, 5000, 4000)], report(2, 4800, 4200));
    expect([small.effect, ...small.faults]).toEqual(['accept', 'ticket_falling', 'split_changed']);
    expect(small.reason).toBe('AA shares out 9,090 votes anew: a correction.');
    const large = applied([report(1, 50_000, 40_000)], report(2, 47_000, 43_000));
    expect([large.effect, ...large.faults]).toEqual(['hold', 'ticket_falling', 'split_changed']);
  });

  it('changes nothing when it only says again what stands', () => {
    const { effect, faults, count } = applied([report(1, 5000, 4000)], report(1, 5000, 4000));
    expect([effect, ...faults, count!.record]).toEqual(['accept', 'repeated', 1]);
  });

  it('does not take rounding for a fall', () => {
    const exact = report(1, 500_000, 400_000);
    const rounded = report(2, 499_600, 400_500, { total: exact.total! + 90, precision: 'rounded' });
    expect(applied([exact], rounded).faults).toEqual([]);
    expect(applied([exact], { ...rounded, votes: { D: 499_400, R: 400_600 } }).faults).toEqual([
      'ticket_falling',
    ]);
  });
});

describe('a report that falls', () => {
  const high = report(1, 500_000, 400_000);
  const low = report(2, 300_000, 250_000);

  it('is a correction at once where it is small', () => {
    const { effect, faults, reason } = applied([high], report(2, 499_900, 399_900));
    expect([effect, ...faults]).toEqual(['accept', 'falling', 'ticket_falling']);
    expect(reason).toBe('AA falls from 909,000 votes to 908,798 votes: a correction.');
  });

  it('waits where it is large, or most of a small unit, or takes from one ticket alone', () => {
    expect(applied([high], low)).toMatchObject({
      effect: 'hold',
      faults: ['falling', 'ticket_falling'],
      count: { record: 1 },
    });
    expect(applied([report(1, 500, 400)], report(2, 100, 90)).effect).toBe('hold');
    expect(applied([high], report(2, 480_000, 450_000)).reason).toBe(
      'AA takes votes from a ticket while its total grows.',
    );
  });

  it('is accepted with the next report that stands near it', () => {
    const { returns, faults } = applied([high, low], report(3, 310_000, 260_000));
    expect(faults).toEqual(['falling']);
    expect(totals(returns)).toEqual({ total: 575_700, records: 3, accepted: 3, held: 0, refused: 0 });
    expect(returns.units['AA']!.marks).toEqual(['falling']);
  });

  it('is refused with the next report that is back', () => {
    const { returns } = applied([high, low], report(3, 500_100, 400_100));
    expect(totals(returns)).toEqual({ total: 909_202, records: 3, accepted: 2, held: 0, refused: 1 });
  });

  it('waits on when what stands is only delivered once more', () => {
    const { returns } = applied([high, low], high);
    expect(totals(returns)).toEqual({ total: 909_000, records: 3, accepted: 2, held: 1, refused: 0 });
  });

  it('gives way to another fall that is nearer to what stands', () => {
    const { returns } = applied([high, low], report(3, 480_000, 390_000));
    expect(totals(returns)).toEqual({ total: 909_000, records: 3, accepted: 1, held: 1, refused: 1 });
  });

  it('is not confirmed by its own repetition', () => {
    const { effect, faults, returns } = applied([high, low], low);
    expect([effect, ...faults]).toEqual(['refuse', 'repeated']);
    expect(returns.tally.held).toBe(1);
  });

  it('needs no second word against a count whose stamp lies after the moment it was seen', () => {
    const doubtful = report(90, 520_000, 420_000, { observedAt: '2024-11-06T00:05:00Z' });
    const { effect, count } = applied([report(4, 400_000, 300_000), doubtful], report(9, 480_000, 380_000));
    expect([effect, count!.record]).toEqual(['accept', 3]);
  });
});

describe('a zero row', () => {
  const counted = report(1, 5000, 4000);

  it('waits after votes, and is refused when votes come again', () => {
    const zero = applied([counted], report(2, 0, 0));
    expect(zero).toMatchObject({
      effect: 'hold',
      faults: ['zero_row', 'falling', 'ticket_falling'],
      count: { total: 9090 },
    });
    expect(zero.reason).toBe('AA goes from 9,090 votes to none.');
    const { returns } = applied([counted, report(2, 0, 0)], report(3, 5001, 4001));
    expect(returns.tally).toEqual({ records: 3, accepted: 2, held: 0, refused: 1 });
  });

  it('is not confirmed by other zero rows', () => {
    const { returns } = applied([counted, report(2, 0, 0)], report(3, 0, 0));
    expect(totals(returns)).toMatchObject({ total: 9090, held: 2 });
  });
});

describe('a stamp older than the one that stands', () => {
  it('is an earlier count that comes late, and changes nothing', () => {
    const { effect, faults, count } = applied([report(5, 5000, 4000)], report(2, 3000, 2000));
    expect([effect, ...faults, count!.record]).toEqual(['refuse', 'out_of_order', 1]);
  });

  it('is taken in its place, so that it can settle what waits', () => {
    const { returns, effect, faults } = applied(
      [report(1, 500_000, 400_000), report(5, 300_000, 250_000)],
      report(3, 299_000, 249_000),
    );
    expect([effect, ...faults]).toEqual(['refuse', 'out_of_order']);
    expect(totals(returns)).toEqual({ total: 555_500, records: 3, accepted: 2, held: 0, refused: 1 });
  });

  it('is no older where the stamp that stands lies after the moment it was seen', () => {
    const early = report(90, 5000, 4000, { observedAt: '2024-11-06T00:01:00Z' });
    const { effect, count } = applied([early], report(2, 6000, 5000));
    expect([effect, count!.record]).toEqual(['accept', 2]);
  });

  it('lets a whole series come again without a change', () => {
    const series = [
      report(900, 0, 0),
      report(1, 3000, 2000),
      report(2, 50_000, 40_000),
      report(3, 30_000, 25_000),
      report(4, 31_000, 26_000),
    ];
    const returns = emptyReturns();
    applyAll(returns, series);
    const before = structuredClone(returns.units['AA']!.count);
    applyAll(returns, series);
    expect(returns.units['AA']!.count).toEqual(before);
    expect(returns.tally).toEqual({ records: 10, accepted: 6, held: 0, refused: 4 });
  });
});

describe('a report that cannot be', () => {
  it.each([
    [
      'a contest nobody knows',
      report(1, 5, 4, { contest: 'ZZ' }),
      'unknown_unit',
      'AA reports for ZZ, which is no contest of this election.',
    ],
    [
      'a name that is none',
      report(1, 5, 4, { unit: '__proto__' }),
      'unknown_unit',
      '"__proto__" is no name of a unit.',
    ],
    [
      'no votes given',
      report(1, 5, 4, { votes: { D: 5, R: null } }),
      'incomplete',
      'AA gives no figure for the votes of R.',
    ],
    ['no total given', report(1, 5, 4, { total: null }), 'incomplete', 'AA gives no figure for the total.'],
    [
      'more for tickets than in all',
      report(1, 5, 4, { total: 8 }),
      'impossible',
      'AA gives 9 votes for tickets of 8 counted.',
    ],
    ['a negative count', report(1, -5, 4), 'impossible', 'AA gives -5 for D, which is no number of votes.'],
    [
      'a count that is no number',
      report(1, Number.NaN, 4),
      'impossible',
      'AA gives NaN for D, which is no number of votes.',
    ],
    [
      'votes before the polls close',
      report(-30, 5, 4),
      'before_close',
      'AA gives 9 votes before the first polls close at 2024-11-06T00:00:00Z.',
    ],
  ])('is refused for %s', (_, bad, fault, reason) => {
    const { effect, faults, returns, ...rest } = applied([], bad);
    expect({ effect, faults, reason: rest.reason }).toEqual({ effect: 'refuse', faults: [fault], reason });
    expect(returns.units).toEqual({});
  });

  it('is refused for a unit that reported for another contest', () => {
    expect(applied([report(1, 5, 4)], report(2, 6, 5, { contest: 'BB' })).faults).toEqual(['unknown_unit']);
  });

  it('is taken when its stamp is from before the closing but it was seen after it', () => {
    const { effect } = applied([], report(-300, 5, 4, { observedAt: '2024-11-06T00:10:00Z' }));
    expect(effect).toBe('accept');
  });

  it('may have a stamp that is no moment', () => {
    expect(applied([report(1, 50, 40)], report(2, 60, 50, { reportedAt: 'noon' })).effect).toBe('accept');
  });
});

describe('a person’s word on a held report', () => {
  const held = [report(1, 500_000, 400_000), report(2, 300_000, 250_000)];

  it('makes it the count, with its faults beside it', () => {
    const returns = emptyReturns();
    applyAll(returns, held);
    const unit = decideHeld(returns, { record: 2, decision: 'accept', reason: 'the state said so' });
    expect(unit).toMatchObject({
      count: { record: 2 },
      before: { record: 1 },
      held: [],
      marks: ['falling', 'ticket_falling'],
    });
    expect(returns.tally).toEqual({ records: 2, accepted: 2, held: 0, refused: 0 });
  });

  it('or refuses it, and nothing stands differently', () => {
    const returns = emptyReturns();
    applyAll(returns, held);
    expect(decideHeld(returns, { record: 2, decision: 'refuse', reason: 'a slip' })).toMatchObject({
      count: { record: 1 },
      held: [],
    });
    expect(returns.tally).toEqual({ records: 2, accepted: 1, held: 0, refused: 1 });
  });

  it('does nothing to a report that does not wait', () => {
    const returns = emptyReturns();
    applyAll(returns, held);
    const before = structuredClone(returns);
    expect(decideHeld(returns, { record: 1, decision: 'refuse', reason: 'too late' })).toBeNull();
    expect(returns).toEqual(before);
  });
});
