import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { type Instant, MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import { openJournal } from '../../src/store/journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { embeddedNight, GATE_OPENS, livedUntil, type Stage } from '../desk/embedded-night.ts';
import { bindsOf, does, MESSAGE } from '../desk/people.ts';
import { testDatabase } from '../store/server.ts';

let stage: Stage;
/** The night up to the opening of the gate. */
let lived: Draft[];

beforeAll(async () => {
  stage = await embeddedNight();
  lived = await livedUntil(stage, GATE_OPENS);
});

/** Two desks on one journal in PostgreSQL, as two processes would have it, at a moment of the night. */
async function twoDesks(until: Instant): Promise<[Desk, Desk]> {
  const database = await testDatabase();
  const journal = await openJournal(database, 'night');
  await journal.append(
    lived.filter(({ at }) => at <= until),
    0,
  );
  const first = await Desk.open(journal, stage.opening);
  const second = await Desk.open(await openJournal(database, 'night'), stage.opening);
  return [first, second];
}

async function recordsOf(desk: Desk, kind: string): Promise<JournalRecord[]> {
  const found: JournalRecord[] = [];
  for await (const record of desk.journal.read({ after: 0 })) if (record.kind === kind) found.push(record);
  return found;
}

const note = (at: Instant, index: number): Draft => ({
  at,
  by: 'person:duty',
  kind: 'held-all',
  data: { reason: `note ${index}` },
});

describe('two desks that decide on one journal at the same time', () => {
  it('lose nothing and write nothing twice', async () => {
    const desks = await twoDesks(GATE_OPENS);
    const at = GATE_OPENS + MINUTE;
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => desks[index % 2]!.decide(() => [note(at, index)])),
    );
    const reasons = (await recordsOf(desks[0], 'held-all')).map(
      ({ data }) => (data as { reason: string }).reason,
    );
    expect(reasons.toSorted()).toEqual(Array.from({ length: 40 }, (_, index) => `note ${index}`).toSorted());
    expect((await verifyJournal(desks[0].journal)).problems).toEqual([]);
  });

  it('decide on the journal as it stands: of two that want the same thing one gets it and one is refused', async () => {
    const [first, second] = await twoDesks(GATE_OPENS);
    const at = GATE_OPENS + MINUTE;
    const binds = await bindsOf(first, at);
    const approve = { do: 'approve', ...MESSAGE, binds } as const;
    const refusals = await Promise.all([
      does(first, 'approver-1', at, approve),
      does(second, 'approver-1', at, approve),
    ]);
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(refusals.find((refusal) => refusal !== null)).toMatchObject({ key: 'refused-approved-already' });
    expect(await does(second, 'approver-2', at, approve)).toBeNull();

    const order = { do: 'release', ...MESSAGE, binds, second: 'approver-1' } as const;
    const orders = await Promise.all([does(first, 'duty', at, order), does(second, 'duty', at, order)]);
    expect(orders.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(orders.find((refusal) => refusal !== null)).toMatchObject({ key: 'refused-countdown' });
    expect(await recordsOf(first, 'release-ordered')).toHaveLength(1);

    await Promise.all([first.advance(at + MINUTE), second.advance(at + MINUTE)]);
    expect(await recordsOf(first, 'release-leaving')).toHaveLength(1);
  });

  it('announce what follows by rule once, though both let the time pass', async () => {
    const [first, second] = await twoDesks(GATE_OPENS - MINUTE);
    for (let at = GATE_OPENS - MINUTE; at <= GATE_OPENS + MINUTE; at += MINUTE / 4)
      await Promise.all([first.advance(at), second.advance(at)]);
    const opened = (await recordsOf(first, 'act')).filter(
      ({ data }) => (data as { act: string; to: string }).act === 'congratulation',
    );
    expect(opened.map(({ at }) => at)).toEqual([GATE_OPENS]);
  });

  it('stand on the same state after either has written', async () => {
    const [first, second] = await twoDesks(GATE_OPENS);
    await does(first, 'duty', GATE_OPENS, { do: 'hold-all', reason: 'one' });
    await does(second, 'approver-1', GATE_OPENS, { do: 'lift-hold', reason: 'two' });
    await does(first, 'duty', GATE_OPENS, { do: 'hold-all', reason: 'three' });
    const seq = await second.decide(() => [note(GATE_OPENS, 4)]);
    const alone = await Desk.open(second.journal, stage.opening);
    const [after, fresh] = await Promise.all(
      [second, alone].map((desk) => desk.read(({ state, hash }) => ({ hash, state: JSON.stringify(state) }))),
    );
    expect(after).toEqual(fresh);
    expect((await first.journal.head()).seq).toBe(seq);
  });
});
