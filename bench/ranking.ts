/**
 * How fast views are counted, and how far the estimates are from the truth at 400,000 readers.
 *
 * Seeded: 3,000,000 views of 400,000 readers on 40 articles over six hours, 30 % of them by bots, 10 % reloads. Run it
 * alone, or call `benchRanking` from a runner.
 */
import { countRead, emptyCounts, rankArticles, type View } from '../src/brief/ranking.ts';
import { openReaderHash, type ReaderHash } from '../src/brief/reader-hash.ts';
import { keyedReaderHash } from '../src/brief/serve.ts';
import { HOUR } from '../src/election/instant.ts';
import { seededRandom } from '../src/numeric/random.ts';

const VIEWS = 3_000_000;
const READERS = 400_000;
const ARTICLES = 40;
const START = Date.parse('2024-11-06T04:00:00Z');
const BROWSERS = [130, 131, 132, 133].map(
  (version) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
);
const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

const SEED = 20241105;
const random = seededRandom(SEED);

function viewAt(place: number): { view: View; reader: number | null } {
  const bot = random() < 0.3;
  const reader = Math.floor(random() * READERS);
  const article = Math.min(ARTICLES - 1, Math.floor(ARTICLES * random() ** 2));
  const view = {
    article: `article-${article}`,
    at: START + Math.floor((place / VIEWS) * 6 * HOUR),
    ip: `10.${reader >> 16}.${(reader >> 8) & 255}.${reader & 255}`,
    userAgent: bot ? BOT : BROWSERS[reader & 3]!,
    prefetch: false,
  };
  return { view, reader: bot ? null : reader };
}

export type RankingFigures = {
  readonly hash: string;
  readonly viewsPerSecond: number;
  /** Relative errors of the articles' readers against an exact count. */
  readonly rmsError: number;
  readonly worstError: number;
  readonly statedError: number;
  /** Of the ten most read by exact count, how many are among the estimated ten. */
  readonly topTen: number;
  readonly rankMs: number;
};

type Evening = { readonly views: readonly View[]; readonly exact: ReadonlyMap<string, ReadonlySet<number>> };

function seededEvening(): Evening {
  const views: View[] = [];
  const exact = new Map<string, Set<number>>();
  while (views.length < VIEWS) {
    const { view, reader } = viewAt(views.length);
    views.push(view);
    if (random() < 0.1) views.push(view);
    if (reader !== null) exact.set(view.article, (exact.get(view.article) ?? new Set()).add(reader));
  }
  return { views, exact };
}

function measure({ views, exact }: Evening, name: string, hash: ReaderHash): RankingFigures {
  const counts = emptyCounts(hash, true);
  const started = performance.now();
  for (const view of views) countRead(counts, view);
  const seconds = (performance.now() - started) / 1000;
  const merging = performance.now();
  const { ranking, error } = rankArticles(counts, {
    window: 6 * HOUR,
    at: START + 6 * HOUR,
    limit: ARTICLES,
  });
  const rankMs = performance.now() - merging;
  const errors = ranking.map(({ article, readers }) => Math.abs(readers / exact.get(article)!.size - 1));
  const top = new Set(ranking.slice(0, 10).map(({ article }) => article));
  const truth = [...exact].sort((a, b) => b[1].size - a[1].size).slice(0, 10);
  return {
    hash: name,
    viewsPerSecond: views.length / seconds,
    rmsError: Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length),
    worstError: Math.max(...errors),
    statedError: error,
    topTen: truth.filter(([article]) => top.has(article)).length,
    rankMs,
  };
}

/** Both hashes on the same evening: the open one of replays, the keyed one of live readers. */
export function benchRanking(): readonly RankingFigures[] {
  const evening = seededEvening();
  return [
    measure(evening, 'open hash', openReaderHash('bench')),
    measure(evening, 'HMAC-SHA256', keyedReaderHash(new Uint8Array(32).fill(1), 0)),
  ];
}

if (import.meta.main) {
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  console.log(`${count(VIEWS)} views of ${count(READERS)} readers on ${ARTICLES} articles, seed ${SEED}`);
  for (const one of benchRanking()) {
    console.log(
      `  ${one.hash}: ${count(one.viewsPerSecond)} views a second, ranking in ${one.rankMs.toFixed(0)} ms`,
    );
    console.log(
      `    error ${percent(one.rmsError)} rms, ${percent(one.worstError)} worst of ${ARTICLES} (stated ±${percent(one.statedError)}), top ten ${one.topTen} of 10`,
    );
  }
}
