import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandTablePreview } from '../../src/server/wire-feeds.ts';
import { OpenHouse } from './open-house.ts';

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T10:41:00Z' });
});

afterAll(() => open.close());

const preview = async (table: string, contest: string | null = null) =>
  (await (await open.post('/api/counts-preview', { table, contest })).json()) as HandTablePreview;

const head = async () => (await open.house.desk.journal.head()).seq;

describe('a table pasted at the desk', () => {
  it('is shown row by row as what would become of it, and nothing is recorded', async () => {
    const before = await head();
    const { rows, refused } = await preview(
      'unit,contest,Trump,Harris,total\nPA-extra,PA,900,800,1710\nVT,VT,100,90,200\nXX,XX,1,1,2\nPA-bad,PA,x,1,2\n',
    );
    expect(rows.map(({ unit, effect }) => [unit, effect])).toEqual([
      ['PA-extra', 'accept'],
      ['VT', 'accept'],
    ]);
    expect(rows[0]).toMatchObject({
      place: 'line 2',
      votes: { R: 900, D: 800 },
      total: 1_710,
      stands: null,
      faults: [],
    });
    expect(rows[1]!.stands).toBeGreaterThan(200);
    expect(refused.map(({ place }) => place)).toEqual(['line 4', 'line 5, column Trump']);
    expect(await head()).toBe(before);
  });

  it('is refused where it is no table at all', async () => {
    expect((await open.post('/api/counts-preview', { table: 5 })).status).toBe(422);
    expect((await preview('hello')).refused).toHaveLength(1);
  });

  it('is entered whole under the person’s name, or not at all', async () => {
    const before = await head();
    const wrong = await open.command({
      do: 'counts',
      table: 'unit,D,R,total\nVT,5,4,10\nXX,5,4,10',
      contest: null,
    });
    expect(wrong.status).toBe(403);
    expect(await wrong.json()).toMatchObject({ reason: expect.stringContaining('line 3: XX is no contest') });
    const table = 'unit,D,R,total\nVT-town-1,500,400,910\nVT-town-2,50,40,91';
    const right = await open.command({ do: 'counts', table, contest: 'VT' });
    const { seq } = (await right.json()) as { seq: number };
    expect(seq).toBe(before + 2);
    const counts: unknown[] = [];
    for await (const record of open.house.desk.journal.read({ after: seq - 1 }))
      if (record.kind === 'count' && record.by === 'person:duty') counts.push(record.data);
    expect(counts).toMatchObject([
      { unit: 'VT-town-1', contest: 'VT', votes: { D: 500, R: 400 }, total: 910, feed: 'hand' },
      { unit: 'VT-town-2', contest: 'VT', votes: { D: 50, R: 40 }, total: 91, feed: 'hand' },
    ]);
  });

  it('that goes back against what stands is entered only once the person has said that it is meant', async () => {
    const table = 'unit,D,R,total\nVT,5000,4000,10000';
    expect((await preview(table)).rows[0]).toMatchObject({
      effect: 'accept',
      doubts: ['falling', 'ticket_falling'],
    });
    const before = await head();
    const unasked = await open.command({ do: 'counts', table, contest: null });
    expect([unasked.status, await unasked.json()]).toEqual([
      403,
      {
        reason: 'One count goes back or jumps against what stands: look at it again and confirm it.',
      },
    ]);
    expect((await open.command({ do: 'counts', table, contest: null, confirmed: true })).status).toBe(200);
    const { units } = await open.house.desk.read(({ state }) => state.returns);
    expect(units['VT']).toMatchObject({ source: 'hand', marks: ['falling', 'ticket_falling'] });
    const records: unknown[] = [];
    for await (const { kind, data } of open.house.desk.journal.read({ after: before }))
      records.push([kind, data]);
    expect(records).toContainEqual(['denied', expect.objectContaining({ command: 'counts' })]);
    expect(records).toContainEqual([
      'count',
      expect.objectContaining({ unit: 'VT', confirmed: ['falling', 'ticket_falling'] }),
    ]);
  });

  it('is refused from people who do not watch the night, and in a contest that is none', async () => {
    const table = 'unit,D,R,total\nVT,5,4,10';
    expect((await open.command({ do: 'counts', table, contest: 'ZZ' })).status).toBe(403);
    expect((await open.command({ do: 'counts', table, contest: null }, { person: 'drafter' })).status).toBe(
      403,
    );
  });
});
