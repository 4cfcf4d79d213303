/**
 * The ranking at one moment from a log of page views: what the live counting would have shown, recomputed.
 */
import { DAY, formatInstant, HOUR, type Instant, MINUTE, parseInstant } from '../election/instant.ts';
import { countRead, emptyCounts, rankArticles } from './ranking.ts';
import { openReaderHash } from './reader-hash.ts';

export type ReplayedRanking = {
  readonly asOf: string;
  readonly window: string;
  readonly error: number;
  readonly removedShare: number;
  readonly ranking: readonly { readonly article: string; readonly readers: number }[];
};

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/** Reads "1h", "30m" or "1d" as milliseconds, one day at most. Throws on anything else. */
export function parseWindow(text: string): number {
  const match = /^(\d+)([mhd])$/.exec(text);
  const length = match === null ? Number.NaN : Number(match[1]) * UNITS[match[2]!]!;
  if (!(length > 0 && length <= DAY))
    throw new Error(`invalid window "${text}": write it as 30m, 1h or 24h, one day at most`);
  return length;
}

/**
 * Ranks the views `{"at","article","ip","userAgent","prefetch"}`, one JSON object a line, in [at − window, at).
 *
 * Unlike the live count it knows the moment beforehand, so the window's edge is exact. Throws with the line's number
 * where a line is not a view.
 */
export function replayRanking(
  lines: Iterable<string>,
  options: { window: string; at: Instant },
): ReplayedRanking {
  const length = parseWindow(options.window);
  const counts = emptyCounts(openReaderHash('replay'), false);
  const shift = length - options.at;
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const view = readView(line, number);
    const since = view.at + shift;
    if (since >= 0 && since < length) countRead(counts, { ...view, at: since });
  }
  const { error, removedShare, ranking } = rankArticles(counts, {
    window: length,
    at: length,
    limit: Number.POSITIVE_INFINITY,
  });
  return {
    asOf: formatInstant(options.at),
    window: options.window,
    error: rounded(error),
    removedShare: rounded(removedShare),
    ranking: ranking.map(({ article, readers }) => ({ article, readers })),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

function readView(line: string, number: number) {
  try {
    const { at, article, ip, userAgent, prefetch } = JSON.parse(line) as Record<string, unknown>;
    if (typeof article !== 'string' || typeof ip !== 'string' || typeof at !== 'string')
      throw new Error('"at", "article" and "ip" must be text');
    return {
      at: parseInstant(at),
      article,
      ip,
      userAgent: typeof userAgent === 'string' ? userAgent : '',
      prefetch: prefetch === true,
    };
  } catch (cause) {
    throw new Error(`line ${number} of the log is not a page view: ${(cause as Error).message}`, { cause });
  }
}
