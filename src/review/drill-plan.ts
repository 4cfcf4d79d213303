/**
 * When a desk rehearses itself, and whether it has.
 *
 * drills.yaml → drills with their days; (drill, kept rehearsals, now) → done, begun, due or overdue. Days and hours are
 * those of the house's own zone. A kept rehearsal answers for the last time its drill fell due before it was opened.
 */
import { z } from 'zod';
import type { Instant } from '../election/instant.ts';
import { HOUR } from '../election/instant.ts';
import { readYaml } from '../election/read-yaml.ts';
import { TIME } from '../response/desk-profile.ts';
import type { Language } from '../response/playbook.ts';
import { ID, TWIN } from '../response/read-playbook.ts';

const DAY = z.iso.date('write a day, as 2026-09-07');

export type PlannedDrill = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** Folder of the recorded night, from the file. */
  readonly night: string;
  /** Trouble put in on purpose; null for the night as it was. */
  readonly drill: string | null;
  /** Days of the calendar, both included; null while no end is set. */
  readonly first: string;
  readonly last: string | null;
  readonly everyDays: number;
  /** Local time in the house's zone, "10:00". */
  readonly at: string;
  /** Hours after which a drill that is due is overdue. */
  readonly withinHours: number;
};

/** Throws with every fault by line. `kinds` are the drills that a night can be given. */
export function readDrillPlan(text: string, source: string, kinds: readonly string[]): PlannedDrill[] {
  const drill = z.strictObject({
    id: ID,
    title: TWIN,
    night: z.string().min(1),
    drill: z.enum(kinds, `write one of ${kinds.join(', ')}, or null for the night as it was`).nullable(),
    first: DAY,
    last: DAY.nullable().default(null),
    'every-days': z.int().min(1),
    at: TIME,
    'within-hours': z.number().positive().default(24),
  });
  const { drills } = readYaml(text, source, z.strictObject({ drills: z.array(drill) }), (plan) =>
    plan.drills.flatMap(({ id, first, last }, index) => [
      ...(plan.drills.findIndex((other) => other.id === id) < index
        ? [{ path: ['drills', index, 'id'], reason: `"${id}" stands twice`, mend: 'give each drill its own' }]
        : []),
      ...(last !== null && last < first
        ? [
            {
              path: ['drills', index, 'last'],
              reason: 'it ends before it begins',
              mend: `write ${first} or later`,
            },
          ]
        : []),
    ]),
  );
  return drills.map(({ 'every-days': everyDays, 'within-hours': withinHours, ...rest }) => ({
    ...rest,
    everyDays,
    withinHours,
  }));
}

/** A rehearsal that was kept, of this drill's night and with its trouble. */
export type KeptRehearsal = {
  readonly journal: string;
  readonly openedAt: Instant;
  /** Null while it has not been played so far. */
  readonly finalEnough: Instant | null;
};

export type DrillStanding = {
  /** `begun`: kept since it fell due, but not yet played to a verdict that is final enough. */
  readonly state: 'not-yet' | 'done' | 'begun' | 'due' | 'overdue';
  /** When it last fell due; null before the first time. */
  readonly dueAt: Instant | null;
  /** When it falls due again; null where it has ended. */
  readonly nextAt: Instant | null;
  /** The rehearsal that answers for it: the first that was played through, else the newest that was begun. */
  readonly by: KeptRehearsal | null;
};

export function drillStanding(
  drill: PlannedDrill,
  kept: readonly KeptRehearsal[],
  now: Instant,
  zone: string,
): DrillStanding {
  const { dueAt, nextAt } = dueTimes(drill, now, zone);
  if (dueAt === null) return { state: 'not-yet', dueAt, nextAt, by: null };
  const since = kept.filter(({ openedAt }) => openedAt >= dueAt).toSorted((a, b) => a.openedAt - b.openedAt);
  const done = since.find(({ finalEnough }) => finalEnough !== null);
  if (done !== undefined) return { state: 'done', dueAt, nextAt, by: done };
  const overdue = now > dueAt + drill.withinHours * HOUR;
  const by = since.at(-1) ?? null;
  return { state: overdue ? 'overdue' : by === null ? 'due' : 'begun', dueAt, nextAt, by };
}

function dueTimes(
  { first, last, everyDays, at }: PlannedDrill,
  now: Instant,
  zone: string,
): { readonly dueAt: Instant | null; readonly nextAt: Instant | null } {
  const start = Temporal.PlainDate.from(first);
  const end = last === null ? null : Temporal.PlainDate.from(last);
  const moment = (turn: number): Instant | null => {
    const day = start.add({ days: turn * everyDays });
    if (turn < 0 || (end !== null && Temporal.PlainDate.compare(day, end) > 0)) return null;
    return day.toZonedDateTime({ timeZone: zone, plainTime: at }).epochMilliseconds;
  };
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const lastTurn = end === null ? Number.POSITIVE_INFINITY : Math.floor(start.until(end).days / everyDays);
  // The turn of today's day, or the one before it where its hour has not come.
  let turn = Math.min(lastTurn, Math.floor(start.until(today).days / everyDays));
  if (turn >= 0 && moment(turn)! > now) turn -= 1;
  return { dueAt: turn < 0 ? null : moment(turn), nextAt: moment(Math.max(turn + 1, 0)) };
}
