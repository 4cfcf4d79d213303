import { generateKeyPairSync, sign, webcrypto } from 'node:crypto';
import { createLocalJWKSet, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkLogoutToken } from '../../src/server/sign-in/logout-token.ts';

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

const ISSUER = 'https://provider.example';
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signedPart(header: object, claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const own = {
    iss: ISSUER,
    aud: 'firstcall',
    sub: 'duty',
    iat: now,
    exp: now + 120,
    jti: 'one',
    events: EVENTS,
  };
  return `${encoded(header)}.${encoded({ ...own, ...claims })}`;
}

async function signerOf(made: object, how: object) {
  const pair = (await subtle.generateKey(made as never, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const { kty, crv, n, e, x, y } = (await subtle.exportKey('jwk', pair.publicKey)) as webcrypto.JsonWebKey;
  const key = JSON.parse(JSON.stringify({ kty, crv, n, e, x, y, kid: 'one' })) as JWK;
  const signed = async (header: object, claims: object = {}) => {
    const text = signedPart(header, claims);
    const signature = await subtle.sign(how as never, pair.privateKey, Buffer.from(text));
    return `${text}.${Buffer.from(signature).toString('base64url')}`;
  };
  return { key, signed };
}

const elliptic = () => signerOf({ name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' });

/** How the check ends: "believed", or why it is refused. */
async function endOf(token: string, keys: readonly JWK[], algorithms: readonly string[]): Promise<string> {
  const expected = {
    issuer: ISSUER,
    client: 'firstcall',
    algorithms,
    keys: createLocalJWKSet({ keys: [...keys] }),
  };
  const check = await checkLogoutToken(token, expected);
  return check.kind === 'believed' ? check.kind : check.detail;
}

describe('a logout token', () => {
  it.each(KINDS)(
    'signed by %s as the browser’s own cryptography does it is believed, and by nothing else',
    async (alg, made, how) => {
      const { key, signed } = await signerOf(made, how);
      const another = await signerOf(made, how);
      const token = await signed({ alg, kid: 'one' });
      expect(await endOf(token, [key], [alg])).toBe('believed');
      expect(await endOf(await signed({ alg }), [{ ...key, use: 'sig', alg }], [alg])).toBe('believed');
      // It does not say by which of several keys.
      expect(await endOf(await signed({ alg }), [another.key, key], [alg])).toBe('believed');
      expect(await endOf(await signed({ alg }), [another.key, another.key], [alg])).toContain('signature');
      expect(await endOf(token, [another.key], [alg])).toContain('signature');
      expect(await endOf(token, [key], ['RS384'])).toContain('not allowed');
      for (const other of [
        { ...key, kid: 'two' },
        { ...key, use: 'enc' },
        { ...key, alg: 'RS384' },
      ])
        expect(await endOf(token, [other], [alg])).toContain('no applicable key');
      for (const [wrong] of KINDS.filter(([one]) => one !== alg))
        expect(await endOf(await signed({ alg: wrong, kid: 'one' }), [key], [wrong])).not.toBe('believed');
    },
  );

  it('is not believed when any one bit of its signature is another', async () => {
    const { key, signed } = await elliptic();
    const token = await signed({ alg: 'ES256', kid: 'one' });
    const at = token.lastIndexOf('.') + 1;
    const signature = Buffer.from(token.slice(at), 'base64url');
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const bytes = Buffer.from(signature);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const bent = token.slice(0, at) + bytes.toString('base64url');
      expect(await endOf(bent, [key], ['ES256'])).toContain('signature');
    }
  });

  it('signed by a key that is too short makes the provider’s keys unusable', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const text = signedPart({ alg: 'RS256' });
    const token = `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    const short = publicKey.export({ format: 'jwk' }) as JWK;
    const broken: JWK = { kty: 'RSA', n: '!', e: 'AQAB' };
    for (const keys of [[short], [broken], [broken, short]])
      await expect(endOf(token, keys, ['RS256'])).rejects.toThrow();
  });

  it.each(['none', 'HS256', 'toString', ''])(
    'of the algorithm "%s" is not believed, even where the provider says that it uses it',
    async (alg) => {
      const { key } = await elliptic();
      const shared: JWK = { kty: 'oct', k: 'AAAA' };
      for (const algorithms of [['ES256'], [alg, 'ES256']])
        for (const signature of ['', 'AAAA'])
          expect(await endOf(`${signedPart({ alg })}.${signature}`, [key, shared], algorithms)).not.toBe(
            'believed',
          );
    },
  );

  it.each([
    ['an unknown critical extension', { crit: ['x'], x: 1 }, {}, 'not recognized'],
    ['the type of another token', { typ: 'at+jwt' }, {}, 'typ'],
    ['a nonce', {}, { nonce: 'x' }, 'nonce'],
    ['no event', {}, { events: {} }, 'events'],
    ['an event that is no object', {}, { events: { [Object.keys(EVENTS)[0]!]: true } }, 'events'],
    ['no time of issue', {}, { iat: undefined }, 'iat'],
    ['a time before which it does not hold', {}, { nbf: 9_999_999_999 }, 'nbf'],
    ['another audience', {}, { aud: ['firstcall-2'] }, 'aud'],
  ])('with %s is refused for that', async (_what, header, claims, detail) => {
    const { key, signed } = await elliptic();
    expect(await endOf(await signed({ alg: 'ES256', ...header }, claims), [key], ['ES256'])).toContain(
      detail,
    );
  });

  it.each(['logout+jwt', 'application/logout+JWT', 'JWT'])('may be of the type %s', async (typ) => {
    const { key, signed } = await elliptic();
    const token = await signed({ alg: 'ES256', typ }, { aud: ['another', 'firstcall'], exp: undefined });
    expect(await endOf(token, [key], ['ES256'])).toBe('believed');
  });
});
