import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../src/outbox/way.ts';
import { postParcel, signatureOf } from '../../src/outbox/webhook.ts';

const SECRET = 'a secret of the house';
const WALL = Date.parse('2024-11-06T11:31:02Z');
const PARCEL: Parcel = {
  key: 'plan.winner.line.to-1',
  ref: { branch: 'winner', step: 'line' },
  at: Date.parse('2024-11-06T11:31:00Z'),
  recipient: { en: 'Press room', ja: '会見室', channel: 'press', address: null },
  texts: [{ language: 'ja', subject: '件名', body: '本文' }],
  event: null,
};

type Seen = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A web server that answers with a status, or never where it is null, or hangs up where it is 0. */
async function post(status: number | null) {
  // Only the server that never answers is waited for in vain.
  const timeout = status === null ? 1 : 20;
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body });
    if (status === 0) request.socket.destroy();
    else if (status !== null) response.writeHead(status, { location: '/elsewhere' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const outcome = await postParcel(PARCEL, { url, secret: SECRET, timeout, wall: () => WALL });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  return { outcome, seen, url };
}

describe('a webhook', () => {
  it('posts once, signed with its time, under its key', async () => {
    const { outcome, seen } = await post(202);
    expect(outcome).toEqual({ kind: 'sent', receipt: 'HTTP 202' });
    expect(seen).toHaveLength(1);
    const { headers, body } = seen[0]!;
    const stamp = headers['x-firstcall-timestamp'] as string;
    expect(Number(stamp)).toBe(WALL / 1000);
    expect(headers['x-firstcall-signature']).toBe(`v1=${signatureOf(SECRET, stamp, body)}`);
    expect(headers['idempotency-key']).toBe(PARCEL.key);
    expect(JSON.parse(body)).toMatchObject({ key: PARCEL.key, step: 'line', texts: PARCEL.texts });
  });

  it('is signed with other letters under another secret, time or text', () => {
    const [one, ...others] = [
      signatureOf(SECRET, '1', 'a'),
      signatureOf('another', '1', 'a'),
      signatureOf(SECRET, '2', 'a'),
      signatureOf(SECRET, '1', 'b'),
    ];
    expect(others).not.toContain(one);
  });

  it.each([307, 401, 404, 422])('has for certain not been taken when answered with %i', async (status) => {
    const { outcome, seen } = await post(status);
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(String(status)) });
    expect(seen).toHaveLength(1);
  });

  it.each([500, 503, 0, null])('is not known to have been taken when answered with %s', async (status) => {
    const { outcome, seen } = await post(status);
    expect(outcome.kind).toBe('unknown');
    expect(seen).toHaveLength(1);
  });

  it('has for certain not left when nobody listens', async () => {
    const { url } = await post(202);
    const outcome = await postParcel(PARCEL, { url, secret: SECRET, timeout: 1, wall: () => WALL });
    expect(outcome.kind).toBe('failed');
  });
});
