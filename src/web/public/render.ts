/**
 * The public pages as text: one document per page, rendered on the server from Svelte components.
 *
 * Built by `vite.public.config.ts` to `dist/public/render.js`, with style and script inside as assets to be baked.
 */
import { render as renderComponent } from 'svelte/server';
import { isTakenDown, newestVersion } from '../../brief/brief.ts';
import { feedPath, ninjsPath, twinPath } from '../../brief/pages.ts';
import type { Renderer } from '../../brief/renderer.ts';
import { sectionOf } from '../../brief/sections.ts';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../brief/share-picture.ts';
import script from './age.js?raw';
import articleStyle from './article.css?inline';
import countStyle from './count.css?inline';
import frontStyle from './front.css?inline';
import icon from './icon.svg?raw';
import illustrationStyle from './illustration.css?inline';
import liveStyle from './live.css?inline';
import { LIVE_WORDS } from './live-words.ts';
import PublicPage from './PublicPage.svelte';
import pageStyle from './page.css?inline';
import { moment, type PageView, textOf, viewOf } from './page-view.ts';
import printStyle from './print.css?inline';
import { structuredData } from './structured-data.ts';
import tokens from './tokens.css?inline';
import widths from './widths.css?inline';

export const assets: Renderer['assets'] = {
  style: {
    name: 'public.css',
    type: 'text/css; charset=utf-8',
    text: [
      tokens,
      pageStyle,
      countStyle,
      articleStyle,
      frontStyle,
      illustrationStyle,
      liveStyle,
      widths,
      printStyle,
    ].join('\n'),
  },
  icon: { name: 'icon.svg', type: 'image/svg+xml', text: icon },
  script: { name: 'age.js', type: 'text/javascript; charset=utf-8', text: script },
};

export const render: Renderer['render'] = (page, brief, links) => {
  const view = viewOf(page, brief, links);
  const { body } = renderComponent(PublicPage, { props: { view } });
  const rehearsal = brief.facts.rehearsal === null ? '' : ' data-rehearsal';
  const article = page.kind === 'article' ? ` data-article="${escaped(page.article.id)}"` : '';
  const version = page.kind === 'version' ? '' : ` data-version="${links.version}"`;
  return `<!doctype html>
<html lang="${page.language}" data-base="${escaped(links.base)}"${version}${article}${rehearsal}>
<head>
${headOf(view)}
</head>
<body>
${body}
</body>
</html>
`;
};

function headOf(view: PageView): string {
  const { page, brief, links, language, other } = view;
  const { title, description } = titleOf(view);
  const robots =
    brief.facts.rehearsal !== null || page.kind === 'version' || isDown(view)
      ? ['<meta name="robots" content="noindex">']
      : [];
  const data = structuredData(view);
  const url = `${links.site}${page.path}`;
  const twin = `${links.site}${twinPath(page, other)}`;
  return [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)} – Firstcall</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    '<meta name="color-scheme" content="light dark">',
    ...robots,
    `<link rel="canonical" href="${escaped(url)}">`,
    `<link rel="alternate" hreflang="${language}" href="${escaped(url)}">`,
    `<link rel="alternate" hreflang="${other}" href="${escaped(twin)}">`,
    `<link rel="alternate" hreflang="x-default" href="${escaped(language === 'en' ? url : twin)}">`,
    ...feedsOf(view),
    ...openGraph(view, { title, description, url }),
    `<link rel="icon" href="${escaped(links.icon)}" type="image/svg+xml">`,
    `<link rel="stylesheet" href="${escaped(links.style)}">`,
    // An earlier version has nothing to wait for and is not counted as a read.
    ...(page.kind === 'version' ? [] : [`<script type="module" src="${escaped(links.script)}"></script>`]),
    ...(data === null
      ? []
      : [`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`]),
  ].join('\n');
}

function isDown({ page }: PageView): boolean {
  return 'article' in page && isTakenDown(page.article);
}

function feedsOf({ page, links, language }: PageView): string[] {
  const section = page.kind === 'section' ? page.section : 'article' in page ? page.article.section : null;
  const name = section === null ? 'Firstcall' : `Firstcall – ${sectionOf(section).name[language]}`;
  const link = (type: string, path: string): string =>
    `<link rel="alternate" type="${type}" title="${escaped(name)}" href="${escaped(links.base + path)}">`;
  return [
    link('application/rss+xml', feedPath({ language, section }, 'xml')),
    link('application/feed+json', feedPath({ language, section }, 'json')),
    ...(page.kind === 'article' ? [link('application/json', ninjsPath(page.article, language))] : []),
  ];
}

/** What a shared link shows: the picture is drawn from the same facts as the page. */
function openGraph(
  view: PageView,
  { title, description, url }: { title: string; description: string; url: string },
): string[] {
  const { page, brief, links, language } = view;
  const meta = (property: string, content: string): string =>
    `<meta property="${property}" content="${escaped(content)}">`;
  const dates =
    page.kind === 'article'
      ? [
          meta('article:published_time', moment(view, page.article.versions[0]!.at).machine),
          meta('article:modified_time', moment(view, newestVersion(page.article).at).machine),
          meta('article:section', sectionOf(page.article.section).name[language]),
        ]
      : [];
  return [
    meta('og:site_name', 'Firstcall'),
    meta('og:type', 'article' in page ? 'article' : 'website'),
    meta('og:title', title),
    meta('og:description', description),
    meta('og:url', url),
    meta('og:locale', language === 'en' ? 'en_US' : 'ja_JP'),
    meta('og:locale:alternate', language === 'en' ? 'ja_JP' : 'en_US'),
    meta('og:image', links.picture),
    meta('og:image:type', 'image/png'),
    meta('og:image:width', String(SHARE_WIDTH)),
    meta('og:image:height', String(SHARE_HEIGHT)),
    meta('og:image:alt', `${brief.facts.verdict.headline[language]} ${brief.facts.verdict.detail[language]}`),
    ...dates,
    '<meta name="twitter:card" content="summary_large_image">',
  ];
}

function titleOf(view: PageView): { title: string; description: string } {
  const { page, brief, words, language } = view;
  if (!('article' in page)) {
    const title =
      page.kind === 'live'
        ? `${LIVE_WORDS[language].title}${language === 'en' ? ': ' : '　'}${brief.facts.verdict.headline[language]}`
        : page.kind === 'section'
          ? sectionOf(page.section).name[language]
          : page.kind === 'front'
            ? words.front
            : words.ranking;
    return { title, description: textOf(view, newestVersion(brief.articles.lead)).headline };
  }
  const text = textOf(view, page.article.versions[page.version - 1]!);
  const version = page.kind === 'version' ? ` (${words.version(page.version)})` : '';
  return { title: `${text.headline}${version}`, description: text.standfirst };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
