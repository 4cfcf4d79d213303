/** A person enters what desks say, corrects one entry and takes a call back, on the real page, in both languages. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { clearHouse, newDataDir, startHouse } from './command.ts';
import { DeskPage, SOON, seen } from './desk-page.ts';

const SPOKEN = {
  en: {
    page: 'Verdict',
    from: (hour: string) => new RegExp(`Releasable from ${hour}`),
    two: 'two of four independent groups name Trump',
    hold: 'On hold: AP has taken back its call of the whole election for Trump.',
    struck: /AP Country .*struck by Duty officer/,
    times: /AP, Country: different times on record\s*R 15:33 JST[\s\S]*15:36 JST[\s\S]*the earliest counts/,
    law: 'Enter a step of the law',
    stayed: 'US Supreme Court has stayed the result',
    stay: /a court stays the result US Supreme Court/,
    calendar: 'Electors vote',
    group: 'Decision Desk HQ',
  },
  ja: {
    page: '判定',
    from: (hour: string) => new RegExp(`${hour}[^。]*から発出可`),
    two: '独立した4系統のうち2系統がトランプ氏の当確を伝えています',
    hold: /保留中です。APが.*全体の当確を取り消しました/,
    struck: /AP .*が抹消/,
    times: /AP（全体）：時刻の記録が食い違い\s*R [\s\S]*15:33[\s\S]*15:36[\s\S]*最も早い時刻で判定/,
    law: '法的手続きの入力',
    stayed: /保留中です。US Supreme Court/,
    stay: /裁判所が結果の効力を停止 US Supreme Court/,
    calendar: '選挙人の投票',
    group: '共同集計4局',
  },
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

describe.each(['en', 'ja'] as const)('entering calls (%s)', (language) => {
  const words = SPOKEN[language];
  let dataDir: string;
  let desk: DeskPage;

  beforeAll(async () => {
    dataDir = await newDataDir();
    const house = await startHouse(dataDir, 10);
    desk = await DeskPage.open(browser, house.address);
    if (language === 'ja') await desk.speak('ja');
  });

  afterAll(() => clearHouse(dataDir));

  const field = (form: Locator, name: string) => form.locator(`[name="${name}"]`);

  /** Enters by keys what a desk said of the whole country, at an hour of Tokyo. */
  async function says(name: string, hour: string, what: 'call' | 'retract' = 'call'): Promise<void> {
    await desk.page.keyboard.press('c');
    const form = desk.page.getByRole('dialog');
    await field(form, 'desk').selectOption(name);
    await field(form, 'ticket').and(form.locator('[value="R"]')).check();
    await field(form, 'what')
      .and(form.locator(`[value="${what}"]`))
      .check();
    await field(form, 'saidAt').fill(hour);
    await desk.page.keyboard.press('Enter');
    await expect.poll(() => seen(form.getByRole('status')), SOON).toMatch(/\d/);
    await desk.page.keyboard.press('Escape');
  }

  /** The first row of what was entered: the page knows of the entry. */
  const newest = (name: string, hour: string) =>
    desk.page.getByRole('row', { name: new RegExp(`^\\d+ ${hour}.*${name}`) }).first();

  /** Puts the last entry right by keys. */
  async function corrects(name: string, hour: string): Promise<void> {
    await newest(name, '15:38').waitFor();
    await desk.page.keyboard.press('e');
    const form = desk.page.getByRole('dialog');
    expect(await field(form, 'desk').inputValue()).toBe(name);
    await field(form, 'saidAt').fill(hour);
    await desk.page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await desk.page.getByRole('row', { name: words.struck }).first().waitFor();
  }

  it('moves the earliest moment with each entry, and with its correction', async () => {
    // Decision Desk HQ alone has named a winner.
    await desk.jumpTo('2024-11-06T15:40');
    await desk.turnTo(words.page);
    await says('CNN', '15:30');
    await desk.says(words.two);
    await says('AP', '15:38');
    await desk.says(words.from('16:38'));
    await corrects('AP', '15:33');
    await desk.says(words.from('16:33'));
  });

  it('lists the times of one call that differ, and reckons with the earliest', async () => {
    await says('AP', '15:36');
    await expect.poll(() => seen(desk.page.getByRole('main')), SOON).toMatch(words.times);
    await desk.says(words.from('16:33'));
  });

  it('strikes the last entry with a reason, and the earliest moment goes with it', async () => {
    await says('Fox', '15:10');
    await desk.says(words.from('16:30'));
    await newest('Fox', '15:10').waitFor();
    await desk.page.keyboard.press('x');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Fox: 15:10?');
    await desk.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await desk.says(words.from('16:33'));
  });

  it('holds while a court stays the result, and no longer once the entry is struck', async () => {
    const { page } = desk;
    const law = page.locator('details').filter({ hasText: words.law });
    await law.locator('summary').click();
    await law.getByRole('textbox').fill('US Supreme Court');
    await page.keyboard.press('Enter');
    await desk.says(words.stayed);
    await page.getByRole('row', { name: words.stay }).first().waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByRole('textbox').fill('no such order');
    await page.keyboard.press('Enter');
    await desk.says(words.from('16:33'));
  });

  it('shows every route, the groups by name, and the days of the law', async () => {
    const main = desk.page.getByRole('main');
    await expect.poll(() => seen(main), SOON).toContain(words.calendar);
    const text = await seen(main);
    for (const id of ['A5', 'B1', 'C11', 'C26']) expect(text).toContain(id);
    expect(text).toContain(words.group);
  });

  it('goes on hold when a call of the whole is taken back', async () => {
    await says('AP', '15:40', 'retract');
    await desk.says(words.hold);
    expect(desk.thrown).toEqual([]);
  });
});
