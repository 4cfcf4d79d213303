import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertIcsCalendar } from 'ts-ics';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { HOUR, MINUTE, SECOND } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { messageIdOf } from '../../src/outbox/mail.ts';
import type { Journal } from '../../src/store/journal.ts';
import { embeddedNight, GATE_OPENS, livedUntil, type Stage } from '../desk/embedded-night.ts';
import { does, orderRelease } from '../desk/people.ts';
import { LiveHouse, livedJournal, liveOpening, MESSAGE, ORDERED } from './live-desk.ts';
import { MailServer } from './mail-server.ts';

const LEAVES = ORDERED + 10 * SECOND;
const TELEPHONE = { branch: 'trump', step: 'telephone' };

let stage: Stage;
let lived: Draft[];
let folder: string;

beforeAll(async () => {
  stage = await embeddedNight();
  lived = await livedUntil(stage, GATE_OPENS);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-live-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Holds a span, and lets the request for a talk out; its approvals were given. */
async function releaseTalk(live: LiveHouse, from: number): Promise<void> {
  await does(live.desk, 'duty', LEAVES, { do: 'hold-window', from, to: from + HOUR });
  const asked = LEAVES + MINUTE;
  await live.pass(asked);
  const binds = await live.desk.read(({ state, context, watch }) => {
    const { steps } = watch.plan(state, context, asked).branches.find(({ branch }) => branch.id === 'trump')!;
    return steps.find(({ ref }) => ref.step === 'telephone')!.binds;
  });
  expect(
    await does(live.desk, 'duty', asked, { do: 'release', ...TELEPHONE, binds, second: 'approver-1' }),
  ).toBeNull();
  await live.pass(asked + 10 * SECOND);
}

async function kindsIn(journal: Journal, kinds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { kind, data } of journal.read({ after: 0 }))
    if (kinds.includes(kind)) found.push(`${kind} ${(data as { delivery?: string }).delivery ?? ''}`.trim());
  return found;
}

/** A desk that dies in the moment in which the message leaves: the journal says so, and nobody has begun. */
async function interrupted(journal: Journal, opening: OpenedDraft): Promise<Desk> {
  const desk = await Desk.open(journal, opening);
  await orderRelease(desk, ORDERED);
  await desk.advance(LEAVES);
  return desk;
}

const OUTCOMES = ['delivery-begun', 'release-sent', 'release-failed', 'release-unknown', 'release-resolved'];

describe('a live desk with a mail channel', () => {
  it('sends each recipient one message of his own, and keeps the receipts', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    const live = await LiveHouse.open(journal, opening, folder, ORDERED);
    await live.house.open();
    await orderRelease(live.desk, ORDERED);
    await live.pass(LEAVES);
    expect(await live.until(['sent'])).toBe('sent');
    expect(
      server.mailbox.map(({ to }) => (to as { text: string }).text.replace(/^.*</, '').slice(0, -1)).sort(),
    ).toEqual(['copy@example.com', 'office@example.com']);
    expect(new Set(server.mailbox.map(({ messageId }) => messageId))).toEqual(
      new Set(
        ['to-1', 'to-2'].map((part) => messageIdOf(`japan-2024.trump.message.${part}`, 'desk@example.org')),
      ),
    );
    expect(server.mailbox[0]!.text).toContain('Dear Mr. Trump');
    expect(server.mailbox[0]!.text).not.toContain('REHEARSAL');
    const release = await live.release();
    expect(release!.deliveries.map(({ state, receipt }) => [state, receipt])).toEqual([
      ['sent', '250 queued as 4711'],
      ['sent', '250 queued as 4711'],
    ]);
    expect(await readdir(folder)).toEqual([]);
    await live.house.close();
    expect(live.troubles).toEqual([]);
    expect(await kindsIn(journal, OUTCOMES)).toEqual([
      'delivery-begun to-1',
      'delivery-begun to-2',
      'release-sent to-1',
      'release-sent to-2',
    ]);
  });

  it('invites to the span that is held, without saying to what', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const live = await LiveHouse.open(await livedJournal(lived, opening), opening, folder, ORDERED);
    await live.house.open();
    await orderRelease(live.desk, ORDERED);
    await live.pass(LEAVES);
    await live.until(['sent']);
    const from = GATE_OPENS + 12 * HOUR;
    await expect(orderRelease(live.desk, LEAVES, TELEPHONE)).rejects.toThrow('refused-no-span');
    await releaseTalk(live, from);
    await live.until(['sent'], TELEPHONE);
    const invitation = server.mailbox
      .at(-1)!
      .attachments.find(({ contentType }) => contentType === 'text/calendar')!;
    const { events, method } = convertIcsCalendar(undefined, invitation.content.toString('utf8'));
    expect(method).toBe('REQUEST');
    expect(events![0]!.start.date.getTime()).toBe(from);
    expect(events![0]!.end!.date.getTime()).toBe(from + 15 * MINUTE);
    expect(events![0]!.summary).toBe('Reserved');
    await live.house.close();
  });

  it('sends what was leaving and not yet begun when the process died, once', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    await interrupted(journal, opening);
    const after = await LiveHouse.open(journal, opening, folder, LEAVES + SECOND);
    await after.house.open();
    expect(await after.until(['sent'])).toBe('sent');
    expect(server.mailbox).toHaveLength(2);
    await after.house.close();
  });

  it('never takes up what another process had begun: it is unknown in time, and a person resolves it', async () => {
    await using server = await new MailServer('hang-after-data').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    const dying = await interrupted(journal, opening);
    await dying.submit(
      ['to-1', 'to-2'].map((delivery) => ({
        at: LEAVES,
        by: 'desk',
        kind: 'delivery-begun',
        data: { ...MESSAGE, delivery, attempt: 'of a process that died', until: LEAVES + 17 * SECOND },
      })),
    );
    const after = await LiveHouse.open(journal, opening, folder, LEAVES + 2 * SECOND);
    await after.house.open();
    await after.pass(LEAVES + 16 * SECOND);
    expect((await after.release())!.state).toBe('sending');
    await after.pass(LEAVES + 17 * SECOND);
    expect(await after.until(['unknown'])).toBe('unknown');
    expect(server.connections).toBe(0);
    const at = LEAVES + HOUR;
    const resolve = { do: 'resolve', ...MESSAGE, outcome: 'sent', reason: 'the office has it' } as const;
    expect(await does(after.desk, 'duty', at, { ...resolve, delivery: 'to-1' })).toBeNull();
    expect((await after.release())!.state).toBe('unknown');
    expect(
      await does(after.desk, 'duty', at, { ...resolve, delivery: 'to-2', outcome: 'not-sent' }),
    ).toBeNull();
    expect((await after.release())!.state).toBe('partial');
    await after.house.close();
  });

  it('hands a message over once though two processes run on the same journal', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    await interrupted(journal, opening);
    const one = await LiveHouse.open(journal, opening, folder, LEAVES);
    const other = await LiveHouse.open(journal, opening, folder, LEAVES);
    await Promise.all([one.house.open(), other.house.open()]);
    await expect.poll(() => server.mailbox.length, { timeout: 20_000 }).toBe(2);
    await Promise.all([one.house.close(), other.house.close()]);
    expect(server.mailbox.map(({ messageId }) => messageId).sort()).toEqual(
      [...new Set(server.mailbox.map(({ messageId }) => messageId))].sort(),
    );
    expect(server.mailbox).toHaveLength(2);
  });

  it('lets the one who was refused be served again, and nobody twice', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    const live = await LiveHouse.open(journal, opening, folder, ORDERED);
    await live.house.open();
    server.refused.add('office@example.com');
    await orderRelease(live.desk, ORDERED);
    await live.pass(LEAVES);
    expect(await live.until(['partial', 'sent'])).toBe('partial');
    expect(server.mailbox).toHaveLength(1);
    server.refused.clear();
    const again = LEAVES + MINUTE;
    await live.pass(again);
    const { binds } = (await live.release())!;
    const draft = {
      do: 'draft',
      ...MESSAGE,
      subject: { en: 'a', ja: 'あ' },
      body: { en: 'b', ja: 'い' },
    } as const;
    expect(await does(live.desk, 'drafter', again, draft)).toMatchObject({ key: 'refused-left' });
    const order = { do: 'release', ...MESSAGE, binds, second: 'approver-1' } as const;
    expect(await does(live.desk, 'duty', again, order)).toBeNull();
    await live.pass(again + 10 * SECOND);
    expect(await live.until(['sent'])).toBe('sent');
    expect(server.mailbox).toHaveLength(2);
    expect(new Set(server.mailbox.map(({ messageId }) => messageId)).size).toBe(2);
    await live.house.close();
  });

  it('hands nothing over once a person holds everything', async () => {
    await using server = await new MailServer('accept').listen();
    const opening = liveOpening(stage, server.port);
    const journal = await livedJournal(lived, opening);
    const before = await interrupted(journal, opening);
    await does(before, 'press', LEAVES, { do: 'hold-all', reason: 'the embassy rang' });
    const after = await LiveHouse.open(journal, opening, folder, LEAVES + SECOND);
    await after.house.open();
    expect(await after.until(['failed'])).toBe('failed');
    expect(server.connections).toBe(0);
    await after.house.close();
  });
});

it('a rehearsal with the same channels leaves as files alone, marked as rehearsal', async () => {
  await using server = await new MailServer('accept').listen();
  const opening = liveOpening(stage, server.port, true);
  const live = await LiveHouse.open(await livedJournal(lived, opening), opening, folder, ORDERED);
  await live.house.open();
  expect(await live.desk.read(({ context }) => context.channels)).toEqual([]);
  await orderRelease(live.desk, ORDERED);
  await live.pass(LEAVES);
  await live.until(['sent']);
  await live.house.close();
  expect(server.connections).toBe(0);
  expect(await readdir(folder)).toEqual(['japan-2024.trump.message-letter.txt']);
});

it('a rehearsal’s appointment lies in the drop beside its letter, and says that it is one', async () => {
  const opening = liveOpening(stage, 1, true);
  const live = await LiveHouse.open(await livedJournal(lived, opening), opening, folder, ORDERED);
  await live.house.open();
  await orderRelease(live.desk, ORDERED);
  await live.pass(LEAVES);
  await live.until(['sent']);
  const from = GATE_OPENS + 12 * HOUR;
  await orderRelease(live.desk, LEAVES, TELEPHONE).catch(() => undefined);
  await releaseTalk(live, from);
  await live.until(['sent'], TELEPHONE);
  await live.house.close();
  const name = (await readdir(folder)).find((one) => one.endsWith('.ics'))!;
  const { events } = convertIcsCalendar(undefined, await readFile(join(folder, name), 'utf8'));
  expect(events![0]!.summary).toBe('REHEARSAL: Reserved');
  expect(events![0]!.start.date.getTime()).toBe(from);
});
