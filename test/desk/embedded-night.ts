/** The embedded night and a desk on it, in memory, for tests of the whole chain. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk, sha256 } from '../../src/desk.ts';
import { type Instant, parseInstant } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { Drill } from '../../src/feeds/drill.ts';
import type { Night } from '../../src/feeds/night/night.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { playAll } from '../../src/rehearsal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { madeOnce } from '../made-once.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
export const NIGHT = resolve(ROOT, 'nights/2024-us-president');
export const DESK = resolve(ROOT, 'desks/japan-2024');

/** When the desk may congratulate: an hour after the third group. */
export const GATE_OPENS = parseInstant('2024-11-06T11:30:00Z');

export type Stage = { readonly night: Night; readonly opening: OpenedDraft };

export async function embeddedNight(drill: Drill | null = null): Promise<Stage> {
  const night = await readNight(NIGHT, drill === null ? {} : { drill });
  return { night, opening: await openingOf(DESK, { night, drill }, null) };
}

/** The latest moment to which a test takes the night. */
const LIVED_UNTIL = parseInstant('2024-11-07T04:00:00Z');

/**
 * What a night writes up to a moment, to be copied into any journal. It is lived once in a run of the tests, for
 * whatever comes after it: those of the chain itself live it themselves (`deskAt`).
 */
export async function livedUntil(stage: Stage, until: Instant): Promise<Draft[]> {
  if (until > LIVED_UNTIL) throw new Error('the night is not lived so far; let LIVED_UNTIL be later');
  const name = `lived-${sha256(JSON.stringify(stage.opening)).slice(0, 16)}.json`;
  const file = await madeOnce(name, async (path) => {
    const { journal } = await deskAt(stage, LIVED_UNTIL);
    const drafts: Draft[] = [];
    for await (const { at, by, kind, data } of journal.read({ after: 0 }))
      drafts.push({ at, by, kind, data });
    await writeFile(path, JSON.stringify(drafts));
  });
  // Wherever a night is stopped, it has written the same records in the same order until then (fold/fold.test.ts).
  return (JSON.parse(await readFile(file, 'utf8')) as Draft[]).filter(({ at }) => at <= until);
}

/** A desk that has the night behind it up to a moment. */
export async function livedDesk(stage: Stage, until: Instant): Promise<Desk> {
  const journal = memoryJournal();
  await journal.append(await livedUntil(stage, until), 0);
  const desk = await Desk.open(journal, stage.opening);
  await desk.advance(until);
  return desk;
}

/** A desk that lives the night up to a moment. */
export async function deskAt({ night, opening }: Stage, until: Instant): Promise<Desk> {
  const desk = await Desk.open(memoryJournal(), opening);
  await playAll(desk, night, until);
  return desk;
}
