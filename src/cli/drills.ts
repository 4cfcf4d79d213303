/** `firstcall drills`: what the desk has set itself to rehearse, what is due, and what became of it. */
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { formatInstant, type Instant } from '../election/instant.ts';
import { DRILLS } from '../feeds/drill.ts';
import { readDeskProfile } from '../response/desk-profile.ts';
import { type DrillStanding, drillStanding, type PlannedDrill, readDrillPlan } from '../review/drill-plan.ts';
import { listJournals } from '../store/journal.ts';
import { givenNight, givenText } from './given.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';
import { lookBack, type Reviewed } from './review.ts';
import { openPlace, type Place } from './with-journal.ts';

export type DrillsOptions = Place & {
  readonly config: string;
  readonly now: Instant;
  readonly json: boolean;
  readonly signal: AbortSignal;
};

/** The plan of a desk as its file has it; null where it has none. */
export async function readDrills(folder: string): Promise<readonly PlannedDrill[] | null> {
  const path = join(folder, 'drills.yaml');
  if ((await stat(path).catch(() => null)) === null) return null;
  const text = await givenText(path);
  return useOf(() => readDrillPlan(text, 'drills.yaml', DRILLS));
}

/** Throws `FellShort` where a drill is overdue, so that a calendar of the machine can tell. */
export async function runDrills(options: DrillsOptions, console: Console): Promise<void> {
  const plan = await readDrills(options.config);
  if (plan === null)
    throw new WrongUse(`${options.config} has no drills.yaml: write one, as desks/japan-2024 has`);
  const desk = join(options.config, 'desk.yaml');
  const text = await givenText(desk);
  const { zone } = useOf(() => readDeskProfile(text, 'desk.yaml')).zones.home;
  const kept = await keptRehearsals(options, console);
  const late: string[] = [];
  for (const drill of plan) {
    const night = resolve(options.config, drill.night);
    const { id } = (await givenNight(night)).election;
    const own = kept.filter(({ opened }) => opened.night?.id === id && opened.night.drill === drill.drill);
    const standing = drillStanding(
      drill,
      own.map(({ journal, openedAt, review }) => ({ journal, openedAt, finalEnough: review.finalEnough })),
      options.now,
      zone,
    );
    if (standing.state === 'overdue') late.push(drill.id);
    console.out(
      options.json
        ? JSON.stringify(line(drill, id, standing))
        : lines(drill, relative('.', night), standing, zone),
    );
  }
  if (late.length > 0) throw new FellShort(`overdue: ${late.join(', ')}`);
}

type Kept = Reviewed & { readonly journal: string; readonly openedAt: Instant };

async function keptRehearsals(options: DrillsOptions, console: Console): Promise<Kept[]> {
  await using scope = new AsyncDisposableStack();
  const database = await openPlace(options, scope, console);
  const kept: Kept[] = [];
  for (const summary of await listJournals(database)) {
    options.signal.throwIfAborted();
    const reviewed = await lookBack(database, summary);
    if (reviewed !== null) kept.push({ ...reviewed, journal: summary.name, openedAt: summary.openedAt });
  }
  return kept;
}

function line(drill: PlannedDrill, night: string, { state, dueAt, nextAt, by }: DrillStanding): object {
  const utc = (at: Instant | null) => (at === null ? null : formatInstant(at));
  return {
    id: drill.id,
    night,
    drill: drill.drill,
    state,
    dueAt: utc(dueAt),
    nextAt: utc(nextAt),
    journal: by?.journal ?? null,
    openedAt: utc(by?.openedAt ?? null),
  };
}

function lines(
  { id, drill }: PlannedDrill,
  night: string,
  { state, dueAt, nextAt, by }: DrillStanding,
  zone: string,
): string {
  const local = (at: Instant) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ');
  const again = nextAt === null ? 'never again' : `again on ${local(nextAt)}`;
  const what = drill === null ? 'the night as it was' : drill;
  const told = [`${id}  (${night}, ${what})`];
  if (dueAt === null) told.push(`  not yet; first on ${nextAt === null ? 'no day' : local(nextAt)} ${zone}`);
  else told.push(`  ${state}: fell due on ${local(dueAt)} ${zone}, ${again}`);
  if (by !== null) told.push(`  kept as ${by.journal}, opened ${formatInstant(by.openedAt)}`);
  if (state === 'due' || state === 'overdue')
    told.push(`  begin: firstcall start --night ${night}${drill === null ? '' : ` --drill ${drill}`}`);
  return told.join('\n');
}
