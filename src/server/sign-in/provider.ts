/**
 * The OpenID provider, asked by authorization code with PKCE, state and nonce.
 *
 * It is discovered when first needed and kept; a provider that does not answer costs a sign-in, never the desk.
 */
import * as oidc from 'openid-client';
import { SECOND } from '../../election/instant.ts';
import type { SignInConfiguration } from './read-sign-in.ts';

export const RETURN_PATH = '/sign-in/return';

/** What the browser takes to the provider, and what must come back. */
export type Outset = {
  readonly to: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

export type Returned =
  | { readonly kind: 'known'; readonly value: string }
  | { readonly kind: 'refused'; readonly detail: string };

/** The provider cannot be reached, or is none. */
export class ProviderSilent extends Error {
  override readonly name = 'ProviderSilent';
}

export class Provider {
  readonly #configuration: SignInConfiguration;
  readonly #secret: string | null;
  #found: Promise<oidc.Configuration> | null = null;

  constructor(configuration: SignInConfiguration, secret: string | null) {
    this.#configuration = configuration;
    this.#secret = secret;
  }

  /** Finds the provider. Throws ProviderSilent; the next attempt tries again. */
  async find(): Promise<oidc.Configuration> {
    this.#found ??= this.#discover();
    try {
      return await this.#found;
    } catch (cause) {
      this.#found = null;
      throw new ProviderSilent(
        `the sign-in provider ${this.#configuration.provider.issuer.href} cannot be used: ${(cause as Error).message}`,
        { cause },
      );
    }
  }

  async begin(): Promise<Outset> {
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
      return { kind: 'known', value };
    } catch (error) {
      return { kind: 'refused', detail: detailOf(error) };
    }
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, client, secretIn, answerWithin } = this.#configuration.provider;
    const timeout = answerWithin / SECOND;
    const found = await oidc.discovery(issuer, client, {}, authenticationOf(this.#secret, secretIn), {
      timeout,
      // The file allows http on this machine alone.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    found.timeout = timeout;
    return found;
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
