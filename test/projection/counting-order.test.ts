import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadsOf } from '../../src/projection/counting-order.ts';
import { type ProjectionInput, project } from '../../src/projection/project.ts';
import { readCountingOrder } from '../../src/projection/read-counting-order.ts';
import { baselineOf, madeUpElection, returnsOf } from './night.ts';

const SHARES = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

describe('the order of an earlier night', () => {
  it('is the lead of the first votes, whatever it was', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (lead) => {
        const counts = SHARES.map((share) => ({ contest: 'PA', share, margin: 0.01 + (1 - share) * lead }));
        expect(leadsOf(counts, { PA: 0.01 })['PA']).toBeCloseTo(lead, 12);
      }),
      { seed: 20241105, endOnFailure: true },
    );
  });

  it('is not said of a contest that was hardly seen while it was counted', () => {
    const counted = (shares: readonly number[]) =>
      shares.map((share) => ({ contest: 'PA', share, margin: 0.2 }));
    expect(leadsOf(counted(SHARES.slice(0, 4)), { PA: 0 })).toEqual({});
    expect(leadsOf(counted([0.01, 0.05, 0.1, 0.99, 0.995, 1]), { PA: 0 })).toEqual({});
    expect(leadsOf(counted(SHARES), { OH: 0 })).toEqual({});
  });
});

const IDS = ['OH', 'MI', 'PA', 'GA', 'AZ'];

const ELECTION = madeUpElection(IDS);

const TEXT = `
sources: ['the night of 2020, as recorded']
contests:
  - { contest: PA, lead: -20 }
  - { contest: OH, lead: 20 }
`;

const ORDER = readCountingOrder(TEXT, 'order.yaml', ELECTION);

const marginIn = (contest: string, over: Partial<ProjectionInput>) =>
  project({
    election: ELECTION,
    baseline: IDS.map((id) => baselineOf(id, 0)),
    contests: [],
    at: 0,
    ...over,
  }).contests.find((one) => one.contest === contest)!.margin;

describe('a projection that knows it', () => {
  it('expects half of it again in what is counted early', () => {
    const contests = [returnsOf('PA', -0.05, 500_000, 0.5)];
    const [told, untold] = [marginIn('PA', { contests, order: ORDER }), marginIn('PA', { contests })];
    // Twenty points, half of them believed, half of the vote out: five points at most.
    expect(told).toBeGreaterThan(untold + 0.01);
    expect(told).toBeLessThan(untold + 0.05);
  });

  it('says nothing else of contests without a count, with a full one, or not in the file', () => {
    for (const contests of [[], [returnsOf('PA', -0.05, 1_000_000, 1)]])
      expect(marginIn('PA', { contests, order: ORDER })).toBeCloseTo(marginIn('PA', { contests }), 4);
    const georgia = [returnsOf('GA', -0.05, 500_000, 0.5)];
    expect(marginIn('GA', { contests: georgia, order: ORDER })).toBe(marginIn('GA', { contests: georgia }));
  });
});

describe('a file of it', () => {
  it('is refused with line, column and what to do', () => {
    const fault = (from: string, to: string) => () =>
      readCountingOrder(TEXT.replace(from, to), 'order.yaml', ELECTION);
    expect(fault('contest: OH', 'contest: XX')).toThrow(
      'order.yaml line 5, column 16: unknown contest "XX"; write a contest of made-up',
    );
    expect(fault('contest: OH', 'contest: PA')).toThrow('line 5, column 16: contest "PA" stands twice');
    expect(fault('lead: 20', 'lead: 200')).toThrow('write points from -100 to 100');
    expect(fault("['the night of 2020, as recorded']", '[]')).toThrow('name at least one source');
  });
});
