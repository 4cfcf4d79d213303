import { describe, expect, it } from 'vitest';
import type { Joint } from '../../src/projection/joint.ts';
import type { ContestView } from '../../src/server/wire.ts';
import { barsOf, bucketsOf, rangeOf } from '../../src/web/desk/night/what-if/bars.ts';
import { askable, chanceGiven, decidedBy } from '../../src/web/desk/night/what-if/scenario.ts';

/** Three contests of 1, 2 and 3 electors in which nothing is shared; four of six electors win. */
const JOINT: Joint = {
  contests: ['A', 'B', 'C'],
  electors: [1, 2, 3],
  tickets: ['D', 'R'],
  majority: 4,
  centre: [0, 0, 0],
  loadings: Array.from({ length: 18 }, () => 0),
  own: [0.02, 0.02, 0.02],
  chance: [0.5, 0.5, 0.5],
};

function contest(id: string, chance: number | null, status: ContestView['status'] = 'open'): ContestView {
  return { id, chance, status, ticket: status === 'called' ? 'R' : null } as ContestView;
}

describe('the contests that can be asked about', () => {
  it('are those in doubt and those that were chosen, in the order of the table', () => {
    const all = [contest('A', 0.999), contest('B', 0.4), contest('C', null), contest('D', 0.006)];
    expect(askable(all, { C: 'D' }).map(({ id }) => id)).toEqual(['B', 'C', 'D']);
  });

  it('are the twelve least certain where more are in doubt', () => {
    const all = Array.from({ length: 20 }, (_, i) => contest(`${i}`, 0.5 + i / 45));
    expect(askable(all, {}).map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
  });

  it('are decided by the calls on record and by what was chosen, the choice first', () => {
    const all = [contest('A', 0.9, 'called'), contest('B', 0.4), contest('C', 0.9, 'called')];
    expect(decidedBy(all, { B: 'D', C: 'D' })).toEqual({ A: 'R', B: 'D', C: 'D' });
  });
});

describe('a way to the majority', () => {
  it('is as likely as its contests together, given what was chosen', () => {
    expect(chanceGiven(JOINT, {}, ['A', 'B'], 'D')).toBeCloseTo(0.25, 3);
    expect(chanceGiven(JOINT, { A: 'D' }, ['B'], 'D')).toBeCloseTo(0.5, 3);
    expect(chanceGiven(JOINT, { A: 'R' }, ['A', 'B'], 'R')).toBeCloseTo(0.5, 3);
  });
});

describe('the distribution', () => {
  /** The first ticket has 0 … 100 electors: mostly 60, sometimes 20. */
  const distribution = Array.from({ length: 101 }, (_, k) => (k === 60 ? 0.9 : k === 20 ? 0.1 : 0));

  it('is drawn by the second ticket’s electors', () => {
    const bars = barsOf(distribution);
    expect(bars[40]).toEqual({ electors: 40, probability: 0.9 });
    expect(bars[80]).toEqual({ electors: 80, probability: 0.1 });
  });

  it('spans what is worth drawing, and always the majority', () => {
    expect(rangeOf([barsOf(distribution)], 51)).toEqual([31, 80]);
    const sure = Array.from({ length: 101 }, (_, k) => (k === 90 ? 1 : 0));
    expect(rangeOf([barsOf(sure)], 51)).toEqual([10, 71]);
  });

  it('has rows that add up to one and leave out what has no chance', () => {
    const buckets = bucketsOf(barsOf(distribution));
    expect(buckets).toEqual([
      { from: 40, to: 59, probability: 0.9 },
      { from: 80, to: 99, probability: 0.1 },
    ]);
  });
});
