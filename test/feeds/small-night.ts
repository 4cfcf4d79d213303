/** A recorded night of two states in a folder, for tests: rows by file, each without its header; `change` replaces parts of the election. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const HEADERS: Readonly<Record<string, string>> = {
  'baseline.csv': 'unit,contest,election,total,D,R',
  'calls.csv': 'contest,desk,ticket,called_at,retracted_at,precision,source',
  'counts.csv': 'seq,unit,contest,reported_at,observed_at,total,D,R,expected_share,precision,fault',
  'events.csv': 'at,kind,by,scope,ticket,source',
};

const state = (id: string) => ({
  id,
  name: `State of ${id}`,
  kind: 'state',
  parent: null,
  electors: 5,
  pollsCloseFirst: '2024-11-06T00:00:00Z',
  pollsCloseLast: '2024-11-06T00:00:00Z',
});

export const ELECTION = {
  id: 'small',
  name: 'A small election',
  date: '2024-11-05',
  rule: { kind: 'electoral-college', electors: 10, majority: 6 },
  tickets: [
    { id: 'D', name: 'One', party: 'First' },
    { id: 'R', name: 'Two', party: 'Second' },
  ],
  contests: [state('AA'), state('BB')],
};

export async function writeNight(
  folder: string,
  files: Readonly<Record<string, readonly string[]>>,
  change: object = {},
): Promise<void> {
  await writeFile(join(folder, 'election.json'), JSON.stringify({ ...ELECTION, ...change }));
  for (const [file, header] of Object.entries(HEADERS)) {
    const lines = files[file] ?? [];
    await writeFile(join(folder, file), `${[header, ...lines].join('\n')}\n`);
  }
}

export function withoutFile(folder: string, file: string): Promise<void> {
  return rm(join(folder, file));
}
