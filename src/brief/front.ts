/**
 * What stands where: the articles of one moment as a site, with the lists of the front page.
 *
 * Facts and what was written so far in, articles out; nothing is ordered by hand, and the order's rule is printed.
 */

import { writeArticle } from './articles.ts';
import type { Article, ArticleKind, Articles, BriefFacts } from './brief.ts';
import { newestVersion } from './brief.ts';
import { writePieces } from './pieces.ts';

/** Writes what the facts ask for; the very same value where nothing is new. */
export function writeArticles(facts: BriefFacts, previous: Articles | null): Articles {
  const lead = writeArticle(facts, previous?.lead ?? null);
  const pieces = writePieces(facts, previous?.pieces ?? []);
  return previous !== null && lead === previous.lead && pieces === previous.pieces
    ? previous
    : { lead, pieces };
}

/** Versions that `after` has and `before` has not, for the journal. */
export function newVersions(
  before: Articles | null,
  after: Articles,
): { article: Article; version: number }[] {
  const known = new Map(
    [before?.lead, ...(before?.pieces ?? [])].flatMap((one) =>
      one === undefined ? [] : [[one.id, one.versions.length] as const],
    ),
  );
  return [after.lead, ...after.pieces].flatMap((article) =>
    article.versions.slice(known.get(article.id) ?? 0).map(({ number }) => ({ article, version: number })),
  );
}

/** What weighs more stands higher in "Top": a step back first, then what moves the verdict, then what does not. */
const WEIGHT: Readonly<Record<ArticleKind, number>> = {
  lead: 8,
  retraction: 7,
  concession: 6,
  group: 5,
  call: 4,
  claim: 3,
  explainer: 2,
  closing: 1,
};

/** What no longer stands comes last; the retraction itself has its own place at the head. */
function weightOf(article: Article): number {
  return newestVersion(article).said.situation === 'taken-back' ? 0 : WEIGHT[article.kind];
}

export function topPieces(articles: Articles, limit: number): readonly Article[] {
  const byWeight = (a: Article, b: Article): number => weightOf(b) - weightOf(a);
  return latestPieces(articles, articles.pieces.length).toSorted(byWeight).slice(0, limit);
}

export function latestPieces(articles: Articles, limit: number): readonly Article[] {
  return articles.pieces
    .toSorted((a, b) => newestVersion(b).about - newestVersion(a).about || order(a, b))
    .slice(0, limit);
}

function order(a: Article, b: Article): number {
  return a.id < b.id ? -1 : 1;
}
