/**
 * Two real CalDAV servers as child processes, each on a free port with a folder of its own, and what tests do to them.
 * Radicale asks for a password; Xandikos stands open and reckons free and busy itself.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const USER = 'aide';
const PASSWORD = 'of the aide: 日程';

export type CalendarServer = {
  /** Address of the calendar. */
  readonly url: string;
  readonly login: { readonly user: string; readonly secret: string } | null;
  /** The same as a header. */
  readonly headers: Record<string, string>;
  put(name: string, text: string): Promise<void>;
  get(name: string): Promise<string>;
  remove(name: string): Promise<void>;
  /** Ends the program, or starts it again where it was. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

type Kind = {
  readonly program: string;
  readonly command: (folder: string, port: number) => Promise<readonly string[]>;
  readonly path: string;
  readonly login: CalendarServer['login'];
};

export const KINDS: Readonly<Record<'radicale' | 'xandikos', Kind>> = {
  radicale: {
    program: 'radicale',
    path: '/aide/diary/',
    login: { user: USER, secret: PASSWORD },
    command: async (folder, port) => {
      await writeFile(join(folder, 'users'), `${USER}:${PASSWORD}\n`);
      const auth = ['--auth-type', 'htpasswd', '--auth-htpasswd-filename', join(folder, 'users')];
      const store = ['--storage-filesystem-folder', join(folder, 'store'), '-H', `127.0.0.1:${port}`];
      return [...store, ...auth, '--auth-htpasswd-encryption', 'plain', '-C', ''];
    },
  },
  xandikos: {
    program: 'xandikos',
    path: '/aide/calendars/calendar/',
    login: null,
    command: async (folder, port) => {
      const where = ['-l', '127.0.0.1', '-p', String(port), '--current-user-principal', '/aide/'];
      return ['-d', join(folder, 'store'), '--defaults', ...where];
    },
  },
};

/** Whether this machine has the program; says so where it has not. */
export function has({ program }: Kind): boolean {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) process.stderr.write(`skipped: ${program} is not installed (Debian has it as a package)\n`);
  return found;
}

export async function startServer(kind: Kind): Promise<CalendarServer> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-calendar-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const headers: Record<string, string> = kind.login === null ? {} : { authorization: basic(kind.login) };
  const ask = async (method: string, path: string, body?: string): Promise<Response> => {
    const type = { 'content-type': 'text/calendar; charset=utf-8' };
    return fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, ...type },
      ...(body === undefined ? {} : { body }),
    });
  };
  const done = async (method: string, path: string, body?: string): Promise<string> => {
    const response = await ask(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  };
  let running: ChildProcess | null = null;
  const start = async () => {
    running = spawn(kind.program, await kind.command(folder, port), { stdio: 'ignore' });
    for (let tries = 0; tries < 200; tries++) {
      if (
        await ask('OPTIONS', '/').then(
          () => true,
          () => false,
        )
      )
        return;
      await sleep(50);
    }
    throw new Error(`${kind.program} does not answer`);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => running!.once('exit', resolve));
    running!.kill();
    await ended;
  };
  await start();
  if (kind.login !== null) await done('MKCALENDAR', kind.path);
  return {
    url: `${origin}${kind.path}`,
    login: kind.login,
    headers,
    put: async (name, text) => void (await done('PUT', `${kind.path}${name}.ics`, text)),
    get: (name) => done('GET', `${kind.path}${name}.ics`),
    remove: async (name) => void (await done('DELETE', `${kind.path}${name}.ics`)),
    start,
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function basic({ user, secret }: NonNullable<CalendarServer['login']>): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
