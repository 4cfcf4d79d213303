import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import type { DeskView, JournalPage } from '../../src/server/wire.ts';
import { type Asking, OpenHouse } from './open-house.ts';
import { faultsOf } from './texts.ts';

const MOMENT = parseInstant('2024-11-06T06:30:00Z');

let open: OpenHouse;
/** Views as they were shown at 15:30 in Tokyo. */
let then: Record<'en' | 'ja', DeskView>;

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T06:30:00Z' });
  then = { en: await open.view({ lang: 'en' }), ja: await open.view({ lang: 'ja' }) };
  await open.jump('2024-11-06T12:00:00Z');
});

afterAll(() => open.close());

async function page(query: string, asking: Asking = {}): Promise<JournalPage> {
  return (await open.get(`/api/journal?${query}`, asking)).json() as Promise<JournalPage>;
}

describe('the journal, page by page', () => {
  it('comes newest first, and going on before the last record of a page reaches the first without gaps', async () => {
    const { head } = await page('');
    const seen: number[] = [];
    for (let before = head.seq + 1; before > 1; ) {
      const { records } = await page(`before=${before}&limit=500`);
      seen.push(...records.map(({ seq }) => seq));
      before = records.at(-1)!.seq;
    }
    expect(seen).toEqual(Array.from({ length: head.seq }, (_, index) => head.seq - index));
  });

  it('shows a hundred records unless told otherwise, and five hundred at most', async () => {
    expect((await page('')).records).toHaveLength(100);
    expect((await page('limit=7')).records).toHaveLength(7);
    expect((await page('limit=100000')).records).toHaveLength(500);
    for (const odd of ['limit=0', 'limit=-3', 'limit=many', 'limit=1.5'])
      expect((await page(odd)).records).toHaveLength(100);
  });

  it('shows one kind alone, all of it, and says that everything was looked at', async () => {
    const { records, after } = await page('kind=call&limit=500');
    expect(after).toBe(0);
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['call']));
    const calls = await open.house.desk.read(
      ({ state }) => state.evidence.filter(({ kind }) => kind === 'call').length,
    );
    expect(records).toHaveLength(calls);
    expect((await page('kind=no-such-kind')).records).toEqual([]);
  });

  it('names the files of the opening record and does not show what is in them', async () => {
    const { records } = await page('before=2');
    expect(records).toHaveLength(1);
    const { files } = records[0]!.data as { files: string[] };
    expect(files.length).toBeGreaterThanOrEqual(7);
    expect(files.filter((name) => !/^[a-z.]+\.yaml$/.test(name))).toEqual([]);
    expect(JSON.stringify(records[0])).not.toContain('Congratulations');
  });

  it('words its records in both languages', async () => {
    for (const lang of ['en', 'ja'] as const) {
      const { records } = await page('kind=verdict', { lang });
      expect(records.length).toBeGreaterThan(2);
      for (const { text } of records) {
        expect(text).not.toBe('');
        expect(/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)).toBe(lang === 'ja');
      }
      expect(faultsOf(records.map(({ text }) => text))).toEqual([]);
    }
  });

  it('carries the head and every hash as they are in the chain', async () => {
    const { head, records } = await page('limit=5');
    expect(head).toEqual(await open.house.desk.journal.head());
    expect(records[0]).toMatchObject(head);
  });
});

describe('what was known at a moment', () => {
  it.each(['en', 'ja'] as const)('is what the desk showed then, in %s', async (lang) => {
    const response = await open.get(`/api/journal/asof?at=${MOMENT}`, { lang });
    const { clock, ...view } = (await response.json()) as DeskView;
    const { clock: shown, ...before } = then[lang];
    expect(view).toEqual(before);
    expect(clock).toMatchObject({ at: MOMENT, running: false });
    expect(shown.at).toBe(MOMENT);
  });

  it('is nothing yet before the first record', async () => {
    const view = (await (await open.get('/api/journal/asof?at=0')).json()) as DeskView;
    expect(view).toMatchObject({ seq: 0, called: { D: 0, R: 0 }, standing: 'wait', events: [] });
    expect(faultsOf(view)).toEqual([]);
  });

  it.each(['', 'at=', 'at=yesterday', 'at=Infinity', 'at=-1', 'at=1e300', `at=${MOMENT + 24 * HOUR}`])(
    'is refused for "%s", which is no past moment',
    async (query) => {
      const response = await open.get(`/api/journal/asof?${query}`);
      expect(response.status).toBe(422);
      expect(await response.json()).toEqual({
        cause: 'unreadable',
        reason: expect.stringContaining('not later than now'),
      });
    },
  );
});
