import { afterEach, describe, expect, it } from 'vitest';
import type { CountReport } from '../../../src/election/report.ts';
import { NEVER_ASKED } from '../../../src/feeds/asking.ts';
import { openFeeds } from '../../../src/feeds/fetch/open-feeds.ts';
import { readFeeds } from '../../../src/feeds/read-feeds.ts';
import { ELECTION } from '../../returns/reports.ts';
import { AT, type LocalSource, localSource } from './local-source.ts';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

/** The sites of two counties of the state AA, as a desk opens them; those in `down` answer that they are not there. */
async function counties(down: readonly string[] = []) {
  const source = await localSource((request, response) => {
    const [, county, place] = /^\/AA\/(\w+)\/\d+\/(.*)$/.exec(request.url!) ?? [];
    if (down.includes(county!)) response.writeHead(503).end();
    else if (place === 'current_ver.txt') response.end('7');
    else if (place === '7/json/en/summary.json')
      response.end(
        JSON.stringify([
          {
            C: 'President',
            K: '1',
            CH: ['One', 'Two'],
            P: ['First', 'Second'],
            V: [county!.length, 2],
            PR: 3,
            TP: 9,
          },
        ]),
      );
    else response.writeHead(404).end();
  });
  opened.push(source);
  const yaml = `feeds:
  - id: counties
    format: clarity-summary
    state: AA
    url: http://${source.host}/AA/{site}/current_ver.txt
    allow-private: true
    sites: { '13089': DeKalb/2, '13121': Fulton/1 }`;
  return openFeeds(readFeeds(yaml, 'feeds.yaml', ['clarity-summary']), {
    election: ELECTION,
    environment: {},
    folder: '/nowhere',
    source: 'feeds.yaml',
  });
}

/** Asks a site for its version, then for the content of it. */
async function asked({ feeds }: Awaited<ReturnType<typeof counties>>, place: number) {
  const { signal } = new AbortController();
  const first = await feeds[place]!.poll({ asking: NEVER_ASKED, position: 0, calls: [] }, AT, signal);
  if (first.answer.kind !== 'unchanged') return first.answer;
  const asking = { ...NEVER_ASKED, bookmark: first.bookmark };
  return (await feeds[place]!.poll({ asking, position: 0, calls: [] }, AT, signal)).answer;
}

describe('the sites of one feed', () => {
  it('are asked each by itself and count their own unit, as one source', async () => {
    const open = await counties();
    expect(open.feeds.map(({ id, scope }) => [id, scope!.covers])).toEqual([
      ['counties/13089', ['AA']],
      ['counties/13121', ['AA']],
    ]);
    const answers = [await asked(open, 0), await asked(open, 1)];
    const drafts = answers.flatMap((answer) => (answer.kind === 'fresh' ? answer.drafts : []));
    expect(drafts.map(({ by, data }) => [by, data])).toMatchObject([
      ['feed:counties/13089', { feed: 'counties', unit: '13089', contest: 'AA', total: 8 }],
      ['feed:counties/13121', { feed: 'counties', unit: '13121', contest: 'AA', total: 8 }],
    ] satisfies [string, Partial<CountReport>][]);
  });

  it('fail each by itself', async () => {
    const open = await counties(['Fulton']);
    expect([(await asked(open, 0)).kind, (await asked(open, 1)).kind]).toEqual(['fresh', 'unreachable']);
  });
});
