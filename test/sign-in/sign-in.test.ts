import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MINUTE } from '../../src/election/instant.ts';
import { Provider } from '../../src/server/sign-in/provider.ts';
import { readSignIn } from '../../src/server/sign-in/read-sign-in.ts';
import { Authenticator } from './authenticator.ts';
import { type IdentityProvider, SECRET, startIdentityProvider } from './identity-provider.ts';
import {
  LiveDesk,
  type Lived,
  livedNight,
  MESSAGE,
  type OwnDatabase,
  ownDatabase,
  PATIENCE,
} from './live-desk.ts';
import { ownPort } from './own-port.ts';
import { PlainBrowser } from './provider-browser.ts';

const ADDRESS = 'http://localhost:4650';

let lived: Lived;
let provider: IdentityProvider;
let database: OwnDatabase;

beforeAll(async () => {
  lived = await livedNight();
  [provider, database] = await Promise.all([startIdentityProvider(() => ADDRESS), ownDatabase()]);
});

afterAll(async () => {
  await provider?.close();
  await database?.drop();
});

async function openDesk(more: Partial<Parameters<typeof LiveDesk.open>[0]> = {}): Promise<LiveDesk> {
  const desk = await LiveDesk.open({ lived, database, address: ADDRESS, issuer: provider.issuer, ...more });
  onTestFinished(() => desk.close());
  return desk;
}

function browserOn(desk: LiveDesk): PlainBrowser {
  return new PlainBrowser(ADDRESS, (request) => desk.app.fetch(request));
}

async function meOf(desk: LiveDesk, cookie: string): Promise<unknown> {
  return (await desk.get('/api/me', cookie)).json();
}

async function lastRefusal(desk: LiveDesk): Promise<unknown> {
  return (await desk.records('refused-request')).at(-1)?.data;
}

describe('signing in by a real provider', () => {
  it('opens a session of the person whom the configuration names, and returns to where one was', async () => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    const back = await browser.logIn('approver-1', '/response?lang=ja');
    const arrived = await browser.ask(back);
    expect(arrived.status).toBe(303);
    expect(arrived.headers.get('location')).toBe('/response?lang=ja');
    const [cookie] = arrived.headers.getSetCookie();
    expect(cookie).toMatch(
      /^firstcall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(await meOf(desk, browser.cookiesFor('localhost:4650'))).toEqual({ person: 'approver-1' });
    expect(await desk.records('signed-in')).toMatchObject([{ by: 'person:approver-1' }]);
  });

  it('keeps token and secret out of journal, tables and answers', async () => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    await browser.ask(await browser.logIn('duty'));
    const token = /firstcall_session=([\w-]+)/.exec(browser.cookiesFor('localhost:4650'))![1]!;
    const { rows } = await database.pool.query('select * from sessions where desk = $1', [desk.name]);
    const kept = JSON.stringify([rows, await desk.records()]);
    expect(rows).toHaveLength(1);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(SECRET);
  });

  it('does not know whom the configuration does not name, and says so in the journal', async () => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    const answer = await browser.ask(await browser.logIn('stranger'));
    expect(answer.headers.get('location')).toBe('/?refused=person-unknown');
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'person-unknown', detail: 'stranger', count: 1 });
  });

  it('takes an address for a person only when the provider has verified it', async () => {
    const desk = await openDesk({ claim: 'email' });
    provider.claims.set('somebody', { email: 'duty@example.org', email_verified: false });
    const liar = browserOn(desk);
    await liar.ask(await liar.logIn('somebody'));
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'sign-in-failed' });
    provider.claims.set('verified', { email: 'duty@example.org', email_verified: true });
    const owner = browserOn(desk);
    await owner.ask(await owner.logIn('verified'));
    expect(await meOf(desk, owner.cookiesFor('localhost:4650'))).toEqual({ person: 'duty' });
  });

  it('takes the provider’s answer once, and only in the browser that asked', async () => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    const back = await browser.logIn('duty');
    const thief = browserOn(desk);
    expect((await thief.ask(back)).headers.get('location')).toBe('/?refused=sign-in-stale');
    expect((await browser.ask(back)).headers.get('location')).toBe('/');
    expect((await browser.ask(back)).headers.get('location')).toBe('/?refused=sign-in-stale');
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
    ['an error', (url: URL) => url.searchParams.set('error', 'access_denied')],
    ['nothing', (url: URL) => ['code', 'state', 'iss'].map((key) => url.searchParams.delete(key))],
  ])('refuses %s', async (_what, bend) => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    const back = await browser.logIn('duty');
    bend(back);
    expect((await browser.ask(back)).headers.get('location')).toBe('/?refused=sign-in-failed');
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'sign-in-failed' });
  });

  it('never leads to another site', async () => {
    const desk = await openDesk();
    for (const place of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const browser = browserOn(desk);
      const back = await browser.logIn('duty', place);
      expect((await browser.ask(back)).headers.get('location')).toMatch(/^\/(?![/\\])/);
    }
  });

  it('costs a sign-in and not the desk when the provider does not answer', async () => {
    const desk = await openDesk({ issuer: 'http://127.0.0.1:9' });
    const answer = await desk.get('/sign-in', null);
    expect(answer.headers.get('location')).toBe('/?refused=provider-silent');
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'provider-silent' });
    expect((await desk.get('/', null)).status).toBe(200);
  });
});

describe('a provider that takes the call and says nothing', () => {
  it('is given up after the time that the configuration allows', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const yaml = `address: ${ADDRESS}\nprovider: { issuer: "http://127.0.0.1:${port}", client: x, answer-within: 1 s }\npeople: { duty: d }\n`;
    const configuration = readSignIn(yaml, 'sign-in.yaml', ['duty']);
    await expect(new Provider(configuration, SECRET).begin()).rejects.toThrow(
      /the sign-in provider http:.* cannot be used/,
    );
  });
});

describe('a session', () => {
  it('ends after an hour in which nobody touched the page, also while the page refreshes itself', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('duty');
    await desk.pass(40 * MINUTE);
    expect((await desk.get('/api/desk', cookie)).status).toBe(200);
    await desk.pass(21 * MINUTE);
    const refused = await desk.get('/api/desk?lang=ja', cookie);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ cause: 'session-idle', reason: /もう一度サインイン/ });
  });

  it('is kept alive by a person’s hand, but not beyond twelve hours', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('duty');
    const answers: number[] = [];
    for (let minutes = 0; minutes < 13 * 60; minutes += 50) {
      answers.push((await desk.post('/api/account', { do: 'seen' }, cookie)).status);
      await desk.pass(50 * MINUTE);
    }
    expect(answers.filter((status) => status === 200)).toHaveLength(15);
    expect((await (await desk.get('/api/desk', cookie)).json()) as object).toMatchObject({
      cause: 'session-over',
    });
  });

  it('is over at once when its person signs out', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('press');
    const out = await desk.post('/api/account', { do: 'sign-out' }, cookie);
    expect(out.headers.get('set-cookie')).toMatch(/^firstcall_session=; .*Max-Age=0/);
    expect(await (await desk.get('/api/desk', cookie)).json()).toMatchObject({ cause: 'session-ended' });
    expect(await desk.records('signed-out')).toMatchObject([{ by: 'person:press' }]);
  });

  it('takes its stream along when it is ended', async () => {
    const desk = await openDesk();
    await using place = await ownPort();
    place.hand(desk.app.fetch);
    const { session, cookie } = await desk.signIn.start('press', 'a test');
    const headers = { cookie: cookie.split(';')[0]!, host: 'localhost:4650' };
    const stream = await new Promise<IncomingMessage>((answered) =>
      get({ port: place.port, path: '/api/events', host: '127.0.0.1', headers }, answered),
    );
    expect(stream.statusCode).toBe(200);
    const over = new Promise<void>((ended) => stream.resume().on('end', ended));
    await desk.post('/api/account', { do: 'end', session }, await desk.sessionOf('admin'));
    await over;
  });

  it('is listed to its person, all are listed to the administrator, and each can be ended', async () => {
    const desk = await openDesk();
    const [home, office, admin] = [
      await desk.sessionOf('duty'),
      await desk.sessionOf('duty'),
      await desk.sessionOf('admin'),
    ];
    const listed = async (cookie: string) =>
      (
        (await (await desk.get('/api/account', cookie)).json()) as {
          sessions: { number: number; person: string; isThis: boolean }[];
        }
      ).sessions;
    expect((await listed(home)).map(({ person }) => person)).toEqual(['duty', 'duty']);
    expect(await listed(admin)).toHaveLength(3);
    const other = (await listed(home)).find(({ isThis }) => !isThis)!;
    expect((await desk.post('/api/account', { do: 'end', session: other.number }, home)).status).toBe(200);
    expect((await desk.get('/api/desk', office)).status).toBe(401);
    expect((await desk.post('/api/account', { do: 'end-all', whose: 'everyone' }, admin)).status).toBe(200);
    expect(
      await Promise.all([home, admin].map(async (one) => (await desk.get('/api/desk', one)).status)),
    ).toEqual([401, 401]);
    expect(await desk.records('session-ended')).toHaveLength(3);
  });

  it('of one desk opens no other desk on the same database', async () => {
    const [one, other] = [await openDesk(), await openDesk()];
    const cookie = await one.sessionOf('duty');
    expect((await one.get('/api/desk', cookie)).status).toBe(200);
    expect((await other.get('/api/desk', cookie)).status).toBe(401);
  });

  it('is renewed at each sign-in: the older one of the same browser is over', async () => {
    const desk = await openDesk();
    const browser = browserOn(desk);
    await browser.ask(await browser.logIn('duty'));
    const first = browser.cookiesFor('localhost:4650');
    await browser.ask(await browser.logIn('duty'));
    expect((await desk.get('/api/desk', first)).status).toBe(401);
    expect((await desk.get('/api/desk', browser.cookiesFor('localhost:4650'))).status).toBe(200);
  });
});

describe('refusals', () => {
  it('become one record a cause and minute, with how many there were', async () => {
    const desk = await openDesk();
    for (let n = 0; n < 50; n++) await desk.get('/api/desk', 'firstcall_session=forged');
    expect(await desk.records('refused-request')).toMatchObject([{ data: { count: 1 } }]);
    await desk.pass(61_000);
    await desk.get('/api/desk', 'firstcall_session=forged');
    expect(
      (await desk.records('refused-request')).map(({ data }) => (data as { count: number }).count),
    ).toEqual([1, 50]);
  });

  it('of a command too: a person cannot fill the journal by asking again', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('reader');
    for (let n = 0; n < 20; n++)
      expect((await desk.post('/api/command', { do: 'hold-all', reason: 'x' }, cookie)).status).toBe(403);
    expect(await desk.records('denied')).toHaveLength(1);
    await desk.pass(61_000);
    await desk.post('/api/command', { do: 'hold-all', reason: 'x' }, cookie);
    const counts = (await desk.records('denied')).map(({ data }) => (data as { count?: number }).count ?? 1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(21);
  });
});

describe('a release at a live desk', () => {
  async function withPasskey(desk: LiveDesk, person: string) {
    const cookie = await desk.sessionOf(person);
    const key = new Authenticator(ADDRESS);
    const options = await (await desk.post('/api/passkey', { do: 'begin' }, cookie)).json();
    const added = await desk.post(
      '/api/passkey',
      { do: 'add', answer: key.register(options as never) },
      cookie,
    );
    expect(added.status).toBe(200);
    return { cookie, key };
  }

  async function approvedBy(desk: LiveDesk, people: readonly string[]): Promise<string> {
    const binds = await desk.binds();
    for (const person of people) {
      const cookie = await desk.sessionOf(person);
      expect((await desk.post('/api/command', { do: 'approve', ...MESSAGE, binds }, cookie)).status).toBe(
        200,
      );
    }
    return binds;
  }

  it('leaves by two approvals, a passkey and a second person who is there, and can be proved from the journal', async () => {
    const desk = await openDesk();
    const { cookie, key } = await withPasskey(desk, 'duty');
    const binds = await approvedBy(desk, ['approver-1', 'approver-2']);
    const release = { do: 'release', ...MESSAGE, binds, second: 'approver-1' };
    const options = (await (await desk.post('/api/confirm', release, cookie)).json()) as {
      challenge: string;
    };
    const sent = await desk.post('/api/command', { ...release, passkey: key.confirm(options) }, cookie);
    expect(await sent.json()).toHaveProperty('seq');
    await desk.pass(11_000);
    await expect.poll(() => desk.letters(), PATIENCE).toHaveLength(1);
    const [proof] = (await desk.records('stepped-up')).map(({ data }) => data as Proved);
    const [passkey] = (await desk.records('passkey-added')).map(({ data }) => data as { publicKey: string });
    expect(isProved(proof!, passkey!.publicKey)).toBe(true);
    expect(isProved({ ...proof!, act: [...proof!.act, 'changed'] }, passkey!.publicKey)).toBe(false);
  });

  it('waits for a second person who has not approved to confirm in a session of their own', async () => {
    const desk = await openDesk();
    const { cookie, key } = await withPasskey(desk, 'duty');
    const binds = await approvedBy(desk, ['approver-1', 'approver-2']);
    const release = { do: 'release', ...MESSAGE, binds, second: 'embassy' };
    const before = await desk.post('/api/confirm', release, cookie);
    expect(before.status).toBe(403);
    expect(await before.json()).toEqual({
      reason: expect.stringContaining('Embassy officer has neither approved'),
    });
    const embassy = await desk.sessionOf('embassy');
    expect((await desk.post('/api/second', { ...MESSAGE, binds }, embassy)).status).toBe(200);
    const view = (await (await desk.get('/api/desk', cookie)).json()) as { signIn: { beside: unknown[] } };
    expect(view.signIn.beside).toContainEqual({
      ...MESSAGE,
      person: 'embassy',
      until: desk.now + 10 * MINUTE,
    });
    const options = (await (await desk.post('/api/confirm', release, cookie)).json()) as {
      challenge: string;
    };
    const sent = await desk.post('/api/command', { ...release, passkey: key.confirm(options) }, cookie);
    expect(sent.status).toBe(200);
  });

  it('is not let through by an approval older than ten minutes', async () => {
    const desk = await openDesk();
    const { cookie } = await withPasskey(desk, 'duty');
    const binds = await approvedBy(desk, ['approver-1', 'approver-2']);
    await desk.pass(11 * MINUTE);
    const answer = await desk.post(
      '/api/confirm',
      { do: 'release', ...MESSAGE, binds, second: 'approver-1' },
      cookie,
    );
    expect(answer.status).toBe(403);
  });

  it('says in Japanese what is missing', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('duty');
    const binds = await approvedBy(desk, ['approver-1', 'approver-2']);
    const release = { do: 'release', ...MESSAGE, binds, second: 'approver-1' };
    expect(await (await desk.post('/api/confirm?lang=ja', release, cookie)).json()).toMatchObject({
      cause: 'no-passkey',
      reason: expect.stringContaining('パスキーがまだ登録されていません'),
    });
    expect(await (await desk.post('/api/command?lang=ja', release, cookie)).json()).toEqual({
      reason: '本番のデスクでは、その場でパスキーによる本人確認が必要です。',
    });
  });
});

describe('a passkey', () => {
  it('can be added only just after signing in, and by nobody who stole the session later', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('duty');
    await desk.pass(11 * MINUTE);
    const answer = await desk.post('/api/passkey', { do: 'begin' }, cookie);
    expect(await answer.json()).toMatchObject({ cause: 'sign-in-not-fresh' });
  });

  it('is removed by its owner and confirms nothing more', async () => {
    const desk = await openDesk();
    const cookie = await desk.sessionOf('duty');
    const key = new Authenticator(ADDRESS);
    const options = (await (await desk.post('/api/passkey', { do: 'begin' }, cookie)).json()) as never;
    await desk.post('/api/passkey', { do: 'add', answer: key.register(options) }, cookie);
    const { passkeys } = (await (await desk.get('/api/account', cookie)).json()) as {
      passkeys: { number: number }[];
    };
    expect(passkeys).toHaveLength(1);
    const others = await desk.sessionOf('admin');
    const remove = { do: 'remove', passkey: passkeys[0]!.number };
    expect((await desk.post('/api/passkey', remove, others)).status).toBe(409);
    expect((await desk.post('/api/passkey', remove, cookie)).status).toBe(200);
    expect(await desk.records('passkey-removed')).toHaveLength(1);
  });
});

type Proved = {
  readonly session: number;
  readonly act: readonly unknown[];
  readonly salt: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

/** Whether a passkey signed exactly this act: from two records of the journal and nothing else. */
function isProved(proof: Proved, publicKey: string): boolean {
  const bound = canonicalize(['firstcall-confirm-1', proof.session, 'duty', proof.act, proof.salt])!;
  const client = Buffer.from(proof.clientData, 'base64url');
  const { challenge } = JSON.parse(client.toString()) as { challenge: string };
  if (challenge !== createHash('sha256').update(bound).digest('base64url')) return false;
  const data = Buffer.from(proof.authenticatorData, 'base64url');
  const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
  return verify('sha256', signed, coseToKey(publicKey), Buffer.from(proof.signature, 'base64url'));
}

/** A P-256 key in COSE: its two coordinates are the last 32 bytes and those before them. */
function coseToKey(publicKey: string) {
  const cose = Buffer.from(publicKey, 'base64url');
  const [x, y] = [cose.subarray(-67, -35), cose.subarray(-32)];
  const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}
