import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Resolve, resolveBySystem } from '../../../src/feeds/fetch/open-request.ts';
import { isSpecialAddress } from '../../../src/feeds/fetch/special-address.ts';
import { feedOf, json, Kept, type LocalSource, localSource, poll, type Respond } from './local-source.ts';
import { SELF_SIGNED } from './self-signed.ts';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

async function open(respond: Respond): Promise<LocalSource> {
  const source = await localSource(respond);
  opened.push(source);
  return source;
}

const sendOn =
  (location: string, status = 302): Respond =>
  (_, response) =>
    void response.writeHead(status, { location }).end();

const PA = { counts: { PA: 100 } };
const FORBIDDEN = /is a private or special address; if it is meant, say so beside its url/;

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::10.0.0.1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'no address',
  ])('%s is special', (address) => {
    expect(isSpecialAddress(address)).toBe(true);
  });

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
    '%s is not',
    (address) => {
      expect(isSpecialAddress(address)).toBe(false);
    },
  );

  it('is judged alike as IPv4, mapped and translated', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const special = isSpecialAddress(address);
        expect(isSpecialAddress(`::ffff:${address}`)).toBe(special);
        expect(isSpecialAddress(`64:ff9b::${address}`)).toBe(special);
      }),
      { seed: 20241105 },
    );
  });
});

describe('a request', () => {
  it('never goes to this machine or network unless the configuration names it', async () => {
    const source = await open(json(PA));
    const port = source.host.split(':')[1];
    for (const url of [
      source.url,
      `http://localhost:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://[::1]:${port}/`,
    ]) {
      const kept = new Kept();
      const guard = { resolve: async () => [{ address: '127.0.0.1', family: 4 }], privateHost: null };
      await poll(feedOf(source, { url, guard }), kept, 2);
      expect(kept.of('feed-failure')[0]).toMatchObject({
        kind: 'unreachable',
        reason: expect.stringMatching(FORBIDDEN),
      });
      expect(kept.health().state).toBe('failing');
    }
    expect(source.asked).toEqual([]);
  });

  it('goes to the very address that was checked: a name is looked up once', async () => {
    const source = await open(json(PA));
    const answers = ['203.0.113.9', '127.0.0.1'];
    let lookups = 0;
    const resolve: Resolve = async () => [{ address: answers[lookups++]!, family: 4 }];
    const kept = new Kept();
    const url = `http://rebinding.test:${source.host.split(':')[1]}/`;
    await poll(feedOf(source, { url, guard: { resolve, privateHost: null } }), kept, 2);
    expect(lookups).toBe(2);
    expect(kept.of('feed-failure')).toMatchObject([
      { reason: expect.stringContaining('rebinding.test (203.0.113.9)') },
      { reason: expect.stringContaining('rebinding.test (127.0.0.1)') },
    ]);
    expect(source.asked).toEqual([]);
  });

  it('refuses a name that mixes public and private addresses', async () => {
    const source = await open(json(PA));
    const resolve: Resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const kept = new Kept();
    await poll(feedOf(source, { url: 'http://mixed.test/', guard: { resolve, privateHost: null } }), kept);
    expect(kept.of('feed-failure')).toMatchObject([{ reason: expect.stringContaining('10.0.0.1') }]);
  });

  it('is not sent on to a private address, even from a host that may be private', async () => {
    const inner = await open(json(PA));
    for (const to of [inner.url, 'http://169.254.169.254/latest/meta-data', 'http://[::ffff:10.0.0.1]/']) {
      const source = await open(sendOn(to));
      const kept = new Kept();
      await poll(feedOf(source), kept, 2);
      expect(kept.of('feed-failure')[1]).toMatchObject({
        reason: expect.stringMatching(FORBIDDEN),
        requests: 2,
      });
      expect(kept.health().state).toBe('failing');
    }
    expect(inner.asked).toEqual([]);
  });

  it('is sent on within the source, and asks there with the same conditions', async () => {
    const source = await open((request, response) =>
      request.url === '/counts.json'
        ? response.writeHead(307, { location: '/moved.json' }).end()
        : json(PA, { etag: '"1"' })(request, response),
    );
    const kept = new Kept();
    await poll(feedOf(source), kept, 2);
    expect(kept.totals).toEqual({ PA: 100 });
    expect(source.asked[3]).toMatchObject({ path: '/moved.json', headers: { 'if-none-match': '"1"' } });
  });

  it('ends where it is sent in a circle, on and on, or to something that is no web address', async () => {
    const cases: readonly [Respond, RegExp][] = [
      [(_, response) => void response.writeHead(302, { location: '/counts.json' }).end(), /in a circle/],
      [
        (request, response) => void response.writeHead(302, { location: `${request.url}0` }).end(),
        /more than 5 times/,
      ],
      [sendOn('file:///etc/passwd'), /from http: to file:, which is not followed/],
      [(_, response) => void response.writeHead(302).end(), /to no address/],
    ];
    for (const [respond, reason] of cases) {
      const source = await open(respond);
      const kept = new Kept();
      await poll(feedOf(source), kept, 2);
      expect(kept.of('feed-failure')[0]).toMatchObject({ reason: expect.stringMatching(reason) });
      expect(kept.health().state).toBe('failing');
      expect(source.asked.length).toBeLessThan(15);
    }
  });

  it('tells what is wrong with the way there', async () => {
    const source = await open(json(PA));
    await source.close();
    const kept = new Kept();
    await poll(feedOf(source), kept);
    expect(kept.of('feed-failure')).toMatchObject([
      { reason: 'no connection to 127.0.0.1: it refuses the connection' },
    ]);
  });

  it('tells where http is spoken behind an https address', async () => {
    const source = await open(json(PA));
    const kept = new Kept();
    await poll(feedOf(source, { url: source.url.replace('http:', 'https:') }), kept);
    expect(kept.of('feed-failure')).toMatchObject([
      { reason: expect.stringMatching(/no safe connection.*TLS/) },
    ]);
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const server = createServer(SELF_SIGNED, (_, response) => void response.end(JSON.stringify(PA)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const source = await open(json(PA));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const kept = new Kept();
    const guard = { resolve: resolveBySystem, privateHost: host };
    await poll(feedOf(source, { url: `https://${host}/`, guard }), kept, 2);
    server.close();
    expect(kept.totals).toEqual({});
    expect(kept.of('feed-failure')[0]).toMatchObject({
      kind: 'unreachable',
      reason:
        'no safe connection to 127.0.0.1: its certificate is signed by itself alone (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
    expect(kept.health().state).toBe('failing');
  });
});
