import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesSeen } from '../../../src/feeds/formats/names-seen.ts';

describe('names seen', () => {
  it('knows what a set knows, however much it grows', () => {
    const names = fc.array(fc.string({ maxLength: 12 }), { maxLength: 3000 });
    fc.assert(
      fc.property(names, names, (added, asked) => {
        const seen = namesSeen();
        for (const name of added) seen.add(name);
        const known = new Set(added);
        expect([...added, ...asked].filter((name) => seen.has(name) !== known.has(name))).toEqual([]);
      }),
      { seed: 20241105, numRuns: 20 },
    );
  });

  it('tells a hundred thousand precincts apart', () => {
    const seen = namesSeen();
    for (let i = 0; i < 100_000; i++) seen.add(`42001/PRECINCT ${i}\nPA`);
    const others = Array.from({ length: 100_000 }, (_, i) => `42003/PRECINCT ${i}\nPA`);
    expect(others.filter((name) => seen.has(name))).toEqual([]);
  });
});
