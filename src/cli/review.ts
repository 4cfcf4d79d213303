/** `firstcall review`: every rehearsal that was kept, with its drill and how long each thing took. */
import { sha256 } from '../desk.ts';
import { formatInstant, type Instant, MINUTE, SECOND } from '../election/instant.ts';
import { readContext } from '../fold/context.ts';
import type { Opened } from '../fold/opened.ts';
import type { AfterAction, Took } from '../review/after-action.ts';
import { gather, noMilestones } from '../review/milestones.ts';
import { reviewOf } from '../server/review-page.ts';
import type { Database } from '../store/database.ts';
import { type Journal, type JournalSummary, listJournals, openJournal } from '../store/journal.ts';
import type { Console } from './outcome.ts';
import { openPlace, type Place } from './with-journal.ts';

export type ReviewOptions = Place & { readonly json: boolean; readonly signal: AbortSignal };

export async function runReview(options: ReviewOptions, console: Console): Promise<void> {
  await using scope = new AsyncDisposableStack();
  const database = await openPlace(options, scope, console);
  const journals = await listJournals(database);
  if (journals.length === 0 && !options.json) console.out('No journal is kept here: rehearse a night first.');
  for (const summary of journals.toSorted((a, b) => a.openedAt - b.openedAt)) {
    options.signal.throwIfAborted();
    const reviewed = await lookBack(database, summary);
    if (reviewed === null) continue;
    console.out(options.json ? JSON.stringify(line(summary, reviewed)) : text(summary, reviewed));
  }
}

type Reviewed = { readonly opened: Opened; readonly review: AfterAction };

async function lookBack(database: Database, { name }: JournalSummary): Promise<Reviewed | null> {
  const journal: Journal = await openJournal(database, name);
  const milestones = noMilestones();
  let opened: Opened | null = null;
  for await (const record of journal.read({ after: 0 })) {
    if (record.kind === 'opened') opened = record.data as Opened;
    gather(milestones, record);
  }
  await journal.close();
  return opened === null ? null : { opened, review: reviewOf(readContext(opened, sha256), milestones) };
}

/** Spans in milliseconds, moments in UTC. */
function line({ name, openedAt }: JournalSummary, { opened, review }: Reviewed): object {
  const utc = (at: Instant | null) => (at === null ? null : formatInstant(at));
  return {
    journal: name,
    openedAt: formatInstant(openedAt),
    night: opened.night?.id ?? null,
    drill: opened.night?.drill ?? null,
    winner: review.winner,
    called: utc(review.called),
    finalEnough: utc(review.finalEnough),
    steps: review.steps.map((step) => ({ ...step, gateOpened: utc(step.gateOpened) })),
    ...review.counts,
  };
}

function text({ name, openedAt }: JournalSummary, { opened, review }: Reviewed): string {
  const { winner, called, finalEnough, steps, counts } = review;
  const night = opened.night === null ? 'live' : `${opened.night.id}, ${opened.night.drill ?? 'no drill'}`;
  return [
    `${name}  (${night}; opened ${formatInstant(openedAt)})`,
    winner === null
      ? '  no winner was final enough'
      : `  ${winner}: called ${moment(called)}, final enough ${moment(finalEnough)}`,
    ...steps.map(
      ({ branch, step, toApproved, toOrdered, toLeft }) =>
        `  ${branch}/${step}: approved ${span(toApproved)}, ordered ${span(toOrdered)}, left ${span(toLeft)} after its gate`,
    ),
    `  ${counts.retractions} retractions, ${counts.holds} holds, ${counts.refusals} refused commands`,
  ].join('\n');
}

function moment(at: number | null): string {
  return at === null ? '–' : formatInstant(at);
}

function span(took: Took): string {
  if (took === null) return '–';
  const [minutes, seconds] = [Math.trunc(took / MINUTE), Math.trunc((took % MINUTE) / SECOND)];
  return `${minutes} min ${seconds} s`;
}
