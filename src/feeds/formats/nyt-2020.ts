/**
 * The New York Times results pages of 2020, JSON: races with their counties and time series, and the calls that the
 * page shows.
 *
 * Expected shares are whole percents. The series is in the order of the feed, which is not that of its stamps; its
 * votes are derived from shares of three decimals.
 */

import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import { type Choice, type Count, contestId, type Emit, type Item, officeOf, wholeSumOf } from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';

const DATA = {
  races: ['races', read.entries],
  updates: ['liveUpdates', read.entries],
} as const;

const RACE = {
  race: ['race_id', read.id],
  state: ['state_id', read.id],
  title: ['race_name', read.optional(read.text)],
  office: ['officeid', read.id],
  candidates: [
    'candidates',
    read.list(
      read.object({
        key: ['candidate_key', read.id],
        name: ['name_display', read.id],
        party: ['party_id', read.optional(read.text)],
        votes: ['votes', read.votes],
        winner: ['winner', read.yes],
      }),
    ),
  ],
  total: ['votes', read.votes],
  expected: ['eevp', read.optional(read.decimal)],
  reporting: ['precincts_reporting', read.optional(read.whole)],
  precincts: ['precincts_total', read.optional(read.whole)],
  updated: ['last_updated', read.optional(read.moment)],
  source: ['result_source', read.optional(read.text)],
  calledAt: ['winnerCalledTimestamp', read.optional(calledMoment)],
  counties: ['counties', read.entries],
  series: ['timeseries', read.entries],
} as const;

const COUNTY = {
  unit: ['fips', read.id],
  name: ['name', read.optional(read.text)],
  votes: ['results', votesByKey],
  total: ['votes', read.votes],
  expected: ['eevp', read.optional(read.decimal)],
  reporting: ['reporting', read.optional(read.whole)],
  precincts: ['precincts', read.optional(read.whole)],
  updated: ['last_updated', read.optional(read.moment)],
} as const;

const MOMENT = {
  at: ['timestamp', read.optional(read.moment)],
  total: ['votes', read.votes],
  shares: ['vote_shares', sharesByKey],
  expected: ['eevp', read.optional(read.decimal)],
} as const;

const UPDATE = {
  race: ['race_id', read.id],
  at: ['datetime', read.milliseconds],
  outcome: ['call_type', read.id],
  candidate: ['candidate_id', read.optional(read.text)],
  name: ['candidate_name_display', read.optional(read.text)],
  party: ['party_id', read.optional(read.text)],
} as const;

/** The desk of the page's own calls; a race says itself whose its call is. */
const DESK = 'NYT';
/** `type` of an update that is a call. */
const CALL = 'race_call';
/** Parts of a race's id: "DE-G-P-2020-11-03", "TX-G-H-24-2020-11-03", "AZ-S-S-2020-11-03". */
const RACE_ID = /^([A-Z]{2})-([A-Z])-([A-Z])(?:-(\w+))?-\d{4}-\d{2}-\d{2}$/;

type Race = read.Translated<typeof RACE>;
type Common = Pick<Count, 'contest' | 'title' | 'choices' | 'blank' | 'test'>;

export const NYT_2020: JsonFormat = {
  id: 'nyt-2020',
  name: 'New York Times 2020 page',
  syntax: 'json',
  looksFor: 'data.races[] with race_id',
  recognises: (document) => {
    const races = (document as { data?: { races?: unknown } | null }).data?.races;
    return Array.isArray(races) && has(races[0], 'race_id');
  },
  read: (document, _context, emit) => {
    const raw = (document as { data?: unknown }).data;
    const data = attempt(() => read.translate(DATA, raw), 'data', raw, emit);
    data?.races.forEach((one, i) => {
      const at = `data.races[${i}]`;
      const race = attempt(() => read.translate(RACE, one), at, one, emit);
      if (race !== null) readRace(race, at, emit);
    });
    data?.updates.forEach((one, i) => {
      if (has(one, 'type') && (one as { type: unknown }).type === CALL)
        readUpdate(one, `data.liveUpdates[${i}]`, emit);
    });
  },
};

function readRace(race: Race, at: string, emit: Emit): void {
  const keys = race.candidates.map(({ key }) => key);
  const double = firstRepeated(keys);
  if (double >= 0) {
    emit(
      refusal(at, { path: `candidates[${double}]`, message: `candidate ${keys[double]} stands twice` }, keys),
    );
    return;
  }
  const common: Common = {
    contest:
      contestOf(race.race) ??
      contestId({ state: race.state, office: officeOf(race.office), race: race.race }),
    title: race.title ?? race.office,
    choices: Object.fromEntries(race.candidates.map(({ key, name, party }) => [key, { name, party }])),
    blank: null,
    test: false,
  };
  race.series.forEach((raw, i) => {
    const place = `${at}.timeseries[${i}]`;
    const count = attempt(() => seriesCount(race, raw, common, place), place, raw, emit);
    if (count !== null) emit(count);
  });
  emit(raceCount(race, common, at));
  race.counties.forEach((raw, i) => {
    const place = `${at}.counties[${i}]`;
    const count = attempt(() => countyCount(raw, common, place), place, raw, emit);
    if (count !== null) emit(count);
  });
  emitWinner(race, common, at, emit);
}

/** A state, or the district of a contest that has no other unit. */
function unitOf({ state }: Race, { contest }: Common): Pick<Count, 'unit' | 'level'> {
  return contest.startsWith(`${state}-`)
    ? { unit: contest, level: 'district' }
    : { unit: state, level: 'state' };
}

function raceCount(race: Race, common: Common, place: string): Count {
  return {
    kind: 'count',
    place,
    ...common,
    ...unitOf(race, common),
    unitName: null,
    votes: Object.fromEntries(race.candidates.map(({ key, votes }) => [key, votes])),
    total: race.total ?? wholeSumOf(race.candidates.map(({ votes }) => votes)),
    expectedShare: race.expected === null ? null : race.expected / 100,
    unitsReported: pair(race.reporting, race.precincts),
    reportedAt: race.updated,
    precision: 'exact',
  };
}

function countyCount(raw: unknown, common: Common, place: string): Count {
  const county = read.translate(COUNTY, raw);
  return {
    kind: 'count',
    place,
    ...common,
    unit: county.unit,
    unitName: county.name,
    level: 'county',
    votes: forCandidates(county.votes, common),
    total: county.total,
    expectedShare: county.expected === null ? null : county.expected / 100,
    unitsReported: pair(county.reporting, county.precincts),
    reportedAt: county.updated,
    precision: 'exact',
  };
}

function seriesCount(race: Race, raw: unknown, common: Common, place: string): Count {
  const { at, total, shares, expected } = read.translate(MOMENT, raw);
  const votes = shares.map(
    ([key, share]) => [key, total === null ? null : Math.round(share * total)] as const,
  );
  return {
    kind: 'count',
    place,
    ...common,
    ...unitOf(race, common),
    unitName: null,
    votes: forCandidates(Object.fromEntries(votes), common),
    total,
    expectedShare: expected === null ? null : expected / 100,
    unitsReported: null,
    reportedAt: at,
    precision: 'rounded',
  };
}

/** A figure for somebody who does not stand is no figure of this race. */
function forCandidates(votes: Count['votes'], { choices }: Common): Count['votes'] {
  const stranger = Object.keys(votes).find((key) => !Object.hasOwn(choices, key));
  if (stranger !== undefined)
    throw new read.Unreadable(`${read.shown(stranger)} is no candidate of this race`);
  return votes;
}

function emitWinner(race: Race, { contest, test }: Common, at: string, emit: Emit): void {
  race.candidates.forEach(({ key, name, party, winner }, i) => {
    if (!winner) return;
    emit({
      kind: 'call',
      place: `${at}.candidates[${i}]`,
      contest,
      desk: race.source ?? DESK,
      key,
      choice: { name, party },
      saidAt: race.calledAt,
      precision: 'exact',
      test,
    });
  });
}

function readUpdate(raw: unknown, place: string, emit: Emit): void {
  const item = attempt(() => updateOf(read.translate(UPDATE, raw), place), place, raw, emit);
  if (item !== null) emit(item);
}

function updateOf(
  { race, at, outcome, candidate, name, party }: read.Translated<typeof UPDATE>,
  place: string,
): Item {
  const contest = contestOf(race);
  if (contest === null)
    throw new read.Unreadable(`${read.shown(race)} is no race known here`).within(UPDATE.race[0]);
  if (outcome !== 'win') {
    const about = outcome === 'runoff' ? 'runoff' : 'call';
    return { kind: 'status', place, about, contest, unit: null, value: outcome, at };
  }
  const choice: Choice = { name: name ?? party ?? '', party };
  if (choice.name === '')
    throw new read.Unreadable('nobody is named as the winner').within(UPDATE.candidate[0]);
  const key = candidate ?? party ?? choice.name;
  return {
    kind: 'call',
    place,
    contest,
    desk: DESK,
    key,
    choice,
    saidAt: at,
    precision: 'exact',
    test: false,
  };
}

/** "president", "house" and "senate" are the whole: who has won it, not a seat. */
function contestOf(race: string): string | null {
  if (race === 'president') return 'US';
  if (race === 'house' || race === 'senate') return `US/${race}`;
  const parts = RACE_ID.exec(race);
  if (parts === null) return null;
  const [, state, type, office, seat = null] = parts;
  const special = type === 'G' ? null : 'special';
  return contestId({ state: state!, office: officeOf(office!), district: seat, race: special });
}

function calledMoment(value: unknown): string | null {
  return value === 0 ? null : read.milliseconds(value);
}

function votesByKey(value: unknown): Readonly<Record<string, number | null>> {
  return Object.fromEntries(byKey(value, read.votes));
}

function sharesByKey(value: unknown): readonly (readonly [string, number])[] {
  return byKey(value, read.decimal);
}

function byKey<T>(value: unknown, one: read.Reader<T>): readonly (readonly [string, T])[] {
  return Object.entries(read.record(value)).map(([key, figure]) => {
    try {
      return [key, one(figure)] as const;
    } catch (error) {
      throw read.inside(error, key);
    }
  });
}

function pair(reported: number | null, all: number | null): readonly [number, number] | null {
  return reported === null || all === null ? null : [reported, all];
}
