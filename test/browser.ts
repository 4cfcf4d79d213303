/**
 * A real browser for tests: the system's Chromium where there is one, else the one that npm brought along.
 *
 * The npm package's own flags switch the browser's web security off; only safe ones are used here.
 */
import { access } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

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
