/**
 * What it costs to check a report and take it in: 3,143 counties that report six times each, one row in fifty with a
 * fault, all figures from a seed.
 *
 * Run it alone, or call `benchReturns` from a runner. Times are of whole nights divided by their reports.
 */
import type { Baseline, Contest, Election } from '../src/election/election.ts';
import { formatInstant, MINUTE } from '../src/election/instant.ts';
import type { CountReport } from '../src/election/report.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { applyCount, emptyReturns } from '../src/returns/apply.ts';

const SEED = 20241105;
const COUNTIES = 3_143;
const ROUNDS = 6;
const START = Date.UTC(2024, 10, 6);
const FAULTY = 0.02;

export type BenchResult = {
  readonly name: string;
  readonly runs: number;
  readonly minMicros: number;
  readonly meanMicros: number;
  readonly deviationMicros: number;
};

export function benchReturns(runs = 20): BenchResult {
  const { election, baseline, reports } = seededNight();
  playNight(election, baseline, reports);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    playNight(election, baseline, reports);
    return ((performance.now() - start) * 1000) / reports.length;
  });
  const meanMicros = times.reduce((sum, time) => sum + time, 0) / runs;
  const variance = times.reduce((sum, time) => sum + (time - meanMicros) ** 2, 0) / (runs - 1);
  return {
    name: 'one report checked and taken in',
    runs,
    minMicros: Math.min(...times),
    meanMicros,
    deviationMicros: Math.sqrt(variance),
  };
}

function playNight(election: Election, baseline: readonly Baseline[], reports: readonly CountReport[]): void {
  const returns = emptyReturns();
  reports.forEach((data, i) => {
    applyCount(
      returns,
      { seq: i + 1, at: START + i, by: 'feed:bench', kind: 'count', data },
      election,
      baseline,
    );
  });
}

function seededNight(): { election: Election; baseline: Baseline[]; reports: CountReport[] } {
  const random = seededRandom(SEED);
  const contests = Array.from({ length: 51 }, (_, i): Contest => {
    const id = String(i + 1).padStart(2, '0');
    return {
      id,
      name: id,
      kind: 'state',
      parent: null,
      electors: 10,
      pollsCloseFirst: START,
      pollsCloseLast: START,
    };
  });
  const election: Election = {
    id: 'bench',
    name: 'A made-up night',
    date: '2024-11-05',
    rule: { kind: 'electoral-college', electors: 510, majority: 256 },
    tickets: [
      { id: 'D', name: 'First', party: 'First' },
      { id: 'R', name: 'Second', party: 'Second' },
    ],
    contests,
  };
  const counties = Array.from({ length: COUNTIES }, (_, i) => {
    const contest = contests[i % contests.length]!.id;
    const total = Math.round(2_000 + 200_000 * random() ** 3);
    return { unit: `${contest}${String(i).padStart(3, '0')}`, contest, total, share: 0.3 + 0.4 * random() };
  });
  const baseline = counties.map(
    ({ unit, contest, total, share }): Baseline => ({
      unit,
      contest,
      total,
      votes: { D: Math.round(total * share), R: Math.round(total * (1 - share)) },
    }),
  );
  const reports = Array.from({ length: ROUNDS }, (_, round) =>
    counties.map(({ unit, contest, total, share }, i): CountReport => {
      const counted = Math.round((total * (round + 1)) / ROUNDS / (random() < FAULTY ? 2 : 1));
      return {
        feed: 'bench',
        position: round * COUNTIES + i + 1,
        unit,
        contest,
        reportedAt: formatInstant(START + (round * 10 + 1) * MINUTE),
        observedAt: null,
        votes: { D: Math.round(counted * share), R: Math.floor(counted * (1 - share)) },
        total: counted,
        expectedShare: (round + 1) / ROUNDS,
        precision: 'exact',
      };
    }),
  ).flat();
  return { election, baseline, reports };
}

if (import.meta.main) {
  const { name, runs, minMicros, meanMicros, deviationMicros } = benchReturns();
  const micros = (value: number) => `${value.toFixed(1)} µs`;
  console.log(
    `${name}: min ${micros(minMicros)}, mean ${micros(meanMicros)} ± ${micros(deviationMicros)} (${runs} runs of ${COUNTIES * ROUNDS} reports)`,
  );
}
