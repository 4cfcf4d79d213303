/** The command line as a person runs it: a process of its own, its two outputs, its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ROOT } from '../desk/embedded-night.ts';
import { NODE } from '../store/child.ts';

export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

const CLI = join(ROOT, 'src/cli.ts');

export async function run(...args: string[]): Promise<Run> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(NODE, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ]);
  return { code: code as number | null, out, err };
}

/** Runs it behind a reader that takes the first bytes and goes away, as `| head -1` does. */
export async function runUntilFirstBytes(...args: string[]): Promise<Run> {
  const child = spawn(NODE, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const err = textOf(child.stderr);
  const closed = once(child, 'close');
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  child.stdout.destroy();
  const [code] = (await closed) as [number | null];
  return { code, out: first.toString(), err: await err };
}

/** The lines of JSON that a command printed. */
export function linesOf<T = Record<string, unknown>>({ out }: Run): T[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream.setEncoding('utf8')) text += part;
  return text;
}
