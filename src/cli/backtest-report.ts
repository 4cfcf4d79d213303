/**
 * A report on backtests as one HTML page without parts elsewhere, and as Markdown: the same tables in both.
 */
import type { ContestOutcome } from '../projection/scores.ts';
import type { Judged, Summary } from './backtest-moments.ts';
import type { Coverage } from './cross-fit.ts';
import { coveragePlot, errorPlot, reliabilityPlot } from './report-plots.ts';

export type Report = {
  readonly name: string;
  readonly judged: readonly Judged[];
  /** Null where the replay has no results. */
  readonly summary: Summary | null;
  readonly along: readonly Coverage[];
};

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Title, sentence, figure (HTML only) and table of one part of the report. */
type Section = {
  readonly title: string;
  readonly sentence: string;
  readonly figure: string | null;
  readonly table: Table;
};

export function htmlReport(reports: readonly Report[]): string {
  const body = reports.map(
    (report) =>
      `<h1>${escaped(report.name)}</h1>${sectionsOf(report)
        .map(
          ({ title, sentence, figure, table }) =>
            `<section><h2>${escaped(title)}</h2><p>${escaped(sentence)}</p>${figure ?? ''}${htmlTable(table)}</section>`,
        )
        .join('')}`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Backtest of the projection</title><style>${STYLE}</style><main>${body.join('')}</main></html>\n`;
}

export function markdownReport(reports: readonly Report[]): string {
  return reports
    .map(
      (report) =>
        `# ${report.name}\n\n${sectionsOf(report)
          .map(({ title, sentence, table }) => `## ${title}\n\n${sentence}\n\n${markdownTable(table)}\n`)
          .join('\n')}`,
    )
    .join('\n');
}

const STYLE = `:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#bbb;--one:#0072b2;--two:#d55e00;--band:#0072b222}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#141414;--line:#555;--one:#56b4e9;--two:#e69f00;--band:#56b4e933}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:720px;margin:0 auto;padding:24px}h1{font-size:24px;border-top:1px solid var(--line);padding-top:24px}h2{font-size:18px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;display:block;overflow-x:auto}th,td{text-align:right;padding:2px 16px 2px 0;white-space:nowrap}
th:first-child,td:first-child{text-align:left}th{font-weight:600;border-bottom:1px solid var(--line)}svg{max-width:100%;height:auto;display:block;margin:8px 0}
svg text{fill:var(--ink);font:12px system-ui,sans-serif}`;

function sectionsOf({ judged, summary, along }: Report): Section[] {
  if (summary === null) return [projections(judged)];
  const outcomes = judged.flatMap(({ score }) => score?.contests ?? []);
  return [
    overview(summary),
    calibration(outcomes),
    coverage(outcomes),
    ...(along.length > 0 ? [alongTheWay(along)] : []),
    errors(judged),
    calls(judged),
    misses(judged),
  ];
}

function overview({ moments, peer, ...ours }: Summary): Section {
  const row = (what: string, own: string, other: string | undefined) => [what, own, other ?? '–'];
  return {
    title: 'In all',
    sentence: `${moments} moments; the other model saw the very same counts.`,
    figure: null,
    table: {
      head: ['', 'this', 'other model'],
      rows: [
        row('mean absolute error, points', ours.error.toFixed(2), peer?.error.toFixed(2)),
        row('90 % intervals that hold the result', ours.coverage90.toFixed(3), peer?.coverage90.toFixed(3)),
        row('median width, points', ours.width.toFixed(2), undefined),
        row(
          'its ratio to the other model’s',
          peer?.widthRatio.toFixed(2) ?? '–',
          peer === null ? undefined : '1',
        ),
        row('wrong calls', `${ours.wrongCalls.length} of ${ours.calls}`, peer?.wrongCalls.length.toString()),
        row(
          'elector intervals that hold the result',
          ours.electorsHeld.toFixed(3),
          peer?.electorsHeld.toFixed(3),
        ),
        row('median width, electors', ours.electorWidth.toFixed(1), peer?.electorWidth.toFixed(1)),
        row('processor time, ms', ours.cpuMs.toFixed(1), peer?.cpuMs.toFixed(0)),
      ],
    },
  };
}

const CHANCES = [0, 0.005, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.995, 1.0000001];

function calibration(outcomes: readonly ContestOutcome[]): Section {
  const bins = CHANCES.slice(0, -1).flatMap((from, i) => {
    const inside = outcomes.filter(({ chance }) => chance >= from && chance < CHANCES[i + 1]!);
    if (inside.length === 0) return [];
    const said = inside.reduce((sum, { chance }) => sum + chance, 0) / inside.length;
    const won = inside.filter((one) => one.won).length;
    return [{ said, was: won / inside.length, count: inside.length }];
  });
  return {
    title: 'Chances and what became of them',
    sentence:
      'Of the contests given this chance, so many were won by the first ticket. On the line, chances are honest.',
    figure: reliabilityPlot(bins),
    table: {
      head: ['chance given', 'won', 'contests'],
      rows: bins.map(({ said, was, count }) => [said.toFixed(3), was.toFixed(3), String(count)]),
    },
  };
}

const COUNTED = [0, 0.005, 0.03, 0.075, 0.15, 0.3, 0.5, 0.7, 0.85, 0.925, 0.97, 1];

function coverage(outcomes: readonly ContestOutcome[]): Section {
  const bins = COUNTED.slice(0, -1).flatMap((from, i) => {
    const to = COUNTED[i + 1]!;
    const inside = outcomes.filter(({ counted }) => counted >= from && (counted < to || to === 1));
    if (inside.length === 0) return [];
    const held = inside.filter(({ holds }) => holds).length / inside.length;
    return [{ from, to, held, count: inside.length }];
  });
  return {
    title: 'Coverage by share counted in the contest',
    sentence: 'Share of 90 % intervals that hold the result. The band is 84 to 96 %.',
    figure: coveragePlot(bins.map(({ from, to, held, count }) => ({ at: (from + to) / 2, held, count }))),
    table: {
      head: ['counted', 'held', 'intervals'],
      rows: bins.map(({ from, to, held, count }) => [
        `${percent(from)} – ${percent(to)}`,
        held.toFixed(3),
        String(count),
      ]),
    },
  };
}

function alongTheWay(along: readonly Coverage[]): Section {
  return {
    title: 'Coverage along the way',
    sentence:
      'The real result counted in made-up orders up to each share of the whole vote: any order, by closing hour and size, and the same bit by bit with a biased early count.',
    figure: coveragePlot(
      along.map(({ share, coverage, contests }) => ({ at: share, held: coverage, count: contests })),
    ),
    table: {
      head: ['counted', 'held', 'random', 'night', 'partial', 'intervals'],
      rows: along.map(({ share, coverage, byOrder, contests }) => [
        percent(share),
        coverage.toFixed(3),
        ...Object.values(byOrder).map((one) => one.toFixed(3)),
        String(contests),
      ]),
    },
  };
}

function errors(judged: readonly Judged[]): Section {
  const pairs = judged.flatMap(({ cell, score, peer }) =>
    score === null ? [] : [{ cell, ours: score.error, other: peer?.mae_pp ?? null, score, peer }],
  );
  return {
    title: 'Error, moment by moment',
    sentence:
      'Mean absolute error of the margin in open contests, points. Below the line this model is nearer.',
    figure: errorPlot(pairs.flatMap(({ ours, other }) => (other === null ? [] : [{ ours, other }]))),
    table: {
      head: ['moment', 'this', 'other', 'held', 'electors 90 %', 'hold'],
      rows: pairs.map(({ cell, ours, other, score }) => [
        cell,
        ours.toFixed(2),
        other?.toFixed(2) ?? '–',
        score.coverage.toFixed(2),
        String(score.electors.width),
        score.electors.holds ? 'yes' : 'no',
      ]),
    },
  };
}

function calls(judged: readonly Judged[]): Section {
  const outcomes = judged.flatMap(({ score }) => score?.contests ?? []);
  const rows = COUNTED.slice(0, -1).flatMap((from, i) => {
    const to = COUNTED[i + 1]!;
    const inside = outcomes.filter(({ counted }) => counted >= from && (counted < to || to === 1));
    if (inside.length === 0) return [];
    const number = (is: (one: ContestOutcome) => boolean) => String(inside.filter(is).length);
    return [
      [
        `${percent(from)} – ${percent(to)}`,
        number(({ called }) => called),
        number(({ wrong }) => wrong),
        number(({ stands }) => stands),
        number(({ wrong, stands }) => wrong && stands),
        number(({ stands }) => !stands),
      ],
    ];
  });
  return {
    title: 'Calls',
    sentence:
      'Above the threshold, of these wrong; and what the model would really call, under stress and half counted, of these wrong, and not called.',
    figure: null,
    table: { head: ['counted', 'above', 'wrong', 'called', 'wrong', 'missed'], rows },
  };
}

const WORST = 15;

function misses(judged: readonly Judged[]): Section {
  const all = judged.flatMap(({ cell, score }) =>
    (score?.contests ?? []).flatMap((one) => (one.holds ? [] : [{ cell, ...one }])),
  );
  const far = ({ error, width }: ContestOutcome) => Math.abs(error) / width;
  return {
    title: 'The results farthest outside their interval',
    sentence: `${all.length} results lie outside; these lie farthest, by the width of the interval.`,
    figure: null,
    table: {
      head: ['moment and contest', 'counted', 'error, points', 'width', 'chance given', 'first won'],
      rows: all
        .sort((a, b) => far(b) - far(a))
        .slice(0, WORST)
        .map((one) => [
          `${one.cell} ${one.contest}`,
          percent(one.counted),
          one.error.toFixed(2),
          one.width.toFixed(2),
          one.chance.toFixed(3),
          one.won ? 'yes' : 'no',
        ]),
    },
  };
}

/** Where nobody knows the result: what was projected. */
function projections(judged: readonly Judged[]): Section {
  return {
    title: 'Projections',
    sentence: 'This replay comes without results, so that nothing can be judged.',
    figure: null,
    table: {
      head: ['moment', 'electors', '90 %', 'chance of a majority', 'open contests'],
      rows: judged.map(({ cell, electors, contests }) => {
        const [first] = Object.keys(electors.mean);
        return [
          cell,
          electors.mean[first!]!.toFixed(1),
          `${electors.low90[first!]} – ${electors.high90[first!]}`,
          electors.winProbability[first!]!.toFixed(3),
          String(contests.filter(({ open }) => open).length),
        ];
      }),
    },
  };
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function htmlTable({ head, rows }: Table): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

function markdownTable({ head, rows }: Table): string {
  const line = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
