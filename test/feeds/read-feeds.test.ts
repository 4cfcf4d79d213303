import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/election/instant.ts';
import { AUTO, FORMATS } from '../../src/feeds/formats/open-format.ts';
import { readFeeds } from '../../src/feeds/read-feeds.ts';

const IDS = [AUTO, ...FORMATS.map(({ id }) => id)];
const read = (text: string) => readFeeds(text, 'feeds.yaml', IDS);

describe('feeds.yaml', () => {
  it('gives a feed all that it does not say', () => {
    expect(read('feeds: [{ id: ap, format: ap-v3, url: https://api.example/ }]').feeds).toMatchObject([
      {
        id: 'ap',
        on: true,
        every: 30 * SECOND,
        quota: {},
        times: { connect: 10 * SECOND, answer: 20 * SECOND, whole: MINUTE },
        sizes: { packed: 32 * 2 ** 20, unpacked: 256 * 2 ** 20 },
        'allow-private': false,
      },
    ]);
  });

  it('reads the example desk, where every feed is off', async () => {
    const path = resolve(import.meta.dirname, '../../desks/japan-2024/feeds.yaml');
    const { feeds } = read(await readFile(path, 'utf8'));
    expect(feeds.length).toBeGreaterThan(3);
    expect(feeds.filter(({ on }) => on)).toEqual([]);
  });

  it.each([
    ['{ id: ap, format: ap-v3 }', 'line 2, column 11: the feed has no source; give one of url, file, folder'],
    [
      '{ id: ap, format: ap-v3, file: a, folder: b }',
      'line 2, column 47: the feed has file and folder; give one of url, file, folder',
    ],
    ['{ id: ap, format: ap-v9, file: a }', 'line 2, column 23: unknown format "ap-v9"; write one of auto, '],
    ['{ id: AP, format: auto, file: a }', 'line 2, column 11: invalid "id"; write an id of small letters'],
    [
      '{ id: ap, format: auto, file: a, evry: 2 s }',
      'line 2, column 44: unknown key "evry"; take it out or write it right',
    ],
    ['{ id: ap, format: auto, file: a, every: 2 }', 'line 2, column 45: "every" has the wrong kind of value'],
    [
      '{ id: ap, format: auto, file: a, every: 2 h }',
      'line 2, column 45: invalid "every"; write a number with its unit, as 30 s',
    ],
    [
      '{ id: ap, format: auto, file: a, every: 0 s }',
      'line 2, column 45: invalid "every"; write a span above 0',
    ],
    [
      '{ id: ap, format: auto, url: "ftp://x/" }',
      'line 2, column 34: invalid "url"; write an address that begins with https',
    ],
    [
      '{ id: ap, format: auto, url: "https://me:pw@x/" }',
      'line 2, column 34: invalid "url"; take name and password out',
    ],
    [
      '{ id: ap, format: auto, file: a, allow-private: true }',
      'line 2, column 53: "allow-private" on a feed without url',
    ],
    [
      '{ id: ap, format: auto, url: "https://x/?format=json&apikey=1234" }',
      'line 2, column 34: invalid "url"; take the key out of the address and give it as secret',
    ],
    [
      '{ id: ap, format: auto, url: "http://x/", secret: { from: { env: K }, as: { header: k } } }',
      'line 2, column 34: a key would travel unprotected; write https',
    ],
    [
      '{ id: ap, format: auto, url: "https://x/", secret: { from: { value: K }, as: { header: k } } }',
      '"from" fits none of its forms',
    ],
    ['{ id: ap, format: auto, url: "https://x/", times: { whole: 5 s } }', 'the whole time is shorter'],
    [
      "{ id: ga, format: clarity-summary, url: 'https://x/{site}/v' }",
      'line 2, column 45: {site} in an address without sites; give sites by their units',
    ],
    [
      "{ id: ga, format: clarity-summary, url: 'https://x/v', sites: { '13121': Fulton/1 } }",
      'line 2, column 67: sites that the address does not name; write {site} into url',
    ],
    [
      "{ id: ga, format: ap-v3, url: 'https://x/{site}/v', sites: { '13121': Fulton/1 } }",
      'sites of the format ap-v3; write one feed a site, or clarity-summary',
    ],
    [
      "{ id: ga, format: clarity-summary, url: 'https://x/{site}/v', sites: { '13121': ../../1 } }",
      'write a part of the address, as Fulton/105430',
    ],
  ])('says where %s is wrong and what to write', (feed, message) => {
    expect(() => read(`feeds:\n  - ${feed}\n`)).toThrow(message);
  });

  it('wants each feed by its own name', () => {
    const feed = '{ id: ap, format: auto, file: a }';
    expect(() => read(`feeds:\n  - ${feed}\n  - ${feed}\n`)).toThrow(
      'feeds.yaml line 3, column 11: a second feed "ap"',
    );
  });
});
