import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type CalendarQuestion, readCalendar } from '../../src/calendars/read-calendar.ts';
import { readMeetingSettings } from '../../src/meetings/settings.ts';
import { calendarOf } from './calendar-of.ts';

const QUESTION: CalendarQuestion = {
  within: { from: Date.parse('2024-11-01T00:00:00Z'), to: Date.parse('2024-11-15T00:00:00Z') },
  tag: null,
  isOurs: () => false,
  signal: new AbortController().signal,
};

const xml = (inner: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${inner}</d:multistatus>`;
const response = (inner: string, status = '200 OK') =>
  `<d:response><d:href>/diary/x.ics</d:href><d:propstat><d:prop>${inner}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat></d:response>`;
const IS_CALENDAR = xml(response('<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'));
const ENTRY =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20241107T003000Z\r\nDURATION:PT1H\r\nSUMMARY:the secret dinner\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

async function serverThat(answer: Answering): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/diary/`;
}

/** Answers the first question as a calendar does, and the second with this. */
function calendarThen(text: string, type = 'text/xml', status = 207): Answering {
  return (request, answer) => {
    const first = request.method === 'PROPFIND';
    answer.writeHead(first ? 207 : status, { 'content-type': first ? 'text/xml' : type });
    answer.end(first ? IS_CALENDAR : text);
  };
}

function ask(
  url: string,
  changed: Parameters<typeof calendarOf>[1] = {},
  login = { user: 'aide', secret: 'hidden-one' },
) {
  return readCalendar(calendarOf({ url, login }, changed), QUESTION);
}

describe('a calendar server that means harm or is out of order', () => {
  it('is not followed to another place, least of all a private one, and the password stays at home', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await serverThat((request, answer) => {
      seen.push(request.headers.authorization);
      answer.end();
    });
    for (const target of [elsewhere, 'http://169.254.169.254/latest/', 'http://[::1]:1/'] as const) {
      const url = await serverThat((_, answer) => answer.writeHead(302, { location: target }).end());
      const refused = await ask(url);
      expect(refused).toMatchObject({ kind: 'failed', trouble: 'unreachable' });
      expect(JSON.stringify(refused)).toContain(new URL(target).origin);
    }
    expect(seen).toEqual([]);
  });

  it('may send on within its own place, and not in a circle', async () => {
    const moved = await serverThat((request, answer) => {
      if (request.url === '/diary/') answer.writeHead(308, { location: '/new/diary/' }).end();
      else calendarThen(xml(response(`<c:calendar-data>${ENTRY}</c:calendar-data>`)))(request, answer);
    });
    expect(await ask(moved)).toMatchObject({
      kind: 'read',
      busy: [{ from: Date.parse('2024-11-07T00:30:00Z') }],
    });
    const circle = await serverThat((_, answer) => answer.writeHead(301, { location: '/diary/' }).end());
    expect(await ask(circle)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('more than 3 times'),
    });
  });

  it('at a private address is asked only where the configuration says so', async () => {
    let asked = 0;
    const url = await serverThat((_, answer) => {
      asked += 1;
      answer.end();
    });
    const named = url.replace('127.0.0.1', 'calendar.example');
    expect(await ask(url, { allowPrivate: false })).toMatchObject({ kind: 'failed', trouble: 'unreachable' });
    // A name that points there gains nothing.
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const calendar = calendarOf({ url: named, login: null }, { allowPrivate: false });
    expect(await readCalendar(calendar, { ...QUESTION, resolve })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('allowPrivate'),
    });
    expect(asked).toBe(0);
  });

  it.each([
    ['a page for people', '<!doctype html><html><body>the secret dinner</body></html>', 'text/html', 200],
    ['broken XML', '<d:multistatus xmlns:d="DAV:"><d:response>the secret dinner', 'text/xml', 207],
    ['other XML', '<rss>the secret dinner</rss>', 'text/xml', 207],
    ['nothing', '', 'text/xml', 207],
    ['an inner error', 'the secret dinner', 'text/plain', 500],
  ])('answers with %s: none of it is quoted, and it is no empty calendar', async (_, text, type, status) => {
    const answer = await ask(await serverThat(calendarThen(text, type, status)));
    expect(answer.kind).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('dinner');
    const first = await ask(
      await serverThat((_request, out) => out.writeHead(status, { 'content-type': type }).end(text)),
    );
    expect(first.kind).toBe('failed');
  });

  it('gives some entries and not others: what is missing is named by its place, without its words', async () => {
    const broken = ENTRY.replace('DTSTART:20241107T003000Z', 'DTSTART;TZID=Mars/Olympus:20241107T003000');
    const answer = await ask(
      await serverThat(
        calendarThen(
          xml(
            [
              response(`<c:calendar-data>${ENTRY}</c:calendar-data>`),
              response(`<c:calendar-data><![CDATA[${broken}]]></c:calendar-data>`),
              response('<c:calendar-data>the secret dinner</c:calendar-data>'),
              '<d:response><d:href>/diary/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>',
            ].join(''),
          ),
        ),
      ),
    );
    if (answer.kind !== 'read') throw new Error(JSON.stringify(answer));
    expect(answer.busy).toHaveLength(1);
    expect(answer.refused.map(({ place }) => place.slice(0, 7))).toEqual(['entry 2', 'entry 3', 'entry 4']);
    expect(answer.refused[2]!.reason).toContain('507');
    expect(JSON.stringify(answer)).not.toContain('dinner');
  });

  it('is given up after its time and its size', async () => {
    const silent = await serverThat(() => undefined);
    expect(await ask(silent, { timeoutSeconds: 1 })).toMatchObject({
      kind: 'failed',
      trouble: 'unreachable',
      reason: expect.stringContaining('within'),
    });
    const endless = await serverThat((_, answer) => {
      answer.writeHead(207, { 'content-type': 'text/xml' });
      const more = () => {
        while (answer.write(Buffer.alloc(2 ** 20, 32)));
      };
      answer.on('drain', more);
      more();
    });
    expect(await ask(endless)).toMatchObject({ kind: 'failed', reason: expect.stringContaining('MB') });
  });
});

describe('calendars in meetings.yaml', () => {
  const yaml = (calendars: string) => `
noticeMinutes: 30
durationMinutes: 15
marginMinutes: 45
holdHours: 12
needs: []
resources: []
calendars:
  - { id: aide, who: own, url: 'https://calendar.example.org/aide/' }
${calendars}`;

  it('are read with what is usual, and every fault by its place', () => {
    expect(readMeetingSettings(yaml(''), 'meetings.yaml').calendars).toMatchObject([
      { id: 'aide', ask: 'entries', firm: true, marking: 'internal', everyMinutes: 5, allowPrivate: false },
    ]);
    const wrong = (entry: string) => () => readMeetingSettings(yaml(`  - ${entry}`), 'meetings.yaml');
    expect(wrong("{ id: aide, who: own, url: 'https://x.example/' }")).toThrow('a second calendar "aide"');
    expect(wrong("{ id: b, who: nobody, url: 'https://x.example/' }")).toThrow('unknown "nobody"');
    expect(wrong("{ id: b, who: own, url: 'https://u:p@x.example/' }")).toThrow(
      'a name or password in the address',
    );
    expect(wrong("{ id: b, who: own, url: 'http://x.example/' }")).toThrow('in the clear');
    expect(wrong("{ id: b, who: own, url: 'https://x.example/', zone: Mars/Olympus }")).toThrow(
      'unknown zone',
    );
    expect(
      wrong("{ id: b, who: own, url: 'https://x.example/', login: { user: u, secret: hidden } }"),
    ).toThrow('meetings.yaml line 10');
  });
});
