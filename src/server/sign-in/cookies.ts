/** The three cookies of sign-in: of the session, of a sign-in under way, of a sign-out under way. */
import { SECOND } from '../../election/instant.ts';

export type CookieOf = 'session' | 'sign-in' | 'sign-out';

const TOKEN = /^[\w-]{43}$/;

/** With the prefix browsers take the cookie from our own host over TLS alone. */
const SECURE_NAMES: Readonly<Record<CookieOf, string>> = {
  session: '__Host-firstcall',
  'sign-in': '__Host-firstcall-sign-in',
  'sign-out': '__Host-firstcall-sign-out',
};
const PLAIN_NAMES: Readonly<Record<CookieOf, string>> = {
  session: 'firstcall_session',
  'sign-in': 'firstcall_sign_in',
  'sign-out': 'firstcall_sign_out',
};

export class Cookies {
  readonly #secure: boolean;

  /** `address` is that under which people open the desk. */
  constructor(address: URL) {
    this.#secure = address.protocol === 'https:';
  }

  /** A cookie that carries a token for so many milliseconds. */
  set(of: CookieOf, token: string, lasts: number): string {
    // Lax: from the provider's site the browser comes back with it.
    const sameSite = of === 'session' ? 'Strict' : 'Lax';
    const secure = this.#secure ? '; Secure' : '';
    return `${this.#nameOf(of)}=${token}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${Math.floor(lasts / SECOND)}${secure}`;
  }

  /** The cookie that takes another away. */
  clear(of: CookieOf): string {
    return this.set(of, '', 0);
  }

  /** The token that a request carries; null where there is none or it cannot be one of ours. */
  tokenIn(request: Request, of: CookieOf): string | null {
    const value = this.#valueIn(request, of);
    return value !== undefined && TOKEN.test(value) ? value : null;
  }

  has(request: Request, of: CookieOf): boolean {
    return this.#valueIn(request, of) !== undefined;
  }

  #valueIn(request: Request, of: CookieOf): string | undefined {
    const name = `${this.#nameOf(of)}=`;
    const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
    return pairs.find((pair) => pair.startsWith(name))?.slice(name.length);
  }

  #nameOf(of: CookieOf): string {
    return (this.#secure ? SECURE_NAMES : PLAIN_NAMES)[of];
  }
}
