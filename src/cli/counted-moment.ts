/** What was counted at one moment, from a replay's folder or a recorded night's: the projection's input. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Baseline, Contest, Election } from '../election/election.ts';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import type { Night } from '../feeds/night/night.ts';
import { type Replay, readReplay } from '../feeds/replay/read-replay.ts';
import { TICKETS } from '../feeds/replay/replay.ts';
import type { ProjectionInput } from '../projection/project.ts';
import type { UnitCount } from '../projection/unit-table.ts';
import { applyCount, emptyReturns } from '../returns/apply.ts';
import type { Returns } from '../returns/returns.ts';
import { sumContest } from '../returns/sum.ts';
import { givenNight } from './given.ts';
import { WrongUse } from './outcome.ts';

export type CountedMoment = { readonly label: string; readonly input: ProjectionInput };

/** `at` is the name of a replay's moment or a time in UTC; the last one where it is null. */
export async function countedMoment(folder: string, at: string | null): Promise<CountedMoment> {
  const isReplay = await access(join(folder, 'cells.jsonl')).then(
    () => true,
    () => false,
  );
  return isReplay ? momentOfReplay(folder, at) : momentOfNight(folder, at);
}

async function momentOfReplay(folder: string, at: string | null): Promise<CountedMoment> {
  const replay = await readReplay(folder);
  const moment = at === null ? replay.moments.at(-1) : replay.moments.find(({ cell }) => cell === at);
  if (moment === undefined)
    throw new WrongUse(
      `no moment "${at}" in ${folder}; it has ${replay.moments.map(({ cell }) => cell).join(', ')}`,
    );
  const units = await replay.countsOf(moment);
  return { label: `${replay.name} ${moment.cell}`, input: { ...inputOfReplay(replay), units } };
}

async function momentOfNight(folder: string, at: string | null): Promise<CountedMoment> {
  const night = await givenNight(folder);
  const until = at === null ? night.until : momentOf(at);
  let input: ProjectionInput | null = null;
  for await (const moment of nightMoments(night, Number.POSITIVE_INFINITY, until)) input = moment;
  const { election, baseline } = night;
  input ??= { election, baseline, contests: [], at: until };
  return { label: `${night.election.name} ${formatInstant(until)}`, input: { ...input, at: until } };
}

function momentOf(text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw new WrongUse((error as Error).message, { cause: error });
  }
}

/** What stood counted each time that `every` had passed and something had come in, and at the end. */
export async function* nightMoments(
  { election, baseline, deliveries }: Night,
  every: number,
  until: Instant = Number.POSITIVE_INFINITY,
): AsyncGenerator<ProjectionInput> {
  const returns = emptyReturns();
  let last = Number.NEGATIVE_INFINITY;
  let moved = false;
  let seq = 0;
  let now: Instant = 0;
  const input = () => inputOfReturns(election, baseline, returns, now);
  for await (const { at, draft } of deliveries()) {
    if (at > until) break;
    if (moved && at >= last + every) {
      yield input();
      last = at;
      moved = false;
    }
    if (draft.kind !== 'count') continue;
    seq += 1;
    const entry = { seq, at, by: draft.by, kind: 'count' as const, data: draft.data as CountReport };
    applyCount(returns, entry, election, baseline);
    now = at;
    moved = true;
  }
  if (moved) yield input();
}

function inputOfReturns(
  election: Election,
  baseline: readonly Baseline[],
  returns: Returns,
  at: Instant,
): ProjectionInput {
  const units = Object.values(returns.units).flatMap(({ unit, contest, count }): UnitCount[] =>
    count === null || unit === contest
      ? []
      : [{ unit, contest, votes: count.votes, expectedShare: count.expectedShare }],
  );
  const counted = election.contests.filter(({ id }) => (returns.unitsOf[id] ?? []).length > 0);
  return {
    election,
    baseline,
    contests: counted.map(({ id }) => sumContest(returns, election, baseline, id)),
    units,
    at,
  };
}

/** What is known before the day. Districts are named after their state ("ME-1"). */
export function inputOfReplay({ name, units, electors }: Replay): ProjectionInput {
  const contests = Object.entries(electors).map(([id, count]): Contest => {
    const state = id.split('-')[0]!;
    const isDistrict = state !== id && state in electors;
    return {
      id,
      name: id,
      kind: isDistrict ? 'district' : 'state',
      parent: isDistrict ? state : null,
      electors: count,
      pollsCloseFirst: 0,
      pollsCloseLast: 0,
    };
  });
  const all = contests.reduce((sum, contest) => sum + contest.electors, 0);
  const election: Election = {
    id: name,
    name,
    date: '',
    rule: { kind: 'electoral-college', electors: all, majority: Math.floor(all / 2) + 1 },
    tickets: TICKETS.map((id) => ({ id, name: id, party: id })),
    contests,
  };
  const baseline = units.map(
    ({ unit, contest, earlier, earlierTotal }): Baseline => ({
      unit,
      contest,
      total: earlierTotal,
      votes: earlier,
    }),
  );
  return {
    election,
    baseline,
    contests: [],
    traits: units.map(({ unit, traits }) => ({ unit, values: traits })),
    at: 0,
  };
}
