/** `firstcall project` and `firstcall what-if`: the projection at one moment, and what follows if contests fall. */
import type { ContestId, TicketId } from '../election/election.ts';
import { remainingPaths } from '../projection/paths.ts';
import { project } from '../projection/project.ts';
import type { ElectorProjection, Projection } from '../projection/projection.ts';
import { readCountingOrder } from '../projection/read-counting-order.ts';
import { readExpected } from '../projection/read-expected.ts';
import { type Condition, whatIf } from '../projection/what-if.ts';
import { type CountedMoment, countedMoment } from './counted-moment.ts';
import { givenFile } from './given.ts';
import { type Console, useOf, WrongUse } from './outcome.ts';

type People = { readonly hold: readonly string[]; readonly off: readonly string[] };

export async function runProject(
  folder: string,
  options: People & {
    readonly at: string | null;
    readonly expected: string | null;
    readonly order: string | null;
    readonly json: boolean;
  },
  console: Console,
): Promise<void> {
  const { moment, projection } = await projected(folder, options.at, options);
  const { contests, electors, shares } = projection;
  if (options.json) {
    const { distribution: _, ...summary } = electors;
    console.out(JSON.stringify({ moment: moment.label, contests, electors: summary, shares }));
    return;
  }
  console.out(moment.label);
  for (const line of electorLines(electors)) console.out(line);
  for (const { ticket, share, firstTwo } of shares ?? [])
    console.out(`  ${ticket}  share ${percent(share)}, among the first two ${percent(firstTwo)}`);
  console.out('contest    margin, points (90 %)        counted   likeliest');
  for (const one of contests.toSorted((a, b) => b.margin - a.margin)) {
    const [ticket, chance] = likeliest(one.winProbability);
    console.out(
      `${one.contest.padEnd(8)} ${points(one.margin)}  (${points(one.low90)} …${points(one.high90)})  ${percent(one.counted)}   ${ticket} ${percent(chance)}`,
    );
  }
}

export async function runWhatIf(
  folder: string,
  options: {
    readonly at: string | null;
    readonly if: readonly string[];
    readonly paths: string | null;
    readonly json: boolean;
  },
  console: Console,
): Promise<void> {
  const plain = { hold: [], off: [], expected: null, order: null };
  const { moment, projection } = await projected(folder, options.at, plain);
  const conditions = options.if.map(conditionOf);
  const answer = useOf(() => whatIf(projection.joint, conditions));
  const decided = Object.fromEntries(
    conditions.flatMap((one) => ('ticket' in one ? [[one.contest, one.ticket]] : [])),
  );
  const paths =
    options.paths === null
      ? null
      : useOf(() => remainingPaths(projection.joint, options.paths!, { ...likely(projection), ...decided }));
  if (options.json) {
    const { distribution: _, ...electors } = answer.electors;
    console.out(
      JSON.stringify({ moment: moment.label, conditions, ...answer, electors, ...(paths && { paths }) }),
    );
    return;
  }
  const certainty = answer.rough ? ', so seldom that the figures are rough' : '';
  console.out(
    `${moment.label}, if ${options.if.join(' and ')} (${percent(answer.probability)} likely${certainty})`,
  );
  for (const line of electorLines(answer.electors)) console.out(line);
  const before = new Map(projection.contests.map((one) => [one.contest, one]));
  for (const one of answer.contests) {
    const [ticket, chance] = likeliest(one.winProbability);
    const moved = Math.abs(chance - before.get(one.contest)!.winProbability[ticket]!);
    if (moved >= 0.005)
      console.out(`  ${one.contest.padEnd(6)} ${points(one.margin)}  ${ticket} ${percent(chance)}`);
  }
  if (paths === null) return;
  console.out(
    `${paths.ticket} has ${paths.electors} electors and needs ${paths.needed} more: ${paths.count} ways`,
  );
  for (const path of paths.paths)
    console.out(`  ${path.contests.join(' + ')} (${path.electors}), ${percent(path.probability)}`);
}

async function projected(
  folder: string,
  at: string | null,
  { hold, off, ...files }: People & { readonly expected: string | null; readonly order: string | null },
): Promise<{ moment: CountedMoment; projection: Projection }> {
  const moment = await countedMoment(folder, at);
  const held = Object.fromEntries(
    hold.map((text): [ContestId, TicketId] => {
      const condition = conditionOf(text);
      if (!('ticket' in condition)) throw new WrongUse(`invalid call "${text}"; write it as PA=D`);
      return [condition.contest, condition.ticket];
    }),
  );
  const { election } = moment.input;
  const expected = await givenFile(files.expected, readExpected, election);
  const order = await givenFile(files.order, readCountingOrder, election);
  const projection = useOf(() => project({ ...moment.input, held, off, expected, order }));
  return { moment, projection };
}

/** "PA=D", or "PA=-0.01..0.02" for a range of margins. */
function conditionOf(text: string): Condition {
  const [contest, value] = text.split('=');
  if (!contest || !value)
    throw new WrongUse(`invalid condition "${text}"; write it as PA=D or PA=-0.01..0.02`);
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)$/.exec(value);
  return range === null
    ? { contest, ticket: value }
    : { contest, low: Number(range[1]), high: Number(range[2]) };
}

/** Who has a contest as good as certainly: the other ticket has less than one chance in two hundred. */
function likely({ contests }: Projection): Record<ContestId, TicketId> {
  return Object.fromEntries(
    contests.flatMap(({ contest, winProbability }) => {
      const [ticket, chance] = likeliest(winProbability);
      return chance >= 0.995 ? [[contest, ticket]] : [];
    }),
  );
}

function likeliest(chances: Readonly<Record<TicketId, number>>): [TicketId, number] {
  return Object.entries(chances).reduce((a, b) => (b[1] > a[1] ? b : a));
}

function electorLines({ mean, low90, high90, winProbability }: ElectorProjection): string[] {
  return Object.keys(mean).map(
    (ticket) =>
      `  ${ticket}  ${percent(winProbability[ticket]!)}  electors ${mean[ticket]!.toFixed(1)} (90 %: ${low90[ticket]} – ${high90[ticket]})`,
  );
}

function points(margin: number): string {
  return `${margin < 0 ? '' : '+'}${(100 * margin).toFixed(1)}`.padStart(6);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}
