/**
 * The journal on PostgreSQL: append to it, read it, follow it, ask what was known at a moment.
 *
 * One writer at a time, and only behind the head it has seen: numbers have no gaps and are visible in their order, so
 * a reader that has record n has all before it. An append is acknowledged after PostgreSQL has flushed it to disk.
 */
import type { Instant } from '../election/instant.ts';
import { formatInstant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { EMPTY, type Head, type JournalRecord, type Row, seal, toRecord } from './chain.ts';
import { type Database, transaction } from './database.ts';
import { folds, type KeptFold, loadFold, saveFold } from './folds.ts';
import { followRows, notify } from './follow.ts';
import type { Fold } from './snapshot-key.ts';

/** Records behind `after`, up to and including `upTo`, at most `limit`. */
export type Range = { readonly after: number; readonly upTo?: number; readonly limit?: number };

export type Journal = {
  /** The last record; seq 0 where there is none. */
  head(): Promise<Head>;
  /**
   * Writes all drafts or none, and returns them as a later reader will read them (keys of `data` in canonical order).
   * Throws HeadMoved where the journal no longer ends at `expectedSeq`: read on and decide again. When the connection
   * is lost it is unknown whether they were written; HeadMoved at the next attempt tells.
   */
  append(drafts: readonly Draft[], expectedSeq: number): Promise<JournalRecord[]>;
  /** Reads records in order, page by page. */
  read(range: Range): AsyncIterable<JournalRecord>;
  /** Reads stored rows as they are, page by page: what `verifyJournal` looks at. */
  rows(range: Range): AsyncIterable<Row[]>;
  /** Everything behind `afterSeq`, in batches, as it is written; ends when `signal` aborts or the journal is closed. */
  tail(afterSeq: number, signal: AbortSignal): AsyncIterable<JournalRecord[]>;
  /** The last record of the latest moment not after `at`; 0 where there is none. Exact while `at` never goes back. */
  seqAt(at: Instant): Promise<number>;
  /** Keeps a snapshot, and of older ones as many as leave no past moment further than FOLD_REACH from one. */
  saveFold(fold: Fold): Promise<void>;
  /** The latest snapshot of a version at or before a record, passing over what is not sealed or of another chain. */
  loadFold(wanted: { readonly version: number; readonly upTo?: number }): Promise<Fold | null>;
  /** All snapshots of a version in order, one by one: what `journal verify` looks at. */
  folds(version: number): AsyncIterable<KeptFold>;
  close(): Promise<void>;
};

/** Somebody else wrote first. */
export class HeadMoved extends Error {
  override readonly name = 'HeadMoved';
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`the journal ends at record ${actual}, not ${expected}: read on and decide again`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** Rows a page or statement: large enough that round trips do not count, small enough for a few megabytes. */
const PAGE = 2_000;

const END = Number.MAX_SAFE_INTEGER;

/** Opens a journal by name and makes it where it is new. The database stays the caller's to close. */
export async function openJournal(database: Database, name: string): Promise<Journal> {
  const id = await findOrMake(database, name);
  const closing = new AbortController();
  const rows = (range: Range) => pages(database, id, range);
  return {
    head: () => readHead(database.pool, id),
    append: (drafts, expectedSeq) => append(database, id, drafts, expectedSeq),
    rows,
    read: (range) => records(rows(range)),
    tail: (afterSeq, signal) =>
      followRows(database, id, afterSeq, AbortSignal.any([signal, closing.signal]), (after) =>
        readPage(database, id, { after, upTo: END, limit: PAGE }),
      ),
    seqAt: (at) => seqAt(database, id, at),
    saveFold: (fold) => saveFold(database, id, fold),
    loadFold: ({ version, upTo = END }) => loadFold(database, id, version, upTo),
    folds: (version) => folds(database, id, version),
    close: async () => closing.abort(),
  };
}

async function findOrMake({ pool }: Database, name: string): Promise<number> {
  await pool.query('insert into journals (name) values ($1) on conflict (name) do nothing', [name]);
  const { rows } = await pool.query<{ id: number }>('select id from journals where name = $1', [name]);
  return rows[0]!.id;
}

type Queryable = Pick<Database['pool'], 'query'>;

async function readHead(connection: Queryable, id: number): Promise<Head> {
  const { rows } = await connection.query<Head>({
    name: 'head',
    text: 'select seq, hash from records where journal = $1 order by seq desc limit 1',
    values: [id],
  });
  return rows[0] ?? EMPTY;
}

async function append(database: Database, id: number, drafts: readonly Draft[], expectedSeq: number) {
  if (drafts.length === 0) return [];
  const sealed = await transaction(database, async (client) => {
    // Held to the end of the transaction, so that numbers become visible in their order.
    await client.query("select pg_advisory_xact_lock(hashtext('firstcall journal'), $1)", [id]);
    const head = await readHead(client, id);
    if (head.seq !== expectedSeq) throw new HeadMoved(expectedSeq, head.seq);
    const rows = seal(head, drafts);
    for (let from = 0; from < rows.length; from += PAGE)
      await insert(client, id, rows.slice(from, from + PAGE));
    await notify(client, id, rows.at(-1)!.seq);
    return rows;
  });
  return sealed.map(toRecord);
}

async function insert(client: Queryable, id: number, rows: readonly Row[]): Promise<void> {
  await client.query({
    name: 'append',
    text: `insert into records (journal, seq, at, kind, body, hash)
      select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])`,
    values: [
      id,
      rows.map(({ seq }) => seq),
      rows.map(({ at }) => formatInstant(at)),
      rows.map(({ kind }) => kind),
      rows.map(({ body }) => body),
      rows.map(({ hash }) => hash),
    ],
  });
}

async function readPage(
  { pool }: Database,
  id: number,
  { after, upTo, limit }: Required<Range>,
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: 'page',
    text: `select seq, at, kind, body, hash from records
      where journal = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
    values: [id, after, upTo, limit],
  });
  return rows;
}

async function* pages(database: Database, id: number, { after, upTo = END, limit = END }: Range) {
  let from = after;
  let left = limit;
  while (left > 0) {
    const asked = Math.min(left, PAGE);
    const page = await readPage(database, id, { after: from, upTo, limit: asked });
    if (page.length > 0) yield page;
    if (page.length < asked) return;
    from = page.at(-1)!.seq;
    left -= page.length;
  }
}

/** Reads the records in pages of rows. */
export async function* records(pages: AsyncIterable<readonly Row[]>): AsyncIterable<JournalRecord> {
  for await (const page of pages) for (const row of page) yield toRecord(row);
}

async function seqAt({ pool }: Database, id: number, at: Instant): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>(
    'select seq from records where journal = $1 and at <= $2 order by at desc, seq desc limit 1',
    [id, formatInstant(at)],
  );
  return rows[0]?.seq ?? 0;
}

export type JournalSummary = {
  readonly name: string;
  readonly openedAt: Instant;
  readonly head: Head;
  /** Moment of the last record; null where there is none. */
  readonly lastAt: Instant | null;
};

/** All journals of a database, by name. */
export async function listJournals({ pool }: Database): Promise<JournalSummary[]> {
  const { rows } = await pool.query<JournalSummary & { seq: number | null; hash: string | null }>(
    `select j.name, j.opened_at as "openedAt", r.seq, r.hash, r.at as "lastAt" from journals j
     left join lateral (select seq, hash, at from records where journal = j.id order by seq desc limit 1) r on true
     order by j.name`,
  );
  return rows.map(({ name, openedAt, lastAt, seq, hash }) => ({
    name,
    openedAt,
    lastAt,
    head: seq === null || hash === null ? EMPTY : { seq, hash },
  }));
}

/** A journal in which a night was rehearsed. */
export type KeptNight = {
  readonly journal: string;
  readonly openedAt: Instant;
  /** Id of the night's election, and the trouble put in. */
  readonly night: string;
  readonly drill: string | null;
  /** When a verdict was first final enough, by the night's own clock; null where it was not played so far. */
  readonly finalEnough: Instant | null;
};

/** Every rehearsal that was kept, oldest first. */
export async function listKeptNights({ pool }: Database): Promise<KeptNight[]> {
  const { rows } = await pool.query<KeptNight>(
    `select j.name as journal, j.opened_at as "openedAt", o.night->>'id' as night, o.night->>'drill' as drill,
       (select min(v.at) from records v
        where v.journal = j.id and v.kind = 'verdict' and v.body::jsonb #>> '{data,to}' = 'final-enough') as "finalEnough"
     from journals j
     cross join lateral (
       select body::jsonb #> '{data,night}' as night from records where journal = j.id and seq = 1 and kind = 'opened'
     ) o
     where jsonb_typeof(o.night) = 'object' order by j.opened_at`,
  );
  return rows;
}
