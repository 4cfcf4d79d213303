/**
 * Which articles are read by most people just now: unique readers in a sliding window, estimated, bots out.
 *
 * Views in, ranking out. Each article has a sketch of its readers for every five minutes; a window is their union, so
 * a reload changes nothing and a reader who stays for an hour is one reader. Intervals older than two hours are joined
 * to hours. Ranks change only beyond the error. The error is the sketch's; forged user agents and shared addresses come
 * on top and are not in it.
 */
import { isbot } from 'isbot';
import { DAY, HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { Excluded, RankedArticle, Ranking, RisingArticle } from './brief.ts';
import {
  addHash,
  addRaised,
  emptySketch,
  estimate,
  mergeInto,
  type Raised,
  type Sketch,
  STANDARD_ERROR,
} from './hyperloglog.ts';
import type { ReaderHash } from './reader-hash.ts';

const INTERVAL = 5 * MINUTE;
/** After this age a window's edge may be an hour wide instead of five minutes. */
const FINE_FOR = 2 * HOUR;
const LONGEST_WINDOW = DAY;
/** "Rising" looks at the last quarter of an hour; fewer readers than this in it are chance. */
const RISING_SPAN = 15 * MINUTE;
const RISING_FROM = 20;
/** User agents are chosen by whoever asks: what is remembered of them has to have an end. */
const REMEMBERED_AGENTS = 10_000;

export type View = {
  readonly article: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly at: Instant;
  /** Fetched ahead by a browser, seen by nobody. */
  readonly prefetch: boolean;
};

type Interval = {
  readonly from: Instant;
  readonly length: number;
  /** Views by who counted them in which five minutes: the same told twice is the same. */
  readonly views: Map<string, Cell>;
  readonly readers: Map<string, Sketch>;
};

type Cell = { count: number };

/** What one process counted in five minutes since its log was last written. */
export type Fresh = {
  readonly from: Instant;
  /** All its views in these five minutes so far. */
  views: number;
  readonly raised: Map<string, Raised[]>;
};

/** Counts so far. Changed in place by `countRead` and `takeIn`; everything else reads it. */
export type ReaderCounts = {
  readonly hash: ReaderHash;
  /** Whether the readers are invented for a rehearsal. */
  readonly invented: boolean;
  /** Who counts: several processes can count for one page. */
  readonly by: string;
  /** Whether what is counted is kept for a log until `takeFresh` asks for it. */
  readonly logged: boolean;
  intervals: Interval[];
  fresh: Fresh[];
  /** Where the last view went: the next one mostly goes there too. */
  last: {
    readonly from: Instant;
    readonly interval: Interval;
    readonly cell: Cell;
    readonly fresh: Fresh | null;
  } | null;
  readonly agents: Map<string, boolean>;
};

export function emptyCounts(
  hash: ReaderHash,
  invented: boolean,
  { by = 'here', logged = false }: { by?: string; logged?: boolean } = {},
): ReaderCounts {
  return { hash, invented, by, logged, intervals: [], fresh: [], last: null, agents: new Map() };
}

/** Counts one view of a known article. Views may come out of order by up to an hour. */
export function countRead(counts: ReaderCounts, view: View): void {
  const from = startOf(view.at);
  const { interval, cell, fresh } = counts.last?.from === from ? counts.last : placeAt(counts, from);
  cell.count += 1;
  if (fresh !== null) fresh.views = cell.count;
  if (view.prefetch || isBotAgent(counts.agents, view.userAgent)) return;
  const raised = addHash(sketchOf(interval.readers, view.article), counts.hash(view.ip, view.userAgent));
  if (fresh === null || raised === 0) return;
  const known = fresh.raised.get(view.article);
  if (known === undefined) fresh.raised.set(view.article, [raised]);
  else known.push(raised);
}

function placeAt(counts: ReaderCounts, from: Instant): NonNullable<ReaderCounts['last']> {
  const interval = intervalAt(counts, from);
  const cell = cellOf(interval, `${counts.by}@${from}`);
  counts.last = { from, interval, cell, fresh: counts.logged ? freshAt(counts, from) : null };
  return counts.last;
}

function cellOf({ views }: Interval, key: string): Cell {
  const known = views.get(key);
  if (known !== undefined) return known;
  const cell = { count: 0 };
  views.set(key, cell);
  return cell;
}

function startOf(at: Instant): Instant {
  return Math.floor(at / INTERVAL) * INTERVAL;
}

function freshAt({ fresh }: ReaderCounts, from: Instant): Fresh {
  const last = fresh.at(-1);
  if (last?.from === from) return last;
  const found = fresh.find((one) => one.from === from);
  if (found !== undefined) return found;
  const begun: Fresh = { from, views: 0, raised: new Map() };
  fresh.push(begun);
  return begun;
}

/** What was counted since the last time, for the log; it is not given again. */
export function takeFresh(counts: ReaderCounts): readonly Fresh[] {
  const { fresh } = counts;
  counts.fresh = [];
  counts.last = null;
  return fresh;
}

/** Takes in what another process, or this one before a restart, wrote to its log. In any order, any number of times. */
export function takeIn(counts: ReaderCounts, by: string, { from, views, raised }: Fresh): void {
  const newest = counts.intervals.at(-1);
  if (newest !== undefined && from < newest.from - LONGEST_WINDOW) return;
  const interval = intervalAt(counts, from);
  const cell = cellOf(interval, `${by}@${from}`);
  cell.count = Math.max(views, cell.count);
  for (const [article, all] of raised) {
    const sketch = sketchOf(interval.readers, article);
    for (const one of all) addRaised(sketch, one);
  }
}

function isBotAgent(agents: Map<string, boolean>, userAgent: string): boolean {
  const known = agents.get(userAgent);
  if (known !== undefined) return known;
  if (agents.size >= REMEMBERED_AGENTS) agents.clear();
  const bot = userAgent.trim() === '' || isbot(userAgent);
  agents.set(userAgent, bot);
  return bot;
}

function sketchOf(readers: Map<string, Sketch>, article: string): Sketch {
  let sketch = readers.get(article);
  if (sketch === undefined) {
    sketch = emptySketch();
    readers.set(article, sketch);
  }
  return sketch;
}

function intervalAt(counts: ReaderCounts, at: Instant): Interval {
  const last = counts.intervals.at(-1);
  if (last !== undefined && at >= last.from && at < last.from + last.length) return last;
  const found = counts.intervals.find(({ from, length }) => at >= from && at < from + length);
  if (found !== undefined) return found;
  const fresh = newInterval(startOf(at), INTERVAL);
  counts.last = null;
  counts.intervals = joinOld([...counts.intervals, fresh].sort((a, b) => a.from - b.from));
  return fresh;
}

function newInterval(from: Instant, length: number): Interval {
  return { from, length, views: new Map(), readers: new Map() };
}

/** Drops what no window reaches any more and joins what only the long window reaches to hours. */
function joinOld(intervals: readonly Interval[]): Interval[] {
  const newest = intervals.at(-1)!.from;
  const kept = intervals.filter(({ from, length }) => from + length > newest - LONGEST_WINDOW - HOUR);
  const joined: Interval[] = [];
  for (const interval of kept) {
    const hour = Math.floor(interval.from / HOUR) * HOUR;
    if (interval.length === HOUR || hour + HOUR > newest - FINE_FOR) joined.push(interval);
    else {
      if (joined.at(-1)?.from !== hour || joined.at(-1)?.length !== HOUR)
        joined.push(newInterval(hour, HOUR));
      addInterval(joined.at(-1)!, interval);
    }
  }
  return joined;
}

function addInterval(target: Interval, other: Interval): void {
  for (const [key, cell] of other.views) target.views.set(key, cell);
  for (const [article, readers] of other.readers) mergeInto(sketchOf(target.readers, article), readers);
}

export type RankingOptions = {
  readonly window: number;
  readonly at: Instant;
  readonly limit: number;
  /** The order shown so far: two articles change places only when they differ by more than the error. */
  readonly before?: readonly string[];
  readonly excluded?: Excluded;
};

/**
 * The articles by unique readers in the window that ends at `at`, most first.
 *
 * An interval that begins before the window is left out, so the window is never longer than it says; `from` tells
 * where it really begins. Equal estimates stand in order of their ids.
 */
export function rankArticles(counts: ReaderCounts, options: RankingOptions): Ranking {
  const { window, at, limit, before = [], excluded = {} } = options;
  const inside = counts.intervals.filter(({ from }) => from >= at - window && from < at);
  const views = inside.reduce((sum, interval) => sum + viewsIn(interval), 0);
  const all = inside.length === 0 ? [] : readersIn(inside);
  const counted = all.reduce((sum, one) => sum + one.readers, 0);
  const readers = settled(
    all.filter(({ article }) => excluded[article] === undefined),
    before,
  );
  return {
    asOf: at,
    from: inside[0]?.from ?? at - window,
    window,
    unit: 'unique readers, estimated',
    error: 2 * STANDARD_ERROR,
    views,
    removedShare: views === 0 ? 0 : Math.max(0, 1 - counted / views),
    invented: counts.invented,
    ranking: markEqual(readers.slice(0, limit)),
    rising: risingIn(inside, readers, { at, limit }),
  };
}

function viewsIn({ views }: Interval): number {
  let sum = 0;
  for (const { count } of views.values()) sum += count;
  return sum;
}

type Readers = { readonly article: string; readonly readers: number };

function readersIn(intervals: readonly Interval[]): Readers[] {
  const articles = new Set(intervals.flatMap(({ readers }) => [...readers.keys()]));
  const ranked = [...articles].map((article) => {
    const union = emptySketch();
    for (const { readers } of intervals) {
      const sketch = readers.get(article);
      if (sketch !== undefined) mergeInto(union, sketch);
    }
    return { article, readers: Math.round(estimate(union)) };
  });
  return ranked.sort((a, b) => b.readers - a.readers || (a.article < b.article ? -1 : 1));
}

/** Two figures are equal within the error while they differ by less than two standard errors of their difference. */
function isEqual(a: number, b: number): boolean {
  return Math.abs(a - b) < 2 * STANDARD_ERROR * Math.hypot(a, b);
}

/** The order so far, in which only neighbours that differ beyond the error change places; newcomers come by readers. */
function settled(ranked: readonly Readers[], before: readonly string[]): readonly Readers[] {
  if (before.length === 0) return ranked;
  const place = new Map(before.map((article, index) => [article, index]));
  const order = ranked.filter(({ article }) => place.has(article));
  order.sort((a, b) => place.get(a.article)! - place.get(b.article)!);
  order.push(...ranked.filter(({ article }) => !place.has(article)));
  // Every exchange puts two neighbours into the order of their readers, so this ends.
  for (let moved = true; moved; ) {
    moved = false;
    for (let i = 1; i < order.length; i++) {
      const [above, below] = [order[i - 1]!, order[i]!];
      if (below.readers <= above.readers || isEqual(above.readers, below.readers)) continue;
      [order[i - 1], order[i]] = [below, above];
      moved = true;
    }
  }
  return order;
}

function markEqual(ranked: readonly Readers[]): RankedArticle[] {
  return ranked.map(({ article, readers }, place) => ({
    article,
    readers,
    equalTo: [place - 1, place + 1]
      .filter((other) => ranked[other] !== undefined && isEqual(readers, ranked[other].readers))
      .map((other) => other + 1),
  }));
}

/** Readers of the last quarter of an hour against the pace of what came before it in the window. */
function risingIn(
  inside: readonly Interval[],
  ranked: readonly Readers[],
  { at, limit }: { at: Instant; limit: number },
): RisingArticle[] {
  const late = inside.filter(({ from }) => from >= at - RISING_SPAN);
  const early = inside.filter(({ from }) => from < at - RISING_SPAN);
  if (late.length === 0 || early.length === 0) return [];
  const span = early.reduce((sum, { length }) => sum + length, 0);
  const lateSpan = late.reduce((sum, { from, length }) => sum + Math.min(length, at - from), 0);
  const known = new Set(ranked.map(({ article }) => article));
  const pace = new Map(
    readersIn(early).map(({ article, readers }) => [article, readers * (lateSpan / span)]),
  );
  return (
    readersIn(late)
      .filter(({ article, readers }) => known.has(article) && readers >= RISING_FROM)
      .map(({ article, readers }) => ({ article, readers, pace: Math.max(1, pace.get(article) ?? 0) }))
      .filter(({ readers, pace }) => readers > pace && !isEqual(readers, pace))
      .map(({ article, readers, pace }) => ({
        article,
        readers,
        times: Math.round((10 * readers) / pace) / 10,
      }))
      // To a tenth, as it is shown: 1.0 times the pace is no rise.
      .filter(({ times }) => times > 1)
      .sort((a, b) => b.times - a.times || (a.article < b.article ? -1 : 1))
      .slice(0, limit)
  );
}
