/**
 * Is a token signed by one of the provider's keys? A compact JWS (RFC 7515) and a JWK Set (RFC 7517) → yes or no.
 *
 * Public-key algorithms only: a token that names no algorithm, or one with a shared secret, is never signed.
 */
import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';

export type PublishedKey = {
  readonly kty: string;
  readonly crv?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
};

type Algorithm = {
  readonly hash: string | null;
  readonly kty: string;
  readonly crv?: string;
  readonly options?: object;
};

const PSS = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
};
/** A JWS carries both numbers of the signature side by side and not in DER. */
const RAW = { dsaEncoding: 'ieee-p1363' } as const;

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  RS256: { hash: 'sha256', kty: 'RSA' },
  RS384: { hash: 'sha384', kty: 'RSA' },
  RS512: { hash: 'sha512', kty: 'RSA' },
  PS256: { hash: 'sha256', kty: 'RSA', options: PSS },
  PS384: { hash: 'sha384', kty: 'RSA', options: PSS },
  PS512: { hash: 'sha512', kty: 'RSA', options: PSS },
  ES256: { hash: 'sha256', kty: 'EC', crv: 'P-256', options: RAW },
  ES384: { hash: 'sha384', kty: 'EC', crv: 'P-384', options: RAW },
  ES512: { hash: 'sha512', kty: 'EC', crv: 'P-521', options: RAW },
  EdDSA: { hash: null, kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { hash: null, kty: 'OKP', crv: 'Ed25519' },
};

/** RFC 7518, 3.3: shorter RSA keys must not be used. */
const RSA_BITS_AT_LEAST = 2048;

export function isKnownAlgorithm(algorithm: string): boolean {
  return Object.hasOwn(ALGORITHMS, algorithm);
}

/** Whether any of the keys that fit the header has signed `signed` (header and payload as they were sent). */
export function isSigned(
  { signed, signature }: { readonly signed: string; readonly signature: string },
  { alg, kid }: { readonly alg: string; readonly kid?: string | undefined },
  keys: readonly PublishedKey[],
): boolean {
  const algorithm = ALGORITHMS[alg];
  if (algorithm === undefined) return false;
  return keys
    .filter((key) => fits(key, algorithm, alg, kid))
    .some((key) => {
      const publicKey = publicKeyOf(key);
      return (
        publicKey !== null &&
        verify(
          algorithm.hash,
          Buffer.from(signed, 'ascii'),
          { key: publicKey, ...algorithm.options },
          Buffer.from(signature, 'base64url'),
        )
      );
    });
}

function fits(key: PublishedKey, { kty, crv }: Algorithm, alg: string, kid: string | undefined): boolean {
  return (
    key.kty === kty &&
    (crv === undefined || key.crv === crv) &&
    (kid === undefined || key.kid === kid) &&
    (key.use === undefined || key.use === 'sig') &&
    (key.alg === undefined || key.alg === alg)
  );
}

function publicKeyOf(key: PublishedKey): KeyObject | null {
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? RSA_BITS_AT_LEAST;
    return bits >= RSA_BITS_AT_LEAST ? publicKey : null;
  } catch {
    return null;
  }
}
