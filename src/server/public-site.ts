/**
 * The public pages beside a running desk: written from its facts, baked when something changed, answered from memory,
 * with the readers counted. The desk is never asked on a reader's behalf.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answer, articleRead, type BakedSite } from '../brief/answer.ts';
import { bake } from '../brief/bake.ts';
import { type Article, type Articles, type Brief, newestVersion, type Twin } from '../brief/brief.ts';
import { newVersions, writeArticles } from '../brief/front.ts';
import { inventViews } from '../brief/invented-readers.ts';
import { countRead, emptyCounts, type ReaderCounts, rankArticles } from '../brief/ranking.ts';
import { openReaderHash } from '../brief/reader-hash.ts';
import type { Renderer } from '../brief/renderer.ts';
import { keyedReaderHash } from '../brief/serve.ts';
import type { DeskReader } from '../desk.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { Publication } from '../fold/records.ts';
import { briefFacts } from './brief-facts.ts';
import type { Job } from './house.ts';

const BASE = '/public';

/** Lines of a ranking that are shown. */
const RANKED = 10;

/** Invented views a minute of the night: enough for ranks that differ, few enough for a laptop. */
const INVENTED_PER_MINUTE = 40;

export type SiteState = {
  readonly base: string;
  readonly lead: { readonly headline: Twin; readonly version: number; readonly at: Instant | null };
};

export type PublicSite = {
  readonly state: SiteState;
  /** The job of recording new versions, or of baking what the journal already has. */
  publish(reader: DeskReader, at: Instant): Job;
  answer(request: Request, remote: string | undefined): Response | Promise<Response>;
  /** Forgets the readers of a former rehearsal. */
  reset(): void;
};

export type SiteOptions = {
  readonly root: string;
  readonly folder: string;
  readonly rehearsal: boolean;
  readonly wall: () => Instant;
  readonly report: (error: unknown) => void;
};

export async function openSite(options: SiteOptions): Promise<PublicSite> {
  const render = (await import(pathToFileURL(join(options.root, 'dist/public/render.js')).href)) as Renderer;
  return new Site(options, render);
}

class Site implements PublicSite {
  readonly #options: SiteOptions;
  readonly #render: Renderer;
  #baked: BakedSite | null = null;
  #counts: ReaderCounts;
  #inventedUpTo: Instant | null = null;
  state: SiteState = { base: BASE, lead: { headline: { en: '', ja: '' }, version: 0, at: null } };

  constructor(options: SiteOptions, render: Renderer) {
    this.#options = options;
    this.#render = render;
    this.#counts = this.#newCounts();
  }

  reset(): void {
    this.#counts = this.#newCounts();
    this.#inventedUpTo = null;
  }

  publish(reader: DeskReader, now: Instant): Job {
    const at = Math.max(now, reader.state.at);
    const facts = briefFacts(reader, at);
    const before = reader.state.articles;
    const articles = writeArticles(facts, before, reader.state.stories);
    const news = newVersions(before, articles).map(({ article, version }) => publicationOf(article, version));
    return async () => {
      // A version is in the journal before any reader sees it: the next round bakes what this one records.
      if (news.length === 0) await this.#bake({ facts, articles, rankings: this.#rankings(articles, at) });
      return news.map((data) => ({ at, by: 'desk', kind: 'published', data }));
    };
  }

  async answer(request: Request, remote: string | undefined): Promise<Response> {
    if (this.#baked === null)
      return new Response('The first pages are being written; try again in a moment.\n', {
        status: 503,
        headers: { 'retry-after': '1' },
      });
    if (request.method === 'POST') return this.#count(request, remote);
    const { pathname } = new URL(request.url);
    const { status, headers, body } = answer(this.#baked, {
      path: pathname,
      ifNoneMatch: request.headers.get('if-none-match'),
      acceptLanguage: request.headers.get('accept-language'),
      acceptEncoding: request.headers.get('accept-encoding'),
    });
    return new Response(status === 304 ? null : body, { status, headers });
  }

  async #count(request: Request, remote: string | undefined): Promise<Response> {
    const article = articleRead(this.#baked!, (await request.text()).trim());
    if (article === null) return new Response('unknown article\n', { status: 404 });
    // Real readers of a rehearsal are the desk's own people; its ranking is of invented ones, and says so.
    if (!this.#options.rehearsal) {
      countRead(this.#counts, {
        article,
        ip: remote ?? '',
        userAgent: request.headers.get('user-agent') ?? '',
        at: this.#options.wall(),
        prefetch: request.headers.has('sec-purpose'),
      });
    }
    return new Response(null, { status: 204 });
  }

  async #bake(brief: Brief): Promise<void> {
    this.#baked = await bake(brief, {
      outDir: this.#options.folder,
      render: this.#render,
      base: BASE,
      previous: this.#baked,
    });
    if (this.#baked.problem !== null) this.#options.report(new Error(this.#baked.problem));
    const newest = newestVersion(brief.articles.lead);
    this.state = {
      base: BASE,
      lead: {
        headline: { en: newest.text.en.headline, ja: newest.text.ja.headline },
        version: newest.number,
        at: newest.at,
      },
    };
  }

  #rankings(articles: Articles, at: Instant): Brief['rankings'] {
    if (this.#options.rehearsal) this.#invent(articles, at);
    const rank = (window: number) => rankArticles(this.#counts, { window, at, limit: RANKED });
    return { hour: rank(HOUR), day: rank(DAY) };
  }

  #invent({ lead, pieces }: Articles, at: Instant): void {
    const known = [lead, ...pieces].map((article) => ({
      id: article.id,
      about: newestVersion(article).about,
    }));
    const now = Math.floor(at / MINUTE) * MINUTE;
    for (let minute = Math.max(this.#inventedUpTo ?? 0, now - HOUR); minute < now; minute += MINUTE) {
      for (const view of inventViews(known, { minute, perMinute: INVENTED_PER_MINUTE, seed: 20241105 }))
        countRead(this.#counts, view);
    }
    this.#inventedUpTo = now;
  }

  #newCounts(): ReaderCounts {
    return this.#options.rehearsal
      ? emptyCounts(openReaderHash('rehearsal'), true)
      : emptyCounts(keyedReaderHash(randomBytes(32), 0), false);
  }
}

function publicationOf({ id, kind, section, versions }: Article, number: number): Publication {
  return {
    article: id,
    kind,
    section,
    number,
    version: versions.find((version) => version.number === number)!,
  };
}
