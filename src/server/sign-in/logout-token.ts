/**
 * What does the provider say when it tells of a sign-out? A logout token (OpenID Connect Back-Channel Logout 1.0,
 * 2.4–2.6) → whom it signs out, or why it is not believed.
 *
 * Its claims are looked at before the provider's keys are fetched: what cannot be meant for us costs no request.
 * Whether it was used before is for who keeps the used ones.
 */
import { z } from 'zod';
import { type Instant, MINUTE, SECOND } from '../../election/instant.ts';
import type { SignedOutThere } from '../../store/sign-outs.ts';
import { isKnownAlgorithm, isSigned, type PublishedKey } from './token-signature.ts';

export type LogoutToken = {
  readonly which: SignedOutThere;
  readonly jti: string;
  /** After this moment the token is refused for its age, so that it need not be remembered longer. */
  readonly until: Instant;
};

export type TokenCheck =
  | { readonly kind: 'believed'; readonly token: LogoutToken }
  | { readonly kind: 'refused'; readonly detail: string };

export type Expected = {
  readonly issuer: string;
  readonly client: string;
  /** With which the provider signs its ID tokens; it signs these alike. */
  readonly algorithms: readonly string[];
  /** The provider's keys; asked only where the rest is in order. */
  readonly keys: (kid: string | undefined) => Promise<readonly PublishedKey[]>;
};

/** A token is sent at once and not by way of a person: the standard advises two minutes of validity at most. */
const FRESH = 2 * MINUTE;
/** Clocks of two machines that are both kept right. */
const SKEW = MINUTE;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const text = z.string().min(1).max(512);

const HEADER = z.looseObject({
  alg: z.string(),
  kid: text.optional(),
  typ: z
    .string()
    .regex(/^(application\/)?(logout\+jwt|jwt)$/i)
    .optional(),
  // What we must understand and do not: none of it.
  crit: z.never().optional(),
});

const CLAIMS = z
  .looseObject({
    iss: text,
    aud: z.union([text, z.array(text)]),
    iat: z.number(),
    exp: z.number().optional(),
    jti: text,
    events: z.looseObject({ [EVENT]: z.looseObject({}) }),
    sub: text.optional(),
    sid: text.optional(),
    // An ID token has one: it must not pass for a logout token.
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined, {
    message: 'it names neither sub nor sid',
  });

export async function checkLogoutToken(
  compact: string,
  expected: Expected,
  now: Instant,
): Promise<TokenCheck> {
  const refused = (detail: string): TokenCheck => ({ kind: 'refused', detail });
  const parts = compact.split('.');
  const [head = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) return refused('it is no signed token');
  const header = HEADER.safeParse(jsonIn(head));
  if (!header.success) return refused(`header: ${faultIn(header.error)}`);
  const { alg, kid } = header.data;
  if (!isKnownAlgorithm(alg) || !expected.algorithms.includes(alg))
    return refused(`alg: the provider does not sign with "${alg}"`);
  const claims = CLAIMS.safeParse(jsonIn(payload));
  if (!claims.success) return refused(faultIn(claims.error));
  const { iss, aud, iat, exp, jti, sub = null, sid = null } = claims.data;
  if (iss !== expected.issuer) return refused('iss: it is of another provider');
  if (![aud].flat().includes(expected.client)) return refused('aud: it is for another client');
  const issued = Math.round(iat * SECOND);
  if (!(issued <= now + SKEW)) return refused('iat: it is of the future');
  if (!(issued > now - FRESH - SKEW)) return refused('iat: it is too old');
  if (exp !== undefined && !(exp * SECOND > now - SKEW)) return refused('exp: it has run out');
  if (!isSigned({ signed: `${head}.${payload}`, signature }, { alg, kid }, await expected.keys(kid)))
    return refused('the signature is none of the provider’s');
  const which = { subject: sub, session: sid };
  return { kind: 'believed', token: { which, jti, until: issued + FRESH + 2 * SKEW } };
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function faultIn({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!;
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
