/**
 * What stands where: the articles of one moment as a site, with the lists of the front page.
 *
 * Facts and what was written so far in, articles out; nothing is ordered by hand, and the order's rule is printed.
 */

import { writeArticle } from './articles.ts';
import type { Article, ArticleKind, Articles, BriefFacts, Section } from './brief.ts';
import { newestVersion, TAKEN_DOWN } from './brief.ts';
import { byFirstPublication, writePieces } from './pieces.ts';
import { withTakeDowns, writeStories } from './stories.ts';
import { NO_STORIES, type Stories } from './story.ts';
import { harmlessFacts } from './text.ts';

/** Writes what the facts and the people ask for; the very same value where nothing is new. */
export function writeArticles(
  facts: BriefFacts,
  previous: Articles | null,
  stories: Stories = NO_STORIES,
): Articles {
  const lead = writeArticle(facts, previous?.lead ?? null);
  const before = previous?.pieces ?? [];
  const byRule = writePieces(
    facts,
    before.filter(({ kind }) => kind !== 'story'),
  );
  const byPeople = writeStories(harmlessFacts(facts), stories, before);
  const all = [...byRule, ...byPeople].sort(byFirstPublication);
  const written = all.every((article, place) => article === before[place]) ? before : all;
  const pieces = withTakeDowns(written, stories, facts.at);
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
  lead: 9,
  story: 8,
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
  return ['taken-back', TAKEN_DOWN].includes(newestVersion(article).said.situation)
    ? 0
    : WEIGHT[article.kind];
}

export function topPieces(articles: Articles, limit: number, section?: Section): readonly Article[] {
  const byWeight = (a: Article, b: Article): number => weightOf(b) - weightOf(a);
  return latestPieces(articles, articles.pieces.length, section).toSorted(byWeight).slice(0, limit);
}

export function latestPieces(articles: Articles, limit: number, section?: Section): readonly Article[] {
  return articles.pieces
    .filter((piece) => section === undefined || piece.section === section)
    .toSorted((a, b) => newestVersion(b).about - newestVersion(a).about || order(a, b))
    .slice(0, limit);
}

function order(a: Article, b: Article): number {
  return a.id < b.id ? -1 : 1;
}
