import { convertIcsCalendar } from 'ts-ics';
import {
  createCalendarObject,
  deleteCalendarObject,
  fetchCalendarObjects,
  updateCalendarObject,
} from 'tsdav';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarAnswer, readCalendar } from '../../src/calendars/read-calendar.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { type Invitation, invitationText } from '../../src/meetings/invitation.ts';
import { calendarOf } from './calendar-of.ts';
import { type CalendarServer, has, KINDS, startServer } from './servers.ts';

const at = parseInstant;
const WITHIN = { from: at('2024-11-01T00:00:00Z'), to: at('2024-11-15T00:00:00Z') };

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20241101T000000Z',
    `SUMMARY:secret ${uid}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');

const APPOINTMENTS: Readonly<Record<string, string>> = {
  tokyo: calendar(
    event('tokyo', 'DTSTART;TZID=Asia/Tokyo:20241107T093000', 'DTEND;TZID=Asia/Tokyo:20241107T100000'),
  ),
  newyork: calendar(
    event(
      'newyork',
      'DTSTART;TZID=America/New_York:20241103T003000',
      'DTEND;TZID=America/New_York:20241103T023000',
    ),
  ),
  free: calendar(event('free', 'DTSTART:20241107T023000Z', 'DURATION:PT30M', 'TRANSP:TRANSPARENT')),
  cancelled: calendar(event('cancelled', 'DTSTART:20241107T043000Z', 'DURATION:PT30M', 'STATUS:CANCELLED')),
  // Began long before the span: a server that searches by its first days misses it.
  daily: calendar(
    event(
      'daily',
      'DTSTART:20240902T060000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;UNTIL=20241108T235959Z',
      'EXDATE:20241105T060000Z',
    ),
    event('daily', 'RECURRENCE-ID:20241106T060000Z', 'DTSTART:20241106T080000Z', 'DURATION:PT1H'),
    event(
      'daily',
      'RECURRENCE-ID:20241107T060000Z',
      'DTSTART:20241107T060000Z',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
    ),
  ),
  wholeday: calendar(event('wholeday', 'DTSTART;VALUE=DATE:20241110', 'DTEND;VALUE=DATE:20241111')),
};

const BUSY = [
  '11-01T06:00/07:00',
  '11-02T06:00/07:00',
  '11-03T04:30/07:30', // 00:30–02:30 in New York over the change of the clock, and the daily hour within it
  '11-04T06:00/07:00',
  '11-06T08:00/09:00',
  '11-07T00:30/01:00',
  '11-08T06:00/07:00',
  '11-09T15:00/15:00',
];

function hours(answer: CalendarAnswer): string[] {
  if (answer.kind !== 'read') throw new Error(JSON.stringify(answer));
  expect(answer.refused).toEqual([]);
  const iso = (moment: number) => new Date(moment).toISOString();
  return answer.busy.map(({ from, to }) => `${iso(from).slice(5, 16)}/${iso(to).slice(11, 16)}`);
}

const question = { within: WITHIN, tag: null, isOurs: () => false, signal: new AbortController().signal };

const INVITATION: Invitation = {
  uid: 'hold-812@japan-desk',
  sequence: 0,
  method: 'REQUEST',
  tentative: true,
  from: at('2024-11-12T00:30:00Z'),
  to: at('2024-11-12T00:45:00Z'),
  title: '電話会談',
  place: null,
  marking: 'restricted',
  language: 'ja',
  organizer: { name: 'Desk', address: 'desk@office.example' },
  attendees: [{ name: '首席秘書官', address: 'aide@office.example' }],
  writtenAt: at('2024-11-06T11:31:00Z'),
};

/** As a calendar server keeps an entry: without METHOD (RFC 4791, 4.1). */
function kept(invitation: Invitation): string {
  return invitationText(invitation, 'open').replace(/METHOD:.*\r\n/, '');
}

for (const kind of Object.values(KINDS))
  describe.skipIf(!has(kind))(`a calendar on ${kind.program}`, () => {
    let server: CalendarServer;
    beforeAll(async () => {
      server = await startServer(kind);
      for (const [name, text] of Object.entries(APPOINTMENTS)) await server.put(name, text);
    }, 30_000);
    afterAll(() => server?.close());

    it('tells the hours that are taken, and nothing of what they are for', async () => {
      const answer = await readCalendar(calendarOf(server), question);
      expect(hours(answer)).toEqual(BUSY);
      expect(JSON.stringify(answer)).not.toContain('secret');
    });

    it('is read again when it has changed by its own mark, and not before', async () => {
      const first = await readCalendar(calendarOf(server), question);
      const tag = first.kind === 'read' ? first.tag : null;
      expect(tag).not.toBeNull();
      expect(await readCalendar(calendarOf(server), { ...question, tag })).toEqual({ kind: 'unchanged' });
      await server.put(
        'tokyo',
        APPOINTMENTS['tokyo']!.replaceAll('20241107T09', '20241107T08').replace('T100000', 'T090000'),
      );
      expect(hours(await readCalendar(calendarOf(server), { ...question, tag }))).toContain(
        '11-06T23:30/00:00',
      );
      await server.remove('tokyo');
      expect(hours(await readCalendar(calendarOf(server), question))).toEqual(
        BUSY.filter((span) => !span.startsWith('11-07T00:30')),
      );
      await server.put('tokyo', APPOINTMENTS['tokyo']!);
    });

    it('keeps our invitation at its minute, its update in the place of the first, and no hour after the cancellation', async () => {
      const moved = {
        ...INVITATION,
        sequence: 1,
        tentative: false,
        from: INVITATION.from + 1_800_000,
        to: INVITATION.to + 1_800_000,
      };
      await server.put('hold', kept(INVITATION));
      expect(hours(await readCalendar(calendarOf(server), question))).toContain('11-12T00:30/00:45');
      await server.put('hold', kept(moved));
      expect(hours(await readCalendar(calendarOf(server), question))).toEqual([...BUSY, '11-12T01:00/01:15']);
      expect(await server.get('hold')).toContain('SEQUENCE:1');
      const isOurs = (uid: string) => uid === INVITATION.uid;
      expect(hours(await readCalendar(calendarOf(server), { ...question, isOurs }))).toEqual(BUSY);
      await server.put('hold', kept({ ...moved, sequence: 2, method: 'CANCEL' }));
      expect(hours(await readCalendar(calendarOf(server), question))).toEqual(BUSY);
      await server.remove('hold');
    });

    it('takes an invitation from another client, and shows it there at the right minute in both zones', async () => {
      const calendar = { url: server.url };
      const { headers } = server;
      const filename = 'by-another.ics';
      await createCalendarObject({ calendar, filename, iCalString: kept(INVITATION), headers });
      const moved = {
        ...INVITATION,
        sequence: 1,
        from: INVITATION.from + 900_000,
        to: INVITATION.to + 900_000,
      };
      const [first] = await byAnother(headers);
      await updateCalendarObject({ calendarObject: { ...first!, data: kept(moved) }, headers });
      const [object, ...more] = await byAnother(headers);
      expect(more).toEqual([]);
      const { events } = convertIcsCalendar(undefined, String(object!.data));
      const start = Temporal.Instant.fromEpochMilliseconds(events![0]!.start.date.getTime());
      expect(events).toHaveLength(1);
      expect(
        ['Asia/Tokyo', 'America/New_York'].map((zone) =>
          start.toZonedDateTimeISO(zone).toPlainDateTime().toString(),
        ),
      ).toEqual(['2024-11-12T09:45:00', '2024-11-11T19:45:00']);
      expect(hours(await readCalendar(calendarOf(server), question))).toContain('11-12T00:45/01:00');
      await deleteCalendarObject({ calendarObject: object!, headers });
      expect(hours(await readCalendar(calendarOf(server), question))).toEqual(BUSY);

      async function byAnother(asked: Record<string, string>) {
        const found = await fetchCalendarObjects({ calendar, headers: asked });
        return found.filter(({ data }) => String(data).includes(INVITATION.uid));
      }
    });

    it('says what is wrong where no calendar stands at the address', async () => {
      const elsewhere = calendarOf(server, { url: new URL('../nothing/', server.url).href });
      expect(await readCalendar(elsewhere, question)).toMatchObject({
        kind: 'failed',
        trouble: 'no-calendar',
      });
    });

    it.skipIf(kind.login === null)('refuses a wrong password, which stands in no answer', async () => {
      const wrong = { ...server, login: { user: 'aide', secret: 'quite another' } };
      const answer = await readCalendar(calendarOf(wrong), question);
      expect(answer).toMatchObject({ kind: 'failed', trouble: 'denied' });
      expect(JSON.stringify(answer)).not.toContain('another');
    });

    it.skipIf(kind.program !== 'xandikos')(
      'tells free and busy as the server reckons it, where that is asked for',
      async () => {
        await server.put('utc', calendar(event('utc', 'DTSTART:20241113T003000Z', 'DURATION:PT15M')));
        const answer = await readCalendar(calendarOf(server, { ask: 'free-busy' }), question);
        expect(hours(answer)).toContain('11-13T00:30/00:45');
        expect(hours(answer).some((span) => /^11-07T0[24]:30/.test(span))).toBe(false);
        await server.remove('utc');
      },
    );

    it.skipIf(kind.program !== 'radicale')('says so where free and busy is not to be had', async () => {
      expect(await readCalendar(calendarOf(server, { ask: 'free-busy' }), question)).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('ask: entries'),
      });
    });

    it('does not answer once its program has ended', async () => {
      await server.stop();
      expect(await readCalendar(calendarOf(server), question)).toMatchObject({
        kind: 'failed',
        trouble: 'unreachable',
      });
      await server.start();
      expect(hours(await readCalendar(calendarOf(server), question))).toEqual(BUSY);
    });
  });
