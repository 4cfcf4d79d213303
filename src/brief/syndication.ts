/**
 * The pages for machines: RSS 2.0 and JSON Feed 1.1 for the front and each section, and a news sitemap.
 *
 * Brief and addresses in, text out. An item keeps its identity through all versions; what was taken back says so in its
 * title, and what was taken down is gone from the feeds.
 */
import { DAY, formatInstant, type Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import { type Article, type Brief, isTakenDown, LANGUAGES, newestVersion, type Section } from './brief.ts';
import { articlePath, feedPath, frontPath, sectionPath } from './pages.ts';
import { SECTIONS, sectionOf } from './sections.ts';
import { plainText } from './text.ts';

/** Search engines read articles of the last two days, at most a thousand. */
const SITEMAP_SPAN = 2 * DAY;
const SITEMAP_AT_MOST = 1000;
const FEED_AT_MOST = 50;

export type Place = {
  /** Where the site is, without a slash at the end: "https://brief.example/public". */
  readonly site: string;
  readonly language: Language;
  /** Null for the front: all sections. */
  readonly section: Section | null;
};

function articlesIn({ articles, facts }: Brief, section: Section | null): Article[] {
  return [articles.lead, ...articles.pieces]
    .filter((article) => (section === null || article.section === section) && !isTakenDown(article))
    .filter((article) => newestVersion(article).at <= facts.at)
    .toSorted((a, b) => newestVersion(b).at - newestVersion(a).at || (a.id < b.id ? -1 : 1));
}

function titleOf(brief: Brief, { language, section }: Place): string {
  const name = section === null ? 'Firstcall' : `Firstcall – ${sectionOf(section).name[language]}`;
  if (brief.facts.rehearsal === null) return name;
  return language === 'en' ? `${name} (rehearsal)` : `${name}（演習）`;
}

const DESCRIPTION = {
  en: 'What the government knows of the count, and what it does.',
  ja: '開票について政府が把握していることと、その対応。',
} as const;

export function rssFeed(brief: Brief, place: Place): string {
  const { site, language, section } = place;
  const home = section === null ? frontPath(language) : sectionPath(section, language);
  const items = articlesIn(brief, section)
    .slice(0, FEED_AT_MOST)
    .map((article) => {
      const newest = newestVersion(article);
      const text = newest.text[language];
      return `<item>
<title>${escaped(text.headline)}</title>
<link>${escaped(site + articlePath(article, language))}</link>
<guid isPermaLink="false">${escaped(`firstcall:${article.id}:${language}`)}</guid>
<pubDate>${rfc822(article.versions[0]!.at)}</pubDate>
<atom:updated>${formatInstant(newest.at)}</atom:updated>
<category>${escaped(sectionOf(article.section).name[language])}</category>
<description>${escaped(text.standfirst)}</description>
</item>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escaped(titleOf(brief, place))}</title>
<link>${escaped(site + home)}</link>
<atom:link href="${escaped(site + feedPath(place, 'xml'))}" rel="self" type="application/rss+xml"/>
<description>${escaped(DESCRIPTION[language])}</description>
<language>${language}</language>
<lastBuildDate>${rfc822(changedAt(brief, section))}</lastBuildDate>
<ttl>1</ttl>
${items.join('\n')}
</channel>
</rss>
`;
}

export function jsonFeed(brief: Brief, place: Place): string {
  const { site, language, section } = place;
  const items = articlesIn(brief, section)
    .slice(0, FEED_AT_MOST)
    .map((article) => {
      const newest = newestVersion(article);
      const text = newest.text[language];
      return {
        id: `firstcall:${article.id}:${language}`,
        url: site + articlePath(article, language),
        title: text.headline,
        summary: text.standfirst,
        content_text: text.body.map(plainText).join('\n\n'),
        date_published: formatInstant(article.versions[0]!.at),
        date_modified: formatInstant(newest.at),
        authors: [{ name: 'Firstcall' }],
        tags: [sectionOf(article.section).name[language]],
        language,
        _firstcall: {
          version: newest.number,
          corrections: article.versions.flatMap(({ at, correction }) =>
            correction === null ? [] : [{ at: formatInstant(at), text: correction[language] }],
          ),
        },
      };
    });
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(brief, place),
    home_page_url: site + (section === null ? frontPath(language) : sectionPath(section, language)),
    feed_url: site + feedPath(place, 'json'),
    description: DESCRIPTION[language],
    language,
    authors: [{ name: 'Firstcall' }],
    items,
  };
  return `${JSON.stringify(feed)}\n`;
}

export function newsSitemap(brief: Brief, site: string): string {
  const fresh = articlesIn(brief, null)
    .filter((article) => article.versions[0]!.at > brief.facts.at - SITEMAP_SPAN)
    .slice(0, SITEMAP_AT_MOST / LANGUAGES.length);
  // A rehearsal is not for search engines.
  const listed = brief.facts.rehearsal === null ? fresh : [];
  const urls = listed.flatMap((article) =>
    LANGUAGES.map((language) => {
      const alternates = LANGUAGES.map(
        (other) =>
          `<xhtml:link rel="alternate" hreflang="${other}" href="${escaped(site + articlePath(article, other))}"/>`,
      );
      return `<url>
<loc>${escaped(site + articlePath(article, language))}</loc>
<lastmod>${formatInstant(newestVersion(article).at)}</lastmod>
${alternates.join('\n')}
<news:news>
<news:publication><news:name>Firstcall</news:name><news:language>${language}</news:language></news:publication>
<news:publication_date>${formatInstant(article.versions[0]!.at)}</news:publication_date>
<news:title>${escaped(newestVersion(article).text[language].headline)}</news:title>
</news:news>
</url>`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`;
}

/** Every feed that there is. */
export function feedPlaces(site: string): Place[] {
  return LANGUAGES.flatMap((language) => [
    { site, language, section: null },
    ...SECTIONS.map(({ id }) => ({ site, language, section: id })),
  ]);
}

function changedAt(brief: Brief, section: Section | null): Instant {
  const [newest] = articlesIn(brief, section);
  return newest === undefined ? brief.articles.lead.versions[0]!.at : newestVersion(newest).at;
}

function rfc822(at: Instant): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

/** Text as it may stand in XML 1.0: markup escaped, characters that XML has none of left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
