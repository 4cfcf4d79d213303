/** The feeds' page in a browser: on a real desk whose rehearsal has one wrong report, and over a bad night's fixture. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/response/playbook.ts';
import { readFiles } from '../../src/server/files.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import { freshPage, openBrowser } from '../browser.ts';
import { builtDesk } from '../built-pages.ts';
import { OpenHouse } from '../server/open-house.ts';
import { deskView } from '../web/fixture.ts';
import { feedsNight, refusedRows } from './feeds-night.ts';
import { fullNight } from './night.ts';

/** Between the drill's wrong report of Wisconsin and the next right one. */
const WHILE_HELD = '2024-11-06T04:02:00Z';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let house: OpenHouse;
let server: ServerType;
let address: string;

beforeAll(async () => {
  house = await OpenHouse.open({
    drill: 'correction',
    at: WHILE_HELD,
    files: await readFiles(await builtDesk()),
  });
  browser = await openBrowser();
  address = await new Promise((resolve) => {
    server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

type Look = {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark' | 'red';
  readonly width?: number;
};

async function opened({ language = 'en', theme = 'light', width = 1440 }: Look = {}): Promise<Page> {
  const page = await freshPage(browser, { theme, width, reducedMotion: true });
  await page.goto(`${address}/feeds?lang=${language}`);
  await page.locator('#page .block').first().waitFor();
  return page;
}

/** The same page, but the desk says what the fixture says. */
async function onBadNight(look: Look, act: (page: Page) => Promise<void>): Promise<void> {
  const { language = 'en' } = look;
  const page = await opened(look);
  await page.route('**/api/desk?**', (route) =>
    route.fulfill({ json: feedsNight(fullNight(deskView(language))) }),
  );
  await page.route('**/api/journal?**', (route) => {
    const query = new URL(route.request().url()).searchParams;
    return route.fulfill({
      json: refusedRows(Number(query.get('before') ?? 900), Number(query.get('limit'))),
    });
  });
  await page.reload();
  await page.getByRole('rowheader', { name: 'statewide' }).waitFor();
  await act(page);
}

async function decided(): Promise<JournalRecord | undefined> {
  let found: JournalRecord | undefined;
  for await (const record of house.house.desk.journal.read({ after: 0 }))
    if (record.kind === 'report-decided') found = record;
  return found;
}

describe('a held report on a real desk', () => {
  it('is seen with both figures and refused with a reason, by keys alone', async () => {
    const page = await opened();
    const held = page.locator('li[id^="held-"]', { hasText: 'Wisconsin' });
    await held.getByText('count fell').waitFor();
    expect(await held.getByRole('row', { name: /^All votes/ }).textContent()).toMatch(
      /1,811,404\s*1,630,264\s*−181,140/,
    );
    await held.getByRole('button', { name: /^Refuse the held report of Wisconsin/ }).press('Enter');
    await page.getByRole('dialog', { name: 'Refuse the held report' }).waitFor();
    await page.keyboard.type('the county has corrected it');
    await page.getByRole('button', { name: 'Refuse', exact: true }).press('Enter');
    await page.getByText('Refused: the report of Wisconsin will not count.').waitFor();
    await page.getByText('No report is held.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Held');
    expect(await decided()).toMatchObject({
      by: 'person:duty',
      data: { decision: 'refuse', reason: 'the county has corrected it' },
    });
  });

  it('accepted, it counts at once and is shown as a correction, and the night carries its mark', async () => {
    await swapTickets('WI');
    const page = await opened();
    const held = page.locator('li[id^="held-"]', { hasText: 'Wisconsin' });
    await held.getByText(/^If accepted, Wisconsin goes from R \d+\.\d to D \d+\.\d\.$/).waitFor();
    await held.getByText(/the feed of Wisconsin counts as faulty while it waits/).waitFor();
    await page
      .getByRole('row', { name: /^Counts/ })
      .getByText('Wisconsin')
      .waitFor();
    await held.getByRole('button', { name: /^Accept the held report/ }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByText('Say why, in a few words.').waitFor();
    await page.keyboard.type('confirmed by telephone');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByText('Accepted: the report of Wisconsin counts now.').waitFor();
    await page.locator('.block', { hasText: 'Corrections' }).last().getByText('Wisconsin').waitFor();
    expect(await decided()).toMatchObject({
      by: 'person:duty',
      data: { decision: 'accept', reason: 'confirmed by telephone' },
    });
    await page.getByRole('link', { name: 'Night' }).click();
    await page.locator('tr.marks', { hasText: 'Wisconsin' }).getByText('corrected').waitFor();
    expect(await page.getByRole('row', { name: /^WI/ }).first().textContent()).toMatch(/D \d/);
    const beyond = `(() => { const { scrollWidth, clientWidth } = document.querySelector('.table .sideways'); return scrollWidth - clientWidth; })()`;
    for (const width of [1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect({ width, beyond: await page.evaluate(beyond) }).toEqual({ width, beyond: 0 });
    }
  });
});

describe('a table pasted on a real desk', () => {
  it('is shown row by row, mended, and entered whole', async () => {
    const page = await opened();
    const block = page.locator('.block', { hasText: 'Counts entered by hand' }).last();
    const table = block.getByRole('textbox', { name: 'Table' });
    await table.fill('unit,D,R,total\nVT-east,500,400,910\nVT-west,x,40,91');
    await block.getByRole('combobox', { name: /^Contest/ }).selectOption({ label: 'Vermont' });
    await block.getByRole('button', { name: 'Preview' }).click();
    await block
      .getByRole('row', { name: /line 2 · Vermont · unit VT-east counts 500 400 910 – –/ })
      .waitFor();
    await block.getByRole('row', { name: /line 3, column D "x" is no whole number/ }).waitFor();
    await block.getByText('One row cannot be entered; mend it first.').waitFor();
    expect(await block.getByRole('button', { name: /^Enter/ }).count()).toBe(0);
    await table.fill('unit,D,R,total\nVT-east,500,400,910\nVT-west,50,40,91');
    await block.getByRole('button', { name: 'Preview' }).click();
    await block.getByRole('button', { name: 'Enter 2 counts' }).click();
    await block.getByText('2 counts are entered.').waitFor();
    const entered = await house.house.desk.read(({ state }) =>
      ['VT-east', 'VT-west'].map((unit) => state.returns.units[unit]?.count?.total),
    );
    expect(entered).toEqual([910, 91]);
  });

  it('that goes back against what stands is entered once the person has said that it is meant', async () => {
    const page = await opened({ language: 'ja' });
    const block = page.locator('.block', { hasText: '手入力の開票' }).last();
    await block.getByRole('textbox', { name: '表' }).fill('unit,D,R,total\nVT,5000,4000,10000');
    await block.getByRole('button', { name: '内容を確かめる' }).click();
    await block.getByRole('row', { name: /現在の値に対して：票の減少、候補の票の減少/ }).waitFor();
    const enter = block.getByRole('button', { name: '1件を入力する' });
    expect(await enter.isDisabled()).toBe(true);
    await block.getByRole('checkbox', { name: /減るか急増する行が1行あります/ }).check();
    await enter.click();
    await block.getByText('1件を入力しました。').waitFor();
    const { units } = await house.house.desk.read(({ state }) => state.returns);
    expect([units['VT']!.count!.total, units['VT']!.source]).toEqual([10_000, 'hand']);
  });

  it('is refused in Japanese on the Japanese page', async () => {
    const page = await opened({ language: 'ja' });
    const block = page.locator('.block', { hasText: '手入力の開票' }).last();
    await block.getByRole('textbox', { name: '表' }).fill('unit,D,R,total\nVT,x,40,91');
    await block.getByRole('button', { name: '内容を確かめる' }).click();
    await block.getByRole('row', { name: /2行目、列D "x"は整数ではありません。/ }).waitFor();
  });
});

/** A report that gives two tickets each other's votes: nothing confirms it. */
async function swapTickets(id: string): Promise<void> {
  const { count } = await house.house.desk.read(({ state }) => state.returns.units[id]!);
  const at = house.house.now;
  const stamp = new Date(at - 20_000).toISOString().replace('.000Z', 'Z');
  await house.house.desk.submit([
    {
      at,
      by: 'feed:counts',
      kind: 'count',
      data: {
        feed: 'counts',
        position: 9_000,
        unit: id,
        contest: id,
        reportedAt: stamp,
        observedAt: stamp,
        votes: { D: count!.votes['R'], R: count!.votes['D'] },
        total: count!.total,
        expectedShare: count!.expectedShare,
        precision: 'exact',
      },
    },
  ]);
}

describe('a bad night of the feeds', () => {
  it('says of each feed how it is, since when in both zones, what it holds back and how asking goes', () =>
    onBadNight({}, async (page) => {
      const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).textContent();
      expect(await row('count-1')).toMatch(/fresh[\s\S]*Wisconsin[\s\S]*congratulation, title, telephone/);
      expect(await row('statewide')).toMatch(
        /failing\s*since 19:30.JST · 05:30.EST[\s\S]*it does not answer \(9 times in a row/,
      );
      expect(await row('county-pages')).toMatch(
        /partly unreadable[\s\S]*1 of 159 sites in trouble\s*13121: partly unreadable/,
      );
      expect(await row('rehearsal-feed')).toMatch(/test data/);
      await page.getByText('4,789 reports of counts: 4,769 accepted, 3 held, 17 refused').waitFor();
      await page
        .getByText(
          'count-3, statewide, county-pages, rehearsal-feed need a look. 3 reports wait to be confirmed.',
        )
        .waitFor();
    }));

  it('says how many requests a feed made of those it may make, and what became of its reports', () =>
    onBadNight({}, async (page) => {
      const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).textContent();
      expect(await row('statewide')).toMatch(/1,204 of 10,000 requests today \(UTC\)\s*at most 10 a minute/);
      expect(await row('count-1')).toMatch(/2,889 accepted, 13 refused/);
    }));

  it('takes the order of all contests, or gives the choice back to the rule', () =>
    onBadNight({}, async (page) => {
      await page.getByRole('button', { name: 'Order for all contests' }).click();
      await page.getByRole('checkbox', { name: /^By the rule instead/ }).check();
      await page.getByRole('textbox', { name: 'Reason' }).fill('the outage is over');
      const [asked] = await Promise.all([
        page.waitForRequest('**/api/command?**'),
        page.getByRole('button', { name: 'Set', exact: true }).click(),
      ]);
      expect(asked.postDataJSON()).toMatchObject({ do: 'set-trust', contest: 'US', order: [] });
    }));

  it('sets the whole order of trust for a contest whose sources disagree, by keys', () =>
    onBadNight({}, async (page) => {
      const sources = page.locator('.block', { hasText: 'Several sources' }).last();
      await sources.getByText('another leader').waitFor();
      await sources.getByRole('button', { name: 'Order of trust for Wisconsin' }).click();
      await page.getByRole('button', { name: 'Move count-3 up' }).press('Enter');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('dialog').getByRole('listitem').allTextContents()).toEqual([
        expect.stringContaining('count-3'),
        expect.stringContaining('count-1'),
        expect.stringContaining('count-2'),
      ]);
      await page.getByRole('textbox', { name: 'Reason' }).fill('the state itself');
      const [asked] = await Promise.all([
        page.waitForRequest('**/api/command?**'),
        page.getByRole('button', { name: 'Set', exact: true }).click(),
      ]);
      expect(asked.postDataJSON()).toEqual({
        do: 'set-trust',
        contest: 'WI',
        order: ['count-3', 'count-1', 'count-2'],
        reason: 'the state itself',
      });
    }));

  it('pages through the rows that could not be read', () =>
    onBadNight({}, async (page) => {
      const rows = page.locator('.block', { hasText: 'Rows that could not be read' }).last();
      await rows.getByRole('row', { name: /899.*counts\.csv line 899/ }).waitFor();
      await rows.getByRole('button', { name: 'Older rows' }).click();
      await rows.getByRole('row', { name: /879.*counts\.csv line 879/ }).waitFor();
      await rows.getByRole('button', { name: 'Newest rows' }).click();
      await rows.getByRole('row', { name: /899.*counts\.csv line 899/ }).waitFor();
    }));

  it('marks contests on the night by shape and word', () =>
    onBadNight({}, async (page) => {
      await page.getByRole('link', { name: 'Night' }).click();
      const marks = (name: string) => page.locator('tr.marks', { hasText: name }).textContent();
      expect(await marks('Wisconsin')).toMatch(/1 held\s*sources disagree on who leads/);
      expect(await marks('Arizona')).toContain('corrected');
      expect(await marks('North Carolina')).toContain('estimate used up');
      expect(await page.locator('tr.marks svg').count()).toBe(await page.locator('tr.marks .one').count());
      await page.locator('.table').getByRole('button', { name: /^AZ/ }).click();
      await page.getByText('1,150,000–1,420,000 votes').waitFor();
    }));

  const looks: Look[] = [
    { language: 'en', theme: 'light' },
    { language: 'ja', theme: 'dark' },
    { language: 'en', theme: 'red', width: 390 },
    { language: 'ja', theme: 'light', width: 390 },
  ];
  for (const look of looks) {
    it(`has nothing that axe objects to, never scrolls sideways, and speaks one language: ${Object.values(look).join(', ')}`, () =>
      onBadNight(look, async (page) => {
        await page.evaluate(AXE);
        const found = `axe.run('#page').then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary].join(' ')))`;
        expect(await page.evaluate(found)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        const headings = await page.locator('#page h2').allTextContents();
        for (const heading of look.language === 'ja' ? headings : [])
          expect(heading).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      }));
  }
});
