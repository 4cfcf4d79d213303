/**
 * What the server needs besides the pages: the keyed hash that makes a reader countable without keeping who it was,
 * and the picture of the count as a file.
 */
import { createHmac, hash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { addressPrefix, type ReaderHash } from './reader-hash.ts';
import type { Picture } from './share-picture.ts';

/**
 * SHA-256 of a key, address and user agent, cut to 64 bits. `secret` is random and stays on this machine; the key is its
 * HMAC with the epoch, so that sketches of two epochs cannot be matched. The key has one length and the digest is cut, so
 * that a prefix is as good as HMAC here, at a quarter of its time.
 */
export function keyedReaderHash(secret: Uint8Array, epoch: number): ReaderHash {
  const key = createHmac('sha256', secret).update(`readers ${epoch}`).digest('hex');
  return (address, userAgent) => {
    const digest = hash('sha256', `${key}|${addressPrefix(address)}|${userAgent}`, 'hex');
    return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)];
  };
}

/** A picture as PNG (ISO/IEC 15948) with a palette. */
export function encodePng({ width, height, palette, pixels }: Picture): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette; the rest as the standard has nothing else.
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.join(''), 'hex')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
