import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Console, FellShort, WrongUse } from '../../src/cli/outcome.ts';
import { runPeopleExport, runPeopleImport, runPreview } from '../../src/cli/people.ts';
import { Desk } from '../../src/desk.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { DESK, embeddedNight } from '../desk/embedded-night.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-people-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function spoken(): { console: Console; lines: string[] } {
  const lines: string[] = [];
  return { lines, console: { out: (line) => lines.push(line), note: () => undefined, progress: null } };
}

async function given(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const CARDS = ['Contact R1 (invented)', 'Somebody New', '']
  .map((name) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${name}\r\nEND:VCARD\r\n`)
  .join('');

describe('contacts on the command line', () => {
  it('are previewed: fresh, perhaps known, refused by place; nothing is recorded', async () => {
    const file = await given('cards.vcf', CARDS);
    const { console, lines } = spoken();
    const preview = runPreview('vcard', file, { config: DESK, marking: 'internal', json: false }, console);
    await expect(preview).rejects.toThrow(FellShort);
    expect(lines).toEqual([
      '2 people read: 1 fresh, 1 perhaps known, 1 refused',
      '  line 9: no name: a card needs FN',
      '  perhaps known: Contact R1 (invented) (r-transition by name)',
    ]);
    const broken = await given('broken.csv', 'a,b\n1,2\n');
    await expect(
      runPreview('csv', broken, { config: DESK, marking: 'internal', json: false }, console),
    ).rejects.toThrow(WrongUse);
    await expect(
      runPreview(
        'csv',
        join(folder, 'none.csv'),
        { config: DESK, marking: 'internal', json: false },
        console,
      ),
    ).rejects.toThrow('cannot read');
  });

  it('are taken in by an embassy officer alone, and go out by the marking of who asks', async () => {
    const { opening } = await embeddedNight();
    const journal = memoryJournal();
    await Desk.open(journal, opening);
    const file = await given(
      'people.csv',
      'name_en,name_ja,seniority\nSomebody New,新しい人,3\nContact R1 (invented),連絡先R1（架空）,5\n',
    );
    const { console, lines } = spoken();
    const options = { marking: 'restricted', json: true } as const;
    await expect(
      runPeopleImport(journal, 'csv', file, { ...options, person: 'reader' }, console),
    ).rejects.toThrow('may not do this');
    await runPeopleImport(journal, 'csv', file, { ...options, person: 'embassy' }, console);
    expect(JSON.parse(lines.at(-1)!)).toEqual({ read: 2, fresh: 1, waiting: 1, refused: [], left: {} });
    const exported = async (person: string) => {
      const path = join(folder, `${person}.csv`);
      await runPeopleExport(journal, 'csv', path, { person }, console);
      return readFile(path, 'utf8');
    };
    expect(await exported('embassy')).toContain('"Somebody New"');
    expect(await exported('reader')).not.toContain('Somebody New');
    await expect(exported('reader')).rejects.toThrow('EEXIST');
  });
});
