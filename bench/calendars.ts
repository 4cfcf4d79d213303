/**
 * How long an aide's calendar of many years takes to read, and how long the desk stands still meanwhile: a server in
 * this process, 5,000 entries of which one in twenty repeats daily without end.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCalendar } from '../src/calendars/read-calendar.ts';
import { DAY, HOUR } from '../src/election/instant.ts';
import { calendarOf } from '../test/calendars/calendar-of.ts';

const ENTRIES = 5_000;
const NOW = Date.parse('2026-11-03T00:00:00Z');

const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

function entry(index: number): string {
  const start = stamp(NOW - (ENTRIES - index) * 10 * HOUR).slice(0, 15);
  const lines = [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      `UID:${index}`,
      `DTSTART;TZID=America/New_York:${start}`,
    ],
    ...['DURATION:PT1H', ...(index % 20 === 0 ? ['RRULE:FREQ=DAILY'] : []), `DESCRIPTION:${'x'.repeat(400)}`],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ];
  return lines.join('\r\n');
}

function list(properties: readonly string[]): string {
  const responses = properties.map(
    (one) => `<response><propstat><prop>${one}</prop><status>HTTP/1.1 200 OK</status></propstat></response>`,
  );
  return `<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses.join('')}</multistatus>`;
}

const itself = list(['<resourcetype><c:calendar/></resourcetype>']);
const all = list(
  Array.from({ length: ENTRIES }, (_, index) => `<c:calendar-data>${entry(index)}</c:calendar-data>`),
);
const server = createServer((request, response) => {
  response.writeHead(207, { 'content-type': 'text/xml' });
  response.end(request.method === 'PROPFIND' ? itself : all);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

for (const round of ['first', 'warm']) {
  let last = performance.now();
  let longest = 0;
  const pulse = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 2);
  const began = performance.now();
  const answer = await readCalendar(calendarOf({ url, login: null }, { timeoutSeconds: 60 }), {
    within: { from: NOW, to: NOW + 14 * DAY },
    tag: null,
    isOurs: () => false,
    signal: new AbortController().signal,
  });
  const took = performance.now() - began;
  clearInterval(pulse);
  if (answer.kind !== 'read' || answer.refused.length > 0)
    throw new Error(JSON.stringify(answer).slice(0, 400));
  console.log(
    `${round}: ${ENTRIES} entries (${(all.length / 1e6).toFixed(1)} MB) read in ${took.toFixed(0)} ms, ${answer.busy.length} spans; the desk stood still for ${longest.toFixed(0)} ms at most`,
  );
}
server.close();
