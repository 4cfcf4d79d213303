/**
 * Do the kept snapshots of the fold say what the journal says? Folds every record from the first and holds each
 * snapshot against the state that comes out: no key and no seal is trusted here.
 *
 * A journal of another version of the fold has no snapshots that count; one that no desk wrote has none at all.
 */
import canonicalize from 'canonicalize';
import { FOLD_VERSION, sha256 } from '../desk.ts';
import { apply } from '../fold/apply.ts';
import { type Context, readContext } from '../fold/context.ts';
import type { OpenedDraft } from '../fold/opened.ts';
import { type DeskState, emptyState } from '../fold/state.ts';
import type { KeptFold } from '../store/folds.ts';
import type { Journal } from '../store/journal.ts';
import type { Problem, VerifyOptions } from '../store/verify.ts';

export type SnapshotVerification = {
  readonly snapshots: number;
  /** Snapshots that say what the records say, but that this desk would pass over: it does not hold their key. */
  readonly unsealed: number;
  readonly problems: readonly Problem[];
};

export async function verifySnapshots(
  journal: Journal,
  { onProgress, signal }: Pick<VerifyOptions, 'onProgress' | 'signal'> = {},
): Promise<SnapshotVerification> {
  const kept = journal.folds(FOLD_VERSION)[Symbol.asyncIterator]();
  const walk = { next: await kept.next(), snapshots: 0, unsealed: 0 };
  const problems: Problem[] = [];
  const state = emptyState();
  const lookUpTo = async (seq: number): Promise<void> => {
    while (!walk.next.done && walk.next.value.seq <= seq) {
      const fold = walk.next.value;
      const reason = faultOf(fold, state);
      walk.snapshots += 1;
      if (reason !== null) problems.push({ seq: fold.seq, reason });
      else if (fold.standing === 'unsealed') walk.unsealed += 1;
      walk.next = await kept.next();
    }
  };
  let context: Context | null = null;
  if (!walk.next.done)
    for await (const record of journal.read({ after: 0 })) {
      signal?.throwIfAborted();
      context ??= contextOf(record);
      apply(state, context, record);
      await lookUpTo(record.seq);
      if (walk.next.done) break;
      if (record.seq % 1_000 === 0) onProgress?.(record.seq);
    }
  await lookUpTo(Number.POSITIVE_INFINITY);
  return { snapshots: walk.snapshots, unsealed: walk.unsealed, problems };
}

function faultOf({ seq, standing, state: text }: KeptFold, state: DeskState): string | null {
  if (seq !== state.seq) return 'there is a snapshot of it, but no such record';
  const difference = standing === 'foreign' ? 'its hash' : differenceOf(text, state);
  return difference === null
    ? null
    : `its snapshot is not what the records fold to: ${difference} is another`;
}

function contextOf({ kind, data }: { readonly kind: string; readonly data: unknown }): Context {
  if (kind !== 'opened') throw new Error('invalid journal: its first record is not "opened"');
  return readContext(data as OpenedDraft['data'], sha256);
}

/** The first part of the state that is another; null where all is the same, in whatever order it was written. */
function differenceOf(text: string, state: DeskState): string | null {
  const expected = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return 'all of it';
  }
  if (typeof found !== 'object' || found === null) return 'all of it';
  const parts = found as Record<string, unknown>;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(parts)])].toSorted();
  const other = names.find((name) => canonicalize(expected[name]) !== canonicalize(parts[name]));
  return other === undefined ? null : `"${other}"`;
}
