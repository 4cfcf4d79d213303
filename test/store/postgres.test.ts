import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultDataDir } from '../../src/store/data-folder.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openJournal } from '../../src/store/journal.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type Postgres, startPostgres } from '../../src/store/postgres.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { runChild } from './child.ts';
import { drafts } from './drafts.ts';

const AS_ROOT = process.getuid?.() === 0;

async function dataFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstcall-data-'));
  await chmod(dataDir, 0o755);
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** A data folder that was used before, from one made once: making a cluster takes longest. */
async function usedFolder(): Promise<string> {
  const dataDir = await dataFolder();
  await promisify(execFile)('cp', ['-a', join(used, 'postgres'), dataDir]);
  return dataDir;
}

let used: string;

beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'firstcall-used-'));
  await chmod(used, 0o755);
  await (await startPostgres({ dataDir: used, log: () => undefined })).stop();
});

afterAll(() => rm(used, { recursive: true, force: true }));

async function start(dataDir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function settingsOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings',
  );
  await client.end();
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

async function serverPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('startPostgres', () => {
  it('starts a durable server on the loopback address, ends it, and finds all again', async () => {
    const dataDir = await dataFolder();
    const first = await startPostgres({ dataDir, log: () => undefined });
    expect(first.adopted).toBe(false);
    expect(await settingsOf(first.url)).toMatchObject({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
    });
    const database = await openDatabase(first.url);
    await migrate(database);
    const written = await (await openJournal(database, 'night')).append(drafts(3), 0);
    await database.close();
    await first.stop();
    await first.stop();
    await expect(settingsOf(first.url)).rejects.toThrow('ECONNREFUSED');
    const second = await start(dataDir);
    const again = await openDatabase(second.url);
    expect(await (await openJournal(again, 'night')).head()).toEqual({ seq: 3, hash: written[2]!.hash });
    await again.close();
  });

  it('keeps the password to the owner and refuses another', async () => {
    const dataDir = await usedFolder();
    const { url } = await start(dataDir);
    expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(openDatabase(wrong.href)).rejects.toThrow(
      `cannot open the database at ${wrong.host}/firstcall: password authentication failed`,
    );
  });

  it('takes over the server of a killed process, with everything acknowledged, and ends it', async () => {
    const dataDir = await usedFolder();
    const keeper = runChild('keeper.ts', dataDir);
    const url = await keeper.nextLine();
    const database = await openDatabase(url);
    await migrate(database);
    const journal = await openJournal(database, 'night');
    await journal.append(drafts(5), 0);
    await database.close();
    await keeper.kill();
    const postgres = await start(dataDir);
    expect(postgres).toMatchObject({ adopted: true, url });
    const again = await openDatabase(postgres.url);
    expect(await verifyJournal(await openJournal(again, 'night'))).toMatchObject({
      records: 5,
      problems: [],
    });
    await again.close();
    await postgres.stop();
    await expect(settingsOf(url)).rejects.toThrow('ECONNREFUSED');
  });

  it('recovers when the server was killed as well', async () => {
    const dataDir = await usedFolder();
    const keeper = runChild('keeper.ts', dataDir);
    const database = await openDatabase(await keeper.nextLine());
    await migrate(database);
    await (await openJournal(database, 'night')).append(drafts(5), 0);
    process.kill(await serverPid(dataDir), 'SIGKILL');
    await keeper.kill();
    await database.close();
    const postgres = await start(dataDir);
    expect(postgres.adopted).toBe(false);
    const again = await openDatabase(postgres.url);
    expect((await (await openJournal(again, 'night')).head()).seq).toBe(5);
    await again.close();
  });

  it('is not misled by a pid file whose number another program has by now', async () => {
    const dataDir = await usedFolder();
    const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n${dataDir}/postgres/cluster\n1\n5432\n\n127.0.0.1\n`);
    expect((await start(dataDir)).adopted).toBe(false);
  });

  it('survives being killed at any moment of its first start', async () => {
    const dataDir = await dataFolder();
    for (const moment of [150, 300, 450, 600, 900, 1_200]) {
      const keeper = runChild('keeper.ts', dataDir);
      await sleep(moment);
      await keeper.kill();
    }
    const { url } = await start(dataDir);
    expect((await settingsOf(url))['fsync']).toBe('on');
  });

  it('says which process holds the folder, and leaves that one alone', async () => {
    const dataDir = await usedFolder();
    const { url } = await start(dataDir);
    const keeper = runChild('keeper.ts', dataDir);
    expect(await keeper.nextLine()).toMatch(
      new RegExp(
        `^the data folder ${dataDir} is in use by another firstcall \\(process ${process.pid}, since .*Z\\): stop`,
      ),
    );
    await keeper.kill();
    expect((await settingsOf(url))['fsync']).toBe('on');
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({ fault: 'held' });
  });

  it('lets one of two that start at once have a new folder', async () => {
    const dataDir = await dataFolder();
    const keepers = [runChild('keeper.ts', dataDir), runChild('keeper.ts', dataDir)];
    const both = await Promise.all(keepers.map((keeper) => keeper.nextLine()));
    await Promise.all(keepers.map((keeper) => keeper.kill()));
    await start(dataDir);
    expect(both.filter((line) => line.startsWith('postgres://')).length).toBe(1);
    expect(both.filter((line) => line.includes('in use by another firstcall')).length).toBe(1);
  });

  it('says what to do where the folder cannot be used', async () => {
    const closed = join(await dataFolder(), 'closed');
    await mkdir(closed, { mode: AS_ROOT ? 0o700 : 0o500 });
    await expect(
      startPostgres({ dataDir: join(closed, 'data'), log: () => undefined }),
    ).rejects.toMatchObject({
      fault: 'no-permission',
      message: expect.stringMatching(
        AS_ROOT ? /cannot reach .* chmod o\+x/ : /permission denied.* Make it writable/,
      ),
    });
    const file = join(await dataFolder(), 'file');
    await writeFile(file, '');
    await expect(startPostgres({ dataDir: file, log: () => undefined })).rejects.toThrow(
      'cannot use the data folder',
    );
  });

  it('does not touch a folder of somebody else', async () => {
    const dataDir = await dataFolder();
    await mkdir(join(dataDir, 'postgres'), { mode: 0o755 });
    await writeFile(join(dataDir, 'postgres', 'letter.txt'), 'mine');
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({
      fault: 'not-ours',
    });
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o755);
  });

  it('refuses a cluster of another major version', async () => {
    const dataDir = await usedFolder();
    await writeFile(join(dataDir, 'postgres/cluster/PG_VERSION'), '17\n');
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({
      fault: 'wrong-version',
      message: expect.stringContaining('was made by PostgreSQL 17, this is PostgreSQL 18'),
    });
  });

  it('shows the end of the log where the server does not start', async () => {
    const dataDir = await usedFolder();
    await rm(join(dataDir, 'postgres/cluster/global/pg_control'));
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({
      fault: 'start-failed',
      message: expect.stringContaining('pg_control'),
    });
  });

  it('says so where the password is not the one the cluster was made with', async () => {
    const dataDir = await usedFolder();
    const file = join(dataDir, 'postgres/password');
    const password = await readFile(file);
    await rm(file);
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toThrow(
      'holds a database without its file "password": bring that back',
    );
    await writeFile(file, 'another');
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toThrow(
      'does not let this firstcall in',
    );
    await writeFile(file, password);
    expect((await start(dataDir)).adopted).toBe(true);
  });
});

describe('defaultDataDir', () => {
  it('is the user’s data folder, and under root one that PostgreSQL’s user can reach', () => {
    expect(defaultDataDir({ HOME: '/home/mori' }, 'linux', false)).toBe('/home/mori/.local/share/firstcall');
    expect(defaultDataDir({ HOME: '/home/mori', XDG_DATA_HOME: '/data' }, 'linux', false)).toBe(
      '/data/firstcall',
    );
    expect(defaultDataDir({ HOME: '/root' }, 'linux', true)).toBe('/var/lib/firstcall');
    expect(defaultDataDir({ HOME: '/Users/mori' }, 'darwin', false)).toBe(
      '/Users/mori/Library/Application Support/Firstcall',
    );
    expect(defaultDataDir({ LOCALAPPDATA: 'C:\\Users\\mori\\AppData\\Local' }, 'win32', false)).toBe(
      'C:\\Users\\mori\\AppData\\Local\\Firstcall',
    );
  });
});
