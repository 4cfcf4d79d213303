/** What a text is held back for, as a form has it: one value a field, whatever is chosen. */
import type { Embargo } from '../../../../brief/story.ts';
import { offsetMinutes, wallClock } from '../../../../meetings/zone-names.ts';
import type { Level } from '../../../../verdict/verdict.ts';

export type Held = {
  until: 'none' | 'moment' | 'polls-closed' | 'called' | 'level';
  /** As `datetime-local` has it, on the clock of the desk's zone. */
  moment: string;
  contest: string;
  level: Level;
};

const MINUTE = 60_000;

export function heldOf(embargo: Embargo, zone: string): Held {
  const held: Held = { until: 'none', moment: '', contest: 'US', level: 'final-enough' };
  if (embargo === null) return held;
  switch (embargo.until) {
    case 'moment':
      return { ...held, until: 'moment', moment: wallClock(zone, embargo.at).toISOString().slice(0, 16) };
    case 'level':
      return { ...held, until: 'level', level: embargo.level };
    default:
      return { ...held, until: embargo.until, contest: embargo.contest };
  }
}

/** A moment that is not filled in holds nothing back. */
export function embargoOf({ until, moment, contest, level }: Held, zone: string): Embargo {
  if (until === 'polls-closed' || until === 'called') return { until, contest };
  if (until === 'level') return { until, level };
  const wall = until === 'moment' ? Date.parse(`${moment}:00Z`) : Number.NaN;
  if (!Number.isFinite(wall)) return null;
  const first = wall - offsetMinutes(zone, wall) * MINUTE;
  return { until: 'moment', at: wall - offsetMinutes(zone, first) * MINUTE };
}
