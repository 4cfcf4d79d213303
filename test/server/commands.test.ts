import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import { OpenHouse } from './open-house.ts';

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T10:41:00Z' });
});

afterAll(() => open.close());

const CALL = { do: 'call', desk: 'AP', contest: 'PA', ticket: 'R' } as const;
const STEP = { branch: 'trump', step: 'message' } as const;

async function reasonOf(response: Response): Promise<string> {
  return ((await response.json()) as { reason: string }).reason;
}

async function newest(): Promise<JournalRecord> {
  const { journal } = open.house.desk;
  const { seq } = await journal.head();
  for await (const record of journal.read({ after: seq - 1 })) return record;
  throw new Error('an empty journal');
}

describe('a request that is no command', () => {
  const refused: [name: string, body: unknown, place: RegExp][] = [
    ['is no JSON', '{"do":', /^the request: /],
    ['is nothing', null, /^the request: /],
    ['names no act', { desk: 'AP' }, /^do: /],
    ['names an unknown act', { do: 'launch' }, /^do: /],
    ['has a field too many', { ...CALL, force: true }, /"force"/],
    ['lacks a field', { do: 'call', desk: 'AP', contest: 'PA' }, /^ticket: /],
    ['has an empty name', { ...CALL, desk: '' }, /^desk: /],
    ['has a moment that is none', { ...CALL, saidAt: 'tonight' }, /^saidAt: /],
    ['has a local time', { ...CALL, saidAt: '2024-11-06T19:34:00+09:00' }, /^saidAt: /],
    ['strikes without a reason', { do: 'strike', record: 7, reason: '  ' }, /^reason: say why/],
    ['strikes no record', { do: 'strike', record: -1, reason: 'typo' }, /^record: /],
    [
      'counts a fraction of a vote',
      { do: 'count', unit: 'PA', contest: 'PA', votes: { D: 1.5, R: 1 }, total: 3, expectedShare: null },
      /^votes\.D: /,
    ],
    [
      'counts more than all of the expected vote',
      { do: 'count', unit: 'PA', contest: 'PA', votes: { D: 1, R: 1 }, total: 2, expectedShare: 1.2 },
      /^expectedShare: /,
    ],
    [
      'drafts in a third language',
      { do: 'draft', ...STEP, subject: { en: 'a', ja: 'b', fr: 'c' }, body: { en: 'a', ja: 'b' } },
      /^subject: .*"fr"/,
    ],
    ['approves without saying what', { do: 'approve', ...STEP }, /^binds: /],
    ['releases alone', { do: 'release', ...STEP, binds: 'x' }, /^second: /],
    ['holds a window in text', { do: 'hold-window', from: 'now', to: 1 }, /^from: /],
    ['writes a novel as reason', { do: 'hold-all', reason: 'x'.repeat(3_000) }, /^reason: /],
  ];

  it.each(refused)('%s: refused with the place, which is all that is recorded', async (_, body, place) => {
    open.house.refusals.close();
    const { seq } = await open.house.desk.journal.head();
    const response = await open.post('/api/command', body);
    expect(response.status).toBe(422);
    expect(await reasonOf(response)).toMatch(place);
    const kinds: string[] = [];
    for await (const { kind } of open.house.desk.journal.read({ after: seq })) kinds.push(kind);
    expect(kinds).toEqual(['refused-request']);
  });
});

describe('a command that may not be done', () => {
  it('is refused with the reason in the language asked for, and the refusal is a record with its author', async () => {
    const refusal = await open.command(CALL, { person: 'reader', lang: 'en' });
    expect(refusal.status).toBe(403);
    const english = await reasonOf(refusal);
    const record = await newest();
    expect(record).toMatchObject({
      kind: 'denied',
      by: 'person:reader',
      data: { command: 'call', why: { key: 'refused-role' } },
    });
    const japanese = await reasonOf(await open.command(CALL, { person: 'reader', lang: 'ja' }));
    expect(english).toMatch(/^[\x20-\x7e“”’]+$/);
    expect(japanese).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    expect((await open.view()).events[0]).toMatchObject({
      record: 'denied',
      text: expect.stringContaining('Reader'),
    });
  });

  it.each([
    ['a contest of another election', { ...CALL, contest: 'XX' }, 'refused-unknown-name'],
    ['a ticket nobody stands on', { ...CALL, ticket: 'G' }, 'refused-unknown-name'],
    ['a desk that belongs to no group', { ...CALL, desk: 'Somebody' }, 'refused-unknown-name'],
    ['a call said tomorrow', { ...CALL, saidAt: '2024-11-07T10:00:00Z' }, 'refused-entry'],
    ['a record that cannot be struck', { do: 'strike', record: 1, reason: 'typo' }, 'refused-unknown-record'],
    [
      'a report that does not wait',
      { do: 'decide-report', record: 50, decision: 'accept', reason: 'seen' },
      'refused-not-waiting',
    ],
    [
      'a count with votes of a stranger',
      { do: 'count', unit: 'PA', contest: 'PA', votes: { D: 1, R: 1, X: 5 }, total: 9, expectedShare: null },
      'refused-entry',
    ],
    ['an unknown step', { do: 'stop', branch: 'trump', step: 'parade' }, 'refused-step'],
    [
      'content nobody has read',
      { do: 'release', ...STEP, binds: 'x', second: 'approver-1' },
      'refused-binds',
    ],
    ['a talk that does not run', { do: 'talk-ended' }, 'refused-no-talk'],
  ] as const)('%s', async (_, command, key) => {
    const response = await open.command(command);
    expect(response.status).toBe(403);
    expect(await reasonOf(response)).not.toMatch(/refused-|undefined/);
    expect((await newest()).data).toMatchObject({ why: { key } });
  });

  it('without a change of verdict, contests or board: a refusal is only told', async () => {
    const before = await open.view();
    await open.command(CALL, { person: 'admin' });
    const after = await open.view();
    expect(after).toEqual({ ...before, seq: after.seq, hash: after.hash, events: after.events });
    expect(after.seq).toBe(before.seq + 1);
  });
});

describe('a command that may be done', () => {
  it('is a record with author and time, and stands in the view at once', async () => {
    const response = await open.command(
      { ...CALL, contest: 'NV', saidAt: '2024-11-06T10:40:00Z' },
      { person: 'press' },
    );
    expect(response.status).toBe(200);
    const { seq } = (await response.json()) as { seq: number };
    const view = await open.view();
    expect(view.seq).toBe(seq);
    const mark = view.contests.find(({ id }) => id === 'NV')!.calls.find(({ desk }) => desk === 'AP')!;
    expect(mark).toMatchObject({ ticket: 'R', at: parseInstant('2024-11-06T10:40:00Z') });
    for await (const record of open.house.desk.journal.read({ after: mark.record - 1, upTo: mark.record })) {
      expect(record).toMatchObject({
        kind: 'call',
        by: 'person:press',
        at: parseInstant('2024-11-06T10:41:00Z'),
      });
    }
  });

  it('can be corrected in one act: struck, and entered anew', async () => {
    const calls = async () => (await open.view()).contests.find(({ id }) => id === 'NV')!.calls;
    const { record } = (await calls()).find(({ desk }) => desk === 'AP')!;
    const as = { ...CALL, contest: 'NV', saidAt: '2024-11-06T10:38:00Z' };
    const before = (await open.view()).seq;
    const wrong = { do: 'correct', record, reason: 'the minute', as: { ...as, ticket: 'G' } } as const;
    expect((await open.command(wrong)).status).toBe(403);
    expect((await calls()).find(({ desk }) => desk === 'AP')!.record).toBe(record);
    expect((await open.command({ ...wrong, as })).status).toBe(200);
    const { ticket, at } = (await calls()).find(({ desk }) => desk === 'AP')!;
    expect({ ticket, at }).toEqual({ ticket: 'R', at: parseInstant(as.saidAt) });
    const kinds: string[] = [];
    for await (const { kind } of open.house.desk.journal.read({ after: before })) kinds.push(kind);
    expect(kinds.filter((kind) => kind === 'struck' || kind === 'call')).toEqual(['struck', 'call']);
  });

  it('may be a step of the law: a stay holds everything until it is lifted', async () => {
    const step = { kind: 'court', by: 'a court', scope: 'US', ticket: null } as const;
    const standing = async () => (await open.view()).standing;
    const before = await standing();
    expect((await open.command({ do: 'fact', fact: { ...step, effect: 'stay' } })).status).toBe(200);
    expect(await standing()).toBe('hold');
    expect((await open.command({ do: 'fact', fact: { ...step, effect: 'stay-lifted' } })).status).toBe(200);
    expect(await standing()).toBe(before);
    const nowhere = await open.command({ do: 'fact', fact: { ...step, scope: 'XX', effect: 'stay' } });
    expect(nowhere.status).toBe(403);
  });

  it('can be struck again by its record', async () => {
    const nevada = async () => (await open.view()).contests.find(({ id }) => id === 'NV')!;
    const { record } = (await nevada()).calls.find(({ desk }) => desk === 'AP')!;
    const strike = await open.command({ do: 'strike', record, reason: 'another state was meant' });
    expect(strike.status).toBe(200);
    expect((await nevada()).calls.filter(({ desk }) => desk === 'AP')).toEqual([]);
    const again = await open.command({ do: 'strike', record, reason: 'twice' });
    expect(again.status).toBe(403);
  });

  it('holds everything, says who and why, and lifts it', async () => {
    await open.command({ do: 'hold-all', reason: 'wait for the ambassador' });
    expect((await open.view({ lang: 'ja' })).heldAll).toMatchObject({
      by: '当直官',
      reason: 'wait for the ambassador',
    });
    expect((await open.command({ do: 'hold-all', reason: 'mine' }, { person: 'press' })).status).toBe(403);
    await open.command({ do: 'lift-hold', reason: 'spoken to' }, { person: 'approver-1' });
    expect((await open.view()).heldAll).toBeNull();
  });

  it('holds a telephone window and frees it', async () => {
    const [window] = (await open.view()).windows;
    const span = { from: window!.from, to: window!.to };
    expect((await open.command({ do: 'hold-window', ...span })).status).toBe(200);
    expect((await open.view()).windows[0]).toMatchObject({ held: true });
    expect((await open.command({ do: 'hold-window', ...span })).status).toBe(403);
    expect((await open.command({ do: 'free-window', ...span })).status).toBe(200);
    expect((await open.view()).windows[0]).toMatchObject({ held: false });
  });
});
