import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline, Contest, Election } from '../../src/election/election.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { type ProjectionInput, project } from '../../src/projection/project.ts';
import type { Projection } from '../../src/projection/projection.ts';
import { Projector } from '../../src/projection/projector.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from '../../src/projection/settings.ts';
import type { UnitCount } from '../../src/projection/unit-table.ts';
import { madeUpElection, returnsOf } from './night.ts';

const CHECK = { seed: 20241105, numRuns: 8, endOnFailure: true };

/** What is assumed of spreads and outliers is kept, so that only the counts speak. */
const HELD: ProjectionSettings = {
  ...DEFAULT_SETTINGS,
  swing: { ...DEFAULT_SETTINGS.swing, rounds: 0 },
  turnout: { ...DEFAULT_SETTINGS.turnout, rounds: 0 },
};

const STATES = ['PA', 'OH', 'GA', 'FL', 'AZ', 'WI'];
const COUNTIES = 8;

const ELECTION = madeUpElection(STATES);

const votes = (margin: number, total: number) => ({
  D: (total * (1 + margin)) / 2,
  R: (total * (1 - margin)) / 2,
});

type County = {
  readonly unit: string;
  readonly contest: string;
  readonly before: number;
  readonly now: number;
  readonly size: number;
};

/** Counties whose margins and swings come from a seed. */
function counties(seed: number): County[] {
  const random = seededRandom(seed);
  return STATES.flatMap((contest) => {
    const lean = (random() - 0.5) * 0.2;
    const swing = (random() - 0.5) * 0.06;
    return Array.from({ length: COUNTIES }, (_, i): County => {
      const before = lean + (random() - 0.5) * 0.6;
      return {
        unit: `${contest}${i}`,
        contest,
        before,
        now: before + swing + (random() - 0.5) * 0.04,
        size: 2_000 + 200_000 * random() ** 3,
      };
    });
  });
}

function inputOf(list: readonly County[], counted: readonly UnitCount[]): ProjectionInput {
  return {
    election: ELECTION,
    baseline: list.map(
      ({ unit, contest, before, size }): Baseline => ({
        unit,
        contest,
        total: size,
        votes: votes(before, size),
      }),
    ),
    contests: [],
    units: counted,
    at: 0,
    settings: HELD,
  };
}

const countOf = ({ unit, contest, now, size }: County, share = 1): UnitCount => ({
  unit,
  contest,
  votes: votes(now, size * share),
  expectedShare: share,
});

const widthOf = ({ contests }: Projection, id: string) => {
  const one = contests.find(({ contest }) => contest === id)!;
  return one.high90 - one.low90;
};

describe('a projection from counties', () => {
  it('never widens a state when one more of its counties is complete', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(30), fc.nat(6 * COUNTIES - 1), (seed, done, next) => {
        const list = counties(seed);
        const complete = list.filter((_, i) => i !== next && (i * 7) % 48 < done);
        const before = project(
          inputOf(
            list,
            complete.map((one) => countOf(one)),
          ),
        );
        const after = project(
          inputOf(
            list,
            [...complete, list[next]!].map((one) => countOf(one)),
          ),
        );
        const { contest } = list[next]!;
        expect(widthOf(after, contest)).toBeLessThanOrEqual(widthOf(before, contest) * 1.02 + 1e-6);
      }),
      CHECK,
    );
  });

  it('ends at the result when every county is complete', () => {
    const list = counties(1);
    const { contests, electors } = project(
      inputOf(
        list,
        list.map((one) => countOf(one)),
      ),
    );
    for (const one of contests) {
      const own = list.filter(({ contest }) => contest === one.contest);
      const all = own.reduce((sum, { size }) => sum + size, 0);
      const margin = own.reduce((sum, { size, now }) => sum + size * now, 0) / all;
      expect(one.margin).toBeCloseTo(margin, 10);
      expect(one).toMatchObject({ counted: 1, open: false });
      expect(one.high90 - one.low90).toBeLessThan(0.002);
    }
    expect(electors.low90['D']).toBe(electors.high90['D']);
  });

  it('moves one changed county as a full fit with the same spreads does', () => {
    const list = counties(7);
    const start = list.slice(0, 20).map((one) => countOf(one));
    const settings = {
      ...HELD,
      swing: { ...HELD.swing, freedom: 1e9 },
      turnout: { ...HELD.turnout, freedom: 1e9 },
    };
    const projector = new Projector({ ...inputOf(list, start), settings });
    const added = list.slice(20, 24).map((one, i) => countOf(one, i === 1 ? 0.4 : 1));
    for (const count of added) projector.update(count, 0);
    const full = project({ ...inputOf(list, [...start, ...added]), settings });
    full.contests.forEach((one, i) => {
      const carried = projector.projection.contests[i]!;
      expect(carried.margin).toBeCloseTo(one.margin, 9);
      expect(carried.high90).toBeCloseTo(one.high90, 7);
    });
    const { winProbability, distribution } = projector.projection.electors;
    expect(Math.abs(winProbability['D']! - full.electors.winProbability['D']!)).toBeLessThan(0.01);
    expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
  });

  it('starts afresh for a county that it has never heard of', () => {
    const list = counties(7);
    const projector = new Projector(inputOf(list, []));
    const unknown = { unit: 'PA99', contest: 'PA', votes: { D: 10, R: 90 }, expectedShare: 1 };
    expect(projector.update(unknown, 0)).toEqual(project(inputOf(list, [unknown])));
  });
});

describe('what people decide', () => {
  const list = counties(3);
  const some = list.filter((_, i) => i % 3 === 0).map((one) => countOf(one));
  const free = project(inputOf(list, some));

  it('a call held to be true conditions every contest and the electors, and leaves the model’s own word beside it', () => {
    const held = project({ ...inputOf(list, some), held: { GA: 'R' } });
    const georgia = held.contests.find(({ contest }) => contest === 'GA')!;
    expect(georgia.winProbability).toEqual({ D: 0, R: 1 });
    expect(georgia.high90).toBeLessThanOrEqual(0);
    expect(georgia.stressed).toEqual(free.contests.find(({ contest }) => contest === 'GA')!.stressed);
    expect(held.electors.distribution.slice(51).reduce((sum, p) => sum + p, 0)).toBeLessThan(1e-12);
    expect(held.joint).toEqual(free.joint);
  });

  it('a contest switched off is as open as can be, and widens the electors', () => {
    const off = project({ ...inputOf(list, some), off: ['GA', 'PA'] });
    for (const id of ['GA', 'PA']) {
      expect(off.contests.find(({ contest }) => contest === id)!.winProbability['D']).toBeCloseTo(0.5, 6);
      expect(widthOf(off, id)).toBeGreaterThan(0.5);
    }
    const spread = ({ electors }: Projection) => electors.high90['D']! - electors.low90['D']!;
    expect(spread(off)).toBeGreaterThanOrEqual(spread(free));
    expect(off.contests.find(({ contest }) => contest === 'OH')!.margin).toBeCloseTo(
      free.contests.find(({ contest }) => contest === 'OH')!.margin,
      12,
    );
  });

  it('a call of what does not exist is refused by name', () => {
    expect(() => project({ ...inputOf(list, some), held: { XX: 'D' } })).toThrow('invalid condition on "XX"');
  });
});

describe('input that has degenerated', () => {
  const list = counties(5);
  const sound = ({ contests, electors }: Projection) => {
    for (const one of contests)
      for (const value of [one.margin, one.low90, one.high90, ...Object.values(one.winProbability)])
        expect(Number.isFinite(value)).toBe(true);
    expect(electors.distribution).toHaveLength(61);
    expect(electors.distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
  };

  it('gives sound figures: no unit at all, one unit, no votes, everything complete', () => {
    sound(project(inputOf([], [])));
    sound(project(inputOf(list, [])));
    sound(project(inputOf(list.slice(0, 1), [countOf(list[0]!)])));
    sound(
      project(
        inputOf(
          list,
          list.map((one) => ({ ...countOf(one), votes: { D: 0, R: 0 } })),
        ),
      ),
    );
    sound(
      project(
        inputOf(
          list,
          list.map((one) => ({ ...countOf(one), votes: { D: 100, R: 0 } })),
        ),
      ),
    );
    sound(
      project(
        inputOf(
          list.map((one) => ({ ...one, size: 0 })),
          list.map((one) => countOf(one)),
        ),
      ),
    );
  });

  it('counts a unit that is given twice once, as it was given last', () => {
    const twice = [countOf(list[0]!, 0.5), countOf(list[1]!), countOf(list[0]!)];
    expect(project(inputOf([...list, list[0]!], twice))).toEqual(
      project(inputOf(list, [countOf(list[0]!), countOf(list[1]!)])),
    );
  });

  it('prefers counties as long as they have counted as much as their state’s own row', () => {
    const own = list.filter(({ contest }) => contest === 'PA');
    const counted = own.map((one) => countOf(one));
    const all = own.reduce((sum, { size }) => sum + size, 0);
    const parts = project({ ...inputOf(list, counted), contests: [returnsOf('PA', -0.9, all / 2, 0.5)] });
    expect(parts.contests[0]!.counted).toBe(1);
    const whole = project({ ...inputOf(list, counted), contests: [returnsOf('PA', -0.9, 2 * all, 1)] });
    expect(whole.contests[0]!.margin).toBeCloseTo(-0.9, 6);
  });
});

describe('an election without electors', () => {
  const tickets = ['A', 'B', 'C'].map((id) => ({ id, name: id, party: id }));
  const one: Contest = {
    id: 'FR',
    name: 'FR',
    kind: 'state',
    parent: null,
    electors: 0,
    pollsCloseFirst: 0,
    pollsCloseLast: 0,
  };
  const election: Election = {
    ...ELECTION,
    rule: { kind: 'two-round', threshold: 0.5 },
    tickets,
    contests: [one],
  };
  const counted = (a: number, b: number, c: number, share: number | null) =>
    project({
      election,
      baseline: [],
      contests: [{ ...returnsOf('FR', 0, 1, share), votes: { A: a, B: b, C: c }, total: a + b + c }],
      at: 0,
    });

  it('says who will be among the first two, and whether anybody wins outright', () => {
    const { shares, electors } = counted(280_000, 240_000, 200_000, 0.8);
    const [a, b, c] = shares!;
    expect(a!.firstTwo).toBeGreaterThan(b!.firstTwo);
    expect(b!.firstTwo).toBeGreaterThan(c!.firstTwo);
    expect(shares!.reduce((sum, { firstTwo }) => sum + firstTwo, 0)).toBeCloseTo(2, 1);
    expect(shares!.reduce((sum, { first }) => sum + first, 0)).toBeCloseTo(1, 1);
    expect(electors.winProbability['tie']).toBeGreaterThan(0.9);
  });

  it('is certain at the end and open before the first vote', () => {
    const late = counted(600_000, 300_000, 100_000, 1);
    expect(late.shares![0]!.outright).toBeGreaterThan(0.999);
    expect(late.shares![1]!.firstTwo).toBeGreaterThan(0.999);
    const early = project({ election, baseline: [], contests: [], at: 0 });
    for (const { share, firstTwo } of early.shares!) {
      expect(share).toBeCloseTo(1 / 3, 12);
      expect(firstTwo).toBeCloseTo(2 / 3, 1);
    }
  });

  it('gives the office to the first by plurality, with chances that add up', () => {
    const { shares, electors } = project({
      election: { ...election, rule: { kind: 'plurality' } },
      baseline: [],
      contests: [
        { ...returnsOf('FR', 0, 1, 0.95), votes: { A: 50_000, B: 45_000, C: 5_000 }, total: 100_000 },
      ],
      at: 0,
    });
    expect(electors.winProbability['tie']).toBeCloseTo(0, 10);
    expect(electors.winProbability['A']).toBeGreaterThan(electors.winProbability['B']!);
    expect(
      electors.winProbability['A']! + electors.winProbability['B']! + electors.winProbability['C']!,
    ).toBeCloseTo(1, 10);
    expect(shares!.map(({ ticket }) => ticket)).toEqual(['A', 'B', 'C']);
  });
});
