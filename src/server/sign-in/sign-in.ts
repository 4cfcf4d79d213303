/**
 * Sign-in at a live desk: provider, sessions and passkeys of one configuration, with the clock as it is given.
 *
 * Whether a session counts is judged at every request; one that was ended is refused by the next.
 */
import type { Instant } from '../../election/instant.ts';
import { DAY, MINUTE } from '../../election/instant.ts';
import type { Database } from '../../store/database.ts';
import { passkeyStore } from '../../store/passkeys.ts';
import { type SessionRow, type SessionStore, sessionStore } from '../../store/sessions.ts';
import { signOutStore } from '../../store/sign-outs.ts';
import { type Admission, faultOf, type Session } from '../session.ts';
import type { Cause } from './causes.ts';
import { Cookies } from './cookies.ts';
import { Passkeys } from './passkeys.ts';
import { Provider, ProviderSilent, type Vouched } from './provider.ts';
import type { SignInConfiguration } from './read-sign-in.ts';
import { SigningOut } from './signing-out.ts';
import { encryptUnder, newToken, sha256Base64Url } from './tokens.ts';

/** From leaving for the provider to coming back: a password and a second factor, not a lunch. */
const SIGN_IN_WITHIN = 10 * MINUTE;

/** How long after signing in a passkey may be added: whoever stole a session later cannot add one of their own. */
const FRESH = 10 * MINUTE;

/** An ended session is told apart from an unknown one for so long. */
const KEPT = 7 * DAY;

/** The list of sessions shows the minute; writing more often would cost a write a request. */
const NOTE_SEEN_EVERY = MINUTE;

const AGENT_AT_MOST = 200;

export type SignInParts = {
  readonly configuration: SignInConfiguration;
  /** The client's secret at the provider. */
  readonly secret: string | null;
  readonly database: Pick<Database, 'pool'>;
  /** Of the journal: a cookie of one desk opens no other. */
  readonly desk: string;
  readonly wall: () => Instant;
  readonly report: (error: unknown) => void;
};

export type Begun =
  | { readonly kind: 'away'; readonly to: URL; readonly cookie: string }
  | { readonly kind: 'refused'; readonly cause: Cause; readonly detail: string };

export type Arrived =
  | {
      readonly kind: 'arrived';
      readonly person: string;
      readonly session: number;
      readonly returnTo: string;
      readonly cookies: string[];
    }
  | { readonly kind: 'refused'; readonly cause: Cause; readonly detail: string };

export class SignIn {
  readonly passkeys: Passkeys;
  readonly sessions: SessionStore;
  readonly session: Session;
  readonly signingOut: SigningOut;
  readonly #parts: SignInParts;
  readonly #provider: Provider;
  readonly #people: ReadonlySet<string>;
  readonly #cookies: Cookies;

  constructor(parts: SignInParts) {
    const { configuration, database, desk, wall, report } = parts;
    this.#parts = parts;
    this.sessions = sessionStore(database, desk);
    this.passkeys = new Passkeys(passkeyStore(database, desk), configuration.address, wall);
    this.#provider = new Provider(configuration, parts.secret);
    this.#people = new Set(configuration.people.values());
    this.#cookies = new Cookies(configuration.address);
    this.signingOut = new SigningOut({
      provider: this.#provider,
      store: signOutStore(database, desk),
      cookies: this.#cookies,
      atProvider: configuration.provider.signsOut,
      wall,
      report,
    });
    this.session = { cookieFor: null, report, admit: (request, remote) => this.#admit(request, remote) };
  }

  /** Asks the provider who it is, so that a wrong address shows at the start. Throws ProviderSilent. */
  async tryProvider(): Promise<void> {
    await this.#provider.find();
  }

  /** Under which people open the desk. */
  get address(): string {
    return this.#parts.configuration.address.href;
  }

  /** Whether the host is the one under which people open the desk. */
  isOwnHost(host: string): boolean {
    return host === this.#parts.configuration.address.host;
  }

  /** Sends a browser to the provider, bound by a cookie of its own; `afresh` where nobody may be taken for the last. */
  async begin(returnTo: string, afresh = false): Promise<Begun> {
    try {
      const { to, ...outset } = await this.#provider.begin(afresh);
      const token = newToken();
      const expiresAt = this.#wall() + SIGN_IN_WITHIN;
      await this.sessions.sweep(this.#wall(), this.#wall() - KEPT);
      await this.sessions.begin(sha256Base64Url(token), {
        ...outset,
        returnTo: this.#within(returnTo),
        expiresAt,
      });
      return { kind: 'away', to, cookie: this.#cookies.set('sign-in', token, SIGN_IN_WITHIN) };
    } catch (error) {
      if (!(error instanceof ProviderSilent)) throw error;
      this.#parts.report(error.message);
      return { kind: 'refused', cause: 'provider-silent', detail: '' };
    }
  }

  /** Takes a browser that comes back: a session, or why not. What was begun serves once. */
  async arrive(request: Request): Promise<Arrived> {
    const token = this.#cookies.tokenIn(request, 'sign-in');
    const pending = token === null ? null : await this.sessions.take(sha256Base64Url(token));
    if (pending === null || pending.expiresAt <= this.#wall())
      return { kind: 'refused', cause: 'sign-in-stale', detail: '' };
    const returned = await this.#provider.finish(new URL(request.url).search, pending);
    if (returned.kind === 'refused')
      return { kind: 'refused', cause: 'sign-in-failed', detail: returned.detail };
    const person = this.#parts.configuration.people.get(returned.value);
    if (person === undefined) return { kind: 'refused', cause: 'person-unknown', detail: returned.value };
    const before = this.#cookies.tokenIn(request, 'session');
    if (before !== null) {
      // A new sign-in in the same browser leaves no older session behind.
      const known = await this.sessions.find(sha256Base64Url(before));
      if (known !== null) await this.sessions.end({ number: known.number }, this.#wall());
    }
    const agent = request.headers.get('user-agent') ?? '';
    const { session, cookie } = await this.start(person, agent, returned.from);
    const cookies = [cookie, this.#cookies.clear('sign-in')];
    return { kind: 'arrived', person, session, returnTo: pending.returnTo, cookies };
  }

  /** Opens a session for a person whom the provider has vouched for. */
  async start(
    person: string,
    agent: string,
    from: Vouched | null = null,
  ): Promise<{ session: number; cookie: string }> {
    const token = newToken();
    const now = this.#wall();
    const { whole } = this.#parts.configuration.sessions;
    const session = await this.sessions.add(
      sha256Base64Url(token),
      { person, agent: agent.slice(0, AGENT_AT_MOST), startedAt: now, endsAt: now + whole },
      from === null ? null : { ...from, idToken: encryptUnder(token, from.idToken) },
    );
    return { session, cookie: this.#cookies.set('session', token, whole) };
  }

  /** Ends a person's own session, first of all; then the cookies that take it away and open the way to the provider. */
  async signOut(request: Request, { number }: SessionRow, returnTo: string): Promise<string[]> {
    const idToken = await this.signingOut.idTokenOf(number);
    await this.end({ number });
    const token = this.#cookies.tokenIn(request, 'session')!;
    return [this.#cookies.clear('session'), await this.signingOut.begin(token, idToken, returnTo)];
  }

  /** Sessions that count now; of one person, or of all. */
  list(person: string | null): Promise<SessionRow[]> {
    const now = this.#wall();
    return this.sessions.list(person, now, now - this.#parts.configuration.sessions.idle);
  }

  end(which: Parameters<SessionStore['end']>[0]): Promise<SessionRow[]> {
    return this.sessions.end(which, this.#wall());
  }

  isFresh({ startedAt }: SessionRow): boolean {
    return this.#wall() - startedAt < FRESH;
  }

  endsIdleAt({ seenAt }: SessionRow): Instant {
    return seenAt + this.#parts.configuration.sessions.idle;
  }

  #wall(): Instant {
    return this.#parts.wall();
  }

  async #admit(request: Request, remote: string | undefined): Promise<Admission> {
    const { origin } = this.#parts.configuration.address;
    const refused = faultOf(
      request,
      remote,
      (host) => this.isOwnHost(host),
      (from) => from === origin,
    );
    if (refused !== null) return { refused, person: null };
    const token = this.#cookies.tokenIn(request, 'session');
    if (token === null) {
      const forged = this.#cookies.has(request, 'session');
      return { refused: forged ? 'session-unknown' : 'not-signed-in', person: null };
    }
    const session = await this.sessions.find(sha256Base64Url(token));
    if (session === null) return { refused: 'session-unknown', person: null };
    const { person } = session;
    const over = this.#whyOver(session);
    if (over !== null) return { refused: over, person };
    const now = this.#wall();
    // Only a person's act keeps a session alive: an open page that refreshes itself does not.
    if (request.method === 'POST' && now - session.seenAt >= NOTE_SEEN_EVERY)
      await this.sessions.noteSeen(session.number, now);
    return { person, session };
  }

  #whyOver({ person, seenAt, endsAt, endedAt }: SessionRow): Cause | null {
    const now = this.#wall();
    if (endedAt !== null) return 'session-ended';
    if (now >= endsAt) return 'session-over';
    if (now - seenAt >= this.#parts.configuration.sessions.idle) return 'session-idle';
    return this.#people.has(person) ? null : 'person-removed';
  }

  /** A place on this desk; the night for anything else. */
  #within(place: string): string {
    const { origin } = this.#parts.configuration.address;
    const url = URL.parse(place, origin);
    return url !== null && url.origin === origin ? url.pathname + url.search : '/';
  }
}
