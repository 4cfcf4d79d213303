import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTVerifyGetKey } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { providerKeys } from '../../src/server/sign-in/provider-keys.ts';

/** A point of an elliptic curve, from RFC 7517, A.1. */
const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

/** Keys from an address of this machine, and how often it was asked. */
async function keysFrom(answer: RequestListener, within = 20_000) {
  const asked = { times: 0 };
  const server = createServer((request, response) => {
    asked.times += 1;
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { keys: providerKeys({ issuer, jwks_uri: `${issuer}/keys` }, within), asked };
}

function find(keys: JWTVerifyGetKey, kid: string): Promise<unknown> {
  return Promise.resolve(keys({ alg: 'ES256', kid }, { payload: '', signature: '' }));
}

/** Lets the clock of this process alone go on. */
function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

function withOwnClock(): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('the provider’s keys', () => {
  it('are kept, asked for once a minute for a name not seen yet, and again after ten minutes', async () => {
    withOwnClock();
    let names = ['one'];
    const { keys, asked } = await keysFrom((_request, response) => {
      response.end(JSON.stringify({ keys: names.map((kid) => ({ ...KEY, kid })) }));
    });
    await find(keys, 'one');
    await find(keys, 'one');
    for (const invented of ['x', 'y', 'z']) await expect(find(keys, invented)).rejects.toThrow();
    expect(asked.times).toBe(1);
    names = ['two'];
    pass(61_000);
    await find(keys, 'two');
    await expect(find(keys, 'one')).rejects.toThrow();
    expect(asked.times).toBe(2);
    names = [];
    pass(601_000);
    await expect(find(keys, 'two')).rejects.toThrow();
    expect(asked.times).toBe(3);
  });

  it('are not asked for again within a minute where they could not be had', async () => {
    withOwnClock();
    const { keys, asked } = await keysFrom((_request, response) => response.writeHead(500).end());
    for (const name of ['one', 'one', 'two']) await expect(find(keys, name)).rejects.toThrow();
    expect(asked.times).toBe(1);
    pass(61_000);
    await expect(find(keys, 'one')).rejects.toThrow();
    expect(asked.times).toBe(2);
  });

  it('are not looked for where a redirect leads', async () => {
    const { keys, asked } = await keysFrom((_request, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await expect(find(keys, 'one')).rejects.toThrow();
    expect(asked.times).toBe(1);
  });

  it('are given up when the provider takes the call and says nothing', async () => {
    const { keys } = await keysFrom(() => undefined, 100);
    await expect(find(keys, 'one')).rejects.toThrow('timed out');
  });

  it.each([undefined, 'nowhere', 'http://provider.example/keys'])(
    'are not asked for at %s by a provider with TLS',
    (place) => {
      const metadata = {
        issuer: 'https://provider.example',
        ...(place === undefined ? {} : { jwks_uri: place }),
      };
      expect(() => providerKeys(metadata, 1000)).toThrow('no address of its keys, or one without TLS');
    },
  );
});
