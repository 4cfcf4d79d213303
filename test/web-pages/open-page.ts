/** One page of the built desk over the fixture, with the journal and the policy answered as the server would. */
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/response/playbook.ts';
import { freshPage } from '../browser.ts';
import { deskView } from '../web/fixture.ts';
import type { FixtureServer } from '../web/serve.ts';
import { fullNight, nightRecords } from './night.ts';

export type Look = {
  readonly path: string;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark' | 'red';
  readonly width?: number;
  readonly height?: number;
};

export async function openPage(browser: Browser, server: FixtureServer, look: Look): Promise<Page> {
  const { language = 'en', theme = 'light', width = 1440, height = 900 } = look;
  const page = await freshPage(browser, { theme, width, height, reducedMotion: true });
  await page.route('**/api/journal?**', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const all = nightRecords(query.get('lang') === 'ja' ? 'ja' : 'en');
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    const kind = query.get('kind');
    const records = all
      .filter((record) => record.seq < before && (kind === null || record.kind === kind))
      .slice(0, Number(query.get('limit')));
    return route.fulfill({ json: { records, head: { seq: 4821, hash: '9f2c3ab1' } } });
  });
  await page.route('**/api/journal/asof?**', (route) =>
    route.fulfill({ json: fullNight(deskView(language, 'before-closing')) }),
  );
  await page.route('**/api/policy?**', (route) =>
    route.fulfill({
      json: {
        sentences:
          language === 'ja'
            ? [
                '独立した3系統が同じ候補の当確を伝え、60分間途切れなければ発出できます。',
                '当確の取り消しがあれば、ただちに停止します。',
              ]
            : [
                'A congratulation is releasable when three independent groups have named the same winner, unbroken for 60 minutes.',
                'A call of the country taken back puts everything on hold at once.',
              ],
      },
    }),
  );
  await page.goto(`${server.address}${look.path}?lang=${language}`);
  await page.locator('#page .block').first().waitFor();
  return page;
}
