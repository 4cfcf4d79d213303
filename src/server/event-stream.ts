/**
 * The event stream: one hint for all that the journal has grown, written once and shared by every reader.
 *
 * Each event carries the journal's sequence number as its id, so a browser that comes back with `Last-Event-ID`
 * is told at once whether it missed anything. The content is fetched apart; a lost event costs nothing.
 * Written on Node's response: a stream per reader in userland costs several times the processor time.
 */
import type { ServerResponse } from 'node:http';

/** At most this many events a second: a page cannot use more, and counts come in bursts. */
const EVENTS_EVERY = 250;

/** A comment line keeps idle connections open through proxies, which close after about a minute. */
const HEARTBEAT_EVERY = 15_000;

export type StreamHead = { readonly seq: number; readonly at: number };

export class EventStream {
  /** Each with the session whose it is; null where nobody signs in. */
  readonly #readers = new Map<ServerResponse, number | null>();
  readonly #head: () => StreamHead;
  #pending: NodeJS.Timeout | null = null;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(head: () => StreamHead) {
    this.#head = head;
    this.#heartbeat = setInterval(() => this.#write(Buffer.from(': still here\n\n')), HEARTBEAT_EVERY);
    this.#heartbeat.unref();
  }

  /** Adds a reader; one who was away (`lastEventId` behind the head) gets an event at once. */
  join(response: ServerResponse, lastEventId: string | undefined, session: number | null = null): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    const head = this.#head();
    if (lastEventId === undefined || Number(lastEventId) !== head.seq) response.write(frame(head));
    this.#readers.set(response, session);
    response.on('close', () => this.#readers.delete(response));
  }

  /** Something changed: tell everybody soon, once. */
  announce(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = null;
      this.#write(Buffer.from(frame(this.#head())));
    }, EVENTS_EVERY);
  }

  /** Sends away the readers of sessions that have ended. */
  part(sessions: readonly number[]): void {
    for (const [reader, session] of this.#readers)
      if (session !== null && sessions.includes(session)) reader.end();
  }

  close(): void {
    clearInterval(this.#heartbeat);
    if (this.#pending !== null) clearTimeout(this.#pending);
    for (const reader of this.#readers.keys()) reader.end();
  }

  #write(bytes: Buffer): void {
    for (const reader of this.#readers.keys()) reader.write(bytes);
  }
}

function frame({ seq, at }: StreamHead): string {
  return `id: ${seq}\nevent: head\ndata: ${JSON.stringify({ seq, at })}\n\n`;
}
