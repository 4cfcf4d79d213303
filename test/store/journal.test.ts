import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EMPTY, type JournalRecord } from '../../src/store/chain.ts';
import { FOLD_REACH } from '../../src/store/folds.ts';
import { HeadMoved, type Journal, listJournals, openJournal } from '../../src/store/journal.ts';
import { leaderLock } from '../../src/store/leader.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { runChild } from './child.ts';
import { drafts, momentOf } from './drafts.ts';
import { testDatabase } from './server.ts';

/** For what comes in its own time on a busy machine. */
const PATIENCE = { timeout: 30_000 };

async function readAll(journal: Journal, after = 0): Promise<JournalRecord[]> {
  return Array.fromAsync(journal.read({ after }));
}

describe.each<[string, () => Promise<Journal>]>([
  ['on PostgreSQL', async () => openJournal(await testDatabase(), 'night')],
  ['in memory', async () => memoryJournal()],
])('a journal %s', (_, open) => {
  it('begins empty and gives back what was appended, in order and chained', async () => {
    const journal = await open();
    expect(await journal.head()).toEqual(EMPTY);
    const first = await journal.append(drafts(3), 0);
    const second = await journal.append(drafts(2, 4), 3);
    expect(await readAll(journal)).toEqual([...first, ...second]);
    expect(await journal.head()).toEqual({ seq: 5, hash: second[1]!.hash });
    expect(await verifyJournal(journal)).toMatchObject({ records: 5, problems: [] });
  });

  it('acknowledges a record exactly as a later reader sees it', async () => {
    const journal = await open();
    const data = { zeta: 1, alpha: { second: -0, first: 'ü\u0000"\\' } };
    const [written] = await journal.append([{ at: momentOf(1), by: 'person:é', kind: 'note', data }], 0);
    const [read] = await readAll(journal);
    expect(JSON.stringify(written)).toBe(JSON.stringify(read));
    expect(read!.data).toEqual({ alpha: { first: 'ü\u0000"\\', second: 0 }, zeta: 1 });
  });

  it('refuses an append behind another head and writes nothing of it', async () => {
    const journal = await open();
    await journal.append(drafts(3), 0);
    await expect(journal.append(drafts(1, 4), 2)).rejects.toThrow(HeadMoved);
    await expect(journal.append(drafts(1, 4), 4)).rejects.toMatchObject({ expected: 4, actual: 3 });
    expect((await journal.head()).seq).toBe(3);
  });

  it('writes a batch whole or not at all', async () => {
    const journal = await open();
    const bad = { at: momentOf(9), by: 'desk', kind: 'note', data: { share: Number.NaN } };
    await expect(journal.append([...drafts(2), bad], 0)).rejects.toThrow('data.share is NaN');
    expect(await journal.head()).toEqual(EMPTY);
  });

  it('reads any range', async () => {
    const journal = await open();
    await journal.append(drafts(5_000), 0);
    const numbers = async (range: Parameters<Journal['read']>[0]) =>
      (await Array.fromAsync(journal.read(range))).map(({ seq }) => seq);
    expect(await numbers({ after: 0 })).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
    expect(await numbers({ after: 2, upTo: 5 })).toEqual([3, 4, 5]);
    expect(await numbers({ after: 4_998, limit: 1 })).toEqual([4_999]);
    expect((await numbers({ after: 10, limit: 4_500 })).length).toBe(4_500);
    expect(await numbers({ after: 5_000 })).toEqual([]);
    expect(await numbers({ after: 7, upTo: 6 })).toEqual([]);
  });

  it('knows the last record at a moment', async () => {
    const journal = await open();
    const together = { ...drafts(1, 3)[0]!, at: momentOf(2) };
    await journal.append([...drafts(2), together, ...drafts(2, 4)], 0);
    expect(await journal.seqAt(momentOf(1) - 1)).toBe(0);
    expect(await journal.seqAt(momentOf(1))).toBe(1);
    expect(await journal.seqAt(momentOf(2))).toBe(3);
    expect(await journal.seqAt(momentOf(4) - 1)).toBe(3);
    expect(await journal.seqAt(momentOf(99))).toBe(5);
  });

  it('gives the latest snapshot of a version that lies on this chain', async () => {
    const journal = await open();
    const records = await journal.append(drafts(9), 0);
    const save = (seq: number, version: number, hash = records[seq - 1]!.hash) =>
      journal.saveFold({ seq, hash, version, state: `${version} after ${seq}` });
    expect(await journal.loadFold({ version: 1 })).toBeNull();
    await save(4, 1);
    await expect(save(8, 1, 'of another chain')).rejects.toThrow('the journal has no record 8 with its hash');
    expect(await journal.loadFold({ version: 1 })).toMatchObject({ seq: 4, state: '1 after 4' });
    expect(await journal.loadFold({ version: 1, upTo: 3 })).toBeNull();
    expect(await journal.loadFold({ version: 2 })).toBeNull();
  });

  it('is followed from any record, until one stops', async () => {
    const journal = await open();
    await journal.append(drafts(3), 0);
    const stop = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const batch of journal.tail(1, stop.signal)) {
        seen.push(...batch.map(({ seq }) => seq));
        if (seen.includes(7)) stop.abort();
      }
    })();
    await sleep(50);
    await journal.append(drafts(4, 4), 3);
    await following;
    expect(seen).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('ends its followers when it is closed', async () => {
    const journal = await open();
    const following = Array.fromAsync(journal.tail(0, new AbortController().signal));
    await sleep(50);
    await journal.close();
    expect(await following).toEqual([]);
  });
});

describe('the journal table', () => {
  it.each([
    ['update', "update records set kind = 'other'"],
    ['delete', 'delete from records where seq = 1'],
    ['truncate', 'truncate records'],
  ])('refuses %s, also where ordinary triggers are off', async (_, statement) => {
    const database = await testDatabase();
    const journal = await openJournal(database, 'night');
    await journal.append(drafts(2), 0);
    await expect(database.pool.query(statement)).rejects.toThrow('the journal is append-only');
    await expect(database.pool.query(`set session_replication_role = replica; ${statement}`)).rejects.toThrow(
      'the journal is append-only',
    );
    expect((await journal.head()).seq).toBe(2);
  });

  it('keeps several journals apart and lists them', async () => {
    const database = await testDatabase();
    const night = await openJournal(database, 'night');
    const drill = await openJournal(database, 'drill');
    const written = await night.append(drafts(2), 0);
    expect(await drill.head()).toEqual(EMPTY);
    expect(await (await openJournal(database, 'night')).head()).toMatchObject({ seq: 2 });
    expect(await listJournals(database)).toMatchObject([
      { name: 'drill', head: EMPTY, lastAt: null },
      { name: 'night', head: { seq: 2, hash: written[1]!.hash }, lastAt: momentOf(2) },
    ]);
  });

  it('keeps of old snapshots only as many as leave none further away than FOLD_REACH', async () => {
    const database = await testDatabase();
    const journal = await openJournal(database, 'night');
    const records = await journal.append(drafts(35_000), 0);
    for (let seq = 1_000; seq <= 35_000; seq += 1_000)
      await journal.saveFold({ seq, hash: records[seq - 1]!.hash, version: 2, state: '{}' });
    const { rows } = await database.pool.query<{ seq: number }>('select seq from folds order by seq');
    const kept = [0, ...rows.map(({ seq }) => seq)];
    const gaps = kept.slice(1).map((seq, index) => seq - kept[index]!);
    expect(kept.at(-1)).toBe(35_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(FOLD_REACH);
    expect(kept.length).toBeLessThanOrEqual(6);
    await journal.saveFold({ seq: 35_000, hash: records.at(-1)!.hash, version: 3, state: '{}' });
    expect((await database.pool.query('select distinct version from folds')).rows).toEqual([{ version: 3 }]);
  });
});

describe('a snapshot of another chain', () => {
  it('is passed over for an older one of this chain', async () => {
    const database = await testDatabase();
    const journal = await openJournal(database, 'night');
    const records = await journal.append(drafts(25_000), 0);
    for (const seq of [5_000, 20_000])
      await journal.saveFold({ seq, hash: records[seq - 1]!.hash, version: 1, state: `after ${seq}` });
    await database.pool.query("update folds set hash = 'other' where seq = 20000");
    expect(await journal.loadFold({ version: 1 })).toMatchObject({ seq: 5_000, state: 'after 5000' });
  });
});

describe('many writers and readers', () => {
  it('gives twenty writers at once a chain without gaps, each batch whole', async () => {
    const database = await testDatabase();
    let refused = 0;
    const write = async (writer: number) => {
      const journal = await openJournal(database, 'night');
      for (let round = 0; round < 10; round++) {
        const batch = drafts(1 + (writer % 5)).map((draft) => ({
          ...draft,
          by: `writer:${writer}:${round}`,
        }));
        for (let done = false; !done; ) {
          const { seq } = await journal.head();
          done = await journal.append(batch, seq).then(
            () => true,
            (error) => {
              if (!(error instanceof HeadMoved)) throw error;
              refused += 1;
              return false;
            },
          );
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    const journal = await openJournal(database, 'night');
    expect(await verifyJournal(journal)).toMatchObject({ records: 600, problems: [] });
    expect(refused).toBeGreaterThan(0);
    const runs = (await readAll(journal))
      .map(({ by }) => by)
      .filter((by, index, all) => by !== all[index - 1]);
    expect(new Set(runs).size).toBe(runs.length);
  });

  it('shows followers every record once and in order, though their connections are killed', async () => {
    const database = await testDatabase();
    const journal = await openJournal(database, 'night');
    const stop = new AbortController();
    const seen: number[][] = [[], [], []];
    const followers = seen.map(async (one) => {
      for await (const batch of journal.tail(0, stop.signal)) one.push(...batch.map(({ seq }) => seq));
    });
    let seq = 0;
    for (let round = 0; round < 60; round++) {
      if (round % 15 === 7)
        await database.pool.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
        );
      seq = (await journal.append(drafts(5, seq + 1), seq)).at(-1)!.seq;
      await sleep(round % 4);
    }
    const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
    await expect.poll(() => seen, PATIENCE).toEqual([upTo(300), upTo(300), upTo(300)]);
    // One more: whatever came twice would stand before it.
    await journal.append(drafts(1, 301), seq);
    await expect.poll(() => seen, PATIENCE).toEqual([upTo(301), upTo(301), upTo(301)]);
    stop.abort();
    await Promise.all(followers);
  });

  it('follows by polling alone where no hint comes through', async () => {
    const database = await testDatabase();
    const deaf = { ...database, connect: () => Promise.reject(new Error('no connection for listening')) };
    const journal = await openJournal(deaf, 'night');
    const stop = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const batch of journal.tail(0, stop.signal)) seen.push(...batch.map(({ seq }) => seq));
    })();
    await sleep(50);
    await journal.append(drafts(2), 0);
    await expect.poll(() => seen, PATIENCE).toEqual([1, 2]);
    await journal.append(drafts(1, 3), 2);
    await expect.poll(() => seen, PATIENCE).toEqual([1, 2, 3]);
    stop.abort();
    await following;
  });

  it('lets one process lead, and another when its connection is gone', async () => {
    const database = await testDatabase();
    const first = await leaderLock(database, 'feeds');
    expect(await leaderLock(database, 'feeds')).toBeNull();
    expect(first!.lost.aborted).toBe(false);
    const lost = new Promise((done) => first!.lost.addEventListener('abort', done));
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    await lost;
    const second = await leaderLock(database, 'feeds');
    expect(second).not.toBeNull();
    await second!.release();
  });
});

describe('a writer that is killed at any moment', () => {
  it('has lost nothing that was acknowledged, and left a sound chain', async () => {
    const database = await testDatabase();
    const journal = await openJournal(database, 'night');
    onTestFinished(() => journal.close());
    let acknowledged = 0;
    for (let round = 0; round < 10; round++) {
      const writer = runChild('appender.ts', database.url, 'night');
      await writer.nextLine();
      await sleep((round * 37) % 101);
      await writer.kill();
      const hashes = new Map((await readAll(journal)).map(({ seq, hash }) => [seq, hash]));
      for (const line of writer.lines) {
        const [seq, hash] = line.split(' ');
        expect(hashes.get(Number(seq))).toBe(hash);
      }
      acknowledged += writer.lines.length;
      expect((await verifyJournal(journal)).problems).toEqual([]);
    }
    expect(acknowledged).toBeGreaterThan(10);
  });
});
