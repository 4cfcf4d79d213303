/**
 * `npm run bench:compare -- REF [NAME…] [--pairs N]`: this checkout against a git ref, pair by pair in fresh processes.
 *
 * The order within a pair alternates, so that a machine that warms up or slows down favours neither. Both are measured
 * by this checkout's benchmarks. Printed is this over REF for every figure, and the median of the pairs.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chosen, figure, measure } from './fresh-process.ts';
import type { Figures } from './measures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: '5' } },
});
const [ref, ...names] = positionals;
if (ref === undefined) {
  console.error('name a git ref to compare with: npm run bench:compare -- REF [NAME…]');
  process.exit(2);
}

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
try {
  git('rev-parse', '--verify', `${ref}^{commit}`);
} catch {
  console.error(`there is no commit "${ref}" to compare with`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'firstcall-compare-'));
const other = join(folder, 'checkout');
try {
  git('worktree', 'add', '--detach', other, ref);
  symlinkSync(join(ROOT, 'node_modules'), join(other, 'node_modules'));
  cpSync(join(ROOT, 'bench'), join(other, 'bench'), { recursive: true });
  for (const name of chosen(names)) await compare(name);
} finally {
  git('worktree', 'remove', '--force', other);
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name: string): Promise<void> {
  const ratios: Figures[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const order = pair % 2 === 0 ? [ROOT, other] : [other, ROOT];
    const first = await measure(order[0]!, name);
    const second = await measure(order[1]!, name);
    const [mine, theirs] = pair % 2 === 0 ? [first, second] : [second, first];
    ratios.push(Object.fromEntries(Object.keys(mine).map((key) => [key, mine[key]! / theirs[key]!])));
  }
  console.log(`${name}: this checkout over ${ref}, ${ratios.length} pairs, load ${loadavg()[0]!.toFixed(1)}`);
  for (const key of Object.keys(ratios[0]!)) {
    const own = ratios.map((one) => one[key]!);
    const median = own.toSorted((a, b) => a - b)[Math.floor(own.length / 2)]!;
    console.log(`  ${key.padEnd(32)} median ${median.toFixed(3)}   (${own.map(figure).join(', ')})`);
  }
}
