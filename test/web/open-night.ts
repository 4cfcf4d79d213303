/** The night page in a browser over the fixture, and what tests look at in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../src/response/playbook.ts';
import { freshPage } from '../browser.ts';
import type { FixtureServer } from './serve.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a test file opens once. */
export type House = { readonly browser: Browser; readonly server: FixtureServer };

type Look = {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark' | 'red';
  readonly width?: number;
};

/** Opens the night, does something with it, and fails on any error that the page throws. */
export async function withNight(
  { browser, server }: House,
  look: Look,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const { language = 'en', theme = 'light', width = 1440 } = look;
  const page = await freshPage(browser, { theme, width });
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(`${server.address}/?lang=${language}`);
  await page.waitForSelector('.night');
  await act(page);
  expect(thrown).toEqual([]);
}

/** What a reader sees of a block, without what is hidden. */
export function seen(page: Page, selector: string): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count as seen
  return page.innerText(selector);
}

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** What axe finds in a part of the page: `document`, or a selector in quotes. */
export async function violations(page: Page, part: string): Promise<string[]> {
  await page.evaluate(AXE);
  const result = (await page.evaluate(`axe.run(${part}, { resultTypes: ['violations'] })`)) as {
    readonly violations: readonly Violation[];
  };
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`),
  );
}
