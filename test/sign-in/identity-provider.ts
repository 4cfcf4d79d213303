/** A real OpenID provider on a port of this machine: whoever logs in there is whom they say, as in a test realm. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const CLIENT = 'firstcall';
export const SECRET = 'a-secret-that-no-log-may-hold-0123456789';

export type IdentityProvider = {
  readonly issuer: string;
  /** Claims beyond the subject, by account. */
  readonly claims: Map<string, Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
};

/** `address` is the desk's: the provider sends people back there and nowhere else. */
export async function startIdentityProvider(address: () => string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims: IdentityProvider['claims'] = new Map();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${address()}/sign-in/return`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
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
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
