/**
 * What does the provider say when it tells of a sign-out? A logout token (OpenID Connect Back-Channel Logout 1.0,
 * 2.4–2.6) → whom it signs out, or why it is not believed.
 *
 * Signature, issuer, audience and times are the library's to check; what makes a token one of a sign-out is checked
 * here. Whether it was used before is for who keeps the used ones.
 */
import { errors, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Instant, MINUTE, SECOND } from '../../election/instant.ts';
import type { SignedOutThere } from '../../store/sign-outs.ts';

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
  readonly keys: JWTVerifyGetKey;
};

/** A token is sent at once and not by way of a person: the standard advises two minutes of validity at most. */
const FRESH = 2 * MINUTE;
/** Clocks of two machines that are both kept right. */
const SKEW = MINUTE;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** What the library says of a token; whatever else it throws is about the provider's keys. */
const REFUSALS = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

const text = z.string().min(1).max(512);

const HEADER = z.looseObject({
  // Many providers name no type of their own; that of another kind of token is none of ours.
  typ: z
    .string()
    .regex(/^(application\/)?(logout\+jwt|jwt)$/i)
    .optional(),
});

const CLAIMS = z
  .looseObject({
    iat: z.number(),
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

/** Throws where the provider's keys cannot be had or used. */
export async function checkLogoutToken(compact: string, expected: Expected): Promise<TokenCheck> {
  try {
    const { protectedHeader, payload } = await verified(compact, expected);
    HEADER.parse(protectedHeader);
    const { iat, jti, sub = null, sid = null } = CLAIMS.parse(payload);
    const until = Math.round(iat * SECOND) + FRESH + 2 * SKEW;
    return { kind: 'believed', token: { which: { subject: sub, session: sid }, jti, until } };
  } catch (error) {
    if (error instanceof z.ZodError) return { kind: 'refused', detail: faultIn(error) };
    if (REFUSALS.some((refusal) => error instanceof refusal))
      return { kind: 'refused', detail: (error as Error).message };
    throw error;
  }
}

async function verified(
  compact: string,
  { issuer, client, algorithms, keys }: Expected,
): Promise<JWTVerifyResult> {
  const options = {
    issuer,
    audience: client,
    algorithms: [...algorithms],
    maxTokenAge: FRESH / SECOND,
    clockTolerance: SKEW / SECOND,
  };
  try {
    return await jwtVerify(compact, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // The token does not say with which of several keys it is signed.
    for await (const key of error)
      try {
        return await jwtVerify(compact, key, options);
      } catch (fault) {
        if (!(fault instanceof errors.JWSSignatureVerificationFailed)) throw fault;
      }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function faultIn({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!;
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
