/** What a person meets who starts the desk where it cannot start, or whose machine went down in the night. */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskView } from '../../src/server/wire.ts';
import { clearHouse, freePort, type House, newDataDir, processesOf, run, startHouse } from './command.ts';

const AS_ROOT = process.getuid?.() === 0;

let dataDir: string;
let house: House;

beforeAll(async () => {
  dataDir = await newDataDir();
  house = await startHouse(dataDir, 3600);
});

afterAll(() => clearHouse(dataDir));

const start = async (folder: string, port: number) => run('start', '--data-dir', folder, '--port', `${port}`);

const look = async () => (await (await fetch(`${house.address}/api/desk`)).json()) as DeskView;

describe('start says what is in the way, and ends with 3', () => {
  it('where the port is taken: by which number, and how to choose another', async () => {
    const other = await newDataDir();
    const { port } = new URL(house.address);
    const { code, printed } = await start(other, Number(port));
    expect(code).toBe(3);
    expect(printed).toContain(
      `firstcall: port ${port} is taken by another program: stop it, or choose another with --port`,
    );
    expect(await processesOf(other)).toEqual([]);
    await clearHouse(other);
  });

  it('where another firstcall has the data folder: by its process', async () => {
    const { code, printed } = await start(dataDir, await freePort());
    expect(code).toBe(3);
    expect(printed).toContain(
      `firstcall: the data folder ${dataDir} is in use by another firstcall (process ${house.command.pid}`,
    );
    expect((await look()).election.electors).toBe(538);
  });

  it('where it may not write: which folder, and what to do', async () => {
    const other = await newDataDir();
    const closed = join(other, 'closed');
    await mkdir(closed);
    await chmod(closed, AS_ROOT ? 0o700 : 0o500);
    const { code, printed } = await start(join(closed, 'data'), await freePort());
    expect(code).toBe(3);
    expect(printed).toMatch(
      AS_ROOT
        ? /cannot reach the data folder .*closed\/data.* choose a folder such as .* chmod o\+x/
        : /cannot use the data folder .*closed\/data.* Make it writable .* or choose another folder/,
    );
    await clearHouse(other);
  });
});

describe('a desk that was killed', () => {
  it('goes on where it was, and ends on Ctrl-C with no process left', async () => {
    await expect.poll(async () => (await look()).seq, { timeout: 60_000 }).toBeGreaterThan(500);
    const before = await look();
    house.command.kill();
    expect(await house.command.ended).toBe(null);
    expect(await processesOf(dataDir)).not.toEqual([]);
    house = await startHouse(dataDir, 1);
    expect(house.command.printed()).toContain('PostgreSQL was left running and is used on');
    const after = await look();
    expect(after.seq).toBeGreaterThanOrEqual(before.seq);
    house.command.interrupt();
    expect(await house.command.ended).toBe(0);
    expect(await processesOf(dataDir)).toEqual([]);
    const verified = await run('journal', 'verify', '--data-dir', dataDir);
    expect(verified.printed).toMatch(/records, unbroken/);
  });
});

describe('a desk whose set-up has changed', () => {
  it('begins anew and keeps the former rehearsal, so that no drill runs on into a night without it', async () => {
    house = await startHouse(dataDir, 1, '--drill', 'retraction');
    expect(house.command.printed()).toContain(
      'changed since rehearsal-2024-us-president-1, which is kept: the night or its drill; a new rehearsal begins',
    );
    expect((await look()).seq).toBeLessThan(500);
    house.command.interrupt();
    expect(await house.command.ended).toBe(0);
    const { printed } = await run('review', '--data-dir', dataDir, '--json');
    const kept = printed
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(kept).toMatchObject([{ drill: null }, { drill: 'retraction' }]);
  });
});
