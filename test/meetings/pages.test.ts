import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import type { Span } from '../../src/meetings/spans.ts';
import { readFiles } from '../../src/server/files.ts';
import type { Command } from '../../src/server/wire-command.ts';
import { freshPage, openBrowser } from '../browser.ts';
import { builtDesk } from '../built-pages.ts';
import { OpenHouse } from '../server/open-house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const at = parseInstant;
const twin = (en: string, ja: string) => ({ en, ja });

let open: OpenHouse;
let server: Server;
let address: string;
let browser: Browser;

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T11:31:00Z', files: await readFiles(await builtDesk()) });
  await open.house.steer({ do: 'pause' });
  server = serve({ fetch: open.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise<void>((done) => (server.listening ? done() : server.once('listening', () => done())));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await open?.close();
});

async function page(
  path: string,
  look: { width?: number; theme?: 'light' | 'dark'; language?: 'en' | 'ja' } = {},
): Promise<Page> {
  const { width = 1440, theme = 'light', language = 'en' } = look;
  const opened = await freshPage(browser, { theme, width });
  await opened.goto(`${address}${path}?lang=${language}`);
  await opened.locator('#page .block').first().waitFor();
  return opened;
}

async function does(command: Command, person = 'embassy'): Promise<void> {
  expect([command.do, (await open.command(command, { person })).status]).toEqual([command.do, 200]);
}

describe('the page on relations', () => {
  it('takes an engagement on a telephone in a few fields, and shows it with its follow-up', async () => {
    const phone = await page('/relations', { width: 390 });
    await phone
      .locator('.block', { hasText: 'Enter an engagement' })
      .getByLabel('Whom')
      .selectOption('r-security');
    await phone.getByLabel('party', { exact: true }).check();
    expect(await phone.getByLabel('Public line, Japanese').inputValue()).toBe('政党間の交流。');
    await phone.getByLabel('Who met them, by post').fill('Parliamentary delegation');
    await phone.getByLabel('What was said').fill('asks for a short call');
    await phone.getByLabel('Follow-up (optional)').fill('send the number of the line');
    await phone.getByLabel('by', { exact: true }).fill('2024-11-07');
    await phone.getByRole('button', { name: 'Enter', exact: true }).click();
    await phone.getByText('Entered.').waitFor();
    await phone.getByText('asks for a short call').waitFor();
    await phone.getByRole('button', { name: /^Done: Contact R2.*send the number of the line/ }).click();
    await expect.poll(() => phone.getByText('send the number of the line').count()).toBe(0);
  });

  it('finds the path to a person that is asked for', async () => {
    const desk = await page('/relations');
    await desk.getByLabel('Find a path to').selectOption('r-former');
    await desk.locator('.path', { hasText: 'both on the foundation' }).last().waitFor();
  });
});

describe('a file of contacts on the page on relations', () => {
  const FILE = [
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Contact R2 (invented)\r\nEMAIL:r2@place.example\r\nEND:VCARD\r\n',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Somebody New\r\nTITLE:Aide\r\nNOTE:x\r\nEND:VCARD\r\n',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n',
  ].join('');

  it('is looked at, decided card by card, and only then recorded', async () => {
    const desk = await page('/relations', { language: 'ja', width: 390 });
    const block = desk.locator('.block', { hasText: 'ファイルから取り込む' });
    await block.getByLabel('ファイル', { exact: true }).setInputFiles({
      name: 'contacts.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(FILE),
    });
    await expect.poll(() => block.locator('textarea').inputValue()).toContain('Somebody New');
    await block.getByRole('button', { name: '内容を確認' }).click();
    await block.getByText('contacts.vcf：新規1件、登録済みの可能性1件、読めないもの1件。').waitFor();
    await block.getByText('氏名（FN）がありません。').waitFor();
    await block.getByText('取り込めない項目：NOTE (1)。').waitFor();
    await block.getByText('登録済み（名前が同じ）').waitFor();
    const count = () =>
      open.house.desk.read(({ state }) => Object.keys(state.surroundings.relations.people).length);
    const before = await count();
    await block.getByLabel(/と同じ人（新しい項目を加える）/).check();
    await block.getByRole('button', { name: '記録する：新規1件、判断済み1件、確認待ち0件' }).click();
    await block.getByText('記録しました。').waitFor();
    expect(await count()).toBe(before + 2);
    const people = await open.house.desk.read(({ state }) =>
      Object.values(state.surroundings.relations.people),
    );
    expect(people.find(({ emails }) => emails.includes('r2@place.example'))).toMatchObject({
      id: 'r-security',
      marking: 'internal',
    });
  });

  it('leaves what nobody decided waiting, side by side, until somebody does', async () => {
    const desk = await page('/relations');
    const block = desk.locator('.block', { hasText: 'Contacts from a file' });
    const card = (name: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${name} (invented)\r\nEND:VCARD\r\n`;
    await block.locator('textarea').fill(card('Contact D1') + card('Contact D2'));
    await block.getByRole('button', { name: 'Look at it' }).click();
    await block.getByText('pasted text: 0 new, 2 perhaps known already, 0 refused.').waitFor();
    await block.getByRole('button', { name: 'Record: 0 new, 0 decided, 2 waiting' }).click();
    const waiting = desk.locator('.block', { hasText: 'Imported, perhaps known already' });
    await waiting.getByText('2 wait').waitFor();
    expect(await waiting.locator('table').first().textContent()).toContain('Head of transition planning');
    await waiting.getByRole('button', { name: 'Another person: Contact D1 (invented)' }).click();
    await waiting.getByText('1 waits').waitFor();
    const people = await open.house.desk.read(({ state }) =>
      Object.values(state.surroundings.relations.people),
    );
    expect(people.filter(({ name }) => name.en === 'Contact D1 (invented)').map(({ side }) => side)).toEqual([
      null,
    ]);
  });

  it('that cannot be read says so, and leaves what was pasted', async () => {
    const desk = await page('/relations');
    const block = desk.locator('.block', { hasText: 'Contacts from a file' });
    await block.getByLabel('File', { exact: true }).setInputFiles({
      name: 'latin.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x6e, 0xe9]),
    });
    await block.getByText('The file is not UTF-8').waitFor();
    await block.locator('textarea').fill('hello');
    await block.getByRole('button', { name: 'Look at it' }).click();
    await block.getByText('no column of names').waitFor();
    expect(await block.locator('textarea').inputValue()).toBe('hello');
  });
});

describe('the page on meetings', () => {
  it('holds an hour from the band until the desk’s usual hours have passed, and settles it', async () => {
    const desk = await page('/meetings');
    await desk.getByText('Palm Beach').first().waitFor();
    await desk
      .locator('.band')
      .getByRole('button', { name: /^Hold 7.Nov.09:00–10:00.JST/ })
      .click();
    const settle = desk.getByRole('button', { name: /^This one: 7.Nov.09:00–10:00/ });
    await settle.waitFor();
    await settle.click();
    await desk.getByText('The talk is settled for 7 Nov 09:00–10:00 JST').waitFor();
    const { terms, holds } = await open.house.desk.read(({ state }) => ({
      terms: state.surroundings.meetings.holds,
      holds: state.response.talk.holds,
    }));
    expect(holds.map(({ from }) => from)).toEqual([at('2024-11-07T00:00:00Z')]);
    expect(terms.map(({ expiresAt }) => expiresAt)).toEqual([null]);
  });

  it('adds a leg to the visit in the times of its places', async () => {
    const desk = await page('/meetings');
    await desk.getByText('Add a leg').click();
    const form = desk.locator('form', { hasText: 'Departs, local time' });
    await form.getByLabel('From · English').fill('Lima');
    await form.getByLabel('From · Japanese').fill('リマ');
    await form.getByLabel('Zone').first().fill('America/Lima');
    await form.getByLabel('Departs, local time').fill('2024-11-17T15:00');
    await form.getByLabel('To · English').fill('Palm Beach');
    await form.getByLabel('Arrives, local time').fill('2024-11-17T21:00');
    await form.getByRole('button', { name: 'Add' }).click();
    await desk.locator('.legs').getByText('17 Nov 15:00').waitFor();
    const legs = await open.house.desk.read(({ state }) => state.surroundings.meetings.visit!.legs);
    expect(legs).toMatchObject([{ from: { en: 'Lima', ja: 'リマ' }, to: { ja: 'Palm Beach' } }]);
    expect(legs).toMatchObject([
      { departs: at('2024-11-17T20:00:00Z'), arrives: at('2024-11-18T02:00:00Z') },
    ]);
  });
});

describe('what surrounds the talk on the page on meetings', () => {
  it('ticks off what protocol sees to, adds to it in both languages, and names the delegation', async () => {
    const desk = await page('/meetings', { width: 390 });
    const block = desk.locator('.block', { hasText: 'Protocol and gifts' });
    await block.getByRole('checkbox', { name: 'Gift chosen and cleared' }).check();
    await block.getByText('4 to be seen to').waitFor();
    await block.getByText('Add to protocol or delegation').click();
    await block.getByLabel('What must be seen to · English').fill('Anthem rehearsed');
    await block.getByLabel('What must be seen to · Japanese').fill('国歌の確認');
    await block.getByRole('button', { name: 'Add to protocol' }).click();
    await block.getByRole('checkbox', { name: 'Anthem rehearsed' }).waitFor();
    await block.getByLabel('Name and post').fill('Foreign minister');
    await block.getByRole('button', { name: 'Add to delegation' }).click();
    await block.getByText('Foreign minister').waitFor();
    await block.getByRole('button', { name: 'Take out: Seating and flags' }).click();
    await expect.poll(() => block.getByText('Seating and flags').count()).toBe(0);
    const { checklist, delegation } = await open.house.desk.read(
      ({ state }) => state.surroundings.meetings.visit!,
    );
    expect(checklist.filter(({ done }) => done).map(({ what }) => what.ja)).toEqual(['贈り物の選定と確認']);
    expect(checklist.at(-1)!.what).toEqual(twin('Anthem rehearsed', '国歌の確認'));
    expect(delegation).toEqual(['Foreign minister']);
  });

  it('keeps another leader’s call with its source, and takes none without', async () => {
    const desk = await page('/meetings');
    const form = desk.locator('form', { hasText: 'Source' });
    await form.getByLabel('Who', { exact: true }).fill('France');
    await form.getByLabel('When (Tokyo)').fill('2024-11-06T20:00');
    await form.getByRole('button', { name: 'Add' }).click();
    await desk.getByText('without a source it is a rumour').waitFor();
    await form.getByLabel('Source').fill('the Élysée, on its page');
    await form.getByLabel('Minutes, if known').fill('25');
    await form.getByRole('button', { name: 'Add' }).click();
    await desk.locator('.calls').getByText('25 minutes · by the Élysée, on its page').waitFor();
  });

  it('moves an invitation to another held window, and cancels it, under its own name and in both languages', async () => {
    const [first, second] = ['2024-11-07T22:30:00Z', '2024-11-07T23:30:00Z'].map((text) => ({
      from: at(text),
      to: at(text) + 900_000,
    })) as [Span, Span];
    for (const span of [first, second])
      await does({ do: 'hold-until', ...span, expiresAt: span.from, inSpiteOf: null });
    const desk = await page('/meetings');
    const block = desk.locator('.block', { hasText: 'for aides’ calendars' });
    await block
      .getByLabel('Invite to the held window')
      .selectOption({ label: '8 Nov 07:30–07:45 JST · 7 Nov 17:30–17:45 EST' });
    await block.getByLabel('Title · English').fill('Talk');
    await block.getByLabel('Title · Japanese').fill('会談');
    await block.getByLabel('Address').fill('aide@office.example');
    await block.getByRole('button', { name: 'Write' }).click();
    await block.getByRole('button', { name: 'Move it to 8 Nov 08:30–08:45 JST' }).click();
    await block.getByRole('button', { name: 'Move it to 8 Nov 07:30–07:45 JST' }).waitFor();
    await block.getByRole('button', { name: 'Cancel: Talk' }).click();
    await block.getByText('cancelled').waitFor();
    const invitations = await open.house.desk.read(({ state }) =>
      Object.values(state.surroundings.meetings.invitations),
    );
    expect(invitations).toMatchObject([
      { ...second, sequence: 2, method: 'CANCEL', title: twin('Talk', '会談') },
    ]);
  });

  it('shows the note on the meeting to those who may read it, and to others that there is one', async () => {
    await does({ do: 'meeting', state: 'requested', note: 'through the old friend', marking: 'restricted' });
    const seenBy = async (person: string) => {
      const { value } = { value: await (await open.get('/api/meetings', { person })).json() };
      return (value as { meeting: { state: string; note: string | null } }).meeting;
    };
    expect(await seenBy('embassy')).toMatchObject({ state: 'requested', note: 'through the old friend' });
    expect(await seenBy('press')).toMatchObject({ state: 'requested', note: null });
    for (const path of ['/api/desk', '/api/journal', '/api/review'])
      expect(await (await open.get(path, { person: 'press' })).text()).not.toContain('old friend');
    await does({ do: 'meeting', state: 'refused', note: 'x' });
  });
});

describe('both pages', () => {
  it('have nothing that axe objects to and never scroll sideways, in both languages, light and dark', async () => {
    await does(
      {
        do: 'call-sheet',
        purpose: twin('Congratulate', '祝意'),
        points: [twin('One', '一')],
        avoid: [twin('Two', '二')],
        contact: null,
        marking: 'restricted',
      },
      'drafter',
    );
    for (const path of ['/relations', '/meetings'])
      for (const look of [
        { language: 'en', theme: 'light' },
        { language: 'ja', theme: 'dark', width: 390 },
      ] as const) {
        const opened = await page(path, look);
        await opened
          .locator(path === '/relations' ? '.path' : '.points')
          .first()
          .waitFor();
        await opened.evaluate(AXE);
        const violations = await opened.evaluate(
          `axe.run('#page').then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary].join(' ')))`,
        );
        expect({ path, look, violations }).toEqual({ path, look, violations: [] });
        for (const width of [390, 768, 1024, 1440]) {
          await opened.setViewportSize({ width, height: 900 });
          const beyond = await opened.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ path, width, beyond }).toEqual({ path, width, beyond: 0 });
        }
        const headings = await opened.locator('#page h2').allTextContents();
        if (look.language === 'ja') for (const heading of headings) expect(heading).toMatch(/[぀-ヿ一-鿿]/);
      }
  }, 120_000);
});

describe('what was entered and did not hold', () => {
  it('is taken out of the diary, and an engagement taken back with its reason', async () => {
    const desk = await page('/meetings');
    await desk.getByText('Enter into the diary').click();
    const form = desk.locator('form', { hasText: 'firm: never rung into' });
    await form.getByLabel('What · English').fill('Cabinet');
    await form.getByLabel('Begins, local time').fill('2024-11-07T10:00');
    await form.getByLabel('Ends, local time').fill('2024-11-07T11:00');
    await form.getByRole('button', { name: 'Add' }).click();
    await desk.getByRole('button', { name: 'Take out: Cabinet' }).click();
    await expect.poll(() => desk.getByText('Cabinet').count()).toBe(0);
    await desk.goto(`${address}/relations?lang=ja`);
    await desk.getByRole('button', { name: '取り消す：連絡先R2（架空）との接触' }).click();
    await desk.getByRole('textbox', { name: '理由' }).fill('別の人だった');
    await desk.getByRole('button', { name: '取り消す', exact: true }).click();
    await expect.poll(() => desk.getByText('asks for a short call').count()).toBe(0);
  });

  it('and what came of the meeting is recorded once it was held', async () => {
    const asking = await page('/meetings');
    await asking.getByLabel('Note (').fill('asked for by the embassy');
    await asking.getByRole('button', { name: 'Record', exact: true }).click();
    await expect
      .poll(() => open.house.desk.read(({ state }) => state.response.meeting))
      .toMatchObject({ state: 'requested', note: 'asked for by the embassy' });
    for (const state of ['agreed', 'held'] as const) await does({ do: 'meeting', state, note: '' });
    const desk = await page('/meetings', { language: 'ja', width: 390 });
    const block = desk.locator('.block', { hasText: '会談の結果' });
    await block.getByLabel('日時（ワシントン）').fill('2024-11-06T06:00');
    await block.getByLabel('会談の結果').fill('同盟を確認');
    await block.getByRole('button', { name: '結果を記録' }).click();
    await desk.getByText('同盟を確認').waitFor();
    const outcome = await open.house.desk.read(({ state }) => state.surroundings.meetings.outcome);
    expect(outcome).toMatchObject({ heldAt: at('2024-11-06T11:00:00Z'), minutes: null });
  });
});
