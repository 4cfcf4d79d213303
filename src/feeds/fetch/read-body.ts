/**
 * Reads a body whole, within limits that hold while it streams: (stream, limits) → bytes, unpacked where they are gzip
 * or a zip of one file.
 *
 * Throws `Failed`. A gigabyte that came as a megabyte is refused when the limit is passed, not when it is all there.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failed, malformed, unreachable } from './failed.ts';
import { isZip, unzip } from './unzip.ts';

/** In bytes. */
export type SizeLimits = { readonly packed: number; readonly unpacked: number };

type Encoding = 'gzip' | 'identity';

/** Reads what a source sends in an encoding; a file that is itself gzip, or a zip of one file, is unpacked as well. */
export async function readBody(
  stream: Readable,
  encoding: Encoding,
  { packed, unpacked }: SizeLimits,
): Promise<Uint8Array> {
  let received = 0;
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of within(source, packed, 'as it is sent')) {
      received += chunk.length;
      yield chunk;
    }
  };
  try {
    const body =
      encoding === 'gzip'
        ? await pipeline(stream, counted, createGunzip(), whole(unpacked))
        : await pipeline(stream, counted, whole(unpacked));
    if (isZip(body)) return await unzip(body, whole(unpacked));
    return isGzip(body) ? await pipeline(Readable.from([body]), createGunzip(), whole(unpacked)) : body;
  } catch (error) {
    throw error instanceof Failed ? error : bodyTrouble(error as NodeJS.ErrnoException, received);
  }
}

function whole(limit: number): (source: AsyncIterable<Buffer>) => Promise<Buffer> {
  return async (source) => {
    const chunks: Buffer[] = [];
    for await (const chunk of within(source, limit, 'unpacked')) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
}

async function* within(
  source: AsyncIterable<Buffer>,
  limit: number,
  what: string,
): AsyncGenerator<Buffer, void, void> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit, what);
    yield chunk;
  }
}

export function tooLarge(limit: number, what: string): Failed {
  return malformed(
    'body',
    `more than ${(limit / 2 ** 20).toFixed(1)} MB ${what}; raise the feed's limits if that is right`,
  );
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function bodyTrouble(error: NodeJS.ErrnoException, received: number): Failed {
  if (error.code === 'Z_BUF_ERROR' || error.code === 'ECONNRESET')
    return unreachable(`the body broke off after ${received} bytes`, error);
  if (error.code?.startsWith('Z_') === true)
    return malformed('body', `no gzip after ${received} bytes: ${error.message}`);
  return unreachable(`the body could not be read after ${received} bytes: ${error.message}`, error);
}
