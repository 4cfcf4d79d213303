/**
 * When an aide's calendar is taken, from a file that the aide exports: (iCalendar text, span) → busy spans and what
 * could not be read. Titles are not looked at: free or busy is all that the desk needs.
 *
 * It assumes that a clock time without a zone is meant in the given zone, as RFC 5545 leaves it to the reader.
 */
import ICAL from 'ical.js';
import type { Span } from './spans.ts';
import { unite } from './spans.ts';

export type BusyCalendar = {
  readonly busy: readonly Span[];
  /** Entries that were left out, each with its place and reason. */
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
};

/** Occurrences of one repeating entry looked at; more than a daily one has in a decade is a mistake in it. */
const OCCURRENCES_AT_MOST = 4000;

/** Throws where the text is no calendar; entries that cannot be read are named in the result. */
export function busyIn(text: string, within: Span, floatingZone: string): BusyCalendar {
  const calendar = parse(text);
  const busy: Span[] = [];
  const refused: { place: string; reason: string }[] = [];
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((one) => {
      const zone = new ICAL.Timezone(one);
      return [zone.tzid, zone] as const;
    }),
  );
  calendar.getAllSubcomponents('vevent').forEach((event, index) => {
    const place = `entry ${index + 1}`;
    try {
      busy.push(...occurrences(event, within, { zones, floatingZone }));
    } catch (error) {
      refused.push({ place, reason: (error as Error).message });
    }
  });
  for (const component of calendar.getAllSubcomponents('vfreebusy')) {
    for (const property of component.getAllProperties('freebusy')) {
      if (property.getParameter('fbtype') === 'FREE') continue;
      for (const period of property.getValues() as ICAL.Period[]) {
        const from = period.start.toUnixTime() * 1000;
        busy.push({ from, to: from + period.getDuration().toSeconds() * 1000 });
      }
    }
  }
  return { busy: unite(busy.filter(({ from, to }) => from < within.to && to > within.from)), refused };
}

type Zones = { readonly zones: ReadonlyMap<string, ICAL.Timezone>; readonly floatingZone: string };

function parse(text: string): ICAL.Component {
  try {
    const component = new ICAL.Component(ICAL.parse(text) as unknown[]);
    if (component.name === 'vcalendar') return component;
  } catch (cause) {
    throw new Error(`not a calendar: ${(cause as Error).message}; export it as an .ics file`, { cause });
  }
  throw new Error('not a calendar: it does not begin with BEGIN:VCALENDAR; export it as an .ics file');
}

function occurrences(component: ICAL.Component, within: Span, zones: Zones): Span[] {
  if (component.getFirstPropertyValue('transp') === 'TRANSPARENT') return [];
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const event = new ICAL.Event(component);
  if (!component.hasProperty('dtstart')) throw new Error('it has no start');
  const zone = component.getFirstProperty('dtstart')!.getParameter('tzid') as string | undefined;
  const length = event.duration.toSeconds() * 1000;
  if (!(length > 0)) throw new Error('it does not end after it begins');
  if (!event.isRecurring()) {
    const from = momentOf(event.startDate, zone, zones);
    return [{ from, to: from + length }];
  }
  const spans: Span[] = [];
  const iterator = event.iterator();
  for (let count = 0; count < OCCURRENCES_AT_MOST; count++) {
    const next = iterator.next() as ICAL.Time | null;
    if (next === null) return spans;
    const from = momentOf(next, zone, zones);
    if (from >= within.to) return spans;
    if (from + length > within.from) spans.push({ from, to: from + length });
  }
  throw new Error(`it repeats more than ${OCCURRENCES_AT_MOST} times before the span asked for`);
}

function momentOf(time: ICAL.Time, tzid: string | undefined, { zones, floatingZone }: Zones): number {
  const own = tzid === undefined ? undefined : zones.get(tzid);
  if (own !== undefined) {
    const local = time.clone();
    local.zone = own;
    return local.toUnixTime() * 1000;
  }
  if (tzid === undefined && time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000;
  const name = tzid ?? floatingZone;
  const { year, month, day, hour, minute, second } = time;
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(name)
      .epochMilliseconds;
  } catch (cause) {
    throw new Error(`unknown zone "${name}"`, { cause });
  }
}
