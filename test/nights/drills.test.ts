/** Trouble put into a night on purpose: what the desk says of it, and that nothing gets past it. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk } from '../../src/desk.ts';
import { formatInstant, parseInstant } from '../../src/election/instant.ts';
import type { Entry } from '../../src/election/record.ts';
import type { Drill } from '../../src/feeds/drill.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import type { ActChange } from '../../src/fold/records.ts';
import { playAll } from '../../src/rehearsal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { DESK, ROOT } from '../desk/embedded-night.ts';
import { bindsOf, does, MESSAGE } from '../desk/people.ts';

const NIGHT = resolve(ROOT, 'nights/2024-us-president');
const UNTIL = parseInstant('2024-11-06T14:00:00Z');

async function drilled(drill: Drill, folder = NIGHT): Promise<Desk> {
  const night = await readNight(folder, { drill });
  const desk = await Desk.open(memoryJournal(), await openingOf(DESK, { night, drill }, null));
  await playAll(desk, night, UNTIL);
  return desk;
}

async function recordsOf(desk: Desk): Promise<Entry[]> {
  const records: Entry[] = [];
  for await (const record of desk.journal.read({ after: 0 })) records.push(record);
  return records;
}

/** Every turn of the congratulation: "12:34 hold". */
async function turns(desk: Desk): Promise<string[]> {
  return (await recordsOf(desk))
    .filter(({ kind, data }) => kind === 'act' && (data as ActChange).act === 'congratulation')
    .map(({ at, data }) => `${formatInstant(at).slice(11, 16)} ${(data as ActChange).to}`);
}

describe('a drill', () => {
  it('takes back the last call: everything is on hold until an hour of standing calls is over anew', async () => {
    // AP, the last of the night, at 10:34, takes it back at 11:04; three other groups stand, and their hour is new.
    expect(await turns(await drilled('retraction'))).toEqual(['11:04 hold', '12:04 releasable']);
  });

  it('gives the last call for the wrong ticket: two groups name different winners, and the hour begins anew', async () => {
    const [first, ...rest] = await turns(await drilled('slip'));
    expect(first).toBe('10:34 hold');
    expect(rest).toEqual(['11:42 releasable']);
  });

  it('lets nothing arrive for an hour: what was said keeps its hours, and nothing is releasable before it is known', async () => {
    const desk = await drilled('outage');
    const arrived = (await recordsOf(desk)).filter(
      ({ at, by }) =>
        by.startsWith('feed:') &&
        at > parseInstant('2024-11-06T10:04:00Z') &&
        at < parseInstant('2024-11-06T11:04:00Z'),
    );
    expect(arrived).toEqual([]);
    expect(await turns(desk)).toEqual(['11:30 releasable']);
  });

  it('is without an approver: he can do nothing, and one approval lets nothing out', async () => {
    const desk = await drilled('absent-approver');
    const binds = await bindsOf(desk, UNTIL);
    const approve = { do: 'approve', ...MESSAGE, binds } as const;
    const release = { do: 'release', ...MESSAGE, binds, second: 'approver-2' } as const;
    expect(await does(desk, 'approver-1', UNTIL, approve)).toMatchObject({ key: 'refused-role' });
    expect(await does(desk, 'approver-2', UNTIL, approve)).toBeNull();
    expect(await does(desk, 'duty', UNTIL, release)).toMatchObject({ key: 'refused-approvals' });
  });

  it('is refused where the night has nothing that it could trouble', async () => {
    const told = resolve(ROOT, 'nights/2004-us-president');
    await expect(readNight(told, { drill: 'correction' })).rejects.toThrow('has no count');
    await expect(drilled('retraction', told)).resolves.toBeDefined();
  });
});
