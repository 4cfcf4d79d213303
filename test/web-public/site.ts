/** The public pages of one night as a reader gets them: baked and served on this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { answer, type BakedSite } from '../../src/brief/answer.ts';
import { type Brief, type BriefFacts, newestVersion } from '../../src/brief/brief.ts';
import { writeArticles } from '../../src/brief/front.ts';
import { inventViews } from '../../src/brief/invented-readers.ts';
import { countRead, emptyCounts, rankArticles } from '../../src/brief/ranking.ts';
import { openReaderHash } from '../../src/brief/reader-hash.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { NO_STORIES, type Stories } from '../../src/brief/story.ts';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import { nightAt } from '../brief/night-facts.ts';
import { freshPage, type Look } from '../browser.ts';

export const LEAD = 'politics/the-government-follows-the-count/';
export const EARLIER = [nightAt('2024-11-06T05:00:00Z'), nightAt('2024-11-06T06:30:00Z')];

/** The renderer from the folder that it was built into. */
export async function rendererIn(built: string): Promise<Renderer> {
  return (await import(pathToFileURL(join(built, 'render.js')).href)) as Renderer;
}

export function briefOf(
  facts: BriefFacts,
  earlier: readonly BriefFacts[] = EARLIER,
  stories: Stories = NO_STORIES,
): Brief {
  const first = earlier.reduce<Brief['articles'] | null>(
    (articles, past) => writeArticles(past, articles, stories),
    null,
  );
  const articles = writeArticles(facts, first, stories);
  const counts = emptyCounts(openReaderHash('pages'), true);
  const read = [articles.lead, ...articles.pieces].map((article) => ({
    id: article.id,
    about: newestVersion(article).about,
  }));
  for (let minute = facts.at - 20 * MINUTE; minute < facts.at; minute += MINUTE) {
    for (const view of inventViews(read, { minute, perMinute: 200, seed: 3 })) countRead(counts, view);
  }
  const ranking = rankArticles(counts, { window: HOUR, at: facts.at, limit: 10 });
  return { facts, articles, rankings: { hour: ranking, day: ranking } };
}

export type Served = { readonly server: Server; readonly origin: string; readonly beacons: string[] };

/** Serves whatever site is current at the moment of a request. */
export async function serveSite(current: () => BakedSite): Promise<Served> {
  const beacons: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        beacons.push(`${path} ${body}`);
        response.writeHead(204).end();
      });
      return;
    }
    const { status, headers, body } = answer(current(), {
      path,
      ifNoneMatch: request.headers['if-none-match'] ?? null,
      acceptLanguage: null,
      acceptEncoding: (request.headers['accept-encoding'] as string | undefined) ?? null,
    });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, beacons };
}

export async function openPage(
  browser: Browser,
  address: string,
  look: Pick<Look, 'scheme' | 'width' | 'script'> = {},
): Promise<Page> {
  const page = await freshPage(browser, look);
  await page.goto(address);
  return page;
}

export function textAt(site: BakedSite, path: string): string {
  return new TextDecoder().decode(site.pages.get(path)!.body);
}
