/** What surrounds the count on the page: history of the projection, timeline, camps, telephone windows, what is next. */
import type { DeskReader } from '../desk.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import { talkRequest } from '../fold/decide-surroundings.ts';
import { proposalsOf } from '../meetings/proposals.ts';
import type { Span } from '../meetings/spans.ts';
import { balanceOf, lastEngagement } from '../relations/balance.ts';
import { postOn } from '../relations/relations.ts';
import { dayOf } from '../relations/terms.ts';
import { toldAt } from '../response/deadlines.ts';
import type { Plan } from '../response/response.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { isTurn, tell } from './event-words.ts';
import { relationsSeen } from './relations-seen.ts';
import type { CampView, DeskView, EventView, HistoryPoint, WindowView } from './wire.ts';
import type { Wording } from './wording.ts';

/** The page shows this many lines; all of them are in the journal. */
const EVENTS_SHOWN = 60;

/** How far ahead telephone windows are proposed. */
const WINDOWS_AHEAD = 48 * HOUR;

const HISTORY_POINTS = 240;

export function eventsOf({ state }: DeskReader, words: Wording): EventView[] {
  return state.timeline
    .slice(-EVENTS_SHOWN)
    .reverse()
    .map((item) => ({
      seq: item.seq,
      at: item.at,
      text: tell(item, words),
      turn: isTurn(item.kind),
      record: item.kind,
    }));
}

export function historyOf({ state, context }: DeskReader): HistoryPoint[] {
  const second = context.election.tickets[1]!.id;
  const every = Math.max(1, Math.ceil(state.projections.length / HISTORY_POINTS));
  return state.projections
    .filter((_, index) => (state.projections.length - 1 - index) % every === 0)
    .map(({ at, electors }) => ({
      at,
      mean: electors.mean[second] ?? 0,
      low: electors.low90[second] ?? 0,
      high: electors.high90[second] ?? 0,
      chance: electors.winProbability[second] ?? 0,
    }));
}

/** The camps as far as the person may see them. */
export function campsOf(
  reader: DeskReader,
  { at, words, person }: { readonly at: Instant; readonly words: Wording; readonly person: string },
): CampView[] {
  const { language } = words;
  const relations = relationsSeen(reader, person);
  const day = dayOf(at);
  // The candidates stand in the picture of the paths: nobody meets them before the day.
  const principals = new Set(relations.camps.map(({ principal }) => principal));
  return balanceOf(relations, at).map(({ ticket, engagements, share }) => ({
    ticket,
    title: relations.camps.find((one) => one.ticket === ticket)!.title[language],
    engagements,
    share: share ?? 0,
    contacts: relations.people
      .filter(({ side, id }) => side === ticket && !principals.has(id))
      .map((contact) => {
        const last = lastEngagement(relations, contact.id, at);
        return {
          name: contact.name[language],
          post: postOn(contact.posts, day)?.title[language] ?? '',
          lastAt: last?.at ?? null,
          channel: last?.channel ?? null,
        };
      }),
  }));
}

/** The spans in which both leaders can talk: what is held of them, and what is left free around it. */
export function windowViews(reader: DeskReader, verdict: Verdict, at: Instant): WindowView[] {
  const holds = reader.state.response.talk.holds.filter(({ to }) => to > at);
  return [
    ...bothAwake(reader, verdict, at, holds).map(({ from, to }) => ({ from, to, held: false })),
    ...holds.map(({ from, to }) => ({ from, to, held: true })),
  ].toSorted((a, b) => a.from - b.from);
}

/** The spans in which both leaders can talk: by the place where each is, their diaries, interpreter and line. */
export function bothAwake(
  reader: Pick<DeskReader, 'state' | 'context'>,
  verdict: Verdict,
  at: Instant,
  held: readonly Span[] = [],
): Span[] {
  const request = talkRequest(reader, verdict, { from: at, to: at + WINDOWS_AHEAD }, at);
  if (request === null) return [];
  return proposalsOf({ ...request, noticeMinutes: 0, held }).map(({ from, to }) => ({ from, to }));
}

export function nextOf(plan: Plan, verdict: Verdict, words: Wording, now: Instant): DeskView['next'] {
  return plan.deadlines
    .slice(0, 8)
    .map((one) => toldAt(one, now))
    .map(({ at, what }) => ({
      at,
      text: words.phrase(what),
      strong: what.key === 'deadline-gate' || at === verdict.nextChange,
    }));
}
