/**
 * Ways round the rules: what is tried, how it is refused, and that a record of it exists.
 *
 * Each row is somebody at a desk, beside it, or far away. None may get through: the journal must afterwards hold the
 * attempt, and neither an order to release nor a letter.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bake } from '../../src/brief/bake.ts';
import { HOUR, MINUTE, SECOND } from '../../src/election/instant.ts';
import { dropLetter } from '../../src/outbox/file-drop.ts';
import { createApp } from '../../src/server/app.ts';
import { onePersonSession } from '../../src/server/session.ts';
import { openJournal } from '../../src/store/journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { GATE_OPENS } from '../desk/embedded-night.ts';
import {
  type Lived,
  livedNight,
  MESSAGE,
  type OwnDatabase,
  ownDatabase,
  PATIENCE,
  SITE,
  setUpAs,
} from '../sign-in/live-desk.ts';
import { type DeskRole, deskRole } from '../store/desk-role.ts';
import { type Attempt, command, request } from './attempt.ts';
import { BY_REQUEST } from './requests.ts';
import { BY_RIGHT } from './rights.ts';
import { BY_SESSION } from './sessions.ts';
import { Stage, type StageOptions } from './stage.ts';

let lived: Lived;
let database: OwnDatabase;
let shared: Stage;

beforeAll(async () => {
  [lived, database] = await Promise.all([livedNight(), ownDatabase()]);
  shared = await Stage.open({ lived, database });
});

afterAll(async () => {
  await shared?.desk.close();
  await database?.drop();
});

async function ownStage(options: Partial<StageOptions> = {}, approvers?: string[]): Promise<Stage> {
  const stage = await Stage.open({ lived, database, ...options }, approvers);
  onTestFinished(() => stage.desk.close());
  return stage;
}

/** Makes the attempt and looks at everything that must follow. */
async function expectRefused(stage: Stage, { by, status, says, record }: Attempt): Promise<void> {
  stage.forgetRefusals();
  const before = (await stage.desk.house.desk.journal.head()).seq;
  const letters = await stage.desk.letters();
  const answer = await by(stage);
  const text = await answer.text();
  const { reason = text } = answer.headers.get('content-type')?.includes('json')
    ? (JSON.parse(text) as { reason?: string })
    : {};
  expect(reason).toMatch(says);
  expect(answer.status).toBe(status);
  await expect
    .poll(async () => (await stage.desk.records(record.kind)).filter(({ seq }) => seq > before), PATIENCE)
    .toContainEqual(expect.objectContaining(expected(record)));
  const after = (await stage.desk.records()).filter(({ seq }) => seq > before);
  expect(after.filter(({ kind }) => kind === 'release-ordered' || kind === 'stepped-up')).toEqual([]);
  expect(await stage.desk.letters()).toEqual(letters);
}

function expected({ kind, data, by }: Attempt['record']) {
  const nested = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'object' ? expect.objectContaining(value) : value,
    ]),
  );
  return { kind, ...(by === undefined ? {} : { by }), data: expect.objectContaining(nested) };
}

describe('a request that no page of the desk sends', () => {
  it.each(BY_REQUEST)('$what', (attempt) => expectRefused(shared, attempt));
});

describe('a session or passkey that is not one’s own', () => {
  it.each(BY_SESSION)('$what', (attempt) => expectRefused(shared, attempt));
});

describe('a person who may not', () => {
  it.each(BY_RIGHT)('$what', (attempt) => expectRefused(shared, attempt));
});

describe('time', () => {
  const timed: readonly (Attempt & { readonly after: number })[] = [
    {
      after: 61 * MINUTE,
      ...request('a session that nobody touched for an hour', 401, 'session-idle', /too long/, (stage) =>
        stage.desk.get('/api/desk', stage.cookies['duty']!),
      ),
    },
    {
      after: 11 * MINUTE,
      ...request(
        'a passkey added in a session that was stolen later',
        403,
        'sign-in-not-fresh',
        /within ten minutes/,
        (stage) => stage.post('duty', '/api/passkey', { do: 'begin' }),
      ),
    },
    {
      after: 11 * MINUTE,
      ...command(
        'a second person who approved long ago',
        'duty',
        'refused-second-absent',
        /ten minutes/,
        (stage) => stage.post('duty', '/api/confirm', stage.release()),
      ),
    },
    {
      after: 121 * MINUTE,
      ...command('approvals that have expired', 'duty', 'refused-approvals', /0 of 2/, async (stage) =>
        stage.desk.post('/api/confirm', stage.release(), await stage.desk.sessionOf('duty')),
      ),
    },
  ];

  it.each(timed)('$what', async ({ after, ...attempt }) => {
    const stage = await ownStage();
    await stage.desk.pass(after);
    await expectRefused(stage, attempt);
  });

  it('a session longer than a day’s work', async () => {
    const stage = await ownStage();
    for (let hours = 0; hours < 13; hours++) {
      await stage.post('press', '/api/account', { do: 'seen' });
      await stage.desk.pass(0.95 * HOUR);
    }
    await expectRefused(
      stage,
      request('', 401, 'session-over', /as long as a session may/, () =>
        stage.desk.get('/api/desk', stage.cookies['press']!),
      ),
    );
  });

  it('a passkey’s answer that lay about for three minutes', async () => {
    const stage = await ownStage();
    const passkey = await stage.confirmed();
    await stage.desk.pass(3 * MINUTE);
    await expectRefused(
      stage,
      request('', 403, 'passkey-refused', /does not fit/, () =>
        stage.command('duty', { ...stage.release(), passkey }),
      ),
    );
  });

  it('a release before the gate opens, and a gate opened by one person alone', async () => {
    const early = await livedNight(GATE_OPENS - 10 * MINUTE);
    const stage = await ownStage({ lived: early });
    const override = { do: 'override', ...MESSAGE, binds: stage.binds, reason: 'asked for by the minister' };
    await expectRefused(
      stage,
      command('', 'duty', 'refused-no-passkey', /takes your passkey/, () =>
        stage.post('duty', '/api/command', override),
      ),
    );
    const options = await (await stage.post('duty', '/api/confirm', override)).json();
    const passkey = stage.key.confirm(options as { challenge: string });
    const other = { ...override, reason: 'another reason' };
    await expectRefused(
      stage,
      request('', 403, 'passkey-refused', /does not fit/, () =>
        stage.post('duty', '/api/command', { ...other, passkey }),
      ),
    );
    const again = await (await stage.post('duty', '/api/confirm', override)).json();
    const opened = await stage.post('duty', '/api/command', {
      ...override,
      passkey: stage.key.confirm(again as { challenge: string }),
    });
    expect(opened.status).toBe(200);
    await expectRefused(
      stage,
      command('', 'duty', 'refused-override-twice', /another person must/, () =>
        stage.post('duty', '/api/confirm', override),
      ),
    );
    await expectRefused(
      stage,
      command('', 'duty', 'lack-act-until', /permits a congratulation from/, () =>
        stage.post('duty', '/api/confirm', stage.release()),
      ),
    );
  });
});

describe('what changed meanwhile', () => {
  it('a text changed after its approvals', async () => {
    const stage = await ownStage();
    const text = { subject: { en: 'Changed', ja: '変更' }, body: { en: 'Changed.', ja: '変更。' } };
    expect((await stage.post('drafter', '/api/command', { do: 'draft', ...MESSAGE, ...text })).status).toBe(
      200,
    );
    const binds = await stage.desk.binds();
    await expectRefused(
      stage,
      command('', 'duty', 'refused-approvals', /0 of 2/, () =>
        stage.post('duty', '/api/confirm', stage.release({ binds })),
      ),
    );
    await expectRefused(
      stage,
      command('', 'duty', 'refused-binds', /read again/, () =>
        stage.post('duty', '/api/confirm', stage.release()),
      ),
    );
  });

  it('recipients changed after the text was read', async () => {
    const other = setUpAs(lived, {
      playbook: ['Transition office of Mr. Trump', 'Another office of Mr. Trump'],
    });
    const stage = await ownStage({ lived: other }, []);
    const answer = command('', 'approver-1', 'refused-binds', /recipients have changed/, () =>
      stage.post('approver-1', '/api/command', { do: 'approve', ...MESSAGE, binds: shared.binds }),
    );
    await expectRefused(stage, answer);
  });

  it('an approval that was taken back', async () => {
    const stage = await ownStage();
    await stage.command('approver-2', { do: 'revoke', ...MESSAGE, binds: stage.binds });
    await expectRefused(
      stage,
      command('', 'duty', 'refused-approvals', /1 of 2/, () =>
        stage.post('duty', '/api/confirm', stage.release()),
      ),
    );
  });

  it('an approval taken back between passkey and release', async () => {
    const stage = await ownStage();
    const passkey = await stage.confirmed();
    await stage.command('approver-2', { do: 'revoke', ...MESSAGE, binds: stage.binds });
    await expectRefused(
      stage,
      command('', 'duty', 'refused-approvals', /1 of 2/, () =>
        stage.command('duty', { ...stage.release(), passkey }),
      ),
    );
  });

  it('a hold in force', async () => {
    const stage = await ownStage();
    await stage.command('press', { do: 'hold-all', reason: 'a rumour' });
    await expectRefused(
      stage,
      command('', 'duty', 'lack-held-all', /holds everything: a rumour/, () =>
        stage.post('duty', '/api/confirm', stage.release()),
      ),
    );
    await expectRefused(
      stage,
      command('', 'drafter', 'refused-role', /This takes/, () =>
        stage.command('drafter', { do: 'lift-hold', reason: 'x' }),
      ),
    );
  });

  it('a person who was struck from the list', async () => {
    const stage = await ownStage({}, []);
    const without = await ownStage(
      { name: stage.desk.name, people: ['duty', 'approver-2', 'admin'] },
      [],
    ).catch((error: Error) => error);
    expect(without).toBeInstanceOf(Stage);
    await expectRefused(
      without as Stage,
      request('', 401, 'person-removed', /no longer among the people/, (other) =>
        other.desk.post(
          '/api/command',
          { do: 'approve', ...MESSAGE, binds: other.binds },
          stage.cookies['approver-1']!,
        ),
      ),
    );
  });

  it('a person who wrote the text approves it, having both roles', async () => {
    const both = setUpAs(lived, { people: ['roles: [drafter]', 'roles: [drafter, approver]'] });
    const stage = await ownStage({ lived: both });
    const text = { subject: { en: 'Mine', ja: '私案' }, body: { en: 'Mine.', ja: '私案。' } };
    await stage.post('drafter', '/api/command', { do: 'draft', ...MESSAGE, ...text });
    const binds = await stage.desk.binds();
    await expectRefused(
      stage,
      command('', 'drafter', 'refused-drafter', /cannot approve/, () =>
        stage.command('drafter', { do: 'approve', ...MESSAGE, binds }),
      ),
    );
  });
});

describe('once more', () => {
  it('a passkey’s answer that was used before', async () => {
    const stage = await ownStage();
    const passkey = await stage.confirmed();
    expect((await stage.command('duty', { ...stage.release(), passkey })).status).toBe(200);
    expect((await stage.command('duty', { do: 'stop', ...MESSAGE })).status).toBe(200);
    await expectRefused(
      stage,
      request('', 403, 'passkey-refused', /does not fit/, () =>
        stage.command('duty', { ...stage.release(), passkey }),
      ),
    );
  });

  it('a copy of the passkey, whose counter stands behind', async () => {
    const stage = await ownStage();
    await stage.ordered();
    await stage.command('duty', { do: 'stop', ...MESSAGE });
    const passkey = await stage.confirmed(stage.release(), { counter: 1 });
    await expectRefused(
      stage,
      request('', 403, 'passkey-refused', /does not fit/, () =>
        stage.command('duty', { ...stage.release(), passkey }),
      ),
    );
  });

  it('two browsers release in the same moment: one letter', async () => {
    const stage = await ownStage();
    const [first, second] = [await stage.confirmed(), await stage.confirmed()];
    const answers = await Promise.all(
      [first, second].map((passkey) => stage.command('duty', { ...stage.release(), passkey })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    await stage.desk.pass(11 * SECOND);
    await expect.poll(() => stage.desk.letters(), PATIENCE).toHaveLength(1);
    expect(await stage.desk.records('release-ordered')).toHaveLength(1);
    // Whichever came second is told of: it found the countdown, or its key's counter used up.
    const refused = await Promise.all(['denied', 'refused-request'].map((kind) => stage.desk.records(kind)));
    expect(refused.flat()).toHaveLength(1);
  });

  it('a second release of what has left', async () => {
    const stage = await ownStage();
    await stage.ordered();
    await stage.desk.pass(11 * SECOND);
    await expect.poll(() => stage.desk.letters(), PATIENCE).toHaveLength(1);
    await expectRefused(
      stage,
      command('', 'duty', 'refused-left', /already been released/, () =>
        stage.post('duty', '/api/confirm', stage.release()),
      ),
    );
  });

  it('a stop that comes when the letter is on its way', async () => {
    const stage = await ownStage();
    await stage.ordered();
    const [, stopped] = await Promise.all([
      stage.desk.pass(11 * SECOND),
      stage.command('press', { do: 'stop', ...MESSAGE }),
    ]);
    expect(stopped.status).toBe(403);
    await expect.poll(() => stage.desk.letters(), PATIENCE).toHaveLength(1);
    expect(await stage.desk.records('denied')).toMatchObject([
      { by: 'person:press', data: { why: { key: 'refused-nothing-to-stop' } } },
    ]);
  });

  it('a stop in time: nothing leaves', async () => {
    const stage = await ownStage();
    await stage.ordered();
    await stage.desk.pass(9 * SECOND);
    expect((await stage.command('press', { do: 'stop', ...MESSAGE })).status).toBe(200);
    await stage.desk.pass(MINUTE);
    expect(await stage.desk.letters()).toEqual([]);
    expect(await stage.desk.records('release-stopped')).toHaveLength(1);
  });
});

describe('what is marked', () => {
  it('is not read by those below it, in the journal either', async () => {
    const stage = await ownStage();
    const met = {
      do: 'engagement',
      contact: 'r-transition',
      at: null,
      channel: 'state',
      by: 'Embassy officer',
      said: 'What nobody else may read',
      line: { en: 'A courtesy call.', ja: '表敬。' },
      followUp: null,
      marking: 'secret',
    };
    const entered = await stage.post('duty', '/api/command', met);
    expect([entered.status, await entered.text()]).toEqual([200, expect.any(String)]);
    const journalOf = async (person: string) =>
      (await stage.desk.get('/api/journal?kind=engagement', stage.cookies[person]!)).text();
    expect(await journalOf('duty')).toContain('What nobody else may read');
    for (const person of ['reader', 'admin', 'press', 'drafter']) {
      expect(await journalOf(person)).not.toContain('What nobody else may read');
      expect(await journalOf(person)).toContain('Marked above what you may read.');
      expect(await (await stage.desk.get('/api/desk', stage.cookies[person]!)).text()).not.toContain(
        'nobody else may read',
      );
    }
  });

  const CALL_SHEET = { branch: 'trump', step: 'call-sheet' };
  const FILES = [
    '/api/documents/trump/call-sheet.en.html',
    '/api/versions/trump/call-sheet',
    '/api/pack/plan.en.html',
  ];

  it.each(FILES)('is no file for those below it: %s', async (path) => {
    for (const person of ['reader', 'admin', 'press'])
      await expectRefused(
        shared,
        request('', 403, 'above-marking', /above what you may read/, (stage) =>
          stage.desk.get(path, stage.cookies[person]!),
        ),
      );
    expect((await shared.desk.get(path, shared.cookies['drafter']!)).status).toBe(200);
  });

  it('is no text on the page of those below it, nor in the journal when it is drafted', async () => {
    const stage = await ownStage();
    const text = {
      subject: { en: 'Sheet', ja: '資料' },
      body: { en: 'Only for the call.', ja: '会談限り。' },
    };
    const drafted = await stage.post('drafter', '/api/command', { do: 'draft', ...CALL_SHEET, ...text });
    expect(drafted.status).toBe(200);
    const seen = async (person: string) =>
      Promise.all(
        ['/api/desk', '/api/journal?kind=drafted'].map(async (path) =>
          (await stage.desk.get(path, stage.cookies[person]!)).text(),
        ),
      );
    for (const text of await seen('duty')) expect(text).toContain('Only for the call.');
    for (const person of ['reader', 'admin', 'press'])
      for (const text of await seen(person)) expect(text).not.toContain('Only for the call.');
  });

  it('cannot be entered by those below it', async () => {
    const stage = await ownStage();
    const met = {
      do: 'engagement',
      contact: 'r-transition',
      at: null,
      channel: 'state',
      by: 'Press',
      said: 'x',
      line: { en: 'x', ja: 'x' },
      followUp: null,
      marking: 'secret',
    };
    await expectRefused(
      stage,
      command('', 'press', 'refused-role', /This takes/, () => stage.post('press', '/api/command', met)),
    );
  });
});

describe('the desk’s own database role', () => {
  const STATEMENTS = [
    ["update records set body = replace(body, 'approver-1', 'approver-2')", /permission denied/],
    ['delete from records where seq > 10', /permission denied/],
    ['truncate records', /permission denied/],
    ['alter table records disable trigger all', /must be owner/],
    ['drop table records', /must be owner/],
  ] as const;

  let desk: DeskRole;

  beforeAll(async () => {
    desk = await deskRole(database);
    const journal = await openJournal(desk.database, 'of-the-desk');
    await journal.append(lived.drafts.slice(0, 20), 0);
  });

  afterAll(() => desk?.drop());

  it.each(STATEMENTS)('%s', async (statement, says) => {
    await expect(desk.database.pool.query(statement)).rejects.toThrow(says);
    const journal = await openJournal(desk.database, 'of-the-desk');
    expect(await verifyJournal(journal)).toMatchObject({ records: 20, problemCount: 0 });
    // The journal cannot tell of it; the database's own log does, with the role.
    const { rows } = await database.pool.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    );
    const log = await readFile(join(dirname(rows[0]!.folder), 'server.log'), 'utf8');
    expect(log.slice(log.indexOf(`${desk.role}@`))).toContain(statement);
  });

  it('writes a record by hand: verification finds it', async () => {
    const stage = await ownStage({ journal: await openJournal(database, 'by-hand') });
    const { seq, hash } = await stage.desk.house.desk.journal.head();
    const body = JSON.stringify({
      at: '2024-11-06T11:40:00Z',
      by: 'person:approver-2',
      data: {},
      kind: 'approved',
      prev: hash,
      seq: seq + 1,
    });
    await database.pool.query(
      `insert into records (journal, seq, at, kind, body, hash)
       select id, $1, $2, 'approved', $3, $4 from journals where name = 'by-hand'`,
      [seq + 1, '2024-11-06T11:40:00Z', body, 'f'.repeat(64)],
    );
    const found = await verifyJournal(await openJournal(database, 'by-hand'));
    expect(found.problems).toEqual([
      { seq: seq + 1, reason: 'the hash is not that of the record: it was changed' },
    ]);
  });
});

describe('a live desk at which nobody signs in', () => {
  it('lets nothing out, whatever was approved', async () => {
    const stage = await ownStage();
    const { desk } = stage;
    const alone = createApp({
      house: () => desk.house,
      startOver: () => Promise.reject(new Error('live')),
      session: onePersonSession('duty', () => undefined),
      files: new Map(),
      site: SITE,
    });
    await expectRefused(
      stage,
      command('', 'duty', 'refused-alone', /without sign-in nothing can leave/, async () =>
        alone.fetch(
          new Request('http://localhost:4600/api/command', {
            method: 'POST',
            body: JSON.stringify(stage.release()),
            headers: { 'x-firstcall': 'desk', 'content-type': 'application/json' },
          }),
        ),
      ),
    );
  });
});

describe('the folders', () => {
  it('pages of a rehearsal do not come to stand among live ones', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'firstcall-live-pages-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'published.json'), '{"mode":"live","files":[]}');
    const rehearsed = { facts: { rehearsal: { title: { en: 'A rehearsal', ja: '演習' } } } };
    await expect(bake(rehearsed as never, { outDir: folder, render: {} as never })).rejects.toThrow(
      /holds live pages; pages of a rehearsal need a folder of their own/,
    );
    expect(await readdir(folder)).toEqual(['published.json']);
  });

  it('a letter does not leave the drop by its key', async () => {
    const stage = await ownStage({}, []);
    const sent = await dropLetter(stage.desk.outbox, { key: '../../outside', name: 'letter.txt', text: 'x' });
    expect(sent).toEqual({ kind: 'failed', reason: expect.stringContaining('outside the drop') });
  });
});
