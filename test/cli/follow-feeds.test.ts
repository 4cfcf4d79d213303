import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followFeeds } from '../../src/cli/follow-feeds.ts';
import { Desk } from '../../src/desk.ts';
import { openFeeds } from '../../src/feeds/fetch/open-feeds.ts';
import { readFeeds } from '../../src/feeds/read-feeds.ts';
import { openJournal } from '../../src/store/journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';
import { json, type LocalSource, localSource } from '../feeds/fetch/local-source.ts';
import { testDatabase } from '../store/server.ts';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

/** One process of several that follow the same feed on the same journal; each has its own way to the source. */
async function startFollowing(database: Awaited<ReturnType<typeof testDatabase>>) {
  const source = await localSource(json({ apiVersion: '3.0', races: [] }));
  opened.push(source);
  const { night, opening } = await embeddedNight();
  const desk = await Desk.open(await openJournal(database, 'live'), {
    ...opening,
    data: { ...opening.data, night: null },
  });
  const yaml = `feeds: [{ id: agency, format: ap-v3, url: '${source.url}', allow-private: true, every: 0.05 s }]`;
  const feeds = await openFeeds(readFeeds(yaml, 'feeds.yaml', ['ap-v3']), {
    election: night.election,
    environment: {},
    folder: '/',
    source: 'feeds.yaml',
  });
  const stop = new AbortController();
  const reports: string[] = [];
  const ended = followFeeds(feeds, {
    desk,
    database,
    name: 'live',
    report: (message) => reports.push(message),
    askForLead: 50,
    signal: stop.signal,
  });
  const end = async () => {
    stop.abort();
    await ended;
    await desk.close();
  };
  return { source, reports, end };
}

describe('several processes on one journal', () => {
  it('ask the sources from one of them, and from the next when that one ends', async () => {
    const database = await testDatabase();
    const first = await startFollowing(database);
    await vi.waitFor(() => expect(first.source.asked.length).toBeGreaterThan(1), 10_000);
    const second = await startFollowing(database);
    await sleep(500);
    expect(second.source.asked).toEqual([]);
    await first.end();
    const asked = first.source.asked.length;
    await vi.waitFor(() => expect(second.source.asked.length).toBeGreaterThan(1), 10_000);
    expect(first.source.asked).toHaveLength(asked);
    await second.end();
    expect([...first.reports, ...second.reports]).toEqual([]);
  });
});
