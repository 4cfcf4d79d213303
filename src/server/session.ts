/**
 * Who sits at the desk, and whether a request may be heard at all.
 *
 * A rehearsal on loopback lets a person be chosen from a list; a live desk without sign-in has one person; with it,
 * people have sessions (sign-in/). Every request to the API must name our host and come from our own pages: a foreign
 * page can neither set the header that changes ask for nor hide where it comes from.
 */
import type { Language } from '../response/playbook.ts';
import type { SessionRow } from '../store/sessions.ts';
import type { Cause } from './sign-in/causes.ts';

const COOKIE = 'firstcall_person';
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Who asks. `session` is null where nobody signs in. */
export type Visitor = { readonly person: string; readonly session: SessionRow | null };

/** Refused: who asked is told where it is known. */
export type Admission = Visitor | { readonly refused: Cause; readonly person: string | null };

export type Session = {
  /** `remote` is undefined in tests without a port. */
  admit(request: Request, remote: string | undefined): Promise<Admission>;
  /** The cookie by which the switcher remembers who was chosen; null where nobody can be chosen. */
  readonly cookieFor: ((person: string) => string) | null;
  report(error: unknown): void;
};

/** One person at a live desk on this machine; nobody else can be chosen. */
export function onePersonSession(person: string, report: (error: unknown) => void): Session {
  return {
    cookieFor: null,
    report,
    async admit(request, remote) {
      const refused = faultOf(request, remote, isLoopback);
      return refused === null ? { person, session: null } : { refused, person: null };
    },
  };
}

/** The demo switcher of a rehearsal. `fallback` is the person of a page that has not chosen. */
export function demoSession(fallback: string, report: (error: unknown) => void): Session {
  return {
    cookieFor: (person) => `${COOKIE}=${person}; Path=/; HttpOnly; SameSite=Strict`,
    report,
    async admit(request, remote) {
      const refused = faultOf(request, remote, isLoopback);
      if (refused !== null) return { refused, person: null };
      const match = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '');
      return { person: match?.[1] ?? fallback, session: null };
    },
  };
}

function isLoopback(host: string): boolean {
  return OWN_HOST.test(host);
}

/** What speaks against a request whoever sends it; null where nothing does. */
export function faultOf(
  request: Request,
  remote: string | undefined,
  isOwn: (host: string) => boolean,
  isOwnOrigin = (origin: string) => isOwn(URL.parse(origin)?.host ?? ''),
): Cause | null {
  if (remote !== undefined && !LOOPBACK.test(remote)) return 'other-machine';
  if (!isOwn(new URL(request.url).host)) return 'other-host';
  const origin = request.headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin)) return 'other-site';
  const site = request.headers.get('sec-fetch-site');
  // "none" is a person who typed the address; that changes nothing.
  if (site !== null && site !== 'same-origin' && !(site === 'none' && request.method === 'GET'))
    return 'other-site';
  if (request.method === 'GET') return null;
  if (request.headers.get('x-firstcall') !== 'desk') return 'not-our-page';
  return /^application\/json(;|$)/i.test(request.headers.get('content-type') ?? '') ? null : 'no-json';
}

export function languageOf(text: string | undefined): Language {
  return text === 'ja' ? 'ja' : 'en';
}
