/**
 * A night of readers: how fast views are counted, how far the estimates are from the truth, what a restart loses.
 *
 * Seeded: 5,000,000 views by 400,000 readers on 40 articles over ten hours, 30 % of them by bots, reloads and prefetches
 * among the rest, some readers behind one address, three processes that exchange logs every twenty seconds, two of them
 * started anew. The truth is an exact count of the same address-and-browser pairs; what shared addresses add to the
 * error is printed beside it. Takes about a minute: `node bin/run.js bench/ranking.ts`.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { countRead, emptyCounts, type ReaderCounts, rankArticles, type View } from '../src/brief/ranking.ts';
import { openReaderHash, type ReaderHash } from '../src/brief/reader-hash.ts';
import { readLog, takeLog } from '../src/brief/reader-log.ts';
import { keyedReaderHash } from '../src/brief/serve.ts';
import { DAY, HOUR, SECOND } from '../src/election/instant.ts';
import { seededRandom } from '../src/numeric/random.ts';

const VIEWS = 5_000_000;
const READERS = 400_000;
const ARTICLES = 40;
const SPAN = 10 * HOUR;
const START = Date.parse('2024-11-05T23:00:00Z');
const BOT_SHARE = 0.3;
const RELOAD_SHARE = 0.12;
const PREFETCH_SHARE = 0.02;
/** One reader in ten sits behind an address that he shares. */
const SHARED_SHARE = 0.1;
const PROCESSES = 3;
const FLUSH_EVERY = 20 * SECOND;
const SEED = 20241105;
const TOP = 10;

const BROWSERS = Array.from({ length: 12 }, (_, place) => {
  const system = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'][
    place % 3
  ];
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${128 + (place >> 1)}.0.0.0 Safari/537.36`;
});
const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'curl/8.5.0',
  'python-requests/2.32',
];

type Seen = { readonly view: View /** Null for bots and prefetches. */; readonly reader: number | null };

/** The night's views in order of time; the same every time it is asked for. */
function* night(): Generator<Seen> {
  const random = seededRandom(SEED);
  let last: Seen | null = null;
  for (let place = 0; place < VIEWS; place++) {
    const at = START + Math.floor((place / VIEWS) * SPAN);
    if (last !== null && random() < RELOAD_SHARE) {
      yield { view: { ...last.view, at }, reader: last.reader };
      continue;
    }
    last = seenAt(at, random);
    yield last;
  }
}

function seenAt(at: number, random: () => number): Seen {
  const bot = random() < BOT_SHARE / (1 - RELOAD_SHARE / 2);
  const reader = Math.floor(random() * READERS);
  // The favourites change with the hours, so that ranks move.
  const drift = Math.floor((at - START) / HOUR);
  const article = (Math.min(ARTICLES - 1, Math.floor(ARTICLES * random() ** 2)) + drift) % ARTICLES;
  const host = reader < READERS * SHARED_SHARE ? Math.floor(reader / 4) : reader;
  const prefetch = !bot && random() < PREFETCH_SHARE;
  const view = {
    article: `article-${article}`,
    at,
    ip: bot ? `192.0.2.${reader & 255}` : `10.${host >> 16}.${(host >> 8) & 255}.${host & 255}`,
    userAgent: bot ? BOTS[reader % BOTS.length]! : BROWSERS[(reader >> 1) % BROWSERS.length]!,
    prefetch,
  };
  return { view, reader: bot || prefetch ? null : reader };
}

type Counted = {
  readonly counts: ReaderCounts;
  /** What is held after the night: the counts of all processes and the runtime, without the logs. */
  readonly megabytes: number;
  /** Views that a restart lost, and the time that they cover. */
  readonly lost: number;
  readonly lostSeconds: number;
  readonly logMegabytes: number;
};

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Three processes take turns at the views; the second and third die once and come back from the logs. */
function countNight(hash: ReaderHash): Counted {
  const logs: string[] = [];
  const read = new Map<ReaderCounts, number>();
  const begin = (by: string): ReaderCounts => {
    const counts = emptyCounts(hash, true, { by, logged: true });
    for (const text of logs) readLog(counts, text);
    read.set(counts, logs.length);
    return counts;
  };
  const processes = Array.from({ length: PROCESSES }, (_, place) => begin(`p${place}`));
  const flush = (): void => {
    for (const counts of processes) logs.push(takeLog(counts));
    for (const counts of processes) {
      for (const text of logs.slice(read.get(counts)!)) readLog(counts, text);
      read.set(counts, logs.length);
    }
  };
  let [flushed, lost, lostSeconds, place] = [START, 0, 0, 0];
  const since = new Array<number>(PROCESSES).fill(0);
  const deaths = new Map([
    [Math.floor(VIEWS * 0.4), 1],
    [Math.floor(VIEWS * 0.93), 2],
  ]);
  for (const { view } of night()) {
    const dying = deaths.get(place);
    if (dying !== undefined) {
      lost += since[dying]!;
      lostSeconds = Math.max(lostSeconds, (view.at - flushed) / SECOND);
      processes[dying] = begin(`p${dying}-again`);
      since[dying] = 0;
    }
    countRead(processes[place % PROCESSES]!, view);
    since[place % PROCESSES]! += 1;
    place += 1;
    if (view.at - flushed < FLUSH_EVERY) continue;
    flush();
    flushed = view.at;
    since.fill(0);
  }
  flush();
  const logMegabytes = logs.reduce((sum, text) => sum + text.length, 0) / 1e6;
  logs.length = 0;
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { counts: processes[0]!, megabytes: (heapUsed + external) / 1e6, lost, lostSeconds, logMegabytes };
}

type Truth = ReadonlyMap<
  string,
  { readonly keys: ReadonlySet<string>; readonly people: ReadonlySet<number> }
>;

function truthOf(window: number): Truth {
  const exact = new Map<string, { keys: Set<string>; people: Set<number> }>();
  for (const { view, reader } of night()) {
    if (reader === null || view.at < START + SPAN - window) continue;
    const known = exact.get(view.article) ?? { keys: new Set(), people: new Set() };
    exact.set(view.article, known);
    known.keys.add(`${view.ip}|${BROWSERS.indexOf(view.userAgent)}`);
    known.people.add(reader);
  }
  return exact;
}

type WindowFigures = {
  readonly window: string;
  readonly rms: number;
  readonly worst: number;
  readonly stated: number;
  /** How much shared addresses take off the number of people, on average. */
  readonly shared: number;
  /** Places of the ten whose article differs from the exact order by more than the stated error. */
  readonly wrong: number;
  readonly rankMs: number;
  readonly rows: readonly { readonly article: string; readonly readers: number; readonly exact: number }[];
};

function compare(counts: ReaderCounts, window: number, name: string): WindowFigures {
  const exact = truthOf(window);
  const started = performance.now();
  const { ranking, error } = rankArticles(counts, { window, at: START + SPAN, limit: ARTICLES });
  const rankMs = performance.now() - started;
  const rows = ranking.map(({ article, readers }) => ({
    article,
    readers,
    exact: exact.get(article)!.keys.size,
  }));
  const errors = rows.map(({ readers, exact: truth }) => Math.abs(readers / truth - 1));
  const order = [...exact].map(([, { keys }]) => keys.size).sort((a, b) => b - a);
  return {
    window: name,
    rms: Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length),
    worst: Math.max(...errors),
    stated: error,
    shared: 1 - sumOf(exact, 'keys') / sumOf(exact, 'people'),
    wrong: rows.slice(0, TOP).filter((row, place) => Math.abs(row.exact / order[place]! - 1) > error).length,
    rankMs,
    rows: rows.slice(0, TOP),
  };
}

function sumOf(exact: Truth, what: 'keys' | 'people'): number {
  return [...exact.values()].reduce((sum, one) => sum + one[what].size, 0);
}

/** One process, without the exchange: what a core can count, in processor time, so that others on it do not matter. */
function speedOf(hash: ReaderHash): number {
  const views = [...night().take(600_000)].map(({ view }) => view);
  const counts = emptyCounts(hash, true, { by: 'one', logged: true });
  const before = process.cpuUsage();
  for (const view of views) countRead(counts, view);
  const { user, system } = process.cpuUsage(before);
  return views.length / ((user + system) / 1e6);
}

export type RankingFigures = {
  readonly openViewsPerSecond: number;
  readonly keyedViewsPerSecond: number;
  readonly night: Omit<Counted, 'counts'>;
  readonly windows: readonly WindowFigures[];
};

export function benchRanking(): RankingFigures {
  const keyed = keyedReaderHash(new Uint8Array(32).fill(1), 0);
  const openViewsPerSecond = speedOf(openReaderHash('bench'));
  const keyedViewsPerSecond = speedOf(keyed);
  const { counts, ...rest } = countNight(keyed);
  const windows = [compare(counts, HOUR, '1 h'), compare(counts, DAY, '24 h')];
  return { openViewsPerSecond, keyedViewsPerSecond, night: rest, windows };
}

function print({ openViewsPerSecond, keyedViewsPerSecond, night: counted, windows }: RankingFigures): void {
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  console.log(
    `${count(VIEWS)} views, ${count(READERS)} readers, ${ARTICLES} articles, ${PROCESSES} processes, seed ${SEED}`,
  );
  console.log(
    `  counting, a second of one core: ${count(keyedViewsPerSecond)} views a second (keyed hash), ${count(openViewsPerSecond)} (open hash)`,
  );
  console.log(
    `  held by ${PROCESSES} processes together, runtime included: ${count(counted.megabytes)} MB; logs ${counted.logMegabytes.toFixed(1)} MB`,
  );
  console.log(
    `  two restarts lost ${count(counted.lost)} views, at most ${counted.lostSeconds.toFixed(1)} s of one process`,
  );
  for (const one of windows) {
    console.log(
      `  ${one.window}: error ${percent(one.rms)} rms, ${percent(one.worst)} worst of ${ARTICLES} (stated ±${percent(one.stated)}); places of the ten outside the error: ${one.wrong}; shared addresses take off ${percent(one.shared)}; ranked in ${one.rankMs.toFixed(0)} ms`,
    );
    for (const [place, row] of one.rows.entries())
      console.log(
        `    ${String(place + 1).padStart(2)}. ${row.article.padEnd(12)} ${count(row.readers).padStart(8)}  exact ${count(row.exact).padStart(8)}`,
      );
  }
}

if (import.meta.main) print(benchRanking());
