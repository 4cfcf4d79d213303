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
const SEED = 20241105;
const START = parseInstant('2024-11-05T23:00:00Z');
const DESKS = ['ABC', 'CBS', 'CNN', 'NBC', 'AP', 'NYT', 'Fox', 'DDHQ', 'NewsNation'];

const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const POLICY = file('../desks/policies/default.yaml');
const ELECTION: Election = JSON.parse(file('../nights/2024-us-president/election.json'), (key, value) =>
  key === 'pollsCloseFirst' || key === 'pollsCloseLast' ? Date.parse(value) : value,
);

const random = seededRandom(SEED);
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

export type VerdictFigures = {
  readonly events: number;
  /** Milliseconds from entering one event to the verdict: half of them, and all but one in a hundred, are faster. */
  readonly median: number;
  readonly p99: number;
  readonly strikeMs: number;
  readonly lateHourMs: number;
};

export function benchVerdict(): VerdictFigures {
  const docket = openLastingDocket(settingOf(readPolicy(POLICY, 'default.yaml'), ELECTION), []);
  const timed = (record: number, evidence = eventAt(record)): number => {
    const started = performance.now();
    enter(docket, evidence);
    verdictAt(docket, START + record * SECOND);
    return performance.now() - started;
  };
  for (let record = 1; record <= EVENTS; record += 1) {
    enter(docket, eventAt(record));
    if (record % 10 === 0) verdictAt(docket, START + record * SECOND);
  }
  const times = Array.from({ length: MEASURED }, (_, index) => timed(EVENTS + 1 + index)).sort(
    (a, b) => a - b,
  );
  const last = EVENTS + MEASURED + 1;
  const hourAgo = { ...eventAt(last), saidAt: START + (last - 3600) * SECOND };
  const lateHourMs = timed(last, hourAgo);
  const started = performance.now();
  strikeOut(docket, last - 100);
  verdictAt(docket, START + last * SECOND);
  return {
    events: EVENTS,
    median: times[MEASURED >> 1]!,
    p99: times[Math.floor(MEASURED * 0.99)]!,
    strikeMs: performance.now() - started,
    lateHourMs,
  };
}

if (import.meta.main) {
  const ms = (value: number) => `${value.toFixed(3)} ms`;
  const { events, median, p99, strikeMs, lateHourMs } = benchVerdict();
  console.log(`one event after ${events.toLocaleString('en')}, seed ${SEED}`);
  console.log(`  verdict: ${ms(median)} median, ${ms(p99)} for 99 of 100`);
  console.log(`  an entry struck 100 events later ${ms(strikeMs)}, an event an hour late ${ms(lateHourMs)}`);
}
