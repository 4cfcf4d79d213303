/** The desk over the fixture's views: what a page needs of the server, and nothing else. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { DeskView } from '../../src/server/wire.ts';
import { builtDesk } from '../built-pages.ts';
import { deskView, type Variant } from './fixture.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export type FixtureServer = {
  readonly address: string;
  /** Bodies of all POST requests, in order. */
  readonly posted: { readonly path: string; readonly body: unknown }[];
  show: (variant: Variant, change?: (view: DeskView) => DeskView) => void;
  /** Answers every command with this reason; null accepts again. */
  refuse: (reason: string | null) => void;
  /** Cuts all streams and refuses every request of the API until called with false. */
  silence: (on: boolean) => void;
  /** As at first: the moment of the fixture, everything accepted, nothing posted. */
  reset: () => void;
  close: () => Promise<void>;
};

export async function serveFixture(port = 0): Promise<FixtureServer> {
  const built = await builtDesk();
  let variant: Variant = 'waiting';
  let change = (view: DeskView) => view;
  let reason: string | null = null;
  let silent = false;
  const streams = new Set<ServerResponse>();
  const posted: FixtureServer['posted'] = [];

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://desk');
    if (!url.pathname.startsWith('/api/')) return sendFile(built, url.pathname, response);
    if (silent) return response.destroy();
    if (url.pathname === '/api/events') return openStream(response, streams);
    if (request.method === 'POST') {
      posted.push({ path: url.pathname, body: JSON.parse(await bodyOf(request)) });
      return json(response, reason === null ? 200 : 403, reason === null ? { seqs: [4822] } : { reason });
    }
    if (url.pathname === '/api/desk')
      return json(
        response,
        200,
        change(deskView(url.searchParams.get('lang') === 'ja' ? 'ja' : 'en', variant)),
      );
    return json(response, 404, { reason: 'not in the fixture' });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));

  const hint = () => {
    for (const stream of streams) stream.write('event: head\ndata: {}\n\n');
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    show: (next, changed = (view) => view) => {
      variant = next;
      change = changed;
      hint();
    },
    refuse: (next) => {
      reason = next;
    },
    silence: (on) => {
      silent = on;
      if (on) for (const stream of streams) stream.destroy();
    },
    reset: () => {
      variant = 'waiting';
      change = (view) => view;
      reason = null;
      silent = false;
      posted.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function openStream(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 500\n\n');
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

function sendFile(built: string, pathname: string, response: ServerResponse): void {
  const asked = join(built, pathname);
  const file =
    asked.startsWith(built) && existsSync(asked) && statSync(asked).isFile()
      ? asked
      : join(built, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
