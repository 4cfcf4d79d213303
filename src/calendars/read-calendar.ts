/**
 * Asks a calendar once over CalDAV (RFC 4791): (calendar, span, what was seen last) → busy hours, or what went wrong.
 *
 * All entries are asked for and the span is cut out here: servers that search by time have been seen to miss the later
 * days of repeating entries, and an hour missed is an hour wrongly free. Titles are read past and never returned.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { MINUTE, SECOND } from '../election/instant.ts';
import { Failed } from '../feeds/fetch/failed.ts';
import { type Resolve, resolveBySystem } from '../feeds/fetch/open-request.ts';
import { type BusyCalendar, busyIn, type LeftOut } from '../meetings/busy-calendar.ts';
import type { CalendarTrouble } from '../meetings/calendar-hours.ts';
import type { CalendarSettings } from '../meetings/calendar-settings.ts';
import { type Span, unite } from '../meetings/spans.ts';
import { type Answered, readMultistatus } from './multistatus.ts';
import { askServer, type Login, type Question } from './question.ts';
import { Trouble } from './trouble.ts';

export type OpenCalendar = {
  readonly settings: CalendarSettings;
  readonly login: Login | null;
  /** IANA zone of clock times that name none. */
  readonly zone: string;
};

export type CalendarQuestion = {
  readonly within: Span;
  /** The calendar's own mark of its state when it was last read; null reads it in any case. */
  readonly tag: string | null;
  /** Whether an entry, by its UID, is one that this desk put there. */
  readonly isOurs: (uid: string) => boolean;
  readonly signal: AbortSignal;
  readonly resolve?: Resolve;
};

export type CalendarAnswer =
  | ({ readonly kind: 'read'; readonly tag: string | null } & BusyCalendar)
  /** Its mark is the one that was seen last. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly trouble: CalendarTrouble; readonly reason: string };

/** In bytes: some twenty thousand entries. A server that sends more is not asked to send it every few minutes. */
const SIZES = { packed: 32 * 2 ** 20, unpacked: 32 * 2 ** 20 };

/** Milliseconds for which entries are read in one go; then others have their turn. */
const IN_ONE_GO = 20;

/** Milliseconds for all entries together: a calendar that takes longer is made to be slow. */
const AT_MOST = MINUTE;

/** Rejects only where the signal aborts it. */
export async function readCalendar(
  calendar: OpenCalendar,
  question: CalendarQuestion,
): Promise<CalendarAnswer> {
  try {
    const ask = askerOf(calendar, question);
    const tag = await tagOf(ask);
    if (tag !== null && tag === question.tag) return { kind: 'unchanged' };
    const read = calendar.settings.ask === 'free-busy' ? freeBusy : entries;
    return { kind: 'read', tag, ...(await read(ask, calendar, question)) };
  } catch (error) {
    question.signal.throwIfAborted();
    return failureOf(error);
  }
}

type Ask = (question: Question) => Promise<string>;

function askerOf(
  { settings, login }: OpenCalendar,
  { signal, resolve = resolveBySystem }: CalendarQuestion,
): Ask {
  const { url, timeoutSeconds, allowPrivate } = settings;
  const timeout = timeoutSeconds * SECOND;
  const limits = {
    guard: { resolve, privateHost: allowPrivate ? new URL(url).host : null },
    times: { connect: timeout, answer: timeout, whole: Math.max(timeout, MINUTE) },
    sizes: SIZES,
    signal,
  };
  return (question) => askServer(url, question, limits, login);
}

const NAMES = 'xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/"';

const IS_CALENDAR = `<propfind ${NAMES}><prop><resourcetype/><cs:getctag/></prop></propfind>`;

const ALL_ENTRIES = `<c:calendar-query ${NAMES}><prop><c:calendar-data/></prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>`;

/** Makes sure that there is a calendar: an empty folder would look like one without appointments. */
async function tagOf(ask: Ask): Promise<string | null> {
  const answer = await ask({ method: 'PROPFIND', depth: '0', body: IS_CALENDAR });
  const [found] = await readMultistatus(answer);
  if (found?.types.includes('calendar') !== true)
    throw new Trouble('no-calendar', 'what stands at the address is no calendar; write the address of one');
  return found.tag;
}

async function entries(
  ask: Ask,
  { zone }: OpenCalendar,
  { within, isOurs }: CalendarQuestion,
): Promise<BusyCalendar> {
  const found = await readMultistatus(await ask({ method: 'REPORT', depth: '1', body: ALL_ENTRIES }));
  const busy: Span[] = [];
  const refused: LeftOut[] = [];
  const began = performance.now();
  let turn = began;
  for (const [index, answered] of found.entries()) {
    if (performance.now() - turn > IN_ONE_GO) {
      await breathe();
      turn = performance.now();
    }
    if (turn - began > AT_MOST)
      throw new Trouble('unreadable', 'its entries take more than a minute to read');
    const place = `entry ${index + 1} of the server’s answer`;
    try {
      const read = busyIn(entryOf(answered), within, zone, isOurs);
      busy.push(...read.busy);
      refused.push(...read.refused.map(({ reason }) => ({ place, reason })));
    } catch (error) {
      refused.push({ place, reason: (error as Error).message });
    }
  }
  return { busy: unite(busy), refused };
}

function entryOf({ status, calendar }: Answered): string {
  if (calendar === null) throw new Error(`the server did not give it (${status})`);
  return calendar;
}

async function freeBusy(
  ask: Ask,
  { zone }: OpenCalendar,
  { within }: CalendarQuestion,
): Promise<BusyCalendar> {
  const [start, end] = [within.from, within.to].map((at) =>
    new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, ''),
  );
  const range = `<c:time-range start="${start}" end="${end}"/>`;
  const body = `<c:free-busy-query ${NAMES}>${range}</c:free-busy-query>`;
  const text = await ask({ method: 'REPORT', depth: '1', body });
  if (!text.includes('BEGIN:VFREEBUSY'))
    throw new Trouble(
      'unreadable',
      'it does not tell free and busy; write ask: entries if it may be read whole',
    );
  try {
    return busyIn(text, within, zone);
  } catch (error) {
    throw new Trouble('unreadable', (error as Error).message);
  }
}

function failureOf(error: unknown): CalendarAnswer {
  if (error instanceof Trouble) return { kind: 'failed', trouble: error.trouble, reason: error.message };
  if (!(error instanceof Failed)) throw error;
  const { answer, message } = error;
  return {
    kind: 'failed',
    trouble: answer.kind === 'unreachable' ? 'unreachable' : 'unreadable',
    reason: message,
  };
}
