/**
 * What the embedded database refused, as its own log tells it: the desk sends nothing that its role may not, so each
 * refusal is somebody else who speaks with the desk's (or the owner's) password.
 *
 * A log that grows → refusals in order. Rests on the line prefix and the language that cluster.ts sets.
 */
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export type RefusedStatement = {
  readonly role: string;
  /** What the database said. */
  readonly message: string;
  /** The first line of what was sent; empty where the log does not tell. */
  readonly statement: string;
};

/** Soon enough for a person to look who it is. */
const LOOK_EVERY = 5_000;

/** A look reads at most so much; what is more waits for the next. */
const READ_AT_MOST = 1 << 20;

const LINE = /^\S+ \S+ UTC \[(\d+)\] (\S+)@\S+ (ERROR|STATEMENT): {2}(.*)$/;
const REFUSAL = /^(permission denied|must be (able to|owner)|the journal is append-only)/;

/**
 * Follows a log until `signal` aborts, from its beginning: the server begins it anew at each start. Where a desk was
 * killed and its server lived on, the next desk tells once more what the log holds. Throws where it cannot be read.
 */
export async function* refusedStatements(
  log: string,
  signal: AbortSignal,
  every = LOOK_EVERY,
): AsyncIterable<RefusedStatement> {
  const reader = new RefusalReader();
  let from = 0;
  while (!signal.aborted) {
    const bytes = await readFrom(log, from);
    from += bytes.length;
    yield* reader.take(bytes.toString('latin1'));
    await sleep(every, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Reads a log piece by piece, wherever it is cut. */
export class RefusalReader {
  #rest = '';
  #open: { readonly process: string; readonly role: string; readonly message: string } | null = null;

  take(text: string): RefusedStatement[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    return lines.flatMap((line) => this.#read(line));
  }

  #read(line: string): RefusedStatement[] {
    const [, process = '', role = '', level, said = ''] = LINE.exec(line) ?? [];
    const open = this.#open;
    if (level === 'STATEMENT' && open?.process === process) {
      this.#open = null;
      return [{ role: open.role, message: open.message, statement: said }];
    }
    if (level !== 'ERROR') return [];
    this.#open = REFUSAL.test(said) ? { process, role, message: said } : null;
    return open === null ? [] : [{ role: open.role, message: open.message, statement: '' }];
  }
}

async function readFrom(file: string, from: number): Promise<Buffer> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(READ_AT_MOST), 0, READ_AT_MOST, from);
  return buffer.subarray(0, bytesRead);
}
