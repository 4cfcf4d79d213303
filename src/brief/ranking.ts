/**
 * Which articles are read by most people just now: unique readers in a sliding window, estimated, bots out.
 *
 * Views in, ranking out. Each article has a sketch of its readers for every five minutes; a window is their union, so
 * a reload changes nothing and a reader who stays for an hour is one reader. Intervals older than two hours are joined
 * to hours. The error is the sketch's; forged user agents and shared addresses come on top and are not in it.
 */
import { isbot } from 'isbot';
import { DAY, HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { RankedArticle, Ranking } from './brief.ts';
import { addHash, emptySketch, estimate, mergeInto, type Sketch, STANDARD_ERROR } from './hyperloglog.ts';
import type { ReaderHash } from './reader-hash.ts';

const INTERVAL = 5 * MINUTE;
/** After this age a window's edge may be an hour wide instead of five minutes. */
const FINE_FOR = 2 * HOUR;
const LONGEST_WINDOW = DAY;
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
  views: number;
  readonly viewsOf: Map<string, number>;
  readonly readers: Map<string, Sketch>;
};

/** Counts so far. Changed in place by `countRead`; everything else reads it. */
export type ReaderCounts = {
  readonly hash: ReaderHash;
  /** Whether the readers are invented for a rehearsal. */
  readonly invented: boolean;
  intervals: Interval[];
  readonly agents: Map<string, boolean>;
};

export function emptyCounts(hash: ReaderHash, invented: boolean): ReaderCounts {
  return { hash, invented, intervals: [], agents: new Map() };
}

/** Counts one view of a known article. Views may come out of order by up to an hour. */
export function countRead(counts: ReaderCounts, view: View): void {
  const interval = intervalAt(counts, view.at);
  interval.views += 1;
  if (view.prefetch || isBotAgent(counts.agents, view.userAgent)) return;
  interval.viewsOf.set(view.article, (interval.viewsOf.get(view.article) ?? 0) + 1);
  addHash(sketchOf(interval.readers, view.article), counts.hash(view.ip, view.userAgent));
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
  const fresh = newInterval(Math.floor(at / INTERVAL) * INTERVAL, INTERVAL);
  counts.intervals = joinOld([...counts.intervals, fresh].sort((a, b) => a.from - b.from));
  return fresh;
}

function newInterval(from: Instant, length: number): Interval {
  return { from, length, views: 0, viewsOf: new Map(), readers: new Map() };
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
  target.views += other.views;
  for (const [article, views] of other.viewsOf)
    target.viewsOf.set(article, (target.viewsOf.get(article) ?? 0) + views);
  for (const [article, readers] of other.readers) mergeInto(sketchOf(target.readers, article), readers);
}

/**
 * The articles by unique readers in the window that ends at `at`, most first.
 *
 * An interval that begins before the window is left out, so the window is never longer than it says; `from` tells
 * where it really begins. Equal estimates stand in order of their ids.
 */
export function rankArticles(
  counts: ReaderCounts,
  options: { window: number; at: Instant; limit: number },
): Ranking {
  const { window, at, limit } = options;
  const inside = counts.intervals.filter(({ from }) => from >= at - window && from < at);
  const views = inside.reduce((sum, interval) => sum + interval.views, 0);
  const readers = inside.length === 0 ? [] : readersIn(inside);
  const counted = readers.reduce((sum, one) => sum + one.readers, 0);
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
  };
}

function readersIn(intervals: readonly Interval[]): { article: string; readers: number }[] {
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
function markEqual(ranked: readonly { article: string; readers: number }[]): RankedArticle[] {
  const equal = (a: number, b: number): boolean => Math.abs(a - b) < 2 * STANDARD_ERROR * Math.hypot(a, b);
  return ranked.map(({ article, readers }, place) => ({
    article,
    readers,
    equalTo: [place - 1, place + 1]
      .filter((other) => ranked[other] !== undefined && equal(readers, ranked[other].readers))
      .map((other) => other + 1),
  }));
}
