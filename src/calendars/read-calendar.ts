/**
 * Asks a calendar once over CalDAV (RFC 4791): (calendar, span, what was seen last) → busy hours, or what went wrong.
 *
 * All entries are asked for and the span is cut out here: servers that search by time have been seen to miss the later
 * days of repeating entries, and an hour missed is an hour wrongly free. Titles are read past and never returned.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { type DAVResponse, davRequest } from 'tsdav';
import { MINUTE, SECOND } from '../election/instant.ts';
import { Failed } from '../feeds/fetch/failed.ts';
import { type Resolve, resolveBySystem } from '../feeds/fetch/open-request.ts';
import { type BusyCalendar, busyIn, type LeftOut } from '../meetings/busy-calendar.ts';
import type { CalendarTrouble } from '../meetings/calendar-hours.ts';
import type { CalendarSettings } from '../meetings/calendar-settings.ts';
import { type Span, unite } from '../meetings/spans.ts';
import { guardedFetch, type Login } from './guarded-fetch.ts';
import { Trouble } from './trouble.ts';

export type OpenCalendar = {
  readonly settings: CalendarSettings;
  readonly login: Login | null;
  /** IANA zone of clock times that name none. */
  readonly zone: string;
};

export type Question = {
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

/** Entries read in one go; then others have their turn. */
const AT_ONCE = 50;

/** Rejects only where the signal aborts it. */
export async function readCalendar(calendar: OpenCalendar, question: Question): Promise<CalendarAnswer> {
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

type Method = 'PROPFIND' | 'REPORT';
type Ask = (method: Method, depth: '0' | '1', name: string, body: object) => Promise<DAVResponse[]>;

function askerOf({ settings, login }: OpenCalendar, { signal, resolve = resolveBySystem }: Question): Ask {
  const { url, timeoutSeconds, allowPrivate } = settings;
  const timeout = timeoutSeconds * SECOND;
  const fetch = guardedFetch(
    {
      guard: { resolve, privateHost: allowPrivate ? new URL(url).host : null },
      times: { connect: timeout, answer: timeout, whole: Math.max(timeout, MINUTE) },
      sizes: SIZES,
      signal,
    },
    login,
  );
  return (method, depth, name, body) =>
    davRequest({
      url,
      fetch,
      init: { method, headers: { depth }, body: { [name]: { _attributes: NAMES, ...body } } },
    });
}

const NAMES = {
  'xmlns:d': 'DAV:',
  'xmlns:c': 'urn:ietf:params:xml:ns:caldav',
  'xmlns:cs': 'http://calendarserver.org/ns/',
};

/** Makes sure that there is a calendar: an empty folder would look like one without appointments. */
async function tagOf(ask: Ask): Promise<string | null> {
  const [found] = multistatus(
    await ask('PROPFIND', '0', 'd:propfind', { 'd:prop': { 'd:resourcetype': {}, 'cs:getctag': {} } }),
  );
  const { resourcetype, getctag } = found?.props ?? {};
  if (typeof resourcetype !== 'object' || resourcetype === null || !('calendar' in resourcetype))
    throw new Trouble('no-calendar', 'what stands at the address is no calendar; write the address of one');
  return typeof getctag === 'string' || typeof getctag === 'number' ? String(getctag) : null;
}

async function entries(
  ask: Ask,
  { zone }: OpenCalendar,
  { within, isOurs }: Question,
): Promise<BusyCalendar> {
  const found = multistatus(
    await ask('REPORT', '1', 'c:calendar-query', {
      'd:prop': { 'c:calendar-data': {} },
      'c:filter': {
        'c:comp-filter': {
          _attributes: { name: 'VCALENDAR' },
          'c:comp-filter': { _attributes: { name: 'VEVENT' } },
        },
      },
    }),
  );
  const busy: Span[] = [];
  const refused: LeftOut[] = [];
  for (const [index, response] of found.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await breathe();
    const place = `entry ${index + 1} of the server’s answer`;
    try {
      const read = busyIn(entryOf(response), within, zone, isOurs);
      busy.push(...read.busy);
      refused.push(...read.refused.map(({ reason }) => ({ place, reason })));
    } catch (error) {
      refused.push({ place, reason: (error as Error).message });
    }
  }
  return { busy: unite(busy), refused };
}

function entryOf({ ok, status, props }: DAVResponse): string {
  if (!ok) throw new Error(`the server did not give it (${status})`);
  const data: unknown = props?.['calendarData'];
  const text = typeof data === 'object' && data !== null && '_cdata' in data ? data._cdata : data;
  return typeof text === 'string' ? text : '';
}

async function freeBusy(ask: Ask, { zone }: OpenCalendar, { within }: Question): Promise<BusyCalendar> {
  const [start, end] = [within.from, within.to].map((at) =>
    new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, ''),
  );
  const [answer] = await ask('REPORT', '1', 'c:free-busy-query', {
    'c:time-range': { _attributes: { start, end } },
  });
  const text: unknown = answer?.raw;
  if (typeof text !== 'string' || !text.includes('BEGIN:VFREEBUSY'))
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

/** What was answered, one by one; none where the server has nothing. Anything but a list is no answer. */
function multistatus(responses: readonly DAVResponse[]): readonly DAVResponse[] {
  if (responses.some(({ raw }) => typeof raw !== 'object' || raw === null || !('multistatus' in raw)))
    throw new Trouble('unreadable', 'it answered with something else than CalDAV; check the address');
  return responses.filter(({ href }) => href !== undefined);
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
