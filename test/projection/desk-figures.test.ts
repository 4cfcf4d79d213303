import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelCalls } from '../../src/projection/model-calls.ts';
import { neededShare } from '../../src/projection/path-to-victory.ts';
import type { Projection } from '../../src/projection/projection.ts';
import { tippingOrder } from '../../src/projection/tipping-point.ts';
import { unitedStates } from '../election/united-states.ts';

const CHECK = { seed: 20241105 };
const ELECTION = unitedStates();

describe('the share that the trailing ticket needs', () => {
  const votes = fc.record({ D: fc.nat(1_000_000), R: fc.nat(1_000_000) });

  it('is where it just passes: with that share of the rest both stand level', () => {
    fc.assert(
      fc.property(votes, fc.nat(200_000), fc.nat(1_000_000), (counted, others, outstanding) => {
        const needed = neededShare({ votes: counted, total: counted.D + counted.R + others, outstanding });
        if (needed === null) {
          expect(counted.D).toBe(counted.R);
          return;
        }
        if (needed.share === null) {
          expect(needed.behind).toBeGreaterThanOrEqual(needed.remaining);
          return;
        }
        const gains = needed.share * needed.remaining;
        const leaderGains = needed.remaining - gains;
        const high = Math.max(counted.D, counted.R);
        const low = Math.min(counted.D, counted.R);
        expect(low + gains).toBeCloseTo(high + leaderGains, 5);
        expect(needed.share).toBeGreaterThan(0.5);
        expect(needed.share).toBeLessThan(1);
      }),
      CHECK,
    );
  });

  it('is none where even all of the rest would not do, or would only tie', () => {
    // A lead of 54,273 with 7,914 still out: 46,359 short with every remaining vote.
    expect(neededShare({ votes: { D: 154_273, R: 100_000 }, total: 254_273, outstanding: 7914 })).toEqual({
      ticket: 'R',
      behind: 54_273,
      remaining: 7914,
      share: null,
    });
    expect(neededShare({ votes: { D: 110, R: 100 }, total: 210, outstanding: 10 })?.share).toBeNull();
  });

  it('leaves votes of other tickets out of the rest', () => {
    const needed = neededShare({ votes: { D: 45, R: 35 }, total: 100, outstanding: 100 });
    expect(needed).toMatchObject({ ticket: 'R', behind: 10, remaining: 80 });
    expect(needed?.share).toBeCloseTo(90 / 160, 12);
  });

  it('has no answer while nothing is known of the rest, nothing is counted or both are level', () => {
    expect(neededShare({ votes: { D: 2, R: 1 }, total: 3, outstanding: null })).toBeNull();
    expect(neededShare({ votes: { D: 0, R: 0 }, total: 0, outstanding: 50 })).toBeNull();
    expect(neededShare({ votes: { D: 7, R: 7 }, total: 14, outstanding: 50 })).toBeNull();
    expect(neededShare({ votes: {}, total: 0, outstanding: 50 })).toBeNull();
  });
});

describe('the order of the tipping point', () => {
  const margins = fc
    .array(fc.option(fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 56, maxLength: 56 })
    .map((list) => Object.fromEntries(ELECTION.contests.map(({ id }, i) => [id, list[i]!])));

  it('has one contest that carries the majority, and counts the leader’s electors from its safe side', () => {
    fc.assert(
      fc.property(margins, (given) => {
        const { leader, rows } = tippingOrder(ELECTION, given);
        expect(rows).toHaveLength(56);
        const tipping = rows.filter(({ tips }) => tips);
        expect(tipping).toHaveLength(1);
        const at = rows.indexOf(tipping[0]!);
        const side = leader === 'D' ? rows.slice(at) : rows.slice(0, at + 1);
        const electors = side.reduce((sum, row) => sum + row.electors, 0);
        expect(tipping[0]!.running).toBe(electors);
        expect(electors).toBeGreaterThanOrEqual(270);
        expect(electors - tipping[0]!.electors).toBeLessThan(270);
        const values = rows.map(({ margin }) => margin ?? 0);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
      }),
      CHECK,
    );
  });

  it('finds the state in which 270 fell', () => {
    const even = Object.fromEntries(ELECTION.contests.map(({ id }, i) => [id, (i - 28.5) / 100]));
    const { leader, rows } = tippingOrder(ELECTION, even);
    // Alphabetical margins: the first ticket leads the second half of the alphabet, with fewer electors.
    expect(leader).toBe('R');
    expect(rows[0]!.contest).toBe('AK');
    expect(rows.find(({ tips }) => tips)).toMatchObject({ contest: 'MO' });
  });

  it('is refused where no electors are awarded', () => {
    expect(() => tippingOrder({ ...ELECTION, rule: { kind: 'plurality' } }, {})).toThrow('no tipping point');
  });
});

describe('calls of the model', () => {
  const contest = (chance: number, counted: number, stressed = chance): Pick<Projection, 'contests'> => ({
    contests: [
      {
        contest: 'PA',
        margin: 0,
        low90: -0.1,
        high90: 0.1,
        winProbability: { D: chance, R: 1 - chance, L: 0 },
        stressed: { D: stressed, R: 1 - stressed, L: 0 },
        counted,
        open: true,
      },
    ],
  });

  it('are made once, above 99.5 % and half of the vote', () => {
    expect(modelCalls({}, contest(0.996, 0.6))).toEqual([{ contest: 'PA', ticket: 'D', probability: 0.996 }]);
    expect(modelCalls({}, contest(0.004, 0.6))).toEqual([{ contest: 'PA', ticket: 'R', probability: 0.996 }]);
    expect(modelCalls({}, contest(0.994, 0.6))).toEqual([]);
    expect(modelCalls({}, contest(0.999, 0.4))).toEqual([]);
    expect(modelCalls({ PA: { ticket: 'D' } }, contest(0.999, 0.7))).toEqual([]);
  });

  it('are not made where they would not hold under a stress of the assumptions', () => {
    expect(modelCalls({}, contest(0.999, 0.9, 0.99))).toEqual([]);
    expect(modelCalls({ PA: { ticket: 'D' } }, contest(0.999, 0.9, 0.99))).toEqual([]);
  });

  it('stand until the chance has fallen well below, then are taken back', () => {
    expect(modelCalls({ PA: { ticket: 'D' } }, contest(0.96, 0.6))).toEqual([]);
    expect(modelCalls({ PA: { ticket: 'D' } }, contest(0.9, 0.6))).toEqual([
      { contest: 'PA', ticket: null, probability: 0.9 },
    ]);
  });

  it('go over to the other ticket in one step where the count does', () => {
    expect(modelCalls({ PA: { ticket: 'D' } }, contest(0.001, 0.9))).toEqual([
      { contest: 'PA', ticket: 'R', probability: 0.999 },
    ]);
  });
});
