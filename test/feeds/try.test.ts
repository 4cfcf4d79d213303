import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFeedsTry } from '../../src/cli/feeds.ts';
import { ROOT } from '../desk/embedded-night.ts';

let config: string;
beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), 'firstcall-try-'));
  const sheet = join(config, 'sheet.csv');
  await writeFile(sheet, 'unit,D,R,total\nPA,50,40,91\nGA,500,400,910\n');
  // Whoever writes a file is given time to finish it.
  await utimes(sheet, 1_700_000_000, 1_700_000_000);
});
afterEach(() => rm(config, { recursive: true }));

/** What `feeds try` prints of a table with counts of Georgia and Pennsylvania. */
async function tried(covers: string): Promise<string[]> {
  await writeFile(
    join(config, 'feeds.yaml'),
    `feeds: [{ id: sheet, format: table, file: sheet.csv${covers} }]\n`,
  );
  const lines: string[] = [];
  const console = { out: (line: string) => void lines.push(line), note: () => undefined, progress: null };
  const election = join(ROOT, 'nights/2024-us-president');
  const signal = new AbortController().signal;
  await runFeedsTry({ config, election, feed: null, json: false, environment: {}, signal }, console);
  return lines;
}

describe('feeds try, of a feed that counts two states', () => {
  it('says that every state is expected where the configuration names none, and which to name', async () => {
    expect((await tried('')).slice(3)).toEqual([
      '  sheet has no covers in feeds.yaml, so all 51 states are expected of it, and it brought counts of 2:',
      '  a state that still has no vote twelve hours after its closing counts as a fault and holds what waits for it.',
      '  Where these are all that it counts, write  covers: [GA, PA]',
    ]);
  });

  it('names what it is to count and does not bring', async () => {
    expect((await tried(', covers: [GA, ME, PA]')).slice(3)).toEqual([
      '  covers ME too, and brought no count of it now',
    ]);
    expect((await tried(', covers: [GA, PA]')).slice(3)).toEqual([]);
  });
});
