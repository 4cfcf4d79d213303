/** Runs a script of this folder as a process of its own, on the Node that the project brings along. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Child = {
  readonly pid: number;
  /** Lines printed so far. */
  readonly lines: readonly string[];
  /** The next line; rejects when the process ends first. */
  nextLine(): Promise<string>;
  /** Kills it at once, as a power cut would, and waits for its end. */
  kill(): Promise<void>;
};

const BUNDLED = resolve(import.meta.dirname, '../../node_modules/.bin/node');
/** The Node that the project brings along; the running one where there is none. */
export const NODE = existsSync(BUNDLED) ? BUNDLED : process.execPath;

export function runChild(script: string, ...args: string[]): Child {
  const child = spawn(NODE, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const lines = readLines(child);
  return {
    pid: child.pid!,
    lines,
    nextLine: () =>
      new Promise((done, fail) => {
        const seen = lines.length;
        child.stdout.on('data', () => setImmediate(() => lines.length > seen && done(lines[seen]!)));
        child.once('close', () => fail(new Error(`${script} ended before it printed a line`)));
      }),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function readLines(child: ChildProcessByStdio<null, Readable, null>): string[] {
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return lines;
}
