/**
 * One question to a source over the web: (address, what is known of it) → its content, or that nothing has changed.
 *
 * Follows redirects a few steps, each checked like the first; a key goes to the feed's own origin and nowhere else.
 * Throws `Failed` for everything that the outside world does wrong.
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { HOUR, type Instant, SECOND } from '../../election/instant.ts';
import type { Bookmark } from '../asking.ts';
import { Failed, malformed, unreachable } from './failed.ts';
import { type Guard, openRequest, type TimeLimits } from './open-request.ts';
import { readBody, type SizeLimits, tooLarge } from './read-body.ts';

/** A key and the place in a request where the source looks for it. */
export type Key = {
  readonly value: string;
  readonly as: { readonly header: string; readonly prefix: string } | { readonly query: string };
};

export type Exchange = {
  readonly guard: Guard;
  readonly times: TimeLimits;
  readonly sizes: SizeLimits;
  readonly key: Key | null;
  readonly at: Instant;
  readonly signal: AbortSignal;
};

export type Reply = {
  /** Null where nothing has changed. */
  readonly content: { readonly bytes: Uint8Array; readonly type: string | null } | null;
  readonly validators: Bookmark['validators'];
};

/** The source asks to be left alone until then. */
export class Throttled extends Failed {
  readonly until: Instant | null;

  constructor(reason: string, until: Instant | null) {
    super({ kind: 'unreachable', reason });
    this.until = until;
  }
}

const REDIRECTS_AT_MOST = 5;

/** A source that asks for more would be given up for the night; it is asked again and may repeat itself. */
const LONGEST_PAUSE = HOUR;

/** Asks once. `count` is called for every request that goes out, redirects included. */
export async function ask(
  address: string,
  validators: Bookmark['validators'],
  exchange: Exchange,
  count: () => void,
): Promise<Reply> {
  const conditions = validators?.address === address ? conditionsOf(validators) : {};
  const origin = new URL(address).origin;
  const passed: string[] = [];
  let target = new URL(address);
  for (;;) {
    passed.push(target.href);
    count();
    const { url, headers } = keyed(target, target.origin === origin ? exchange.key : null);
    const response = await openRequest(
      url,
      { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'firstcall', ...conditions, ...headers },
      exchange,
    );
    const next = redirectOf(response, target);
    if (next === null) return replyOf(response, address, Object.keys(conditions).length > 0, exchange);
    response.destroy();
    if (passed.includes(next.href))
      throw unreachable(`the source sends on in a circle, back to ${next.host}`);
    if (passed.length > REDIRECTS_AT_MOST)
      throw unreachable(`the source sends on more than ${REDIRECTS_AT_MOST} times`);
    target = next;
  }
}

function conditionsOf({ etag, lastModified }: NonNullable<Bookmark['validators']>): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

function keyed(target: URL, key: Key | null): { url: URL; headers: Record<string, string> } {
  if (key === null) return { url: target, headers: {} };
  if ('header' in key.as) return { url: target, headers: { [key.as.header]: key.as.prefix + key.value } };
  const url = new URL(target);
  url.searchParams.set(key.as.query, key.value);
  return { url, headers: {} };
}

function redirectOf({ statusCode, headers }: IncomingMessage, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode!)) return null;
  const { location } = headers;
  if (location === undefined || !URL.canParse(location, from))
    throw malformed('header location', `the source sends on (${statusCode}) to no address`);
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== from.protocol)
    throw unreachable(`the source sends on from ${from.protocol} to ${to.protocol}, which is not followed`);
  to.username = '';
  to.password = '';
  return to;
}

async function replyOf(
  response: IncomingMessage,
  address: string,
  conditional: boolean,
  { sizes, at }: Exchange,
): Promise<Reply> {
  const { statusCode, headers } = response;
  const validators = validatorsOf(response, address);
  if (statusCode === 304 && conditional) {
    response.resume();
    return { content: null, validators };
  }
  if (statusCode !== 200) {
    response.destroy();
    throw statusTrouble(response, at);
  }
  try {
    const encoding = encodingOf(headers['content-encoding']);
    if (Number(headers['content-length']) > sizes.packed) throw tooLarge(sizes.packed, 'as it is announced');
    const bytes = await readBody(response, encoding, sizes);
    return { content: { bytes, type: headers['content-type'] ?? null }, validators };
  } finally {
    response.destroy();
  }
}

function validatorsOf({ headers }: IncomingMessage, address: string): Bookmark['validators'] {
  const etag = headers.etag ?? null;
  const lastModified = headers['last-modified'] ?? null;
  return etag === null && lastModified === null ? null : { address, etag, lastModified };
}

function encodingOf(header: string | undefined): 'gzip' | 'identity' {
  const name = (header ?? 'identity').trim().toLowerCase();
  if (name === 'gzip' || name === 'x-gzip') return 'gzip';
  if (name === 'identity' || name === '') return 'identity';
  throw malformed('header content-encoding', `"${name}" was not asked for; only gzip is`);
}

function statusTrouble({ statusCode, headers }: IncomingMessage, at: Instant): Failed {
  const answer = `it answered ${statusCode} ${STATUS_CODES[statusCode!] ?? ''}`.trim();
  if (statusCode === 429 || statusCode === 503)
    return new Throttled(answer, pauseUntil(headers['retry-after'], at));
  if (statusCode === 401 || statusCode === 403)
    return unreachable(`${answer}; check the key and what it may read`);
  if (statusCode! < 400) return malformed('status', `${answer}, which was not asked for`);
  return unreachable(answer);
}

/** `Retry-After` in seconds or as a date; null where it says nothing that can be read. */
function pauseUntil(header: string | undefined, at: Instant): Instant | null {
  const text = header?.trim() ?? '';
  const until = /^\d{1,9}$/.test(text) ? at + Number(text) * SECOND : Date.parse(text);
  return Number.isNaN(until) ? null : Math.min(Math.max(until, at), at + LONGEST_PAUSE);
}
