/**
 * What one more event costs a desk that has 100,000 on record, and what a policy of 200 conditions costs to load.
 *
 * Seeded: repeated calls of 60 desks in 56 contests, narrow leads, court cases, faults, a few retractions, every event
 * one in fifty known up to five minutes after it was said. Run it alone, or call `benchVerdict` from a runner.
 */
import { readFileSync } from 'node:fs';
import type { Election } from '../src/election/election.ts';
import { formatInstant, MINUTE, parseInstant, SECOND } from '../src/election/instant.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { enter, openLastingDocket, strikeOut } from '../src/verdict/docket.ts';
import type { Evidence } from '../src/verdict/evidence.ts';
import { verdictAt } from '../src/verdict/judge.ts';
import { readPolicy } from '../src/verdict/read-policy.ts';
import { settingOf } from '../src/verdict/setting.ts';

const EVENTS = Number(process.argv[2] ?? 100_000);
const MEASURED = 2_000;
const SEVERAL = 400;
const CONDITIONS = 200;
const SEED = 20241105;
const START = parseInstant('2024-11-05T23:00:00Z');
const DESKS = ['ABC', 'CBS', 'CNN', 'NBC', 'AP', 'NYT', 'Fox', 'DDHQ', 'NewsNation'];

const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const POLICY = file('../desks/policies/default.yaml');
const ELECTION: Election = JSON.parse(file('../nights/2024-us-president/election.json'), (key, value) =>
  key === 'pollsCloseFirst' || key === 'pollsCloseLast' ? Date.parse(value) : value,
);

let random = seededRandom(SEED);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

function eventAt(record: number): Evidence {
  const knownAt = START + record * SECOND;
  const saidAt = random() < 0.02 ? knownAt - Math.floor(random() * 5) * MINUTE : knownAt;
  const kind = random();
  const contest = pick(ELECTION.contests).id;
  if (kind < 0.05)
    return { kind: 'narrow', record, knownAt, saidAt: knownAt, contest, leader: 'R', narrow: random() < 0.1 };
  const told = { record, knownAt, saidAt, by: 'feed:bench', struck: null };
  const said = { saidAt: formatInstant(saidAt), precision: 'post', source: 'invented' } as const;
  if (kind < 0.055) {
    const state = random() < 0.5 ? 'open' : 'cleared';
    const fact = {
      kind: 'feed-fault',
      by: pick(['one', 'two']),
      scope: contest,
      ticket: null,
      state,
      ...said,
    };
    return { ...told, kind: 'fact', fact: fact as Extract<Evidence, { kind: 'fact' }>['fact'] };
  }
  const whole = kind > 0.5;
  const back = kind > 0.999;
  const call = { desk: pick(DESKS), contest: whole ? 'US' : contest, ticket: 'R', ...said };
  return { ...told, kind: back ? 'retract' : 'call', call };
}

/** Milliseconds to the verdict: half of the events, and all but one in a hundred, are faster. */
export type Spread = { readonly median: number; readonly p99: number };

export type VerdictFigures = {
  readonly events: number;
  /** The next event as it comes, one in fifty late. */
  readonly ordinary: Spread;
  /** A call for another ticket, up to five minutes late, which changes what stood. */
  readonly late: Spread;
  /** An entry that changed what stood, struck up to a hundred events later. */
  readonly strike: Spread;
  /** The same struck a few events later and entered anew. */
  readonly correction: Spread;
  /** To read a policy with 200 conditions of its own. */
  readonly policyMs: number;
};

/** The same events, each time as quick as in the quickest of so many passes: what else runs here does not count. */
const PASSES = 5;

export function benchVerdict(): VerdictFigures {
  const passes = Array.from({ length: PASSES }, onePass);
  const quickest = (of: keyof Times): Spread => {
    const [first, ...others] = passes.map((times) => times[of]);
    return spreadOf(first!.map((time, index) => Math.min(time, ...others.map((other) => other[index]!))));
  };
  return {
    events: EVENTS,
    ordinary: quickest('ordinary'),
    late: quickest('late'),
    strike: quickest('strike'),
    correction: quickest('correction'),
    policyMs: policyMs(),
  };
}

type Times = Readonly<Record<'ordinary' | 'late' | 'strike' | 'correction', readonly number[]>>;

function onePass(): Times {
  random = seededRandom(SEED);
  const docket = openLastingDocket(settingOf(readPolicy(POLICY, 'default.yaml'), ELECTION), []);
  let record = 0;
  const now = () => START + record * SECOND;
  const next = () => {
    record += 1;
    enter(docket, eventAt(record));
  };
  const timed = (act: () => void): number => {
    const started = performance.now();
    act();
    verdictAt(docket, now());
    return performance.now() - started;
  };
  const several = (count: number) => {
    for (let each = 0; each < count; each += 1) timed(next);
  };
  /** A call of one contest for the other ticket: always news. */
  const news = (lateBy: number) => {
    record += 1;
    enter(docket, callOf(record, now() - lateBy, 'D'));
  };
  while (record < EVENTS) {
    next();
    if (record % 1_000 === 0) verdictAt(docket, now());
  }
  const rounds = (count: number, round: () => number) => Array.from({ length: count }, round);
  return {
    ordinary: rounds(MEASURED, () => timed(next)),
    late: rounds(SEVERAL, () => {
      several(10);
      return timed(() => news(Math.floor(random() * 300) * SECOND));
    }),
    strike: rounds(SEVERAL, () => {
      news(0);
      const struck = record;
      several(Math.floor(random() * 100));
      return timed(() => strikeOut(docket, struck));
    }),
    correction: rounds(SEVERAL, () => {
      news(0);
      const [wrong, saidAt] = [record, now()];
      several(Math.floor(random() * 10));
      return timed(() => {
        strikeOut(docket, wrong);
        record += 1;
        enter(docket, callOf(record, saidAt, 'R'));
      });
    }),
  };
}

function callOf(record: number, saidAt: number, ticket: string): Evidence {
  const said = { saidAt: formatInstant(saidAt), precision: 'exact', source: 'invented' } as const;
  return {
    kind: 'call',
    record,
    knownAt: START + record * SECOND,
    saidAt,
    by: 'person:bench',
    struck: null,
    call: { desk: pick(DESKS), contest: pick(ELECTION.contests).id, ticket, ...said },
  };
}

function spreadOf(times: number[]): Spread {
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1]!, p99: times[Math.floor(times.length * 0.99)]! };
}

/** The quickest of five: each condition but the first names the one before it and two facts. */
function policyMs(): number {
  const conditions = Array.from({ length: CONDITIONS }, (_, index) => {
    const parts = index === 0 ? '{ groups: 2 }' : `condition-${index - 1}, conceded, { groups: 2 }`;
    return `  condition-${index}:\n    title: { en: number ${index}, ja: ${index}番 }\n    when: { all: [${parts}] }`;
  });
  const text = `${POLICY}\nbrakes: [condition-${CONDITIONS - 1}]\nconditions:\n${conditions.join('\n')}\n`;
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    const { conditions: read } = readPolicy(text, 'many.yaml');
    if (read.length !== CONDITIONS) throw new Error(`${read.length} conditions were read, not ${CONDITIONS}`);
    return performance.now() - started;
  });
  return Math.min(...times);
}

if (import.meta.main) {
  const { events, policyMs: load, ...spreads } = benchVerdict();
  console.log(
    `one event after ${events.toLocaleString('en')}, seed ${SEED}: to its verdict, median / slowest 1 %`,
  );
  for (const [name, { median, p99 }] of Object.entries(spreads))
    console.log(`  ${name.padEnd(10)} ${median.toFixed(3)} / ${p99.toFixed(3)} ms`);
  console.log(`  a policy of ${CONDITIONS} conditions is read in ${load.toFixed(1)} ms`);
}
