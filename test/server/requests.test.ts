import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { onePersonSession } from '../../src/server/session.ts';
import { HOST, OpenHouse } from './open-house.ts';

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open();
});

afterAll(() => open.close());

/** A request as it comes through a port, with the address of the other side. */
function from(remoteAddress: string, path = '/api/desk', init: RequestInit = {}): Promise<Response> {
  const bindings = { incoming: { socket: { remoteAddress } } };
  return Promise.resolve(open.app.fetch(new Request(new URL(path, HOST), init), bindings as never));
}

describe('who may ask the desk', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('%s, this machine', async (remote) => {
    expect((await from(remote)).status).toBe(200);
  });

  it.each(['192.168.0.7', '10.0.0.1', '2001:db8::1', '::ffff:192.168.0.7', '1.127.0.0'])(
    'not %s, another machine, with the reason',
    async (remote) => {
      for (const path of ['/api/desk', '/api/journal', '/api/events', '/api/policy']) {
        const response = await from(remote, path);
        expect(response.status).toBe(403);
        expect(await response.json()).toEqual({
          cause: 'other-machine',
          reason: 'This desk answers only on its own machine.',
        });
      }
    },
  );

  it.each([
    'http://evil.example/api/desk',
    'http://localhost.evil.example/api/desk',
    'http://127.0.0.1.nip.io/api/desk',
  ])('nobody under the foreign name %s', async (address) => {
    const response = await open.app.fetch(new Request(address));
    expect(response.status).toBe(403);
  });

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'not a url'])(
    'no page of the other site %s, neither to read nor to change',
    async (origin) => {
      expect((await open.get('/api/desk', { headers: { origin } })).status).toBe(403);
      const change = await open.post(
        '/api/command',
        { do: 'hold-all', reason: 'x' },
        { headers: { origin } },
      );
      expect(change.status).toBe(403);
      expect((await open.view()).heldAll).toBeNull();
    },
  );

  it.each(['/api/command', '/api/rehearsal', '/api/me'])(
    'no form: %s wants the header that only our page sets',
    async (path) => {
      const response = await open.post(path, { do: 'resume' }, { headers: { 'x-firstcall': '' } });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({
        cause: 'not-our-page',
        reason: 'A change must come from the desk’s own page.',
      });
    },
  );
});

describe('who sits at the desk', () => {
  it('is the duty officer until somebody else is chosen, and then whom the cookie names', async () => {
    expect(await (await open.get('/api/me')).json()).toEqual({ person: 'duty' });
    const chosen = await open.post('/api/me', { person: 'approver-2' });
    const cookie = chosen.headers.get('set-cookie')!;
    expect(cookie).toBe('firstcall_person=approver-2; Path=/; HttpOnly; SameSite=Strict');
    const back = await open.get('/api/me', { headers: { cookie: cookie.split(';')[0]! } });
    expect(await back.json()).toEqual({ person: 'approver-2' });
  });

  it.each([{ person: 'somebody' }, { person: 7 }, {}, 'nonsense'])('cannot be %j', async (body) => {
    const response = await open.post('/api/me', body);
    expect(response.status).toBe(422);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it.each(['firstcall_person=%E0%A4%A', 'firstcall_person=', 'other_firstcall_person=admin', '=;;='])(
    'is the duty officer when the cookie %j is broken',
    async (cookie) => {
      expect(await (await open.get('/api/me', { headers: { cookie } })).json()).toEqual({ person: 'duty' });
    },
  );

  it('is one person at a live desk, whatever the cookie says', async () => {
    const session = onePersonSession('press', () => undefined);
    const request = new Request(`${HOST}/api/me`, { headers: { cookie: 'firstcall_person=approver-1' } });
    expect(await session.admit(request, '127.0.0.1')).toEqual({ person: 'press', session: null });
    expect(session.cookieFor).toBeNull();
    const headers = { 'x-firstcall': 'desk', 'content-type': 'application/json' };
    const change = new Request(`${HOST}/api/command`, { method: 'POST', headers });
    expect(await session.admit(change, '127.0.0.1')).toMatchObject({ person: 'press' });
    expect(await session.admit(change, '10.0.0.1')).toMatchObject({ refused: 'other-machine' });
  });
});

describe('files of the desk', () => {
  it('are the page for every address that names no file', async () => {
    for (const path of ['/', '/journal', '/night/2024']) {
      const response = await open.get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('the desk');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('carry a policy that lets nothing in from elsewhere', async () => {
    const { headers } = await open.get('/');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('are kept for ever only where their name carries their hash', async () => {
    const asset = await open.get('/assets/index-B3x9.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const path of ['/icon.svg', '/index.html'])
      expect((await open.get(path)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/assets/index-old.js', '/favicon.ico', '/assets/..%2f..%2fpackage.json', '/../package.json'])(
    'are not found at %s',
    async (path) => {
      const response = await open.get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );
});

describe('an address or a fault', () => {
  it('of the API that does not exist is told as such, not answered with the page', async () => {
    for (const response of [await open.get('/api/nothing'), await open.post('/api/desk', {})]) {
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        cause: 'no-such-address',
        reason: 'The desk has no such address.',
      });
    }
  });

  it('inside the desk goes to its log and never to the page', async () => {
    const troubles: unknown[] = [];
    const app = createApp({
      house: () => {
        throw new Error('password of the database: swordfish');
      },
      startOver: async () => undefined,
      session: {
        admit: async () => ({ person: 'duty', session: null }),
        cookieFor: null,
        report: (e) => troubles.push(e),
      },
      files: new Map(),
      site: {
        state: {} as never,
        publish: () => async () => [],
        answer: () => new Response(),
        reset: () => undefined,
      },
    });
    for (const path of ['/api/desk', '/api/journal', '/api/policy']) {
      const response = await app.fetch(new Request(`${HOST}${path}`));
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(text).toContain('the fault is in its log');
      expect(text).not.toContain('swordfish');
      expect(text).not.toContain('.ts');
    }
    expect(troubles.map(String)).toEqual(Array(3).fill('Error: password of the database: swordfish'));
  });

  it('leaves the public pages to the public site', async () => {
    expect(await (await open.get('/public/en/')).text()).toBe('the briefing');
  });

  it('explains the policy in both languages', async () => {
    const said = async (lang: 'en' | 'ja') =>
      ((await (await open.get('/api/policy', { lang })).json()) as { sentences: string[] }).sentences;
    const [en, ja] = [await said('en'), await said('ja')];
    expect(en.length).toBeGreaterThan(5);
    expect(ja).toHaveLength(en.length);
  });

  it('never happened in all of this', () => {
    expect(open.troubles).toEqual([]);
  });
});
