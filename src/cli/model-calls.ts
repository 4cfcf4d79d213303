/** `firstcall model-calls`: when the model itself would have called each contest of a recorded night, beside a desk. */
import type { ContestId, TicketId } from '../election/election.ts';
import { formatInstant, type Instant, MINUTE, parseInstant } from '../election/instant.ts';
import type { Call } from '../election/report.ts';
import type { Night } from '../feeds/night/night.ts';
import { readResults } from '../feeds/night/read-night.ts';
import { quantile } from '../numeric/quantile.ts';
import { modelCalls } from '../projection/model-calls.ts';
import { project } from '../projection/project.ts';
import { nightMoments } from './counted-moment.ts';
import { givenNight } from './given.ts';
import { type Console, FellShort } from './outcome.ts';

type Called = { readonly ticket: TicketId; readonly at: Instant };

type Row = {
  readonly contest: ContestId;
  /** The model's standing call, and when it was made; null where it made none that it kept. */
  readonly model: Called | null;
  readonly desk: Called | null;
  /** Minutes by which the model was later. */
  readonly later: number | null;
  /** Calls for the ticket that lost, at any time. */
  readonly wrong: number;
  readonly takenBack: number;
};

export async function runModelCalls(
  folder: string,
  options: { readonly desk: string; readonly every: number; readonly json: boolean },
  console: Console,
): Promise<void> {
  const night = await givenNight(folder);
  const winners = await winnersOf(
    folder,
    night.election.tickets.map(({ id }) => id),
  );
  const standing: Record<ContestId, Called> = {};
  const wrong: Record<ContestId, number> = {};
  const takenBack: Record<ContestId, number> = {};
  for await (const input of nightMoments(night, options.every * MINUTE)) {
    console.progress?.(formatInstant(input.at));
    for (const { contest, ticket } of modelCalls(standing, project(input))) {
      if (ticket === null) {
        delete standing[contest];
        takenBack[contest] = (takenBack[contest] ?? 0) + 1;
        continue;
      }
      standing[contest] = { ticket, at: input.at };
      if (winners[contest] !== undefined && winners[contest] !== ticket)
        wrong[contest] = (wrong[contest] ?? 0) + 1;
    }
  }
  const desks = await callsOf(night, options.desk);
  const rows = night.election.contests.map(({ id }): Row => {
    const model = standing[id] ?? null;
    const desk = desks[id] ?? null;
    return {
      contest: id,
      model,
      desk,
      later: model === null || desk === null ? null : (model.at - desk.at) / MINUTE,
      wrong: wrong[id] ?? 0,
      takenBack: takenBack[id] ?? 0,
    };
  });
  print(rows, options, console);
  if (rows.some((row) => row.wrong > 0))
    throw new FellShort('the model called a contest for the ticket that lost it');
}

function print(
  rows: readonly Row[],
  options: { readonly desk: string; readonly json: boolean },
  console: Console,
): void {
  const differences = rows.flatMap(({ later }) => (later === null ? [] : [later]));
  const summary = {
    contests: rows.length,
    modelCalls: rows.filter(({ model }) => model !== null).length,
    wrong: rows.reduce((sum, row) => sum + row.wrong, 0),
    takenBack: rows.reduce((sum, row) => sum + row.takenBack, 0),
    compared: differences.length,
    medianMinutesLater: differences.length === 0 ? null : quantile(differences, 0.5),
  };
  if (options.json) {
    for (const { model, desk, ...row } of rows)
      console.out(JSON.stringify({ ...row, model: written(model), desk: written(desk) }));
    console.out(JSON.stringify({ summary }));
    return;
  }
  console.progress?.('');
  console.out(`contest   model                       ${options.desk.padEnd(27)} model later, minutes`);
  const cell = (called: Called | null) =>
    (called === null ? '–' : `${called.ticket} ${formatInstant(called.at)}`).padEnd(27);
  for (const row of rows)
    console.out(
      `${row.contest.padEnd(9)} ${cell(row.model)} ${cell(row.desk)} ${(row.later === null ? '–' : row.later.toFixed(0)).padStart(6)}${row.wrong > 0 ? '  WRONG' : ''}`,
    );
  console.out(
    `${summary.modelCalls} of ${summary.contests} called, ${summary.wrong} wrong, ${summary.takenBack} taken back; median ${summary.medianMinutesLater?.toFixed(0) ?? '–'} minutes after ${options.desk} in ${summary.compared} contests`,
  );
}

function written(called: Called | null) {
  return called === null ? null : { ticket: called.ticket, at: formatInstant(called.at) };
}

async function winnersOf(
  folder: string,
  [first, second]: readonly TicketId[],
): Promise<Record<ContestId, TicketId>> {
  const results = await readResults(folder).catch(() => []);
  return Object.fromEntries(
    results.flatMap(({ unit, contest, votes }) =>
      unit === contest ? [[contest, votes[first!]! > votes[second!]! ? first! : second!]] : [],
    ),
  );
}

/** The desk's last standing call of each contest, from the record of its calls. */
async function callsOf({ deliveries }: Night, name: string): Promise<Record<ContestId, Called>> {
  const calls: Record<ContestId, Called> = {};
  for await (const { draft } of deliveries()) {
    if (draft.kind !== 'call' && draft.kind !== 'retraction') continue;
    const { desk, contest, ticket, saidAt } = draft.data as Call;
    if (desk !== name) continue;
    if (draft.kind === 'call') calls[contest] = { ticket, at: parseInstant(saidAt) };
    else delete calls[contest];
  }
  return calls;
}
