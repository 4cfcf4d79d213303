import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventStream } from '../../src/server/event-stream.ts';
import { OpenHouse } from './open-house.ts';

const GREETING = 'retry: 1000\n\n';
const frame = (seq: number, at: number) => `id: ${seq}\nevent: head\ndata: {"seq":${seq},"at":${at}}\n\n`;

type Reader = {
  readonly response: IncomingMessage;
  text(): string;
  until(text: string): Promise<void>;
  leave(): void;
};

function read(port: number, lastEventId?: string, path = '/'): Promise<Reader> {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  return new Promise((resolve, reject) => {
    const request = get({ port, path, host: '127.0.0.1', headers }, (response) => {
      let text = '';
      let grown = () => {};
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        grown();
      });
      const until = (wanted: string) =>
        new Promise<void>((done) => {
          grown = () => text.includes(wanted) && done();
          grown();
        });
      resolve({ response, text: () => text, until, leave: () => request.destroy() });
    });
    request.on('error', reject);
  });
}

describe('the event stream', () => {
  let head: { seq: number; at: number };
  let stream: EventStream;
  let server: Server;
  let port: number;

  beforeEach(async () => {
    head = { seq: 41, at: 1_730_851_200_000 };
    stream = new EventStream(() => head);
    server = createServer((request, response) =>
      stream.join(response, request.headers['last-event-id'] as string | undefined),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    stream.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('greets with the time to wait before coming back and the present head, byte for byte', async () => {
    const reader = await read(port);
    await reader.until('"at"');
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(reader.text()).toBe(GREETING + frame(41, 1_730_851_200_000));
    reader.leave();
  });

  it('tells nothing to a reader who comes back and has missed nothing, until something happens', async () => {
    const reader = await read(port, '41');
    await reader.until(GREETING);
    head = { seq: 42, at: 1_730_851_201_000 };
    stream.announce();
    await reader.until('id: ');
    expect(reader.text()).toBe(GREETING + frame(42, 1_730_851_201_000));
    reader.leave();
  });

  it.each(['40', '0', '99', '', 'nonsense'])(
    'tells a reader who comes back with "%s" at once',
    async (last) => {
      const reader = await read(port, last);
      await reader.until('"at"');
      expect(reader.text()).toBe(GREETING + frame(41, 1_730_851_200_000));
      reader.leave();
    },
  );

  it('makes one event of a burst, with the head as it is at its end, and the same bytes for everybody', async () => {
    const readers = await Promise.all([read(port, '41'), read(port, '41'), read(port, '41')]);
    for (let seq = 42; seq <= 141; seq++) {
      head = { seq, at: 1_730_851_200_000 + seq };
      stream.announce();
    }
    await Promise.all(readers.map((reader) => reader.until('"at"')));
    head = { seq: 142, at: 1_730_851_300_000 };
    stream.announce();
    await Promise.all(readers.map((reader) => reader.until('id: 142')));
    for (const reader of readers) {
      expect(reader.text()).toBe(GREETING + frame(141, 1_730_851_200_141) + frame(142, 1_730_851_300_000));
      reader.leave();
    }
  });

  it('goes on for the others when a reader leaves, and ends for all when it closes', async () => {
    const [gone, stays] = await Promise.all([read(port, '41'), read(port, '41')]);
    gone!.leave();
    head = { seq: 42, at: 1 };
    stream.announce();
    await stays!.until('id: 42');
    const ended = new Promise((done) => stays!.response.on('end', done));
    stream.close();
    await ended;
    expect(stays!.text()).toBe(GREETING + frame(42, 1));
  });
});

describe('the event stream of a desk behind a port', () => {
  it('announces what a person does, and ends when the rehearsal starts over', async () => {
    const open = await OpenHouse.open();
    const server = await new Promise<ReturnType<typeof serve>>((done) => {
      const one = serve({ fetch: open.app.fetch, port: 0, hostname: '127.0.0.1' }, () => done(one));
    });
    const { port } = server.address() as AddressInfo;
    const { seq } = await open.view();
    const reader = await read(port, String(seq), '/api/events');
    await reader.until(GREETING);
    const ended = new Promise((done) => reader.response.on('end', done));
    const done = await fetch(`http://127.0.0.1:${port}/api/command`, {
      method: 'POST',
      headers: { 'x-firstcall': 'desk', 'content-type': 'application/json' },
      body: JSON.stringify({ do: 'hold-all', reason: 'a drill' }),
    });
    const answer = (await done.json()) as { seq: number };
    await reader.until(`id: ${answer.seq}`);
    expect(reader.text()).toBe(GREETING + frame(answer.seq, open.house.now));
    await open.steer({ do: 'restart' });
    await ended;
    await open.close();
    await new Promise((closed) => server.close(closed));
  });
});
