/**
 * The public pages beside a running desk: written from its facts, baked when something changed, answered from memory,
 * with the readers counted. The desk is never asked on a reader's behalf.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answer, articleRead, type BakedSite } from '../brief/answer.ts';
import { bake } from '../brief/bake.ts';
import {
  type Article,
  type Articles,
  type Brief,
  type Excluded,
  isTakenDown,
  newestVersion,
  type Ranking,
  type Twin,
} from '../brief/brief.ts';
import { newVersions, writeArticles } from '../brief/front.ts';
import { inventViews } from '../brief/invented-readers.ts';
import { countRead, emptyCounts, rankArticles } from '../brief/ranking.ts';
import { openReaderHash, saltEpoch } from '../brief/reader-hash.ts';
import type { Renderer } from '../brief/renderer.ts';
import type { DeskReader } from '../desk.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Publication } from '../fold/records.ts';
import { briefFacts } from './brief-facts.ts';
import type { PagesRecord } from './brief-told.ts';
import type { Job } from './house.ts';
import { ReaderStore } from './reader-store.ts';

const BASE = '/public';

/** A restart loses what was counted since the log was last written; the page promises less than a minute. */
const FLUSH_EVERY = 20_000;

/** Lines of a ranking that are shown. */
const RANKED = 10;

/** Invented views a minute of the night: enough for ranks that differ, few enough for a laptop. */
const INVENTED_PER_MINUTE = 40;

export type SiteState = {
  readonly base: string;
  /** Why the pages are not renewed, and since when; null where all is well. */
  readonly problem?: { readonly text: string; readonly since: Instant } | null;
  readonly rankings?: { readonly hour: Ranking; readonly day: Ranking } | null;
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

export type OpenSite = PublicSite & {
  /** Writes down what was counted last. */
  close(): Promise<void>;
};

export type SiteOptions = {
  readonly root: string;
  readonly folder: string;
  readonly rehearsal: boolean;
  /** Where readers reach the site, "https://brief.example"; this machine where nobody says. */
  readonly address?: string;
  readonly wall: () => Instant;
  readonly report: (error: unknown) => void;
};

export async function openSite(options: SiteOptions): Promise<OpenSite> {
  const render = (await import(pathToFileURL(join(options.root, 'dist/public/render.js')).href)) as Renderer;
  return new Site(options, render);
}

class Site implements OpenSite {
  readonly #options: SiteOptions;
  readonly #render: Renderer;
  #baked: BakedSite | null = null;
  /** Of a rehearsal, whose readers are invented. */
  #invented = emptyCounts(openReaderHash('rehearsal'), true);
  #inventedUpTo: Instant | null = null;
  /** Of live readers; null until the first page is written. */
  #readers: ReaderStore | null = null;
  #orders = { hour: [] as readonly string[], day: [] as readonly string[] };
  #flushing: Promise<void> = Promise.resolve();
  readonly #flusher: NodeJS.Timeout;
  state: SiteState = {
    base: BASE,
    problem: null,
    rankings: null,
    lead: { headline: { en: '', ja: '' }, version: 0, at: null },
  };

  constructor(options: SiteOptions, render: Renderer) {
    this.#options = options;
    this.#render = render;
    this.#flusher = setInterval(() => void this.#flush(), FLUSH_EVERY).unref();
  }

  reset(): void {
    this.#invented = emptyCounts(openReaderHash('rehearsal'), true);
    this.#inventedUpTo = null;
    this.#orders = { hour: [], day: [] };
  }

  async close(): Promise<void> {
    clearInterval(this.#flusher);
    await this.#flush();
  }

  publish(reader: DeskReader, now: Instant): Job {
    const at = Math.max(now, reader.state.at);
    const facts = briefFacts(reader, at);
    const before = reader.state.articles;
    const { stories } = reader.state;
    const day = reader.context.election.date;
    if ((facts.rehearsal !== null) !== this.#options.rehearsal)
      return async () => this.#told(at, mismatch(this.#options.rehearsal));
    return async () => {
      // Bound before anything is written: what a template cannot say keeps the last good pages, and is told.
      const written = attempt(() => writeArticles(facts, before, stories));
      if (typeof written === 'string') return this.#told(at, written);
      const news = newVersions(before, written).map(({ article, version }) =>
        publicationOf(article, version),
      );
      // A version is in the journal before any reader sees it: the next round bakes what this one records.
      if (news.length > 0) return news.map((data) => ({ at, by: 'desk', kind: 'published', data }));
      const { excluded, takenDown } = stories;
      const rankings = await this.#rankings(written, { at, day, excluded: { ...takenDown, ...excluded } });
      return this.#bake({ facts, articles: written, rankings, excluded, bakedAt: this.#options.wall() });
    };
  }

  answer(request: Request, remote: string | undefined): Response | Promise<Response> {
    if (this.#baked === null || this.#baked.pages.size === 0)
      return new Response('The first pages are being written; try again in a moment.\n', {
        status: 503,
        headers: { 'retry-after': '1' },
      });
    if (request.method === 'POST') return this.#count(request, remote);
    const { headers } = request;
    const answered = answer(this.#baked, {
      path: pathOf(request.url),
      ifNoneMatch: headers.get('if-none-match'),
      acceptLanguage: headers.get('accept-language'),
      acceptEncoding: headers.get('accept-encoding'),
    });
    return new Response(answered.status === 304 ? null : answered.body, answered);
  }

  async #count(request: Request, remote: string | undefined): Promise<Response> {
    const article = articleRead(this.#baked!, (await request.text()).trim());
    if (article === null) return new Response('unknown article\n', { status: 404 });
    const { headers } = request;
    // A foreign page that sends beacons here is no reader of ours.
    const origin = headers.get('sec-fetch-site');
    if (origin !== null && origin !== 'same-origin') return new Response(null, { status: 204 });
    // Real readers of a rehearsal are the desk's own people; its ranking is of invented ones, and says so.
    if (!this.#options.rehearsal && this.#readers !== null) {
      countRead(this.#readers.counts, {
        article,
        ip: readerAddress(remote ?? '', headers.get('x-forwarded-for')),
        userAgent: headers.get('user-agent') ?? '',
        at: this.#options.wall(),
        prefetch: headers.has('sec-purpose'),
      });
    }
    return new Response(null, { status: 204 });
  }

  async #bake(brief: Brief): Promise<readonly Draft[]> {
    const { folder, address } = this.#options;
    try {
      const baked = await bake(brief, {
        outDir: folder,
        render: this.#render,
        base: BASE,
        ...(address === undefined ? {} : { address }),
        previous: this.#baked,
      });
      this.#baked = baked;
      const newest = newestVersion(brief.articles.lead);
      const { en, ja } = newest.text;
      const lead = { headline: { en: en.headline, ja: ja.headline }, version: newest.number, at: newest.at };
      if (baked.problem === null) this.state = { ...this.state, lead, rankings: brief.rankings };
      return this.#told(brief.facts.at, baked.problem);
    } catch (error) {
      return this.#told(brief.facts.at, (error as Error).message);
    }
  }

  /** An alarm when the pages are first not renewed, its end when they are again; nothing while nothing changes. */
  #told(at: Instant, problem: string | null): readonly Draft[] {
    const before = this.state.problem ?? null;
    if (problem === null && before === null) return [];
    if (problem !== null) this.#options.report(new Error(problem));
    this.state = {
      ...this.state,
      problem: problem === null ? null : { text: problem, since: before?.since ?? at },
    };
    if ((problem === null) === (before === null)) return [];
    const data: PagesRecord =
      problem === null ? { state: 'renewed', problem: '' } : { state: 'failing', problem };
    return [{ at, by: 'desk', kind: 'pages', data }];
  }

  async #rankings(
    articles: Articles,
    { at, day, excluded }: { at: Instant; day: string; excluded: Excluded },
  ): Promise<Brief['rankings']> {
    if (this.#options.rehearsal) this.#invent(articles, at);
    else if (this.#readers?.epoch !== saltEpoch(this.#options.wall(), day)) await this.#openReaders(day);
    const counts = this.#readers?.counts ?? this.#invented;
    const rank = (window: number, before: readonly string[]) =>
      rankArticles(counts, { window, at, limit: RANKED, before, excluded });
    const rankings = { hour: rank(HOUR, this.#orders.hour), day: rank(DAY, this.#orders.day) };
    const order = ({ ranking }: Ranking) => ranking.map(({ article }) => article);
    this.#orders = { hour: order(rankings.hour), day: order(rankings.day) };
    return rankings;
  }

  async #openReaders(day: string): Promise<void> {
    const { folder, wall } = this.#options;
    this.#readers = await ReaderStore.open(`${folder}-readers`, { at: wall(), day });
  }

  async #flush(): Promise<void> {
    this.#flushing = this.#flushing
      .then(() => this.#readers?.flush())
      .catch((error: unknown) => this.#options.report(error));
    await this.#flushing;
  }

  #invent({ lead, pieces }: Articles, at: Instant): void {
    const known = [lead, ...pieces]
      .filter((article) => !isTakenDown(article))
      .map((article) => ({ id: article.id, about: newestVersion(article).about }));
    const now = Math.floor(at / MINUTE) * MINUTE;
    for (let minute = Math.max(this.#inventedUpTo ?? 0, now - HOUR); minute < now; minute += MINUTE) {
      for (const view of inventViews(known, { minute, perMinute: INVENTED_PER_MINUTE, seed: 20241105 }))
        countRead(this.#invented, view);
    }
    this.#inventedUpTo = now;
  }
}

/** A rehearsal’s desk never writes where live pages are written, whatever folder it was given. */
function mismatch(rehearsal: boolean): string {
  return rehearsal
    ? 'nothing is published: these pages are for a rehearsal, and the desk is live'
    : 'nothing is published: these pages are live, and the desk rehearses';
}

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return `the articles could not be written: ${(error as Error).message}`;
  }
}

/** Without a URL object: this is asked thousands of times a second. */
function pathOf(url: string): string {
  const from = url.indexOf('/', url.indexOf('//') + 2);
  const query = url.search(/[?#]/);
  return from === -1 ? '/' : url.slice(from, query === -1 ? undefined : query);
}

/**
 * Who asks: the connection's address, or what a proxy on this machine says of the one before it. Whoever else sends
 * that header could be anybody he likes.
 */
function readerAddress(remote: string, forwarded: string | null): string {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(remote);
  return local && forwarded !== null ? forwarded.split(',').at(-1)!.trim() : remote;
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
