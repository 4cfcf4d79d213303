import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { LiveDesk, type Lived, livedNight, type OwnDatabase, ownDatabase } from './live-desk.ts';
import { PlainBrowser } from './provider-browser.ts';

const ADDRESS = 'http://localhost:4651';
const HOST = 'localhost:4651';
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let lived: Lived;
let provider: IdentityProvider;
let database: OwnDatabase;
/** Where the provider's word of a sign-out arrives. */
let told: LiveDesk | null = null;

beforeAll(async () => {
  lived = await livedNight();
  [provider, database] = await Promise.all([
    startIdentityProvider(() => ADDRESS, {
      tell: (request) => told?.app.fetch(request) ?? new Response(null, { status: 404 }),
    }),
    ownDatabase(),
  ]);
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

async function signedIn(desk: LiveDesk, account: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(ADDRESS, (request) => desk.app.fetch(request));
  await browser.ask(await browser.logIn(account));
  return browser;
}

async function signOut(desk: LiveDesk, browser: PlainBrowser, language = 'en'): Promise<Response> {
  const answer = await browser.ask(`/api/account?lang=${language}`, {
    method: 'POST',
    body: JSON.stringify({ do: 'sign-out' }),
    headers: { 'x-firstcall': 'desk', 'content-type': 'application/json', origin: desk.address },
  });
  expect(answer.status).toBe(200);
  return answer;
}

async function wayOut(browser: PlainBrowser): Promise<string> {
  return (await browser.ask('/sign-out')).headers.get('location')!;
}

async function personOf(desk: LiveDesk, browser: PlainBrowser): Promise<unknown> {
  const me = await (await desk.get('/api/me', browser.cookiesFor(HOST))).json();
  return (me as { person: unknown }).person;
}

function tell(desk: LiveDesk, token: string): Promise<Response> {
  return desk.ask('/sign-out/told', { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
}

let jti = 0;
function claimsOf(sub: string, more: object = {}) {
  const iat = Math.floor(Date.now() / 1000);
  jti += 1;
  const own = { iss: provider.issuer, aud: 'firstcall', sub, iat, exp: iat + 120, events: EVENTS };
  return { ...own, jti: `token-${jti}`, ...more };
}

async function lastRefusal(desk: LiveDesk): Promise<unknown> {
  return (await desk.records('refused-request')).at(-1)?.data;
}

describe('signing out', () => {
  it('ends the session here, then at the provider, and comes back to the page of sign-in', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    expect(await browser.askedAtSignIn()).toBeNull();
    await signOut(desk, browser, 'ja');
    expect(await personOf(desk, browser)).toBeNull();
    const to = new URL(await wayOut(browser));
    expect(to.origin).toBe(provider.issuer);
    expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${ADDRESS}/sign-out/return`);
    const back = await browser.signOutThere(to);
    expect(back.searchParams.get('state')).toBe(to.searchParams.get('state'));
    expect((await browser.ask(back)).headers.get('location')).toBe('/?lang=ja&signed-out=asked');
    expect(await browser.askedAtSignIn()).toBe('login');
    expect(await desk.records('signed-out')).toHaveLength(1);
  });

  it('hands the ID token to the provider once, and to nobody else', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    const stored = async () =>
      JSON.stringify(
        (
          await database.pool.query(
            'select row_to_json(s) from sessions s where desk = $1 union all select row_to_json(o) from sign_outs o where desk = $1',
            [desk.name],
          )
        ).rows,
      );
    const before = await stored();
    const answer = await signOut(desk, browser);
    const between = await stored();
    const hint = new URL(await wayOut(browser)).searchParams.get('id_token_hint')!;
    expect(JSON.parse(Buffer.from(hint.split('.')[1]!, 'base64url').toString())).toMatchObject({
      sub: 'duty',
      aud: 'firstcall',
    });
    const seen = [before, between, await stored(), await answer.text(), browser.cookiesFor(HOST)];
    for (const text of [...seen, JSON.stringify(await desk.records())])
      expect(text).not.toContain(hint.split('.')[1]);
    expect(new URL(await wayOut(browser)).searchParams.has('id_token_hint')).toBe(false);
  });

  it('forgets the ID token with the session, however that ends', async () => {
    const desk = await openDesk();
    const kept = async () =>
      (
        await database.pool.query<{ kept: boolean }>(
          'select id_token is not null as kept from sessions where desk = $1 order by number',
          [desk.name],
        )
      ).rows.map(({ kept }) => kept);
    await signedIn(desk, 'duty');
    expect(await kept()).toEqual([true]);
    await desk.signIn.end('all');
    expect(await kept()).toEqual([false]);
    await signedIn(desk, 'press');
    await desk.pass(13 * 60 * 60 * 1000);
    await desk.get('/sign-in', null);
    expect(await kept()).toEqual([false, false]);
  });

  it.each([
    ['with another state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['without a state', (back: URL) => back.searchParams.delete('state')],
  ])('does not say that the provider was asked when somebody comes back %s', async (_what, bend) => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    await signOut(desk, browser);
    const back = await browser.signOutThere(new URL(await wayOut(browser)));
    bend(back);
    expect((await browser.ask(back)).headers.get('location')).toBe('/?signed-out=unsure');
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'sign-out-stale' });
  });

  it('takes what comes back once, only in the browser that was sent out, and only in time', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    await signOut(desk, browser);
    const back = await browser.signOutThere(new URL(await wayOut(browser)));
    const stranger = new PlainBrowser(ADDRESS, (request) => desk.app.fetch(request));
    expect((await stranger.ask(back)).headers.get('location')).toBe('/?signed-out=unsure');
    expect((await browser.ask(back)).headers.get('location')).toBe('/?signed-out=asked');
    expect((await browser.ask(back)).headers.get('location')).toBe('/?signed-out=unsure');
    const late = await signedIn(desk, 'duty');
    await signOut(desk, late);
    await desk.pass(11 * 60 * 1000);
    expect(await wayOut(late)).toBe('/');
  });

  it('ends nobody’s session by an address alone', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    expect(await wayOut(browser)).toBe('/');
    await browser.ask('/sign-out/return?state=x');
    expect(await personOf(desk, browser)).toBe('duty');
  });

  it('says that the provider’s session may go on where the provider has no sign-out, or the desk asks for none', async () => {
    const plain = await startIdentityProvider(() => ADDRESS, { signsOut: false });
    onTestFinished(() => plain.close());
    for (const more of [{ issuer: plain.issuer }, { provider: ', sign-out: here' }]) {
      const desk = await openDesk(more);
      const browser = await signedIn(desk, 'duty');
      await signOut(desk, browser);
      expect(await wayOut(browser)).toBe('/?signed-out=here');
      expect(await personOf(desk, browser)).toBeNull();
      // The provider still knows the last person, and is asked to ask.
      expect(await browser.askedAtSignIn('/sign-in')).toBeNull();
      expect(await browser.askedAtSignIn('/sign-in?afresh')).toBe('login');
    }
  });

  it('ends the session here all the same when the provider is gone', async () => {
    const gone = await startIdentityProvider(() => ADDRESS);
    const desk = await openDesk({ issuer: gone.issuer });
    const browser = await signedIn(desk, 'duty');
    await gone.close();
    await signOut(desk, browser);
    expect(await personOf(desk, browser)).toBeNull();
    expect(await wayOut(browser)).toBe('/?signed-out=silent');
  });

  it('does not wait for a provider that takes the call and says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const desk = await openDesk({ issuer: `http://127.0.0.1:${port}`, provider: ', answer-within: 1 s' });
    const browser = new PlainBrowser(ADDRESS, (request) => desk.app.fetch(request));
    const [name = '', value = ''] = (await desk.sessionOf('duty')).split('=');
    browser.setCookie(HOST, name, value);
    await signOut(desk, browser);
    expect(await wayOut(browser)).toBe('/?signed-out=silent');
  });
});

describe('a sign-out at the provider', () => {
  it('ends the sessions here that came from it, at once, and is a record', async () => {
    const desk = await openDesk();
    told = desk;
    const browser = await signedIn(desk, 'duty');
    const other = await signedIn(desk, 'duty');
    // From another application of the same provider: nobody touches this desk.
    await browser.signOutThere(new URL('/session/end', provider.issuer));
    told = null;
    expect(await personOf(desk, browser)).toBeNull();
    expect(await personOf(desk, other)).toBe('duty');
    expect(await (await desk.get('/api/desk', browser.cookiesFor(HOST))).json()).toMatchObject({
      cause: 'session-ended',
    });
    expect(await desk.records('signed-out-there')).toMatchObject([{ by: 'desk', data: { person: 'duty' } }]);
  });

  it('of a subject ends all of its sessions, and nobody else’s', async () => {
    const desk = await openDesk();
    const [one, two, press] = [
      await signedIn(desk, 'duty'),
      await signedIn(desk, 'duty'),
      await signedIn(desk, 'press'),
    ];
    const answer = await tell(desk, provider.signed(claimsOf('duty')));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await Promise.all([one, two, press].map((browser) => personOf(desk, browser)))).toEqual([
      null,
      null,
      'press',
    ]);
    expect(await desk.records('signed-out-there')).toHaveLength(2);
  });

  it('tells both languages in the journal', async () => {
    const desk = await openDesk();
    await signedIn(desk, 'press');
    await tell(desk, provider.signed(claimsOf('press')));
    const cookie = await desk.sessionOf('admin');
    for (const [language, words] of [
      ['en', 'signed out at the sign-in provider'],
      ['ja', '認証サーバーでサインアウト'],
    ] as const)
      expect(await (await desk.get(`/api/journal?lang=${language}`, cookie)).text()).toContain(words);
  });

  it('is not believed by a token that is not a fresh one of the provider for this desk', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    const now = Math.floor(Date.now() / 1000);
    for (const [bend, detail] of [
      [{ iss: 'https://elsewhere.example' }, 'iss'],
      [{ aud: ['another'] }, 'aud'],
      [{ events: undefined, nonce: 'of an ID token' }, 'events'],
      [{ nonce: 'x' }, 'nonce'],
      [{ events: { 'https://schemas.example/other': {} } }, 'events'],
      [{ iat: now - 86_400 }, 'iat'],
      [{ iat: now + 600 }, 'iat'],
      [{ iat: now - 100, exp: now - 90 }, 'exp'],
      [{ jti: undefined }, 'jti'],
      [{ sub: undefined }, 'neither sub nor sid'],
    ] as const) {
      expect((await tell(desk, provider.signed(claimsOf('duty', bend)))).status).toBe(400);
      // Of one cause there is one record a minute.
      await desk.pass(61_000);
      const refusal = { cause: 'logout-token-refused', detail: expect.stringContaining(detail) };
      expect(await lastRefusal(desk)).toMatchObject(refusal);
    }
    expect(await personOf(desk, browser)).toBe('duty');
  });

  it('is not believed unsigned, signed by another, or said twice', async () => {
    const desk = await openDesk();
    const browser = await signedIn(desk, 'duty');
    const other = await startIdentityProvider(() => ADDRESS);
    onTestFinished(() => other.close());
    const [head, body, signature] = provider.signed(claimsOf('duty')).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const shared = Buffer.from('{"alg":"HS256"}').toString('base64url');
    const forged = [
      `${none}.${body}.`,
      `${shared}.${body}.${signature}`,
      `${head}.${provider.signed(claimsOf('duty')).split('.')[1]}.${signature}`,
      other.signed(claimsOf('duty')),
      provider.signed(claimsOf('duty'), { kid: 'unknown' }),
      provider.signed(claimsOf('duty'), { crit: ['b64'] }),
      provider.signed(claimsOf('duty'), { typ: 'at+jwt' }),
      'nonsense',
      '',
    ];
    expect(await Promise.all(forged.map(async (token) => (await tell(desk, token)).status))).toEqual(
      forged.map(() => 400),
    );
    expect(await personOf(desk, browser)).toBe('duty');
    const once = provider.signed(claimsOf('press'));
    expect([(await tell(desk, once)).status, (await tell(desk, once)).status]).toEqual([200, 400]);
    expect(await lastRefusal(desk)).toMatchObject({ cause: 'logout-token-refused' });
  });
});
