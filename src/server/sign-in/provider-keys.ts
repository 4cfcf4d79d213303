/**
 * The keys with which the provider signs, from where its metadata says → the library's set of them: kept, and fetched
 * anew for a key not seen yet.
 *
 * Whoever sends us invented keys' names makes us ask the provider once a minute, and no more often.
 */
import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import type { ServerMetadata } from 'openid-client';
import { type Instant, MINUTE } from '../../election/instant.ts';

/** A key that was taken out is not believed for longer than this. */
const KEPT = 10 * MINUTE;
const ASK_AGAIN_AFTER = MINUTE;

/** `within`: milliseconds that the provider may take to answer. Throws where the metadata names no safe address. */
export function providerKeys({ issuer, jwks_uri }: ServerMetadata, within: number): JWTVerifyGetKey {
  const address = URL.parse(jwks_uri ?? '');
  if (address === null || (address.protocol !== 'https:' && new URL(issuer).protocol === 'https:'))
    throw new Error('its metadata names no address of its keys, or one without TLS');
  return createRemoteJWKSet(address, {
    timeoutDuration: within,
    cooldownDuration: ASK_AGAIN_AFTER,
    cacheMaxAge: KEPT,
    [customFetch]: atIntervals(),
  });
}

/** The library waits after an answer only: a provider that is down is to be left in peace as well. */
function atIntervals(): FetchImplementation {
  let last: Instant = Number.NEGATIVE_INFINITY;
  return async (address, options) => {
    if (Date.now() < last + ASK_AGAIN_AFTER) throw new Error('its keys could not be had a moment ago');
    last = Date.now();
    return fetch(address, options);
  };
}
