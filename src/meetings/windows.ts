/**
 * When everybody who must talk is awake and nobody is busy: exact spans, whatever the clocks do in between.
 *
 * Between two changes of a zone's clock its wall clock runs evenly, so that waking hours are plain arithmetic there;
 * the changes come from the zone data of the running system and are as right as that.
 */
import { DAY, type Instant, MINUTE } from '../election/instant.ts';
import { addSpan, intersect, requireSpan, type Span, without } from './spans.ts';

export type Party = {
  /** IANA zone of the place where the person is, e.g. "America/New_York". */
  readonly zone: string;
  /** Local wall clock "HH:MM". Awake in [wakes, sleeps), over midnight where sleeps is not later; equal: always. */
  readonly wakes: string;
  readonly sleeps: string;
};

export type WindowRequest = Span & {
  readonly parties: readonly Party[];
  readonly busy: readonly Span[];
  /** Shortest window worth having. */
  readonly minutes: number;
};

/**
 * The windows inside [from, to), in order, each as long as it can be.
 * Throws on an unknown zone, a clock time that is none, and a span that ends before it begins.
 */
export function windowsOf({ from, to, parties, busy, minutes }: WindowRequest): Span[] {
  requireSpan({ from, to }, 'window search');
  if (!(minutes > 0)) throw new Error(`invalid length ${minutes}: a window has at least some minutes`);
  if (parties.length === 0) throw new Error('invalid window search: it needs at least one party');
  for (const span of busy) requireSpan(span, 'busy time');
  const awake = parties.map((party) => wakingSpans(party, { from, to }));
  const free = without(busy, { from, to });
  return [...awake, free].reduce(intersect).filter((span) => span.to - span.from >= minutes * MINUTE);
}

/** When a party is awake, inside a span: sorted, exact through every change of the zone's clock. */
export function wakingSpans({ zone, wakes, sleeps }: Party, within: Span): Span[] {
  const start = clockTime(wakes);
  const end = clockTime(sleeps);
  const length = end > start ? end - start : end - start + DAY;
  const spans: Span[] = [];
  for (const { from, to, offset } of evenStretches(zone, within)) {
    const firstDay = Math.floor((from + offset) / DAY) - 1;
    const lastDay = Math.floor((to + offset) / DAY);
    for (let day = firstDay; day <= lastDay; day++) {
      const wakesAt = day * DAY + start - offset;
      addSpan(spans, { from: Math.max(from, wakesAt), to: Math.min(to, wakesAt + length) });
    }
  }
  return spans;
}

function clockTime(text: string): number {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (match === null) throw new Error(`invalid clock time "${text}": write it as 07:00, at most 24:00`);
  return match[1] === undefined ? DAY : (Number(match[1]) * 60 + Number(match[2])) * MINUTE;
}

/** The stretches of time in which a zone's clock keeps one offset (milliseconds to add to UTC). */
function evenStretches(zone: string, { from, to }: Span): (Span & { readonly offset: number })[] {
  const stretches: (Span & { readonly offset: number })[] = [];
  let clock = clockIn(zone, from);
  for (let start = from; start < to; ) {
    const change = clock.getTimeZoneTransition('next');
    const end = Math.min(to, change?.epochMilliseconds ?? to);
    stretches.push({ from: start, to: end, offset: clock.offsetNanoseconds / 1e6 });
    if (change === null) break;
    clock = change;
    start = end;
  }
  return stretches;
}

function clockIn(zone: string, at: Instant): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  } catch (cause) {
    throw new Error(`unknown zone "${zone}": write an IANA name, as Asia/Tokyo`, { cause });
  }
}
