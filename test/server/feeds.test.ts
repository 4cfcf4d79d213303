import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { CountReport } from '../../src/election/report.ts';
import type { HeldView } from '../../src/server/wire-feeds.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import { OpenHouse } from './open-house.ts';

/** Between the drill's wrong report of Wisconsin and the next right one. */
const WHILE_HELD = '2024-11-06T04:02:00Z';

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open({ drill: 'correction', at: WHILE_HELD });
});

afterAll(() => open.close());

async function heldOf(id: string): Promise<HeldView> {
  const held = (await open.view()).reports.held.shown.filter((one) => one.contest === id);
  expect(held.length).toBe(1);
  return held[0]!;
}

/** Lets a contest lose a fifth of the second ticket's votes, which nobody confirms. */
async function letFall(id: string): Promise<HeldView> {
  const { count } = await open.house.desk.read(({ state }) => state.returns.units[id]!);
  const lost = Math.round(count!.votes['R']! / 5);
  const votes = { ...count!.votes, R: count!.votes['R']! - lost };
  await report('counts', id, { votes, total: count!.total - lost, expectedShare: count!.expectedShare });
  return heldOf(id);
}

async function contest(id: string) {
  return (await open.view()).contests.find((one) => one.id === id)!;
}

async function newest(kind: string): Promise<JournalRecord> {
  const { journal } = open.house.desk;
  let found: JournalRecord | undefined;
  for await (const record of journal.read({ after: 0 })) if (record.kind === kind) found = record;
  if (found === undefined) throw new Error(`no ${kind} in the journal`);
  return found;
}

/** A report of a feed, half a minute ago by its stamp. */
async function report(feed: string, id: string, change: Partial<CountReport>): Promise<void> {
  const at = open.house.now;
  const data: CountReport = {
    feed,
    position: 1,
    unit: id,
    contest: id,
    reportedAt: formatInstant(at - MINUTE / 2),
    observedAt: formatInstant(at),
    votes: {},
    total: null,
    expectedShare: null,
    precision: 'exact',
    ...change,
  };
  await open.house.desk.submit([{ at, by: `feed:${feed}`, kind: 'count', data }]);
}

describe('a held report', () => {
  it('stands in the view with its figures, those that stand, and its faults', async () => {
    const held = await heldOf('WI');
    expect(held).toMatchObject({ contest: 'WI', unit: 'WI', source: 'counts', material: false });
    expect(held.faults).toContain('falling');
    expect(held.at).toBe(parseInstant('2024-11-06T04:00:33Z'));
    expect(held.said.total).toBeLessThan(held.accepted!.total);
    const wisconsin = await contest('WI');
    expect(wisconsin).toMatchObject({ held: 1, total: held.accepted!.total, corrected: false });
    expect(held.margin.now).toBe(wisconsin.margin);
    expect((await open.view()).feeds.find(({ id }) => id === 'counts')).toMatchObject({ held: 1 });
  });

  it('accepted, gives the contest its margin, with author and reason in the journal', async () => {
    const held = await letFall('OH');
    const record = held.said.record;
    await open.command(
      { do: 'decide-report', record, decision: 'accept', reason: 'the county says so' },
      { person: 'press' },
    );
    const after = await contest('OH');
    expect(after).toMatchObject({ held: 0, total: held.said.total, margin: held.margin.ifAccepted });
    expect(after.margin).not.toBe(held.margin.now);
    expect(await newest('report-decided')).toMatchObject({
      by: 'person:press',
      data: { record, decision: 'accept', reason: 'the county says so' },
    });
    const { reports, events } = await open.view();
    expect(reports.tally.records).toBe(reports.tally.accepted + reports.tally.held + reports.tally.refused);
    expect(events[0]!.text).toContain('the county says so');
  });

  it('accepted, is shown as a correction with what it was before', async () => {
    const held = await letFall('KY');
    const decision = { do: 'decide-report', decision: 'accept', reason: 'seen' } as const;
    await open.command({ ...decision, record: held.said.record });
    expect(await contest('KY')).toMatchObject({ corrected: true });
    const { corrections } = (await open.view()).reports;
    expect(corrections.all).toBe(corrections.shown.length);
    expect(corrections.shown[0]).toMatchObject({
      contest: 'KY',
      before: { total: held.accepted!.total },
      after: { total: held.said.total },
    });
  });

  it('refused, leaves what stands and waits no more; a second word is refused', async () => {
    const held = await letFall('MN');
    const decision = { do: 'decide-report', record: held.said.record, reason: 'a slip' } as const;
    await open.command({ ...decision, decision: 'refuse' });
    expect(await contest('MN')).toMatchObject({ held: 0, total: held.accepted!.total });
    expect(await newest('report-decided')).toMatchObject({ by: 'person:duty', data: { decision: 'refuse' } });
    expect((await open.command({ ...decision, decision: 'accept' })).status).toBe(403);
  });

  it('may not be decided by a reader', async () => {
    const { record } = (await letFall('TN')).said;
    const decision = { do: 'decide-report', record, decision: 'accept', reason: 'I like it' } as const;
    expect((await open.command(decision, { person: 'reader' })).status).toBe(403);
    await heldOf('TN');
  });
});

describe('a report that would turn a contest', () => {
  it('holds the contest back through its feed until a person has decided', async () => {
    const { votes, total } = (await heldOf('WI')).accepted!;
    await report('counts', 'WI', { votes: { D: votes['R']!, R: votes['D']! }, total, expectedShare: 0.55 });
    const held = await heldOf('WI');
    const { feeds } = await open.view();
    expect(held.material).toBe(true);
    expect(held.margin.ifAccepted).toBeGreaterThan(0);
    expect(feeds.find(({ id }) => id === 'counts')!.blocks).toMatchObject({
      contests: ['WI'],
      acts: expect.arrayContaining(['congratulation']),
    });
    await open.command({
      do: 'decide-report',
      record: held.said.record,
      decision: 'refuse',
      reason: 'tickets swapped',
    });
    expect((await open.view()).feeds.find(({ id }) => id === 'counts')!.blocks.contests).toEqual([]);
  });
});

describe('several sources for one contest', () => {
  it('are shown with the one that counts, until a person changes the order of trust', async () => {
    const before = await contest('PA');
    const other = { votes: { D: 900_000, R: 800_000 }, total: 1_710_000, expectedShare: 0.25 };
    await report('wire', 'PA', other);
    const apart = await contest('PA');
    expect(apart).toMatchObject({ total: before.total, sources: ['counts'] });
    expect(apart.others).toMatchObject([{ source: 'wire', total: 1_710_000, differs: 'leader' }]);

    const trust = { do: 'set-trust', contest: 'PA', reason: 'the state’s own page' } as const;
    const stranger = await open.command({ ...trust, order: ['nobody'] });
    expect(stranger.status).toBe(403);
    expect((await open.command({ ...trust, order: ['wire', 'counts'] })).status).toBe(200);
    expect(await contest('PA')).toMatchObject({ total: 1_710_000, sources: ['wire'] });
    expect((await open.view()).reports.trust).toEqual({ PA: ['wire', 'counts'] });
    expect(await newest('trust-set')).toMatchObject({
      by: 'person:duty',
      data: { contest: 'PA', order: ['wire', 'counts'] },
    });

    await open.command({ ...trust, order: [] });
    expect(await contest('PA')).toMatchObject({ total: before.total, sources: ['counts'] });
  });
});

describe('the view', () => {
  it('shows at most fifty held reports, the newest first, and says how many there are', async () => {
    await letFall('TX');
    await open.house.desk.read(({ state: { returns } }) => {
      const unit = returns.units['TX']!;
      const wait = unit.held[0]!;
      for (const other of Object.values(returns.units)) other.held = [];
      unit.held = Array.from({ length: 70 }, (_, i) => ({
        ...wait,
        record: 5_000 + i,
        count: { ...wait.count, record: 5_000 + i },
      }));
    });
    const { all, shown } = (await open.view()).reports.held;
    expect(all).toBe(70);
    expect(shown.map(({ said }) => said.record)).toEqual(Array.from({ length: 50 }, (_, i) => 5_069 - i));
  });
});
