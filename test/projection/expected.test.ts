import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../src/projection/joint.ts';
import { type ProjectionInput, project } from '../../src/projection/project.ts';
import { readExpected } from '../../src/projection/read-expected.ts';
import { baselineOf, madeUpElection, returnsOf } from './night.ts';

const IDS = ['OH', 'MI', 'PA', 'GA', 'AZ'];

const ELECTION = madeUpElection(IDS);

const TEXT = `
sources: ['a made-up poll of polls']
contests:
  - { contest: OH, margin: -8, spread: 4 }
  - { contest: MI, margin: 1, spread: 3 }
  - { contest: PA, margin: 0.5, spread: 3 }
  - { contest: GA, margin: -1, spread: 3.5 }
  - { contest: AZ, margin: -2, spread: 5 }
correlation: 0.8
`;

const read = (text: string) => readExpected(text, 'expected.yaml', ELECTION);

const input = (over: Partial<ProjectionInput> = {}): ProjectionInput => ({
  election: ELECTION,
  baseline: IDS.map((id, i) => baselineOf(id, 0.02 * (i - 2))),
  contests: [],
  expected: read(TEXT),
  at: 0,
  ...over,
});

function spreadOf({ joint }: ReturnType<typeof project>, id: string): number {
  const i = joint.contests.indexOf(id);
  return Math.hypot(lengthOf(joint.loadings, i), joint.own[i]!);
}

const marginOf = ({ joint }: ReturnType<typeof project>, id: string) =>
  joint.centre[joint.contests.indexOf(id)]!;

describe('margins expected before the count', () => {
  it('stand as they are written while nothing is counted', () => {
    const projection = project(input());
    const written = { OH: [-8, 4], MI: [1, 3], PA: [0.5, 3], GA: [-1, 3.5], AZ: [-2, 5] };
    for (const [id, [margin, spread]] of Object.entries(written)) {
      expect(100 * marginOf(projection, id), id).toBeCloseTo(margin!, 6);
      expect(100 * spreadOf(projection, id), id).toBeCloseTo(spread!, 1);
    }
  });

  it('move together as the file says, once one of them is counted', () => {
    const counted = project(input({ contests: [returnsOf('PA', 0.065, 1_000_000, 1)] }));
    expect(100 * marginOf(counted, 'PA')).toBeCloseTo(6.5, 1);
    // Normal theory: 0.8 · 3/3 · (6.5 − 0.5) = 4.8 for Michigan, 3 · √(1 − 0.64) = 1.8 is left of its spread. The count
    // also says that swings in general are large, which widens it a little.
    expect(100 * marginOf(counted, 'MI')).toBeGreaterThan(4.5);
    expect(100 * marginOf(counted, 'MI')).toBeLessThan(6.5);
    expect(100 * spreadOf(counted, 'MI')).toBeGreaterThan(1.2);
    expect(100 * spreadOf(counted, 'MI')).toBeLessThan(2);
    expect(100 * spreadOf(counted, 'PA')).toBeLessThan(0.2);
  });

  it('move together as in past swings where the file does not say how', () => {
    const expected = read(TEXT.replace('correlation: 0.8', ''));
    const [before, after] = [[], [returnsOf('PA', 0.065, 1_000_000, 1)]].map((contests) =>
      project(input({ expected, contests })),
    );
    const moved = (id: string) => 100 * (marginOf(after!, id) - marginOf(before!, id));
    expect(100 * spreadOf(before!, 'MI')).toBeCloseTo(3, 1);
    expect(moved('PA')).toBeCloseTo(6, 1);
    // Most of what states share is the swing of the country: six points in one are some in all, by their spreads.
    for (const id of ['OH', 'MI', 'GA', 'AZ']) {
      expect(moved(id), id).toBeGreaterThan(1);
      expect(moved(id), id).toBeLessThan(10);
    }
    expect(spreadOf(after!, 'MI')).toBeLessThan(spreadOf(before!, 'MI'));
  });

  it('give way to the count', () => {
    const counted = IDS.map((id, i) => returnsOf(id, 0.1 - 0.05 * i, 1_000_000, 1));
    const [told, untold] = [input({ contests: counted }), input({ contests: counted, expected: null })].map(
      project,
    );
    for (const id of IDS) {
      // Half of the tenth of a point that is never certain in a count called complete.
      expect(Math.abs(marginOf(told!, id) - marginOf(untold!, id)), id).toBeLessThan(5e-4);
      expect(spreadOf(told!, id), id).toBeCloseTo(spreadOf(untold!, id), 3);
    }
  });

  it('of some contests leave the others to what past swings say', () => {
    const some = read(
      `sources: [x]\ncontests:\n  - { contest: PA, margin: 10, spread: 1 }\ncorrelations: []\n`,
    );
    const [told, untold] = [project(input({ expected: some })), project(input({ expected: null }))];
    expect(100 * marginOf(told, 'PA')).toBeCloseTo(10, 6);
    // Pennsylvania ten points better than before says something of its neighbours, and less of others than of itself.
    const moved = (id: string) => 100 * (marginOf(told, id) - marginOf(untold, id));
    expect(moved('MI')).toBeGreaterThan(1);
    expect(moved('MI')).toBeLessThan(moved('PA'));
    expect(spreadOf(told, 'MI')).toBeLessThan(spreadOf(untold, 'MI'));
  });
});

describe('a file of expected margins', () => {
  const faultOf = (from: string, to: string) => () => read(TEXT.replace(from, to));

  it('is refused with line, column and what to do', () => {
    expect(faultOf('contest: MI', 'contest: XX')).toThrow(
      'expected.yaml line 5, column 16: unknown contest "XX"; write a contest of made-up',
    );
    expect(faultOf('contest: MI', 'contest: OH')).toThrow('line 5, column 16: contest "OH" stands twice');
    expect(faultOf('spread: 3.5', 'spread: 0')).toThrow('line 7, column 40');
    expect(faultOf("['a made-up poll of polls']", '[]')).toThrow('name at least one source');
    expect(faultOf('correlation: 0.8', 'correlation: 0.8\ncorrelations: []')).toThrow('leave correlation or');
    expect(faultOf('correlation: 0.8', 'correlations: [[0.5], [0.5, 0.5]]')).toThrow('2 rows; write 4');
    expect(
      faultOf('correlation: 0.8', 'correlations: [[0.9], [0.9, -0.9], [0, 0, 0], [0, 0, 0, 0]]'),
    ).toThrow('positive definite');
  });
});
