/**
 * The key that seals snapshots of the fold. It lies beside the database and never in it: whoever can only speak SQL,
 * with whatever rights, can write no snapshot that a desk believes.
 *
 * A key that is lost costs one fold of the whole journal; a key that somebody else reads costs the protection.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A snapshot of the fold: its state after record `seq`, whose hash is `hash`. */
export type Fold = {
  readonly seq: number;
  readonly hash: string;
  /** Changes whenever the same records fold to another state. */
  readonly version: number;
  readonly state: string;
};

export type SnapshotKey = {
  /** Null where none has been made here: then no snapshot can be believed. */
  find(): Promise<Buffer | null>;
  findOrMake(): Promise<Buffer>;
};

const LENGTH = 32;

/** The key of a data folder, made when the first snapshot is kept. Processes that share a journal share the file. */
export function keyIn(dataDir: string): SnapshotKey {
  const file = join(dataDir, 'snapshot-key');
  let found: Buffer | null = null;
  const find = async () => {
    found ??= await readKey(file);
    return found;
  };
  return {
    find,
    async findOrMake() {
      if ((await find()) === null) {
        await mkdir(dataDir, { recursive: true });
        const fresh = `${file}.${randomBytes(6).toString('hex')}`;
        await writeFile(fresh, `${randomBytes(LENGTH).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
        // Whole or not at all, and never in place of one that another process has just made.
        await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        });
        await rm(fresh);
      }
      return (await find())!;
    },
  };
}

/** A key that this process alone has: its snapshots serve no other. */
export const KEY_OF_PROCESS: SnapshotKey = (() => {
  const key = randomBytes(LENGTH);
  return { find: async () => key, findOrMake: async () => key };
})();

/** The code that a snapshot carries. */
export function sealOf(key: Buffer, { version, seq, hash, state }: Fold): string {
  return createHmac('sha256', key)
    .update(`firstcall-snapshot-1 ${version} ${seq} ${hash}\n`)
    .update(state)
    .digest('base64url');
}

export function isSealed(key: Buffer, fold: Fold & { readonly seal: string }): boolean {
  const [expected, found] = [Buffer.from(sealOf(key, fold)), Buffer.from(fold.seal)];
  return expected.length === found.length && timingSafeEqual(expected, found);
}

async function readKey(file: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== LENGTH)
    throw new Error(`${file} holds no key: remove it, and snapshots are made anew with a new one`);
  return key;
}
