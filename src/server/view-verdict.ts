/**
 * The verdict as the page shows it: its first sentence, the reasons of the nearest route, the ladder with the acts
 * under the rungs that free them, and what would stop it.
 */
import type { DeskReader } from '../desk.ts';
import { type Instant, MINUTE } from '../election/instant.ts';
import { calendarOf, type DatedAct } from '../verdict/calendar.ts';
import { CALENDARS } from '../verdict/calendars.ts';
import { quorumOf } from '../verdict/policy.ts';
import { type Condition, LEVELS, type Level, type Phrase, type Verdict } from '../verdict/verdict.ts';
import type { ActView, CalendarDayView, ConditionView, DeskView, ReasonView, RungView } from './wire.ts';
import type { Wording } from './wording.ts';

export function sentenceOf(verdict: Verdict, words: Wording): DeskView['sentence'] {
  return {
    headline: words.phrase(verdict.headline),
    detail: words.phrase(verdict.detail),
    next: verdict.next === null ? null : words.phrase(verdict.next),
  };
}

/** The conditions of the route that is open or nearest: what stands between the desk and its act. */
export function reasonsOf(verdict: Verdict, words: Wording): ReasonView[] {
  const route = verdict.conditions.find(({ id }) => id === verdict.route) ?? verdict.conditions[0];
  return (route?.parts ?? []).map((condition) => reason(condition, words));
}

/** Every route with all its conditions, whichever is nearest; then the brakes. */
export function routesOf(verdict: Verdict, words: Wording): ConditionView[] {
  return verdict.conditions.map((condition) => conditionView(condition, words));
}

function conditionView(condition: Condition, words: Wording): ConditionView {
  return { ...reason(condition, words), parts: condition.parts.map((part) => conditionView(part, words)) };
}

/** The days that the law sets for this election; none where the policy names no calendar or it does not reach back. */
export function calendarView(reader: DeskReader, words: Wording): CalendarDayView[] {
  return legalDays(reader).map(({ id, title, at, endsAt, source }) => ({
    id,
    title: title[words.language],
    at,
    endsAt,
    source,
  }));
}

function legalDays({ context }: DeskReader): DatedAct[] {
  const calendar = CALENDARS.find(({ id }) => id === context.policy.calendar);
  const year = Number(context.election.date.slice(0, 4));
  return calendar === undefined || year < calendar.since ? [] : calendarOf(calendar, year);
}

function reason({ id, truth, since, reason: text, evidence }: Condition, words: Wording): ReasonView {
  return { id, truth, text: words.phrase(text), since, evidence };
}

export function gateAt(verdict: Verdict): Instant | null {
  return verdict.acts.find(({ act }) => act === 'congratulation')?.earliest ?? null;
}

export function ladderOf(reader: DeskReader, verdict: Verdict, words: Wording): RungView[] {
  const now = LEVELS.indexOf(verdict.level);
  return LEVELS.map((level, index): RungView => {
    const state = index < now ? 'past' : index === now ? 'now' : 'next';
    return {
      level,
      state,
      since: state === 'next' ? null : (verdict.reached?.[level] ?? (state === 'now' ? verdict.since : null)),
      expected: state === 'next' ? expectedAt(reader, verdict, level) : null,
      dwell: state === 'now' ? dwellOf(reader, verdict) : null,
      acts: actsUnder(reader, verdict, level, words),
    };
  });
}

function expectedAt(reader: DeskReader, verdict: Verdict, level: Level): Instant | null {
  const acts = verdict.acts.filter(({ act }) => reader.context.policy.acts[act].level === level);
  const earliest = acts.map((act) => act.earliest).find((at) => at !== null) ?? null;
  return earliest === null && level === 'declared' ? declaredBy(reader, verdict.at) : earliest;
}

/** The end of the next day on which the law makes the result final. */
function declaredBy(reader: DeskReader, after: Instant): Instant | null {
  const next = legalDays(reader).find(({ declares, at, endsAt }) => declares && (at ?? endsAt) > after);
  return next === undefined ? null : (next.at ?? next.endsAt);
}

/** The hour that runs while enough groups stand: from the last condition to become true. */
function dwellOf(reader: DeskReader, verdict: Verdict): RungView['dwell'] {
  const opens = gateAt(verdict);
  const quorum = quorumOf(reader.context.policy, reader.context.groups.length);
  if (verdict.level !== 'called' || opens === null || quorum === null) return null;
  return { from: opens - quorum.minutes * MINUTE, minutes: quorum.minutes };
}

function actsUnder(reader: DeskReader, verdict: Verdict, level: Level, words: Wording): ActView[] {
  return verdict.acts
    .filter(({ act }) => reader.context.policy.acts[act].level === level)
    .map(({ act, standing, missing }) => ({
      act,
      standing,
      note: missing === null || saidByRung(missing, level) ? '' : words.phrase(missing),
    }));
}

/** The rung itself says that its level is wanting; the act under it need not. */
function saidByRung({ key }: Phrase, level: Level): boolean {
  return key === `missing-${level}`;
}
