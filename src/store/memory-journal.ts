/**
 * A journal in memory, for rehearsals and tests: the same chain, the same order, the same refusals as on PostgreSQL.
 *
 * Nothing of it survives the process.
 */
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { EMPTY, type Head, type JournalRecord, type Row, seal, toRecord } from './chain.ts';
import { foreignFold, type KeptFold } from './folds.ts';
import { HeadMoved, type Journal, type Range, records } from './journal.ts';
import type { Fold } from './snapshot-key.ts';

/** Opens an empty journal. */
export function memoryJournal(): Journal {
  return new MemoryJournal();
}

class MemoryJournal implements Journal {
  readonly #rows: Row[] = [];
  readonly #folds: Fold[] = [];
  readonly #closing = new AbortController();
  #grown = Promise.withResolvers<void>();

  async head(): Promise<Head> {
    const last = this.#rows.at(-1);
    return last === undefined ? EMPTY : { seq: last.seq, hash: last.hash };
  }

  async append(drafts: readonly Draft[], expectedSeq: number): Promise<JournalRecord[]> {
    if (drafts.length === 0) return [];
    const head = this.#rows.at(-1) ?? EMPTY;
    if (head.seq !== expectedSeq) throw new HeadMoved(expectedSeq, head.seq);
    const rows = seal(head, drafts);
    for (const row of rows) this.#rows.push(row);
    this.#wake();
    return rows.map(toRecord);
  }

  async *rows({ after, upTo = Number.POSITIVE_INFINITY, limit = Number.POSITIVE_INFINITY }: Range) {
    const page = this.#rows.slice(after, Math.min(upTo, after + limit));
    if (page.length > 0) yield page;
  }

  read(range: Range): AsyncIterable<JournalRecord> {
    return records(this.rows(range));
  }

  async *tail(afterSeq: number, signal: AbortSignal): AsyncIterable<JournalRecord[]> {
    const until = AbortSignal.any([signal, this.#closing.signal]);
    until.addEventListener('abort', () => this.#wake());
    let seq = afterSeq;
    while (!until.aborted) {
      const rows = this.#rows.slice(seq);
      seq += rows.length;
      if (rows.length > 0) yield rows.map(toRecord);
      else await this.#grown.promise;
    }
  }

  async seqAt(at: Instant): Promise<number> {
    let found: Row | undefined;
    for (const row of this.#rows)
      if (row.at <= at && (found === undefined || row.at >= found.at)) found = row;
    return found?.seq ?? 0;
  }

  async saveFold(fold: Fold): Promise<void> {
    if (this.#rows[fold.seq - 1]?.hash !== fold.hash) throw foreignFold(fold.seq);
    this.#folds.push(fold);
  }

  async loadFold({
    version,
    upTo = Number.POSITIVE_INFINITY,
  }: {
    version: number;
    upTo?: number;
  }): Promise<Fold | null> {
    const usable = this.#folds.filter((fold) => fold.version === version && fold.seq <= upTo);
    return usable.reduce<Fold | null>(
      (best, fold) => (best !== null && best.seq > fold.seq ? best : fold),
      null,
    );
  }

  async *folds(version: number): AsyncIterable<KeptFold> {
    const kept = this.#folds.filter((fold) => fold.version === version);
    for (const fold of kept.toSorted((a, b) => a.seq - b.seq)) yield { ...fold, standing: 'sealed' };
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  #wake(): void {
    this.#grown.resolve();
    this.#grown = Promise.withResolvers<void>();
  }
}
