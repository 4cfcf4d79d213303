/**
 * Clarity (SOE Software) `summary.json`: one object a contest, its choices in arrays side by side.
 *
 * The file does not say which state it is of, nor when it was made: both are known from its address. `PR` of `TP` are
 * counties of a state, or precincts of a county.
 */

import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import { type Choice, type Context, contestId, type Emit, officeOf, wholeSumOf } from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';

const CONTEST = {
  title: ['C', read.id],
  key: ['K', read.id],
  names: ['CH', read.list(read.id)],
  parties: ['P', read.list(read.optional(read.text))],
  votes: ['V', read.list(read.votes)],
  reported: ['PR', read.optional(read.whole)],
  all: ['TP', read.optional(read.whole)],
} as const;

/** What stands for "no party" among parties. */
const NO_PARTY = 'NP';

export const CLARITY_SUMMARY: JsonFormat = {
  id: 'clarity-summary',
  name: 'Clarity summary.json',
  syntax: 'json',
  looksFor: 'a list of contests with CH, V and K',
  recognises: (document) => Array.isArray(document) && ['CH', 'V', 'K'].every((key) => has(document[0], key)),
  read: (document, context, emit) => {
    (document as readonly unknown[]).forEach((raw, i) => {
      const at = `[${i}]`;
      const contest = attempt(() => read.translate(CONTEST, raw), at, raw, emit);
      if (contest !== null) readContest(contest, at, context, emit);
    });
  },
};

function readContest(
  contest: read.Translated<typeof CONTEST>,
  at: string,
  { state, unit }: Context,
  emit: Emit,
): void {
  const { title, key, names, votes, parties, reported, all } = contest;
  const refuse = (path: string, message: string): void => emit(refusal(at, { path, message }, names));
  if (votes.length !== names.length) {
    refuse('V', `${votes.length} figures for ${names.length} choices`);
    return;
  }
  const double = firstRepeated(names);
  if (double >= 0) {
    refuse(`CH[${double}]`, `the choice ${read.shown(names[double])} stands twice`);
    return;
  }
  emit({
    kind: 'count',
    place: at,
    contest: clarityContest(state, title, key),
    title,
    unit: unit ?? state ?? 'all',
    unitName: null,
    level: unit === undefined ? 'state' : 'county',
    votes: Object.fromEntries(names.map((name, i) => [name, votes[i] ?? null])),
    choices: Object.fromEntries(names.map((name, i) => [name, choiceOf(name, parties[i] ?? null)])),
    total: wholeSumOf(votes),
    blank: null,
    expectedShare: null,
    unitsReported: reported === null || all === null ? null : [reported, all],
    reportedAt: null,
    precision: 'exact',
    test: false,
  });
}

/** A contest of one state's site: its key tells apart what two titles may not. */
export function clarityContest(state: string | null, title: string, key: string): string {
  const office = officeOf(title);
  return office === 'president' ? contestId({ state, office }) : contestId({ state, office, race: key });
}

/** "Jon Ossoff (I) (Dem)" names the party where its own field does not. */
function choiceOf(written: string, party: string | null): Choice {
  const inName = /\(([^()]{1,40})\)\s*$/.exec(written)?.[1] ?? null;
  const stated = party === null || party === '' || party === NO_PARTY ? null : party;
  const name = written
    .replace(/\([^()]{1,40}\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { name: name === '' ? written : name, party: stated ?? (inName === 'I' ? null : inName) };
}
