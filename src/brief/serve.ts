/**
 * What the server needs besides the pages: the keyed hash that makes a reader countable without keeping who it was.
 */
import { createHmac } from 'node:crypto';
import { addressPrefix, type ReaderHash } from './reader-hash.ts';

/**
 * HMAC-SHA256 of address and user agent, cut to 64 bits. `secret` is random and never leaves the process; the key
 * changes with the epoch, so that sketches of two epochs cannot be matched.
 */
export function keyedReaderHash(secret: Uint8Array, epoch: number): ReaderHash {
  const key = createHmac('sha256', secret).update(`readers ${epoch}`).digest();
  return (address, userAgent) => {
    const digest = createHmac('sha256', key)
      .update(`${addressPrefix(address)}|${userAgent}`)
      .digest();
    return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  };
}
