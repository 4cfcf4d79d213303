/** A past night with the desk's plan as if it had been written for it: the tickets have the same letters. */
import { resolve } from 'node:path';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk } from '../../src/desk.ts';
import type { Night } from '../../src/feeds/night/night.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { DESK, ROOT } from '../desk/embedded-night.ts';

/** `folder` from the root of the repository. */
export async function deskOn(folder: string): Promise<{ desk: Desk; night: Night }> {
  const night = await readNight(resolve(ROOT, folder));
  const opening = await openingOf(DESK, { night, drill: null }, null);
  const { profile } = opening.data.files;
  const text = profile.text.replace(/^night: .*$/m, `night: ${night.election.id}`);
  const files = { ...opening.data.files, profile: { ...profile, text } };
  const desk = await Desk.open(memoryJournal(), { ...opening, data: { ...opening.data, files } });
  return { desk, night };
}
