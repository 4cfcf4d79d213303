/**
 * Was the journal changed? Walks all of it and says where and how it no longer fits together; writes and checks exports.
 *
 * A journal that was cut off at its end, or rewritten from some record on, is a sound chain: only a checkpoint (a
 * head that was kept elsewhere) shows that.
 */
import { checkRow, EMPTY, fromLine, type Head, type Row, toLine } from './chain.ts';
import type { Journal } from './journal.ts';

export type Problem = {
  /** The record at which it shows; in an export that cannot be read, the line. */
  readonly seq: number;
  readonly reason: string;
};

export type Verification = {
  readonly records: number;
  readonly head: Head;
  /** The first problems in order of the journal, at most PROBLEMS_SHOWN; empty where the chain holds. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
};

export type VerifyOptions = {
  /** A head kept elsewhere, which this journal must contain. */
  readonly checkpoint?: Head;
  /** Called now and then with the number of records checked. */
  readonly onProgress?: (records: number) => void;
  /** Stops the walk: it then throws the signal's reason. */
  readonly signal?: AbortSignal;
};

/** Where one place is broken, the first places tell; a thousand more do not help. */
const PROBLEMS_SHOWN = 20;

/** Checks every record of a journal. */
export async function verifyJournal(
  journal: Pick<Journal, 'rows'>,
  options: VerifyOptions = {},
): Promise<Verification> {
  const walk = new Walk(options);
  for await (const page of journal.rows({ after: 0 })) {
    options.signal?.throwIfAborted();
    for (const row of page) walk.take(row);
    options.onProgress?.(walk.records);
  }
  return walk.end();
}

/** Writes a journal as JSON Lines: each line, with its line feed, one canonical record with its hash. */
export async function* exportJournal(journal: Pick<Journal, 'rows'>): AsyncIterable<string> {
  for await (const page of journal.rows({ after: 0 })) for (const row of page) yield `${toLine(row)}\n`;
}

/** Checks the lines of an export as `verifyJournal` checks a journal. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: VerifyOptions = {},
): Promise<Verification> {
  const walk = new Walk(options);
  let number = 0;
  for await (const line of lines) {
    options.signal?.throwIfAborted();
    number += 1;
    const text = line.trimEnd();
    const row = readLine(text);
    if (row === null) walk.report(number, `line ${number} is not a record`);
    else walk.take(row);
    if (row !== null && toLine(row) !== text) walk.report(row.seq, 'the line is not canonical JSON');
    if (number % 1_000 === 0) options.onProgress?.(walk.records);
  }
  return walk.end();
}

function readLine(text: string): Row | null {
  try {
    return fromLine(text);
  } catch {
    return null;
  }
}

class Walk {
  records = 0;
  #head = EMPTY;
  #problems: Problem[] = [];
  #problemCount = 0;
  readonly #checkpoint: Head | undefined;

  constructor({ checkpoint }: VerifyOptions) {
    this.#checkpoint = checkpoint;
  }

  take(row: Row): void {
    for (const reason of checkRow(this.#head, row)) this.report(row.seq, reason);
    if (row.seq === this.#checkpoint?.seq && row.hash !== this.#checkpoint.hash)
      this.report(row.seq, 'the hash is not that of the checkpoint: the journal was rewritten');
    this.#head = { seq: row.seq, hash: row.hash };
    this.records += 1;
  }

  report(seq: number, reason: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < PROBLEMS_SHOWN) this.#problems.push({ seq, reason });
  }

  end(): Verification {
    const { seq } = this.#head;
    if (this.#checkpoint !== undefined && this.#checkpoint.seq > seq)
      this.report(seq, `ends before the checkpoint at record ${this.#checkpoint.seq}: records were cut off`);
    return {
      records: this.records,
      head: this.#head,
      problems: this.#problems,
      problemCount: this.#problemCount,
    };
  }
}
