/**
 * `firstcall rehearse`: one recorded night through the whole chain, as fast as it goes, and what came of it.
 */
import { writeFile } from 'node:fs/promises';
import { Desk } from '../desk.ts';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { Drill } from '../feeds/drill.ts';
import type { Night } from '../feeds/night/night.ts';
import { playAll, playPaced } from '../rehearsal.ts';
import { finalCsv } from '../returns/final-csv.ts';
import { wordingOf } from '../server/wording.ts';
import type { JournalRecord } from '../store/chain.ts';
import type { Journal } from '../store/journal.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { asNowUnderstood, judge } from '../verdict/judge.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { changeLine } from './change-line.ts';
import { givenNight } from './given.ts';
import { changedSince, openingOf } from './opening.ts';
import { type Console, useOf, WrongUse } from './outcome.ts';

export type RehearseOptions = {
  readonly config: string;
  readonly policy: string | null;
  /** Changes before this moment are not printed; at a pace, what lies before it is played at once. */
  readonly from: string | null;
  readonly until: string | null;
  /** A past moment to look back at from the end. */
  readonly asOf: string | null;
  /** Desk seconds a second; as fast as it goes where null. */
  readonly speed: number | null;
  /** Trouble put in on purpose. */
  readonly drill: Drill | null;
  readonly final: string | null;
  readonly json: boolean;
  /** Reports a transaction; the desk's own measure where null. */
  readonly batch: number | null;
  readonly signal: AbortSignal;
  /** Where the journal is kept; in memory where null. */
  readonly journal: (() => Promise<Journal>) | null;
};

export async function runRehearse(folder: string, options: RehearseOptions, console: Console): Promise<void> {
  const night = await givenNight(folder, options.drill);
  const opening = await openingOf(options.config, { night, drill: options.drill }, options.policy);
  const journal = options.journal === null ? memoryJournal() : await options.journal();
  const desk = await Desk.open(journal, opening);
  const kept = await desk.read(({ context }) => context.opened);
  const changed = changedSince(kept, opening.data);
  if (changed.length > 0)
    throw new WrongUse(
      `the kept journal was opened with others (${changed.join(', ')}): keep this rehearsal under another name`,
    );
  const start = Date.now();
  await play(desk, night, options, console);
  if (options.asOf !== null) await printAsOf(desk, options.asOf, options.json, console);
  const summary = await summaryOf(desk, night);
  console.out(options.json ? JSON.stringify({ summary }) : summaryText(summary, Date.now() - start));
  if (options.final !== null)
    await writeFile(options.final, await desk.read(({ state }) => finalCsv(state.returns)));
  await desk.close();
}

/** Plays the night, at once or at a pace, and prints every change from the wanted moment on. */
async function play(desk: Desk, night: Night, options: RehearseOptions, console: Console): Promise<void> {
  const { signal, speed, batch, json } = options;
  const from = options.from === null ? night.from : useOf(() => parseInstant(options.from!));
  const until = options.until === null ? night.until : useOf(() => parseInstant(options.until!));
  if (from > until) throw new WrongUse('--from lies behind --until: nothing would be played');
  let printed = 0;
  const print = async () => {
    printed = await printChanges(desk, { after: printed, from, json }, console);
  };
  await playAll(desk, night, speed === null ? until : from, {
    signal,
    ...(batch === null ? {} : { batch }),
    onProgress: ({ at, delivered }) =>
      console.progress?.(`${formatInstant(at)}  ${delivered.toLocaleString('en')} reports`),
  });
  if (speed !== null)
    await playPaced(desk, night, { from, until, speed, wall: Date.now, signal, onStep: print });
  await print();
}

/** Prints the changes behind a record; returns the last record looked at. */
async function printChanges(
  desk: Desk,
  { after, from, json }: { readonly after: number; readonly from: Instant; readonly json: boolean },
  console: Console,
): Promise<number> {
  const context = await desk.read((reader) => reader.context);
  let last = after;
  for await (const record of desk.journal.read({ after })) {
    last = record.seq;
    const change = record.at < from ? null : changeLine(record, context);
    if (change === null) continue;
    console.out(
      json
        ? JSON.stringify(change)
        : `${change.at}  ${change.kind} ${change.scope}: ${change.from ?? '–'} → ${change.to ?? '–'}  ${change.reasons.join(' ')}`,
    );
  }
  return last;
}

/** One past moment twice: as it was known then, and as it is understood from the end of the night. */
async function printAsOf(desk: Desk, text: string, json: boolean, console: Console): Promise<void> {
  const at = useOf(() => parseInstant(text));
  const views = await desk.read(({ state, context }) => {
    const { policy, election } = context;
    const words = wordingOf(context, 'en', at);
    const view = (evidence: readonly Evidence[]) => {
      const { level, ticket, headline, detail } = judge({ policy, election, evidence, at });
      return { level, ticket, reasons: [words.phrase(headline), words.phrase(detail)] };
    };
    return { knownThen: view(state.evidence), nowUnderstood: view(asNowUnderstood(state.evidence)) };
  });
  if (json) console.out(JSON.stringify({ asOf: { at: text, ...views } }));
  else
    for (const [name, { level, reasons }] of Object.entries(views))
      console.out(
        `${text}  ${name === 'knownThen' ? 'as known then' : 'as now understood'}: ${level}  ${reasons.join(' ')}`,
      );
}

export type Summary = {
  readonly records: number;
  readonly accepted: number;
  readonly held: number;
  readonly refused: number;
  readonly releasableAt: string | null;
  readonly winner: string | null;
  readonly modelCalls: readonly { contest: string; ticket: string; at: string; probability: number }[];
  readonly journal: { readonly records: number; readonly lastHash: string };
};

async function summaryOf(desk: Desk, night: Night): Promise<Summary> {
  const release = await firstRelease(desk);
  const { seq: records, hash: lastHash } = await desk.journal.head();
  return desk.read(({ state, context, watch }) => {
    const { tally } = state.returns;
    return {
      night: night.election.id,
      records: tally.records,
      accepted: tally.accepted,
      held: tally.held,
      refused: tally.refused,
      releasableAt: release,
      winner: winnerOf(watch.verdict(state, context, state.at)),
      modelCalls: Object.entries(state.modelCalls).map(([contest, { ticket, at, probability }]) => ({
        contest,
        ticket,
        at: formatInstant(at),
        probability,
      })),
      journal: { records, lastHash },
    };
  });
}

function winnerOf(verdict: Verdict): string | null {
  const act = verdict.acts.find(({ act: name }) => name === 'congratulation');
  return act?.standing === 'releasable' ? verdict.ticket : null;
}

async function firstRelease(desk: Desk): Promise<string | null> {
  for await (const record of desk.journal.read({ after: 0 })) {
    if (isRelease(record)) return formatInstant(record.at);
  }
  return null;
}

function isRelease(record: JournalRecord): boolean {
  const data = record.data as { act?: string; to?: string };
  return record.kind === 'act' && data.act === 'congratulation' && data.to === 'releasable';
}

function summaryText(summary: Summary, took: number): string {
  const { records, accepted, held, refused, releasableAt, winner, journal } = summary;
  return [
    `${records.toLocaleString('en')} reports: ${accepted.toLocaleString('en')} accepted, ${held} held, ${refused} refused`,
    `releasable ${releasableAt ?? 'never'} for ${winner ?? 'nobody'}`,
    `${journal.records.toLocaleString('en')} records in the journal, last hash ${journal.lastHash.slice(0, 16)}…, ${(took / 1000).toFixed(1)} s`,
  ].join('\n');
}
