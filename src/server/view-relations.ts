/** The page on relations for one person, in one language, made from what the person may see and from nothing else. */
import type { DeskReader } from '../desk.ts';
import { DAY, type Instant } from '../election/instant.ts';
import { maySee } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import { mayEnter, readerOf } from '../fold/decide-surroundings.ts';
import { MONTHS } from '../meetings/two-zones.ts';
import { wallClock } from '../meetings/zone-names.ts';
import { balanceOf, balanceOver, HALF_LIFE_DAYS, warnsOf } from '../relations/balance.ts';
import { afterVerdict, gapsOf, remindersOf } from '../relations/care.ts';
import type { Graph } from '../relations/graph.ts';
import { reachOf } from '../relations/introductions.ts';
import type { WaitingCard } from '../relations/records.ts';
import { type Contact, type Engagement, HOUSE, postOn, type Relations } from '../relations/relations.ts';
import { dayOf } from '../relations/terms.ts';
import type { Language } from '../response/playbook.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { cardView } from './card-view.ts';
import { graphSeen, relationsSeen } from './relations-seen.ts';
import { type SurroundingsNames, sayGap, sayReminder } from './surroundings-words.ts';
import type { ContactView, ReachView, RelationsView } from './wire-surroundings.ts';

/** The list shows so many people; the search finds all. */
const PEOPLE_SHOWN = 200;
const ENGAGEMENTS_SHOWN = 50;
const WAITING_SHOWN = 20;
const WEEKS_SHOWN = 52;
const WEEK = 7 * DAY;

export type Looking = { readonly language: Language; readonly person: string; readonly at: Instant };

export function relationsView(reader: DeskReader, looking: Looking, search = ''): RelationsView {
  const { state, context, watch } = reader;
  const { at, language } = looking;
  const person = personOf(context, looking.person);
  const marking = readerOf(context, person);
  const seen = relationsSeen(reader, looking.person);
  const graph = graphSeen(reader, looking.person, dayOf(at));
  const names = namesIn(seen, context.profile.zones.home.zone, language);
  const found = seen.people.filter((one) => matches(one, search));
  const { relations } = state.surroundings;
  const last = lastOf(seen, at);
  const verdict = watch.verdict(state, context, at);
  const reach = seen.camps.flatMap(({ principal }) =>
    principal === null ? [] : [reachView(seen, graph, principal, language)],
  );
  const engagements = engagementsOf(seen, relations.followUpsDone, looking);
  const waiting = relations.waiting.filter(
    ({ incoming, candidates }) =>
      maySee(marking, incoming.marking) && candidates.every(({ id }) => graph.numberOf.has(id)),
  );
  const after = afterOf(seen, verdict, at);
  const electionAt = Date.parse(`${context.election.date}T23:59:59Z`);
  return {
    seq: state.seq,
    day: dayOf(at),
    reader: marking,
    mayWrite: mayEnter(person),
    halfLifeDays: HALF_LIFE_DAYS,
    camps: campsOf(seen, at, electionAt, language),
    over: balanceOver(
      seen,
      Array.from({ length: WEEKS_SHOWN }, (_, week) => at - (WEEKS_SHOWN - 1 - week) * WEEK),
    ),
    people: found.slice(0, PEOPLE_SHOWN).map((one) => contactView(one, last.get(one.id), looking)),
    total: found.length,
    reach,
    gaps: gapsOf(seen, graph, at).map((gap) => sayGap(gap, names)),
    reminders: remindersOf(seen, relations.followUpsDone, at).map((one) => ({
      kind: one.kind,
      text: sayReminder(one, names),
      overdue: one.kind === 'follow-up' && one.overdue,
      record: one.kind === 'follow-up' ? one.record : null,
    })),
    engagements,
    waiting: waiting.slice(0, WAITING_SHOWN).map((card) => waitingView(card, seen, looking)),
    waitingTotal: waiting.length,
    after,
    names: {
      ...Object.assign({}, ...reach.map((one) => one.names)),
      ...namesOf(
        seen,
        [...engagements.map(({ contact }) => contact), ...after.map(({ id }) => id)],
        language,
      ),
    },
  };
}

/** How a person is reached; null where the reader knows of nobody by this id. */
export function reachAnswer(
  reader: DeskReader,
  { person, at, language }: Looking,
  target: string,
): ReachView | null {
  const seen = relationsSeen(reader, person);
  const graph = graphSeen(reader, person, dayOf(at));
  return graph.numberOf.has(target) ? reachView(seen, graph, target, language) : null;
}

function reachView(seen: Relations, graph: Graph, target: string, language: Language): ReachView {
  const { paths, singlePoints, gatekeepers } = reachOf(graph, target);
  return {
    target,
    names: namesOf(seen, [target, ...paths.flatMap(({ people }) => people)], language),
    paths: paths.map(({ people, ties }) =>
      ties.map((place, step) => {
        const { kind, strength, reason } = seen.ties[place]!;
        return { from: people[step]!, to: people[step + 1]!, kind, strength, reason: reason[language] };
      }),
    ),
    singlePoints,
    gatekeepers,
  };
}

function contactView(contact: Contact, last: Engagement | undefined, { at, language }: Looking): ContactView {
  const { id, name, side, seniority, languages, address, pronunciation, keeper, marking } = contact;
  const post = postOn(contact.posts, dayOf(at));
  return {
    id,
    name: name[language],
    side,
    post: post?.title[language] ?? '',
    phase: post?.phase ?? null,
    seniority,
    languages,
    address: address?.[language] ?? null,
    pronunciation: pronunciation?.[language] ?? null,
    keeper,
    lastAt: last?.at ?? null,
    channel: last?.channel ?? null,
    marking,
  };
}

function campsOf(
  seen: Relations,
  at: Instant,
  electionAt: Instant,
  language: Language,
): RelationsView['camps'] {
  return balanceOf(seen, at).map((row) => {
    const camp = seen.camps.find(({ ticket }) => ticket === row.ticket)!;
    return {
      ...row,
      title: camp.title[language],
      principal: camp.principal,
      warns: warnsOf(row, at, electionAt),
      explained: row.explained?.[language] ?? null,
    };
  });
}

function waitingView(
  { item, incoming, candidates }: WaitingCard,
  seen: Relations,
  looking: Looking,
): RelationsView['waiting'][number] {
  const card = (contact: Contact) => cardView(contact, seen, looking);
  return {
    item,
    incoming: card(incoming),
    candidates: candidates.map(({ id, why }) => ({
      id,
      why,
      known: card(seen.people.find((one) => one.id === id)!),
    })),
  };
}

/** Both lists once the verdict is final enough; before, nobody has won and nobody is told so. */
function afterOf(seen: Relations, { level, ticket }: Verdict, at: Instant): RelationsView['after'] {
  if (ticket === null || (level !== 'final-enough' && level !== 'declared')) return [];
  return afterVerdict(seen, ticket, at).map(({ contact, list, keeper }) => ({
    id: contact.id,
    list,
    keeper,
  }));
}

/** The last engagement with everybody, in one pass. */
function lastOf({ engagements }: Relations, at: Instant): Map<string, Engagement> {
  const last = new Map<string, Engagement>();
  for (const one of engagements) if (one.at <= at) last.set(one.contact, one);
  return last;
}

/** Of those in a list of ids, as far as the reader knows them. */
function namesOf({ people }: Relations, ids: readonly string[], language: Language): Record<string, string> {
  const wanted = new Set(ids);
  return Object.fromEntries(people.flatMap(({ id, name }) => (wanted.has(id) ? [[id, name[language]]] : [])));
}

function engagementsOf(
  seen: Relations,
  done: readonly number[],
  { at, language }: Looking,
): RelationsView['engagements'] {
  return seen.engagements
    .filter((one) => one.at <= at)
    .slice(-ENGAGEMENTS_SHOWN)
    .reverse()
    .map(({ line, followUp, ...one }) => ({
      ...one,
      line: line[language],
      followUp:
        followUp === null ? null : { ...followUp, done: one.record !== null && done.includes(one.record) },
    }));
}

/** Names and days as a sentence writes them, of what the person may see. */
export function namesIn(seen: Relations, zone: string, language: Language): SurroundingsNames {
  return {
    language,
    contact: (id) => seen.people.find((one) => one.id === id)?.name[language] ?? id,
    camp: (ticket) => seen.camps.find((one) => one.ticket === ticket)?.title[language] ?? ticket,
    day: (at) => {
      const wall = wallClock(zone, at);
      const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()];
      return language === 'ja' ? `${year}年${month + 1}月${day}日` : `${day} ${MONTHS[month]} ${year}`;
    },
    leader: (id) => id,
    resource: (id) => id,
    entry: (id) => id,
  };
}

function matches({ id, name, posts, side }: Contact, search: string): boolean {
  const words = search
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const text = [
    id,
    name.en,
    name.ja,
    side === HOUSE ? '' : (side ?? ''),
    ...posts.flatMap(({ title }) => [title.en, title.ja]),
  ]
    .join(' ')
    .normalize('NFKC')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
