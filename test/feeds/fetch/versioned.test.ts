import { zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { versionedPath } from '../../../src/feeds/fetch/versioned.ts';
import { feedOf, Kept, type LocalSource, localSource, poll } from './local-source.ts';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

/** A site that names a version and holds the content of those given. */
async function site(versions: Readonly<Record<string, number>>) {
  const now = { version: Object.keys(versions)[0]!, missing: false };
  const asked: string[] = [];
  const source = await localSource((request, response) => {
    const path = request.url!;
    asked.push(path);
    const [, version] = /^\/GA\/1\/(\d+)\/reports\/detailxml\.zip$/.exec(path) ?? [];
    if (path === '/GA/1/current_ver.txt') response.end(`${now.version}\n`);
    else if (version === undefined || now.missing) response.writeHead(404).end();
    else
      response.end(
        zipSync({
          'detail.xml': new TextEncoder().encode(JSON.stringify({ counts: { GA: versions[version] } })),
        }),
      );
  });
  opened.push(source);
  const url = new URL('/GA/1/current_ver.txt', source.url).href;
  const feed = feedOf(source, { url, versioned: 'reports/detailxml.zip' });
  return { feed, asked, now };
}

describe('a source that names the version of its content', () => {
  it('is followed there, and asked for the content again only when the version is another', async () => {
    const { feed, asked, now } = await site({ 7: 100, 8: 120 });
    const kept = new Kept();
    await poll(feed, kept, 4);
    expect(asked).toEqual([
      '/GA/1/current_ver.txt',
      '/GA/1/7/reports/detailxml.zip',
      '/GA/1/current_ver.txt',
      '/GA/1/current_ver.txt',
    ]);
    expect(kept.totals).toEqual({ GA: 100 });
    expect(kept.asking.bookmark.more).toBe(false);
    now.version = '8';
    await poll(feed, kept, 2);
    expect(kept.totals).toEqual({ GA: 120 });
    expect(kept.health().state).toBe('fresh');
  });

  it('is asked for its version anew where the content of one is not there, and loses nothing', async () => {
    const { feed, now } = await site({ 7: 100, 8: 120 });
    const kept = new Kept();
    now.missing = true;
    await poll(feed, kept, 4);
    expect(kept.of('feed-failure')).toHaveLength(3);
    expect(kept.health().state).toBe('failing');
    now.missing = false;
    now.version = '8';
    await poll(feed, kept, 2);
    expect(kept.totals).toEqual({ GA: 120 });
    expect(kept.health().state).toBe('fresh');
  });

  it('is refused where it names none', async () => {
    const { feed, now } = await site({ 7: 100 });
    now.version = '<html>maintenance</html>';
    const kept = new Kept();
    await poll(feed, kept);
    expect(kept.of('feed-failure')).toMatchObject([{ kind: 'malformed', place: 'current_ver.txt' }]);
  });

  it('is known by its address and format', () => {
    const url = 'https://results.example/GA/105369/current_ver.txt';
    expect(versionedPath('clarity-summary', url)).toBe('json/en/summary.json');
    expect(versionedPath('clarity-detail', `${url}?x=1`)).toBe('reports/detailxml.zip');
    expect(versionedPath('ap-v3', url)).toBeNull();
    expect(versionedPath('clarity-summary', 'https://results.example/GA/summary.json')).toBeNull();
  });
});
