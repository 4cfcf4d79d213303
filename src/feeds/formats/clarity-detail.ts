/**
 * Clarity (SOE Software) `detail.xml`: contests → choices → kinds of vote → counties or precincts.
 *
 * A contest's units are known when it closes; only one contest is kept at a time. The sum of a choice is stated and
 * held against that of its units. Undervotes and overvotes are kinds of vote beside the choices.
 */

import { clarityContest } from './clarity-summary.ts';
import * as read from './fields.ts';
import type { XmlFormat } from './format.ts';
import type { Choice, Context, Count, Emit, Level, Status } from './item.ts';
import { MOST_CHOICES, sumOf, wholeSumOf } from './item.ts';
import { refusal } from './refusal.ts';
import { usStamp } from './us-stamp.ts';
import type { Place, XmlHandler } from './xml-text.ts';

const CONTEST = {
  key: ['key', read.id],
  title: ['text', read.id],
  precincts: ['precinctsParticipating', read.optional(read.whole)],
  reported: ['precinctsReported', read.optional(read.whole)],
} as const;

const CHOICE = {
  key: ['key', read.optional(read.text)],
  name: ['text', read.id],
  party: ['party', read.optional(read.text)],
  total: ['totalVotes', read.votes],
} as const;

const UNIT = {
  name: ['name', read.id],
  votes: ['votes', read.votes],
  precincts: ['precinctsParticipating', read.optional(read.whole)],
  reported: ['precinctsReported', read.optional(read.whole)],
  voters: ['totalVoters', read.optional(read.whole)],
  cast: ['ballotsCast', read.optional(read.whole)],
} as const;

/** Elements that are units of a contest, and what they are. */
const LEVELS: Readonly<Record<string, Level>> = { County: 'county', Precinct: 'precinct' };

type Tally = Choice & {
  readonly key: string;
  readonly stated: number | null;
  readonly place: string;
  readonly votes: Map<string, number | null>;
};

type Contest = read.Translated<typeof CONTEST> & {
  readonly place: string;
  readonly units: Map<string, { readonly level: Level; reported: readonly [number, number] | null }>;
  readonly tallies: Tally[];
  readonly blank: Map<string, number | null>;
};

type State = {
  readonly path: string[];
  region: string | null;
  stamp: string | null;
  contest: Contest | null;
  tally: Tally | null;
};

export const CLARITY_DETAIL: XmlFormat = {
  id: 'clarity-detail',
  name: 'Clarity detail.xml',
  syntax: 'xml',
  root: 'ElectionResult',
  looksFor: 'the root element ElectionResult',
  open: (context, emit) => {
    const state: State = { path: [], region: context.state, stamp: null, contest: null, tally: null };
    return { ...handlerOf(state, context, emit), end: () => {} };
  },
};

function handlerOf(state: State, context: Context, emit: Emit): XmlHandler {
  return {
    open: (name, attributes, place) => {
      state.path.push(name);
      try {
        opens(state, name, attributes, place, emit);
      } catch (error) {
        if (!(error instanceof read.Unreadable)) throw error;
        emit(refusal(`${place()} (${name})`, error, attributes));
      }
    },
    close: (name, text, place) => {
      state.path.pop();
      if (name === 'Choice') state.tally = null;
      else if (name === 'Contest' && state.contest !== null) {
        emitContest(state.contest, state, context, emit);
        state.contest = null;
      } else if (name === 'Region' && state.path.length === 1)
        state.region = text === '' ? state.region : text;
      else if (name === 'Timestamp' && state.path.length === 1) readStamp(state, text, place, emit);
    },
  };
}

function opens(
  state: State,
  name: string,
  attributes: Readonly<Record<string, string>>,
  place: Place,
  emit: Emit,
): void {
  if (name === 'Contest') {
    const fields = read.translate(CONTEST, attributes);
    state.contest = { ...fields, place: place(), units: new Map(), tallies: [], blank: new Map() };
  } else if (name === 'Choice' && state.contest !== null) {
    // Whatever becomes of the choice: its votes are not those of the contest as a whole.
    state.tally = { key: '', name: '', party: null, stated: null, place: '', votes: new Map() };
    const { key, name: choice, party, total } = read.translate(CHOICE, attributes);
    const twice = (one: Tally): boolean =>
      one.key === (key ?? choice) || (one.name === choice && one.party === party);
    if (state.contest.tallies.length === MOST_CHOICES)
      throw new read.Unreadable(`the contest has more than ${MOST_CHOICES} choices`);
    if (state.contest.tallies.some(twice))
      throw new read.Unreadable(`the choice ${read.shown(choice)} stands twice`);
    state.tally = {
      key: key ?? choice,
      name: choice,
      party,
      stated: total,
      place: place(),
      votes: new Map(),
    };
    state.contest.tallies.push(state.tally);
  } else if (Object.hasOwn(LEVELS, name)) {
    const unit = read.translate(UNIT, attributes);
    if (state.contest !== null) addUnit(state, state.contest, unit, LEVELS[name]!);
    else if (!state.path.includes('Contest')) turnout(unit, place, emit);
  }
}

/** A unit stands under the contest, with its precincts, and under each kind of vote, with its votes. */
function addUnit(state: State, contest: Contest, unit: read.Translated<typeof UNIT>, level: Level): void {
  const { name, reported, precincts, votes } = unit;
  const pair = reported === null || precincts === null ? null : ([reported, precincts] as const);
  const known = contest.units.get(name);
  if (known === undefined) contest.units.set(name, { level, reported: pair });
  else known.reported ??= pair;
  if (!state.path.includes('VoteType')) return;
  const into = state.tally?.votes ?? contest.blank;
  into.set(name, sumOf([into.get(name) ?? null, votes]));
}

function turnout({ name, voters, cast }: read.Translated<typeof UNIT>, place: Place, emit: Emit): void {
  const say = (about: Status['about'], value: number | null): void => {
    if (value !== null)
      emit({ kind: 'status', place: place(), about, contest: null, unit: name, value, at: null });
  };
  say('registered', voters);
  say('ballots-cast', cast);
}

function readStamp(state: State, text: string, place: Place, emit: Emit): void {
  try {
    state.stamp = usStamp(text);
  } catch (error) {
    if (!(error instanceof read.Unreadable)) throw error;
    emit(refusal(`${place()} (Timestamp)`, error, text));
  }
}

function emitContest(contest: Contest, { region, stamp }: State, context: Context, emit: Emit): void {
  const state = context.state ?? (region !== null && /^[A-Z]{2}$/.test(region) ? region : null);
  const common = {
    kind: 'count',
    contest: clarityContest(state, contest.title, contest.key),
    title: contest.title,
    choices: Object.fromEntries(contest.tallies.map(({ key, name, party }) => [key, { name, party }])),
    expectedShare: null,
    reportedAt: stamp,
    precision: 'exact',
    test: false,
  } as const;
  for (const [name, { level, reported }] of contest.units) {
    const votes = contest.tallies.map((tally) => [tally.key, tally.votes.get(name) ?? null] as const);
    emit({
      ...common,
      place: `${contest.place} (Contest ${contest.key}, ${name})`,
      unit: state === null ? name : `${state}/${name}`,
      unitName: name,
      level,
      votes: Object.fromEntries(votes),
      total: wholeSumOf(votes.map(([, figure]) => figure)),
      blank: contest.blank.get(name) ?? null,
      unitsReported: reported,
    });
  }
  emit(wholeOf(contest, common, state ?? region));
  for (const tally of contest.tallies) {
    const sum = sumOf(tally.votes.values());
    if (tally.stated !== null && sum !== null && sum !== tally.stated)
      emit({
        kind: 'status',
        place: `${tally.place} (Choice ${tally.name})`,
        about: 'sum',
        contest: common.contest,
        unit: null,
        value: `the units of ${tally.name} add up to ${sum}, its total says ${tally.stated}`,
        at: stamp,
      });
  }
}

type Common = Pick<
  Count,
  'kind' | 'contest' | 'title' | 'choices' | 'expectedShare' | 'reportedAt' | 'precision' | 'test'
>;

/** The whole region, as the choices' own totals state it. */
function wholeOf(contest: Contest, common: Common, region: string | null): Count {
  const { reported, precincts } = contest;
  return {
    ...common,
    place: `${contest.place} (Contest ${contest.key})`,
    unit: region ?? 'all',
    unitName: region,
    level: [...contest.units.values()].some(({ level }) => level === 'precinct') ? 'county' : 'state',
    votes: Object.fromEntries(contest.tallies.map(({ key, stated }) => [key, stated])),
    total: wholeSumOf(contest.tallies.map(({ stated }) => stated)),
    blank: sumOf(contest.blank.values()),
    unitsReported: reported === null || precincts === null ? null : [reported, precincts],
  };
}
