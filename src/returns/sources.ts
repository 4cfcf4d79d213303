/**
 * Whose figures a report brings, and whose count for a unit: kept apart, compared, one chosen by an order of trust.
 *
 * Stamps of two sources are no sequence, and their counts rise and fall against each other; so each source is judged
 * against itself alone. The choice assumes that a source which spoke once will speak again: a silent one is a matter
 * of the feed's health, and a person's word moves the trust.
 */
import { type ContestId, WHOLE } from '../election/election.ts';
import type { CountReport } from '../election/report.ts';
import type { Returns, SourceId, UnitReturns } from './returns.ts';

/** The feed of entries made at the desk. */
const BY_HAND = 'hand';

/** What stands between a feed and the supplier it carries. */
const WITHIN = '/';

/** The supplier whose stamps have fractions of a second, as far as a name can be given. */
export const FRACTIONS = `${WITHIN}fractions`;

/**
 * The feed, or the supplier within it: as the feed says, or as the stamp shows. A machine writes all its stamps alike;
 * among whole seconds one with a fraction is another machine's (Edison's rows of 2020 with AP's among them).
 */
export function sourceOf({ feed, supplier, reportedAt }: CountReport): SourceId {
  if (supplier !== undefined) return `${feed}${WITHIN}${supplier}`;
  return String(reportedAt).includes('.') ? `${feed}${FRACTIONS}` : feed;
}

/** The feed that carries a source. */
export function feedOf(source: SourceId): string {
  return source.split(WITHIN, 1)[0]!;
}

/**
 * The source that counts for a unit: of those with a count, the first in the contest's order of trust, else in that
 * of the whole election; else a count entered by hand until a feed reports again; else the first feed that spoke. Of
 * the suppliers within one feed the one that speaks most.
 */
export function chooseSource({ trust, feeds }: Returns, unit: UnitReturns): SourceId | null {
  const able = Object.keys(unit.sources).filter(
    (source) => (unit.sources[source]!.standing?.count.total ?? 0) > 0,
  );
  if (able.length < 2) return able[0] ?? Object.keys(unit.sources)[0] ?? null;
  const trusted = trustedFor(trust, unit.contest).find((source) => able.includes(source));
  if (trusted !== undefined) return trusted;
  const latest = able.reduce((a, b) => (recordOf(unit, b) > recordOf(unit, a) ? b : a));
  if (latest === BY_HAND) return latest;
  const rank = (source: SourceId): number => {
    const feed = feedOf(source);
    return feed === BY_HAND ? feeds.length : feeds.indexOf(feed);
  };
  return able.reduce((best, source) => {
    const further = rank(source) - rank(best);
    if (further !== 0) return further < 0 ? source : best;
    const oftener = unit.sources[source]!.reports - unit.sources[best]!.reports;
    return oftener > 0 || (oftener === 0 && source.length < best.length) ? source : best;
  });
}

function trustedFor(trust: Returns['trust'], contest: ContestId): readonly SourceId[] {
  return trust[contest] ?? trust[WHOLE] ?? [];
}

function recordOf(unit: UnitReturns, source: SourceId): number {
  return unit.sources[source]!.standing!.count.record;
}
