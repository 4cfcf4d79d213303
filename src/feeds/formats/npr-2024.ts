/**
 * NPR's results of 2024, JSON derived from AP version 3: `races[].results[].candidates[]`, one file a state and office.
 *
 * Stamps are milliseconds; a race that allows several winners lists them all.
 */

import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import { type Count, contestId, type Emit, officeOf, wholeSumOf } from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';
import { fractionOf, shareDivisor, shareOf, undecidedScale } from './share-scale.ts';

const RACE = {
  race: ['id', read.id],
  test: ['test', read.yes],
  state: ['state', read.id],
  office: ['office', read.id],
  seat: ['seat', read.optional(read.text)],
  type: ['type', read.optional(read.text)],
  results: ['results', read.entries],
} as const;

const RESULT = {
  state: ['state', read.optional(read.text)],
  fips: ['fips', read.optional(read.text)],
  updated: ['updated', read.optional(read.milliseconds)],
  precincts: ['precincts', read.optional(read.whole)],
  reporting: ['reporting', read.optional(read.whole)],
  expected: ['eevp', read.optional(read.decimal)],
  total: ['total', read.votes],
  candidates: [
    'candidates',
    read.list(
      read.object({
        id: ['id', read.id],
        first: ['first', read.optional(read.text)],
        last: ['last', read.optional(read.text)],
        party: ['party', read.optional(read.text)],
        votes: ['votes', read.votes],
        winner: ['winner', read.yes],
      }),
    ),
  ],
} as const;

type Race = read.Translated<typeof RACE>;
type Result = read.Translated<typeof RESULT>;

export const NPR_2024: JsonFormat = {
  id: 'npr-2024',
  name: 'NPR 2024 results page',
  syntax: 'json',
  looksFor: 'races[] of results[] of candidates[]',
  recognises: (document) => {
    const races = (document as { races?: unknown }).races;
    return Array.isArray(races) && has(races[0], 'results');
  },
  read: (document, _context, emit) => {
    const races = (document as { races: readonly unknown[] }).races;
    races.forEach((raw, i) => {
      const at = `races[${i}]`;
      const race = attempt(() => read.translate(RACE, raw), at, raw, emit);
      if (race !== null) readRace(race, at, emit);
    });
  },
};

function readRace(race: Race, at: string, emit: Emit): void {
  const results = race.results.flatMap((raw, i) => {
    const place = `${at}.results[${i}]`;
    const one = attempt(() => read.translate(RESULT, raw), place, raw, emit);
    return one === null ? [] : [{ ...one, place }];
  });
  const divisor = shareDivisor(
    results.map(({ expected, reporting, precincts }) => ({
      expected,
      precincts: fractionOf(reporting, precincts),
    })),
  );
  if (divisor === null && results.some(({ expected }) => (expected ?? 0) !== 0)) emit(undecidedScale(at));
  for (const result of results) readResult(race, result, divisor, emit);
}

function readResult(
  race: Race,
  result: Result & { readonly place: string },
  divisor: 100 | 1 | null,
  emit: Emit,
): void {
  const { place, candidates, reporting, precincts } = result;
  const keys = candidates.map(({ id }) => id);
  const double = firstRepeated(keys);
  if (double >= 0) {
    emit(
      refusal(
        place,
        { path: `candidates[${double}]`, message: `candidate ${keys[double]} stands twice` },
        keys,
      ),
    );
    return;
  }
  const choices = candidates.map(
    ({ id, first, last, party }) => [id, { name: joined(first, last), party }] as const,
  );
  const count: Count = {
    kind: 'count',
    place,
    contest: contestOf(race),
    title: [race.office, race.seat, race.type].filter((part) => part !== null && part !== '').join(' '),
    unit: result.fips ?? race.state,
    unitName: null,
    level: result.fips === null ? 'state' : 'county',
    votes: Object.fromEntries(candidates.map(({ id, votes }) => [id, votes])),
    choices: Object.fromEntries(choices),
    total: result.total ?? wholeSumOf(candidates.map(({ votes }) => votes)),
    blank: null,
    expectedShare: shareOf(result.expected, divisor),
    unitsReported: reporting === null || precincts === null ? null : [reporting, precincts],
    reportedAt: result.updated,
    precision: 'exact',
    test: race.test,
  };
  emit(count);
  if (count.level !== 'state') return;
  candidates.forEach(({ id, winner }, i) => {
    if (!winner) return;
    emit({
      kind: 'call',
      place: `${place}.candidates[${i}]`,
      contest: count.contest,
      desk: 'AP',
      key: id,
      choice: choices[i]![1],
      saidAt: count.reportedAt,
      precision: 'approx',
      test: count.test,
    });
  });
}

function contestOf({ state, office, seat, race, type }: Race): string {
  const general = office === 'P' && (race === '0' || type === 'General');
  return contestId({
    state,
    office: officeOf(office),
    seat: general ? null : seat,
    race: general ? null : race,
  });
}

function joined(first: string | null, last: string | null): string {
  return [first, last].filter((part) => part !== null).join(' ');
}
