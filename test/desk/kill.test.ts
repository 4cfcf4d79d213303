/**
 * A rehearsal on PostgreSQL is killed again and again, as by a power cut, and goes on where its journal stands.
 *
 * Most kills come when the journal has grown by a random number of records since the start of the process, some at a
 * random moment of its start; so all parts of the night are hit, however fast the machine is.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import type { Head } from '../../src/store/chain.ts';
import { type Journal, openJournal } from '../../src/store/journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { NODE } from '../store/child.ts';
import { testDatabase } from '../store/server.ts';
import { deskAt, embeddedNight, NIGHT, ROOT } from './embedded-night.ts';

const SEED = 20241105;
const KILLS = 25;
const UNTIL = '2024-11-06T12:00:00Z';
/** Small, so that there are many moments between two transactions. */
const BATCH = '20';
/** Long enough for closings, calls, counts and projections. */
const AN_HOUR_IN = parseInstant('2024-11-06T01:00:00Z');

function rehearse(url: string): ChildProcess {
  const options = ['--until', UNTIL, '--keep', 'killed', '--database', url, '--batch', BATCH, '--json'];
  return spawn(NODE, [resolve(ROOT, 'src/cli.ts'), 'rehearse', NIGHT, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Everything the process prints, and how it ends. */
async function finish(child: ChildProcess): Promise<{ code: number | null; lines: string[] }> {
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, lines: text.trimEnd().split('\n') };
}

/** Waits until the journal has grown beyond a record, or the process has ended by itself. */
async function grown(journal: Journal, beyond: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && (await journal.head()).seq < beyond) await pause(2);
}

it('a rehearsal killed 25 times loses no acknowledged record and ends on the hash of an undisturbed one', async () => {
  const whole = await deskAt(await embeddedNight(), parseInstant(UNTIL));
  const expected = await whole.journal.head();
  const database = await testDatabase();
  const journal = await openJournal(database, 'killed');
  const random = seededRandom(SEED);
  console.log(`seed ${SEED}; ${expected.seq} records in an undisturbed night`);

  const heads: Head[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const before = await journal.head();
    const child = rehearse(database.url);
    if (random() < 0.2) await pause(random() * 600);
    else
      await grown(journal, before.seq + 1 + Math.floor((random() * 2 * expected.seq) / KILLS / 1.3), child);
    await pause(random() * 5);
    const acknowledged = await journal.head();
    expect(child.exitCode, `seed ${SEED}: the night was over before kill ${kill}`).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'close');
    const after = await journal.head();
    expect(acknowledged.seq).toBeGreaterThanOrEqual(before.seq);
    expect(after.seq).toBeGreaterThanOrEqual(acknowledged.seq);
    heads.push(before, acknowledged, after);
  }
  console.log(
    `killed at records ${heads
      .filter((_, index) => index % 3 === 2)
      .map(({ seq }) => seq)
      .join(' ')}`,
  );
  expect(new Set(heads.map(({ seq }) => seq)).size).toBeGreaterThan(10);

  const { code, lines } = await finish(rehearse(database.url));
  expect(code).toBe(0);
  const { summary } = JSON.parse(lines.at(-1)!) as {
    summary: { journal: { records: number; lastHash: string } };
  };
  expect(summary.journal).toEqual({ records: expected.seq, lastHash: expected.hash });
  expect((await verifyJournal(journal)).problems).toEqual([]);
  // What was once the head is a record of the chain for ever.
  const hashes = new Map<number, string>();
  for await (const { seq, hash } of journal.read({ after: 0 })) hashes.set(seq, hash);
  for (const { seq, hash } of heads) expect(hash).toBe(seq === 0 ? hash : hashes.get(seq));
}, 600_000);

it('the same night twice in one process ends on the same hash', async () => {
  const stage = await embeddedNight();
  const [first, second] = [await deskAt(stage, AN_HOUR_IN), await deskAt(await embeddedNight(), AN_HOUR_IN)];
  expect(await first.journal.head()).toEqual(await second.journal.head());
});
