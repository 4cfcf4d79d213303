/** One night at the desk, through the page, by clicks and keys: the real program, database, browser and outbox. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { clearHouse, type House, newDataDir, processesOf, run, startHouse } from './command.ts';
import { DeskPage, SOON, seen } from './desk-page.ts';
import { lettersIn } from './outbox.ts';
import { PublicPage } from './public-page.ts';

/** Seconds of the night a second: one step above true speed. */
const SPEED = 10;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

/** Chapters follow one on another: where one fails the rest would only repeat it. */
function inOrder(): void {
  let broken = false;
  beforeEach((test) => test.skip(broken, 'a chapter before this one failed'));
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail';
  });
}

describe('the night in English', () => {
  let dataDir: string;
  let house: House;
  let desk: DeskPage;
  let briefing: PublicPage;

  inOrder();

  beforeAll(async () => {
    dataDir = await newDataDir();
    house = await startHouse(dataDir, SPEED);
    desk = await DeskPage.open(browser, house.address);
    briefing = await PublicPage.open(browser, `${house.address}/public/en/`);
  });

  afterAll(() => clearHouse(dataDir));

  const retract = async (name: string) => {
    await desk.button('Enter a retraction').click();
    const form = desk.page.getByRole('dialog', { name: 'Enter a call' });
    await form.getByLabel('Desk').selectOption(name);
    await form.getByRole('radio', { name: /Trump/ }).check();
    await form.getByRole('button', { name: 'Enter', exact: true }).click();
    await form.getByText(/^Recorded as/).waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
  };

  it('says that it is a rehearsal and what in it is reconstructed, and shows the count', async () => {
    const ribbon = desk.page.getByRole('complementary', { name: 'REHEARSAL' });
    expect(await seen(ribbon)).toMatch(/REHEARSAL[\s\S]*is a reconstruction\./);
    await desk.says('Not final: no group names a winner.');
    await desk.jumpTo('2024-11-06T14:00');
    await desk.says('Not final: no group names a winner.');
    const contests = desk.page.getByRole('table', { name: 'Contests in order of the tipping point' });
    const georgia = contests.getByRole('row', { name: /^GA\s+Georgia/ });
    expect(await seen(georgia)).toMatch(/GA\s+Georgia\s+16\s+R \d+\.\d\s+\d+\s/);
    const main = desk.page.getByRole('main');
    await expect.poll(() => seen(main), SOON).toMatch(/Harris [1-9]\d* called · \d+ leading/);
    expect(await seen(main)).toMatch(/\d+ leading · called [1-9]\d* Trump/);
  });

  it('takes a call by keyboard, and takes a mistaken one out again with its reason', async () => {
    const { page } = desk;
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Enter a call' }).waitFor();
    for (const key of ['F', 'Tab', 'Tab', 'Space', 'Enter']) await page.keyboard.press(key);
    await page.getByText(/^Recorded as \d+\.$/).waitFor();
    await page.keyboard.press('Escape');
    await desk.says('Not final: one of four independent groups names Harris.');
    await desk.turnTo('Verdict');
    await desk.button(/^Strike Fox Country/).click();
    const dialog = page.getByRole('dialog', { name: 'Strike a wrong entry' });
    await dialog.getByLabel('Reason').fill('Fox has not called the country; a slip of the key.');
    await dialog.getByRole('button', { name: 'Strike the entry' }).click();
    await page.getByRole('row', { name: /Fox Country .* struck by Duty officer$/ }).waitFor();
    await desk.says('Not final: no group names a winner.');
  });

  it('at 19:41 knows the winner by all four groups, and keeps the message until 20:30', async () => {
    await desk.jumpTo('2024-11-06T19:41');
    await desk.says('Not yet final enough.');
    await desk.says('Releasable from 20:30 JST (06:30 EST) if nothing is withdrawn.');
    await desk.turnTo('Response');
    await desk.step('Message of congratulation').click();
    await desk.page.keyboard.press('l');
    await desk.page.getByText(/^Not now: The verdict permits a congratulation from 20:30 JST/).waitFor();
    expect(await desk.page.getByRole('dialog').count()).toBe(0);
  });

  it('takes the approvals of two approvers, each once, and none from the drafter', async () => {
    const { page } = desk;
    await desk.signInAs('Drafter');
    await page.getByText('Not now: This takes an approver.').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('status').getByText('Not now: This takes an approver.').waitFor();
    await desk.signInAs('Approver 1');
    await desk.approve();
    await page.keyboard.press('a');
    await page
      .getByRole('status')
      .getByText(/^Not now: You have approved this text/)
      .waitFor();
    await expect.poll(() => seen(desk.step('Message of congratulation')), SOON).toContain('1 of 2 approvals');
    await desk.signInAs('Approver 2');
    await desk.approve();
    await expect.poll(() => seen(desk.step('Message of congratulation')), SOON).toContain('2 of 2 approvals');
    expect(await lettersIn(dataDir)).toEqual({});
  });

  it('at 20:30 opens the gate; a release can be stopped; the next one leaves once, with its receipt', async () => {
    await desk.jumpTo('2024-11-06T20:30');
    await desk.says('Final enough: a congratulation to Trump is releasable.');
    await desk.signInAs('Duty officer');
    await desk.runAtTrueSpeed();
    await desk.release('Embassy officer');
    expect(await seen(desk.leaving)).toMatch(/Leaves in \d+ seconds?[\s\S]*by Duty officer with Embassy/);
    await desk.leaving.getByRole('button', { name: /^Stop/ }).click();
    await desk.leaving.waitFor({ state: 'detached' });
    await expect.poll(() => seen(desk.step('Message of congratulation')), SOON).toContain('releasable');
    await desk.release('Approver 1');
    await expect.poll(() => seen(desk.step('Message of congratulation')), SOON).toMatch(/\bsent\b/);
    expect(await desk.received()).toMatch(
      /Message of congratulation[\s\S]*sent 20:3\d JST[\s\S]*message-letter\.txt/,
    );
    const letters = Object.entries(await lettersIn(dataDir));
    expect(letters.map(([name]) => name)).toEqual(['japan-2024.trump.message-letter.txt']);
    expect(letters[0]![1]).toMatch(/^Mark: REHEARSAL/);
    expect(letters[0]![1]).toContain('Dear Mr. Trump,');
    expect(letters[0]![1]).not.toMatch(/Harris|ハリス/);
  });

  it('proposes telephone windows in both zones, and holds an hour of one', async () => {
    const { page } = desk;
    await desk.turnTo('Meetings');
    const windows = page.getByRole('main').getByRole('listitem');
    const window = windows.filter({ hasText: /7.Nov.07:00–13:00.JST · 6.Nov.17:00–23:00.EST/ });
    await window.getByRole('combobox').selectOption({ label: '7 Nov 09:00 JST · 6 Nov 19:00 EST' });
    await window.getByRole('button', { name: /^Hold/ }).click();
    const held = windows.filter({ hasText: /7.Nov.09:00–10:00.JST · 6.Nov.19:00–20:00.EST/ });
    await expect.poll(() => seen(held), SOON).toMatch(/held\s+Free/);
    const before = windows.filter({ hasText: /7.Nov.07:00–09:00.JST · 6.Nov.17:00–19:00.EST/ });
    expect(await seen(before)).toContain('free');
  });

  it('says on the public page what has happened and when, and answers 304 to whom has it', async () => {
    await briefing.leads('Tokyo congratulates Trump, and asks for a talk');
    await briefing.follow('Tokyo congratulates Trump, and asks for a talk');
    expect(await briefing.text()).toMatch(/20:3\d JST, November 6, 2024/);
    expect(await briefing.text()).toMatch(/sent its congratulations to Donald Trump .* at 20:3\d JST/);
    expect(await briefing.banner()).toContain('Rehearsal');
    await expect.poll(() => briefing.askAgain(), SOON).toBe(304);
  });

  it('holds at the first retraction, and asks for the withdrawal when too few stand', async () => {
    await desk.turnTo('Verdict');
    await retract('CNN');
    await desk.says('Under review: nothing more goes out.');
    await desk.says('CNN has taken back its call of the whole election for Trump.');
    await retract('AP');
    await retract('Fox');
    await desk.says('Withdrawal due: the message to Trump must be taken back.');
  });

  it('takes the message back by the same rules: two approve, two release, once', async () => {
    await desk.turnTo('Response');
    await desk.page.getByText('What was released no longer stands.').waitFor();
    for (const approver of ['Approver 1', 'Approver 2']) {
      await desk.signInAs(approver);
      await desk.approve();
    }
    await desk.signInAs('Duty officer');
    await desk.release('Embassy officer');
    await desk.says('On hold: Fox has taken back its call');
    await desk.button(/^R Trump/).click();
    await expect.poll(() => seen(desk.step('Message of congratulation')), SOON).toContain('withdrawn');
    expect(await desk.received()).toMatch(/Withdrawal of the message[\s\S]*sent 20:\d\d JST/);
    expect(Object.keys(await lettersIn(dataDir)).sort()).toEqual([
      'japan-2024.trump.message-letter.txt',
      'japan-2024.trump.message-withdrawal-letter.txt',
    ]);
  });

  it('corrects itself in public, and keeps the earlier version readable', async () => {
    await briefing.goTo(`${house.address}/public/en/`);
    await briefing.leads('Tokyo takes back its message to Trump');
    await briefing.follow('Tokyo takes back its message to Trump');
    expect(await briefing.text()).toMatch(/Corrections[\s\S]*Fox has since taken back its call\./);
    await briefing.readVersion('The message has left');
    await briefing.leads('Tokyo congratulates Trump, and asks for a talk');
  });

  it('ends on Ctrl-C with no process left, and leaves a journal that nobody has touched', async () => {
    expect([...desk.thrown, ...briefing.thrown]).toEqual([]);
    house.command.interrupt();
    expect(await house.command.ended).toBe(0);
    expect(await processesOf(dataDir)).toEqual([]);
    expect(house.command.printed()).not.toContain('trouble');
    const place = ['--data-dir', dataDir];
    const verified = await run('journal', 'verify', ...place);
    expect(verified).toMatchObject({
      code: 0,
      printed: expect.stringMatching(
        /records, unbroken; last hash[^\n]*\n1 snapshot says what the records say/,
      ),
    });
    const file = join(dataDir, 'night.jsonl');
    expect((await run('journal', 'export', file, ...place)).code).toBe(0);
    const [ofDesk] = /[^\n]*records, unbroken[^\n]*\n/.exec(verified.printed)!;
    expect((await run('journal', 'verify', '--file', file)).printed).toBe(ofDesk);
  });
});

describe('the same night in Japanese', () => {
  let dataDir: string;
  let house: House;
  let desk: DeskPage;

  inOrder();

  beforeAll(async () => {
    dataDir = await newDataDir();
    house = await startHouse(dataDir, SPEED);
    desk = await DeskPage.open(browser, house.address);
  });

  afterAll(() => clearHouse(dataDir));

  it('changes its language on the page, sentence and all', async () => {
    await desk.speak('ja');
    await desk.says('未確定です。当確を伝えた系統はまだありません。');
    const ribbon = desk.page.getByRole('complementary', { name: '演習' });
    expect(await seen(ribbon)).toContain('投票締め切りから確定までの開票の経過は再構成です。');
    await desk.jumpTo('2024-11-06T19:41');
    await desk.says('独立した4系統のすべてがトランプ氏の当確を伝えています');
    await desk.turnTo('対応');
    expect(await seen(desk.page.getByRole('main'))).not.toMatch(/\b(?:wait|hold|releasable|approvals?)\b/);
  });

  it('takes two approvals and releases at 20:30', async () => {
    await desk.step('祝意のメッセージ').click();
    for (const approver of ['承認者1', '承認者2']) {
      await desk.signInAs(approver);
      await desk.approve();
    }
    await desk.jumpTo('2024-11-06T20:30');
    await desk.says('確定相当に達しました。トランプ氏への祝意は発出可能です。');
    await desk.signInAs('当直官');
    await desk.runAtTrueSpeed();
    await desk.release('大使館担当官');
    await expect.poll(() => seen(desk.step('祝意のメッセージ')), SOON).toContain('発出済み');
    const [letter] = Object.values(await lettersIn(dataDir));
    expect(letter).toContain('ドナルド・J・トランプ閣下');
    expect(letter).not.toMatch(/Harris|ハリス/);
  });

  it('says so on the Japanese public page', async () => {
    const briefing = await PublicPage.open(browser, `${house.address}/public/ja/`);
    await briefing.leads('政府、トランプ氏に祝意伝える');
    await briefing.follow('政府、トランプ氏に祝意伝える');
    expect(await briefing.text()).toMatch(/2024年11月6日 20時3\d分/);
    expect([...desk.thrown, ...briefing.thrown]).toEqual([]);
    expect(house.command.printed()).not.toContain('trouble');
  });
});
