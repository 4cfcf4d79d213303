/**
 * Readers for a rehearsal, so that the ranking moves: invented, seeded, and never to be mixed with real ones.
 *
 * Articles and a span of time in, views out. Addresses come from 198.18.0.0/15, which RFC 2544 sets aside for tests:
 * no reader has one.
 */
import { type Instant, MINUTE } from '../election/instant.ts';
import { seededRandom } from '../numeric/random.ts';
import type { View } from './ranking.ts';

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0',
];
const BOTS = ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.5.0'];

/** Interest halves in this time: a headline of an hour ago is read a quarter as often as a new one. */
const HALF_LIFE = 30 * MINUTE;
const BOT_SHARE = 0.2;
const PREFETCH_SHARE = 0.03;
const RELOAD_SHARE = 0.15;

export type InventedArticle = { readonly id: string; readonly about: Instant };

/** The views of one minute, in order. The same seed and minute give the same views. */
export function inventViews(
  articles: readonly InventedArticle[],
  options: { minute: Instant; perMinute: number; seed: number },
): View[] {
  const { minute, perMinute, seed } = options;
  if (articles.length === 0) return [];
  const random = seededRandom(seed ^ Math.floor(minute / MINUTE));
  const weights = articles.map(
    (article) =>
      attraction(article.id, seed) * (0.05 + 0.5 ** (Math.max(0, minute - article.about) / HALF_LIFE)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const views: View[] = [];
  while (views.length < perMinute) {
    const view = inventView(
      articles[pick(weights, random() * total)]!.id,
      minute + random() * MINUTE,
      random,
    );
    views.push(view);
    while (random() < RELOAD_SHARE) views.push(view);
  }
  return views.sort((a, b) => a.at - b.at);
}

function inventView(article: string, at: Instant, random: () => number): View {
  const bot = random() < BOT_SHARE;
  const host = Math.floor(random() * (bot ? 60 : 131_072));
  const agents = bot ? BOTS : BROWSERS;
  return {
    article,
    at: Math.floor(at),
    ip: `198.${18 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`,
    userAgent: agents[Math.floor(random() * agents.length)]!,
    prefetch: !bot && random() < PREFETCH_SHARE,
  };
}

function pick(weights: readonly number[], at: number): number {
  let rest = at;
  const found = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return found === -1 ? weights.length - 1 : found;
}

/** How much an article draws, 0.3 to 1.3, fixed by its id. */
function attraction(id: string, seed: number): number {
  const mixed = [...id].reduce(
    (sum, character) => Math.imul(sum ^ character.charCodeAt(0), 0x01000193),
    seed | 0,
  );
  return 0.3 + seededRandom(mixed)();
}
