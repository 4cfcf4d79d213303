/**
 * Reads the folder of a recorded night (FORMATS: election.json, baseline, calls, events, counts, results).
 *
 * A row that cannot be read becomes a record of its own, with file, line and reason. Counts are streamed from their
 * file each time they are asked for; where a night has none, their path is reconstructed from the certified results,
 * which are otherwise never read here. A night told by `events.jsonl` alone has calls and facts but no count.
 */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Baseline, ContestId, Election } from '../../election/election.ts';
import type { Instant } from '../../election/instant.ts';
import { parseInstant } from '../../election/instant.ts';
import type { CountReport } from '../../election/report.ts';
import { type Drill, isOfCount, withDrill } from '../drill.ts';
import { reconstructCounts } from '../reconstruction.ts';
import { readElection } from './election-file.ts';
import { eventLineReader } from './event-lines.ts';
import { AT_START, drilled, inTime, item, refusedItem } from './items.ts';
import { afterPositions, type Item, mergeItems, type Night } from './night.ts';
import { type Line, readCsv } from './read-csv.ts';
import * as rows from './rows.ts';
import { silenced, silenceOf } from './said-drill.ts';

const MANDATORY = ['election.json', 'baseline.csv', 'calls.csv', 'events.csv'];

/** Calls and facts in one file, for a night of which nobody kept the counts. */
const TOLD = 'events.jsonl';

/** Throws an error that names the file where one is missing, unreadable or lacks a column. */
export async function readNight(folder: string, options: { readonly drill?: Drill } = {}): Promise<Night> {
  if (await exists(join(folder, TOLD))) return readTold(folder, options.drill);
  await demand(folder, MANDATORY);
  const election = await electionOf(folder);
  const baseline = await readFinals(folder, 'baseline', election);
  const facts = await factItems(folder, election);
  const calls = await callItems(folder, election, options.drill);
  const counts = await countSource(folder, election, options.drill);
  const silence = silenceOf(calls, options.drill);
  const all = (from: Instant): AsyncIterable<Item> => {
    const merged = mergeItems([[...baseline.refused, ...counts.refused], facts, calls, counts.items()]);
    return startingAt(from, silenced(merged, silence));
  };
  const span = await spanOf(all(AT_START), election);
  return {
    election,
    baseline: baseline.values,
    reconstructed: counts.reconstructed,
    ...span,
    deliveries: ({ after = {} } = {}) => afterPositions(all(span.from), after),
  };
}

async function readTold(folder: string, drill: Drill | undefined): Promise<Night> {
  if (isOfCount(drill))
    throw new Error(`invalid drill "${drill}": ${folder} has no count that trouble could be put into`);
  await demand(folder, ['election.json']);
  const election = await electionOf(folder);
  const items = await toldItems(join(folder, TOLD), election, drill);
  const silence = silenceOf(items, drill);
  const span = await spanOf(items, election);
  return {
    election,
    baseline: [],
    reconstructed: false,
    ...span,
    deliveries: ({ after = {} } = {}) =>
      afterPositions(startingAt(span.from, silenced(mergeItems([items]), silence)), after),
  };
}

/** The certified result by unit: the truth, for reconstruction and for checks, never for the chain. */
export async function readResults(folder: string): Promise<readonly Baseline[]> {
  const election = await electionOf(folder);
  return (await readFinals(folder, 'results', election)).values;
}

async function electionOf(folder: string): Promise<Election> {
  const file = join(folder, 'election.json');
  return readElection(await readFile(file, 'utf8'), file);
}

async function demand(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (await exists(join(folder, file))) continue;
    throw new Error(
      `missing ${join(folder, file)}: a recorded night needs ${MANDATORY.join(', ')} and counts.csv or results.csv`,
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function electionColumns(file: 'baseline' | 'results' | 'counts', { tickets }: Election): string[] {
  return [...rows.COLUMNS[file], ...tickets.map(({ id }) => id)];
}

type Table<T> = { readonly values: readonly T[]; readonly refused: readonly Item[] };

/** A table whole: its values, and its refused rows as known from the beginning. */
async function readTable<T>(
  path: string,
  feed: string,
  columns: readonly string[],
  reader: rows.Reader<T>,
): Promise<Table<T>> {
  const values: T[] = [];
  const refused: Item[] = [];
  for await (const line of readCsv(path, columns)) {
    const read = readLine(line, reader);
    if ('value' in read) values.push(read.value);
    else refused.push(refusedItem(feed, refused.length + 1, AT_START, line, read.reason));
  }
  return { values, refused };
}

/** Final figures by unit: `baseline.csv` or `results.csv`. */
function readFinals(
  folder: string,
  name: 'baseline' | 'results',
  election: Election,
): Promise<Table<Baseline>> {
  const path = join(folder, `${name}.csv`);
  return readTable(path, name, electionColumns(name, election), rows.finalReader(election));
}

function readLine<T>(line: Line, reader: rows.Reader<T>): rows.Read<T> {
  return 'fields' in line ? reader(line.fields) : line;
}

type Source = {
  readonly items: () => AsyncIterable<Item> | Iterable<Item>;
  readonly refused: readonly Item[];
  readonly reconstructed: boolean;
};

async function countSource(folder: string, election: Election, drill: Drill | undefined): Promise<Source> {
  const file = join(folder, 'counts.csv');
  if (await exists(file)) {
    if (isOfCount(drill))
      throw new Error(`invalid drill "${drill}": ${folder} holds recorded counts, which stay as they are`);
    return { items: () => recordedItems(file, election), refused: [], reconstructed: false };
  }
  await demand(folder, ['results.csv']);
  const results = await readFinals(folder, 'results', election);
  const habits = await habitsOf(folder);
  const reports = reconstructCounts({
    election,
    results: results.values,
    habits: Object.fromEntries(habits.values.map(({ contest, ...habit }) => [contest, habit])),
  });
  const items = itemsOf(isOfCount(drill) ? withDrill(reports, drill, election) : reports);
  return { items: () => items, refused: [...results.refused, ...habits.refused], reconstructed: true };
}

async function habitsOf(folder: string): Promise<Table<rows.CountingRow>> {
  const path = join(folder, 'counting.csv');
  if (!(await exists(path))) return { values: [], refused: [] };
  return readTable(path, 'counting', rows.COLUMNS.counting, rows.countingReader());
}

/** Counts in the order of the feed; time never goes back, whatever the stamps say. */
async function* recordedItems(file: string, election: Election): AsyncGenerator<Item> {
  const reader = rows.countReader(election);
  let at = AT_START;
  let position = 0;
  let seq = 0;
  for await (const line of readCsv(file, electionColumns('counts', election))) {
    position += 1;
    const read = readLine(line, reader);
    const reason = 'reason' in read ? read.reason : outOfOrder(read.value.seq, seq);
    if (reason !== null || 'reason' in read) {
      yield refusedItem('counts', position, at, line, reason!);
      continue;
    }
    seq = read.value.seq;
    at = Math.max(at, rows.timeOf(read.value.report) ?? at);
    yield countItem({ feed: 'counts', position, ...read.value.report }, at);
  }
}

function outOfOrder(seq: number, before: number): string | null {
  return seq > before
    ? null
    : `seq "${seq}": it stands after ${before}; rows must be in the order of the feed`;
}

function itemsOf(reports: readonly CountReport[]): Item[] {
  let at = AT_START;
  return reports.map((report) => {
    at = Math.max(at, rows.timeOf(report) ?? at);
    return countItem(report, at);
  });
}

function countItem(report: CountReport, at: Instant): Item {
  return item('counts', report.position, at, 'count', report);
}

async function factItems(folder: string, election: Election): Promise<Item[]> {
  const table = await readTable(
    join(folder, 'events.csv'),
    'facts',
    rows.COLUMNS.events,
    rows.factReader(election),
  );
  const facts = table.values.map((fact) => item('facts', 0, parseInstant(fact.saidAt), 'fact', fact));
  return inTime('facts', table.refused, facts);
}

async function callItems(folder: string, election: Election, drill: Drill | undefined): Promise<Item[]> {
  const table = await readTable(
    join(folder, 'calls.csv'),
    'calls',
    rows.COLUMNS.calls,
    rows.callReader(election),
  );
  const calls = table.values.flatMap(({ call, retractedAt }) => {
    const made = item('calls', 0, parseInstant(call.saidAt), 'call', call);
    if (retractedAt === null) return [made];
    return [
      made,
      item('calls', 0, parseInstant(retractedAt), 'retraction', { ...call, saidAt: retractedAt }),
    ];
  });
  return inTime('calls', table.refused, drilled(calls, drill, election));
}

async function toldItems(path: string, election: Election, drill: Drill | undefined): Promise<Item[]> {
  const read = eventLineReader(election);
  const refused: Item[] = [];
  const told: Item[] = [];
  for (const [index, raw] of (await readFile(path, 'utf8')).split('\n').entries()) {
    if (raw.trim() === '') continue;
    const line = read(raw);
    const place = `${TOLD} line ${index + 1}`;
    if ('value' in line) told.push(item('facts', 0, line.value.knownAt, line.value.kind, line.value.data));
    else refused.push(refusedItem('facts', 0, AT_START, { place, raw }, line.reason));
  }
  return inTime('facts', refused, drilled(told, drill, election));
}

/** Nothing is known before the night begins. */
async function* startingAt(from: Instant, items: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Item> {
  for await (const one of items) {
    yield one.at >= from ? one : { ...one, at: from, draft: { ...one.draft, at: from } };
  }
}

async function spanOf(
  items: AsyncIterable<Item> | Iterable<Item>,
  { contests }: Election,
): Promise<Pick<Night, 'from' | 'until' | 'counted'>> {
  let from = Math.min(...contests.map(({ pollsCloseFirst }) => pollsCloseFirst));
  let until = from;
  const counted = new Set<ContestId>();
  for await (const { at, draft } of items) {
    if (draft.kind === 'count') counted.add((draft.data as CountReport).contest);
    if (at === AT_START) continue;
    from = Math.min(from, at);
    until = Math.max(until, at);
  }
  return { from, until, counted: [...counted] };
}
