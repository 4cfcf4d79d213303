import { generateKeyPairSync, sign, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, type PublishedKey } from '../../src/server/sign-in/token-signature.ts';

const { subtle } = webcrypto;
const RSA = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
const pss = (bits: number) => ({ name: 'RSA-PSS', hash: `SHA-${bits}`, saltLength: bits / 8 });

/** Algorithm of the token → how the browser's cryptography makes its key and signs. */
const KINDS = [
  ['RS256', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...RSA }, { name: 'RSASSA-PKCS1-v1_5' }],
  ['RS512', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512', ...RSA }, { name: 'RSASSA-PKCS1-v1_5' }],
  ['PS256', { ...pss(256), ...RSA }, pss(256)],
  ['PS384', { ...pss(384), ...RSA }, pss(384)],
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }],
  ['ES384', { name: 'ECDSA', namedCurve: 'P-384' }, { name: 'ECDSA', hash: 'SHA-384' }],
  ['ES512', { name: 'ECDSA', namedCurve: 'P-521' }, { name: 'ECDSA', hash: 'SHA-512' }],
  ['EdDSA', { name: 'Ed25519' }, { name: 'Ed25519' }],
] as const;

const SIGNED = 'eyJhbGciOiJ4In0.eyJpc3MiOiJ4In0';

async function signedBy(made: object, how: object) {
  const pair = (await subtle.generateKey(made as never, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const signature = await subtle.sign(how as never, pair.privateKey, Buffer.from(SIGNED));
  const { kty, crv, n, e, x, y } = (await subtle.exportKey('jwk', pair.publicKey)) as webcrypto.JsonWebKey;
  const key = JSON.parse(JSON.stringify({ kty, crv, n, e, x, y, kid: 'one' })) as PublishedKey;
  return { key, signature: Buffer.from(signature).toString('base64url') };
}

describe('a token’s signature', () => {
  it.each(KINDS)(
    'by %s is known as the browser’s own cryptography makes it, and by nothing else',
    async (alg, made, how) => {
      const { key, signature } = await signedBy(made, how);
      const head = { alg, kid: 'one' };
      expect(isSigned({ signed: SIGNED, signature }, head, [key])).toBe(true);
      expect(isSigned({ signed: SIGNED, signature }, { alg }, [{ ...key, use: 'sig', alg }])).toBe(true);
      expect(isSigned({ signed: `${SIGNED}x`, signature }, head, [key])).toBe(false);
      for (const other of [
        { ...key, kid: 'two' },
        { ...key, use: 'enc' },
        { ...key, alg: 'RS384' },
      ])
        expect(isSigned({ signed: SIGNED, signature }, head, [other])).toBe(false);
      const another = await signedBy(made, how);
      expect(isSigned({ signed: SIGNED, signature }, head, [another.key])).toBe(false);
      for (const [wrong] of KINDS.filter(([one]) => one !== alg))
        expect(isSigned({ signed: SIGNED, signature }, { alg: wrong, kid: 'one' }, [key])).toBe(false);
    },
  );

  it('is not known when a bit of it is another', async () => {
    const { key, signature } = await signedBy({ name: 'ECDSA', namedCurve: 'P-256' }, KINDS[4][2]);
    fc.assert(
      fc.property(fc.nat(64 * 8 - 1), (bit) => {
        const bytes = Buffer.from(signature, 'base64url');
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const bent = bytes.toString('base64url');
        return !isSigned({ signed: SIGNED, signature: bent }, { alg: 'ES256', kid: 'one' }, [key]);
      }),
      { seed: 20261125, numRuns: 100 },
    );
  });

  it('by a key that is too short counts for nothing, nor by one that is none', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const signature = sign('sha256', Buffer.from(SIGNED), privateKey).toString('base64url');
    const short = publicKey.export({ format: 'jwk' }) as PublishedKey;
    const broken = { kty: 'RSA', n: '!', e: 'AQAB' } as PublishedKey;
    expect(isSigned({ signed: SIGNED, signature }, { alg: 'RS256' }, [broken, short])).toBe(false);
  });

  it.each(['none', 'HS256', 'toString', ''])('of the algorithm "%s" is never known', (alg) => {
    const key = { kty: 'oct', k: 'AAAA' } as PublishedKey;
    expect(isSigned({ signed: SIGNED, signature: '' }, { alg }, [key])).toBe(false);
  });
});
