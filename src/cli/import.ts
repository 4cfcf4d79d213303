/** `firstcall import`: one file of a known format, as normalised reports; needs no election. */
import { createReadStream } from 'node:fs';
import { Failed } from '../feeds/fetch/failed.ts';
import { isGzip, readBody, type SizeLimits } from '../feeds/fetch/read-body.ts';
import { isZip } from '../feeds/fetch/unzip.ts';
import { type Context, type Item, Malformed } from '../feeds/formats/item.ts';
import { openFormat, type Reading } from '../feeds/formats/open-format.ts';
import { type Console, FellShort, useOf } from './outcome.ts';

/** Reasons in the summary: the first of each kind, then only their number. */
const MOST_REASONS = 20;

type Tally = {
  reports: number;
  refused: number;
  votes: number;
  readonly why: string[];
  readonly kinds: Record<Item['kind'], number>;
  readonly contests: Set<string>;
  readonly units: Set<string>;
};

/** Prints every item and a summary. Throws `FellShort` where the file as a whole cannot be read. */
export async function runImport(
  format: string,
  file: string,
  options: { readonly json: boolean; readonly state?: string | null },
  console: Console,
): Promise<void> {
  const tally: Tally = {
    reports: 0,
    refused: 0,
    votes: 0,
    why: [],
    kinds: { count: 0, call: 0, retraction: 0, status: 0, paging: 0, refused: 0 },
    contests: new Set(),
    units: new Set(),
  };
  const context: Context = { state: options.state ?? null };
  const emit = (item: Item): void => {
    note(item, tally);
    if (options.json) console.out(JSON.stringify(item));
    else if (item.kind !== 'status') console.out(lineOf(item));
  };
  const reading = useOf(() => openFormat(format, context, emit));
  try {
    await readFile(file, reading);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    tally.refused += 1;
    tally.why.push(`${error.place}: ${error.message}`);
    printSummary(tally, reading, options.json, console);
    throw new FellShort(`${file}, ${error.place}: ${error.message}`);
  }
  printSummary(tally, reading, options.json, console);
}

/** Text of a file in chunks, which must be UTF-8. */
async function readFile(file: string, reading: Reading): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new Malformed(`after byte ${bytes}`, 'it is not UTF-8; convert it first');
    }
  };
  for await (const chunk of contentOf(file)) {
    reading.write(decode(chunk));
    bytes += chunk.length;
  }
  reading.write(decode());
  reading.end();
}

/** A packed file is unpacked whole, within these; any other is streamed. In bytes. */
const PACKED_AT_MOST: SizeLimits = { packed: 128 * 2 ** 20, unpacked: 1024 * 2 ** 20 };

async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  let isPacked: boolean | null = null;
  for await (const chunk of createReadStream(file)) {
    isPacked ??= isZip(chunk as Buffer) || isGzip(chunk as Buffer);
    if (isPacked) break;
    yield chunk as Uint8Array;
  }
  if (isPacked !== true) return;
  try {
    yield await readBody(createReadStream(file), 'identity', PACKED_AT_MOST);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    throw new Malformed('the packed file', error.message);
  }
}

function note(item: Item, tally: Tally): void {
  tally.kinds[item.kind] += 1;
  if (item.kind === 'refused') {
    tally.refused += 1;
    if (tally.why.length < MOST_REASONS) tally.why.push(`${item.place}: ${item.reason}`);
    return;
  }
  tally.reports += 1;
  if (item.kind !== 'count') return;
  tally.contests.add(item.contest);
  tally.units.add(item.unit);
  tally.votes += item.total ?? 0;
}

function printSummary(tally: Tally, reading: Reading, json: boolean, console: Console): void {
  const { reports, refused, why, kinds, contests, units, votes } = tally;
  const format = reading.format()?.id ?? null;
  const summary = { reports, refused, why, format, kinds, contests: contests.size, units: units.size, votes };
  if (json) {
    console.out(JSON.stringify({ summary }));
    return;
  }
  const counts = `${kinds.count} counts of ${units.size} units in ${contests.size} contests`;
  console.out(
    `${format ?? 'unknown format'}: ${counts}, ${kinds.call} calls, ${kinds.retraction} retractions, ${kinds.status} states, ${refused} refused`,
  );
  for (const reason of why) console.out(`  ${reason}`);
  if (refused > why.length) console.out(`  and ${refused - why.length} more`);
}

function lineOf(item: Exclude<Item, { readonly kind: 'status' }>): string {
  switch (item.kind) {
    case 'count': {
      const votes = Object.entries(item.choices).map(
        ([key, { name }]) => `${name} ${item.votes[key] ?? '?'}`,
      );
      const share =
        item.expectedShare === null
          ? ''
          : `, ${(100 * item.expectedShare).toFixed(1)} % of the expected vote`;
      return `${item.contest}  ${item.unit}  ${item.total ?? '?'} votes${share}: ${votes.join(', ')}${item.test ? ' (test)' : ''}`;
    }
    case 'call':
      return `${item.contest}  ${item.desk} calls it for ${item.choice.name}, ${item.saidAt ?? 'time unknown'}`;
    case 'retraction':
      return `${item.contest}  ${item.desk} takes back its call, ${item.saidAt ?? 'time unknown'}`;
    case 'paging':
      return `${item.truncated ? 'not all was given' : 'all was given'}; next: ${item.next ?? 'nothing'}`;
    case 'refused':
      return `refused  ${item.place}: ${item.reason}`;
  }
}
