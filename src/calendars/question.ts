/**
 * One question to a CalDAV server within the house's walls: (address, question, limits, login) → the text of its answer.
 *
 * Names that lead to private addresses are refused unless they may; size and time have limits. It is sent on within
 * one origin only, so that a password never goes where nobody sent it. Throws `Failed`, or `Trouble` by the status.
 */
import type { IncomingMessage } from 'node:http';
import { malformed, unreachable } from '../feeds/fetch/failed.ts';
import { type Guard, openRequest, type TimeLimits } from '../feeds/fetch/open-request.ts';
import { readBody, type SizeLimits } from '../feeds/fetch/read-body.ts';
import { statusTrouble } from './trouble.ts';

export type Limits = {
  readonly guard: Guard;
  readonly times: TimeLimits;
  readonly sizes: SizeLimits;
  readonly signal: AbortSignal;
};

export type Login = { readonly user: string; readonly secret: string };

export type Question = {
  readonly method: 'PROPFIND' | 'REPORT';
  /** How far below the address: itself, or its entries too. */
  readonly depth: '0' | '1';
  /** XML. */
  readonly body: string;
};

/** From a name to its slash, to its folder, and no further. */
const REDIRECTS_AT_MOST = 3;

export async function askServer(
  url: string,
  { method, depth, body }: Question,
  limits: Limits,
  login: Login | null,
): Promise<string> {
  const headers = {
    accept: '*/*',
    'content-type': 'text/xml; charset=utf-8',
    depth,
    'user-agent': 'firstcall',
    ...(login === null ? {} : { authorization: basic(login) }),
  };
  let target = new URL(url);
  for (let passed = 0; ; passed++) {
    const response = await openRequest(target, headers, { ...limits, method, body });
    try {
      const next = sentOn(target, response, passed);
      if (next === null) return await textOf(response, limits.sizes);
      target = next;
    } finally {
      response.destroy();
    }
  }
}

function basic({ user, secret }: Login): string {
  return `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;
}

function sentOn(from: URL, { statusCode, headers }: IncomingMessage, passed: number): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode!)) return null;
  const { location } = headers;
  if (location === undefined || !URL.canParse(location, from))
    throw malformed('header location', 'the server sends on to no address');
  const to = new URL(location, from);
  if (to.origin !== from.origin)
    throw unreachable(
      `the server sends on to ${to.origin}; if that is right, write it as the calendar’s url`,
    );
  if (passed >= REDIRECTS_AT_MOST)
    throw unreachable(`the server sends on more than ${REDIRECTS_AT_MOST} times`);
  return to;
}

async function textOf(response: IncomingMessage, sizes: SizeLimits): Promise<string> {
  const trouble = statusTrouble(response.statusCode!);
  if (trouble !== null) throw trouble;
  return new TextDecoder().decode(await readBody(response, 'identity', sizes));
}
