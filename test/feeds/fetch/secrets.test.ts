import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Election } from '../../../src/election/election.ts';
import { draftsOf } from '../../../src/feeds/feed.ts';
import { openFeeds } from '../../../src/feeds/fetch/open-feeds.ts';
import { pollFeeds } from '../../../src/feeds/fetch/poll-feeds.ts';
import { HIDDEN, hide, readSecret } from '../../../src/feeds/fetch/secrets.ts';
import { readFeeds } from '../../../src/feeds/read-feeds.ts';
import { AT, json, Kept, type LocalSource, localSource, type Respond } from './local-source.ts';

const KEY = 'k3y/with+signs&"quotes"=8';
const ELECTION: Election = {
  id: 'test',
  name: 'Test',
  date: '2024-11-05',
  rule: { kind: 'plurality' },
  tickets: [
    { id: 'D', name: 'Ada Lovelace', party: 'Democratic' },
    { id: 'R', name: 'Alan Turing', party: 'Republican' },
  ],
  contests: [],
};

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

/** Follows one source with a key for three askings; all that is written anywhere, and what the source was asked. */
async function follow(as: string, respond: (key: string) => Respond, elsewhere?: string) {
  const source = await localSource(respond(KEY));
  opened.push(source);
  const url = elsewhere ?? source.url;
  const yaml = `feeds:
  - { id: local, format: ap-v3, url: '${url}', allow-private: true, secret: { from: { env: AP_KEY }, as: ${as} } }`;
  const { feeds, hide: hidden } = await openFeeds(readFeeds(yaml, 'feeds.yaml', ['ap-v3']), {
    election: ELECTION,
    environment: { AP_KEY: KEY },
    folder: '/',
    source: 'feeds.yaml',
  });
  const kept = new Kept();
  const written: string[] = [];
  const stop = new AbortController();
  let waits = 0;
  await pollFeeds(feeds, {
    desk: { standing: async () => kept, submit: async (drafts) => kept.take(drafts) },
    hide: hidden,
    report: (message) => written.push(message),
    signal: stop.signal,
    wall: () => AT + waits * 60_000,
    random: () => 0,
    wait: async () => {
      waits += 1;
      if (waits === 3) stop.abort();
    },
  });
  return {
    source,
    kept,
    written: [...written, ...kept.records.map((record) => JSON.stringify(record))].join('\n'),
  };
}

function expectHidden(written: string): void {
  expect(written.length).toBeGreaterThan(100);
  for (const shape of [KEY, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1), 'k3y']) {
    expect(written).not.toContain(shape);
  }
}

describe('the key of a source', () => {
  it('is sent where the source looks for it', async () => {
    const header = await follow('{ header: x-api-key }', () => json({ races: [] }));
    expect(header.source.asked[0]!.headers['x-api-key']).toBe(KEY);
    const bearer = await follow('{ header: authorization, prefix: "Bearer " }', () => json({ races: [] }));
    expect(bearer.source.asked[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
    const query = await follow('{ query: apikey }', () => json({ races: [] }));
    expect(query.source.asked[0]!.path).toBe(`/counts.json?apikey=${encodeURIComponent(KEY)}`);
  });

  it('stands in no record and no message, whatever the source says back', async () => {
    const answers: ((key: string) => Respond)[] = [
      (key) => json({ [key]: key }),
      (key) => (_, response) => void response.end(`{"races": "${key}" and ${key}`),
      (key) => (_, response) =>
        void response.writeHead(302, { location: `https://${encodeURIComponent(key)}.invalid/` }).end(),
      (key) => json({ apiVersion: '3', races: [{ raceID: key, reportingUnits: key }] }),
      (key) => json({ apiVersion: '3', races: [], nextrequest: `/next?apikey=${encodeURIComponent(key)}` }),
      (key) => json({ apiVersion: '3', races: [], nextrequest: `/next?other=${encodeURIComponent(key)}` }),
      () => (_, response) => void response.writeHead(403).end(),
      () => (_, response) => void response.destroy(),
    ];
    for (const answer of answers)
      for (const as of ['{ header: x-api-key }', '{ query: apikey }'])
        expectHidden((await follow(as, answer)).written);
  });

  it('goes to no other host, and not along with a redirect', async () => {
    const other = await localSource(json({ races: [] }));
    opened.push(other);
    const { source, kept } = await follow('{ header: x-api-key }', () => (_, response) => {
      response.writeHead(302, { location: other.url }).end();
    });
    expect(source.asked.length).toBeGreaterThan(0);
    // It is private and not named, so not even the request gets there.
    expect(other.asked).toEqual([]);
    expect(kept.of('feed-failure').length).toBeGreaterThan(0);
  });

  it('is read from a file too, and asked for by name where it is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'firstcall-key-'));
    try {
      await writeFile(join(folder, 'key'), `${KEY}\n`);
      expect(await readSecret('ap', { file: join(folder, 'key') }, {})).toBe(KEY);
      await expect(readSecret('ap', { file: join(folder, 'none') }, {})).rejects.toThrow(
        /cannot be read from .*none \(ENOENT\)/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
    await expect(readSecret('ap', { env: 'AP_KEY' }, {})).rejects.toThrow(
      'feed ap: its key is missing; set environment variable AP_KEY, or switch the feed off',
    );
    await expect(readSecret('ap', { env: 'AP_KEY' }, { AP_KEY: 'short' })).rejects.toThrow(
      /^(?!.*short).*at least 8 plain characters/,
    );
  });

  it('is taken out of anything', () => {
    const key = fc.string({ minLength: 8, unit: fc.constantFrom(...'aB9/+&"\\=%$^') });
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        const value = { at: [before + secret + after], [`${secret}x`]: encodeURIComponent(secret) };
        const shown = JSON.stringify(hide(value, [secret]));
        expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(shown).toContain(HIDDEN);
      }),
      { seed: 20241105 },
    );
  });

  it('leaves what has no key in it as it is', () => {
    const drafts = draftsOf(
      { id: 'ap' },
      { answer: { kind: 'unchanged' }, bookmark: new Kept().asking.bookmark, requests: 1 },
      AT,
    );
    expect(hide(drafts, [KEY])).toBe(drafts);
  });
});
