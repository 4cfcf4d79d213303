/** A real OpenID provider on a port of this machine: whoever logs in there is whom they say, as in a test realm. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const CLIENT = 'firstcall';
const KEY = 'of-the-test';
export const SECRET = 'a-secret-that-no-log-may-hold-0123456789';

export type IdentityProvider = {
  readonly issuer: string;
  /** Claims beyond the subject, by account. */
  readonly claims: Map<string, Readonly<Record<string, unknown>>>;
  /** Signs a token with the provider's own key. */
  signed(claims: object, header?: object): string;
  close(): Promise<void>;
};

type Options = {
  /** Whether people can be sent there to sign out. */
  readonly signsOut?: boolean;
  /** Carries its word of a sign-out to the desk; over the net unless given. */
  readonly tell?: (request: Request) => Response | Promise<Response>;
};

/** `address` is the desk's: the provider sends people back there and nowhere else. */
export async function startIdentityProvider(
  address: () => string,
  { signsOut = true, tell = fetch }: Options = {},
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims: IdentityProvider['claims'] = new Map();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${address()}/sign-in/return`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...(signsOut ? { post_logout_redirect_uris: [`${address()}/sign-out/return`] } : {}),
        backchannel_logout_uri: `${address()}/sign-out/told`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: KEY, use: 'sig', alg: 'RS256' }] },
    features: { backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: signsOut } },
    // Its own guard against addresses of this machine would keep it from the desk.
    fetch: (url: string, { dispatcher: _, ...init }: RequestInit & { dispatcher?: unknown }) =>
      tell(new Request(url, init)),
    claims: { openid: ['sub', 'email', 'email_verified', 'auth_time'] },
    // Claims of the account stand in the ID token itself.
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...claims.get(id) }),
    }),
  });
  server.on('request', provider.callback());
  return {
    issuer,
    claims,
    signed: (body, header = {}) => {
      const parts = [{ alg: 'RS256', kid: KEY, typ: 'logout+jwt', ...header }, body];
      const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
