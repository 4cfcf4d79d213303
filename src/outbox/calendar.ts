/**
 * An appointment as iCalendar (RFC 5545, 5546): (appointment, organiser, attendee) → text.
 *
 * Times are written in UTC: no reader needs to know our zones. Taking back is a CANCEL under the same UID with a
 * higher SEQUENCE.
 */
import ICAL from 'ical.js';
import type { Instant } from '../election/instant.ts';
import type { CalendarPart } from './mail.ts';
import type { Appointment } from './way.ts';

export type CalendarPeople = {
  readonly organizer: { readonly name: string; readonly address: string } | null;
  readonly attendee: { readonly name: string; readonly address: string } | null;
};

export function calendarPart(event: Appointment, at: Instant, people: CalendarPeople): CalendarPart {
  const method = event.cancelled ? 'CANCEL' : 'REQUEST';
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('prodid', '-//Firstcall//Firstcall//EN');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('method', method);
  calendar.addSubcomponent(eventComponent(event, at, people));
  return { method, content: `${calendar.toString()}\r\n` };
}

function eventComponent(event: Appointment, at: Instant, people: CalendarPeople): ICAL.Component {
  const component = new ICAL.Component('vevent');
  const values = {
    uid: event.uid,
    sequence: event.sequence,
    dtstamp: timeOf(at),
    dtstart: timeOf(event.from),
    dtend: timeOf(event.to),
    summary: event.title,
    status: event.cancelled ? 'CANCELLED' : 'CONFIRMED',
    class: event.confidential ? 'CONFIDENTIAL' : 'PUBLIC',
    transp: 'OPAQUE',
  };
  for (const [name, value] of Object.entries(values)) component.updatePropertyWithValue(name, value);
  addPerson(component, 'organizer', people.organizer);
  addPerson(component, 'attendee', people.attendee);
  return component;
}

function addPerson(component: ICAL.Component, kind: string, person: CalendarPeople['attendee']): void {
  if (person === null) return;
  const property = new ICAL.Property(kind);
  property.setParameter('cn', person.name);
  property.setValue(`mailto:${person.address}`);
  component.addProperty(property);
}

function timeOf(at: Instant): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(at), true);
}
