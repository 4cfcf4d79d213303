import { describe, expect, it } from 'vitest';
import { answer, articleRead, type BakedSite, preferredLanguage } from '../../src/brief/answer.ts';

const body = new TextEncoder().encode('<!doctype html>');
const packed = new TextEncoder().encode('packed');
const site: BakedSite = {
  base: '/public',
  mode: 'rehearsal',
  pages: new Map([
    [
      '/en/',
      { body, gzip: null, etag: '"abc"', type: 'text/html; charset=utf-8', immutable: false, source: null },
    ],
    [
      '/assets/public.abc.css',
      { body, gzip: packed, etag: '"css"', type: 'text/css; charset=utf-8', immutable: true, source: null },
    ],
  ]),
  articles: new Set(['call-pa']),
  written: 0,
  unchanged: 0,
  problem: null,
};
const ask = (path: string, ifNoneMatch: string | null = null, acceptLanguage: string | null = null) =>
  answer(site, { path, ifNoneMatch, acceptLanguage });

describe('a packed page', () => {
  const get = (acceptEncoding: string | null, ifNoneMatch: string | null = null) =>
    answer(site, {
      path: '/public/assets/public.abc.css',
      ifNoneMatch,
      acceptLanguage: null,
      acceptEncoding,
    });

  it('goes to whoever can unpack it, under a tag of its own', () => {
    expect(get('gzip, deflate, br')).toMatchObject({
      body: packed,
      headers: { etag: '"css-gz"', 'content-encoding': 'gzip', vary: 'accept-encoding' },
    });
    for (const none of [null, '', 'br', 'gzip;q=0', 'gzip;q=0.0, br', 'x-gzipped'])
      expect(get(none), `${none}`).toMatchObject({ body, headers: { etag: '"css"' } });
    expect(get('br;q=1.0, gzip;q=0.5').body).toBe(packed);
  });

  it('is not sent again to whoever has it in the same form, and is to whoever has the other', () => {
    expect(get('gzip', '"css-gz"').status).toBe(304);
    expect(get('gzip', '"css"').status).toBe(200);
    expect(get(null, '"css-gz"').status).toBe(200);
  });
});

describe('a request for a public page', () => {
  it('gets the page with a strong ETag and a policy that lets nothing else in', () => {
    const { status, headers, body: sent } = ask('/public/en/');
    expect(status).toBe(200);
    expect(sent).toBe(body);
    expect(headers).toMatchObject({
      etag: '"abc"',
      'content-type': 'text/html; charset=utf-8',
      'x-robots-tag': 'noindex',
    });
    expect(headers['cache-control']).toContain('stale-if-error');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('gets nothing again while it has the same page, whatever form its tag takes', () => {
    for (const tag of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) {
      const { status, headers, body: sent } = ask('/public/en/', tag);
      expect([status, sent, headers['etag']]).toEqual([304, '', '"abc"']);
    }
    expect(ask('/public/en/', '"other"').status).toBe(200);
  });

  it('may keep a hashed file for ever', () => {
    expect(ask('/public/assets/public.abc.css').headers['cache-control']).toContain('immutable');
  });

  it('is sent to the reader’s language from the root, and to the slash from an address without it', () => {
    expect(ask('/public', null, 'ja-JP,ja;q=0.9,en;q=0.8')).toMatchObject({
      status: 302,
      headers: { location: '/public/ja/', vary: 'accept-language' },
    });
    expect(ask('/public/en')).toMatchObject({ status: 308, headers: { location: '/public/en/' } });
  });

  it('is told plainly where nothing is published', () => {
    expect(ask('/public/en/../../etc/passwd')).toMatchObject({ status: 404 });
  });
});

describe('the language of a reader', () => {
  it('is the heaviest of those there are, English where there is none', () => {
    expect(['fr, ja;q=0.5, en;q=0.4', 'en-GB', 'ja;q=0, de', 'de', '', null].map(preferredLanguage)).toEqual([
      'ja',
      'en',
      'en',
      'en',
      'en',
      'en',
    ]);
  });
});

describe('a beacon', () => {
  it('counts only for an article that was published', () => {
    expect([
      articleRead(site, 'call-pa'),
      articleRead(site, 'call-xx'),
      articleRead(site, 'x'.repeat(1e6)),
    ]).toEqual(['call-pa', null, null]);
  });
});
