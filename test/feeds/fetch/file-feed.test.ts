import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/election/instant.ts';
import { fileFeed } from '../../../src/feeds/fetch/file-feed.ts';
import { AT, Kept, poll, readDocument } from './local-source.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-feed-'));
});
afterEach(() => rm(folder, { recursive: true }));

const SIZES = { packed: 2 ** 20, unpacked: 4 * 2 ** 20 };
const inFolder = () => fileFeed({ id: 'local', place: { folder }, sizes: SIZES, read: readDocument });

async function write(name: string, content: string | Uint8Array, at = AT - MINUTE): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, content);
  await utimes(path, at / SECOND, at / SECOND);
}

const counts = (of: Record<string, number>) => JSON.stringify({ counts: of });

describe('a folder', () => {
  it('gives its files in the order of their names, each once, also to another process', async () => {
    await write('2.json', counts({ GA: 2 }));
    await write('10.json', counts({ PA: 1 }));
    const kept = new Kept();
    await poll(inFolder(), kept, 4);
    expect((kept.of('count') as { unit: string }[]).map(({ unit }) => unit)).toEqual(['PA', 'GA']);
    await write('0.json', counts({ AZ: 3 }));
    await poll(inFolder(), kept, 3);
    expect(kept.totals).toEqual({ PA: 1, GA: 2, AZ: 3 });
    expect(kept.of('count')).toHaveLength(3);
  });

  it('gives a file again when it was written again', async () => {
    await write('a.json', counts({ PA: 1 }));
    const kept = new Kept();
    await poll(inFolder(), kept, 2);
    await write('a.json', counts({ PA: 2 }), AT - SECOND * 30);
    await poll(inFolder(), kept, 2);
    expect(kept.totals).toEqual({ PA: 2 });
  });

  it('leaves alone what is not finished', async () => {
    await write('a.json.part', counts({ PA: 1 }));
    await write('.hidden', counts({ PA: 1 }));
    await write('b.json', counts({ GA: 1 }), AT - SECOND);
    const kept = new Kept();
    await poll(inFolder(), kept, 2);
    expect(kept.of('count')).toEqual([]);
    await rename(join(folder, 'a.json.part'), join(folder, 'a.json'));
    await poll(inFolder(), kept, 2, AT + MINUTE);
    expect(kept.totals).toEqual({ PA: 1, GA: 1 });
  });

  it('goes on after a file that cannot be read, and takes it when it is mended', async () => {
    await write('a.json', '{"counts":');
    await write('b.json', gzipSync(Buffer.alloc(16 * 2 ** 20)));
    await write('c.json', counts({ PA: 1 }));
    const kept = new Kept();
    await poll(inFolder(), kept, 2);
    expect(kept.health().state).toBe('failing');
    await poll(inFolder(), kept, 2);
    expect(kept.totals).toEqual({ PA: 1 });
    expect(kept.of('feed-failure')).toMatchObject([
      { kind: 'malformed', place: 'a.json: line 1' },
      {
        kind: 'malformed',
        place: 'b.json: body',
        reason: expect.stringContaining('more than 4.0 MB unpacked'),
      },
    ]);
    await write('a.json', counts({ GA: 7 }), AT - SECOND * 30);
    await poll(inFolder(), kept);
    expect(kept.totals).toEqual({ PA: 1, GA: 7 });
  });

  it('that is not there is unreachable, and one without files has nothing to say', async () => {
    const kept = new Kept();
    await poll(inFolder(), kept);
    expect(kept.of('feed-answer')).toMatchObject([{ kind: 'unchanged' }]);
    const gone = fileFeed({
      id: 'local',
      place: { folder: join(folder, 'gone') },
      sizes: SIZES,
      read: readDocument,
    });
    await poll(gone, kept, 2);
    expect(kept.of('feed-failure')[0]).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(/is not there$/),
    });
    expect(kept.health().state).toBe('failing');
  });
});

describe('a file', () => {
  it('is read whenever it changes, packed or not', async () => {
    const file = join(folder, 'table.json');
    const feed = fileFeed({ id: 'local', place: { file }, sizes: SIZES, read: readDocument });
    const kept = new Kept();
    await write('table.json', counts({ PA: 1 }));
    await poll(feed, kept, 2);
    await write('table.json', gzipSync(counts({ PA: 2 })), AT - 30 * SECOND);
    await poll(feed, kept, 2);
    expect(kept.totals).toEqual({ PA: 2 });
    expect(kept.of('count')).toHaveLength(2);
  });
});
