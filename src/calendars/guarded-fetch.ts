/**
 * `fetch` as a CalDAV client calls it, within the house's walls: (limits, login) → a function that answers like `fetch`.
 *
 * Names that lead to private addresses are refused unless they may; size and time have limits. It is sent on within
 * one origin only, so that a password never goes where nobody sent it. Throws `Failed`, or `Trouble` by the answer's status.
 */
import { SaxesParser } from 'saxes';
import { malformed, unreachable } from '../feeds/fetch/failed.ts';
import { type Guard, openRequest, type TimeLimits } from '../feeds/fetch/open-request.ts';
import { readBody, type SizeLimits } from '../feeds/fetch/read-body.ts';
import { statusTrouble, Trouble } from './trouble.ts';

export type Limits = {
  readonly guard: Guard;
  readonly times: TimeLimits;
  readonly sizes: SizeLimits;
  readonly signal: AbortSignal;
};

export type Login = { readonly user: string; readonly secret: string };

/** From a name to its slash, to its folder, and no further. */
const REDIRECTS_AT_MOST = 3;

export function guardedFetch(limits: Limits, login: Login | null): typeof fetch {
  return async (input, init = {}) => {
    const headers = {
      accept: '*/*',
      'user-agent': 'firstcall',
      ...Object.fromEntries(new Headers(init.headers)),
      ...(login === null ? {} : { authorization: basic(login) }),
    };
    const body = typeof init.body === 'string' ? { body: init.body } : {};
    let target = new URL(String(input));
    for (let passed = 0; ; passed++) {
      const response = await openRequest(target, headers, {
        ...limits,
        method: init.method ?? 'GET',
        ...body,
      });
      const status = response.statusCode!;
      const next = [301, 302, 303, 307, 308].includes(status)
        ? sentOn(target, response.headers.location, passed)
        : null;
      if (next === null) {
        const trouble = statusTrouble(status);
        if (trouble !== null) {
          response.destroy();
          throw trouble;
        }
        const bytes = await readBody(response, 'identity', limits.sizes);
        const type = response.headers['content-type'] ?? '';
        if (/xml/i.test(type)) requireXml(new TextDecoder().decode(bytes));
        return new Response(status === 204 ? null : new Uint8Array(bytes), {
          status,
          headers: { 'content-type': type },
        });
      }
      response.destroy();
      target = next;
    }
  };
}

/** Whole and well-formed: the client takes what it finds in an answer that broke off for all of it. */
function requireXml(text: string): void {
  const parser = new SaxesParser();
  const refuse = () => {
    throw new Trouble('unreadable', 'its answer is no whole XML');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.write(text).close();
}

function basic({ user, secret }: Login): string {
  return `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;
}

function sentOn(from: URL, location: string | undefined, passed: number): URL {
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
