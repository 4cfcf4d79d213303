/** The moments of a replay, projected and judged. */
import { type Replay, readReplay } from '../feeds/replay/read-replay.ts';
import { type Moment, type PeerScores, type ReplayCount, TICKETS } from '../feeds/replay/replay.ts';
import { quantile } from '../numeric/quantile.ts';
import { type ProjectionInput, project } from '../projection/project.ts';
import type { ContestProjection, Projection } from '../projection/projection.ts';
import { type MomentScore, scoreOf } from '../projection/scores.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from '../projection/settings.ts';
import { inputOfReplay } from './counted-moment.ts';

/** A replay with all its moments in memory. */
export type Backtest = {
  readonly name: string;
  readonly replay: Replay;
  readonly input: ProjectionInput;
  readonly moments: readonly { readonly moment: Moment; readonly units: readonly ReplayCount[] }[];
  /** Null where the replay comes without results. */
  readonly truth: { readonly margins: Readonly<Record<string, number>>; readonly electors: number } | null;
};

export type Judged = {
  readonly cell: string;
  readonly score: MomentScore | null;
  readonly peer: PeerScores | null;
  readonly cpuMs: number;
  readonly contests: readonly ContestProjection[];
  readonly electors: Projection['electors'];
};

export async function openBacktest(folder: string): Promise<Backtest> {
  const replay = await readReplay(folder);
  const moments = [];
  for (const moment of replay.moments) moments.push({ moment, units: await replay.countsOf(moment) });
  return { name: replay.name, replay, input: inputOfReplay(replay), moments, truth: truthOf(replay) };
}

/** Projects one moment and scores it where the result is known. */
export function judge(
  { input, truth, replay }: Backtest,
  moment: { readonly cell: string; readonly peer: PeerScores | null },
  units: readonly ReplayCount[],
  settings: ProjectionSettings = DEFAULT_SETTINGS,
): Judged {
  const before = process.cpuUsage();
  const { contests: all, electors } = project({ ...input, units, settings });
  const { user, system } = process.cpuUsage(before);
  // A contest of which the replay knows no unit gives its electors by chance, and nothing to print.
  const known = new Set(replay.units.map(({ contest }) => contest));
  const contests = all.filter(({ contest }) => known.has(contest));
  const { callFrom, callCounted } = settings;
  return {
    cell: moment.cell,
    score:
      truth === null
        ? null
        : scoreOf({ contests, electors }, { ...truth, first: TICKETS[0], callFrom, callCounted }),
    peer: moment.peer,
    cpuMs: (user + system) / 1000,
    contests,
    electors,
  };
}

function truthOf({ results, electors }: Replay): Backtest['truth'] {
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

export type Summary = ReturnType<typeof summaryOf>;

/** Means over the moments, widths as medians, the other model's beside ours where it was recorded. */
export function summaryOf(replay: string, all: readonly Judged[]) {
  const judged = all.flatMap((one) => (one.score === null ? [] : [{ ...one, score: one.score }]));
  type Scored = (typeof judged)[number];
  const mean = (value: (one: Scored) => number) =>
    judged.reduce((sum, one) => sum + value(one), 0) / judged.length;
  const median = (value: (one: Scored) => number) => quantile(judged.map(value), 0.5);
  const ours = {
    error: mean(({ score }) => score.error),
    coverage90: mean(({ score }) => score.coverage),
    width: median(({ score }) => score.width),
    logScore: mean(({ score }) => score.logScore),
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
    widthRatio: median((one) => one.score.width / one.peer!.median_width_pp),
    wrongCalls: judged.flatMap((one) => one.peer!.wrong_calls),
    electorsHeld: mean((one) =>
      Number(one.peer!.ev_low90 <= one.peer!.ev_truth && one.peer!.ev_truth <= one.peer!.ev_high90),
    ),
    electorWidth: median((one) => one.peer!.ev_high90 - one.peer!.ev_low90),
    cpuMs: median((one) => 1000 * one.peer!.cpu_s),
  };
  return { replay, moments: judged.length, ...ours, peer };
}
