/**
 * What files of feeds cost, and what broken ones do: seeded, synthetic.
 *
 * `node bench/import.ts` measures speed: 3,143 counties as JSON (AP 3) and CSV are parsed, checked and become the desk's
 * reports, the first time in a process that has just started, and once it is warm. With `mutations [N]` it reads N
 * broken documents (200,000 if left out); with `memory xml|csv [MB]` it streams 300 MB.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { TextDecoder } from 'node:util';
import type { Election } from '../src/election/election.ts';
import { HOUR } from '../src/election/instant.ts';
import { openFormat } from '../src/feeds/formats/open-format.ts';
import { type Desk, matchTickets, toReport } from '../src/feeds/formats/to-reports.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { applyCount, emptyReturns } from '../src/returns/apply.ts';
import { FIXTURES } from '../test/feeds/formats/fixtures.ts';
import { type Outcome, readBroken } from '../test/feeds/formats/mutations.ts';

const SEED = 20241105;
const COUNTIES = 3143;
const STATES = 50;
const RUNS = 15;
/** Runs before the compiler has done what it can. */
const WARM_UP = 5;
/** Fresh processes. */
const FRESH = 5;
const MUTATIONS = 200_000;
const MEGABYTES = 300;

const PEOPLE = [
  { first: 'Ada', last: 'North', party: 'Dem' },
  { first: 'Ben', last: 'South', party: 'GOP' },
  { first: 'Cy', last: 'East', party: 'Lib' },
  { first: 'Di', last: 'West', party: 'Grn' },
] as const;

const stateOf = (county: number): string => {
  const place = Math.floor((county / COUNTIES) * STATES);
  return String.fromCharCode(65 + Math.floor(place / 10), 65 + (place % 10));
};
const fipsOf = (county: number): string => String(10_001 + county * 2).padStart(5, '0');

/** Every county of the country in the shape of AP 3. */
function countiesJson(): string {
  const random = seededRandom(SEED);
  const races = new Map<string, object[]>();
  for (let county = 0; county < COUNTIES; county++) {
    const units = races.get(stateOf(county)) ?? [];
    races.set(stateOf(county), units);
    units.push({
      statePostal: stateOf(county),
      reportingunitName: `County ${county}`,
      reportingunitID: String(county),
      level: 'FIPSCode',
      fipsCode: fipsOf(county),
      lastUpdated: '2032-11-03T02:10:00Z',
      eevp: Math.floor(random() * 100),
      precinctsReporting: 4,
      precinctsTotal: 9,
      candidates: PEOPLE.map((person, i) => ({
        ...person,
        candidateID: `${stateOf(county)}${i}`,
        polID: String(100 + i),
        ballotOrder: i + 1,
        polNum: String(i),
        voteCount: Math.floor(random() * 40_000),
      })),
    });
  }
  const list = [...races].map(([statePostal, reportingUnits]) => ({
    test: false,
    raceID: '0',
    raceType: 'General',
    raceTypeID: 'G',
    officeID: 'P',
    officeName: 'President',
    statePostal,
    raceCallStatus: 'Too Early to Call',
    tabulationStatus: 'Active Tabulation',
    reportingUnits,
  }));
  return JSON.stringify({ apiVersion: '3.0', resultsType: 'live', races: list, nextrequest: null });
}

/** The same as one row a candidate, in the shape of MEDSL. */
function countiesCsv(): string {
  const random = seededRandom(SEED);
  const rows = [
    'year,state_po,county_fips,county_name,office,candidate,party_detailed,writein,mode,votes,totalvotes,stage,special',
  ];
  for (let county = 0; county < COUNTIES; county++)
    for (const { first, last, party } of PEOPLE)
      rows.push(
        `2032,${stateOf(county)},${fipsOf(county)},"COUNTY ${county}",US PRESIDENT,"${last}, ${first}",${party},FALSE,TOTAL,${Math.floor(random() * 40_000)},NA,GEN,FALSE`,
      );
  return rows.join('\n');
}

const DESK: Desk = {
  feed: 'bench',
  tickets: ['D', 'R'],
  ticketOf: matchTickets({ D: { names: [], parties: ['Dem'] }, R: { names: [], parties: ['GOP'] } }),
  isContest: () => true,
  observedAt: '2032-11-03T02:11:00Z',
};

const START = Date.UTC(2032, 10, 3, 2, 11);
const ELECTION: Election = {
  id: 'bench',
  name: 'A made-up night',
  date: '2032-11-02',
  rule: { kind: 'electoral-college', electors: 10 * STATES, majority: 5 * STATES + 1 },
  tickets: [
    { id: 'D', name: 'First', party: 'Dem' },
    { id: 'R', name: 'Second', party: 'GOP' },
  ],
  contests: [...new Set(Array.from({ length: COUNTIES }, (_, county) => stateOf(county)))].map((id) => ({
    id,
    name: id,
    kind: 'state',
    parent: null,
    electors: 10,
    pollsCloseFirst: START - HOUR,
    pollsCloseLast: START - HOUR,
  })),
};

/** Text to reports of the desk, each checked and taken in; how many count. */
function importText(format: string, text: string): number {
  const returns = emptyReturns();
  let seq = 0;
  const reading = openFormat(format, { state: null }, (item) => {
    const said = item.kind === 'count' ? toReport(item, seq + 1, DESK) : null;
    if (said === null || 'reason' in said) return;
    seq += 1;
    applyCount(returns, { seq, at: START, by: 'feed:bench', kind: 'count', data: said.value }, ELECTION);
  });
  reading.write(text);
  reading.end();
  return returns.tally.accepted;
}

const TEXTS: Readonly<Record<string, () => string>> = { 'ap-v3': countiesJson, medsl: countiesCsv };

type Time = { readonly wallMs: number; readonly processorMs: number };

function timed(work: () => void): Time {
  const processor = process.cpuUsage();
  const wall = performance.now();
  work();
  const wallMs = performance.now() - wall;
  const { user, system } = process.cpuUsage(processor);
  return { wallMs, processorMs: (user + system) / 1000 };
}

export type ImportFigures = {
  readonly format: string;
  readonly megabytes: number;
  readonly reports: number;
  /** The first time in a fresh process, and of several when warm: of all runs the quickest and the median. */
  readonly firstMs: number;
  readonly firstMedianMs: number;
  readonly warmMs: number;
  readonly warmMedianMs: number;
  /** Of processor time, the threads that compile and collect garbage included; medians. */
  readonly firstProcessorMs: number;
  readonly warmProcessorMs: number;
};

/** Wall times in milliseconds. What else runs on the machine only ever adds to them: the quickest run tells the most. */
export function benchImport(): readonly ImportFigures[] {
  return Object.entries(TEXTS).map(([format, make]) => {
    const text = make();
    const first = Array.from({ length: FRESH }, () => inFreshProcess(format));
    let reports = 0;
    const warm = Array.from({ length: WARM_UP + RUNS }, () =>
      timed(() => {
        reports = importText(format, text);
      }),
    ).slice(WARM_UP);
    return {
      format,
      megabytes: text.length / 1e6,
      reports,
      firstMs: Math.min(...first.map(({ wallMs }) => wallMs)),
      firstMedianMs: median(first.map(({ wallMs }) => wallMs)),
      warmMs: Math.min(...warm.map(({ wallMs }) => wallMs)),
      warmMedianMs: median(warm.map(({ wallMs }) => wallMs)),
      firstProcessorMs: median(first.map(({ processorMs }) => processorMs)),
      warmProcessorMs: median(warm.map(({ processorMs }) => processorMs)),
    };
  });
}

function inFreshProcess(format: string): Time {
  const [node, file] = [process.execPath, import.meta.filename];
  return JSON.parse(execFileSync(node, [file, 'first', format], { encoding: 'utf8' })) as Time;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function runMutations(times: number): void {
  const random = seededRandom(SEED);
  const ids = Object.keys(FIXTURES);
  const kinds: Record<Outcome['kind'], number> = { read: 0, 'refused in part': 0, refused: 0 };
  let slowest = 0;
  for (let i = 0; i < times; i++) {
    const { kind, milliseconds } = readBroken(ids[i % ids.length]!, random);
    kinds[kind] += 1;
    slowest = Math.max(slowest, milliseconds);
  }
  console.log(
    `${times} broken documents over ${ids.length} formats, seed ${SEED}: no crash, every rejection with its place`,
  );
  console.log(`  ${kinds.read} read, ${kinds['refused in part']} refused in part, ${kinds.refused} refused`);
  console.log(`  slowest ${slowest.toFixed(1)} ms`);
}

/** A NIST report as a state with 5,000 precincts and ever more contests would write it. */
function* nistReport(megabytes: number): Generator<string> {
  const precincts = Array.from({ length: 5000 }, (_, i) => `precinct-${i}`);
  yield '<?xml version="1.0"?><ElectionReport xmlns="http://itl.nist.gov/ns/voting/1500-100/v2"><Election>';
  let written = 0;
  for (let contest = 0; written < megabytes * 1e6; contest++) {
    yield `<Contest ObjectId="contest-${contest}">\n`;
    for (let choice = 0; choice < 4; choice++) {
      yield `\t<ContestSelection ObjectId="choice-${contest}-${choice}">\n`;
      for (const precinct of precincts) {
        const part = `\t\t\t<VoteCounts>\n\t\t\t\t<GpUnitId>${precinct}</GpUnitId>\n\t\t\t\t<Type>total</Type>\n\t\t\t\t<Count>${(contest + choice) % 997}</Count>\n\t\t\t</VoteCounts>\n`;
        written += part.length;
        yield part;
      }
      yield '\t\t<IsWriteIn>true</IsWriteIn></ContestSelection>\n';
    }
    yield `<ElectionDistrictId>${precincts[0]}</ElectionDistrictId><Name>Contest ${contest}</Name></Contest>\n`;
  }
  yield '<ElectionScopeId>precinct-0</ElectionScopeId><Name>General</Name><StartDate>2032-11-02</StartDate><EndDate>2032-11-02</EndDate><Type>general</Type></Election>';
  yield '<Format>precinct-level</Format><GeneratedDate>2032-11-03T02:10:00Z</GeneratedDate><Issuer>Bench</Issuer><IssuerAbbreviation>B</IssuerAbbreviation><SequenceStart>1</SequenceStart><SequenceEnd>1</SequenceEnd><Status>unofficial-partial</Status><VendorApplicationId>b</VendorApplicationId>';
  for (const precinct of precincts) yield `<GpUnit ObjectId="${precinct}"><Type>precinct</Type></GpUnit>\n`;
  yield '</ElectionReport>';
}

/** Precincts of MEDSL's table. */
function* medslTable(megabytes: number): Generator<string> {
  yield 'year,state_po,county_fips,county_name,precinct,office,candidate,party_detailed,writein,mode,votes,totalvotes,stage,special\n';
  let written = 0;
  for (let precinct = 0; written < megabytes * 1e6; precinct++)
    for (const office of ['US PRESIDENT', 'US SENATE', 'US HOUSE'])
      for (const { first, last, party } of PEOPLE) {
        const row = `2032,PA,${42_001 + (precinct % 67) * 2},COUNTY,"WARD 1, PRECINCT ${precinct}",${office},"${last}, ${first}",${party},FALSE,TOTAL,${precinct % 900},NA,GEN,FALSE\n`;
        written += row.length;
        yield row;
      }
}

/** Puts parts together to chunks of the size that a socket gives. */
function* inChunks(parts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let chunk = '';
  for (const part of parts) {
    chunk += part;
    if (chunk.length < 65_536) continue;
    yield encoder.encode(chunk);
    chunk = '';
  }
  yield encoder.encode(chunk);
}

function runMemory(kind: string, megabytes: number): void {
  let counts = 0;
  let refused = 0;
  let bytes = 0;
  const decoder = new TextDecoder();
  const reading = openFormat('auto', { state: null }, (item) => {
    if (item.kind === 'count') counts += 1;
    if (item.kind === 'refused') refused += 1;
  });
  const started = process.cpuUsage();
  for (const chunk of inChunks(kind === 'xml' ? nistReport(megabytes) : medslTable(megabytes))) {
    bytes += chunk.length;
    reading.write(decoder.decode(chunk, { stream: true }));
  }
  reading.end();
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${reading.format()!.id}: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s of processor time, ${counts} counts, ${refused} refused, at most ${peak.toFixed(0)} MB of memory`,
  );
}

function runSpeed(): void {
  console.log(
    `${COUNTIES} counties parsed, checked and taken in, seed ${SEED}, quickest and (median) of ${FRESH} fresh processes and ${RUNS} warm runs, load ${loadavg()[0]!.toFixed(1)}`,
  );
  for (const { format, megabytes, reports, ...times } of benchImport()) {
    const ms = (quickest: number, middle: number): string =>
      `${quickest.toFixed(0)} (${middle.toFixed(0)}) ms`;
    console.log(
      `  ${format}: ${megabytes.toFixed(1)} MB, ${reports} reports; first ${ms(times.firstMs, times.firstMedianMs)}, warm ${ms(times.warmMs, times.warmMedianMs)}; of processor time ${times.firstProcessorMs.toFixed(0)} and ${times.warmProcessorMs.toFixed(0)} ms`,
    );
  }
}

if (import.meta.main) {
  const [what = 'speed', which, megabytes] = process.argv.slice(2);
  if (what === 'mutations') runMutations(Number(which ?? MUTATIONS));
  else if (what === 'memory') runMemory(which ?? 'xml', Number(megabytes ?? MEGABYTES));
  else if (what === 'first') {
    const text = TEXTS[which!]!();
    console.log(JSON.stringify(timed(() => importText(which!, text))));
  } else runSpeed();
}
