/**
 * What the projection costs, all figures from a seed: a night of states, a night of counties, one changed county, a
 * what-if, and the cost by number of units up to 31,000 with the line fitted to it.
 *
 * Run it alone, or call `benchProjection` from a runner. Times are of processor time of single calls after a warm-up;
 * `--precision [REPLAY…]` instead compares the win probability, and that which two what-ifs give together, with 262,144
 * exact points, a few seconds a moment.
 */

import { openBacktest } from '../src/cli/backtest-moments.ts';
import type { Baseline, Contest, Election } from '../src/election/election.ts';
import { normalQuantile } from '../src/numeric/normal.ts';
import { quantile } from '../src/numeric/quantile.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { electorDistribution, FULL } from '../src/projection/elector-distribution.ts';
import type { Joint } from '../src/projection/joint.ts';
import { type ProjectionInput, project } from '../src/projection/project.ts';
import { Projector } from '../src/projection/projector.ts';
import type { UnitCount } from '../src/projection/unit-table.ts';
import { whatIf } from '../src/projection/what-if.ts';
import type { ContestReturns } from '../src/returns/returns.ts';

const SEED = 20241105;
const WARM_UP = 15;
const COUNTIES = 3_200;
const SIZES = [1_000, 3_200, 10_000, 31_000];

export type BenchResult = {
  readonly name: string;
  readonly runs: number;
  readonly statesMs: number;
  readonly countiesMs: number;
  readonly updateMs: number;
  readonly whatIfMs: number;
  readonly fixedMs: number;
  readonly thousandUnitsMs: number;
  /** Share of the variance of the times that the fitted line explains. */
  readonly fit: number;
};

export function benchProjection(runs = 40): BenchResult {
  const counties = countyNight(COUNTIES, 0.4);
  const projector = new Projector(counties);
  const changes = changedUnits(counties);
  const { joint } = projector.projection;
  const states = stateNight();
  const sizes = SIZES.map((size) => {
    const input = countyNight(size, 0.4);
    return medianMs(Math.max(5, Math.round((runs * 1_000) / size)), () => project({ ...input }), 3);
  });
  return {
    name: 'projection',
    runs,
    statesMs: medianMs(runs, () => project(states)),
    countiesMs: medianMs(runs, () => project(counties)),
    updateMs: medianMs(runs, (run) => projector.update(changes[run % changes.length]!, 0)),
    whatIfMs: medianMs(runs, (run) =>
      whatIf(joint, [{ contest: `C${run % 40}`, ticket: run % 2 ? 'D' : 'R' }]),
    ),
    ...lineThrough(SIZES, sizes),
  };
}

function medianMs(runs: number, work: (run: number) => unknown, warmUp = WARM_UP): number {
  for (let run = 0; run < warmUp; run++) work(run);
  const times = Array.from({ length: runs }, (_, run) => {
    const before = process.cpuUsage();
    work(run);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return quantile(times, 0.5);
}

/** Least squares: time = fixed + units/1,000 · thousandUnits. */
function lineThrough(sizes: readonly number[], times: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(sizes), mean(times)];
  const cross = sizes.reduce((sum, size, i) => sum + (size - x) * (times[i]! - y), 0);
  const slope = cross / sizes.reduce((sum, size) => sum + (size - x) ** 2, 0);
  const fixed = y - slope * x;
  const left = times.reduce((sum, time, i) => sum + (time - fixed - slope * sizes[i]!) ** 2, 0);
  const all = times.reduce((sum, time) => sum + (time - y) ** 2, 0);
  return { fixedMs: fixed, thousandUnitsMs: 1_000 * slope, fit: 1 - left / all };
}

/** 56 contests with 538 electors. */
function madeUpElection(): Election {
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
  return {
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
}

function votesOf(margin: number, total: number) {
  return { D: (total * (1 + margin)) / 2, R: (total * (1 - margin)) / 2 };
}

/** Units with earlier results, three traits and errors of their own; a share of them complete, some half counted. */
function countyNight(
  size: number,
  complete: number,
): ProjectionInput & { readonly units: readonly UnitCount[] } {
  const random = seededRandom(SEED);
  const draw = (spread: number) => spread * normalQuantile(Math.min(0.999999, Math.max(1e-6, random())));
  const election = madeUpElection();
  const lean = election.contests.map(() => draw(0.12));
  const swing = election.contests.map(() => draw(0.015) - 0.02);
  const baseline: Baseline[] = [];
  const traits: { unit: string; values: number[] }[] = [];
  const units: UnitCount[] = [];
  for (let i = 0; i < size; i++) {
    const c = i % 56;
    const [unit, contest] = [`U${String(i).padStart(6, '0')}`, `C${c}`];
    const total = Math.exp(9 + draw(1.3)) * (COUNTIES / size);
    const before = Math.max(-0.9, Math.min(0.9, lean[c]! + draw(0.25)));
    const now = Math.max(-0.95, Math.min(0.95, before + swing[c]! + draw(0.025)));
    baseline.push({ unit, contest, total, votes: votesOf(before, total) });
    traits.push({ unit, values: [random(), random(), random()] });
    const reported = random();
    if (reported > complete + 0.1) continue;
    const expectedShare = reported < complete ? 1 : 0.5;
    units.push({ unit, contest, votes: votesOf(now, 1.05 * total * expectedShare), expectedShare });
  }
  return { election, baseline, contests: [], traits, units, at: 0 };
}

/** Units that complete, one after another. */
function changedUnits({ baseline, units }: ReturnType<typeof countyNight>): UnitCount[] {
  const reported = new Set(units.map(({ unit }) => unit));
  return baseline
    .filter(({ unit }) => !reported.has(unit))
    .slice(0, 200)
    .map(({ unit, contest, votes }) => ({ unit, contest, votes, expectedShare: 1 }));
}

/** Every second contest counted to some share, as a whole. */
function stateNight(): ProjectionInput {
  const random = seededRandom(SEED);
  const election = madeUpElection();
  const margins = election.contests.map(() => (random() - 0.5) * 0.6);
  return {
    election,
    at: 0,
    baseline: election.contests.map(
      ({ id }, i): Baseline => ({ unit: id, contest: id, total: 2e6, votes: votesOf(margins[i]!, 2e6) }),
    ),
    contests: election.contests
      .filter((_, i) => i % 2 === 0)
      .map(({ id }, i): ContestReturns => {
        const expectedShare = random();
        const margin = margins[2 * i]! + (random() - 0.5) * 0.1;
        const total = 2e6 * expectedShare;
        return {
          contest: id,
          votes: votesOf(margin, total),
          total,
          margin,
          expectedShare,
          outstanding: 2e6 - total,
          updatedAt: 0,
          held: 0,
          marks: [],
        };
      }),
  };
}

/** Win probability against every one of 262,144 points convolved exactly. */
function printPrecision(name: string, input: ProjectionInput): void {
  const { joint, electors } = project(input);
  const usual = electors.winProbability['D']!;
  // Where it is all but certain, both are.
  if (Math.min(usual, 1 - usual) < 1e-3) return;
  const full = electorDistribution(joint, joint.majority, FULL);
  const chance = full.slice(joint.majority).reduce((sum, p) => sum + p, 0);
  const off = (value: number) => (value - chance).toExponential(1);
  console.log(`${name}: ${chance.toFixed(5)}, off by ${off(usual)}, of what-ifs by ${off(together(joint))}`);
}

/** The win probability as what-ifs say it: if the contest that is most in doubt is won, and if it is lost. */
function together(joint: Joint): number {
  const distance = joint.chance.map((chance) => Math.abs(chance - 0.5));
  const contest = joint.contests[distance.indexOf(Math.min(...distance))]!;
  return ['D', 'R']
    .map((ticket) => whatIf(joint, [{ contest, ticket }]))
    .reduce((sum, { probability, electors }) => sum + probability * electors.winProbability['D']!, 0);
}

async function printPrecisions(replays: readonly string[]): Promise<void> {
  for (const complete of [0, 0.05, 0.1, 0.2])
    printPrecision(`${Math.round(100 * complete)} % complete`, countyNight(COUNTIES, complete));
  for (const folder of replays) {
    const { name, input, moments } = await openBacktest(folder);
    for (const { moment, units } of moments) printPrecision(`${name} ${moment.cell}`, { ...input, units });
  }
}

if (import.meta.main) {
  const [option, ...replays] = process.argv.slice(2);
  if (option === '--precision') await printPrecisions(replays);
  else
    for (const [name, value] of Object.entries(benchProjection()))
      console.log(`${name.padEnd(16)} ${typeof value === 'number' ? Number(value.toFixed(3)) : value}`);
}
