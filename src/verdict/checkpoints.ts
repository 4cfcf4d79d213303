/**
 * Ways back: the docket as it stood before earlier moments of knowledge, kept ever more thinly into the past.
 *
 * (docket) → checkpoint → docket. Going back d entries costs about 2 d entries of work, and the memory grows with the
 * logarithm of what was entered. It assumes that the lists of a path only grow.
 */
import type { Instant } from '../election/instant.ts';
import type { Checkpoint, Docket, Path, PathMark } from './docket-state.ts';
import { copyLedger } from './ledger.ts';

/** A copy costs about as much as hearing a few entries again. */
const APART = 8;

/** Keeps the docket as it stands, before the next moment is heard. */
export function keepCheckpoint(docket: Docket): void {
  const { checkpoints, stepped, heard, facts, ledger, tracks, groupsSince, path } = docket;
  if (checkpoints === null || heard - (checkpoints.at(-1)?.heard ?? -APART) < APART) return;
  checkpoints.push({
    stepped,
    heard,
    lastAt: facts.at(-1)?.at ?? Number.NEGATIVE_INFINITY,
    complete: true,
    ledger: copyLedger(ledger),
    tracks: new Map(tracks),
    groupsSince: new Map(groupsSince),
    path: markOf(path),
  });
  thin(checkpoints, heard);
}

/** The latest checkpoint from which a fact of a moment can be applied in its place; null where there is none. */
export function checkpointBefore(docket: Docket, at: Instant): Checkpoint | null {
  return docket.checkpoints?.findLast(({ complete, lastAt }) => complete && lastAt < at) ?? null;
}

/** Notes that a fact of a moment came late: the ledgers kept from after it lack it. */
export function noteLate({ checkpoints }: Docket, at: Instant): void {
  for (const checkpoint of checkpoints ?? []) if (checkpoint.lastAt >= at) checkpoint.complete = false;
}

/** Of the checkpoints whose age lies between two powers of two, the oldest and the newest stay. */
function thin(checkpoints: Checkpoint[], heard: number): void {
  const doubling = (index: number) => {
    const checkpoint = checkpoints[index];
    return checkpoint && 32 - Math.clz32(heard - checkpoint.heard);
  };
  const kept = checkpoints.filter((_, index) => {
    const own = doubling(index);
    return doubling(index - 1) !== own || doubling(index + 1) !== own;
  });
  checkpoints.splice(0, checkpoints.length, ...kept);
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
