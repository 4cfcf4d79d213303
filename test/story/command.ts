/** The command line as a person starts it: a process of its own, stopped as a terminal would stop it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildDesk } from '../../src/cli/build-desk.ts';
import { oneAtATime } from '../made-once.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const BUNDLED = join(ROOT, 'node_modules/.bin/node');
const NODE = existsSync(BUNDLED) ? BUNDLED : process.execPath;

type Command = {
  readonly pid: number;
  /** Everything printed so far, results and notes together. */
  printed(): string;
  /** Waits until something is printed; rejects where the command ends first. */
  prints(what: RegExp): Promise<void>;
  /** The exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ctrl-C: the terminal tells the whole group. */
  interrupt(): void;
  /** Ends the process alone and at once, as a crash would; what it started is left behind. */
  kill(): void;
};

function firstcall(...args: string[]): Command {
  const child = spawn(NODE, [join(ROOT, 'bin/firstcall.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the signal reaches it and not the tests.
    detached: true,
    env: { ...process.env, DATABASE_URL: undefined },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`cannot start ${NODE}`);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      child.emit('printed');
    });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return {
    pid,
    ended,
    printed: () => text,
    prints: (what) =>
      new Promise((done, fail) => {
        const look = () => what.test(text) && done();
        child.on('printed', look);
        look();
        void ended.then((code) => fail(new Error(`ended with ${code} before it printed ${what}:\n${text}`)));
      }),
    interrupt: () => void process.kill(-pid, 'SIGINT'),
    kill: () => void process.kill(pid, 'SIGKILL'),
  };
}

/** Runs a command to its end. */
export async function run(...args: string[]): Promise<{ code: number | null; printed: string }> {
  const command = firstcall(...args);
  return { code: await command.ended, printed: command.printed() };
}

/** A running desk. */
export type House = { readonly address: string; readonly command: Command };

/** Starts a desk on a free port and waits for its address. */
export async function startHouse(dataDir: string, speed: number, ...more: string[]): Promise<House> {
  await buildPages();
  const port = await freePort();
  const own = ['--data-dir', dataDir, '--port', `${port}`, '--speed', `${speed}`];
  const command = firstcall('start', ...own, ...more);
  await command.prints(/Desk: http/);
  return { address: `http://127.0.0.1:${port}`, command };
}

/** Ends whatever of a desk still runs, and removes its folder. */
export async function clearHouse(dataDir: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    for (const pid of await processesOf(dataDir)) end(pid, signal);
    for (let tries = 0; tries < 100 && (await processesOf(dataDir)).length > 0; tries++)
      await new Promise((done) => setTimeout(done, 100));
  }
  await rm(dataDir, { recursive: true, force: true });
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** A new data folder that PostgreSQL's own user can reach where the tests run as root. */
export async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstcall-story-'));
  await chmod(dataDir, 0o755);
  return dataDir;
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** Every process that works in a data folder or names it: the desk, the database's server, the server's workers. */
export async function processesOf(dataDir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return line.includes(dataDir) || folder.startsWith(dataDir);
    }),
  );
  return pids.filter((_, index) => found[index]);
}

/** Builds the pages where they are missing or old, as the command would; of two files that start at once, one builds. */
function buildPages(): Promise<void> {
  return oneAtATime('dist', () =>
    buildDesk(ROOT, { out: () => undefined, note: () => undefined, progress: null }),
  );
}
