/**
 * What surrounds the count, joined: the relations and meetings as they stand, the search for a talk from desk, diary and
 * verdict, and the commands on them.
 *
 * A hold with an expiry is one act of two records: the response holds the span, whose gates hang on it, and its terms
 * stand beside it. Past its expiry the span is let go by rule.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { type Marking, readsUpTo } from '../election/marking.ts';
import type { Draft } from '../election/record.ts';
import type { Hours, Leader } from '../meetings/availability.ts';
import { isMeetingsCommand, type MeetingsCommand } from '../meetings/command.ts';
import { decideMeetings, type MeetingsAsked } from '../meetings/decide.ts';
import type { ProposalRequest } from '../meetings/proposals.ts';
import type { Diary } from '../meetings/records.ts';
import type { Span } from '../meetings/spans.ts';
import { isRelationsCommand, type RelationsCommand } from '../relations/command.ts';
import { decideRelations } from '../relations/decide.ts';
import { withEntered } from '../relations/records.ts';
import type { Relations } from '../relations/relations.ts';
import { decide as decideResponse } from '../response/decide.ts';
import { phrase } from '../response/phrases.ts';
import type { Person, Role } from '../response/playbook.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import type { Context } from './context.ts';
import type { DeskState } from './state.ts';
import type { Watch } from './watch.ts';

type Situation = { readonly state: DeskState; readonly context: Context; readonly watch: Watch };

/** Camps, people and ties as they stand, whoever asks. */
export function relationsNow({ state, context }: Pick<Situation, 'state' | 'context'>): Relations {
  return withEntered(context.relations, state.surroundings.relations);
}

/** The marking up to which a person reads. */
export function readerOf(context: Context, person: Person): Marking {
  return readsUpTo(person.roles, context.relations.readers);
}

/** Who works on relations and meetings. Drafters write call sheet and readout as they write every other text. */
const OFFICERS: readonly Role[] = ['duty-officer', 'embassy-officer'];
const WRITERS: readonly Role[] = [...OFFICERS, 'drafter'];
const WRITTEN: readonly string[] = ['call-sheet', 'call-note', 'readout', 'readout-line'];

/** Whether a person enters anything here at all. */
export function mayEnter(person: Person): boolean {
  return person.roles.some((role) => OFFICERS.includes(role));
}

export type SurroundingsCommand = RelationsCommand | MeetingsCommand;

export function isSurroundingsCommand(command: { readonly do: string }): command is SurroundingsCommand {
  return isRelationsCommand(command) || isMeetingsCommand(command);
}

export function decideSurroundings(
  situation: Situation,
  person: Person,
  command: SurroundingsCommand,
  at: Instant,
): readonly Draft[] {
  const by = `person:${person.id}`;
  const refused = (why: Phrase): Draft[] => [
    { at, by, kind: 'denied', data: { command: command.do, branch: null, step: null, why } },
  ];
  const roles = WRITTEN.includes(command.do) ? WRITERS : OFFICERS;
  if (!person.roles.some((role) => roles.includes(role)))
    return refused(phrase('refused-role', { roles: roles.join(',') }));
  const outcome = isMeetingsCommand(command)
    ? decideMeetings(command, meetingsAsked(situation, person, at))
    : decideRelations(command, {
        relations: relationsNow(situation),
        state: situation.state.surroundings.relations,
        reader: readerOf(situation.context, person),
        at,
        desk: situation.context.people.map(({ id }) => id),
      });
  if (outcome.kind === 'refused') return refused(outcome.why);
  const draft: Draft = { at, by, kind: outcome.kind, data: outcome.data };
  if (outcome.kind === 'hold-terms') return withHeld(situation, person, draft, outcome.data, at);
  if (outcome.kind === 'hold-settled') return [draft, ...othersFreed(situation, outcome.data, at, by)];
  return [draft];
}

/** Spans whose time is over: let go by rule, each at its own moment. */
export function expiredHolds(state: DeskState, at: Instant): Draft[] {
  return state.surroundings.meetings.holds
    .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= at)
    .map(({ from, to }) => ({ at, by: 'desk', kind: 'window-freed', data: { from, to } }));
}

export function nextExpiry(state: DeskState): Instant | null {
  const moments = state.surroundings.meetings.holds.flatMap(({ expiresAt }) => expiresAt ?? []);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** An entry with a name of its own: what it is about is for those who may see it. */
export type NamedDiary = Diary & { readonly id: string };

/** What is told of an hour of which no more is known, or may be. */
export const BUSY: Diary['what'] = { en: 'Engaged', ja: '予定あり' };

/** The diary as the desk was opened with it, what was entered since, and the hours that calendars are taken. */
export function diaryNow({ state, context }: Pick<Situation, 'state' | 'context'>): NamedDiary[] {
  return [
    ...context.meetings.diary.map((entry, index) => ({ ...entry, id: `file-${index + 1}` })),
    ...state.surroundings.meetings.diary.map((entry) => ({ ...entry, id: `record-${entry.record}` })),
    ...context.meetings.calendars.flatMap(({ id, who, firm, marking }) =>
      (state.surroundings.meetings.calendars[id]?.read?.busy ?? []).map(({ from, to }) => ({
        ...{ id: `calendar-${id}-${from}`, who, firm, marking, from, to },
        ...{ what: BUSY, stay: null, record: null },
      })),
    ),
  ];
}

/** The search for a talk with a winner: hours and places from the desk's profile, the rest from settings and diary. */
export function talkRequest(
  { state, context }: Pick<Situation, 'state' | 'context'>,
  verdict: Verdict,
  within: Span,
  now: Instant,
): ProposalRequest | null {
  const { leader, winners } = context.profile;
  const winner = winners[verdict.ticket ?? ''] ?? Object.values(winners)[0];
  if (winner === undefined) return null;
  const { meetings: settings } = context;
  const diary = diaryNow({ state, context });
  return {
    ...within,
    now,
    noticeMinutes: settings.noticeMinutes,
    durationMinutes: settings.durationMinutes,
    leaders: [
      leaderOf('own', leader, settings.soft.own, diary),
      leaderOf('other', winner, settings.soft.other, diary),
    ],
    resources: settings.resources.map(({ id, kind }) => ({
      id,
      kind,
      busy: diary.filter(({ who }) => who === id),
    })),
    needs: settings.needs,
    held: state.response.talk.holds,
  };
}

/** The ticket with whose winner a talk is sought now; the first of the desk's winners before any is named. */
export function talkPartner({ profile }: Context, verdict: Verdict): TicketId | null {
  return verdict.ticket ?? Object.keys(profile.winners)[0] ?? null;
}

function leaderOf(
  id: string,
  {
    zone,
    waking,
  }: { readonly zone: string; readonly waking: { readonly from: string; readonly to: string } },
  soft: Hours | null,
  diary: readonly NamedDiary[],
): Leader {
  const own = diary.filter(({ who }) => who === id);
  const hard = { wakes: waking.from, sleeps: waking.to };
  return {
    id,
    zone,
    hard,
    soft: soft ?? hard,
    stays: own.flatMap(({ stay, from, to }) => (stay === null ? [] : [{ from, to, zone: stay.zone }])),
    // An entry that only says where somebody is leaves the time free.
    fixtures: own
      .filter(({ stay }) => stay === null)
      .map(({ id: entry, from, to, firm }) => ({ id: entry, from, to, firm })),
  };
}

function meetingsAsked(situation: Situation, person: Person, at: Instant): MeetingsAsked {
  const { state, context, watch } = situation;
  const verdict = watch.verdict(state, context, at);
  const { talk, meeting } = state.response;
  return {
    state: state.surroundings.meetings,
    settings: context.meetings,
    reader: readerOf(context, person),
    at,
    held: talk.holds,
    talk,
    refused: meeting.state === 'refused',
    request: (within, noticeMinutes) => ({
      ...(talkRequest(situation, verdict, within, at) ?? NOBODY),
      ...within,
      noticeMinutes,
      held: [],
    }),
    desk: context.profile.id,
  };
}

const NOBODY: ProposalRequest = {
  from: 0,
  to: 1,
  now: 0,
  noticeMinutes: 0,
  durationMinutes: 1,
  leaders: [],
  resources: [],
  needs: [],
  held: [],
};

function withHeld(
  situation: Situation,
  person: Person,
  terms: Draft,
  { from, to }: Span,
  at: Instant,
): readonly Draft[] {
  const { state, context, watch } = situation;
  const { playbook, people, sha256 } = context;
  const verdict = watch.verdict(state, context, at);
  const held = decideResponse(
    { do: 'hold-window', from, to },
    { playbook, people, state: state.response, verdict, at, person, sha256 },
  );
  return held.some(({ kind }) => kind === 'denied') ? held : [...held, terms];
}

function othersFreed({ state }: Situation, kept: Span, at: Instant, by: string): Draft[] {
  return state.response.talk.holds
    .filter(({ from, to }) => from !== kept.from || to !== kept.to)
    .map(({ from, to }) => ({ at, by, kind: 'window-freed', data: { from, to } }));
}
