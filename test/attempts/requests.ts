/** Attempts by requests that no page of the desk would send. */

import { type Attempt, request } from './attempt.ts';
import type { Stage } from './stage.ts';

const HOLD = { do: 'hold-all', reason: 'an attempt' };

/** A change in the duty officer's own session, with headers as somebody else would have them. */
const asDuty =
  (headers: Record<string, string>, body: unknown = HOLD) =>
  (stage: Stage) =>
    stage.post('duty', '/api/command', body, headers);

const get =
  (path: string, headers: Record<string, string> = {}, cookie: string | null = null) =>
  ({ desk }: Stage) =>
    desk.get(path, cookie, headers);

const at = (address: string) => (stage: Stage) =>
  Promise.resolve(
    stage.desk.app.fetch(new Request(address, { headers: { cookie: stage.cookies['duty']! } })),
  );

async function from(stage: Stage, remoteAddress: string): Promise<Response> {
  const asked = new Request(`${stage.desk.address}/api/desk`, {
    headers: { cookie: stage.cookies['duty']! },
  });
  return stage.desk.app.fetch(asked, { incoming: { socket: { remoteAddress } } } as never);
}

/** A body without an end that is told beforehand. */
function endless({ desk, cookies }: Stage): Promise<Response> {
  const chunk = new TextEncoder().encode('a'.repeat(50_000));
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < 20) controller.enqueue(chunk);
      else controller.close();
    },
  });
  return desk.ask('/api/command', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: {
      'x-firstcall': 'desk',
      'content-type': 'application/json',
      origin: desk.address,
      cookie: cookies['duty']!,
    },
  } as RequestInit);
}

const CROSS_SITE: readonly Attempt[] = [
  request('another machine on the network', 403, 'other-machine', /only on its own machine/, (stage) =>
    from(stage, '192.168.7.3'),
  ),
  request(
    'a name that was made to point here (DNS rebinding)',
    403,
    'other-host',
    /not answer under that name/,
    at('http://rebound.evil.example/api/desk'),
  ),
  request(
    'our name with another ending',
    403,
    'other-host',
    /not answer/,
    at('http://localhost.evil.example:4660/api/desk'),
  ),
  request(
    'our name with another port',
    403,
    'other-host',
    /not answer/,
    at('http://localhost:9999/api/desk'),
  ),
  request(
    'the number instead of the name',
    403,
    'other-host',
    /not answer/,
    at('http://127.0.0.1:4660/api/desk'),
  ),
  request(
    'a page of another site changes something',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: 'https://evil.example' }),
  ),
  request('a page without an origin', 403, 'other-site', /another site/, asDuty({ origin: 'null' })),
  request(
    'our host under another scheme',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: 'https://localhost:4660' }),
  ),
  request(
    'a page on another port of this machine',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: 'http://localhost:3000' }),
  ),
  request(
    'a cross-site change without an origin',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: '', 'sec-fetch-site': 'cross-site' }),
  ),
  request(
    'a sibling site',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: '', 'sec-fetch-site': 'same-site' }),
  ),
  request(
    'a change by an address that a person was made to open',
    403,
    'other-site',
    /another site/,
    asDuty({ origin: '', 'sec-fetch-site': 'none' }),
  ),
  request('another site reads the view', 403, 'other-site', /another site/, (stage) =>
    stage.desk.get('/api/desk', stage.cookies['duty']!, { 'sec-fetch-site': 'cross-site' }),
  ),
  request('another site reads the journal', 403, 'other-site', /another site/, (stage) =>
    stage.desk.get('/api/journal', stage.cookies['duty']!, { origin: 'https://evil.example' }),
  ),
  request(
    'a form',
    403,
    'not-our-page',
    /own page/,
    asDuty({ 'x-firstcall': '', 'content-type': 'application/x-www-form-urlencoded' }, 'do=hold-all'),
  ),
  request('a form of plain text', 415, 'no-json', /as JSON/, asDuty({ 'content-type': 'text/plain' })),
  request(
    'a form with a file',
    415,
    'no-json',
    /as JSON/,
    asDuty({ 'content-type': 'multipart/form-data; boundary=x' }),
  ),
];

const BODIES: readonly Attempt[] = [
  request('half a command', 422, 'unreadable', /not JSON/, asDuty({}, '{"do":"hold-all","rea')),
  request('nothing', 422, 'unreadable', /not JSON/, asDuty({}, '')),
  request('a list', 422, 'unreadable', /./, asDuty({}, [HOLD])),
  request('null', 422, 'unreadable', /./, asDuty({}, 'null')),
  request(
    'a body larger than any command',
    413,
    'too-large',
    /too large/,
    asDuty({}, { ...HOLD, reason: 'a'.repeat(500_000) }),
  ),
  request('a body that does not say how large it is', 413, 'too-large', /too large/, endless),
  request(
    'a text longer than any reason',
    422,
    'unreadable',
    /reason/,
    asDuty({}, { ...HOLD, reason: 'a'.repeat(3_000) }),
  ),
  request(
    'a prototype',
    422,
    'unreadable',
    /"__proto__" is refused/,
    asDuty({}, '{"do":"hold-all","reason":"x","__proto__":{"roles":["approver"]}}'),
  ),
  request(
    'a constructor within',
    422,
    'unreadable',
    /"(constructor|prototype)" is refused/,
    asDuty({}, { ...HOLD, constructor: { prototype: { admin: true } } }),
  ),
  request(
    'a prototype as a count',
    422,
    'unreadable',
    /"__proto__" is refused/,
    asDuty(
      {},
      '{"do":"count","unit":"PA-001","contest":"PA","votes":{"__proto__":9},"total":9,"expectedShare":null}',
    ),
  ),
  request('a role in the command', 422, 'unreadable', /role/, asDuty({}, { ...HOLD, role: 'administrator' })),
  request(
    'another person in the command',
    422,
    'unreadable',
    /person/,
    asDuty({}, { ...HOLD, person: 'approver-2' }),
  ),
  request(
    'a command that does not exist',
    422,
    'unreadable',
    /do/,
    asDuty({}, { do: 'send-now', branch: 'trump', step: 'message' }),
  ),
  request('recipients in a release', 422, 'unreadable', /recipients/, (stage) =>
    stage.post('duty', '/api/command', {
      ...stage.release(),
      recipients: [{ en: 'Somebody else', ja: '他の者' }],
    }),
  ),
  request('a release before its time by its own clock', 422, 'unreadable', /at/, (stage) =>
    stage.post('duty', '/api/command', { ...stage.release(), at: 0 }),
  ),
];

const ADDRESSES: readonly Attempt[] = [
  request('a flood where readers are counted', 413, 'too-large', /too large/, (stage) =>
    stage.desk.ask('/public/read', { method: 'POST', body: 'a'.repeat(100_000) }),
  ),
  request('an address that is none', 404, 'no-such-address', /no such address/, (stage) =>
    stage.post('duty', '/api/admin', HOLD),
  ),
  request('a command by another method', 404, 'no-such-address', /no such address/, (stage) =>
    stage.desk.ask('/api/command', {
      method: 'PUT',
      body: JSON.stringify(HOLD),
      headers: {
        'x-firstcall': 'desk',
        'content-type': 'application/json',
        origin: stage.desk.address,
        cookie: stage.cookies['duty']!,
      },
    }),
  ),
  request('a file above the folder', 404, 'traversal', /not found/, get('/assets/..%2f..%2f..%2fetc/passwd')),
  request('the same with backslashes', 404, 'traversal', /not found/, get('/assets/..%5c..%5cpackage.json')),
  request('the same in double writing', 404, 'traversal', /not found/, get('/%2e%2e/%252e%252e/secret.txt')),
  request('a file with an end in the middle', 404, 'traversal', /not found/, get('/index.html%00.css')),
  request('steering the live night', 409, 'live', /this desk is live/, (stage) =>
    stage.post('duty', '/api/rehearsal', { do: 'jump', to: 0 }),
  ),
  request('the rehearsal’s switcher', 403, 'no-switcher', /no switcher/, (stage) =>
    stage.post('reader', '/api/me', { person: 'approver-1' }),
  ),
];

export const BY_REQUEST = [...CROSS_SITE, ...BODIES, ...ADDRESSES];
