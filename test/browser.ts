/**
 * A real browser for tests: the system's Chromium where there is one, else the one that npm brought along.
 *
 * The npm package's own flags switch the browser's web security off; only safe ones are used here.
 */
import { access } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const FLAGS = [
  '--headless',
  // Root may not use the sandbox; the pages under test are our own.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser; the caller closes it. Throws where none is found, saying what to install. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: FLAGS });
}

export type Look = {
  readonly width?: number;
  readonly height?: number;
  /** The desk's theme, as if it had been chosen before. */
  readonly theme?: 'light' | 'dark' | 'red';
  /** What the reader's system asks for. */
  readonly scheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly script?: boolean;
};

/** Pages that no test has at present, by whether scripts run in them. */
const waiting = new WeakMap<Browser, Map<boolean, Page[]>>();

/**
 * A page as a new reader has it, empty and with nothing kept from before. The test need not close it: what it did to
 * it is undone when it has finished, and the next one gets the same page, since a browser takes four times as long for
 * a new one as for the next address. Who sets the page's clock, which nothing undoes, opens a page of its own.
 */
export async function freshPage(browser: Browser, look: Look = {}): Promise<Page> {
  const { width = 1440, height = 900, theme, scheme = 'light', reducedMotion = false, script = true } = look;
  const byScript = waiting.getOrInsertComputed(browser, () => new Map());
  const pages = byScript.getOrInsertComputed(script, () => []);
  const page = pages.pop() ?? (await (await browser.newContext({ javaScriptEnabled: script })).newPage());
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: scheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const chosen =
    theme === undefined ? null : await page.addInitScript(`localStorage.setItem('theme', '${theme}')`);
  onTestFinished(async () => {
    await chosen?.dispose();
    await clear(page);
    pages.push(page);
  });
  return page;
}

/** Undoes what a test can do to a page; throws, and so fails the test, where a page cannot be cleared. */
async function clear(page: Page): Promise<void> {
  for (const event of ['pageerror', 'console', 'request'] as const) page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  const { origin, protocol } = new URL(page.url());
  await page.mouse.move(0, 0);
  if (protocol === 'about:') return;
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}

async function browserPath(): Promise<string> {
  for (const path of SYSTEM) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  try {
    const bundled = await import('@sparticuz/chromium');
    return await bundled.default.executablePath();
  } catch (cause) {
    throw new Error(
      `no browser for the tests: install Chromium (apt-get install chromium), or run "npm ci" on Linux`,
      { cause },
    );
  }
}
