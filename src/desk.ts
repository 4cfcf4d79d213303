/**
 * The desk: read first. One tick takes what came in, folds it, adds what follows by rule, and writes all of it to
 * the journal in one transaction; only then does anything leave the house.
 *
 *   feeds ─▶ returns ─▶ projection ─▶ verdict ─▶ response ─▶ brief
 *
 * Everything runs through one queue: a decision is always made on the whole journal as it stands. What another
 * process wrote in between is read on and the decision made again.
 */
import { createHash } from 'node:crypto';
import type { Instant } from './election/instant.ts';
import type { Draft } from './election/record.ts';
import { apply } from './fold/apply.ts';
import { consequences, nextDeadline } from './fold/consequences.ts';
import { type Context, readContext } from './fold/context.ts';
import type { OpenedDraft } from './fold/opened.ts';
import { type DeskState, emptyState } from './fold/state.ts';
import { Watch } from './fold/watch.ts';
import { HeadMoved, type Journal } from './store/journal.ts';

/** Changes whenever `fold/` folds the same record differently: older snapshots are then passed over. */
export const FOLD_VERSION = 16;

/** A past moment is at most this many records from a stored snapshot of the fold. */
const SNAPSHOT_EVERY = 10_000;

/** More rounds of consequences than this at one moment means that two rules chase each other. */
const ROUNDS_AT_MOST = 50;

export type DeskReader = {
  readonly state: DeskState;
  readonly context: Context;
  readonly watch: Watch;
  readonly hash: string;
};

export class Desk {
  readonly #journal: Journal;
  readonly #listeners = new Set<(seq: number) => void>();
  #queue: Promise<unknown> = Promise.resolve();
  #state: DeskState = emptyState();
  #watch = new Watch();
  #context: Context;
  #hash = '';
  #snapshotAt = 0;
  /** How far time has passed; the state itself knows only the last record's time. */
  #now: Instant = 0;

  private constructor(journal: Journal, context: Context) {
    this.#journal = journal;
    this.#context = context;
  }

  /** Opens the desk on a journal: an empty one begins with `opened`, any other is folded up to its head. */
  static async open(journal: Journal, opened: OpenedDraft): Promise<Desk> {
    if ((await journal.head()).seq === 0) {
      await journal.append([opened], 0);
    }
    const first = await firstRecord(journal);
    const desk = new Desk(journal, readContext(first, sha256));
    await desk.#reload();
    await desk.#settleAtHead();
    return desk;
  }

  /** Takes drafts in order of time, each after all that was due before it. Returns the head's sequence number. */
  submit(drafts: readonly Draft[]): Promise<number> {
    return this.#attempt(() => this.#tick(drafts));
  }

  /** Lets time pass: what is due up to `at` happens at its own moment. */
  advance(at: Instant): Promise<number> {
    return this.#attempt(() => {
      const batch: Draft[] = [];
      this.#passTime(at, batch);
      return batch;
    });
  }

  /** Makes a decision on the state as it stands and writes what comes of it. Returns its first record's number, or null. */
  async decide(decision: (reader: DeskReader) => readonly Draft[]): Promise<number | null> {
    let first: number | null = null;
    await this.#attempt(() => {
      first = null;
      return this.#tick(decision(this.#reader()), (seq) => {
        first ??= seq;
      });
    });
    return first;
  }

  /** Reads the state between two ticks; nothing of it may be kept or changed. */
  read<T>(look: (reader: DeskReader) => T): Promise<T> {
    return this.#enqueue(async () => look(this.#reader()));
  }

  /** Rebuilds the desk as it stood after a record, from the nearest snapshot. */
  async asOf(seq: number): Promise<DeskReader> {
    const { state, hash, watch } = await this.#fold(seq);
    return { state, hash, watch, context: this.#context };
  }

  async seqAt(at: Instant): Promise<number> {
    return this.#journal.seqAt(at);
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** Calls back after every write; the number is a hint, the journal is the truth. */
  onWrite(listener: (seq: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#enqueue(async () => this.#saveSnapshot());
    await this.#journal.close();
  }

  #reader(): DeskReader {
    return { state: this.#state, context: this.#context, watch: this.#watch, hash: this.#hash };
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** What follows at once from the last record: everything from an opening, nothing from any other that we wrote. */
  #settleAtHead(): Promise<number> {
    return this.#attempt(() => {
      const batch: Draft[] = [];
      this.#settle(this.#now, batch);
      return batch;
    });
  }

  /** Makes a batch and writes it; on a journal that somebody else wrote to, reads on and makes it again. */
  #attempt(make: () => readonly Draft[]): Promise<number> {
    return this.#enqueue(async () => {
      for (;;) {
        const before = this.#state.seq;
        try {
          await this.#write(make(), before);
          return this.#state.seq;
        } catch (error) {
          await this.#reload();
          if (!(error instanceof HeadMoved)) throw error;
        }
      }
    });
  }

  /** Folds drafts and all that follows from them; returns everything that is to be written, in order. */
  #tick(drafts: readonly Draft[], taken: (seq: number) => void = () => undefined): Draft[] {
    const batch: Draft[] = [];
    for (const draft of drafts) {
      const at = Math.max(draft.at, this.#now);
      this.#passTime(at, batch);
      taken(this.#state.seq + 1);
      this.#take({ ...draft, at }, batch);
      this.#settle(at, batch);
    }
    return batch;
  }

  #passTime(until: Instant, batch: Draft[]): void {
    for (;;) {
      const due = nextDeadline(this.#state, this.#watch, this.#context, this.#now);
      if (due === null || due > until) break;
      this.#now = due;
      this.#settle(due, batch);
    }
    this.#now = Math.max(this.#now, until);
  }

  #settle(at: Instant, batch: Draft[]): void {
    for (let round = 0; ; round++) {
      const follow = consequences(this.#state, this.#watch, this.#context, at);
      if (follow.length === 0) return;
      if (round === ROUNDS_AT_MOST)
        throw new Error(
          `rules chase each other at ${new Date(at).toISOString()}: ${follow.map(({ kind }) => kind).join(', ')}`,
        );
      for (const draft of follow) this.#take(draft, batch);
    }
  }

  #take(draft: Draft, batch: Draft[]): void {
    batch.push(draft);
    this.#watch.touch(apply(this.#state, this.#context, { ...draft, seq: this.#state.seq + 1 }));
  }

  async #write(batch: readonly Draft[], before: number): Promise<void> {
    if (batch.length === 0) return;
    const written = await this.#journal.append(batch, before);
    this.#hash = written.at(-1)!.hash;
    if (this.#state.seq - this.#snapshotAt >= SNAPSHOT_EVERY) await this.#saveSnapshot();
    for (const listener of this.#listeners) listener(this.#state.seq);
  }

  async #saveSnapshot(): Promise<void> {
    if (this.#state.seq === this.#snapshotAt) return;
    await this.#journal.saveFold({
      seq: this.#state.seq,
      hash: this.#hash,
      version: FOLD_VERSION,
      state: JSON.stringify(this.#state),
    });
    this.#snapshotAt = this.#state.seq;
  }

  async #reload(): Promise<void> {
    const folded = await this.#fold();
    this.#state = folded.state;
    this.#now = folded.state.at;
    this.#watch = folded.watch;
    this.#hash = folded.hash;
    this.#snapshotAt = folded.from;
  }

  async #fold(upTo?: number): Promise<{ state: DeskState; hash: string; watch: Watch; from: number }> {
    const bound = upTo === undefined ? {} : { upTo };
    const snapshot = await this.#journal.loadFold({ version: FOLD_VERSION, ...bound });
    const state = snapshot === null ? emptyState() : (JSON.parse(snapshot.state) as DeskState);
    let hash = snapshot?.hash ?? '';
    for await (const record of this.#journal.read({ after: state.seq, ...bound })) {
      apply(state, this.#context, record);
      hash = record.hash;
    }
    return { state, hash, watch: new Watch(), from: snapshot?.seq ?? 0 };
  }
}

async function firstRecord(journal: Journal): Promise<OpenedDraft['data']> {
  for await (const record of journal.read({ after: 0, upTo: 1 })) {
    if (record.kind === 'opened') return record.data as OpenedDraft['data'];
  }
  throw new Error('invalid journal: its first record is not "opened"; it was not written by a desk');
}

/** Hex SHA-256 of a text in UTF-8: what an approval binds to. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
