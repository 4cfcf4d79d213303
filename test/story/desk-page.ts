/** The desk as a person uses it: by what stands on the page and by keys. The same in both languages but for the words. */
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../src/response/playbook.ts';

const WORDS = {
  en: {
    pause: 'Pause',
    goOn: 'Go on',
    slower: 'Slower',
    trueSpeed: 'true speed',
    jump: 'Jump to',
    moment: 'Moment, Tokyo time',
    go: 'Go',
    person: 'Signed in as',
    approve: /^Approve this text/,
    releaseStep: /^Release: /,
    release: 'Release',
    received: /^Who received what/,
  },
  ja: {
    pause: '一時停止',
    goOn: '再開',
    slower: '遅く',
    trueSpeed: '等速',
    jump: '時刻へ移動',
    moment: '時刻（東京）',
    go: '移動',
    person: '担当',
    approve: /^この文面を承認/,
    releaseStep: /^発出：/,
    release: '発出する',
    received: /^誰に何が届いたか/,
  },
};

/** Generous: nothing here is about speed. */
export const SOON = { timeout: 60_000, interval: 100 };

export class DeskPage {
  readonly page: Page;
  /** What the page threw; a page of the desk throws nothing. */
  readonly thrown: string[] = [];
  #words = WORDS.en;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(SOON.timeout);
    page.on('pageerror', (error) => this.thrown.push(error.message));
  }

  /** Opens the desk with nothing chosen before, and stops the rehearsal's clock. */
  static async open(browser: Browser, address: string): Promise<DeskPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
    const desk = new DeskPage(await context.newPage());
    await desk.page.goto(address);
    await desk.button(desk.#words.pause).click();
    await desk.button(desk.#words.goOn).waitFor();
    return desk;
  }

  /** Chooses the other language on the page. */
  async speak(language: Language): Promise<void> {
    await this.page.getByRole('link', { name: { en: 'English', ja: '日本語' }[language] }).click();
    this.#words = WORDS[language] as typeof WORDS.en;
    await this.button(this.#words.goOn).waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Follows a link of the bar. */
  async turnTo(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  }

  /** The first words of every page: where things stand, what is next, and both clocks. */
  async says(words: string | RegExp): Promise<void> {
    const heading = this.page.getByRole('heading', { level: 1 });
    const lead = this.page.getByRole('region').filter({ has: heading });
    await expect.poll(() => seen(lead), SOON).toMatch(words);
  }

  /** Plays the night up to a moment, as "2024-11-06T20:30". */
  async jumpTo(moment: string): Promise<void> {
    await this.page.getByText(this.#words.jump, { exact: true }).click();
    await this.page.getByLabel(this.#words.moment).fill(moment);
    await this.button(this.#words.go).click();
    await this.says(moment.slice(-5));
  }

  /** Lets the rehearsal's clock go on, a second a second. */
  async runAtTrueSpeed(): Promise<void> {
    await this.button(this.#words.goOn).click();
    await this.button(this.#words.slower).click();
    await this.page.getByText(this.#words.trueSpeed, { exact: true }).waitFor();
  }

  async signInAs(name: string): Promise<void> {
    await Promise.all([
      this.page.waitForResponse((answer) => answer.url().includes('/api/me')),
      this.page.getByLabel(this.#words.person).selectOption({ label: name }),
    ]);
  }

  /** One step of the shown branch: its line on the response page. */
  step(title: string): Locator {
    return this.button(new RegExp(`^\\d+ ?${title}`));
  }

  /** Reads the text that is shown to its end. */
  async read(): Promise<void> {
    await this.page.getByRole('main').getByRole('article').locator('p').last().scrollIntoViewIfNeeded();
  }

  /** Reads and approves, by key, as the person who sits here. */
  async approve(): Promise<void> {
    await this.read();
    const approve = this.button(this.#words.approve);
    await mayPress(approve, true);
    await this.page.keyboard.press('a');
    await mayPress(approve, false);
  }

  /** Opens the release by key, reads once more, names the second person; ends with the seconds running. */
  async release(second: string): Promise<void> {
    await mayPress(this.button(this.#words.releaseStep), true);
    await this.page.keyboard.press('l');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('article').locator('p').last().scrollIntoViewIfNeeded();
    await dialog.getByRole('radio', { name: second, exact: true }).check();
    await dialog.getByRole('button', { name: this.#words.release, exact: true }).click();
    await this.leaving.waitFor();
  }

  /** The seconds in which a release can be stopped. */
  get leaving(): Locator {
    return this.page.getByRole('alertdialog');
  }

  /** What has left, with receipts. */
  async received(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: this.#words.received });
    return seen(this.page.getByRole('main').locator('section').filter({ has: heading }));
  }
}

/** What a person sees of something: nothing that is hidden, line breaks where they show, every space a space. */
export async function seen(what: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count as seen
  return (await what.innerText()).replaceAll('\u00a0', ' ');
}

async function mayPress(button: Locator, may: boolean): Promise<void> {
  await expect.poll(() => button.getAttribute('aria-disabled'), SOON).toBe(`${!may}`);
}
