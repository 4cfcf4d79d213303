import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { MINUTE, SECOND } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { dispatchReleases } from '../../src/outbox/dispatch.ts';
import { House } from '../../src/server/house.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight, GATE_OPENS, livedUntil, type Stage } from '../desk/embedded-night.ts';
import { orderRelease } from '../desk/people.ts';

const ORDERED = GATE_OPENS + MINUTE;
const LEAVES = ORDERED + 10 * SECOND;
const LETTER = 'japan-2024.trump.message-letter.txt';

let stage: Stage;
let folder: string;
/** The night up to the opening of the gate. */
let lived: Draft[];

beforeAll(async () => {
  stage = await embeddedNight();
  lived = await livedUntil(stage, GATE_OPENS);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-dispatch-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A journal that ends with the message leaving: the process died before it knew what became of it. */
async function interruptedJournal(): Promise<Journal> {
  const journal = memoryJournal();
  await journal.append(lived, 0);
  const desk = await Desk.open(journal, stage.opening);
  await orderRelease(desk, ORDERED);
  await desk.advance(LEAVES);
  expect(await releaseState(desk)).toBe('sending');
  return journal;
}

const releaseState = (desk: Desk) =>
  desk.read(({ state }) => state.response.steps['trump/message']?.release?.state);

async function recordsOf(desk: Desk, kind: string) {
  const found = [];
  for await (const record of desk.journal.read({ after: 0 })) if (record.kind === kind) found.push(record);
  return found;
}

/** Opens a house on the journal, as after a restart, lets it do what it has to do, and closes it. */
async function live(journal: Journal): Promise<Desk> {
  const desk = await Desk.open(journal, stage.opening);
  const troubles: unknown[] = [];
  const house = new House(desk, null, {
    wall: () => LEAVES + MINUTE,
    report: (error) => troubles.push(error),
    dispatch: (reader, at) => dispatchReleases(reader, folder, at),
    publish: () => null,
  });
  await house.open();
  await house.close();
  expect(troubles).toEqual([]);
  return desk;
}

describe('a release that is found leaving when the desk opens again', () => {
  it('is sent once, and a second opening sends nothing more', async () => {
    const journal = await interruptedJournal();
    await live(journal);
    const desk = await live(journal);
    expect(await releaseState(desk)).toBe('sent');
    expect(await readdir(folder)).toEqual([LETTER]);
    const [sent, ...more] = await recordsOf(desk, 'release-sent');
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ by: 'desk', data: { step: 'message', receipt: join(folder, LETTER) } });
  });

  it('counts as sent, once, when the letter was there before the process died', async () => {
    const journal = await interruptedJournal();
    const before = await Desk.open(journal, stage.opening);
    const job = await before.read((reader) => dispatchReleases(reader, folder, LEAVES));
    await job!();
    const letter = await readFile(join(folder, LETTER), 'utf8');
    const desk = await live(journal);
    expect(await releaseState(desk)).toBe('sent');
    expect(await recordsOf(desk, 'release-sent')).toHaveLength(1);
    expect(await readFile(join(folder, LETTER), 'utf8')).toBe(letter);
  });

  it('has failed, with the reason in the journal, when another text lies under its key', async () => {
    await writeFile(join(folder, LETTER), 'Something else.\n');
    const desk = await live(await interruptedJournal());
    expect(await releaseState(desk)).toBe('failed');
    const [failed] = await recordsOf(desk, 'release-failed');
    expect(failed!.data).toMatchObject({ reason: expect.stringContaining('another text') });
    expect(await readFile(join(folder, LETTER), 'utf8')).toBe('Something else.\n');
  });

  it('says in both languages that it is a rehearsal, whom it is for, and under which key it went', async () => {
    await live(await interruptedJournal());
    const letter = await readFile(join(folder, LETTER), 'utf8');
    const [english, japanese] = letter.split('\n----\n\n');
    expect(english).toMatch(
      /^Mark: REHEARSAL: not for sending\nTo: .+\nSubject: .+\nDate: 6 November 2024.+20:31.*Asia\/Tokyo/,
    );
    expect(japanese).toMatch(/^区分：演習：送付しないこと\n宛先：トランプ氏.+\n件名：/);
    expect(english).toContain('Key: japan-2024.trump.message\n');
    expect(japanese).toContain('整理番号：japan-2024.trump.message\n');
  });

  it('leaves nothing to do where nothing is leaving', async () => {
    const journal = memoryJournal();
    await journal.append(lived, 0);
    const desk = await Desk.open(journal, stage.opening);
    expect(await desk.read((reader) => dispatchReleases(reader, folder, GATE_OPENS))).toBeNull();
  });
});
