import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingOf } from '../../src/cli/opening.ts';
import type { Desk } from '../../src/desk.ts';
import { MINUTE } from '../../src/election/instant.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import { briefFacts } from '../../src/server/brief-facts.ts';
import { deskView } from '../../src/server/view.ts';
import { DESK, deskAt } from '../desk/embedded-night.ts';
import { writeNight } from '../feeds/small-night.ts';
import { faultsOf } from '../server/texts.ts';

const SITE = { base: '/public', lead: { headline: { en: '', ja: '' }, version: 0, at: null } };

let folder: string;
let desk: Desk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-night-'));
  const tickets = [
    { id: 'G', name: 'Ada Green / Ben Green', party: 'Greens' },
    { id: 'B', name: 'Carl von Blau / Dora Rot', party: 'Blues' },
  ];
  await writeNight(
    folder,
    {
      'baseline.csv': ['AA,AA,small-before,1000,600,400', 'BB,BB,small-before,1000,450,550'],
      'calls.csv': [
        'AA,AP,G,2024-11-06T01:30:00Z,,exact,made up',
        'US,AP,G,2024-11-06T02:00:00Z,,exact,made up',
      ],
      'counts.csv': ['1,AA,AA,2024-11-06T01:00:00Z,2024-11-06T01:00:00Z,900,500,400,0.9,exact,'],
      'events.csv': ['2024-11-06T02:30:00Z,concession,Carl von Blau,US,G,made up'],
    },
    { tickets },
  );
  for (const [file, header] of [
    ['baseline.csv', 'unit,contest,election,total,G,B'],
    ['counts.csv', 'seq,unit,contest,reported_at,observed_at,total,G,B,expected_share,precision,fault'],
  ] as const)
    await withHeader(join(folder, file), header);
  const night = await readNight(folder);
  desk = await deskAt(
    { night, opening: await openingOf(DESK, { night, drill: null }, null) },
    night.until + MINUTE,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function withHeader(path: string, header: string): Promise<void> {
  const [, ...lines] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [header, ...lines].join('\n'));
}

describe('a desk in a night that its playbook was not written for', () => {
  it('has the names of that night, the family name of its first candidates, no response to send, and no camps', async () => {
    const { context } = await desk.read((reader) => reader);
    expect(context.playbook.branches).toEqual([]);
    for (const language of ['en', 'ja'] as const) {
      expect(context.names[language].election).toBe('A small election');
      expect(context.names[language].tickets).toEqual({
        G: { short: 'Green', full: 'Ada Green / Ben Green', party: 'Greens' },
        B: { short: 'Blau', full: 'Carl von Blau / Dora Rot', party: 'Blues' },
      });
    }
  });

  it('shows it whole in both languages without a name of the other night', async () => {
    const { state } = await desk.read((reader) => reader);
    expect(state.returns.tally).toMatchObject({ accepted: 1 });
    for (const language of ['en', 'ja'] as const) {
      const view = await desk.read((reader) =>
        deskView(reader, { language, person: 'duty', now: reader.state.at, clock: null, site: SITE }),
      );
      expect(faultsOf(view)).toEqual([]);
      expect(view.branches).toEqual([]);
      expect(view.camps).toEqual([]);
      expect(JSON.stringify(view)).not.toMatch(/Trump|Harris|トランプ|ハリス/);
      expect(view.contests.find(({ id }) => id === 'AA')).toMatchObject({ status: 'called', ticket: 'G' });
    }
  });

  it('claims no touch with camps that it does not know', async () => {
    const facts = await desk.read((reader) => briefFacts(reader, reader.state.at));
    expect(facts.inTouchWithBoth).toBe(false);
  });
});
