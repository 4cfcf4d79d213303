/**
 * What the journal costs on the embedded PostgreSQL with fsync on: reports a second, and the start after many of them.
 *
 * Seeded reports in batches → figures. The start is that of a desk whose last snapshot is as old as it may be: the
 * server, the journal, the snapshot, the records behind it. Run it alone (`bench/journal.ts [records]`), or call
 * `benchJournal` from a runner.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '../src/election/record.ts';
import type { CountReport } from '../src/election/report.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { EMPTY, seal } from '../src/store/chain.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { FOLD_REACH } from '../src/store/folds.ts';
import { type Journal, openJournal } from '../src/store/journal.ts';
import { migrate } from '../src/store/migrate.ts';
import { startPostgres } from '../src/store/postgres.ts';
import { verifyJournal } from '../src/store/verify.ts';

const SEED = 20241105;
const BATCH = 500;
const FIRST_MOMENT = Date.UTC(2024, 10, 6);
/** About what the state of a night with every county weighs. */
const STATE_SIZE = 2_000_000;

export type JournalFigures = {
  readonly records: number;
  /** Sealing alone, without a database. */
  readonly sealedPerSecond: number;
  readonly appendedPerSecond: number;
  readonly verifiedPerSecond: number;
  readonly start: {
    readonly postgresMs: number;
    /** Connecting, checking the migrations, opening the journal. */
    readonly journalMs: number;
    readonly snapshotMs: number;
    readonly tailMs: number;
    readonly tailRecords: number;
    readonly totalMs: number;
  };
};

export async function benchJournal(records = 1_000_000, note = (_: string) => {}): Promise<JournalFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstcall-bench-'));
  await chmod(dataDir, 0o755);
  try {
    const sealedPerSecond = measureSealing(100_000);
    const { appendedPerSecond, verifiedPerSecond } = await fill(dataDir, records, note);
    const start = await measureStart(dataDir);
    return { records, sealedPerSecond, appendedPerSecond, verifiedPerSecond, start };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function measureSealing(count: number): number {
  const drafts = reports(count, seededRandom(SEED), 0);
  seal(EMPTY, drafts.slice(0, 10_000));
  const start = performance.now();
  seal(EMPTY, drafts);
  return perSecond(count, start);
}

async function fill(dataDir: string, records: number, note: (message: string) => void) {
  return withJournal(dataDir, async (journal) => {
    const random = seededRandom(SEED);
    let spent = 0;
    for (let seq = 0; seq < records; seq += BATCH) {
      const drafts = reports(Math.min(BATCH, records - seq), random, seq);
      const start = performance.now();
      const written = await journal.append(drafts, seq);
      spent += performance.now() - start;
      await saveAt(journal, written.at(-1)!, records);
      if ((seq + BATCH) % 50_000 === 0) note(`${seq + BATCH} of ${records} records`);
    }
    const start = performance.now();
    const { problemCount } = await verifyJournal(journal);
    if (problemCount > 0) throw new Error('the journal that was just written does not verify');
    return { appendedPerSecond: (records / spent) * 1000, verifiedPerSecond: perSecond(records, start) };
  });
}

/** Snapshots as the desk keeps them; the last one as far from the end as it may be. */
async function saveAt(journal: Journal, head: { seq: number; hash: string }, records: number): Promise<void> {
  if (head.seq % FOLD_REACH !== 0 || head.seq > records - FOLD_REACH) return;
  const random = seededRandom(head.seq);
  const state = JSON.stringify(Array.from({ length: STATE_SIZE / 20 }, () => random()));
  await journal.saveFold({ ...head, version: 1, state });
}

async function measureStart(dataDir: string): Promise<JournalFigures['start']> {
  const times = [performance.now()];
  const lap = () => times.push(performance.now());
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  lap();
  const database = await openDatabase(postgres.url);
  await migrate(database);
  const journal = await openJournal(database, 'night');
  lap();
  const fold = await journal.loadFold({ version: 1 });
  JSON.parse(fold?.state ?? 'null');
  lap();
  let tailRecords = 0;
  for await (const _ of journal.read({ after: fold?.seq ?? 0 })) tailRecords += 1;
  lap();
  await close(database, postgres);
  const [postgresMs, journalMs, snapshotMs, tailMs] = times
    .slice(1)
    .map((time, index) => time - times[index]!);
  return {
    postgresMs: postgresMs!,
    journalMs: journalMs!,
    snapshotMs: snapshotMs!,
    tailMs: tailMs!,
    tailRecords,
    totalMs: times.at(-1)! - times[0]!,
  };
}

async function withJournal<T>(dataDir: string, work: (journal: Journal) => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  const database = await openDatabase(postgres.url);
  try {
    await migrate(database);
    return await work(await openJournal(database, 'night'));
  } finally {
    await close(database, postgres);
  }
}

async function close(database: Database, postgres: { stop(): Promise<void> }): Promise<void> {
  await database.close();
  await postgres.stop();
}

/** Count reports of a made-up night of 3,143 units, a tenth of a second apart. */
function reports(count: number, random: () => number, from: number): Draft[] {
  return Array.from({ length: count }, (_, index) => {
    const at = FIRST_MOMENT + (from + index) * 100;
    return { at, by: 'feed:bench', kind: 'report', data: report(from + index + 1, at, random) };
  });
}

function report(position: number, at: number, random: () => number): CountReport {
  const first = Math.floor(random() * 400_000);
  const second = Math.floor(random() * 400_000);
  const unit = Math.floor(random() * 3_143);
  const moment = new Date(at).toISOString();
  return {
    feed: 'bench',
    position,
    unit: `unit-${unit}`,
    contest: `contest-${unit % 56}`,
    reportedAt: moment,
    observedAt: moment,
    votes: { 'first-ticket': first, 'second-ticket': second, 'third-ticket': null },
    total: first + second + Math.floor(random() * 5_000),
    expectedShare: Math.floor(random() * 1_000) / 1_000,
    precision: 'exact',
  };
}

function perSecond(count: number, start: number): number {
  return (count / (performance.now() - start)) * 1000;
}

function table(figures: JournalFigures): string {
  const { records, sealedPerSecond, appendedPerSecond, verifiedPerSecond, start } = figures;
  const rate = (value: number) => `${Math.round(value).toLocaleString('en').padStart(8)} a second`;
  const time = (value: number) => `${Math.round(value).toLocaleString('en').padStart(8)} ms`;
  return [
    `journal of ${records.toLocaleString('en')} reports, fsync on, seed ${SEED}`,
    `  sealed, without database   ${rate(sealedPerSecond)}`,
    `  appended, batches of ${BATCH}   ${rate(appendedPerSecond)}`,
    `  verified                   ${rate(verifiedPerSecond)}`,
    `  start: PostgreSQL          ${time(start.postgresMs)}`,
    `         open the journal    ${time(start.journalMs)}`,
    `         load the snapshot   ${time(start.snapshotMs)}`,
    `         read ${String(start.tailRecords).padStart(6)} records  ${time(start.tailMs)}`,
    `         in all              ${time(start.totalMs)}`,
  ].join('\n');
}

if (import.meta.main) {
  const figures = await benchJournal(Number(process.argv[2] ?? 1_000_000), (message) =>
    process.stderr.write(`\r${message}`),
  );
  process.stderr.write('\r\x1b[K');
  console.log(table(figures));
}
