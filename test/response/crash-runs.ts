/**
 * Seeded nights of crashes, races and second thoughts in the world of `crash-world.ts`.
 *
 * (runs, seed) → complaints, none where the release keeps its promises. Run by itself:
 * `node bin/run.js test/response/crash-runs.ts 5000`.
 */
import { HOUR, MINUTE, SECOND } from '../../src/election/instant.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { findPlanned } from '../../src/response/plan.ts';
import type { StepRef } from '../../src/response/response.ts';
import { checkAtRest, MANNERS, type Manner, Process, TEN_SECONDS, World } from './crash-world.ts';
import { FINAL, type Word } from './stage.ts';

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

const REFS: readonly StepRef[] = [
  { branch: 'trump', step: 'message' },
  { branch: 'trump', step: 'line' },
  { branch: 'trump', step: 'message-withdrawal' },
  { branch: 'harris', step: 'message' },
];

const WORDS: readonly Word[] = [
  FINAL,
  FINAL,
  { level: 'final-enough', ticket: 'D' },
  { level: 'called', ticket: 'R', hold: true },
  { level: 'open', ticket: null },
];

/** Forward by a little or by hours; backward as a clock that is set right does. */
const JUMPS = [SECOND, TEN_SECONDS, TEN_SECONDS, MINUTE, 3 * HOUR, -HOUR];

type Move = (world: World, random: Random, index: number) => void | Promise<void>;

/** The content that a page shows: sometimes an old one. */
function bindsOn(world: World, ref: StepRef, random: Random): string {
  return random() < 0.1 ? 'of another content' : findPlanned(new Process(world).plan, ref)!.binds;
}

const approve: Move = (world, random, index) =>
  world.run(index, (process) => {
    const ref = pick(REFS, random);
    const who = pick(['approver-1', 'approver-2', 'approver-1', 'approver-2', 'drafter'], random);
    const command = { do: 'approve', ...ref, binds: bindsOn(world, ref, random) } as const;
    process.command(who, command);
    // Clicked twice, perhaps on the other process.
    if (random() < 0.3) process.command(who, command);
  });

const release: Move = async (world, random, index) => {
  const ref = pick(REFS, random);
  const command = {
    do: 'release',
    ...ref,
    binds: bindsOn(world, ref, random),
    second: 'approver-1',
  } as const;
  await world.run(index, (process) => process.command('duty', command));
  if (random() < 0.3) await world.run(1 - index, (process) => process.command('duty', command));
};

const revoke: Move = (world, random, index) =>
  world.run(index, (process) => {
    const ref = pick(REFS, random);
    process.command(pick(['approver-1', 'approver-2'], random), { do: 'revoke', ...ref, binds: '' });
  });

const turn: Move = (world, random, index) => {
  world.word = pick(WORDS, random);
  return world.run(index, (process) => process.settle());
};

const hold: Move = (world, random, index) =>
  world.run(index, (process) =>
    process.command('press', { do: 'hold-all', reason: pick(['why', 'wait'], random) }),
  );

/** All that a release needs, in order; what stands against it at any place is left to the desk. */
const hurry: Move = async (world, random, index) => {
  // Who has been served in part is served again.
  const begun = Object.values(new Process(world).state.steps).find(
    ({ release: known }) => known?.state === 'partial',
  );
  const ref = begun?.ref ?? pick(REFS, random);
  const binds = bindsOn(world, ref, random);
  for (const who of ['approver-1', 'approver-2'])
    await world.run(index, (process) => process.command(who, { do: 'approve', ...ref, binds }));
  await world.run(index, (process) =>
    process.command('duty', { do: 'release', ...ref, binds, second: 'embassy' }),
  );
  await world.run(index, (process) => process.pass(TEN_SECONDS));
  // Something comes between leaving and sending.
  if (random() < 0.2) await pick([hold, turn, revoke], random)(world, random, 1 - index);
  await Promise.all([
    world.run(index, (process) => process.dispatch()),
    world.run(1 - index, (process) => process.dispatch()),
  ]);
};

const MOVES: readonly Move[] = [
  approve,
  approve,
  release,
  hurry,
  hurry,
  hurry,
  hurry,
  hurry,
  hurry,
  hurry,
  revoke,
  (world, random, index) =>
    world.run(index, (process) => {
      const text = pick(['Dear Sir', 'Dear Ms. Harris', 'Sir', ''], random);
      const body = { en: text, ja: '本文' };
      process.command('drafter', {
        do: 'draft',
        ...pick(REFS, random),
        subject: { en: 'S', ja: '件' },
        body,
      });
    }),
  turn,
  hold,
  (world, _random, index) =>
    world.run(index, (process) => process.command('duty', { do: 'lift-hold', reason: 'go on' })),
  (world, random, index) =>
    world.run(index, (process) => process.command('embassy', { do: 'stop', ...pick(REFS, random) })),
  (world, random, index) => world.run(index, (process) => process.pass(pick(JUMPS, random))),
  (world, _random, index) => world.run(index, (process) => process.dispatch()),
  (world) => void Promise.all([0, 1].map((index) => world.run(index, (process) => process.dispatch()))),
  (world, _random, index) => world.run(index, (process) => resolveTruly(world, process)),
  (world, random) => {
    const kind = random();
    const manners = Object.keys(MANNERS) as Manner[];
    world.manner = () => (random() < kind ? 'accept' : pick(manners, random));
  },
];

/** A person rings up and is told what came; nobody is told wrongly here. */
function resolveTruly(world: World, process: Process): void {
  for (const { ref, release: known } of Object.values(process.state.steps)) {
    for (const part of known?.deliveries ?? []) {
      if (part.state !== 'unknown') continue;
      const came = (world.arrived.get(`${known!.key}.${part.id}`) ?? 0) > 0;
      const outcome = came ? 'sent' : 'not-sent';
      process.command('duty', { do: 'resolve', ...ref, outcome, reason: 'rang up', delivery: part.id });
    }
  }
}

export type Tally = {
  readonly complaints: readonly string[];
  readonly arrived: number;
  readonly unknown: number;
  readonly partial: number;
  readonly crashes: number;
};

async function oneRun(seed: number): Promise<World> {
  const random = seededRandom(seed);
  const world = new World();
  world.word = FINAL;
  const risk = pick([0, 0.02, 0.1], random);
  world.dies = () => random() < risk;
  const moves = 10 + Math.floor(random() * 30);
  for (let move = 0; move < moves; move += 1)
    await pick(MOVES, random)(world, random, random() < 0.5 ? 0 : 1);
  await world.rest();
  checkAtRest(world);
  return world;
}

export async function crashRuns(runs: number, seed: number): Promise<Tally> {
  const complaints: string[] = [];
  const tally = { arrived: 0, unknown: 0, partial: 0, crashes: 0 };
  for (let run = 0; run < runs; run += 1) {
    const world = await oneRun(seed + run);
    complaints.push(...world.complaints.map((what) => `seed ${seed + run}: ${what}`));
    tally.crashes += world.crashes;
    for (const times of world.arrived.values()) tally.arrived += times;
    const states = Object.values(new Process(world).state.steps).map(({ release: known }) => known?.state);
    tally.unknown += world.journal.filter(({ kind }) => kind === 'release-unknown').length;
    tally.partial += states.filter((state) => state === 'partial').length;
  }
  return { complaints, ...tally };
}

if (import.meta.main) {
  const runs = Number(process.argv[2] ?? 5000);
  const seed = Number(process.argv[3] ?? 20241105);
  const { complaints, ...tally } = await crashRuns(runs, seed);
  console.log(`${runs} runs from seed ${seed}: ${complaints.length} complaints, ${JSON.stringify(tally)}`);
  for (const complaint of complaints.slice(0, 20)) console.log(`  ${complaint}`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
