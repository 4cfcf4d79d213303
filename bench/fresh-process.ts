/** One benchmark in a process of its own, in a checkout of the project; and what several runs say together. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Figures, NAMES } from './measures.ts';

const run = promisify(execFile);

export async function measure(root: string, name: string): Promise<Figures> {
  const { stdout } = await run(process.execPath, [join(root, 'bench/measures.ts'), name], { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Figures;
}

/** The names that were asked for, or all; ends the process with what there is where one is unknown. */
export function chosen(names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    console.error(`unknown benchmark "${unknown}"; choose among ${NAMES.join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? NAMES : names;
}

/** Minimum, mean and standard deviation (n − 1; 0 for a single run). */
export function spread(values: readonly number[]): { min: number; mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { min: Math.min(...values), mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

export function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
