import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/election/instant.ts';
import { AT, feedOf, json, Kept, type LocalSource, localSource, poll, type Respond } from './local-source.ts';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

async function open(respond: Respond): Promise<LocalSource> {
  const source = await localSource(respond);
  opened.push(source);
  return source;
}

/** Asks a source so often; what the desk has then, and the source. */
async function asked(respond: Respond, times = 2): Promise<{ kept: Kept; source: LocalSource }> {
  const source = await open(respond);
  const kept = new Kept();
  await poll(feedOf(source), kept, times);
  return { kept, source };
}

const PA = { counts: { PA: 100 } };

describe('a source on the web', () => {
  it('brings what it has, and a record that it was asked', async () => {
    const { kept } = await asked(json(PA), 1);
    expect(kept.totals).toEqual({ PA: 100 });
    expect(kept.of('feed-answer')).toMatchObject([{ kind: 'fresh', requests: 1, refused: 0, test: false }]);
    expect(kept.health().state).toBe('fresh');
  });

  it('is asked for changes only, by ETag and by time', async () => {
    const stamp = 'Wed, 06 Nov 2024 02:59:00 GMT';
    const { kept, source } = await asked((request, response) => {
      if (request.headers['if-none-match'] === undefined)
        json(PA, { etag: 'W/"7"', 'last-modified': stamp })(request, response);
      else response.writeHead(304).end();
    }, 3);
    expect(source.asked.slice(1).map(({ headers }) => headers)).toMatchObject([
      { 'if-none-match': 'W/"7"', 'if-modified-since': stamp },
      { 'if-none-match': 'W/"7"', 'if-modified-since': stamp },
    ]);
    expect(kept.of('count')).toHaveLength(1);
    expect(kept.of('feed-answer')).toMatchObject([
      { kind: 'fresh' },
      { kind: 'unchanged' },
      { kind: 'unchanged' },
    ]);
    expect(kept.health().state).toBe('fresh');
  });

  it('is unpacked where it comes packed', async () => {
    const packed = gzipSync(JSON.stringify(PA));
    const { kept } = await asked((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    }, 1);
    expect(kept.totals).toEqual({ PA: 100 });
    const twice = await asked((_, response) => void response.end(packed), 1);
    expect(twice.kept.totals).toEqual({ PA: 100 });
  });

  it('is left alone for as long as it asks', async () => {
    const { kept } = await asked((_, response) => {
      response.writeHead(429, { 'retry-after': '90' }).end();
    });
    expect(kept.asking.bookmark.notBefore).toBe(AT + 90 * SECOND);
    expect(kept.of('feed-failure')).toMatchObject([
      { kind: 'unreachable', reason: 'it answered 429 Too Many Requests' },
      { kind: 'unreachable' },
    ]);
    expect(kept.health()).toMatchObject({ state: 'failing', since: AT });
    const until = async (header: string) =>
      (await asked((_, response) => void response.writeHead(503, { 'retry-after': header }).end(), 1)).kept
        .asking.bookmark.notBefore;
    expect(await until('Wed, 06 Nov 2024 03:02:00 GMT')).toBe(AT + 2 * MINUTE);
    expect(await until('86400')).toBe(AT + 60 * MINUTE);
    expect(await until('soon')).toBeNull();
  });

  it('is not declared failing for one bad answer, but for two, and recovers with a record', async () => {
    const source = await open((_, response) => void response.writeHead(500).end());
    const kept = new Kept();
    await poll(feedOf(source), kept);
    expect(kept.health().state).toBe('waiting');
    await poll(feedOf(source), kept, 1, AT + MINUTE);
    expect(kept.health()).toMatchObject({ state: 'failing', since: AT });
    expect(kept.of('feed-failure')).toMatchObject([
      { reason: 'it answered 500 Internal Server Error' },
      { reason: 'it answered 500 Internal Server Error' },
    ]);
    source.respond = json(PA);
    await poll(feedOf(source), kept, 1, AT + 2 * MINUTE);
    expect(kept.health(AT + 2 * MINUTE).state).toBe('fresh');
  });

  it('says so where the key is refused', async () => {
    const { kept } = await asked((_, response) => void response.writeHead(401).end(), 1);
    expect(kept.of('feed-failure')).toMatchObject([{ reason: expect.stringMatching(/401.*check the key/) }]);
  });
});

describe('a body that is not what it should be', () => {
  const cases: readonly (readonly [string, Respond, object, string])[] = [
    [
      'broken off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"counts"', () => response.destroy());
      },
      { kind: 'unreachable', reason: 'the body broke off after 9 bytes' },
      'failing',
    ],
    [
      'broken off within gzip',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(JSON.stringify(PA)).subarray(0, 25));
      },
      { kind: 'unreachable', reason: 'the body broke off after 25 bytes' },
      'failing',
    ],
    [
      'no gzip though it says so',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'),
      { kind: 'malformed', place: 'body' },
      'failing',
    ],
    [
      'packed in a way that nobody asked for',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
      { kind: 'malformed', place: 'header content-encoding' },
      'failing',
    ],
    [
      'half a document',
      (_, response) => void response.end('{"counts": {"PA": 1'),
      { kind: 'malformed', place: 'line 1' },
      'failing',
    ],
    [
      'a page for people',
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>Sign in'),
      { kind: 'malformed', place: 'body', reason: expect.stringContaining('sent as text/html') },
      'failing',
    ],
    [
      'nothing at all',
      (_, response) => void response.writeHead(204).end(),
      { kind: 'malformed', place: 'status' },
      'failing',
    ],
    [
      'unchanged though nothing was known',
      (_, response) => void response.writeHead(304).end(),
      { kind: 'malformed', place: 'status' },
      'failing',
    ],
    [
      'in another format',
      json({ format: 'other' }),
      { kind: 'malformed', change: 'other-format' },
      'changed',
    ],
    [
      'without its required part',
      json({ rows: [] }),
      { kind: 'malformed', change: 'part-missing' },
      'changed',
    ],
  ];

  it.each(cases)('is a failure with its place: %s', async (_, respond, failure, state) => {
    const { kept } = await asked(respond);
    expect(kept.of('count')).toEqual([]);
    expect(kept.of('feed-failure')).toMatchObject([failure, failure]);
    expect(kept.health()).toMatchObject({ state, since: AT });
  });

  it('does not take away what was there before, and what stands in it comes when it is mended', async () => {
    const source = await open(json(PA));
    const kept = new Kept();
    await poll(feedOf(source), kept);
    source.respond = json({ rows: [] });
    await poll(feedOf(source), kept, 3);
    expect(kept.totals).toEqual({ PA: 100 });
    expect(kept.health().state).toBe('changed');
    source.respond = json({ counts: { PA: 120 } });
    await poll(feedOf(source), kept);
    expect(kept.totals).toEqual({ PA: 120 });
    expect(kept.health().state).toBe('fresh');
  });

  it('counts as partial where some rows cannot be read: the others stand', async () => {
    const { kept } = await asked(json({ ...PA, bad: ['races[3].votes'] }), 1);
    expect(kept.totals).toEqual({ PA: 100 });
    expect(kept.of('refused-row')).toEqual([{ place: 'races[3].votes', reason: 'no number' }]);
    expect(kept.health()).toMatchObject({ state: 'partial', since: AT });
  });

  it('is set aside where it is a test, and says how much it was', async () => {
    const { kept } = await asked(json({ ...PA, test: true }), 1);
    expect(kept.of('count')).toEqual([]);
    expect(kept.of('feed-answer')).toMatchObject([{ test: true, setAside: 1 }]);
    expect(kept.health()).toMatchObject({ state: 'test', since: AT });
  });

  it('is stale where its time goes back, unless the source insists', async () => {
    const stamped = (stamp: string, total: number) =>
      json({ counts: { PA: total } }, { 'last-modified': stamp });
    const source = await open(stamped('Wed, 06 Nov 2024 02:59:00 GMT', 120));
    const kept = new Kept();
    await poll(feedOf(source), kept);
    source.respond = stamped('Wed, 06 Nov 2024 02:30:00 GMT', 100);
    await poll(feedOf(source), kept, 3);
    expect(kept.totals).toEqual({ PA: 120 });
    expect(kept.of('feed-failure')).toMatchObject([{ kind: 'stale' }, { kind: 'stale' }, { kind: 'stale' }]);
    expect(kept.health().state).toBe('failing');
    await poll(feedOf(source), kept);
    expect(kept.totals).toEqual({ PA: 100 });
    expect(kept.health().state).toBe('fresh');
  });
});

describe('a source that keeps us waiting', () => {
  const short = { times: { connect: 1000, answer: 100, whole: 400 } };

  it.each<[string, Respond, RegExp]>([
    ['silent', () => undefined, /no answer within/],
    [
      'slow',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('{'), 20);
        response.on('close', () => clearInterval(drip));
      },
      /not all of the answer within 0.4 s/,
    ],
  ])('is given up: %s', async (_, respond, reason) => {
    const source = await open(respond);
    const kept = new Kept();
    await poll(feedOf(source, { times: { ...short.times, connect: 100 } }), kept, 2);
    expect(kept.of('feed-failure')).toMatchObject([
      { kind: 'unreachable', reason: expect.stringMatching(reason) },
      { kind: 'unreachable' },
    ]);
    expect(kept.health().state).toBe('failing');
  });

  it('is stopped at the size limit where its body never ends, packed or not', async () => {
    const megabyte = Buffer.alloc(2 ** 20, 0x20);
    let sent = 0;
    const endless: Respond = (_, response) => {
      response.writeHead(200);
      const more = (error?: Error | null) => {
        sent += 1;
        if (!error) response.write(megabyte, more);
      };
      more();
    };
    const { kept } = await asked(endless, 1);
    expect(kept.of('feed-failure')).toMatchObject([
      { kind: 'malformed', place: 'body', reason: expect.stringContaining('more than 1.0 MB as it is sent') },
    ]);
    expect(sent).toBeLessThan(50);
  });

  it('is refused by the size that it announces, before a byte is read', async () => {
    const { kept } = await asked((_, response) => {
      response.writeHead(200, { 'content-length': String(2 ** 40) });
      response.write('{');
    }, 1);
    expect(kept.of('feed-failure')).toMatchObject([
      { reason: expect.stringContaining('as it is announced') },
    ]);
  });

  it('is stopped while it unpacks: a gigabyte in a megabyte is never held', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
    const before = process.memoryUsage().rss;
    const { kept } = await asked((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      // Members one after another are one body: sixteen of these are a gigabyte.
      for (let i = 0; i < 16; i++) response.write(bomb);
      response.end();
    }, 1);
    expect(kept.of('feed-failure')).toMatchObject([
      { kind: 'malformed', place: 'body', reason: expect.stringContaining('more than 4.0 MB unpacked') },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  });

  it('can be left at any time, and nothing is recorded', async () => {
    const source = await open(() => undefined);
    const stop = new AbortController();
    const asked = feedOf(source).poll(new Kept(), AT, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toThrow(/abort/i);
  });
});

describe('pages', () => {
  const pages: Readonly<Record<string, object>> = {
    '/counts.json': { counts: { PA: 1 }, next: '/counts.json?page=2', truncated: true },
    '/counts.json?page=2': { counts: { GA: 2 }, next: '/counts.json?page=3', truncated: true },
    '/counts.json?page=3': { counts: { AZ: 3 }, next: '/counts.json?since=3', truncated: false },
    '/counts.json?since=3': { counts: {}, next: '/counts.json?since=3', truncated: false },
  };
  const respond: Respond = (request, response) => json(pages[request.url!] ?? {})(request, response);

  it('are asked one after another to the end, then for what is new', async () => {
    const { kept, source } = await asked(respond, 5);
    expect(source.asked.map(({ path }) => path)).toEqual([...Object.keys(pages), '/counts.json?since=3']);
    expect(kept.totals).toEqual({ PA: 1, GA: 2, AZ: 3 });
    expect(kept.asking.bookmark.more).toBe(false);
  });

  it('are taken up where they broke off, by another process too', async () => {
    const source = await open(respond);
    const kept = new Kept();
    await poll(feedOf(source), kept, 1);
    source.respond = (_, response) => void response.writeHead(503).end();
    await poll(feedOf(source), kept, 1);
    source.respond = respond;
    await poll(feedOf(source), kept, 1);
    expect(source.asked.map(({ path }) => path)).toEqual([
      '/counts.json',
      '/counts.json?page=2',
      '/counts.json?page=2',
    ]);
    expect(kept.totals).toEqual({ PA: 1, GA: 2 });
  });

  it('are forgotten where the configuration names another address', async () => {
    const source = await open(respond);
    const kept = new Kept();
    await poll(feedOf(source), kept, 1);
    expect(kept.asking.bookmark.next).toContain('page=2');
    const other = await open(json(PA));
    await poll(feedOf(other), kept, 1);
    expect(other.asked.map(({ path }) => path)).toEqual(['/counts.json']);
    expect(source.asked).toHaveLength(1);
  });

  it('are asked from the beginning where the place to go on is gone', async () => {
    const source = await open(respond);
    const kept = new Kept();
    await poll(feedOf(source), kept, 1);
    source.respond = (request, response) =>
      request.url === '/counts.json' ? respond(request, response) : response.writeHead(410).end();
    await poll(feedOf(source), kept, 4);
    expect(source.asked.at(-1)!.path).toBe('/counts.json');
  });

  it('at another host, or at the same place again, are not followed, and that is a record', async () => {
    const elsewhere = await asked(json({ ...PA, next: 'http://169.254.169.254/latest', truncated: true }), 2);
    expect(elsewhere.source.asked.map(({ path }) => path)).toEqual(['/counts.json', '/counts.json']);
    expect(elsewhere.kept.of('refused-row')[0]).toMatchObject({ place: 'next request' });
    expect(elsewhere.kept.totals).toEqual({ PA: 100 });
    const circle = await asked(json({ ...PA, next: '/counts.json', truncated: true }), 1);
    expect(circle.kept.health().state).toBe('partial');
  });
});
