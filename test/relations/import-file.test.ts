import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Marking } from '../../src/election/marking.ts';
import { relationsNow } from '../../src/fold/decide-surroundings.ts';
import type { ImportDecision } from '../../src/relations/command.ts';
import { decideDoubles, sortFile } from '../../src/relations/import-file.ts';
import type { ImportPreview } from '../../src/server/wire-surroundings.ts';
import { OpenHouse } from '../server/open-house.ts';
import { contact } from './people.ts';

let open: OpenHouse;
beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T11:31:00Z' });
  for (const known of [
    contact('known', {
      name: { en: 'Known One', ja: '既知の人' },
      emails: ['known@place.example'],
      marking: 'internal',
    }),
    contact('above', {
      name: { en: 'Above One', ja: '上の人' },
      emails: ['above@place.example'],
      marking: 'secret',
    }),
  ])
    expect((await open.command({ do: 'contact', contact: known }, { person: 'embassy' })).status).toBe(200);
}, 60_000);
afterAll(() => open?.close());

const card = (name: string, ...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:4.0', `FN:${name}`, ...lines, 'END:VCARD', ''].join('\r\n');

const FILE = [
  card('Known One', 'EMAIL:known@place.example', 'TEL:+1 202 555 0100', 'TITLE:Adviser'),
  card('Known One', 'EMAIL:another@place.example'),
  card('New One', 'EMAIL:new@place.example', 'X-FIRSTCALL-MARKING:restricted'),
  card('New One', 'EMAIL:new@place.example'),
  card('No Camp', 'X-FIRSTCALL-SIDE:Z'),
  'BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Old\r\nEND:VCARD\r\n',
].join('');

async function preview(
  text: string,
  person = 'embassy',
  lang: 'en' | 'ja' = 'en',
  marking: Marking = 'internal',
) {
  const body = { source: 'cards.vcf', text, marking };
  const response = await open.post('/api/relations/import-preview', body, { person, lang });
  return { status: response.status, value: (await response.json()) as ImportPreview & { reason?: string } };
}

function record(text: string, decisions: readonly ImportDecision[], person = 'embassy') {
  return open.command(
    { do: 'import-file', source: 'cards.vcf', text, marking: 'internal', decisions },
    { person },
  );
}

const people = () => open.house.desk.read((reader) => relationsNow(reader).people);

describe('a file of people', () => {
  it('is shown before it is taken in, doubles beside those they may be, refusals by their place', async () => {
    const { value } = await preview(FILE);
    expect(value.fresh.map(({ name, marking }) => [name.en, marking])).toEqual([['New One', 'restricted']]);
    expect(value.doubles).toMatchObject([
      { card: 0, place: 'line 1', nothingNew: null, candidates: [{ id: 'known', why: 'email' }] },
      { card: 1, candidates: [{ id: 'known', why: 'name', known: { name: { ja: '既知の人' } } }] },
      { card: 3, nothingNew: 'new-one', candidates: [{ id: 'new-one', why: 'email' }] },
    ]);
    expect(value.refused).toMatchObject([
      { place: 'line 29', reason: expect.stringContaining('version 2.1') },
      { place: 'line 24', reason: expect.stringContaining('unknown camp "Z"') },
    ]);
    const { value: japanese } = await preview(FILE, 'embassy', 'ja');
    expect(japanese.refused.map(({ place, reason }) => `${place}：${reason}`)).toEqual([
      '29行目：バージョン2.1は読めません。vCard 3.0 または 4.0 で書き出してください。',
      '24行目：陣営「Z」はありません。D, R, house のいずれかにしてください。',
    ]);
    expect((await people()).some(({ name }) => name.en === 'New One')).toBe(false);
  });

  it('is recorded with what a person decided; what nobody decided waits', async () => {
    const decisions: ImportDecision[] = [
      { card: 0, decision: 'same', contact: 'known' },
      { card: 1, decision: 'new', contact: null },
    ];
    expect((await record(FILE, decisions)).status).toBe(200);
    const now = await people();
    expect(now.find(({ id }) => id === 'known')).toMatchObject({
      phones: ['+1 202 555 0100'],
      posts: [{ title: { en: 'Adviser' } }],
      marking: 'internal',
    });
    expect(now.filter(({ name }) => name.en === 'Known One').map(({ id }) => id)).toEqual([
      'known',
      'known-one',
    ]);
    expect(now.find(({ name }) => name.en === 'New One')?.marking).toBe('restricted');
    const waiting = await open.house.desk.read(({ state }) => state.surroundings.relations.waiting);
    expect(waiting.map(({ incoming }) => incoming.name.en)).toEqual(['New One']);
    // Taken in once more, its first card has nothing new.
    expect((await preview(FILE)).value.doubles[0]).toMatchObject({ nothingNew: 'known' });
  });

  it('is not joined with somebody whom nobody knows, nor by those who enter nothing', async () => {
    expect((await record(FILE, [{ card: 0, decision: 'same', contact: 'nobody' }])).status).toBe(403);
    for (const person of ['press', 'reader', 'admin']) {
      expect((await record(FILE, [], person)).status).toBe(403);
      expect((await preview(FILE, person)).status).toBe(422);
    }
  });

  it('that is none is refused in the reader’s language', async () => {
    expect((await preview('hello')).value.reason).toContain('no column of names');
    expect((await preview('hello', 'embassy', 'ja')).value.reason).toContain('氏名の列がありません');
    expect((await preview('')).status).toBe(422);
    const refused = await open.command(
      { do: 'import-file', source: 'x', text: 'hello', marking: 'open', decisions: [] },
      { person: 'embassy', lang: 'ja' },
    );
    expect(await refused.json()).toMatchObject({ reason: expect.stringContaining('氏名の列がありません') });
  });

  it('is held against those whom its reader may not see as well: such a double waits, whatever was said of it', () => {
    const known = [contact('above', { emails: ['a@place.example'], marking: 'secret' })];
    const text = card('Somebody', 'EMAIL:a@place.example') + card('Too high', 'X-FIRSTCALL-MARKING:secret');
    const sorted = sortFile(text, { marking: 'internal', reader: 'internal', camps: [], known });
    expect(sorted.refused).toMatchObject([{ reason: 'marked "secret", above what you read' }]);
    const said: ImportDecision[] = [{ card: 0, decision: 'new', contact: null }];
    const { decided, waiting } = decideDoubles(sorted, said, { all: new Set(['above']), visible: new Set() });
    expect(decided).toEqual([]);
    expect(waiting).toMatchObject([{ incoming: { name: { en: 'Somebody' } } }]);
  });
});
