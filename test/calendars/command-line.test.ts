import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCalendarsTry } from '../../src/cli/calendars.ts';
import { FellShort, WrongUse } from '../../src/cli/outcome.ts';
import { DESK } from '../desk/embedded-night.ts';

let folder: string;
let server: Server;
/** Passwords that the server was asked with. */
const passwords: string[] = [];

const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
const TOMORROW = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 24 * 3_600_000;
const ENTRY = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:${stamp(TOMORROW)}\r\nDURATION:PT1H\r\nSUMMARY:dinner\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const LIST = (inner: string) =>
  `<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><propstat><prop>${inner}</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-calendars-'));
  server = createServer((request, answer) => {
    const [, code = ''] = request.headers.authorization?.split(' ') ?? [];
    const [, password = ''] = Buffer.from(code, 'base64').toString('utf8').split(':');
    passwords.push(password);
    answer.writeHead(password === 'right, 正' ? 207 : 401, { 'content-type': 'text/xml' });
    answer.end(
      LIST(
        request.method === 'PROPFIND'
          ? '<resourcetype><c:calendar/></resourcetype>'
          : `<c:calendar-data>${ENTRY}</c:calendar-data>`,
      ),
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await copyFile(join(DESK, 'desk.yaml'), join(folder, 'desk.yaml'));
  await writeFile(
    join(folder, 'meetings.yaml'),
    `noticeMinutes: 0
durationMinutes: 15
marginMinutes: 45
holdHours: 12
needs: []
resources: []
calendars:
  - id: aide
    who: own
    url: http://127.0.0.1:${port}/
    allowPrivate: true
    login: { user: aide, secret: { env: CALENDAR_PASSWORD } }
`,
  );
});

afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

function tried(environment: Record<string, string>, json = true) {
  const lines: string[] = [];
  const console = { out: (line: string) => void lines.push(line), note: () => undefined, progress: null };
  const { signal } = new AbortController();
  return { lines, done: runCalendarsTry({ config: folder, environment, json, signal }, console) };
}

describe('calendars on the command line', () => {
  it('are asked once; hours are shown, and nothing of what they are for', async () => {
    const { lines, done } = tried({ CALENDAR_PASSWORD: 'right, 正' });
    await done;
    const span = [TOMORROW, TOMORROW + 3_600_000].map((at) => new Date(at).toISOString().replace('.000', ''));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { calendar: 'aide', kind: 'read', busy: [span], refused: [] },
    ]);
    const plain = tried({ CALENDAR_PASSWORD: 'right, 正' }, false);
    await plain.done;
    expect(plain.lines).toEqual(['aide: 1 span taken', `  ${span.join('  ')}`]);
  });

  it('fall short with a wrong password, and are wrong use without one: the place to set it is named', async () => {
    const { lines, done } = tried({ CALENDAR_PASSWORD: 'wrong' });
    await expect(done).rejects.toThrow(FellShort);
    expect(lines).toMatchObject([expect.stringContaining('"denied"')]);
    expect(lines.join()).not.toContain('wrong"');
    const missing = tried({}).done;
    await expect(missing).rejects.toThrow(WrongUse);
    await expect(missing).rejects.toThrow(
      'calendar aide: its password is missing; set environment variable CALENDAR_PASSWORD',
    );
    expect(passwords).toContain('wrong');
  });
});
