/**
 * `firstcall faults`: what the checks find in a recorded night, held against the faults that its recorder labelled.
 *
 * The labels are read beside the night and meet the findings only here: no check has seen them.
 */
import { join } from 'node:path';
import type { Entry } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { readCsv } from '../feeds/night/read-csv.ts';
import { readNight } from '../feeds/night/read-night.ts';
import { applyCount, emptyReturns } from '../returns/apply.ts';
import type { Fault } from '../returns/returns.ts';
import { type Console, FellShort } from './outcome.ts';

export type FaultLine = {
  readonly label: string;
  /** Rows with the label that are marked so, and that are not. */
  readonly found: number;
  readonly missed: number;
  /** Rows with a label of comparison that their row before does not bear out: the recording lacks the row meant. */
  readonly absent: number;
  /** Rows marked so without the label. */
  readonly false: number;
};

/** A row whose label of comparison its row before does not bear out. */
export type AbsentRow = {
  readonly row: number;
  readonly unit: string;
  readonly label: string;
  /** The unit's row before, and the row: what the label says has fallen. */
  readonly before: number | null;
  readonly now: number;
  /** The longest time between the two of which the recording has no row of any unit. */
  readonly silence: { readonly from: string; readonly until: string } | null;
};

export type FaultTable = {
  readonly rows: number;
  readonly lines: readonly FaultLine[];
  readonly absent: readonly AbsentRow[];
  /** Rows with any mark that no label of theirs explains, and their share of all rows. */
  readonly falseRows: number;
  readonly falseShare: number;
};

/** Labels whose mark has another name; a ticket's own fall (`falling_D`) is any ticket's. */
const NAMED_OTHERWISE: Readonly<Record<string, readonly Fault[]>> = {
  test_data: ['before_close', 'test_data'],
  redelivered: ['repeated', 'out_of_order'],
};

const COMPARED: readonly Fault[] = ['falling', 'ticket_falling', 'split_changed'];

/** False marks up to this share of rows are borne: one in two hundred, a glance each. */
const FALSE_AT_MOST = 0.005;

export async function runFaults(
  folder: string,
  options: { readonly json: boolean },
  console: Console,
): Promise<void> {
  const table = await faultTable(folder);
  if (options.json) {
    for (const line of table.lines) console.out(JSON.stringify(line));
    const { rows, falseRows, falseShare, absent } = table;
    console.out(JSON.stringify({ summary: { rows, falseRows, falseShare, absent } }));
  } else for (const line of textOf(table)) console.out(line);
  const missed = table.lines.reduce((sum, line) => sum + line.missed, 0);
  if (missed > 0 || table.falseShare > FALSE_AT_MOST)
    throw new FellShort(
      `${missed} labelled faults were missed, ${table.falseRows} rows are marked without a label`,
    );
}

/** Plays the counts of a night through the returns and compares. */
export async function faultTable(folder: string): Promise<FaultTable> {
  const { labels, absent: absentRows } = await readLabels(join(folder, 'counts.csv'));
  const marks = await findMarks(folder);
  const names = [
    ...new Set([
      ...[...labels.values()].flatMap(({ all }) => all),
      ...[...marks.values()].flatMap((one) => [...one]),
    ]),
  ];
  const lines = new Map(names.map((label) => [label, { label, found: 0, missed: 0, absent: 0, false: 0 }]));
  let falseRows = 0;
  for (const [position, { all, absent }] of labels) {
    const found = marks.get(position) ?? new Set<Fault>();
    for (const label of all) {
      const isFound = marksOf(label).some((one) => found.has(one));
      lines.get(label)![isFound ? 'found' : absent.includes(label) ? 'absent' : 'missed'] += 1;
    }
    const unexplained = [...found].filter((fault) => !all.some((label) => explains(label, fault)));
    for (const fault of unexplained) lines.get(fault)!.false += 1;
    if (unexplained.length > 0) falseRows += 1;
  }
  const sorted = [...lines.values()].sort(
    (a, b) => labelled(b) - labelled(a) || (a.label < b.label ? -1 : 1),
  );
  const falseShare = falseRows / Math.max(1, labels.size);
  return { rows: labels.size, lines: sorted, absent: absentRows, falseRows, falseShare };
}

function labelled({ found, missed, absent }: FaultLine): number {
  return found + missed + absent;
}

function marksOf(label: string): readonly Fault[] {
  return NAMED_OTHERWISE[label] ?? [label.startsWith('falling_') ? 'ticket_falling' : (label as Fault)];
}

/** A total cannot fall without a ticket's votes: the label of the one explains the mark of the other. */
function explains(label: string, fault: Fault): boolean {
  return marksOf(label).includes(fault) || (label === 'falling' && fault === 'ticket_falling');
}

type Labels = { readonly all: readonly string[]; readonly absent: readonly string[] };

/** The recorder's labels by the row's position in the file, and the rows that do not bear theirs out. */
async function readLabels(
  file: string,
): Promise<{ readonly labels: Map<number, Labels>; readonly absent: readonly AbsentRow[] }> {
  const labels = new Map<number, Labels>();
  const before = new Map<string, Fields>();
  const stamps: string[] = [];
  const compared: { readonly row: AbsentRow; readonly last: Fields | undefined; readonly fields: Fields }[] =
    [];
  for await (const line of readCsv(file, ['fault', 'unit'])) {
    const fields: Fields = 'fields' in line ? line.fields : {};
    const unit = fields['unit'] ?? '';
    const row = labels.size + 1;
    const all = (fields['fault'] ?? '').split('+').filter((label) => label !== '');
    const last = before.get(unit);
    const absent = all.filter((label) => !isBorneOut(label, last, fields));
    for (const label of absent) {
      const column = columnOf(label)!;
      const had = last === undefined ? null : Number(last[column]);
      compared.push({
        row: { row, unit, label, before: had, now: Number(fields[column]), silence: null },
        last,
        fields,
      });
    }
    labels.set(row, { all, absent });
    before.set(unit, fields);
    stamps.push(stampOf(fields));
  }
  stamps.sort();
  return {
    labels,
    absent: compared.map(({ row, last, fields }) => ({ ...row, silence: silenceOf(stamps, last, fields) })),
  };
}

type Fields = Readonly<Record<string, string>>;

/**
 * Whether a label that says what fell is true of the row and the one before it of the same unit. Where it is not, the
 * recorder compared with a row that the recording leaves out, and nobody can find the fault in what is left.
 */
function isBorneOut(label: string, before: Fields | undefined, row: Fields): boolean {
  const column = columnOf(label);
  if (column === undefined || row[column] === undefined) return true;
  return before !== undefined && Number(row[column]) < Number(before[column]);
}

/** The column of which a label says that it falls. */
function columnOf(label: string): string | undefined {
  return label === 'falling' ? 'total' : /^falling_(\w+)$/.exec(label)?.[1];
}

function stampOf(row: Fields): string {
  return row['reported_at'] || row['observed_at'] || '';
}

/** The longest step between two rows of the whole recording, from one row of a unit to its next. */
function silenceOf(sorted: readonly string[], last: Fields | undefined, row: Fields): AbsentRow['silence'] {
  if (last === undefined) return null;
  const [from, until] = [stampOf(last), stampOf(row)];
  const within = sorted.filter((stamp) => stamp >= from && stamp <= until);
  const steps = within.slice(1).map((stamp, i) => ({ from: within[i]!, until: stamp }));
  const length = (step: { from: string; until: string }): number =>
    Date.parse(step.until) - Date.parse(step.from);
  return steps.reduce<AbsentRow['silence']>((a, b) => (a === null || length(b) > length(a) ? b : a), null);
}

/** Every mark a row ends with: its own findings, and what a later row shows of it. */
async function findMarks(folder: string): Promise<Map<number, Set<Fault>>> {
  const { election, baseline, deliveries } = await readNight(folder);
  const returns = emptyReturns();
  const marks = new Map<number, Set<Fault>>();
  for await (const { draft } of deliveries()) {
    if (draft.kind !== 'count') continue;
    const entry = { ...draft, seq: (draft.data as CountReport).position } as Entry<'count', CountReport>;
    const { finding, noted, shown } = applyCount(returns, entry, election, baseline);
    // The labels compare a row with the one before it; that it falls behind what stands is no mark of the row.
    const further = finding.faults.filter((fault) => !COMPARED.includes(fault));
    marks.set(entry.seq, new Set([...noted, ...further]));
    for (const { record, fault } of shown) marks.get(record)!.add(fault);
  }
  return marks;
}

function textOf({ rows, lines, absent, falseRows, falseShare }: FaultTable): string[] {
  const line = (cells: readonly (string | number)[]): string =>
    `${String(cells[0]).padEnd(18)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(8))
      .join('')}`;
  return [
    line(['label', 'found', 'missed', 'absent', 'false']),
    ...lines.map((one) => line([one.label, one.found, one.missed, one.absent, one.false])),
    'absent: the label compares with a row that the recording does not hold',
    ...absent.map(textOfAbsent),
    `${rows} rows, ${falseRows} with a mark that no label explains (${(100 * falseShare).toFixed(2)} %)`,
  ];
}

function textOfAbsent({ row, unit, label, before, now, silence }: AbsentRow): string {
  const figures = before === null ? `${now} is its first figure` : `it goes from ${before} to ${now}`;
  const hole = silence === null ? '' : `; no row of any unit between ${silence.from} and ${silence.until}`;
  return `  row ${row}, ${unit}, ${label}: ${figures}${hole}`;
}
