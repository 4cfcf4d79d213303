/**
 * What a request for a public page is answered with. Everything is in memory and baked; nothing of the desk is asked.
 *
 * Baked site and request in, status, headers and body out. A page is revalidated by its strong ETag; while the desk is
 * away caches may go on serving what they have for a day, because a page shows its own age.
 */
import type { Language } from '../response/playbook.ts';
import { LANGUAGES } from './brief.ts';

export type BakedPage = {
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same packed; null where that gains nothing. */
  readonly gzip: Uint8Array<ArrayBuffer> | null;
  /** Strong, with its quotes; the packed form has its own. */
  readonly etag: string;
  readonly type: string;
  /** An immutable file carries the hash of its content in its address. */
  readonly immutable: boolean;
  /** What a page that can only change with its source was made from; null for all others. */
  readonly source: string | null;
};

export type BakedSite = {
  /** Where the site is mounted, "/public". */
  readonly base: string;
  readonly mode: 'live' | 'rehearsal';
  /** By address below `base`. */
  readonly pages: ReadonlyMap<string, BakedPage>;
  /** Articles that a read may be counted for. */
  readonly articles: ReadonlySet<string>;
  readonly written: number;
  readonly unchanged: number;
  /** Why the last bake failed and this is an earlier site; null where all is well. */
  readonly problem: string | null;
};

export type PublicRequest = {
  readonly path: string;
  readonly ifNoneMatch: string | null;
  readonly acceptLanguage: string | null;
  readonly acceptEncoding?: string | null;
};

export type PublicAnswer = {
  readonly status: 200 | 302 | 304 | 308 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | string;
};

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Five seconds is a reader's patience with an old count and keeps a spike of readers off the origin. */
const PAGE_CACHE = 'public, max-age=5, stale-while-revalidate=10, stale-if-error=86400';
const IMMUTABLE_CACHE = 'public, max-age=31536000, immutable';

export function answer(site: BakedSite, request: PublicRequest): PublicAnswer {
  const path = request.path.startsWith(site.base) ? request.path.slice(site.base.length) : request.path;
  if (path === '' || path === '/') {
    const location = `${site.base}/${preferredLanguage(request.acceptLanguage)}/`;
    return {
      status: 302,
      headers: { ...always(site), location, vary: 'accept-language', 'cache-control': PAGE_CACHE },
      body: '',
    };
  }
  const page = site.pages.get(path);
  if (page !== undefined) return answerPage(site, page, request);
  if (site.pages.has(`${path}/`)) {
    return {
      status: 308,
      headers: { ...always(site), location: `${site.base}${path}/`, 'cache-control': PAGE_CACHE },
      body: '',
    };
  }
  const headers = {
    ...always(site),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=5',
  };
  return {
    status: 404,
    headers,
    body: 'Nothing is published at this address.\nこのアドレスには何も公開されていません。\n',
  };
}

function answerPage(site: BakedSite, page: BakedPage, request: PublicRequest): PublicAnswer {
  const packed = page.gzip !== null && accepts(request.acceptEncoding ?? null);
  const etag = packed ? page.etag.replace(/"$/, '-gz"') : page.etag;
  const headers: Record<string, string> = {
    ...always(site),
    etag,
    'cache-control': page.immutable ? IMMUTABLE_CACHE : PAGE_CACHE,
  };
  if (page.gzip !== null) headers['vary'] = 'accept-encoding';
  if (matches(request.ifNoneMatch, etag)) return { status: 304, headers, body: '' };
  headers['content-type'] = page.type;
  if (!packed) return { status: 200, headers, body: page.body };
  headers['content-encoding'] = 'gzip';
  return { status: 200, headers, body: page.gzip! };
}

function accepts(acceptEncoding: string | null): boolean {
  return (
    acceptEncoding !== null &&
    /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(acceptEncoding)
  );
}

function always(site: BakedSite): Record<string, string> {
  const headers = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
  return site.mode === 'rehearsal' ? { ...headers, 'x-robots-tag': 'noindex' } : headers;
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** The first language of the header that there is a page in, by weight; English where none is. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const wishes = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const weight = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
    return { tag: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = wishes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of best) {
    const language = LANGUAGES.find((one) => one === tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** The article named in a beacon's body; null where nobody has published it, and then nothing is counted. */
export function articleRead(site: BakedSite, body: string): string | null {
  return body.length <= 200 && site.articles.has(body) ? body : null;
}
