/**
 * `npm run bench [NAME…] [-- --runs N]`: each benchmark N times, every time in a fresh process; minimum and
 * mean ± standard deviation. All inputs are seeded; what differs between runs is the machine, whose load is printed.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chosen, figure, measure, spread } from './fresh-process.ts';
import type { Figures } from './measures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});

for (const name of chosen(positionals)) {
  const all: Figures[] = [];
  for (let run = 0; run < Number(values.runs); run++) all.push(await measure(ROOT, name));
  console.log(`${name}: ${all.length} runs, load ${loadavg()[0]!.toFixed(1)}`);
  for (const key of Object.keys(all[0]!)) {
    const { min, mean, deviation } = spread(all.map((figures) => figures[key]!));
    console.log(
      `  ${key.padEnd(32)} min ${figure(min).padStart(10)}   mean ${figure(mean).padStart(10)} ± ${figure(deviation)}`,
    );
  }
}
