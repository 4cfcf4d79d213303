/**
 * The OpenID provider, asked by authorization code with PKCE, state and nonce.
 *
 * It is discovered when first needed and kept; a provider that does not answer costs a sign-in, never the desk. The
 * times of its tokens are held against this machine's clock, here as in the library.
 */
import type { JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import { SECOND } from '../../election/instant.ts';
import { checkLogoutToken, type TokenCheck } from './logout-token.ts';
import { providerKeys } from './provider-keys.ts';
import type { SignInConfiguration } from './read-sign-in.ts';

export const RETURN_PATH = '/sign-in/return';
export const SIGNED_OUT_PATH = '/sign-out/return';

/** Whoever signs out waits before an empty page: a provider that answers later counts as silent. */
const SIGN_OUT_WITHIN = 5 * SECOND;

/** What the browser takes to the provider, and what must come back. */
export type Outset = {
  readonly to: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

export type Returned =
  | { readonly kind: 'known'; readonly value: string; readonly from: Vouched }
  | { readonly kind: 'refused'; readonly detail: string };

/** What the provider calls the person and its own session, and the token that says so. */
export type Vouched = { readonly subject: string; readonly session: string | null; readonly idToken: string };

/** The provider cannot be reached, or is none. */
export class ProviderSilent extends Error {
  override readonly name = 'ProviderSilent';
}

export class Provider {
  readonly #configuration: SignInConfiguration;
  readonly #secret: string | null;
  #found: Promise<oidc.Configuration> | null = null;
  #keys: JWTVerifyGetKey | null = null;

  constructor(configuration: SignInConfiguration, secret: string | null) {
    this.#configuration = configuration;
    this.#secret = secret;
  }

  /** Finds the provider. Throws ProviderSilent; the next attempt tries again. */
  async find(): Promise<oidc.Configuration> {
    this.#found ??= this.#discover(this.#configuration.provider.answerWithin);
    try {
      return await this.#found;
    } catch (cause) {
      this.#found = null;
      throw this.#silent(cause);
    }
  }

  /** `afresh`: the provider is to ask who it is, whoever is signed in there. */
  async begin(afresh = false): Promise<Outset> {
    const found = await this.find();
    const { provider } = this.#configuration;
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const to = oidc.buildAuthorizationUrl(found, {
      redirect_uri: this.#returnAddress().href,
      scope: provider.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(provider.signedInWithin === null ? {} : { max_age: String(provider.signedInWithin / SECOND) }),
      ...(afresh ? { prompt: 'login' } : {}),
    });
    return { to, state, nonce, verifier };
  }

  /** Turns the provider's answer into the value of the claim; every check that fails is a refusal with its detail. */
  async finish(query: string, { state, nonce, verifier }: Omit<Outset, 'to'>): Promise<Returned> {
    const found = await this.find();
    const { claim, provider } = this.#configuration;
    const address = this.#returnAddress();
    address.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(found, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...(provider.signedInWithin === null ? {} : { maxAge: provider.signedInWithin / SECOND }),
      });
      const claims = tokens.claims()!;
      const value = claims[claim];
      if (typeof value !== 'string' || value === '')
        return { kind: 'refused', detail: `the provider says nothing of "${claim}"` };
      // Anyone may write another's address into an account; only a provider that has checked it vouches for it.
      if (claim === 'email' && claims['email_verified'] !== true)
        return { kind: 'refused', detail: 'the provider has not verified the address' };
      const session = typeof claims['sid'] === 'string' ? claims['sid'] : null;
      return { kind: 'known', value, from: { subject: claims.sub, session, idToken: tokens.id_token! } };
    } catch (error) {
      return { kind: 'refused', detail: detailOf(error) };
    }
  }

  /**
   * Where a browser goes to sign out at the provider (OpenID Connect RP-Initiated Logout 1.0); null where the provider
   * offers no such place. It is asked anew, so that nobody is led to a provider that is down. Throws ProviderSilent.
   */
  async endSession(state: string, idToken: string | null): Promise<URL | null> {
    try {
      const found = await this.#discover(
        Math.min(SIGN_OUT_WITHIN, this.#configuration.provider.answerWithin),
      );
      if (!found.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(found, {
        post_logout_redirect_uri: new URL(SIGNED_OUT_PATH, this.#configuration.address).href,
        state,
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      });
    } catch (cause) {
      throw this.#silent(cause);
    }
  }

  /** Whether a logout token is the provider's and means us. Throws ProviderSilent where its keys cannot be had. */
  async check(logoutToken: string): Promise<TokenCheck> {
    const metadata = (await this.find()).serverMetadata();
    const { client, answerWithin } = this.#configuration.provider;
    try {
      this.#keys ??= providerKeys(metadata, answerWithin);
      return await checkLogoutToken(logoutToken, {
        issuer: metadata.issuer,
        client,
        algorithms: metadata.id_token_signing_alg_values_supported ?? ['RS256'],
        keys: this.#keys,
      });
    } catch (cause) {
      throw this.#silent(cause);
    }
  }

  async #discover(within: number): Promise<oidc.Configuration> {
    const { issuer, client, secretIn, answerWithin } = this.#configuration.provider;
    const found = await oidc.discovery(issuer, client, {}, authenticationOf(this.#secret, secretIn), {
      timeout: within / SECOND,
      // The file allows http on this machine alone.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    found.timeout = answerWithin / SECOND;
    return found;
  }

  #silent(cause: unknown): ProviderSilent {
    return new ProviderSilent(
      `the sign-in provider ${this.#configuration.provider.issuer.href} cannot be used: ${(cause as Error).message}`,
      { cause },
    );
  }

  #returnAddress(): URL {
    return new URL(RETURN_PATH, this.#configuration.address);
  }
}

function authenticationOf(secret: string | null, secretIn: 'header' | 'body'): oidc.ClientAuth {
  if (secret === null) return oidc.None();
  return secretIn === 'header' ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
}

/** The provider's own code where it gave one, else the library's; never a token. */
function detailOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return error.error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return String(code ?? message);
}
