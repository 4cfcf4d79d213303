/**
 * Signing out beyond this desk: out to the provider and back, and what the provider tells of its own accord.
 *
 * Our session is over before any of it begins, so that nothing here can keep it alive.
 */
import { randomState } from 'openid-client';
import type { Instant } from '../../election/instant.ts';
import { MINUTE } from '../../election/instant.ts';
import type { SessionRow } from '../../store/sessions.ts';
import type { SignOutStore } from '../../store/sign-outs.ts';
import type { Cause } from './causes.ts';
import type { Cookies } from './cookies.ts';
import { type Provider, ProviderSilent } from './provider.ts';
import { decryptUnder, encryptUnder, newToken, sha256Base64Url } from './tokens.ts';

/** A question of the provider answered, not a form left open on a shared machine. */
const SIGN_OUT_WITHIN = 10 * MINUTE;

/** What the page of sign-in says of the provider's session after a sign-out. */
export type SignedOut =
  /** The provider was asked to end it and has sent the browser back. */
  | 'asked'
  /** The provider offers no sign-out, or this desk asks for none. */
  | 'here'
  /** The provider did not answer. */
  | 'silent'
  /** What came back is not what was sent out. */
  | 'unsure';

/** A place on this desk, with what is said there. */
export type Landing = { readonly kind: 'stays'; readonly said: SignedOut; readonly returnTo: string };

export type Departed = { readonly kind: 'away'; readonly to: URL } | Landing;

export type Told =
  | { readonly kind: 'ended'; readonly sessions: readonly Pick<SessionRow, 'number' | 'person'>[] }
  | { readonly kind: 'refused'; readonly cause: Cause; readonly detail: string };

export type SigningOutParts = {
  readonly provider: Provider;
  readonly store: SignOutStore;
  readonly cookies: Cookies;
  /** Whether people who sign out here are led to the provider's sign-out. */
  readonly atProvider: boolean;
  readonly wall: () => Instant;
  readonly report: (error: unknown) => void;
};

export class SigningOut {
  readonly #parts: SigningOutParts;

  constructor(parts: SigningOutParts) {
    this.#parts = parts;
  }

  /** What the provider said of a session's person, encrypted; null where the session is not of its making. */
  idTokenOf(session: number): Promise<string | null> {
    return this.#parts.store.idTokenOf(session);
  }

  /**
   * Prepares the way out for a browser whose session has just ended; its cookie. `idToken` is encrypted under the
   * session's token, which only that browser's request has.
   */
  async begin(sessionToken: string, idToken: string | null, returnTo: string): Promise<string> {
    const { store, cookies, wall } = this.#parts;
    const token = newToken();
    const clear = idToken === null ? null : decryptUnder(sessionToken, idToken);
    await store.sweep(wall());
    await store.begin(sha256Base64Url(token), {
      state: randomState(),
      idToken: clear === null ? null : encryptUnder(token, clear),
      returnTo,
      expiresAt: wall() + SIGN_OUT_WITHIN,
    });
    return cookies.set('sign-out', token, SIGN_OUT_WITHIN);
  }

  /** Leads a browser to the provider, or says why not; null where it has not just signed out. */
  async depart(request: Request): Promise<Departed | null> {
    const { store, provider, atProvider, report } = this.#parts;
    const token = this.#parts.cookies.tokenIn(request, 'sign-out');
    const pending = token === null ? null : await store.depart(sha256Base64Url(token));
    if (token === null || pending === null || pending.expiresAt <= this.#parts.wall()) return null;
    const stays = (said: SignedOut): Departed => ({ kind: 'stays', said, returnTo: pending.returnTo });
    if (!atProvider) return stays('here');
    try {
      const idToken = pending.idToken === null ? null : decryptUnder(token, pending.idToken);
      const to = await provider.endSession(pending.state, idToken);
      return to === null ? stays('here') : { kind: 'away', to };
    } catch (error) {
      if (!(error instanceof ProviderSilent)) throw error;
      report(error.message);
      return stays('silent');
    }
  }

  /** The cookie that takes that of a sign-out away. */
  get noCookie(): string {
    return this.#parts.cookies.clear('sign-out');
  }

  /** Takes a browser that comes back from the provider's sign-out. What was begun serves once. */
  async arrive(request: Request): Promise<Landing> {
    const { store, cookies, wall } = this.#parts;
    const token = cookies.tokenIn(request, 'sign-out');
    const pending = token === null ? null : await store.take(sha256Base64Url(token));
    const state = new URL(request.url).searchParams.get('state');
    const fits = pending !== null && pending.expiresAt > wall() && pending.state === state;
    return { kind: 'stays', said: fits ? 'asked' : 'unsure', returnTo: pending?.returnTo ?? '/' };
  }

  /** Ends every session that the provider says is over (OpenID Connect Back-Channel Logout 1.0). */
  async told(logoutToken: string): Promise<Told> {
    const { store, provider, wall, report } = this.#parts;
    const refused = (detail: string): Told => ({ kind: 'refused', cause: 'logout-token-refused', detail });
    try {
      const check = await provider.check(logoutToken);
      if (check.kind === 'refused') return refused(check.detail);
      const { which, jti, until } = check.token;
      await store.sweep(wall());
      const sessions = await store.endThere(which, { jti, until }, wall());
      return sessions === null ? refused('jti: it was used before') : { kind: 'ended', sessions };
    } catch (error) {
      if (!(error instanceof ProviderSilent)) throw error;
      report(error.message);
      return { kind: 'refused', cause: 'provider-silent', detail: '' };
    }
  }
}
