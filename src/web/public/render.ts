/**
 * The public pages as text: one document per page, rendered on the server from Svelte components.
 *
 * Built by `vite.public.config.ts` to `dist/public/render.js`, with style and script inside as assets to be baked.
 */
import { render as renderComponent } from 'svelte/server';
import { newestVersion } from '../../brief/brief.ts';
import { twinPath } from '../../brief/pages.ts';
import type { Renderer } from '../../brief/renderer.ts';
import script from './age.js?raw';
import articleStyle from './article.css?inline';
import countStyle from './count.css?inline';
import frontStyle from './front.css?inline';
import icon from './icon.svg?raw';
import illustrationStyle from './illustration.css?inline';
import PublicPage from './PublicPage.svelte';
import pageStyle from './page.css?inline';
import { address, type PageView, textOf, viewOf } from './page-view.ts';
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
  const { page, brief, links, other } = view;
  const { title, description } = titleOf(view);
  const robots =
    brief.facts.rehearsal !== null || page.kind === 'version'
      ? ['<meta name="robots" content="noindex">']
      : [];
  const data = structuredData(view);
  return [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)} – Firstcall</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    '<meta name="color-scheme" content="light dark">',
    ...robots,
    `<link rel="canonical" href="${escaped(address(view, page.path))}">`,
    `<link rel="alternate" hreflang="${other}" href="${escaped(address(view, twinPath(page, other)))}">`,
    `<link rel="icon" href="${escaped(links.icon)}" type="image/svg+xml">`,
    `<link rel="stylesheet" href="${escaped(links.style)}">`,
    // An earlier version has nothing to wait for and is not counted as a read.
    ...(page.kind === 'version' ? [] : [`<script type="module" src="${escaped(links.script)}"></script>`]),
    ...(data === null
      ? []
      : [`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`]),
  ].join('\n');
}

function titleOf(view: PageView): { title: string; description: string } {
  const { page, brief, words } = view;
  if (!('article' in page)) {
    const title = page.kind === 'front' ? words.politics : words.ranking;
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
