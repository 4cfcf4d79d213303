/**
 * When an aide's calendar is taken: (iCalendar text, span) → busy spans and what could not be read. Titles are not
 * looked at: free or busy is all that the desk needs.
 *
 * Where in doubt an hour counts as taken. It assumes that a clock time without a zone is meant in the given zone, as
 * RFC 5545 leaves it to the reader.
 */
import ICAL from 'ical.js';
import { DAY } from '../election/instant.ts';
import type { Span } from './spans.ts';
import { unite } from './spans.ts';

/** An entry that was left out: its place, and why. It never says what the entry is about. */
export type LeftOut = { readonly place: string; readonly reason: string };

export type BusyCalendar = { readonly busy: readonly Span[]; readonly refused: readonly LeftOut[] };

/** Occurrences of one repeating entry looked at: a daily one has so many in half a century. */
const OCCURRENCES_AT_MOST = 20_000;

/** No zone is further from UTC: an occurrence that is more before the span cannot reach into it. */
const FURTHEST_ZONE = DAY;

/** What this reader itself says of an entry; whatever a library says may quote the entry. */
class CannotRead extends Error {}

/** Throws where the text is no calendar. `isOurs` tells by its UID what the desk itself has put there. */
export function busyIn(
  text: string,
  within: Span,
  floatingZone: string,
  isOurs: (uid: string) => boolean = () => false,
): BusyCalendar {
  const calendar = parse(text);
  const busy: Span[] = [];
  const refused: LeftOut[] = [];
  const reading: Reading = { within, zones: zonesOf(calendar), floatingZone, changed: new Map() };
  const events = calendar.getAllSubcomponents('vevent');
  const attempt = (index: number, read: () => void) => {
    try {
      read();
    } catch (error) {
      const reason = error instanceof CannotRead ? error.message : 'it is not readable as iCalendar';
      refused.push({ place: `entry ${index + 1}`, reason });
    }
  };
  events.forEach((event, index) => {
    if (event.hasProperty('recurrence-id')) attempt(index, () => noteChange(event, reading));
  });
  events.forEach((event, index) => {
    if (!isOurs(uidOf(event))) attempt(index, () => busy.push(...occurrences(event, reading)));
  });
  for (const component of calendar.getAllSubcomponents('vfreebusy')) busy.push(...periodsOf(component));
  return { busy: unite(busy.filter(({ from, to }) => from < within.to && to > within.from)), refused };
}

type Reading = {
  readonly within: Span;
  readonly zones: ReadonlyMap<string, ICAL.Timezone>;
  readonly floatingZone: string;
  /** By UID: the occurrences that stand in the calendar by themselves, moved, changed or cancelled. */
  readonly changed: Map<string, Set<number>>;
};

function parse(text: string): ICAL.Component {
  let component: ICAL.Component | null = null;
  try {
    component = new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch (cause) {
    throw new Error('not a calendar: it breaks the rules of iCalendar; export it as an .ics file', { cause });
  }
  if (component.name === 'vcalendar') return component;
  throw new Error('not a calendar: it does not begin with BEGIN:VCALENDAR; export it as an .ics file');
}

function zonesOf(calendar: ICAL.Component): Map<string, ICAL.Timezone> {
  return new Map(
    calendar.getAllSubcomponents('vtimezone').map((one) => {
      const zone = new ICAL.Timezone(one);
      return [zone.tzid, zone] as const;
    }),
  );
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

function noteChange(event: ICAL.Component, reading: Reading): void {
  const property = event.getFirstProperty('recurrence-id')!;
  if (property.getParameter('range') !== undefined)
    throw new CannotRead('it changes all later occurrences at once; the hours before the change stand too');
  const of = reading.changed.get(uidOf(event)) ?? new Set();
  reading.changed.set(uidOf(event), of.add(momentOf(property, reading)));
}

function occurrences(component: ICAL.Component, reading: Reading): Span[] {
  const own = component.hasProperty('recurrence-id');
  if (component.getFirstPropertyValue('transp') === 'TRANSPARENT') return [];
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const start = component.getFirstProperty('dtstart');
  if (start === null) throw new CannotRead('it has no start');
  const first = momentOf(start, reading);
  const length = lengthOf(component, first, reading);
  if (length < 0) throw new CannotRead('it ends before it begins');
  // What begins and ends at one moment takes no time.
  if (length === 0) return [];
  const event = new ICAL.Event(component, { exceptions: [] });
  if (own || !event.isRecurring()) return [{ from: first, to: first + length }];
  return repeated(event, start, length, reading);
}

function repeated(event: ICAL.Event, start: ICAL.Property, length: number, reading: Reading): Span[] {
  const { within, changed } = reading;
  const moved = changed.get(uidOf(event.component));
  const zone = zoneNameOf(start);
  const spans: Span[] = [];
  const iterator = event.iterator(nearStart(event, within.from - length - 2 * FURTHEST_ZONE));
  for (let count = 0; count < OCCURRENCES_AT_MOST; count++) {
    const next = (iterator.next() as ICAL.Time | null | undefined) ?? null;
    if (next === null) return spans;
    if (clockOf(next) < within.from - length - FURTHEST_ZONE) continue;
    const from = instantOf(next, zone, reading);
    if (from >= within.to) return spans;
    if (from + length > within.from && moved?.has(from) !== true) spans.push({ from, to: from + length });
  }
  throw new CannotRead(`it repeats more than ${OCCURRENCES_AT_MOST} times before the span asked for`);
}

/** In days: a rule of these falls on the same days when it begins so much later, or a multiple of it. */
const STRIDES: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };

/** An occurrence, or a day that could be one, near a moment: a daily entry of ten years is not walked through. */
function nearStart({ component, startDate }: ICAL.Event, moment: number): ICAL.Time {
  const rules = component.getAllProperties('rrule').map((one) => one.getFirstValue() as ICAL.Recur);
  const [rule] = rules;
  const stride = (STRIDES[rule?.freq ?? ''] ?? 0) * (rule?.interval ?? 1);
  const simple = rules.length === 1 && !rule!.isByCount() && !component.hasProperty('rdate');
  const days = Math.floor((moment - clockOf(startDate)) / DAY);
  if (!simple || !(stride > 0) || days < stride) return startDate;
  const near = startDate.clone();
  near.adjust(days - (days % stride), 0, 0, 0);
  return near;
}

/** By the two ends where both are given: they may stand in two zones, as those of a flight do. */
function lengthOf(component: ICAL.Component, first: number, reading: Reading): number {
  const end = component.getFirstProperty('dtend');
  if (end !== null) return momentOf(end, reading) - first;
  return new ICAL.Event(component, { exceptions: [] }).duration.toSeconds() * 1000;
}

function periodsOf(component: ICAL.Component): Span[] {
  return component.getAllProperties('freebusy').flatMap((property) => {
    if (property.getParameter('fbtype') === 'FREE') return [];
    return (property.getValues() as ICAL.Period[]).map((period) => {
      const from = period.start.toUnixTime() * 1000;
      return { from, to: from + period.getDuration().toSeconds() * 1000 };
    });
  });
}

function zoneNameOf(property: ICAL.Property): string | undefined {
  return property.getParameter('tzid') as string | undefined;
}

function momentOf(property: ICAL.Property, reading: Reading): number {
  return instantOf(property.getFirstValue() as ICAL.Time, zoneNameOf(property), reading);
}

/** The clock's hands as if they stood in UTC. */
function clockOf({ year, month, day, hour, minute, second }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function instantOf(time: ICAL.Time, tzid: string | undefined, { zones, floatingZone }: Reading): number {
  const own = tzid === undefined ? undefined : zones.get(tzid);
  if (own !== undefined) {
    const local = time.clone();
    local.zone = own;
    return local.toUnixTime() * 1000;
  }
  if (time.zone === ICAL.Timezone.utcTimezone) return clockOf(time);
  const name = tzid ?? floatingZone;
  const { year, month, day, hour, minute, second } = time;
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(name)
      .epochMilliseconds;
  } catch {
    throw new CannotRead(`unknown zone "${name}"`);
  }
}
