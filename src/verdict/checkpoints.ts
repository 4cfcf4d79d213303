/**
 * Ways back, kept ever more thinly into the past: checkpoints are the docket as it stood before earlier moments of
 * knowledge, marks are the ledger at earlier moments of the facts' own time.
 *
 * (docket) → checkpoint or mark → docket. Going back d entries costs about 2 d entries of work, and the memory grows
 * with the logarithm of what was entered. It assumes that the lists of a path only grow.
 */
import type { Instant } from '../election/instant.ts';
import type { Docket, Path, PathMark } from './docket-state.ts';
import { copyLedger } from './ledger.ts';

/** A copy costs about as much as hearing a few entries again. */
const APART = 16;

/** Facts come late by minutes, not by hours: so many marks stay as they are, the older ones are thinned. */
const DENSE = 32;

/** Keeps the docket as it stands, before the next moment is heard. */
export function keepCheckpoint(docket: Docket): void {
  const { checkpoints, stepped, heard, ledger, tracks, groupsSince, path } = docket;
  if (checkpoints === null || heard - (checkpoints.at(-1)?.heard ?? -APART) < APART) return;
  checkpoints.push({
    stepped,
    heard,
    ledger: copyLedger(ledger),
    tracks: new Map(tracks),
    groupsSince: new Map(groupsSince),
    path: markOf(path),
  });
  thin(checkpoints, (checkpoint) => heard - checkpoint.heard);
}

/** Keeps the ledger as it stands with all facts up to a moment. */
export function keepMark(docket: Docket, at: Instant): void {
  const { marks, moves, ledger, tracks, groupsSince } = docket;
  if (marks === null || moves - (marks.at(-1)?.moves ?? -APART) < APART) return;
  marks.push({
    at,
    moves,
    ledger: copyLedger(ledger),
    tracks: new Map(tracks),
    groupsSince: new Map(groupsSince),
  });
  thin(
    marks,
    (mark) => Math.max(1, moves - mark.moves - DENSE * APART),
    (each) => moves - each.moves <= DENSE * APART,
  );
}

/** Goes back to the latest mark before a moment, or to the beginning, and forgets those after it. */
export function backToMark(docket: Docket, at: Instant): Instant | null {
  forgetMarks(docket, at);
  const mark = docket.marks?.at(-1);
  if (mark === undefined) return null;
  docket.ledger = copyLedger(mark.ledger);
  docket.tracks = new Map(mark.tracks);
  docket.groupsSince = new Map(mark.groupsSince);
  docket.moves = mark.moves;
  return mark.at;
}

/** Forgets the marks from a moment on: a fact of that moment came late, or was never said. */
export function forgetMarks({ marks }: Docket, from: Instant): void {
  while (marks !== null && marks.length > 0 && marks.at(-1)!.at >= from) marks.pop();
}

/** Of those whose age lies between two powers of two, the oldest and the newest stay. */
function thin<Kept>(
  kept: Kept[],
  ageOf: (each: Kept) => number,
  stays: (each: Kept) => boolean = () => false,
): void {
  const doubling = (each: Kept | undefined) => each && 32 - Math.clz32(ageOf(each));
  const left = kept.filter((each, index) => {
    if (stays(each)) return true;
    const own = doubling(each);
    return doubling(kept[index - 1]) !== own || doubling(kept[index + 1]) !== own;
  });
  if (left.length < kept.length) kept.splice(0, kept.length, ...left);
}

function markOf(path: Path): PathMark {
  return {
    now: { ...path },
    reached: { ...path.reached },
    seen: path.seen.size,
    turns: path.turns.length,
    withdrawals: path.withdrawals.length,
    reviews: path.reviews.length,
    notes: path.notes.length,
  };
}

/** The path as it stood at a mark. */
export function pathAt({ now, reached, seen, turns, withdrawals, reviews, notes }: PathMark): Path {
  return {
    ...now,
    reached: { ...reached },
    seen: new Set([...now.seen].slice(0, seen)),
    turns: now.turns.slice(0, turns),
    withdrawals: now.withdrawals.slice(0, withdrawals),
    reviews: now.reviews.slice(0, reviews),
    notes: now.notes.slice(0, notes),
  };
}
