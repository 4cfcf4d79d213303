/**
 * Runs PostgreSQL's programs, as root under a user of their own: PostgreSQL refuses to run as root.
 *
 * That user is `postgres`; it is made where the machine has none.
 */
import { execFile } from 'node:child_process';
import { StartError } from './postgres-error.ts';

/** The user under whom the programs run where this process is root; null means: as this process. */
export type Owner = { readonly uid: number; readonly gid: number } | null;

export type Outcome = { readonly ok: boolean; readonly output: string };

const USER = 'postgres';

/** What the programs find in their environment: nothing of the caller's language, zone or PG* settings. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Finds or makes the user for a process of root. */
export async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return null;
  return (await lookUp()) ?? (await makeUser());
}

/** Runs a program to its end; `output` is all that it printed, or why it did not run. */
export function run(program: string, args: readonly string[], owner: Owner, cwd: string): Promise<Outcome> {
  const environment = process.platform === 'win32' ? {} : { env: ENVIRONMENT };
  const options = { cwd, ...environment, ...(owner ?? {}), timeout: 120_000, windowsHide: true };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const printed = `${stdout}${stderr}`.trim();
      resolve({ ok: error === null, output: printed || (error?.message ?? '') });
    });
  });
}

async function lookUp(): Promise<Owner> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, USER], null, '/')));
  if (!uid?.ok || !gid?.ok) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function makeUser(): Promise<Owner> {
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', USER];
  const made = await run('useradd', args, null, '/');
  const owner = await lookUp();
  if (owner !== null) return owner;
  throw new StartError(
    'no-user',
    `PostgreSQL does not run as root, and a user "${USER}" could not be made (${made.output}): make one, start firstcall as an ordinary user, or set DATABASE_URL`,
  );
}
