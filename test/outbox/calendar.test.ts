import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { calendarPart } from '../../src/outbox/calendar.ts';
import type { Appointment } from '../../src/outbox/way.ts';

const SENT = Date.parse('2024-11-06T12:00:00Z');
/** 01:30 in New York twice on this day: the second time, in standard time. */
const EVENT: Appointment = {
  from: Date.parse('2024-11-03T06:30:00Z'),
  to: Date.parse('2024-11-03T06:45:00Z'),
  uid: '0123456789abcdef@firstcall',
  sequence: 0,
  cancelled: false,
  title: '予定あり; with comma, and a line that is long enough to be folded by every writer of calendars',
  confidential: true,
};
const PEOPLE = {
  organizer: { name: 'Japan desk', address: 'desk@example.org' },
  attendee: { name: '政権移行事務局', address: 'office@example.com' },
};

const read = (event: Appointment) => {
  const { content } = calendarPart(event, SENT, PEOPLE);
  return { content, calendar: convertIcsCalendar(undefined, content) };
};

describe('an appointment as iCalendar, read by another library', () => {
  it('has its moment in UTC, its people and nothing but its plain title', () => {
    const { content, calendar } = read(EVENT);
    const [event, ...more] = calendar.events!;
    expect(more).toEqual([]);
    expect(calendar.method).toBe('REQUEST');
    expect(event!.start.date.getTime()).toBe(EVENT.from);
    expect(event!.end!.date.getTime()).toBe(EVENT.to);
    expect(event!.summary).toBe(EVENT.title);
    expect(event!.class).toBe('CONFIDENTIAL');
    expect(event!.organizer).toMatchObject({ email: 'desk@example.org', name: 'Japan desk' });
    expect(event!.attendees).toMatchObject([{ email: 'office@example.com', name: '政権移行事務局' }]);
    expect(event!.description).toBeUndefined();
    expect(content).not.toMatch(/TZID|VTIMEZONE/);
    expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('is taken back under the same name with a higher number', () => {
    const sent = read(EVENT).calendar.events![0]!;
    const { calendar } = read({ ...EVENT, cancelled: true, sequence: 1 });
    const back = calendar.events![0]!;
    expect(calendar.method).toBe('CANCEL');
    expect(back.status).toBe('CANCELLED');
    expect(back.uid).toBe(sent.uid);
    expect(back.sequence).toBeGreaterThan(sent.sequence ?? 0);
    expect(back.start.date).toEqual(sent.start.date);
  });
});
