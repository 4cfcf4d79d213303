/** `firstcall backtest`: the projection at frozen moments of past counts, beside the truth and another model. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContestProjection } from '../projection/projection.ts';
import { readExpected } from '../projection/read-expected.ts';
import {
  type Backtest,
  type Judged,
  judge,
  openBacktest,
  type Summary,
  summaryOf,
} from './backtest-moments.ts';
import { htmlReport, markdownReport, type Report } from './backtest-report.ts';
import { type Coverage, type CrossFit, coverageAlongTheWay, crossFit } from './cross-fit.ts';
import { givenFile } from './given.ts';
import { type Console, WrongUse } from './outcome.ts';

type Options = {
  readonly json: boolean;
  /** Whether settings are fitted on each replay and judged on the others. */
  readonly cross: boolean;
  /** Whether coverage is measured for made-up counts from nothing to everything. */
  readonly along: boolean;
  /** File of margins expected before the count; null for none. */
  readonly expected: string | null;
  /** Folder for the report page; null for none. */
  readonly report: string | null;
};

export async function runBacktest(
  folders: readonly string[],
  options: Options,
  console: Console,
): Promise<void> {
  if (options.cross && folders.length < 2)
    throw new WrongUse('--cross fits on one replay and judges on another: name two folders');
  if (options.expected !== null && folders.length > 1)
    throw new WrongUse('--expected is of one election: name one folder');
  const reports: Report[] = [];
  const opened: Backtest[] = [];
  for (const folder of folders) {
    const found = await openBacktest(folder);
    const expected = await givenFile(options.expected, readExpected, found.input.election);
    const backtest = { ...found, input: { ...found.input, expected } };
    if (options.cross) opened.push(backtest);
    reports.push(reportOn(backtest, options, console));
  }
  if (options.cross) crossed(opened, options, console);
  if (options.report === null) return;
  await mkdir(options.report, { recursive: true });
  await writeFile(join(options.report, 'backtest.html'), htmlReport(reports));
  await writeFile(join(options.report, 'backtest.md'), markdownReport(reports));
  console.note(`written: ${join(options.report, 'backtest.html')} and backtest.md`);
}

/** So many projections are made before any is timed: by then the engine has compiled what a desk runs all night. */
const WARM_UP = 120;

function warmUp(backtest: Backtest): void {
  const { moments } = backtest;
  for (let i = 0; i < WARM_UP && moments.length > 0; i++) {
    const { moment, units } = moments[i % moments.length]!;
    judge(backtest, moment, units);
  }
}

function reportOn(backtest: Backtest, options: Options, console: Console): Report {
  const { name } = backtest;
  warmUp(backtest);
  const judged = backtest.moments.map(({ moment, units }) => {
    const one = judge(backtest, moment, units);
    if (options.json) console.out(JSON.stringify(lineOf(name, one)));
    else console.progress?.(`${name} ${moment.cell}`);
    return one;
  });
  console.progress?.('');
  const scored = judged.some(({ score }) => score !== null);
  const summary = scored ? summaryOf(name, judged) : null;
  const along = scored && (options.along || options.report !== null) ? coverageAlongTheWay(backtest) : [];
  if (options.json) {
    if (summary !== null) console.out(JSON.stringify({ summary }));
    if (options.along) console.out(JSON.stringify({ along: { replay: name, coverage: along } }));
  } else if (summary === null) console.out(`${name}: no results to judge by; use --json for the projections`);
  else
    for (const line of [...inWords(summary), ...(options.along ? alongInWords(along) : [])])
      console.out(line);
  return { name, judged, summary, along };
}

function lineOf(replay: string, { cell, contests, electors, cpuMs }: Judged) {
  const { distribution: _, ...summary } = electors;
  return { replay, cell, contests: contests.map(withoutStress), electors: summary, cpuMs };
}

function withoutStress({ stressed: _, ...contest }: ContestProjection): Omit<ContestProjection, 'stressed'> {
  return contest;
}

function crossed(opened: readonly Backtest[], options: Options, console: Console): void {
  for (const fitted of opened)
    for (const judged of opened) {
      if (fitted === judged || fitted.truth === null || judged.truth === null) continue;
      const cross = crossFit(fitted, judged, (what) => console.progress?.(what));
      console.progress?.('');
      if (options.json) console.out(JSON.stringify({ cross }));
      else for (const line of crossInWords(cross)) console.out(line);
    }
}

function crossInWords({ fittedOn, chosen, judgedOn }: CrossFit): string[] {
  const settings = Object.entries(chosen).map(([name, value]) => `${name} ${value}`);
  return [`fitted on ${fittedOn}: ${settings.join(', ')}; judged on`, ...inWords(judgedOn)];
}

function alongInWords(along: readonly Coverage[]): string[] {
  return [
    '  coverage by share of the whole vote counted (random / night / partial)',
    ...along.map(({ share, coverage, byOrder }) => {
      const orders = Object.values(byOrder).map((one) => one.toFixed(2));
      return `  ${`${Math.round(100 * share)} %`.padStart(6)}  ${coverage.toFixed(3)}  (${orders.join(' / ')})`;
    }),
  ];
}

function inWords({ peer, ...ours }: Summary): string[] {
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
