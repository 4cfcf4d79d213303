/**
 * Who counts as one reader: a salted hash of address and user agent, and the epoch in which the salt stays the same.
 *
 * One address for many readers merges them, one reader on two networks is split: the page says "estimated". Nothing of
 * this is stored; only the registers of a sketch remain.
 */
import { DAY, type Instant } from '../election/instant.ts';
import type { Hash64 } from './hyperloglog.ts';

export type ReaderHash = (address: string, userAgent: string) => Hash64;

/**
 * An epoch lasts seven days and begins three days before the day of the election (UTC), so that no salt turns over
 * while anybody counts: a reader seen under two salts would be two readers. Salts that turn at midnight UTC turn at
 * 19:00 in Washington, when the first large closings come in.
 */
const EPOCH = 7 * DAY;

/** Number of the salt's epoch at a moment; `electionDay` as "2024-11-05". */
export function saltEpoch(at: Instant, electionDay: string): number {
  return Math.floor((at - (Date.parse(`${electionDay}T00:00:00Z`) - 3 * DAY)) / EPOCH);
}

/** An IPv6 household has 2^64 addresses and changes them daily: the first half names it. */
export function addressPrefix(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address.toLowerCase());
  if (mapped !== null) return mapped[1]!;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/**
 * A fast hash for logs that lie open anyway (replays, benchmarks): MurmurHash3 x86_32 (Appleby, public domain) with two
 * seeds. Live readers get a keyed cryptographic hash from `serve.ts`.
 */
export function openReaderHash(salt: string): ReaderHash {
  return (address, userAgent) => {
    const text = `${salt}|${addressPrefix(address)}|${userAgent}`;
    return [murmur3(text, 0x9747b28c), murmur3(text, 0x2f1b3c5d)];
  };
}

function murmur3(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 2) {
    let block = text.charCodeAt(i) | ((text.charCodeAt(i + 1) || 0) << 16);
    block = Math.imul(block, 0xcc9e2d51);
    block = (block << 15) | (block >>> 17);
    hash ^= Math.imul(block, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
