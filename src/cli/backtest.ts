/** `firstcall backtest`: the projection at frozen moments of past counts, beside the truth and another model. */
import { type Replay, readReplay } from '../feeds/replay/read-replay.ts';
import { type PeerScores, type ReplayCount, TICKETS } from '../feeds/replay/replay.ts';
import { quantile } from '../numeric/quantile.ts';
import { project } from '../projection/project.ts';
import type { ContestProjection, Projection } from '../projection/projection.ts';
import { type MomentScore, scoreOf } from '../projection/scores.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from '../projection/settings.ts';
import { inputOfReplay } from './counted-moment.ts';
import type { Console } from './outcome.ts';

type Judged = { readonly score: MomentScore; readonly peer: PeerScores | null; readonly cpuMs: number };

export async function runBacktest(
  folders: readonly string[],
  options: { readonly json: boolean },
  console: Console,
): Promise<void> {
  for (const folder of folders) {
    const replay = await readReplay(folder);
    const judged = await backtest(replay, DEFAULT_SETTINGS, (line) => {
      if (options.json) console.out(JSON.stringify(line));
      else console.progress?.(`${replay.name} ${line.cell}`);
    });
    if (judged.length === 0) {
      if (!options.json)
        console.out(`${replay.name}: no results to judge by; use --json for the projections`);
      continue;
    }
    const summary = summaryOf(replay.name, judged);
    console.progress?.('');
    if (options.json) console.out(JSON.stringify({ summary }));
    else for (const line of inWords(summary)) console.out(line);
  }
}

type Line = {
  readonly replay: string;
  readonly cell: string;
  readonly contests: readonly Omit<ContestProjection, 'stressed'>[];
  readonly electors: Omit<Projection['electors'], 'distribution'>;
  readonly cpuMs: number;
};

/** Projects every moment and hands it on; returns the scores where the replay has results. */
async function backtest(
  replay: Replay,
  settings: ProjectionSettings,
  each: (line: Line) => void,
): Promise<Judged[]> {
  const input = inputOfReplay(replay);
  const truth = truthOf(replay);
  // A contest of which the replay knows no unit gives its electors by chance, and nothing to print.
  const known = new Set(replay.units.map(({ contest }) => contest));
  const judged: Judged[] = [];
  for (const moment of replay.moments) {
    const units: ReplayCount[] = await replay.countsOf(moment);
    const before = process.cpuUsage();
    const { contests: all, electors } = project({ ...input, units, settings });
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    const contests = all.filter(({ contest }) => known.has(contest));
    const { distribution: _, ...summary } = electors;
    each({
      replay: replay.name,
      cell: moment.cell,
      contests: contests.map(withoutStress),
      electors: summary,
      cpuMs,
    });
    const score =
      truth === null
        ? null
        : scoreOf({ contests, electors }, truth.margins, {
            electors: truth.electors,
            first: TICKETS[0],
            callFrom: settings.callFrom,
          });
    if (score !== null) judged.push({ score, peer: moment.peer, cpuMs });
  }
  return judged;
}

function withoutStress({ stressed: _, ...contest }: ContestProjection): Omit<ContestProjection, 'stressed'> {
  return contest;
}

function truthOf({ results, electors }: Replay) {
  if (results === null) return null;
  const sums = new Map<string, { lead: number; votes: number }>();
  for (const { contest, votes } of results) {
    const sum = sums.get(contest) ?? { lead: 0, votes: 0 };
    sums.set(contest, {
      lead: sum.lead + votes['D']! - votes['R']!,
      votes: sum.votes + votes['D']! + votes['R']!,
    });
  }
  const margins = Object.fromEntries([...sums].map(([contest, { lead, votes }]) => [contest, lead / votes]));
  const won = Object.entries(electors).filter(([contest]) => margins[contest]! > 0);
  return { margins, electors: won.reduce((sum, [, count]) => sum + count, 0) };
}

/** Means over the moments, widths as medians, the other model's beside ours where it was recorded. */
function summaryOf(replay: string, judged: readonly Judged[]) {
  const mean = (value: (one: Judged) => number) =>
    judged.reduce((sum, one) => sum + value(one), 0) / judged.length;
  const median = (value: (one: Judged) => number) => quantile(judged.map(value), 0.5);
  const ours = {
    error: mean(({ score }) => score.error),
    coverage90: mean(({ score }) => score.coverage),
    width: median(({ score }) => score.width),
    calls: judged.reduce((sum, { score }) => sum + score.calls, 0),
    wrongCalls: judged.flatMap(({ score }) => score.wrongCalls),
    stressedCalls: judged.reduce((sum, { score }) => sum + score.stressedCalls, 0),
    electorsHeld: mean(({ score }) => Number(score.electors.holds)),
    electorWidth: median(({ score }) => score.electors.width),
    cpuMs: median((one) => one.cpuMs),
  };
  if (judged.some(({ peer }) => peer === null))
    return { replay, moments: judged.length, ...ours, peer: null };
  const peer = {
    error: mean((one) => one.peer!.mae_pp),
    coverage90: mean((one) => one.peer!.coverage90),
    widthRatio: median(({ score, peer }) => score.width / peer!.median_width_pp),
    wrongCalls: judged.flatMap((one) => one.peer!.wrong_calls),
    electorsHeld: mean(({ peer }) =>
      Number(peer!.ev_low90 <= peer!.ev_truth && peer!.ev_truth <= peer!.ev_high90),
    ),
    electorWidth: median(({ peer }) => peer!.ev_high90 - peer!.ev_low90),
    cpuMs: median(({ peer }) => 1000 * peer!.cpu_s),
  };
  return { replay, moments: judged.length, ...ours, peer };
}

function inWords({ peer, ...ours }: ReturnType<typeof summaryOf>): string[] {
  const row = (what: string, own: string, other: string | undefined) =>
    `  ${what.padEnd(44)}${own.padStart(8)}${other === undefined ? '' : other.padStart(10)}`;
  return [
    `${ours.replay}, ${ours.moments} moments${' '.repeat(24)}${peer === null ? '' : '    ours      peer'}`,
    row('error of the margin, points', ours.error.toFixed(2), peer?.error.toFixed(2)),
    row('90 % intervals that hold the result', ours.coverage90.toFixed(3), peer?.coverage90.toFixed(3)),
    row(
      'their width beside the peer’s',
      peer === null ? '' : peer.widthRatio.toFixed(2),
      peer === null ? undefined : '1.00',
    ),
    row('wrong calls', `${ours.wrongCalls.length}/${ours.calls}`, peer?.wrongCalls.length.toString()),
    row(
      'elector intervals that hold the result',
      ours.electorsHeld.toFixed(2),
      peer?.electorsHeld.toFixed(2),
    ),
    row('their width', ours.electorWidth.toFixed(0), peer?.electorWidth.toFixed(0)),
    row('processor time of a projection, ms', ours.cpuMs.toFixed(1), peer?.cpuMs.toFixed(0)),
  ];
}
