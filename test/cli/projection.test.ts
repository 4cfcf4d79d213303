/** The projection's commands on a small replay that is made up here. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/numeric/random.ts';
import { linesOf, run } from './run.ts';

const STATES = ['PA', 'OH', 'GA'];
const COUNTIES = 6;

let folder: string;

/** Three states of six counties, two moments: a third and two thirds of the counties complete. */
async function writeReplay(name: string, seed: number, withResults: boolean): Promise<string> {
  const random = seededRandom(seed);
  const path = join(folder, name);
  await mkdir(join(path, 'cells'), { recursive: true });
  const counties = STATES.flatMap((contest) =>
    Array.from({ length: COUNTIES }, (_, i) => {
      const total = Math.round(20_000 + 80_000 * random());
      const before = random() - 0.5;
      const now = before - 0.02 + 0.04 * random();
      const split = (margin: number) => [
        Math.round((total * (1 + margin)) / 2),
        Math.round((total * (1 - margin)) / 2),
      ];
      return {
        unit: `${contest}${i}`,
        contest,
        total,
        before: split(before),
        now: split(now),
        order: random(),
      };
    }),
  );
  const head = 'unit,contest,baseline_D,baseline_R,baseline_total,black_share,college_share,county_class';
  const units = counties.map(({ unit, contest, total, before, now }) =>
    [unit, contest, ...before, total, 0.1, 0.3, 'rural', ...(withResults ? [...now, total] : [])].join(','),
  );
  const columns = withResults ? `${head},result_D,result_R,result_total` : head;
  await writeFile(join(path, 'units.csv'), [columns, ...units].join('\n'));
  await writeFile(join(path, 'electors.csv'), ['contest,electors', 'PA,19', 'OH,17', 'GA,16'].join('\n'));
  for (const [cell, share] of [
    ['01', 0.34],
    ['02', 0.67],
  ] as const) {
    const rows = counties
      .filter(({ order }) => order < share)
      .map(({ unit, contest, now, total }) => [unit, contest, 1, ...now, total].join(','));
    await writeFile(
      join(path, 'cells', `${cell}.csv`),
      ['unit,contest,expected_share,D,R,total', ...rows].join('\n'),
    );
  }
  await writeFile(join(path, 'cells.jsonl'), '{"cell":"01"}\n{"cell":"02"}\n');
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-projection-'));
  await writeReplay('known', 1, true);
  await writeReplay('open', 2, false);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('backtest', () => {
  it('prints a line a moment, a summary where results are known, and writes a report of both', async () => {
    const report = join(folder, 'report');
    const done = await run(
      'backtest',
      join(folder, 'known'),
      join(folder, 'open'),
      '--json',
      '--report',
      report,
    );
    expect(done.code).toBe(0);
    const lines = linesOf<{
      replay?: string;
      cell?: string;
      contests?: object[];
      summary?: { moments: number };
    }>(done);
    expect(lines.map(({ replay, cell, summary }) => summary?.moments ?? `${replay} ${cell}`)).toEqual([
      'known 01',
      'known 02',
      2,
      'open 01',
      'open 02',
    ]);
    expect(lines[0]!.contests).toHaveLength(3);
    const html = await readFile(join(report, 'backtest.html'), 'utf8');
    expect(html).toContain('<svg');
    expect(html).toContain('comes without results');
    expect(await readFile(join(report, 'backtest.md'), 'utf8')).toContain('| mean absolute error, points |');
  });

  it('wants two replays to fit on one and judge on the other', async () => {
    const done = await run('backtest', join(folder, 'known'), '--cross');
    expect(done.code).toBe(2);
    expect(done.err).toContain('name two folders');
  });
});

describe('project and what-if', () => {
  it('answer for a moment, with what people hold and with the ways that are left', async () => {
    const projected = await run('project', join(folder, 'known'), '--at', '01', '--hold', 'PA=D', '--json');
    const [{ moment, contests }] = linesOf<{
      moment: string;
      contests: { contest: string; winProbability: object }[];
    }>(projected) as [never];
    expect(moment).toBe('known 01');
    expect((contests as { contest: string; winProbability: object }[])[0]).toMatchObject({
      contest: 'PA',
      winProbability: { D: 1, R: 0 },
    });
    const asked = await run(
      'what-if',
      join(folder, 'known'),
      '--if',
      'PA=D',
      '--if',
      'GA=-0.02..0.02',
      '--paths',
      'D',
      '--json',
    );
    expect(asked.code).toBe(0);
    const [answer] = linesOf<{ probability: number; paths: { electors: number } }>(asked);
    expect(answer!.probability).toBeGreaterThan(0);
    expect(answer!.paths.electors).toBeGreaterThanOrEqual(19);
  });

  it('say what to write where a moment or a condition is not to be read', async () => {
    const moment = await run('project', join(folder, 'known'), '--at', '07');
    expect([moment.code, moment.err]).toEqual([2, expect.stringContaining('it has 01, 02')]);
    const condition = await run('what-if', join(folder, 'known'), '--if', 'PA');
    expect([condition.code, condition.err]).toEqual([2, expect.stringContaining('write it as PA=D')]);
    const unknown = await run('what-if', join(folder, 'known'), '--if', 'TX=D');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('no such contest')]);
  });
});
