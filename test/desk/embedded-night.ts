/** The embedded night and a desk on it, for tests of the whole chain: in memory unless a journal is given. */
import { resolve } from 'node:path';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk } from '../../src/desk.ts';
import { type Instant, parseInstant } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { Drill } from '../../src/feeds/drill.ts';
import type { Night } from '../../src/feeds/night/night.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { playAll } from '../../src/rehearsal.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';

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

/** What a night writes up to a moment: lived once, it can be copied into any journal. */
export async function livedUntil(stage: Stage, until: Instant): Promise<Draft[]> {
  const { journal } = await deskAt(stage, until);
  const drafts: Draft[] = [];
  for await (const { at, by, kind, data } of journal.read({ after: 0 })) drafts.push({ at, by, kind, data });
  return drafts;
}

/** A desk that has lived the night up to a moment. */
export async function deskAt(
  { night, opening }: Stage,
  until: Instant,
  journal: Journal = memoryJournal(),
): Promise<Desk> {
  const desk = await Desk.open(journal, opening);
  await playAll(desk, night, until);
  return desk;
}
