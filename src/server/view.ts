/**
 * The whole night for one page, in one language, from the state at one moment.
 */
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { personOf } from '../fold/context.ts';
import { regionOf } from '../meetings/zone-names.ts';
import type { Projection } from '../projection/projection.ts';
import type { RehearsalClock } from '../rehearsal.ts';
import type { Language, Person } from '../response/playbook.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { SiteState } from './public-site.ts';
import { clockView } from './view-clock.ts';
import { countView } from './view-count.ts';
import { feedsOf, reportsOf } from './view-feeds.ts';
import { branchViews } from './view-response.ts';
import { campsOf, eventsOf, historyOf, nextOf, windowViews } from './view-surroundings.ts';
import { calendarView, gateAt, ladderOf, reasonsOf, routesOf, sentenceOf } from './view-verdict.ts';
import type { ContestView, DeskView, PersonView } from './wire.ts';
import { type Wording, wordingOf } from './wording.ts';

export type ViewRequest = {
  readonly language: Language;
  readonly person: string;
  readonly now: Instant;
  readonly clock: RehearsalClock | null;
  readonly site: SiteState;
};

export function deskView(reader: DeskReader, request: ViewRequest): DeskView {
  const { state, context, watch } = reader;
  const at = Math.max(request.now, state.at);
  const words = wordingOf(context, request.language, at);
  const verdict = watch.shown(state, context, at);
  const plan = watch.plan(state, context, at);
  const projection = watch.projection(state, context, at);
  const count = countView(reader, verdict, projection.contests, words);
  // Before the first count the projection knows the last election only: good enough to order the contests by.
  const begun = state.projections.length > 0;
  return {
    language: request.language,
    seq: state.seq,
    hash: reader.hash,
    clock: clockView(reader, request, at, words),
    ...settingOf(reader, words, at),
    sentence: sentenceOf(verdict, words),
    standing: verdict.acts.find(({ act }) => act === 'congratulation')?.standing ?? 'wait',
    aftermath: state.response.aftermath,
    gateAt: gateAt(verdict),
    reasons: reasonsOf(verdict, words),
    routes: routesOf(verdict, words),
    calendar: calendarView(reader, words),
    stops: verdict.stops.map(({ effect, event }) => ({ effect, text: words.phrase(event) })),
    ladder: ladderOf(reader, verdict, words),
    groups: groupsOf(reader, verdict, words),
    ...(begun ? count : { ...count, contests: count.contests.map(withoutChance) }),
    projection:
      projection.shares !== null || !begun ? null : { ...electorsOf(projection), history: historyOf(reader) },
    branches: branchViews(reader, plan, verdict, { words, person: request.person, at }),
    heldAll: heldAllOf(reader, words),
    windows: windowViews(reader, verdict, at),
    talk: { startedAt: state.response.talk.startedAt, endedAt: state.response.talk.endedAt },
    next: nextOf(plan, verdict, words, at),
    events: eventsOf(reader, words),
    feeds: feedsOf(reader, verdict, at, words),
    reports: reportsOf(reader),
    camps: campsOf(reader, { at, words, person: request.person }),
    people: context.people.map((person) => personView(person, words)),
    me: personView(personOf(context, request.person), words),
    brief: {
      ...request.site.lead,
      headline: request.site.lead.headline[request.language],
      url: `${request.site.base}/${request.language}/`,
    },
  };
}

function settingOf(
  { context }: DeskReader,
  words: Wording,
  at: Instant,
): Pick<DeskView, 'zones' | 'election'> {
  const { election, profile } = context;
  const { rule } = election;
  return {
    zones: [profile.zones.home, profile.zones.there].map(({ city, zone, abbreviation }) => ({
      city: city[words.language],
      zone,
      abbreviation: words.language === 'ja' ? inJapanese(zone, at) : abbreviation,
    })),
    election: {
      id: election.id,
      name: context.names[words.language].election,
      electors: rule.kind === 'electoral-college' ? rule.electors : 0,
      majority: rule.kind === 'electoral-college' ? rule.majority : 0,
      tickets: election.tickets.map(({ id, name }) => ({
        id,
        name: context.names[words.language].tickets[id]?.full ?? name,
        short: words.ticket(id),
      })),
    },
  };
}

function groupsOf({ context }: DeskReader, verdict: Verdict, words: Wording): DeskView['groups'] {
  return verdict.groups.map(({ group, desks, ticket, since }) => ({
    id: group,
    letter: context.groups.find(({ id }) => id === group)?.letter ?? '?',
    name: context.groups.find(({ id }) => id === group)?.name[words.language] ?? group,
    desks,
    ticket,
    since,
  }));
}

function electorsOf({ at, electors }: Projection): Omit<NonNullable<DeskView['projection']>, 'history'> {
  return {
    at,
    mean: electors.mean,
    low90: electors.low90,
    high90: electors.high90,
    chance: electors.winProbability,
  };
}

function withoutChance(contest: ContestView): ContestView {
  return { ...contest, chance: null, low90: null, high90: null };
}

function heldAllOf({ state }: DeskReader, words: Wording): DeskView['heldAll'] {
  const held = state.response.heldAll;
  return held === null ? null : { by: words.person(held.by), at: held.at, reason: held.reason };
}

function personView({ id, name, roles }: Person, words: Wording): PersonView {
  return { id, name: name[words.language], roles };
}

/** A Japanese reader knows 米東部時間, not EST; the region has one name in both halves of the year. */
function inJapanese(zone: string, at: Instant): { readonly standard: string; readonly daylight: string } {
  const name = `${regionOf(zone, at)}時間`;
  return { standard: name, daylight: name };
}
