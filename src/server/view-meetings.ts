/** The page on talks and meetings for one person, in one language: the two-zone day, windows, call, readouts, visit. */
import type { DeskReader } from '../desk.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import { type Marking, maySee } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import {
  BUSY,
  diaryNow,
  mayEnter,
  type NamedDiary,
  readerOf,
  talkPartner,
  talkRequest,
} from '../fold/decide-surroundings.ts';
import { comfortable, type Leader, reachable, whereabouts } from '../meetings/availability.ts';
import { callOrder } from '../meetings/call-order.ts';
import { type ProposalRequest, proposalsOf, ranked } from '../meetings/proposals.ts';
import { compareReadouts } from '../meetings/readouts.ts';
import type { MeetingsState, Twin } from '../meetings/records.ts';
import type { Span } from '../meetings/spans.ts';
import { cityOf } from '../meetings/zone-names.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { relationsSeen } from './relations-seen.ts';
import { type SurroundingsNames, sayCaution, sayLack } from './surroundings-words.ts';
import { calendarsOf } from './view-calendars.ts';
import { type Looking, namesIn } from './view-relations.ts';
import { visitOf } from './view-visit.ts';
import type { DifferenceView, LeaderView, MeetingsView } from './wire-surroundings.ts';
import { type Wording, wordingOf } from './wording.ts';

/** How far ahead the band and the proposals look: two nights and the days between them. */
const AHEAD = 48 * HOUR;

export function meetingsView(reader: DeskReader, looking: Looking): MeetingsView {
  const { state, context, watch } = reader;
  const { at, language } = looking;
  const person = personOf(context, looking.person);
  const marking = readerOf(context, person);
  const verdict = watch.shown(state, context, at);
  const words = wordingOf(context, language, at);
  const span = { from: at, to: at + AHEAD };
  const request = talkRequest(reader, verdict, span, at);
  const seen = visibleState(state.surroundings.meetings, marking);
  const { meeting, talk } = state.response;
  const diary = diaryNow(reader);
  const names: SurroundingsNames = {
    ...meetingNames(reader, looking, verdict, words),
    // To those who may not see it an entry is an engagement like any.
    entry: (id) => {
      const entry = diary.find((one) => one.id === id);
      return (entry === undefined || !maySee(marking, entry.marking) ? BUSY : entry.what)[language];
    },
  };
  return {
    seq: state.seq,
    reader: marking,
    mayWrite: mayEnter(person),
    noticeMinutes: context.meetings.noticeMinutes,
    durationMinutes: context.meetings.durationMinutes,
    holdHours: context.meetings.holdHours,
    span,
    leaders:
      request === null
        ? []
        : request.leaders.map((one) =>
            leaderView(one, span, { diary, marking, names, looking, reader, verdict }),
          ),
    calendars: calendarsOf(reader, names),
    resources: context.meetings.resources.map(({ id, kind, name }) => ({
      id,
      kind,
      name: name[language],
      busy: diary.filter(({ who, from, to }) => who === id && to > span.from && from < span.to).map(spanOf),
    })),
    proposals: request === null ? [] : proposalViews(request, names),
    holds: holdsOf(reader, seen, at, words),
    order: callOrder(
      seen.otherCalls,
      talk.startedAt === null ? null : { who: context.profile.leader.title[language], at: talk.startedAt },
    ),
    inbound: inboundOf(seen, at, names),
    sheet: sheetOf(seen, looking),
    notes: seen.notes.map(({ at: noted, text, record }) => ({ at: noted, text, record })),
    ...readoutsOf(seen, reader, looking),
    meeting: {
      state: meeting.state,
      note: maySee(marking, meeting.marking) ? meeting.note : null,
      at: meeting.at,
    },
    checklist: context.meetings.checklist.map((what) => ({ what, done: false })),
    ...visitOf(seen, looking),
    invitations: Object.values(seen.invitations).map(({ record: _, at: __, ...one }) => ({
      ...one,
      held: talk.holds.some(({ from, to }) => from === one.from && to === one.to),
    })),
  };
}

/** What of the records the reader may see. */
function visibleState(state: MeetingsState, reader: Marking): MeetingsState {
  const seen = <T extends { readonly marking: Marking }>(one: T | null): T | null =>
    one !== null && maySee(reader, one.marking) ? one : null;
  const all = <T extends { readonly marking: Marking }>(some: readonly T[]): T[] =>
    some.filter(({ marking }) => maySee(reader, marking));
  return {
    ...state,
    diary: all(state.diary),
    holds: all(state.holds),
    otherCalls: all(state.otherCalls),
    inbound: seen(state.inbound),
    sheet: seen(state.sheet),
    notes: all(state.notes),
    readouts: { ours: seen(state.readouts.ours), theirs: seen(state.readouts.theirs) },
    lines: Object.fromEntries(Object.entries(state.lines).filter(([, line]) => maySee(reader, line.marking))),
    visit: seen(state.visit),
    fallback: seen(state.fallback),
    outcome: seen(state.outcome),
    invitations: Object.fromEntries(
      Object.entries(state.invitations).filter(([, one]) => maySee(reader, one.marking)),
    ),
  };
}

function holdsOf(
  { state }: DeskReader,
  seen: MeetingsState,
  at: Instant,
  words: Wording,
): MeetingsView['holds'] {
  return state.response.talk.holds
    .filter(({ to }) => to > at)
    .map(({ from, to, by }) => {
      const terms = seen.holds.find((one) => one.from === from && one.to === to);
      return {
        from,
        to,
        by: words.person(by),
        expiresAt: terms?.expiresAt ?? null,
        inSpiteOf: terms?.inSpiteOf ?? null,
      };
    });
}

/** An announced call is of interest until an hour after its time. */
function inboundOf(
  { inbound }: MeetingsState,
  at: Instant,
  names: SurroundingsNames,
): MeetingsView['inbound'] {
  if (inbound === null || inbound.callAt < at - HOUR) return null;
  const { callAt, ready, lacks } = inbound;
  return { callAt, ready, lacks: lacks.map((lack) => sayLack(lack, names)) };
}

type Drawing = {
  readonly diary: readonly NamedDiary[];
  readonly marking: Marking;
  readonly names: SurroundingsNames;
  readonly looking: Looking;
  readonly reader: DeskReader;
  readonly verdict: Verdict;
};

function leaderView(
  leader: Leader,
  span: Span,
  { diary, marking, names, looking, reader, verdict }: Drawing,
): LeaderView {
  const { language } = looking;
  const own = diary.filter(({ who, from, to }) => who === leader.id && to > span.from && from < span.to);
  const { profile } = reader.context;
  const ticket = talkPartner(reader.context, verdict);
  const base =
    leader.id === 'own' ? profile.zones.home.city : ticket === null ? null : profile.winners[ticket]?.place;
  const awake = { ...leader, fixtures: [] };
  return {
    id: leader.id,
    title: names.leader(leader.id),
    awake: reachable(awake, span),
    glad: comfortable(awake, span),
    where: whereabouts(leader, span).map(({ from, to, zone }) => {
      const stay = own.find(
        (one) => one.stay !== null && one.stay.zone === zone && one.from <= from && one.to >= to,
      );
      if (stay !== undefined && !maySee(marking, stay.marking)) return { from, to, zone: null, place: '–' };
      const shown = stay === undefined ? base : stay.stay!.place;
      return { from, to, zone, place: shown?.[language] ?? (zone === null ? '–' : cityOf(zone, language)) };
    }),
    diary: own
      .filter(({ stay }) => stay === null)
      .toSorted((a, b) => a.from - b.from)
      .map(({ from, to, firm, record, what, marking: above }) => ({
        from,
        to,
        firm,
        record,
        what: (maySee(marking, above) ? what : BUSY)[language],
      })),
  };
}

function proposalViews(request: ProposalRequest, names: SurroundingsNames): MeetingsView['proposals'] {
  const proposals = proposalsOf(request);
  const order = ranked(proposals);
  return proposals.map((one) => ({
    from: one.from,
    to: one.to,
    firstStart: one.firstStart,
    lastStart: one.lastStart,
    best: one.best,
    cautions: one.cautions.map((caution) => sayCaution(caution, names)),
    rank: order.indexOf(one) + 1,
  }));
}

function meetingNames(
  reader: DeskReader,
  looking: Looking,
  verdict: Verdict,
  words: Wording,
): SurroundingsNames {
  const { language } = looking;
  const { profile, meetings } = reader.context;
  const ticket = talkPartner(reader.context, verdict);
  const kinds: Readonly<Record<string, Twin>> = {
    interpreter: { en: 'interpreter', ja: '通訳' },
    line: { en: 'secure line', ja: '秘話回線' },
  };
  return {
    ...namesIn(relationsSeen(reader, looking.person), profile.zones.home.zone, language),
    leader: (id) => {
      if (id === 'own') return profile.leader.title[language];
      if (ticket === null) return id;
      return language === 'ja' ? `${words.ticket(ticket)}氏` : words.ticket(ticket);
    },
    resource: (id) =>
      meetings.resources.find((one) => one.id === id)?.name[language] ?? kinds[id]?.[language] ?? id,
  };
}

function sheetOf({ sheet }: MeetingsState, { language }: Looking): MeetingsView['sheet'] {
  if (sheet === null) return null;
  const { purpose, points, avoid, record } = sheet;
  const said = (twin: Twin) => twin[language];
  return { purpose: said(purpose), points: points.map(said), avoid: avoid.map(said), record };
}

function readoutsOf(
  { readouts, lines }: MeetingsState,
  { context }: DeskReader,
  { language }: Looking,
): Pick<MeetingsView, 'readouts' | 'same' | 'differences'> {
  const { ours, theirs } = readouts;
  const texts = { ours: ours?.text ?? null, theirs: theirs?.text ?? null };
  if (ours === null || theirs === null) return { readouts: texts, same: [], differences: [] };
  const { topics } = context.meetings;
  const titleOf = (id: string | null) => topics.find((topic) => topic.id === id)?.title[language] ?? null;
  const { same, differences } = compareReadouts(ours, theirs, topics);
  return {
    readouts: texts,
    same: same.map((id) => titleOf(id)!),
    differences: differences.map(
      (one): DifferenceView => ({
        ...one,
        topic: titleOf(one.topic),
        line: lines[one.id]?.line[language] ?? null,
        offered: topics.find(({ id }) => id === one.topic)?.line ?? null,
      }),
    ),
  };
}

function spanOf({ from, to }: { readonly from: Instant; readonly to: Instant }): Span {
  return { from, to };
}
