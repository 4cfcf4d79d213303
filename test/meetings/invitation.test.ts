import ICAL from 'ical.js';
import { convertIcsCalendar, type IcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { MINUTE, parseInstant } from '../../src/election/instant.ts';
import { MARKINGS, maySee } from '../../src/election/marking.ts';
import { busyIn } from '../../src/meetings/busy-calendar.ts';
import { type Invitation, invitationText, titleFor } from '../../src/meetings/invitation.ts';

const at = parseInstant;

const FIRST: Invitation = {
  uid: 'hold-812@japan-desk',
  sequence: 0,
  method: 'REQUEST',
  tentative: true,
  from: at('2024-11-07T00:30:00Z'),
  to: at('2024-11-07T00:45:00Z'),
  title: '首相と次期大統領の電話会談；通訳、回線を確保する。関係者は十五分前に着席すること, please',
  place: 'Prime Minister’s Office, line A',
  marking: 'restricted',
  language: 'ja',
  organizer: { name: 'Desk "Tokyo"', address: 'desk@office.example' },
  attendees: [
    { name: '首席秘書官', address: 'aide@office.example' },
    { name: 'Interpreter', address: 'interpreter@office.example' },
  ],
  writtenAt: at('2024-11-06T11:31:00Z') + 250,
};

type Seen = { uid: string; sequence: number; status: string; title: string; start: number; end: number };

function byIcalJs(text: string): Seen {
  const event = new ICAL.Event(
    new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!,
  );
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: String(event.component.getFirstPropertyValue('status')),
    title: event.summary,
    start: event.startDate.toUnixTime() * 1000,
    end: event.endDate.toUnixTime() * 1000,
  };
}

function byTsIcs(text: string): Seen {
  const calendar: IcsCalendar = convertIcsCalendar(undefined, text);
  const event = calendar.events![0]!;
  return {
    uid: event.uid,
    // ts-ics leaves 0 out, which is what its absence means.
    sequence: event.sequence ?? 0,
    status: event.status!,
    title: event.summary,
    start: event.start.date.getTime(),
    end: (event as { end: { date: Date } }).end.date.getTime(),
  };
}

const READERS = [
  ['ical.js', byIcalJs],
  ['ts-ics', byTsIcs],
] as const;

/** A calendar as RFC 5546 keeps it: one entry a UID, replaced by a higher sequence, taken out by a cancellation. */
function calendarAfter(texts: readonly string[], read: (text: string) => Seen): Map<string, Seen> {
  const calendar = new Map<string, Seen>();
  for (const text of texts) {
    const seen = read(text);
    const known = calendar.get(seen.uid);
    if (known !== undefined && seen.sequence <= known.sequence) continue;
    if (seen.status === 'CANCELLED') calendar.delete(seen.uid);
    else calendar.set(seen.uid, seen);
  }
  return calendar;
}

function localTime(moment: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDateTime().toString();
}

describe.each(READERS)('an invitation read by %s', (_name, read) => {
  it('stands at the right minute in both zones, with its whole title', () => {
    const seen = read(invitationText(FIRST, 'secret'));
    expect(localTime(seen.start, 'Asia/Tokyo')).toBe('2024-11-07T09:30:00');
    expect(localTime(seen.start, 'America/New_York')).toBe('2024-11-06T19:30:00');
    expect(seen).toMatchObject({ uid: FIRST.uid, sequence: 0, status: 'TENTATIVE', title: FIRST.title });
    expect(seen.end - seen.start).toBe(15 * MINUTE);
  });

  it('is replaced by its update and taken out by its cancellation, whatever arrives late', () => {
    const first = invitationText(FIRST, 'secret');
    const moved = {
      ...FIRST,
      sequence: 1,
      tentative: false,
      from: FIRST.from + 30 * MINUTE,
      to: FIRST.to + 30 * MINUTE,
    };
    const second = invitationText(moved, 'secret');
    const gone = invitationText({ ...moved, sequence: 2, method: 'CANCEL' }, 'secret');
    expect([...calendarAfter([first, second, first], read).values()]).toMatchObject([
      { start: moved.from, status: 'CONFIRMED' },
    ]);
    expect(calendarAfter([first, second, gone], read).size).toBe(0);
  });

  it('shows its title and place only to those who may see them', () => {
    for (const marking of MARKINGS)
      for (const reader of MARKINGS) {
        const text = invitationText({ ...FIRST, marking }, reader);
        expect(read(text).title).toBe(maySee(reader, marking) ? FIRST.title : '予定');
        expect(text.includes('LOCATION')).toBe(maySee(reader, marking));
      }
    expect(titleFor({ ...FIRST, language: 'en' }, 'open')).toBe('Appointment');
  });
});

describe('the text of an invitation', () => {
  it('is iCalendar to the letter: lines of at most 75 bytes, ended by CR LF, moments in UTC', () => {
    const text = invitationText(FIRST, 'secret');
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lines.map((line) => Buffer.byteLength(line)).filter((bytes) => bytes > 75)).toEqual([]);
    expect(lines).toEqual(
      expect.arrayContaining(['DTSTART:20241107T003000Z', 'DTSTAMP:20241106T113100Z', 'METHOD:REQUEST']),
    );
  });

  it('cannot be broken by what a person typed', () => {
    const title = 'a\r\nATTENDEE:mailto:other@place.example;"x",\\n';
    const attendee = { name: 'b"\r\nMETHOD:PUBLISH', address: 'aide@office.example' };
    const text = invitationText({ ...FIRST, title, attendees: [attendee] }, 'secret');
    expect(text.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(text.match(/^METHOD/gm)).toEqual(['METHOD']);
    expect(() =>
      invitationText({ ...FIRST, attendees: [{ name: 'x', address: 'a@b\r\nX:y' }] }, 'secret'),
    ).toThrow('invalid address');
    expect(() => invitationText({ ...FIRST, to: FIRST.from }, 'secret')).toThrow(
      'does not end after it begins',
    );
    expect(() => invitationText({ ...FIRST, attendees: [] }, 'secret')).toThrow('name at least one');
  });
});

describe('the calendar of an aide', () => {
  const within = { from: at('2024-11-01T00:00:00Z'), to: at('2024-11-08T00:00:00Z') };
  const calendar = (...events: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n');
  const written = (text: string) =>
    busyIn(text, within, 'Asia/Tokyo').busy.map(({ from, to }) =>
      [from, to].map((m) => new Date(m).toISOString().slice(5, 16)),
    );

  it('says when it is taken: in UTC, in a zone by name, in no zone, all day, by free and busy', () => {
    expect(written(calendar(event('DTSTART:20241107T003000Z', 'DTEND:20241107T010000Z')))).toEqual([
      ['11-07T00:30', '11-07T01:00'],
    ]);
    expect(
      written(
        calendar(
          event(
            'DTSTART;TZID=America/New_York:20241103T003000',
            'DTEND;TZID=America/New_York:20241103T013000',
          ),
        ),
      ),
    ).toEqual([['11-03T04:30', '11-03T05:30']]);
    expect(written(calendar(event('DTSTART:20241107T090000', 'DURATION:PT1H')))).toEqual([
      ['11-07T00:00', '11-07T01:00'],
    ]);
    expect(written(calendar(event('DTSTART;VALUE=DATE:20241107', 'DTEND;VALUE=DATE:20241108')))).toEqual([
      ['11-06T15:00', '11-07T15:00'],
    ]);
    expect(
      written(
        calendar(
          'BEGIN:VFREEBUSY',
          'UID:2',
          'FREEBUSY;FBTYPE=BUSY:20241105T000000Z/PT1H,20241105T030000Z/20241105T040000Z',
          'FREEBUSY;FBTYPE=FREE:20241106T000000Z/PT1H',
          'END:VFREEBUSY',
        ),
      ),
    ).toEqual([
      ['11-05T00:00', '11-05T01:00'],
      ['11-05T03:00', '11-05T04:00'],
    ]);
  });

  it('repeats a weekly entry by the wall clock over the change of the clock', () => {
    const weekly = event(
      'DTSTART;TZID=America/New_York:20241022T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=30',
    );
    expect(written(calendar(weekly)).slice(1, 4)).toEqual([
      ['11-02T13:00', '11-02T14:00'],
      ['11-03T14:00', '11-03T15:00'],
      ['11-04T14:00', '11-04T15:00'],
    ]);
  });

  it('leaves out what takes no time and what was cancelled, and names what it cannot read', () => {
    const text = calendar(
      event('DTSTART:20241107T003000Z', 'DTEND:20241107T010000Z', 'TRANSP:TRANSPARENT'),
      event('DTSTART:20241107T003000Z', 'DTEND:20241107T010000Z', 'STATUS:CANCELLED'),
      event('DTSTART;TZID=Mars/Olympus:20241107T003000', 'DURATION:PT1H'),
      event('SUMMARY:nothing'),
    );
    expect(busyIn(text, within, 'Asia/Tokyo')).toMatchObject({
      busy: [],
      refused: [
        { place: 'entry 3', reason: 'unknown zone "Mars/Olympus"' },
        { place: 'entry 4', reason: 'it has no start' },
      ],
    });
    expect(() => busyIn('<html>', within, 'Asia/Tokyo')).toThrow('not a calendar');
  });

  it('follows a repeating entry of which one day is left out, one moved and one cancelled', () => {
    const rule = event(
      'DTSTART:20241104T060000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;UNTIL=20241108T070000Z',
      'EXDATE:20241105T060000Z',
    );
    const moved = event('RECURRENCE-ID:20241106T060000Z', 'DTSTART:20241106T080000Z', 'DURATION:PT1H');
    const gone = event(
      'RECURRENCE-ID:20241107T060000Z',
      'DTSTART:20241107T060000Z',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
    );
    const another = event('DTSTART:20241106T060000Z', 'DURATION:PT1H').replace('UID:1', 'UID:2');
    expect(written(calendar(rule, moved, gone))).toEqual([
      ['11-04T06:00', '11-04T07:00'],
      ['11-06T08:00', '11-06T09:00'],
    ]);
    // What is moved of one entry says nothing of another at the same hour.
    expect(written(calendar(moved, gone, rule, another))).toContainEqual(['11-06T06:00', '11-06T07:00']);
    const later = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20241106T060000Z',
      'DTSTART:20241106T080000Z',
      'DURATION:PT1H',
    );
    expect(busyIn(calendar(rule, later), within, 'Asia/Tokyo').refused).toMatchObject([
      { place: 'entry 2', reason: expect.stringContaining('all later occurrences') },
    ]);
    expect(written(calendar(rule, later))).toContainEqual(['11-07T06:00', '11-07T07:00']);
  });

  it('measures a flight by the clocks of its two ends, and what takes no time not at all', () => {
    const flight = event(
      'DTSTART;TZID=Asia/Tokyo:20241105T190000',
      'DTEND;TZID=America/Lima:20241105T160000',
    );
    expect(written(calendar(flight))).toEqual([['11-05T10:00', '11-05T21:00']]);
    expect(busyIn(calendar(event('DTSTART:20241105T190000Z')), within, 'Asia/Tokyo')).toEqual({
      busy: [],
      refused: [],
    });
  });

  it('never repeats what an entry says, whatever is wrong with it', () => {
    const broken = calendar(
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:2024-11-zz',
      'SUMMARY:dinner with X',
      'END:VEVENT',
    );
    const told = () => JSON.stringify(busyIn(broken, within, 'Asia/Tokyo'));
    expect(told()).not.toContain('dinner');
    expect(() => busyIn('BEGIN:VCALENDAR\r\ndinner with X\r\n', within, 'Asia/Tokyo')).toThrow(
      /^((?!dinner).)*$/,
    );
  });

  it('takes in our own invitation as it went out, unless it is asked to leave it out', () => {
    const text = invitationText(FIRST, 'open');
    expect(busyIn(text, within, 'Asia/Tokyo').busy).toEqual([{ from: FIRST.from, to: FIRST.to }]);
    expect(busyIn(text, within, 'Asia/Tokyo', (uid) => uid === FIRST.uid).busy).toEqual([]);
  });
});
