/**
 * An appointment as an aide's calendar takes it in: (invitation, reader's marking) → iCalendar text (RFC 5545, 5546).
 *
 * Moments are written in UTC, so that no calendar has to know our zones; one UID with a growing SEQUENCE lets an update
 * or a cancellation replace what was sent before. A title above the reader's marking leaves the house as a bland word.
 */
import ICAL from 'ical.js';
import type { Instant } from '../election/instant.ts';
import { type Marking, maySee } from '../election/marking.ts';
import type { Span } from './spans.ts';
import type { Language } from './zone-names.ts';

export type Invited = { readonly name: string; readonly address: string };

export type Invitation = Span & {
  /** The same for an appointment through all its changes, e.g. "hold-812@japan-desk". */
  readonly uid: string;
  /** 0 for the first, one more for each change and for the cancellation. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  /** A hold that may still be let go is tentative. */
  readonly tentative: boolean;
  readonly title: string;
  readonly place: string | null;
  readonly marking: Marking;
  readonly language: Language;
  readonly organizer: Invited;
  readonly attendees: readonly Invited[];
  /** When this text was made. */
  readonly writtenAt: Instant;
};

const BLAND: Readonly<Record<Language, string>> = { en: 'Appointment', ja: '予定' };

const CLASSES: Readonly<Record<Marking, string>> = {
  open: 'PUBLIC',
  internal: 'PRIVATE',
  restricted: 'CONFIDENTIAL',
  secret: 'CONFIDENTIAL',
};

/** The text of an .ics file. `reader` is the marking up to which those who receive it may read. */
export function invitationText(invitation: Invitation, reader: Marking): string {
  const { method, organizer, attendees, writtenAt } = invitation;
  if (!(invitation.from < invitation.to))
    throw new Error('invalid invitation: it does not end after it begins');
  if (attendees.length === 0) throw new Error('invalid invitation: name at least one whom it goes to');
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Firstcall//Desk//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', method);
  const event = new ICAL.Component('vevent');
  calendar.addSubcomponent(event);
  event.addPropertyWithValue('uid', invitation.uid);
  event.addPropertyWithValue('sequence', invitation.sequence);
  event.addPropertyWithValue('dtstamp', utc(writtenAt));
  event.addPropertyWithValue('dtstart', utc(invitation.from));
  event.addPropertyWithValue('dtend', utc(invitation.to));
  event.addPropertyWithValue('summary', titleFor(invitation, reader));
  if (invitation.place !== null && maySee(reader, invitation.marking))
    event.addPropertyWithValue('location', invitation.place);
  event.addPropertyWithValue('status', statusOf(invitation));
  event.addPropertyWithValue('class', CLASSES[invitation.marking]);
  event.addPropertyWithValue('transp', method === 'CANCEL' ? 'TRANSPARENT' : 'OPAQUE');
  addPerson(event, 'organizer', organizer);
  for (const attendee of attendees) {
    const property = addPerson(event, 'attendee', attendee);
    property.setParameter('partstat', 'NEEDS-ACTION');
    property.setParameter('rsvp', 'TRUE');
  }
  return `${calendar.toString()}\r\n`;
}

/** What stands in the calendar: the title, or a bland word for a reader who may not see it. */
export function titleFor(
  { title, marking, language }: Pick<Invitation, 'title' | 'marking' | 'language'>,
  reader: Marking,
): string {
  return maySee(reader, marking) ? title : BLAND[language];
}

function statusOf({ method, tentative }: Invitation): string {
  if (method === 'CANCEL') return 'CANCELLED';
  return tentative ? 'TENTATIVE' : 'CONFIRMED';
}

/** Whole seconds: iCalendar knows no fractions. */
function utc(at: Instant): ICAL.Time {
  const time = ICAL.Time.fromJSDate(new Date(Math.floor(at / 1000) * 1000), true);
  return time;
}

function addPerson(event: ICAL.Component, name: string, { name: called, address }: Invited): ICAL.Property {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address))
    throw new Error(`invalid address "${address}": write it as name@host`);
  const property = new ICAL.Property(name);
  property.setValue(`mailto:${address}`);
  // A quotation mark cannot be written in a parameter.
  property.setParameter('cn', called.replaceAll('"', '’').replaceAll(/[\r\n]+/g, ' '));
  event.addProperty(property);
  return property;
}
