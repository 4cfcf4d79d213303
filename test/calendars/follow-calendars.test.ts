import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askOnce, followCalendars, type Seen } from '../../src/calendars/follow-calendars.ts';
import { Desk } from '../../src/desk.ts';
import { HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import { talkRequest } from '../../src/fold/decide-surroundings.ts';
import type { LeftOut } from '../../src/meetings/busy-calendar.ts';
import { readingOf, withReading } from '../../src/meetings/calendar-hours.ts';
import { proposalsOf } from '../../src/meetings/proposals.ts';
import { meetingsView } from '../../src/server/view-meetings.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';
import { calendarOf } from './calendar-of.ts';
import { type CalendarServer, has, KINDS, startServer } from './servers.ts';

const START = parseInstant('2024-11-06T00:30:00Z');
const entry = (start: string) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:dinner\r\nDTSTAMP:20241101T000000Z\r\nDTSTART:${start}\r\nDURATION:PT2H\r\nSUMMARY:the secret dinner\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

const YAML = (url: string) => `
noticeMinutes: 0
durationMinutes: 15
marginMinutes: 45
holdHours: 12
needs: [line]
resources: [{ id: line-1, kind: line, name: { en: Line, ja: 回線 } }]
calendars:
  - { id: aide, who: own, url: '${url}', allowPrivate: true, login: { user: aide, secret: { env: NOWHERE } } }
`;

const servers: CalendarServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function liveDesk(journal: Journal, url: string): Promise<Desk> {
  const { opening } = await embeddedNight();
  const files = { ...opening.data.files, meetings: { name: 'meetings.yaml', text: YAML(url) } };
  return Desk.open(journal, { ...opening, at: START, data: { ...opening.data, files, night: null } });
}

/** Whether a talk can be had in the middle of an hour. */
function isFree(desk: Desk, moment: string): Promise<boolean> {
  const at = parseInstant(moment);
  return desk.read((reader) => {
    const verdict = reader.watch.verdict(reader.state, reader.context, START);
    const request = talkRequest(reader, verdict, { from: at, to: at + 15 * MINUTE }, START)!;
    return proposalsOf(request).length > 0;
  });
}

describe.skipIf(!has(KINDS.radicale))('a desk that reads an aide’s calendar', () => {
  it('proposes no window into its hours, keeps them when the server has gone, and knows them without it', async () => {
    const server = await startServer(KINDS.radicale);
    servers.push(server);
    const journal = memoryJournal();
    const desk = await liveDesk(journal, server.url);
    const calendar = calendarOf(server);
    let now = START;
    let seen: Seen | null = null;
    const look = async () => {
      now += 5 * MINUTE;
      const asked = await askOnce(calendar, seen, {
        desk,
        report: () => undefined,
        signal: new AbortController().signal,
        wall: () => now,
      });
      seen = asked.seen;
    };
    const view = () =>
      desk.read((reader) => meetingsView(reader, { language: 'ja', person: 'duty', at: now }));
    expect((await view()).calendars).toMatchObject([{ who: '首相', readAt: null, failing: null }]);

    await server.put('dinner', entry('20241106T230000Z'));
    await look();
    // 08:00–10:00 in Tokyo, 18:00–20:00 in Washington.
    expect(await isFree(desk, '2024-11-07T00:00:00Z')).toBe(false);
    expect(await isFree(desk, '2024-11-07T01:30:00Z')).toBe(true);
    const own = (await view()).leaders.find(({ id }) => id === 'own')!;
    expect(own.diary).toMatchObject([
      { what: '予定あり', firm: true, from: parseInstant('2024-11-06T23:00:00Z') },
    ]);

    await server.put('dinner', entry('20241107T010000Z'));
    await look();
    expect(await isFree(desk, '2024-11-07T00:00:00Z')).toBe(true);
    expect(await isFree(desk, '2024-11-07T01:30:00Z')).toBe(false);
    await look();

    await server.stop();
    const readAt = now;
    await look();
    await look();
    expect(await isFree(desk, '2024-11-07T01:30:00Z')).toBe(false);
    expect((await view()).calendars).toMatchObject([
      { readAt, failing: { since: readAt + 5 * MINUTE, why: 'サーバーが応答しません' } },
    ]);

    const again = await Desk.open(journal, await journalOpening(journal));
    expect(await isFree(again, '2024-11-07T01:30:00Z')).toBe(false);
    const kinds: string[] = [];
    for await (const { kind, data } of journal.read({ after: 1 })) {
      if (kind.startsWith('calendar-'))
        kinds.push(`${kind} ${(data as { busy?: unknown[] | null }).busy?.length}`);
      const text = JSON.stringify(data);
      expect(text).not.toContain('dinner');
      expect(text).not.toContain(server.login!.secret);
    }
    expect(kinds).toEqual([
      'calendar-read 1',
      'calendar-read 1',
      'calendar-read undefined',
      'calendar-failure undefined',
      'calendar-failure undefined',
    ]);

    await server.start();
    await server.remove('dinner');
    await look();
    expect(await isFree(desk, '2024-11-07T01:30:00Z')).toBe(true);
    expect((await view()).calendars).toMatchObject([{ readAt: now, failing: null, unread: 0 }]);
  }, 30_000);
});

describe('following calendars', () => {
  it('asks at once, writes down what came of it, and ends when the desk stops, without a failure of its own making', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const nobody = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => nobody.once('listening', resolve));
    const [waiting, refusing] = [silent, nobody].map(
      (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    );
    nobody.close();
    const desk = await liveDesk(memoryJournal(), refusing!);
    const stop = new AbortController();
    const told: string[] = [];
    desk.onWrite(() => stop.abort());
    await followCalendars(
      [
        calendarOf({ url: refusing!, login: null }),
        calendarOf({ url: waiting!, login: null }, { id: 'silent', timeoutSeconds: 300 }),
      ],
      { desk, report: (line) => told.push(line), signal: stop.signal, wall: () => START },
    );
    silent.closeAllConnections();
    silent.close();
    const calendars = await desk.read(({ state }) => state.surroundings.meetings.calendars);
    expect(calendars).toEqual({ aide: { read: null, failing: { trouble: 'unreachable', since: START } } });
    expect(told).toMatchObject([expect.stringContaining('calendar aide: no connection')]);
  });
});

async function journalOpening(journal: Journal) {
  for await (const { at, by, kind, data } of journal.read({ after: 0, upTo: 1 }))
    return { at, by, kind, data } as Parameters<typeof Desk.open>[1];
  throw new Error('an empty journal');
}

describe('a reading in which something could not be read', () => {
  const within = { from: 0, to: 24 * HOUR };
  const left: LeftOut[] = [{ place: 'entry 2', reason: 'unknown zone' }];
  const first = withReading(
    undefined,
    readingOf('a', undefined, { busy: [{ from: HOUR, to: 2 * HOUR }], refused: [] }, within),
    1,
  );

  it('frees no hour that was known', () => {
    const partial = readingOf(
      'a',
      first,
      { busy: [{ from: 3 * HOUR, to: 4 * HOUR }], refused: left },
      within,
    );
    const after = withReading(first, partial, 2);
    expect(after.read?.busy).toEqual([
      { from: HOUR, to: 2 * HOUR },
      { from: 3 * HOUR, to: 4 * HOUR },
    ]);
    const whole = readingOf('a', after, { busy: [{ from: 3 * HOUR, to: 4 * HOUR }], refused: [] }, within);
    expect(withReading(after, whole, 3).read?.busy).toEqual([{ from: 3 * HOUR, to: 4 * HOUR }]);
  });

  it('keeps what reaches into the next day’s span and drops what has passed', () => {
    const tomorrow = { from: 1.5 * HOUR, to: 26 * HOUR };
    const read = readingOf('a', first, { busy: [], refused: left }, tomorrow);
    expect(read.busy).toEqual([{ from: 1.5 * HOUR, to: 2 * HOUR }]);
  });
});
