/**
 * What a whole night costs the desk: the embedded night through a journal in memory, and what a page then asks of it.
 *
 * All times are processor time, for nothing here waits for anything: a busy machine makes them a little longer, not
 * many times. The night is the same every time. Reports a second counts everything that follows from them: verdict, projections,
 * gates, the hash chain. The views are those of the evening, when most is known.
 */
import { resolve } from 'node:path';
import { openingOf } from '../src/cli/opening.ts';
import { Desk, type DeskReader } from '../src/desk.ts';
import { HOUR } from '../src/election/instant.ts';
import { readNight } from '../src/feeds/night/read-night.ts';
import { playAll } from '../src/rehearsal.ts';
import { releasesOf } from '../src/response/releases.ts';
import { deskView } from '../src/server/view.ts';
import { memoryJournal } from '../src/store/memory-journal.ts';
import { judge } from '../src/verdict/judge.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SITE = { base: '/public', lead: { headline: { en: '', ja: '' }, version: 0, at: null } };
const VIEWS = 40;

export type DeskFigures = {
  readonly reports: number;
  readonly records: number;
  readonly reportsPerSecond: number;
  readonly msPerReport: number;
  /** Folding the finished journal again, without deciding anything. */
  readonly refoldedPerSecond: number;
  readonly stateKilobytes: number;
  /** One view made and written as JSON; a page asks for one after every change. */
  readonly viewMs: number;
  readonly viewKilobytes: number;
  /** The verdict judged afresh from all evidence. */
  readonly verdictMs: number;
};

export async function benchDesk(): Promise<DeskFigures> {
  const night = await readNight(resolve(ROOT, 'nights/2024-us-president'));
  const opening = await openingOf(resolve(ROOT, 'desks/japan-2024'), { night, drill: null }, null);
  const journal = memoryJournal();
  const desk = await Desk.open(journal, opening);
  const played = await timed(() => playAll(desk, night, night.from + 36 * HOUR));
  const refolded = await timed(() => Desk.open(journal, opening));
  const { seq: records } = await journal.head();
  return desk.read((reader) => {
    const reports = reader.state.returns.tally.records;
    const views = viewsOf(reader);
    return {
      reports,
      records,
      reportsPerSecond: (reports / played) * 1000,
      msPerReport: played / reports,
      refoldedPerSecond: (records / refolded) * 1000,
      stateKilobytes: JSON.stringify(reader.state).length / 1000,
      ...views,
      verdictMs: verdictMs(reader),
    };
  });
}

function viewsOf(reader: DeskReader): Pick<DeskFigures, 'viewMs' | 'viewKilobytes'> {
  const { at } = reader.state;
  const one = (language: 'en' | 'ja') =>
    JSON.stringify(deskView(reader, { language, person: 'duty', now: at, clock: null, site: SITE }));
  for (let i = 0; i < 5; i++) one('en');
  const start = processorMs();
  for (let i = 0; i < VIEWS; i++) one(i % 2 === 0 ? 'en' : 'ja');
  return { viewMs: (processorMs() - start) / VIEWS, viewKilobytes: one('en').length / 1000 };
}

function verdictMs({ state, context }: DeskReader): number {
  const { policy, election } = context;
  const once = () =>
    judge({ policy, election, evidence: state.evidence, releases: releasesOf(state.response), at: state.at });
  for (let i = 0; i < 5; i++) once();
  const start = processorMs();
  for (let i = 0; i < VIEWS; i++) once();
  return (processorMs() - start) / VIEWS;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = processorMs();
  await work();
  return processorMs() - start;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) {
  for (const [name, value] of Object.entries(await benchDesk()))
    console.log(`${name.padEnd(20)} ${value.toLocaleString('en', { maximumFractionDigits: 2 })}`);
}
