/**
 * Who sits at the desk. In a rehearsal on loopback a person is chosen from a list; nothing else is trusted there.
 *
 * Every request to the API must come from this machine and from our own pages: a foreign page can neither set the
 * header that changes ask for nor name our host.
 */
import type { Language } from '../response/playbook.ts';

const COOKIE = 'firstcall_person';
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export type Session = {
  /** Why a request is refused, or null. `remote` is undefined in tests without a port. */
  check(request: Request, remote: string | undefined): string | null;
  personOf(request: Request): string;
  cookieFor(person: string): string;
  report(error: unknown): void;
};

/** One person at a live desk on this machine; nobody else can be chosen. */
export function onePersonSession(person: string, report: (error: unknown) => void): Session {
  const demo = demoSession(person, report);
  return {
    ...demo,
    check(request, remote) {
      const switching = request.method === 'POST' && new URL(request.url).pathname === '/api/me';
      return switching
        ? 'A live desk has no switcher: its person is named when it starts.'
        : demo.check(request, remote);
    },
    personOf: () => person,
  };
}

/** The demo switcher of a rehearsal. `fallback` is the person of a page that has not chosen. */
export function demoSession(fallback: string, report: (error: unknown) => void): Session {
  return {
    report,
    check(request, remote) {
      if (remote !== undefined && !LOOPBACK.test(remote))
        return 'A rehearsal answers only on its own machine.';
      if (!OWN_HOST.test(new URL(request.url).host))
        return 'A rehearsal answers only under localhost or 127.0.0.1.';
      if (request.method !== 'GET' && request.headers.get('x-firstcall') !== 'desk')
        return 'A change must come from the desk’s own page.';
      const origin = request.headers.get('origin');
      if (origin !== null && !OWN_HOST.test(URL.parse(origin)?.host ?? ''))
        return 'A request from another site is refused.';
      return null;
    },
    personOf(request) {
      const match = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '');
      return match?.[1] ?? fallback;
    },
    cookieFor: (person) => `${COOKIE}=${person}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

export function languageOf(text: string | undefined): Language {
  return text === 'ja' ? 'ja' : 'en';
}
