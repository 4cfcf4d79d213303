/**
 * What desks said and what was made of it, from the journal's records of calls, retractions, concessions and
 * struck entries. Records in → entries, newest first, each with what became of it. Assumes that a struck entry
 * names the record it strikes.
 */

import type { ContestId, TicketId } from '../../../../election/election.ts';
import type { Instant } from '../../../../election/instant.ts';
import type { JournalLine } from '../../../../server/wire.ts';
import { type CandidateWord, type LawStep, stepOf } from './law-steps.ts';

export type CallEntry = {
  readonly record: number;
  readonly kind: 'call' | 'retraction' | 'concession' | 'fact';
  /** Which step a fact is. */
  readonly step: LawStep | CandidateWord | null;
  readonly at: Instant;
  readonly saidAt: Instant;
  readonly by: string;
  /** The desk that spoke; for a concession, who conceded. */
  readonly desk: string;
  readonly contest: ContestId;
  readonly ticket: TicketId | null;
  readonly struck: {
    readonly record: number;
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
  } | null;
};

/** A call and what ended it: a retraction, or the same desk's call for another ticket. */
export type TakenBack = { readonly call: CallEntry; readonly by: CallEntry };

/** The kinds of records that this page reads. */
export const CALL_KINDS = ['call', 'retraction', 'struck', 'fact'] as const;

type Said = {
  readonly desk?: string;
  readonly contest?: string;
  readonly ticket?: string | null;
  readonly saidAt?: string;
  readonly by?: string;
  readonly scope?: string;
  readonly kind?: string;
  readonly record?: number;
  readonly reason?: string;
};

export function callEntries(records: readonly JournalLine[]): CallEntry[] {
  const struck = new Map<number, CallEntry['struck']>();
  for (const { kind, data, seq, at, by } of records) {
    const said = data as Said;
    if (kind === 'struck' && said.record !== undefined)
      struck.set(said.record, { record: seq, at, by, reason: said.reason ?? '' });
  }
  return records
    .flatMap((record) => {
      const entry = entryOf(record);
      return entry === null ? [] : [{ ...entry, struck: struck.get(entry.record) ?? null }];
    })
    .sort((a, b) => b.record - a.record);
}

function entryOf({ kind, data, seq, at, by }: JournalLine): Omit<CallEntry, 'struck'> | null {
  const said = data as Said;
  const saidAt = said.saidAt === undefined ? at : Date.parse(said.saidAt);
  const base = { record: seq, at, saidAt, by, step: null, ticket: said.ticket ?? null };
  if (kind === 'call' || kind === 'retraction')
    return { ...base, kind, desk: said.desk ?? '', contest: said.contest ?? '' };
  if (kind === 'fact' && said.kind === 'concession')
    return { ...base, kind: 'concession', desk: said.by ?? '', contest: said.scope ?? '' };
  const step = kind === 'fact' ? stepOf(data as Record<string, unknown>) : null;
  if (step !== null && by.startsWith('person:'))
    return { ...base, kind: 'fact', step, desk: said.by ?? '', contest: said.scope ?? '' };
  return null;
}

/** The newest entry that a person made and that stands: what a slip of the hand is about. Null where there is none. */
export function lastByHand(entries: readonly CallEntry[]): CallEntry | null {
  return entries.find(({ by, struck }) => struck === null && by.startsWith('person:')) ?? null;
}

/** The last word of a desk on a contest; a struck entry is none. Null where it never spoke. */
export function lastWord(entries: readonly CallEntry[], desk: string, contest: ContestId): CallEntry | null {
  return inOrder(entries).findLast((entry) => entry.desk === desk && entry.contest === contest) ?? null;
}

/** What counts, in the order in which it was said. */
function inOrder(entries: readonly CallEntry[]): CallEntry[] {
  return entries
    .filter(({ kind, struck }) => (kind === 'call' || kind === 'retraction') && struck === null)
    .sort((a, b) => a.saidAt - b.saidAt || a.record - b.record);
}

/** Every call that its desk took back, or turned to another ticket; newest first. */
export function takenBack(entries: readonly CallEntry[]): TakenBack[] {
  const standing = new Map<string, CallEntry>();
  const found: TakenBack[] = [];
  for (const entry of inOrder(entries)) {
    const place = `${entry.desk}/${entry.contest}`;
    const before = standing.get(place);
    if (before !== undefined && (entry.kind === 'retraction' || entry.ticket !== before.ticket)) {
      found.unshift({ call: before, by: entry });
    }
    if (entry.kind === 'call') standing.set(place, entry);
    else standing.delete(place);
  }
  return found;
}

/** One thing that was said once, with different times on record; the earliest comes first, and counts. */
export function conflictingTimes(entries: readonly CallEntry[]): CallEntry[][] {
  const told = new Map<string, CallEntry[]>();
  const all: CallEntry[][] = [];
  const standing = entries.filter(({ kind, struck }) => kind !== 'fact' && struck === null);
  for (const entry of standing.toSorted((a, b) => a.saidAt - b.saidAt || a.record - b.record)) {
    const place = `${entry.kind === 'concession'}/${entry.desk}/${entry.contest}`;
    const before = told.get(place);
    if (before !== undefined && before[0]!.kind === entry.kind && before[0]!.ticket === entry.ticket) {
      if (before.every(({ saidAt }) => saidAt !== entry.saidAt)) before.push(entry);
      continue;
    }
    const once = [entry];
    told.set(place, once);
    all.push(once);
  }
  return all.filter((times) => times.length > 1);
}

/** Contests for which desks name different tickets at this moment. */
export function contradictions(entries: readonly CallEntry[]): { contest: ContestId; calls: CallEntry[] }[] {
  const standing = new Map<string, CallEntry>();
  for (const entry of inOrder(entries)) {
    const place = `${entry.desk}/${entry.contest}`;
    if (entry.kind === 'call') standing.set(place, entry);
    else standing.delete(place);
  }
  const contests = [...new Set([...standing.values()].map(({ contest }) => contest))];
  return contests
    .map((contest) => ({
      contest,
      calls: [...standing.values()].filter((entry) => entry.contest === contest),
    }))
    .filter(({ calls }) => new Set(calls.map(({ ticket }) => ticket)).size > 1);
}
