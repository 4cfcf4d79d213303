/** Attempts by people at the desk, each with a session of their own, against the rules of the response. */
import { MESSAGE } from '../sign-in/live-desk.ts';
import { type Attempt, command, request } from './attempt.ts';
import type { Stage } from './stage.ts';

const OTHER = { branch: 'harris', step: 'message' };
const STALE = '0'.repeat(64);

const does =
  (person: string, what: object) =>
  (stage: Stage): Promise<Response> =>
    stage.post(person, '/api/command', what);

const approves =
  (person: string, more: object = {}) =>
  (stage: Stage) =>
    stage.post(person, '/api/command', { do: 'approve', ...MESSAGE, binds: stage.binds, ...more });

/** A release with everything that it takes, as far as the desk lets it come. */
const releases =
  (person: string, more: object = {}) =>
  async (stage: Stage): Promise<Response> => {
    const release = { ...stage.release(), ...more };
    return stage.post(person, '/api/confirm', release);
  };

const TEXT = { subject: { en: 'Mine', ja: '私案' }, body: { en: 'My own text.', ja: '私の文面。' } };

export const BY_RIGHT: readonly Attempt[] = [
  command('a reader approves', 'reader', 'refused-role', /takes an approver/, approves('reader')),
  command('the duty officer approves', 'duty', 'refused-role', /takes an approver/, approves('duty')),
  command('an administrator approves', 'admin', 'refused-role', /takes an approver/, approves('admin')),
  command('an administrator releases', 'admin', 'refused-role', /takes a duty officer/, releases('admin')),
  command(
    'an approver releases',
    'approver-2',
    'refused-role',
    /takes a duty officer/,
    releases('approver-2'),
  ),
  command(
    'a reader holds everything',
    'reader',
    'refused-role',
    /This takes/,
    does('reader', { do: 'hold-all', reason: 'x' }),
  ),
  command(
    'an administrator holds everything',
    'admin',
    'refused-role',
    /This takes/,
    does('admin', { do: 'hold-all', reason: 'x' }),
  ),
  command(
    'an approver writes the text',
    'approver-1',
    'refused-role',
    /takes a drafter/,
    does('approver-1', { do: 'draft', ...MESSAGE, ...TEXT }),
  ),
  command(
    'a reader enters a call',
    'reader',
    'refused-role',
    /This takes/,
    does('reader', { do: 'call', desk: 'AP', contest: 'US', ticket: 'D' }),
  ),
  command(
    'an approver enters a call',
    'approver-1',
    'refused-role',
    /This takes/,
    does('approver-1', { do: 'call', desk: 'AP', contest: 'US', ticket: 'D' }),
  ),
  command(
    'a reader resolves a release',
    'reader',
    'refused-role',
    /takes a duty officer/,
    does('reader', { do: 'resolve', ...MESSAGE, outcome: 'sent', reason: 'x' }),
  ),
  command(
    'a call of a contest that is a word of the language',
    'duty',
    'refused-entry',
    /does not fit/,
    does('duty', { do: 'call', desk: 'AP', contest: 'constructor', ticket: 'R' }),
  ),
  command(
    'a count of a contest that is a word of the language',
    'duty',
    'refused-entry',
    /does not fit/,
    does('duty', {
      do: 'count',
      unit: 'PA',
      contest: 'toString',
      votes: { R: 1 },
      total: 1,
      expectedShare: null,
    }),
  ),
  command(
    'an approver approves a second time',
    'approver-1',
    'refused-approved-complete',
    /all its approvals/,
    approves('approver-1'),
  ),
  command(
    'approving a text that has changed',
    'approver-1',
    'refused-binds',
    /read again/,
    approves('approver-1', { binds: STALE }),
  ),
  command(
    'releasing a text that has changed',
    'duty',
    'refused-binds',
    /read again/,
    releases('duty', { binds: STALE }),
  ),
  command('approving the text of a branch at rest', 'approver-1', 'lack-armed', /not armed/, async (stage) =>
    approves('approver-1', { ...OTHER, binds: await stage.desk.binds(OTHER) })(stage),
  ),
  command('releasing the message to the other candidate', 'duty', 'lack-armed', /not armed/, async (stage) =>
    releases('duty', { ...OTHER, binds: await stage.desk.binds(OTHER) })(stage),
  ),
  command(
    'a step that does not exist',
    'duty',
    'refused-step',
    /no step/,
    releases('duty', { step: '../../etc/passwd' }),
  ),
  command(
    'a branch that is a word of the language',
    'duty',
    'refused-step',
    /no step/,
    releases('duty', { branch: 'constructor' }),
  ),
  command(
    'releasing a text that nobody has approved',
    'duty',
    'refused-approvals',
    /0 of 2/,
    async (stage) => {
      const step = { branch: 'trump', step: 'holding-line' };
      return releases('duty', { ...step, binds: await stage.desk.binds(step) })(stage);
    },
  ),
  command(
    'taking back what has not left',
    'duty',
    'lack-withdrawal-due',
    /Nothing is to be taken back/,
    async (stage) => {
      const step = { branch: 'trump', step: 'message-withdrawal' };
      return releases('duty', { ...step, binds: await stage.desk.binds(step) })(stage);
    },
  ),
  command(
    'marking as done what leaves the house',
    'duty',
    'refused-leaves',
    /must be released/,
    does('duty', { do: 'done', ...MESSAGE }),
  ),
  command(
    'resolving what is known',
    'duty',
    'refused-known',
    /nothing to resolve/,
    does('duty', { do: 'resolve', ...MESSAGE, outcome: 'not-sent', reason: 'x' }),
  ),
  command(
    'stopping what is not on its way',
    'duty',
    'refused-nothing-to-stop',
    /counting down/,
    does('duty', { do: 'stop', ...MESSAGE }),
  ),
  command(
    'taking back another person’s approval',
    'duty',
    'refused-no-own-approval',
    /no approval here/,
    async (stage) => stage.post('duty', '/api/command', { do: 'revoke', ...MESSAGE, binds: stage.binds }),
  ),
  command(
    'striking a record that is none',
    'duty',
    'refused-unknown-record',
    /no entry/,
    does('duty', { do: 'strike', record: 1, reason: 'x' }),
  ),

  command(
    'the same person twice',
    'duty',
    'refused-second-same',
    /somebody else/,
    releases('duty', { second: 'duty' }),
  ),
  command(
    'a second person whom nobody knows',
    'duty',
    'refused-second-unknown',
    /knows nobody/,
    releases('duty', { second: 'nobody' }),
  ),
  command(
    'a reader as the second person',
    'duty',
    'refused-second-role',
    /cannot stand beside/,
    releases('duty', { second: 'reader' }),
  ),
  command(
    'the drafter as the second person',
    'duty',
    'refused-second-role',
    /cannot stand beside/,
    releases('duty', { second: 'drafter' }),
  ),
  command(
    'a second person who is named and not there',
    'duty',
    'refused-second-absent',
    /neither approved .* nor confirmed/,
    releases('duty', { second: 'embassy' }),
  ),
  command(
    'a second person beside a text that has changed',
    'embassy',
    'refused-binds',
    /read again/,
    (stage) => stage.post('embassy', '/api/second', { ...MESSAGE, binds: STALE }),
  ),
  command('a reader stands beside a release', 'reader', 'refused-role', /This takes/, (stage) =>
    stage.post('reader', '/api/second', { ...MESSAGE, binds: stage.binds }),
  ),
  command(
    'standing beside what does not leave',
    'approver-1',
    'refused-stands-alone',
    /does not leave/,
    async (stage) => {
      const step = { branch: 'trump', step: 'call-sheet' };
      return stage.post('approver-1', '/api/second', { ...step, binds: await stage.desk.binds(step) });
    },
  ),

  command('releasing without a passkey', 'duty', 'refused-no-passkey', /takes your passkey/, (stage) =>
    stage.command('duty', stage.release()),
  ),
  request('asking for a passkey for something else', 422, 'unreadable', /takes no passkey/, (stage) =>
    stage.post('duty', '/api/confirm', { do: 'hold-all', reason: 'x' }),
  ),
  request('a passkey that says anything', 403, 'passkey-refused', /does not fit/, (stage) =>
    stage.command('duty', { ...stage.release(), passkey: { id: 'x', response: { clientDataJSON: 'x' } } }),
  ),
  request(
    'a passkey’s answer for another second person',
    403,
    'passkey-refused',
    /does not fit/,
    async (stage) =>
      stage.command('duty', { ...stage.release({ second: 'approver-2' }), passkey: await stage.confirmed() }),
  ),
  request('a passkey’s answer for another step', 403, 'passkey-refused', /does not fit/, async (stage) =>
    stage.command('duty', { ...stage.release({ step: 'line' }), passkey: await stage.confirmed() }),
  ),
  request('a passkey’s answer for another text', 403, 'passkey-refused', /does not fit/, async (stage) =>
    stage.command('duty', { ...stage.release({ binds: STALE }), passkey: await stage.confirmed() }),
  ),
  request('a passkey’s answer given to another site', 403, 'passkey-refused', /does not fit/, async (stage) =>
    stage.command('duty', {
      ...stage.release(),
      passkey: await stage.confirmed(undefined, { origin: 'https://1ocalhost.example' }),
    }),
  ),
  request('a passkey’s answer for another name', 403, 'passkey-refused', /does not fit/, async (stage) =>
    stage.command('duty', {
      ...stage.release(),
      passkey: await stage.confirmed(undefined, { rpId: 'evil.example' }),
    }),
  ),
  request('a passkey without its owner’s finger', 403, 'passkey-refused', /does not fit/, async (stage) =>
    stage.command('duty', {
      ...stage.release(),
      passkey: await stage.confirmed(undefined, { unverified: true }),
    }),
  ),
  request(
    'a registration in place of a confirmation',
    403,
    'passkey-refused',
    /does not fit/,
    async (stage) =>
      stage.command('duty', {
        ...stage.release(),
        passkey: await stage.confirmed(undefined, { type: 'webauthn.create' }),
      }),
  ),
  request('the answer of another person’s passkey', 403, 'passkey-refused', /does not fit/, async (stage) => {
    const { Authenticator } = await import('../sign-in/authenticator.ts');
    const theirs = new Authenticator(stage.desk.address);
    await stage.addPasskey('approver-1', theirs);
    return stage.command('duty', {
      ...stage.release(),
      passkey: await stage.confirmed(undefined, {}, theirs),
    });
  }),
  request(
    'an answer that was asked for in another session',
    403,
    'passkey-refused',
    /does not fit/,
    async (stage) => {
      const passkey = await stage.confirmed();
      const elsewhere = await stage.desk.sessionOf('duty');
      return stage.desk.post('/api/command', { ...stage.release(), passkey }, elsewhere);
    },
  ),
  request('an answer that was refused before', 403, 'passkey-refused', /does not fit/, async (stage) => {
    const passkey = await stage.confirmed();
    await stage.command('duty', { ...stage.release({ second: 'approver-2' }), passkey });
    stage.forgetRefusals();
    return stage.command('duty', { ...stage.release(), passkey });
  }),
];
