/**
 * A page as schema.org has it: an article as NewsArticle with its corrections, the live night as LiveBlogPosting.
 * Nothing in it that the page does not show.
 */
import { type Article, isTakenDown, newestVersion } from '../../brief/brief.ts';
import { latestPieces } from '../../brief/front.ts';
import { articlePath, livePath } from '../../brief/pages.ts';
import { sectionOf } from '../../brief/sections.ts';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../brief/share-picture.ts';
import { plainText } from '../../brief/text.ts';
import { LIVE_WORDS } from './live-words.ts';
import { inLanguage, moment, type PageView, textOf } from './page-view.ts';

const FIRSTCALL = { '@type': 'Organization', name: 'Firstcall' };

export function structuredData(view: PageView): object | null {
  const { page } = view;
  if (page.kind === 'live') return { '@context': 'https://schema.org', ...liveBlog(view) };
  if (page.kind !== 'article' || isTakenDown(page.article)) return null;
  return { '@context': 'https://schema.org', ...newsArticle(view, page.article) };
}

function common(view: PageView): object {
  const { brief, links, language } = view;
  return {
    inLanguage: language,
    isAccessibleForFree: true,
    author: FIRSTCALL,
    publisher: FIRSTCALL,
    image: { '@type': 'ImageObject', url: links.picture, width: SHARE_WIDTH, height: SHARE_HEIGHT },
    ...(brief.facts.rehearsal === null ? {} : { creativeWorkStatus: 'Rehearsal' }),
  };
}

function newsArticle(view: PageView, article: Article): object {
  const newest = newestVersion(article);
  const text = textOf(view, newest);
  const corrections = correctionsOf(view, article);
  const url = `${view.links.site}${articlePath(article, view.language)}`;
  return {
    '@type': 'NewsArticle',
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline: text.headline,
    description: text.standfirst,
    articleSection: inLanguage(view, sectionOf(article.section).name),
    datePublished: moment(view, article.versions[0]!.at).machine,
    dateModified: moment(view, newest.at).machine,
    version: newest.number,
    ...(text.place === '' ? {} : { dateline: text.place }),
    ...(corrections.length === 0 ? {} : { correction: corrections }),
    ...common(view),
  };
}

function correctionsOf(view: PageView, { versions }: Article): object[] {
  return versions.flatMap(({ at, correction }) =>
    correction === null
      ? []
      : [
          {
            '@type': 'CorrectionComment',
            text: inLanguage(view, correction),
            datePublished: moment(view, at).machine,
          },
        ],
  );
}

function liveBlog(view: PageView): object {
  const { brief, links, language } = view;
  const { facts, articles } = brief;
  const url = `${links.site}${livePath(language)}`;
  const pieces = latestPieces(articles, 24).filter(
    (piece) => piece.kind !== 'explainer' && !isTakenDown(piece),
  );
  return {
    '@type': 'LiveBlogPosting',
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline: inLanguage(view, facts.verdict.headline),
    description: inLanguage(view, facts.verdict.detail),
    about: {
      '@type': 'Event',
      name: LIVE_WORDS[language].title,
      startDate: moment(view, startOf(view)).machine,
    },
    coverageStartTime: moment(view, startOf(view)).machine,
    datePublished: moment(view, startOf(view)).machine,
    dateModified: moment(view, facts.at).machine,
    liveBlogUpdate: pieces.map((piece) => blogPosting(view, piece)),
    ...common(view),
  };
}

function startOf({ brief }: PageView): number {
  return brief.articles.lead.versions[0]!.at;
}

function blogPosting(view: PageView, piece: Article): object {
  const newest = newestVersion(piece);
  const text = textOf(view, newest);
  const corrections = correctionsOf(view, piece);
  return {
    '@type': 'BlogPosting',
    headline: text.headline,
    url: `${view.links.site}${articlePath(piece, view.language)}`,
    datePublished: moment(view, piece.versions[0]!.at).machine,
    dateModified: moment(view, newest.at).machine,
    articleBody: text.body.map(plainText).join('\n\n'),
    ...(corrections.length === 0 ? {} : { correction: corrections }),
  };
}
