/**
 * The review of a desk in words, from its journal. The journal only grows, so what was gathered from it stays: a page
 * that asks again costs the records since.
 */
import type { Desk, DeskReader } from '../desk.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Language } from '../response/playbook.ts';
import { type AfterAction, afterAction } from '../review/after-action.ts';
import { type Handover, handoverOf, isTold } from '../review/handover.ts';
import { gather, type Milestones, noMilestones } from '../review/milestones.ts';
import { tell } from './event-words.ts';
import { sentenceOf } from './view-verdict.ts';
import type { ReviewView } from './wire-review.ts';
import { type Wording, wordingOf } from './wording.ts';

/** A shift, where nobody says since when. */
const SHIFT = 8 * HOUR;

/** More than this nobody reads at the change of a shift: the newest are told, the rest is in the journal. */
const TOLD_AT_MOST = 80;

type Known = { seq: number; readonly milestones: Milestones; readonly told: Entry[] };

const KNOWN = new WeakMap<Desk, Promise<Known>>();

/** What the journal has told up to its head. One reader at a time goes on where the last one stopped. */
function knownOf(desk: Desk): Promise<Known> {
  const before = KNOWN.get(desk) ?? Promise.resolve({ seq: 0, milestones: noMilestones(), told: [] });
  const known = before.then((so) => readOn(desk, so));
  KNOWN.set(desk, known);
  known.catch(() => KNOWN.delete(desk));
  return known;
}

async function readOn(desk: Desk, known: Known): Promise<Known> {
  for await (const entry of desk.journal.read({ after: known.seq })) {
    gather(known.milestones, entry);
    if (isTold(entry)) known.told.push(entry);
    known.seq = entry.seq;
  }
  return known;
}

/** Tells what the journal holds up to its head. `since` null means one shift ago. */
export async function reviewPage(
  desk: Desk,
  asked: { readonly language: Language; readonly now: Instant; readonly since: Instant | null },
): Promise<ReviewView> {
  const since = asked.since ?? asked.now - SHIFT;
  const { milestones, told } = await knownOf(desk);
  const lately = told.filter(({ at }) => at >= since);
  return desk.read((reader) => reviewView(reader, { ...asked, since, told: lately, milestones }));
}

type Gathered = {
  readonly language: Language;
  readonly now: Instant;
  readonly since: Instant;
  readonly told: readonly Entry[];
  readonly milestones: Milestones;
};

function reviewView(reader: DeskReader, { language, now, since, told, milestones }: Gathered): ReviewView {
  const { state, context, watch } = reader;
  const at = Math.max(now, state.at);
  const words = wordingOf(context, language, at);
  const { headline, detail, next } = sentenceOf(watch.shown(state, context, at), words);
  const plan = watch.plan(state, context, at);
  const handover = handoverOf(told, { plan, state: state.response, at });
  return {
    at,
    since,
    sentence: [headline, detail, next].filter(Boolean).join(' '),
    ...handoverView(handover, words),
    afterAction: afterActionView(reader, milestones, words),
  };
}

function handoverView(
  { changed, waiting, due, heldAll }: Handover,
  words: Wording,
): Pick<ReviewView, 'held' | 'changed' | 'untold' | 'waiting' | 'due'> {
  const newest = changed.slice(-TOLD_AT_MOST);
  return {
    held: heldAll === null ? null : `${words.person(heldAll.by)}: ${heldAll.reason}`,
    changed: newest.map((entry) => ({ seq: entry.seq, at: entry.at, text: tell(entry, words) })),
    untold: changed.length - newest.length,
    waiting: waiting.map(({ ref, step, lacks, valid }) => ({
      title: words.step(ref.branch, ref.step),
      owner: step.owner,
      deputy: step.deputy,
      lacks: lacks.map(words.phrase),
      approvals: [new Set(valid.map(({ person }) => person)).size, step.approvals],
    })),
    due: due.map(({ at, what }) => ({ at, text: words.phrase(what) })),
  };
}

function afterActionView(
  { context }: DeskReader,
  milestones: Milestones,
  words: Wording,
): ReviewView['afterAction'] {
  const { winner, called, finalEnough, steps, paces, counts } = reviewOf(context, milestones);
  return {
    winner: winner === null ? null : words.ticket(winner),
    called,
    finalEnough,
    steps: steps.map((step) => ({ ...step, title: words.step(step.branch, step.step) })),
    paces,
    ...counts,
  };
}

/** The after-action figures of a night as far as its milestones go. */
export function reviewOf(
  { election, profile, playbook, history }: DeskReader['context'],
  milestones: Milestones,
): AfterAction {
  const messages = new Set(
    playbook.branches.flatMap(({ id, steps }) =>
      steps.filter(({ gate }) => gate.act === 'congratulation').map((step) => `${id}/${step.id}`),
    ),
  );
  return afterAction({
    milestones,
    year: Number(election.date.slice(0, 4)),
    agency: profile.agency.desk,
    isMessage: ({ branch, step }) => messages.has(`${branch}/${step}`),
    history,
  });
}
