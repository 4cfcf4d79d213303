/**
 * What was read of an aide's calendar, and how that stands: (what is known, reading) → record; (records) → hours.
 *
 * Only hours are kept, never what they are for. A server that does not answer, or an entry that cannot be read, frees
 * no hour: what was known stays until a whole reading says otherwise.
 */
import type { Instant } from '../election/instant.ts';
import type { BusyCalendar, LeftOut } from './busy-calendar.ts';
import { type Span, unite } from './spans.ts';

/** `denied`: it asks for another name or password; `no-calendar`: there is none at the address. */
export type CalendarTrouble = 'unreachable' | 'denied' | 'no-calendar' | 'unreadable';

export type CalendarRead = {
  readonly calendar: string;
  /** The span that was read. */
  readonly within: Span;
  /** Null: as it was read before. */
  readonly busy: readonly Span[] | null;
  readonly refused: readonly LeftOut[];
};

export type CalendarFailure = {
  readonly calendar: string;
  readonly trouble: CalendarTrouble;
  readonly reason: string;
};

export type CalendarHours = {
  /** Null before the first reading. */
  readonly read: {
    readonly at: Instant;
    readonly within: Span;
    readonly busy: readonly Span[];
    readonly refused: readonly LeftOut[];
  } | null;
  /** What fails now, since when; null where the last asking went well. */
  readonly failing: { readonly trouble: CalendarTrouble; readonly since: Instant } | null;
};

/** What a reading adds to what is known. */
export function readingOf(
  calendar: string,
  known: CalendarHours | undefined,
  { busy, refused }: BusyCalendar,
  within: Span,
): CalendarRead {
  const before = known?.read ?? null;
  // An entry that cannot be read now may be one that could be read before.
  const kept = refused.length > 0 ? (before?.busy ?? []) : [];
  const hours = clipped([...busy, ...kept], within);
  const same = before !== null && sameSpan(before.within, within) && sameSpans(before.busy, hours);
  return { calendar, within, busy: same ? null : hours, refused };
}

export function withReading(
  known: CalendarHours | undefined,
  read: CalendarRead,
  at: Instant,
): CalendarHours {
  const { within, refused } = read;
  return { read: { at, within, busy: read.busy ?? known?.read?.busy ?? [], refused }, failing: null };
}

export function withFailure(
  known: CalendarHours | undefined,
  { trouble }: CalendarFailure,
  at: Instant,
): CalendarHours {
  return { read: known?.read ?? null, failing: { trouble, since: known?.failing?.since ?? at } };
}

function clipped(spans: readonly Span[], within: Span): Span[] {
  const inside = spans.map(({ from, to }) => ({
    from: Math.max(from, within.from),
    to: Math.min(to, within.to),
  }));
  return unite(inside.filter(({ from, to }) => from < to));
}

function sameSpans(some: readonly Span[], others: readonly Span[]): boolean {
  return some.length === others.length && some.every((span, index) => sameSpan(span, others[index]!));
}

function sameSpan(one: Span, other: Span): boolean {
  return one.from === other.from && one.to === other.to;
}
