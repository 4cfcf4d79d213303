/** `firstcall drills`: what the desk has set itself to rehearse, what is due, and what became of it. */
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { formatInstant, type Instant } from '../election/instant.ts';
import { DRILLS } from '../feeds/drill.ts';
import { readElection } from '../feeds/night/election-file.ts';
import { readDeskProfile } from '../response/desk-profile.ts';
import { type DrillStanding, drillStanding, type PlannedDrill, readDrillPlan } from '../review/drill-plan.ts';
import type { Database } from '../store/database.ts';
import { listKeptNights } from '../store/journal.ts';
import { givenText } from './given.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';
import { openPlace, type Place } from './with-journal.ts';

/** A drill of a desk's plan, the folder and the id of its night, and how it stands. */
type Drilled = {
  readonly drill: PlannedDrill;
  readonly folder: string;
  readonly night: string;
  readonly standing: DrillStanding;
};

/** The plan of a desk as its file has it; null where it has none. */
export async function readDrills(folder: string): Promise<readonly PlannedDrill[] | null> {
  const path = join(folder, 'drills.yaml');
  if ((await stat(path).catch(() => null)) === null) return null;
  const text = await givenText(path);
  return useOf(() => readDrillPlan(text, 'drills.yaml', DRILLS));
}

/** How the drills of a desk stand at a moment; null where it plans none. */
export async function drillsAt(
  config: string,
  database: Database,
  now: Instant,
): Promise<readonly Drilled[] | null> {
  const plan = await readDrills(config);
  if (plan === null) return null;
  const profile = await givenText(join(config, 'desk.yaml'));
  const { zone } = useOf(() => readDeskProfile(profile, 'desk.yaml')).zones.home;
  const kept = await listKeptNights(database);
  return Promise.all(
    plan.map(async (drill) => {
      const folder = resolve(config, drill.night);
      const file = join(folder, 'election.json');
      const election = await givenText(file);
      const { id: night } = useOf(() => readElection(election, file));
      const own = kept.filter((one) => one.night === night && one.drill === drill.drill);
      return { drill, folder, night, standing: drillStanding(drill, own, now, zone) };
    }),
  );
}

export type DrillsOptions = Place & {
  readonly config: string;
  readonly now: Instant;
  readonly json: boolean;
};

/** Throws `FellShort` where a drill is overdue, so that a calendar of the machine can tell. */
export async function runDrills(options: DrillsOptions, console: Console): Promise<void> {
  await using scope = new AsyncDisposableStack();
  const database = await openPlace(options, scope, console);
  const drills = await drillsAt(options.config, database, options.now);
  if (drills === null)
    throw new WrongUse(`${options.config} has no drills.yaml: write one, as desks/japan-2024 has`);
  for (const drilled of drills) console.out(options.json ? JSON.stringify(line(drilled)) : text(drilled));
  const late = drills.filter(({ standing }) => standing.state === 'overdue').map(({ drill }) => drill.id);
  if (late.length > 0) throw new FellShort(`overdue: ${late.join(', ')}`);
}

function line({ drill, night, standing: { state, dueAt, nextAt, by } }: Drilled): object {
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

function text({ drill, night, folder, standing: { state, dueAt, nextAt, by } }: Drilled): string {
  const trouble = drill.drill === null ? '' : ` --drill ${drill.drill}`;
  const again = nextAt === null ? 'never again' : `again ${formatInstant(nextAt)}`;
  return [
    `${drill.id}: ${drill.title.en}  (${night}, ${drill.drill ?? 'as it was'})`,
    dueAt === null ? `  not yet; ${again}` : `  ${state}: fell due ${formatInstant(dueAt)}, ${again}`,
    ...(by === null ? [] : [`  kept as ${by.journal}, opened ${formatInstant(by.openedAt)}`]),
    ...(state === 'due' || state === 'overdue'
      ? [`  begin: firstcall start --night ${relative('.', folder)}${trouble}`]
      : []),
  ].join('\n');
}
