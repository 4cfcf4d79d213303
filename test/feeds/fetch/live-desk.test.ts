/** A live desk with a source on this machine: what comes through, what a restart keeps, what the journal shows. */
import { afterEach, describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/cli/follow-feeds.ts';
import { Desk } from '../../../src/desk.ts';
import { type Instant, MINUTE, parseInstant } from '../../../src/election/instant.ts';
import { openFeeds } from '../../../src/feeds/fetch/open-feeds.ts';
import { pollFeeds } from '../../../src/feeds/fetch/poll-feeds.ts';
import { AUTO, FORMATS } from '../../../src/feeds/formats/open-format.ts';
import { readFeeds } from '../../../src/feeds/read-feeds.ts';
import type { Journal } from '../../../src/store/journal.ts';
import { memoryJournal } from '../../../src/store/memory-journal.ts';
import { embeddedNight } from '../../desk/embedded-night.ts';
import { json, type LocalSource, localSource } from './local-source.ts';

const START = parseInstant('2024-11-06T06:00:00Z');
const KEY = 'a-key-of-the-agency';

const opened: LocalSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

function race({ status = 'Called', votes = [300, 400], type = 'live' } = {}) {
  const candidate = (last: string, polID: string, voteCount: number, winner?: string) => ({
    last,
    polID,
    voteCount,
    ...(winner === undefined ? {} : { winner, winnerDateTime: '2024-11-06T05:50:00Z' }),
  });
  const unit = {
    statePostal: 'GA',
    level: 'state',
    lastUpdated: '2024-11-06T05:59:00Z',
    candidates: [
      candidate('Harris', '1', votes[0]!),
      candidate('Trump', '2', votes[1]!, status === 'Called' ? 'X' : undefined),
    ],
  };
  const of = { raceID: '0', raceTypeID: 'G', officeID: 'P', raceCallStatus: status, eevp: 60, test: false };
  return { apiVersion: '3.0', resultsType: type, races: [{ ...of, reportingUnits: [unit] }] };
}

/** Runs a desk on a journal for so many askings, as a process does from start to stop. */
async function runDesk(journal: Journal, source: LocalSource, askings: number, from: Instant): Promise<Desk> {
  const { night, opening } = await embeddedNight();
  const desk = await Desk.open(journal, { ...opening, at: START, data: { ...opening.data, night: null } });
  const yaml = `feeds:
  - { id: agency, format: ap-v3, url: '${source.url}', allow-private: true,
      secret: { from: { env: KEY }, as: { header: x-api-key } } }`;
  const { feeds, hide } = await openFeeds(
    readFeeds(yaml, 'feeds.yaml', [AUTO, ...FORMATS.map(({ id }) => id)]),
    {
      election: night.election,
      environment: { KEY },
      folder: '/',
      source: 'feeds.yaml',
    },
  );
  const stop = new AbortController();
  let now = from;
  let waits = 0;
  await pollFeeds(feeds, {
    desk: {
      standing: (feed) => desk.read(({ state }) => standingOf(state, feed)),
      submit: (drafts) => desk.submit(drafts),
    },
    hide,
    report: (message) => expect.unreachable(message),
    signal: stop.signal,
    wall: () => now,
    random: () => 0,
    wait: async () => {
      now += MINUTE;
      waits += 1;
      if (waits === askings) stop.abort();
    },
  });
  await desk.advance(now);
  return desk;
}

async function records(journal: Journal) {
  const all = [];
  for await (const record of journal.read({ after: 0 })) all.push(record);
  return all;
}

describe('a live desk', () => {
  it('takes counts, calls and their withdrawal from a source, and goes on after a restart where it was', async () => {
    const source = await localSource(json(race(), { etag: '"1"' }));
    opened.push(source);
    const journal = memoryJournal();
    const first = await runDesk(journal, source, 1, START);
    const { units, evidence } = await first.read(({ state }) => ({
      units: state.returns.units,
      evidence: state.evidence.filter(({ kind }) => kind === 'call'),
    }));
    expect(Object.values(units)).toMatchObject([{ contest: 'GA', count: { votes: { D: 300, R: 400 } } }]);
    expect(evidence).toMatchObject([{ call: { desk: 'AP', contest: 'GA', ticket: 'R' } }]);

    source.respond = (request, response) =>
      request.headers['if-none-match'] === '"1"'
        ? response.writeHead(304).end()
        : expect.unreachable('it was asked for everything');
    await runDesk(journal, source, 2, START + 5 * MINUTE);

    source.respond = json(race({ status: 'Uncalled', votes: [410, 405] }), { etag: '"2"' });
    const third = await runDesk(journal, source, 2, START + 10 * MINUTE);
    const standing = await third.read(({ state }) => standingOf(state, 'agency'));
    expect(standing.calls).toEqual([]);
    const written = await records(journal);
    expect(written.filter(({ kind }) => kind === 'retraction')).toMatchObject([
      { by: 'feed:agency', data: { desk: 'AP', contest: 'GA', ticket: 'R' } },
    ]);
    expect(written.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    expect(source.asked.every(({ headers }) => headers['x-api-key'] === KEY)).toBe(true);
    expect(JSON.stringify(written)).not.toContain(KEY);
  });

  it('announces that a source fails, sends test data or another format, and that it is well again', async () => {
    const source = await localSource(json(race({ type: 'test' })));
    opened.push(source);
    const journal = memoryJournal();
    await runDesk(journal, source, 1, START);
    source.respond = (_, response) => void response.writeHead(500).end();
    await runDesk(journal, source, 3, START + 5 * MINUTE);
    source.respond = json({ results: [] });
    await runDesk(journal, source, 1, START + 10 * MINUTE);
    source.respond = json(race());
    const desk = await runDesk(journal, source, 1, START + 15 * MINUTE);
    const changes = (await records(journal)).filter(({ kind, by }) => kind === 'feed' && by === 'desk');
    expect(changes.map(({ data }) => (data as { to: string }).to)).toEqual([
      'test',
      'failing',
      'changed',
      'fresh',
    ]);
    expect(await desk.read(({ state }) => state.feeds['agency']!.health)).toBe('fresh');
    expect(await desk.read(({ state }) => state.evidence.filter(({ kind }) => kind === 'call'))).toHaveLength(
      1,
    );
  });
});
