/**
 * HTML as PDF through a browser's own engine: (page, browser) → bytes.
 *
 * The page runs no script and fetches nothing. A browser must be on the machine; which one is looked for in the usual
 * places unless one is named.
 */
import { access } from 'node:fs/promises';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Starting a browser on a busy machine takes some seconds; a page of text is printed in one. */
const TIMEOUT = 30_000;

/** Own switches: no sandbox of its own under root, no calls home. */
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** No PDF can be made here; the message says why and what to do. */
export class NoPdf extends Error {}

/** Where a browser is; null where none is found. */
export async function findBrowser(places: readonly string[] = USUAL_PLACES): Promise<string | null> {
  for (const place of places) {
    if (
      await access(place).then(
        () => true,
        () => false,
      )
    )
      return place;
  }
  return null;
}

/** Throws `NoPdf` where there is no browser or it does not answer in time. */
export async function htmlToPdf(html: string, browser: string | null = null): Promise<Buffer<ArrayBuffer>> {
  const executablePath = browser ?? (await findBrowser());
  if (executablePath === null)
    throw new NoPdf('no browser to print with was found: install Chromium or Chrome, or take DOCX or HTML');
  try {
    const { chromium } = await import('playwright-core');
    const opened = await chromium.launch({ executablePath, args: SWITCHES, timeout: TIMEOUT });
    try {
      const context = await opened.newContext({ javaScriptEnabled: false, offline: true });
      context.setDefaultTimeout(TIMEOUT);
      const page = await context.newPage();
      await page.setContent(html, { timeout: TIMEOUT });
      const printing = page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
      });
      return Buffer.from(await Promise.race([printing, late()]));
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof NoPdf) throw error;
    throw new NoPdf(`${executablePath} did not print: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    });
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new NoPdf(`the browser did not print within ${TIMEOUT / 1000} seconds`)),
      TIMEOUT,
    ).unref();
  });
}
