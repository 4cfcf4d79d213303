/** The public briefing as a reader uses it: loads it, follows a headline, reads an older version. */
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON, seen } from './desk-page.ts';

export class PublicPage {
  readonly page: Page;
  readonly thrown: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(SOON.timeout);
    page.on('pageerror', (error) => this.thrown.push(error.message));
  }

  static async open(browser: Browser, address: string): Promise<PublicPage> {
    const site = new PublicPage(await browser.newPage({ viewport: { width: 1200, height: 900 } }));
    await site.goTo(address);
    return site;
  }

  async goTo(address: string): Promise<void> {
    await this.page.goto(address);
  }

  /** Loads the page anew until this is its first headline: pages follow the desk within seconds. */
  async leads(headline: string): Promise<void> {
    const first = this.page.getByRole('main').getByRole('heading').filter({ hasText: headline });
    await expect
      .poll(async () => {
        await this.page.reload();
        return first.count();
      }, SOON)
      .toBeGreaterThan(0);
  }

  /** Follows a headline of the page to its article. */
  async follow(headline: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: headline }).first().click();
    await this.page.getByRole('heading', { level: 1 }).filter({ hasText: headline }).waitFor();
  }

  text(): Promise<string> {
    return seen(this.page.getByRole('main'));
  }

  /** What stands above everything else. */
  async banner(): Promise<string> {
    return (await seen(this.page.locator('body'))).slice(0, 200);
  }

  /** Opens an earlier version by what it said. */
  async readVersion(what: string): Promise<void> {
    const line = this.page.getByRole('main').getByRole('listitem').filter({ hasText: what });
    await line.getByRole('link').last().click();
  }

  /** Asks once more for the page with the ETag of the first answer; the status of the second. */
  async askAgain(): Promise<number> {
    const first = await fetch(this.page.url());
    await first.arrayBuffer();
    const again = await fetch(this.page.url(), {
      headers: { 'if-none-match': first.headers.get('etag') ?? 'none' },
    });
    await again.arrayBuffer();
    return again.status;
  }
}
