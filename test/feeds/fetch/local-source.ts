/** A source on this machine that answers as it is told, and a desk that keeps what a feed brings: for tests only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatInstant, parseInstant } from '../../../src/election/instant.ts';
import type { Draft } from '../../../src/election/record.ts';
import { type Asking, askingAfter, NEVER_ASKED } from '../../../src/feeds/asking.ts';
import { draftsOf, type Feed } from '../../../src/feeds/feed.ts';
import { resolveBySystem } from '../../../src/feeds/fetch/open-request.ts';
import { type WebSource, webFeed } from '../../../src/feeds/fetch/web-feed.ts';
import { type FeedHealth, feedHealth } from '../../../src/feeds/health.ts';
import type { ReadContent } from '../../../src/feeds/reading.ts';

export const AT = parseInstant('2024-11-06T03:00:00Z');

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

export type LocalSource = {
  readonly url: string;
  readonly host: string;
  /** Paths with headers, as they were asked. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  respond: Respond;
  readonly close: () => Promise<void>;
};

export async function localSource(respond: Respond): Promise<LocalSource> {
  const asked: LocalSource['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, headers: request.headers });
    response.on('error', () => undefined);
    source.respond(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source: LocalSource = {
    url: `http://${host}/counts.json`,
    host,
    asked,
    respond,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return source;
}

export function json(body: unknown, headers: Record<string, string> = {}): Respond {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

type Document = {
  readonly format?: string;
  readonly test?: boolean;
  readonly counts?: Readonly<Record<string, number>>;
  readonly bad?: readonly string[];
  readonly next?: string;
  readonly truncated?: boolean;
};

/** A format of one line for these tests: `{"counts": {"PA": 100}}`. */
export const readDocument: ReadContent = ({ bytes, at }, { position }) => {
  let document: Document;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return { kind: 'malformed', place: 'line 1', reason: (error as Error).message };
  }
  const change = { kind: 'malformed', place: 'format', reason: 'its required part is gone' } as const;
  if (document.format !== undefined) return { ...change, change: 'other-format' };
  if (document.counts === undefined) return { ...change, change: 'part-missing' };
  const { counts, test = false, bad = [], next = null, truncated = false } = document;
  const by = 'feed:local';
  const units = Object.entries(counts).map(([unit, total], i) => ({
    at,
    by,
    kind: 'count',
    data: { position: position + 1 + i, unit, contest: unit, total, observedAt: formatInstant(at) },
  }));
  const refused = bad.map((place) => ({ at, by, kind: 'refused-row', data: { place, reason: 'no number' } }));
  return {
    kind: 'read',
    drafts: test ? [] : [...units, ...refused],
    test,
    refused: refused.length,
    setAside: test ? units.length : 0,
    others: 0,
    next,
    truncated,
  };
};

/** A feed of the local source; whatever is given differs from the usual. */
export function feedOf(source: LocalSource, differing: Partial<WebSource> = {}): Feed {
  return webFeed({
    id: 'local',
    url: source.url,
    key: null,
    guard: { resolve: resolveBySystem, privateHost: source.host },
    times: { connect: 2000, answer: 2000, whole: 4000 },
    sizes: { packed: 2 ** 20, unpacked: 4 * 2 ** 20 },
    read: readDocument,
    ...differing,
  });
}

/** Keeps records and folds them, as the desk does. */
export class Kept {
  readonly records: Draft[] = [];
  asking: Asking = NEVER_ASKED;
  position = 0;
  readonly calls = [];

  take(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      this.records.push(draft);
      this.asking = askingAfter(this.asking, draft) ?? this.asking;
      this.position = (draft.data as { position?: number }).position ?? this.position;
    }
  }

  of(kind: string): unknown[] {
    return this.records.filter((record) => record.kind === kind).map(({ data }) => data);
  }

  get totals(): Record<string, number> {
    const counts = this.of('count') as { unit: string; total: number }[];
    return Object.fromEntries(counts.map(({ unit, total }) => [unit, total]));
  }

  health(at = AT): FeedHealth {
    const lastAt = this.records.findLast(({ kind }) => kind === 'count')?.at ?? null;
    return feedHealth({ feed: { lastAt, minutes: {} }, asking: this.asking, counts: lastAt !== null, at });
  }
}

/** Asks so often, and keeps what comes. */
export async function poll(feed: Feed, kept: Kept, times = 1, at = AT): Promise<void> {
  for (let i = 0; i < times; i++) {
    const asked = await feed.poll(kept, at, new AbortController().signal);
    kept.take(draftsOf(feed, asked, at));
  }
}
