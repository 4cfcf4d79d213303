/**
 * The folder in which the embedded PostgreSQL lives: `postgres` within firstcall's data folder, and what is in it.
 *
 *   cluster/      PostgreSQL's own folder           password     for its only user, readable by its owner alone
 *   server.log    since the last start              postgres-…    a copy of the programs, only where one is needed
 */
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lchown,
  link,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { StartError } from './postgres-error.ts';
import { type Owner, run } from './run-as.ts';

export type DataFolder = {
  /** As the operator knows it. */
  readonly dataDir: string;
  /** PostgreSQL's part of it; under root this part alone belongs to the server's user. */
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Where data goes when nobody says: the user's data folder; for root one that PostgreSQL's own user can reach. */
export function defaultDataDir(env: Environment, platform: NodeJS.Platform, isRoot: boolean): string {
  if (platform === 'win32')
    return win32.join(env['LOCALAPPDATA'] ?? win32.join(homedir(), 'AppData', 'Local'), 'Firstcall');
  if (isRoot) return '/var/lib/firstcall';
  const home = env['HOME'] ?? homedir();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Firstcall');
  return posix.join(env['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), 'firstcall');
}

/** Makes the folder where it is missing, and sees that the server's user can write to it. */
export async function openFolder(dataDir: string, owner: Owner): Promise<DataFolder> {
  try {
    await makeReachable(dataDir, owner);
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    // The server is told apart by this path: the same folder must always have the same one.
    const path = await realpath(join(dataDir, 'postgres'));
    await refuseForeign(path);
    await chmod(path, 0o700);
    if (owner !== null) await handOver(path, owner);
    const password = await keepPassword(path, owner);
    return { dataDir, path, cluster: join(path, 'cluster'), log: join(path, 'server.log'), password };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      'no-permission',
      `cannot use the data folder ${dataDir}: ${(error as Error).message}. Make it writable for this user, or choose another folder`,
      error,
    );
  }
}

/** A folder that root makes here is open to the server's user, whatever root's umask. */
async function makeReachable(dataDir: string, owner: Owner): Promise<void> {
  const made = await mkdir(dataDir, { recursive: true });
  if (made !== undefined && owner !== null) await chmod(dataDir, 0o755);
}

/** The folder changes hands and mode; that must not happen to one that is somebody else's. */
async function refuseForeign(path: string): Promise<void> {
  const names = await readdir(path);
  if (names.length === 0 || names.some((name) => name.startsWith('password'))) return;
  const what = names.includes('cluster')
    ? 'a database without its file "password": bring that back'
    : 'other files: empty it';
  throw new StartError('not-ours', `the folder ${path} holds ${what}, or choose another data folder`);
}

async function handOver(path: string, owner: NonNullable<Owner>): Promise<void> {
  await chown(path, owner.uid, owner.gid);
  const { ok } = await run('test', ['-w', path], owner, '/');
  if (ok) return;
  throw new StartError(
    'no-permission',
    `PostgreSQL's user (uid ${owner.uid}) cannot reach the data folder ${path}, because a folder above it is closed to others: choose a folder such as /var/lib/firstcall, or open the way with chmod o+x`,
  );
}

async function keepPassword(path: string, owner: Owner): Promise<string> {
  const file = join(path, 'password');
  const fresh = await writeFresh(file, `${randomBytes(24).toString('base64url')}\n`, owner);
  // Whole or not at all, and never in place of one that a cluster was made with.
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return (await readFile(file, 'utf8')).trim();
}

/**
 * Writes a file beside `file`, readable by its owner alone, to be put in its place. Root writes here into a folder of
 * another user: never through a link that is already there.
 */
export async function writeFresh(file: string, text: string, owner: Owner): Promise<string> {
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await writeFile(fresh, text, { mode: 0o600, flag: 'wx' });
  if (owner !== null) await lchown(fresh, owner.uid, owner.gid);
  return fresh;
}

/** Removes what a firstcall left that was killed while it made the cluster. Only for the one that holds the folder. */
export async function removeLeftovers({ path }: DataFolder): Promise<void> {
  const left = (await readdir(path)).filter((name) => /^cluster\.\d+$/.test(name));
  await Promise.all(left.map((name) => rm(join(path, name), { recursive: true, force: true })));
}

/** The major version that made the cluster; null where there is none yet. */
export async function clusterVersion({ cluster }: DataFolder): Promise<string | null> {
  return (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(ifMissing(null)))?.trim() ?? null;
}

/** The last lines of the server's log: why it did not start. */
export async function lastOfLog({ log }: DataFolder, lines = 6): Promise<string> {
  const text = await readFile(log, 'utf8').catch(ifMissing(''));
  return text.trim().split('\n').slice(-lines).join('\n');
}

/** Begins a new log and keeps the one before. */
export async function turnLog({ log }: DataFolder): Promise<void> {
  await rename(log, `${log}.old`).catch(ifMissing(undefined));
}

function ifMissing<T>(fallback: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return fallback;
    throw error;
  };
}
