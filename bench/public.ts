/**
 * The public pages under load: how many requests one process answers, and whether every body is whole while a change is
 * published every second.
 *
 * A rehearsal of the embedded night's facts is baked from the real pages (`dist/public/render.js`, made by
 * `npm run build`) and served by the real server in a process of its own; this process is the load, on plain sockets
 * with requests in flight on each. It prints requests a second, the slowest answers, and what was wrong with any body.
 * Takes about half a minute: `node bin/run.js bench/public.ts`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Hono } from 'hono';
import { host } from '../src/cli/host.ts';
import { openingOf } from '../src/cli/opening.ts';
import { Desk } from '../src/desk.ts';
import { parseInstant, SECOND } from '../src/election/instant.ts';
import { readNight } from '../src/feeds/night/read-night.ts';
import { playAll } from '../src/rehearsal.ts';
import { openSite } from '../src/server/public-site.ts';
import { memoryJournal } from '../src/store/memory-journal.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PORT = 4691;
const CONNECTIONS = 64;
/** As browsers on one keep-alive connection; more would measure the kernel. */
const IN_FLIGHT = 4;
const SPAN = 4 * SECOND;

type Load = {
  readonly name: string;
  readonly request: string;
  /** What is wrong with an answer; null where it is whole. */
  readonly check: (head: string, body: Buffer) => string | null;
};

type PublicFigures = {
  readonly name: string;
  readonly requestsPerSecond: number;
  /** In processor time of the serving process, so that others on the machine do not matter. */
  readonly requestsPerProcessorSecond: number;
  readonly slowestMs: number;
  readonly answers: number;
  readonly bodies: number;
  readonly wrong: readonly string[];
};

const get = (path: string, headers = ''): string =>
  `GET /public${path} HTTP/1.1\r\nhost: 127.0.0.1:${PORT}\r\n${headers}\r\n`;
const beacon = (article: string, browser: string): string =>
  `POST /public/read HTTP/1.1\r\nhost: 127.0.0.1:${PORT}\r\nuser-agent: ${browser}\r\ncontent-type: text/plain\r\ncontent-length: ${article.length}\r\n\r\n${article}`;

/** A body is whole when it hashes to its ETag, and unmixed when every part of it names one moment. */
function wholePage(head: string, body: Buffer): string | null {
  if (!head.startsWith('HTTP/1.1 200')) return head.split('\r\n')[0]!;
  const etag = /\r\netag: "([^"]+)"/i.exec(head)?.[1];
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  if (etag !== hash) return `a body that is not its tag's: ${etag}`;
  const text = body.toString('utf8');
  if (text.startsWith('{')) return text.endsWith('}\n') ? null : 'a head that is cut';
  return text.endsWith('</html>\n') ? null : 'a page that is cut';
}

const LOADS: readonly Load[] = [
  { name: 'head.json, whole', request: get('/head.json'), check: wholePage },
  { name: 'the live page, whole', request: get('/en/live/'), check: wholePage },
  {
    name: 'an article, packed',
    request: get('/en/politics/the-government-follows-the-count/', 'accept-encoding: gzip\r\n'),
    check: (head) => (head.startsWith('HTTP/1.1 200') ? null : head.split('\r\n')[0]!),
  },
  {
    name: 'head.json, unchanged',
    request: get('/head.json', 'if-none-match: *\r\n'),
    check: (head) => (head.startsWith('HTTP/1.1 304') ? null : head.split('\r\n')[0]!),
  },
  {
    name: 'a beacon',
    request: beacon(
      'what-is-final',
      'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    ),
    check: (head) => (head.startsWith('HTTP/1.1 204') ? null : head.split('\r\n')[0]!),
  },
];

/** Asks on many connections at once for a while, reading every answer to its end. */
async function press(child: ChildProcess, { name, request, check }: Load): Promise<PublicFigures> {
  const before = await timeOf(child);
  const until = performance.now() + SPAN;
  const started = performance.now();
  const tally = { answers: 0, bodies: 0, slowest: 0, wrong: new Map<string, number>() };
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      askOften(request, until, (head, body, ms) => {
        tally.answers += 1;
        tally.bodies += body.length > 0 ? 1 : 0;
        tally.slowest = Math.max(tally.slowest, ms);
        // Every body under publication; of the rest one in a hundred, for hashing is the load's own work.
        const fault = tally.answers % CHECKED_EVERY.value === 0 ? check(head, body) : null;
        if (fault !== null) tally.wrong.set(fault, (tally.wrong.get(fault) ?? 0) + 1);
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  return {
    name,
    requestsPerSecond: tally.answers / seconds,
    requestsPerProcessorSecond: tally.answers / ((await timeOf(child)) - before),
    slowestMs: tally.slowest,
    answers: tally.answers,
    bodies: tally.bodies,
    wrong: [...tally.wrong].map(([fault, times]) => `${times} × ${fault}`),
  };
}

/** Processor time that the serving process has used so far, in seconds. */
function timeOf(child: ChildProcess): Promise<number> {
  return new Promise((take) => {
    const listen = (message: { time?: { user: number; system: number } }): void => {
      if (message.time === undefined) return;
      child.off('message', listen);
      take((message.time.user + message.time.system) / 1e6);
    };
    child.on('message', listen);
    child.send('time');
  });
}

/** One in so many answers is checked in full. */
const CHECKED_EVERY = { value: 100 };

function askOften(
  request: string,
  until: number,
  take: (head: string, body: Buffer, ms: number) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(PORT, '127.0.0.1');
    const asked: number[] = [];
    let rest: Buffer = Buffer.alloc(0);
    let parts: Buffer[] = [];
    let arrived = 0;
    let wanted = 0;
    const ask = (): void => {
      asked.push(performance.now());
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('connect', () => Array.from({ length: IN_FLIGHT }, ask));
    socket.on('data', (data: Buffer) => {
      parts.push(data);
      arrived += data.length;
      // A long body comes in many pieces: they are put together once, not with every piece.
      if (arrived < wanted) return;
      rest = Buffer.concat(parts);
      for (let answer = nextAnswer(rest); answer !== null; answer = nextAnswer(rest)) {
        rest = rest.subarray(answer.end);
        take(answer.head, answer.body, performance.now() - asked.shift()!);
        if (performance.now() < until) ask();
        else if (asked.length === 0) return void socket.end(done);
      }
      parts = rest.length === 0 ? [] : [rest];
      arrived = rest.length;
      wanted = lengthOf(rest);
    });
  });
}

/** How many bytes the first answer has, as far as that is known. */
function lengthOf(bytes: Buffer): number {
  const at = bytes.indexOf('\r\n\r\n');
  const length = at === -1 ? null : /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, at));
  return length === null ? 0 : at + 4 + Number(length[1]);
}

/** The first whole answer in what has arrived; null while it is not whole. */
function nextAnswer(bytes: Buffer): { head: string; body: Buffer; end: number } | null {
  const at = bytes.indexOf('\r\n\r\n');
  if (at === -1) return null;
  const head = bytes.toString('latin1', 0, at);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) throw new Error('an answer in chunks: give its length');
  const end = at + 4 + length;
  return bytes.length < end ? null : { head, body: bytes.subarray(at + 4, end), end };
}

/** The serving process: the real site on the embedded night, in memory. Publishes a new minute whenever it is told. */
async function serve(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-bench-'));
  const night = await readNight(join(ROOT, 'nights/2024-us-president'));
  const opening = await openingOf(join(ROOT, 'desks/japan-2024'), { night, drill: null }, null);
  const desk = await Desk.open(memoryJournal(), opening);
  await playAll(desk, night, parseInstant('2024-11-06T07:29:00Z'));
  const site = await openSite({
    root: ROOT,
    folder,
    rehearsal: true,
    wall: Date.now,
    report: (error) => process.send!({ trouble: String(error) }),
  });
  let later = 0;
  const publish = async (): Promise<void> => {
    const job = await desk.read((reader) => site.publish(reader, reader.state.at + later));
    const drafts = await job();
    if (drafts.length > 0) await desk.submit(drafts);
    if (drafts.length > 0) await publish();
  };
  await publish();
  const app = new Hono();
  const answer = (c: { req: { raw: Request } }) => site.answer(c.req.raw, '127.0.0.1');
  app.get('/public/*', answer);
  app.post('/public/*', answer);
  await using scope = new AsyncDisposableStack();
  await host(app.fetch, PORT, scope);
  scope.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  process.on('message', (message) => {
    if (message === 'time') return void process.send!({ time: process.cpuUsage() });
    later += 60 * SECOND;
    void publish().then(() => process.send!({ published: later }));
  });
  process.send!({ ready: true });
  await new Promise((stop) => process.once('disconnect', stop));
  await site.close();
}

async function started(child: ChildProcess): Promise<void> {
  await new Promise<void>((ready, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the serving process ended with ${code}`)));
    child.on('message', (message: { ready?: boolean }) => message.ready && ready());
  });
}

async function benchPublic(): Promise<readonly PublicFigures[]> {
  if (!existsSync(join(ROOT, 'dist/public/render.js')))
    throw new Error('no built pages in dist/public: run "npm run build" first');
  const child = fork(import.meta.filename, ['serve']);
  await started(child);
  const figures: PublicFigures[] = [];
  for (const load of LOADS) figures.push(await press(child, load));
  // Under publication every body is checked.
  CHECKED_EVERY.value = 1;
  let changes = 0;
  child.on('message', (message: { published?: number }) => {
    changes += message.published === undefined ? 0 : 1;
  });
  const publishing = setInterval(() => child.send('publish'), SECOND);
  for (const load of LOADS.slice(0, 2)) {
    const before = changes;
    const pressed = await press(child, load);
    figures.push({
      ...pressed,
      name: `${load.name}, ${changes - before} changes meanwhile, every body checked`,
    });
  }
  clearInterval(publishing);
  await new Promise((resolve) => setTimeout(resolve, SECOND));
  child.disconnect();
  return figures;
}

if (import.meta.main && process.argv[2] === 'serve') await serve();
else if (import.meta.main) {
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  for (const one of await benchPublic()) {
    const { name, requestsPerSecond, requestsPerProcessorSecond, slowestMs, answers, wrong } = one;
    console.log(
      `${name}: ${count(requestsPerSecond)} a second, ${count(requestsPerProcessorSecond)} a second of its processor time (${count(answers)} answers, slowest ${slowestMs.toFixed(0)} ms)`,
    );
    for (const fault of wrong) console.log(`  WRONG: ${fault}`);
  }
  process.exit(0);
}
