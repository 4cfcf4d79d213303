/**
 * An article as schema.org NewsArticle, for machines that read the page. Nothing in it that the page does not show.
 */
import { newestVersion } from '../../brief/brief.ts';
import { address, moment, type PageView, textOf } from './page-view.ts';

export function structuredData(view: PageView): object | null {
  const { page, brief, words } = view;
  if (page.kind !== 'article') return null;
  const { article } = page;
  const newest = newestVersion(article);
  const text = textOf(view, newest);
  const corrections = article.versions.flatMap(({ at, correction }) =>
    correction === null
      ? []
      : [
          {
            '@type': 'CorrectionComment',
            text: correction[view.language],
            datePublished: moment(view, at).machine,
          },
        ],
  );
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: text.headline,
    description: text.standfirst,
    inLanguage: view.language,
    articleSection: words.politics,
    datePublished: moment(view, article.versions[0]!.at).machine,
    dateModified: moment(view, newest.at).machine,
    version: newest.number,
    isAccessibleForFree: true,
    author: { '@type': 'Organization', name: 'Firstcall' },
    publisher: { '@type': 'Organization', name: 'Firstcall' },
    mainEntityOfPage: address(view, page.path),
    ...(text.place === '' ? {} : { dateline: text.place }),
    ...(corrections.length === 0 ? {} : { correction: corrections }),
    ...(brief.facts.rehearsal === null ? {} : { creativeWorkStatus: 'Demonstration' }),
  };
}
