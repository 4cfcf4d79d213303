/**
 * The readers' counts on disk: the salt of the epoch and one log a process, in a folder that the processes share.
 *
 * Opened with the moment and the election's day; `flush` writes what was counted and takes in what the others wrote.
 * After a restart the logs give everything back but the last seconds. A new epoch gets a new salt, and the old one is
 * gone with its logs: nothing that was counted under it can be matched any more. It assumes that all processes see one
 * file system; registers come together by maximum, so nothing is counted twice.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyCounts, type ReaderCounts } from '../brief/ranking.ts';
import { saltEpoch } from '../brief/reader-hash.ts';
import { readLog, takeLog } from '../brief/reader-log.ts';
import { keyedReaderHash } from '../brief/serve.ts';
import { DAY, type Instant } from '../election/instant.ts';

type Salt = { readonly epoch: number; readonly secret: string };

/** Older logs reach into no window. */
const KEPT_FOR = 2 * DAY;

export class ReaderStore {
  readonly counts: ReaderCounts;
  readonly epoch: number;
  readonly #folder: string;
  readonly #own: string;
  /** How far each log was read, in bytes. */
  readonly #read = new Map<string, number>();

  private constructor(folder: string, salt: Salt, by: string) {
    this.#folder = folder;
    this.epoch = salt.epoch;
    this.#own = logName(salt.epoch, by);
    const secret = Buffer.from(salt.secret, 'hex');
    this.counts = emptyCounts(keyedReaderHash(secret, salt.epoch), false, { by, logged: true });
  }

  static async open(folder: string, { at, day }: { at: Instant; day: string }): Promise<ReaderStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const salt = await saltOf(folder, saltEpoch(at, day));
    await dropOld(folder, salt.epoch, at);
    const store = new ReaderStore(folder, salt, randomUUID().slice(0, 8));
    await store.#takeIn();
    return store;
  }

  /** Writes what was counted since the last time and takes in what other processes wrote. */
  async flush(): Promise<void> {
    const lines = takeLog(this.counts);
    if (lines !== '') await appendFile(join(this.#folder, this.#own), lines, { mode: 0o600 });
    await this.#takeIn();
  }

  async #takeIn(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (name === this.#own || !name.startsWith(`log-${this.epoch}-`)) continue;
      const text = await this.#fresh(name);
      // A line that is still being written is read the next time.
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      this.#read.set(name, (this.#read.get(name) ?? 0) + Buffer.byteLength(whole));
      readLog(this.counts, whole);
    }
  }

  async #fresh(name: string): Promise<string> {
    const file = await open(join(this.#folder, name));
    try {
      const from = this.#read.get(name) ?? 0;
      const { size } = await file.stat();
      if (size <= from) return '';
      const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
      return buffer.toString('utf8');
    } finally {
      await file.close();
    }
  }
}

function logName(epoch: number, by: string): string {
  return `log-${epoch}-${by}.jsonl`;
}

/** The epoch's salt: whoever comes first makes it, all others read it. */
async function saltOf(folder: string, epoch: number): Promise<Salt> {
  const file = join(folder, `salt-${epoch}.json`);
  const made: Salt = { epoch, secret: randomBytes(32).toString('hex') };
  await writeFile(file, `${JSON.stringify(made)}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const text = await readFile(file, 'utf8');
  try {
    const { secret } = JSON.parse(text) as Salt;
    if (/^[0-9a-f]{64}$/.test(secret)) return { epoch, secret };
  } catch {}
  throw new Error(`${file} holds no salt: remove it, and readers are counted afresh`);
}

/** Salts and logs of other epochs, and logs that no window reaches. */
async function dropOld(folder: string, epoch: number, at: Instant): Promise<void> {
  for (const name of await readdir(folder)) {
    const match = /^(?:salt|log)-(-?\d+)[-.]/.exec(name);
    if (match === null) continue;
    const file = join(folder, name);
    const foreign = Number(match[1]) !== epoch;
    const stale = name.startsWith('log-') && (await stat(file)).mtimeMs < at - KEPT_FOR;
    if (foreign || stale) await rm(file, { force: true });
  }
}
