/**
 * One PostgreSQL cluster in a data folder: make it, start its server, find a server that was left running, stop it.
 *
 * A server outlives a firstcall that was killed; `postmaster.pid` says where it listens. A process that merely has
 * the same number by now is told apart by its command line.
 */
import { execFile } from 'node:child_process';
import { lchown, mkdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clusterVersion, type DataFolder, lastOfLog, turnLog, writeFresh } from './data-folder.ts';
import { StartError } from './postgres-error.ts';
import type { Programs } from './postgres-programs.ts';
import { type Outcome, type Owner, run } from './run-as.ts';

export type Cluster = { readonly folder: DataFolder; readonly programs: Programs; readonly owner: Owner };

export const USER = 'firstcall';

/** Tries to start: a free port can be taken between our asking and the server's. */
const START_TRIES = 5;
/** How long a server that was left running may take to recover or to end. */
const PATIENCE = 30_000;

/** PostgreSQL's own C.UTF-8: the same order of text on every machine, whatever locales are installed. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const INIT = [...LOCALE, '--username', USER, '--auth', 'scram-sha-256'];

/**
 * The server's settings. Loopback only, no socket file (their folder differs between machines), the durable settings
 * written out, memory for a desk's machine rather than a server's.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  password_encryption: 'scram-sha-256',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  min_wal_size: '80MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Who tried what: a statement that is refused stands there with the role that sent it.
  log_line_prefix: '%m [%p] %u@%d ',
  log_min_error_statement: 'error',
  lc_messages: 'C',
  log_min_messages: 'warning',
};

/** Makes the cluster where there is none. It appears whole or not at all, however this process ends. */
export async function makeCluster({ folder, programs, owner }: Cluster): Promise<void> {
  const version = await clusterVersion(folder);
  if (version === programs.major) return;
  if (version !== null)
    throw new StartError(
      'wrong-version',
      `the data folder ${folder.dataDir} was made by PostgreSQL ${version}, this is PostgreSQL ${programs.major}: export its journals with the firstcall that made it, or choose a new data folder`,
    );
  const fresh = join(folder.path, `cluster.${process.pid}`);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (owner !== null) await lchown(fresh, owner.uid, owner.gid);
  const { ok, output } = await run(
    programs.initdb,
    [...INIT, '--pgdata', fresh, '--pwfile', join(folder.path, 'password')],
    owner,
    folder.path,
  );
  if (ok) await rename(fresh, folder.cluster).catch(ignoreRace);
  await rm(fresh, { recursive: true, force: true });
  // Another firstcall may have been quicker: its cluster is as good.
  if ((await clusterVersion(folder)) !== programs.major)
    throw new StartError(
      'init-failed',
      `PostgreSQL could not make its files in ${folder.dataDir}: ${output}`,
    );
}

/** The quicker one has put its cluster there, and may have removed ours as a leftover. */
function ignoreRace(error: NodeJS.ErrnoException): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error;
}

/** Starts the server and returns its port. */
export async function startServer(cluster: Cluster): Promise<number> {
  const { folder } = cluster;
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    await turnLog(folder);
    await writeSettings(cluster, port);
    const { ok, output } = await control(cluster, ['start', '--log', folder.log]);
    if (ok) return port;
    const log = await lastOfLog(folder);
    const portTaken = /could not bind/.test(log);
    // Processes of a server that was killed outlive it by a moment.
    const mayPass = portTaken || /shared memory block .* is still in use/.test(log);
    if (!mayPass || tries === START_TRIES)
      throw new StartError(
        portTaken ? 'no-port' : 'start-failed',
        `PostgreSQL did not start (${output}); the end of ${folder.log} says:\n${log}`,
      );
    await sleep(200 * tries);
  }
}

/** Ends the server: open transactions are rolled back, what was committed is on disk. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const { ok, output } = await control(cluster, ['stop', '--mode', 'fast']);
  if (!ok && (await readPidFile(cluster.folder)) !== null)
    throw new StartError('start-failed', `PostgreSQL in ${cluster.folder.dataDir} did not stop: ${output}`);
}

function control({ folder, programs, owner }: Cluster, args: readonly string[]): Promise<Outcome> {
  const common = ['--pgdata', folder.cluster, '--wait', '--timeout', '60', '--silent'];
  return run(programs.control, [...args, ...common], owner, folder.path);
}

async function writeSettings({ folder, owner }: Cluster, port: number): Promise<void> {
  const lines = Object.entries({ port, ...SETTINGS }).map(([name, value]) => `${name} = '${value}'\n`);
  const file = join(folder.cluster, 'postgresql.conf');
  const text = `# Written by firstcall at every start.\n${lines.join('')}`;
  await rename(await writeFresh(file, text, owner), file);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (cause) =>
      reject(new StartError('no-port', `no free port on 127.0.0.1: ${cause.message}`, cause)),
    );
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** The port of a server that is already running on this cluster; null where there is none, and traces are removed. */
export async function findServer(cluster: Cluster): Promise<number | null> {
  const { folder } = cluster;
  for (const started = Date.now(); Date.now() - started < PATIENCE; await sleep(100)) {
    const left = await readPidFile(folder);
    if (left === null) return null;
    if (!(await isServerOf(folder, left.pid))) {
      await rm(join(folder.cluster, 'postmaster.pid'), { force: true });
      return null;
    }
    const answer = left.port === null ? 'wait' : await ask(cluster, left.port);
    if (answer === 'ours') return left.port;
    if (answer === 'closed') break;
  }
  await stopServer(cluster);
  return null;
}

async function readPidFile({ cluster }: DataFolder): Promise<{ pid: number; port: number | null } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]) || null };
}

async function isServerOf({ cluster }: DataFolder, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid === 0) return false;
  // On Windows PostgreSQL writes its paths with slashes.
  const plain = (path: string) => path.replaceAll('\\', '/');
  return plain(await commandLine(pid)).includes(plain(cluster));
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program, ...args] =
    process.platform === 'win32' ? askWindows(pid) : ['ps', '-ww', '-o', 'args=', '-p', `${pid}`];
  return new Promise((resolve) => {
    execFile(program!, args, (_, stdout) => resolve(stdout));
  });
}

function askWindows(pid: number): string[] {
  const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
  return ['powershell', '-NoProfile', '-Command', query];
}

/** `ours` answers from this cluster; `wait`: it starts or ends just now; `closed`: it does not let us in. */
async function ask({ folder }: Cluster, port: number): Promise<'ours' | 'wait' | 'closed'> {
  const client = new pg.Client({ ...address(folder, port, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return (await realpath(rows[0]!.data_directory)) === (await realpath(folder.cluster)) ? 'ours' : 'closed';
  } catch (error) {
    return /^28/.test(String((error as { code?: unknown }).code)) ? 'closed' : 'wait';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How to connect to the server. */
export function address({ password }: DataFolder, port: number, database: string) {
  return { host: '127.0.0.1', port, user: USER, password, database, ssl: false };
}
