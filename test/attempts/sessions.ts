/** Attempts with sessions that are none, and with passkeys of others. */
import { Authenticator } from '../sign-in/authenticator.ts';
import { type Attempt, request } from './attempt.ts';
import { ADDRESS, type Stage } from './stage.ts';

const read =
  (cookie: (stage: Stage) => string | null, headers: Record<string, string> = {}) =>
  (stage: Stage) =>
    stage.desk.get('/api/desk', cookie(stage), headers);

async function stolen(stage: Stage): Promise<number> {
  const { sessions } = (await (
    await stage.desk.get('/api/account', stage.cookies['approver-2']!)
  ).json()) as {
    sessions: { number: number }[];
  };
  return sessions[0]!.number;
}

export const BY_SESSION: readonly Attempt[] = [
  request(
    'the view without a session',
    401,
    'not-signed-in',
    /sign in/,
    read(() => null),
  ),
  request('the stream without a session', 401, 'not-signed-in', /sign in/, (stage) =>
    stage.desk.get('/api/events', null),
  ),
  request('a command without a session', 401, 'not-signed-in', /sign in/, (stage) =>
    stage.desk.post('/api/command', stage.release(), null),
  ),
  request('a document without a session', 401, 'not-signed-in', /sign in/, (stage) =>
    stage.desk.get('/api/documents/trump/message.en.txt', null),
  ),
  request(
    'the cookie of the rehearsal’s switcher',
    401,
    'not-signed-in',
    /sign in/,
    read(() => 'firstcall_person=approver-1'),
  ),
  request(
    'a role in a header',
    401,
    'not-signed-in',
    /sign in/,
    read(() => null, { 'x-forwarded-user': 'duty', 'x-remote-user': 'duty', 'x-role': 'administrator' }),
  ),
  request(
    'a bearer token',
    401,
    'not-signed-in',
    /sign in/,
    read(() => null, { authorization: 'Bearer duty' }),
  ),
  request('a session in the address', 401, 'not-signed-in', /sign in/, (stage) =>
    stage.desk.get(`/api/desk?${stage.cookies['duty']!}`, null),
  ),
  request(
    'an invented session',
    401,
    'session-unknown',
    /not known here/,
    read(() => `firstcall_session=${'A'.repeat(43)}`),
  ),
  request(
    'a session of the wrong shape',
    401,
    'session-unknown',
    /not known here/,
    read(() => "firstcall_session=' or 1=1 --"),
  ),
  request(
    'a session with one letter changed',
    401,
    'session-unknown',
    /not known here/,
    read(({ cookies }) => cookies['duty']!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))),
  ),
  request(
    'the hash of a session, as the table has it',
    401,
    'session-unknown',
    /not known here/,
    async (stage) => {
      const { rows } = await stage.desk.database.pool.query<{ token_hash: string }>(
        "select token_hash from sessions where desk = $1 and person = 'duty'",
        [stage.desk.name],
      );
      return stage.desk.get('/api/desk', `firstcall_session=${rows[0]!.token_hash}`);
    },
  ),
  request('a session after its person signed out', 401, 'session-ended', /ended/, async (stage) => {
    const cookie = await stage.desk.sessionOf('press');
    await stage.desk.post('/api/account', { do: 'sign-out' }, cookie);
    return stage.desk.get('/api/desk', cookie);
  }),
  request(
    'a command in a session that the administrator ended',
    401,
    'session-ended',
    /ended/,
    async (stage) => {
      const { session, cookie } = await stage.desk.signIn.start('approver-1', 'a test');
      await stage.post('admin', '/api/account', { do: 'end', session });
      return stage.desk.post('/api/command', { do: 'hold-all', reason: 'x' }, cookie.split(';')[0]!);
    },
  ),
  request('ending a colleague’s session', 403, 'not-administrator', /administrator/, async (stage) =>
    stage.post('reader', '/api/account', { do: 'end', session: await stolen(stage) }),
  ),
  request('ending everybody’s sessions', 403, 'not-administrator', /administrator/, (stage) =>
    stage.post('drafter', '/api/account', { do: 'end-all', whose: 'everyone' }),
  ),
  request('removing another person’s passkey', 409, 'no-such-passkey', /no such passkey/, async (stage) => {
    const [passkey] = await stage.desk.signIn.passkeys.store.of('duty');
    return stage.post('admin', '/api/passkey', { do: 'remove', passkey: passkey!.number });
  }),
  request('a passkey made for another site', 403, 'passkey-refused', /does not fit/, (stage) =>
    stage.addPasskey('press', new Authenticator('https://evil.example')),
  ),
  request('a passkey made without its owner’s finger', 403, 'passkey-refused', /does not fit/, (stage) =>
    stage.addPasskey('press', new Authenticator(ADDRESS), { unverified: true }),
  ),
  request('a passkey for a challenge that nobody posed', 403, 'passkey-refused', /does not fit/, (stage) =>
    stage.addPasskey('press', new Authenticator(ADDRESS), { challenge: 'x'.repeat(43) }),
  ),
  request('the passkey of somebody else as one’s own', 403, 'passkey-refused', /does not fit/, (stage) =>
    stage.addPasskey('press', stage.key),
  ),
  request('a sign-in that nobody began', 303, 'sign-in-stale', /^$/, (stage) =>
    stage.desk.get('/sign-in/return?code=x&state=y', null),
  ),
  request('a sign-in with an invented beginning', 303, 'sign-in-stale', /^$/, (stage) =>
    stage.desk.get('/sign-in/return?code=x&state=y', `firstcall_sign_in=${'A'.repeat(43)}`),
  ),
];
