/**
 * What one projection costs: 56 contests, half of them partly counted, all figures from a seed.
 *
 * Run it alone, or call `benchProjection` from a runner. Minimum and mean are of single projections after a warm-up.
 */
import type { Baseline, Contest, Election } from '../src/election/election.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { project } from '../src/projection/project.ts';
import type { ContestReturns } from '../src/returns/returns.ts';

const SEED = 20241105;
const WARM_UP = 50;

export type BenchResult = {
  readonly name: string;
  readonly runs: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly deviationMs: number;
};

export function benchProjection(runs = 300): BenchResult {
  const input = seededNight();
  for (let i = 0; i < WARM_UP; i++) project(input);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    project(input);
    return performance.now() - start;
  });
  const meanMs = times.reduce((sum, time) => sum + time, 0) / runs;
  const variance = times.reduce((sum, time) => sum + (time - meanMs) ** 2, 0) / (runs - 1);
  return {
    name: 'one projection, 56 contests',
    runs,
    minMs: Math.min(...times),
    meanMs,
    deviationMs: Math.sqrt(variance),
  };
}

/** 56 contests with 538 electors; every second one is counted to some share. */
function seededNight(): Parameters<typeof project>[0] {
  const random = seededRandom(SEED);
  const contests = Array.from({ length: 56 }, (_, i): Contest => {
    const electors = i < 55 ? 9 : 538 - 55 * 9;
    return {
      id: `C${i}`,
      name: `C${i}`,
      kind: 'state',
      parent: null,
      electors,
      pollsCloseFirst: 0,
      pollsCloseLast: 0,
    };
  });
  const election: Election = {
    id: 'bench',
    name: 'A made-up night',
    date: '2024-11-05',
    rule: { kind: 'electoral-college', electors: 538, majority: 270 },
    tickets: [
      { id: 'D', name: 'First', party: 'First' },
      { id: 'R', name: 'Second', party: 'Second' },
    ],
    contests,
  };
  const votes = (margin: number, total: number) => ({
    D: (total * (1 + margin)) / 2,
    R: (total * (1 - margin)) / 2,
  });
  const margins = contests.map(() => (random() - 0.5) * 0.6);
  return {
    election,
    at: 0,
    baseline: contests.map(
      ({ id }, i): Baseline => ({ unit: id, contest: id, total: 2e6, votes: votes(margins[i]!, 2e6) }),
    ),
    contests: contests
      .filter((_, i) => i % 2 === 0)
      .map(({ id }, i): ContestReturns => {
        const expectedShare = random();
        const margin = margins[2 * i]! + (random() - 0.5) * 0.1;
        const total = 2e6 * expectedShare;
        return {
          contest: id,
          votes: votes(margin, total),
          total,
          margin,
          expectedShare,
          outstanding: 2e6 - total,
          updatedAt: 0,
          held: 0,
          marks: [],
        } as unknown as ContestReturns;
      }),
  };
}

if (import.meta.main) {
  const { name, runs, minMs, meanMs, deviationMs } = benchProjection();
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  console.log(`${name}: min ${ms(minMs)}, mean ${ms(meanMs)} ± ${ms(deviationMs)} (${runs} runs)`);
}
