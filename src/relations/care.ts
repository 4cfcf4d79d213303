/**
 * What the relations ask for: gaps in a camp, reminders, and what becomes of both lists once there is a winner.
 *
 * (relations, graph, moment) → findings, each naming whom it is about. A gap is what nobody would notice until the
 * night: a candidate out of reach, one person on whom all hangs, a senior contact not seen for a season.
 */
import type { TicketId } from '../election/election.ts';
import { DAY, type Instant } from '../election/instant.ts';
import type { Graph } from './graph.ts';
import { reachOf } from './introductions.ts';
import { type Contact, type Phase, postOn, type Relations } from './relations.ts';
import { dayOf } from './terms.ts';

/** A candidate should be reached by one who knows one who knows: with every further step the favour gets fainter. */
const NEAR_STEPS = 2;

/** A season without a word is what an embassy's own reviews call lapsed; sooner would name everybody. */
const LAPSED_AFTER = 90 * DAY;

/** Only contacts of this rank lapse audibly; staff are seen when there is something to see them about. */
const SENIOR = 4;

/** A follow-up is recalled so long before its day, so that it can still be done on it. */
const RECALLED_BEFORE = 3 * DAY;

export type Gap =
  | { readonly kind: 'no-contact'; readonly ticket: TicketId }
  | {
      readonly kind: 'out-of-reach';
      readonly ticket: TicketId;
      readonly principal: string;
      readonly steps: number | null;
    }
  | {
      readonly kind: 'single-point';
      readonly ticket: TicketId;
      readonly principal: string;
      readonly person: string;
    }
  | { readonly kind: 'no-senior'; readonly ticket: TicketId; readonly lastAt: Instant | null };

export function gapsOf(relations: Relations, graph: Graph, at: Instant): Gap[] {
  return relations.camps.flatMap(({ ticket, principal }): Gap[] => {
    const people = relations.people.filter(({ side }) => side === ticket);
    if (people.length === 0) return [{ kind: 'no-contact', ticket }];
    const senior = new Set(people.filter(({ seniority }) => seniority >= SENIOR).map(({ id }) => id));
    const last = relations.engagements.findLast((one) => senior.has(one.contact) && one.at <= at)?.at ?? null;
    const lapsed: Gap[] =
      last === null || at - last > LAPSED_AFTER ? [{ kind: 'no-senior', ticket, lastAt: last }] : [];
    if (principal === null || !graph.numberOf.has(principal)) return lapsed;
    const { paths, singlePoints } = reachOf(graph, principal, 1);
    const steps = paths[0] === undefined ? null : paths[0].ties.length;
    const far: Gap[] =
      steps === null || steps > NEAR_STEPS ? [{ kind: 'out-of-reach', ticket, principal, steps }] : [];
    return [
      ...far,
      ...singlePoints.map((person): Gap => ({ kind: 'single-point', ticket, principal, person })),
      ...lapsed,
    ];
  });
}

export type Reminder =
  | {
      readonly kind: 'follow-up';
      readonly contact: string;
      readonly what: string;
      readonly dueOn: string;
      readonly overdue: boolean;
      readonly record: number | null;
    }
  | { readonly kind: 'lapsed'; readonly contact: string; readonly lastAt: Instant | null };

/** What is to be done, the overdue first. `done` are the records of engagements whose follow-up is done. */
export function remindersOf(relations: Relations, done: readonly number[], at: Instant): Reminder[] {
  const day = dayOf(at);
  const soon = dayOf(at + RECALLED_BEFORE);
  const followUps = relations.engagements.flatMap(
    ({ followUp, contact, record }): (Reminder & { kind: 'follow-up' })[] => {
      if (followUp === null || followUp.dueOn > soon || (record !== null && done.includes(record))) return [];
      return [{ kind: 'follow-up', contact, ...followUp, overdue: followUp.dueOn < day, record }];
    },
  );
  const lastAt = lastByContact(relations, at);
  // Candidates are met by nobody before the day; their people are.
  const principals = new Set(relations.camps.map(({ principal }) => principal));
  const lapsed = relations.people
    .filter(({ id }) => !principals.has(id))
    .filter(
      ({ side, seniority }) => seniority >= SENIOR && relations.camps.some(({ ticket }) => ticket === side),
    )
    .map(({ id }) => ({ kind: 'lapsed' as const, contact: id, lastAt: lastAt.get(id) ?? null }))
    .filter((one) => one.lastAt === null || at - one.lastAt > LAPSED_AFTER)
    .sort((a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0));
  return [...followUps.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)), ...lapsed];
}

/** The last engagement with every contact, in one pass. */
function lastByContact({ engagements }: Relations, at: Instant): Map<string, Instant> {
  const last = new Map<string, Instant>();
  for (const one of engagements) if (one.at <= at) last.set(one.contact, one.at);
  return last;
}

export type Handover = {
  readonly contact: Contact;
  /** `transition`: to be met for the change of government; `warm`: kept though it lost. */
  readonly list: 'transition' | 'warm';
  /** What the person is in after the day, as far as it is known. */
  readonly phase: Phase | null;
  readonly lastAt: Instant | null;
  /** Who of the desk keeps the contact; null asks for somebody. */
  readonly keeper: string | null;
};

/**
 * Both camps' lists once there is a winner: the winner's becomes the transition's, the more senior first; the other
 * camp's is kept warm, those longest unseen first.
 */
export function afterVerdict(relations: Relations, winner: TicketId, at: Instant): Handover[] {
  const day = dayOf(at);
  const last = lastByContact(relations, at);
  const rows = relations.camps.flatMap(({ ticket }) =>
    relations.people
      .filter(({ side }) => side === ticket)
      .map(
        (contact): Handover => ({
          contact,
          list: ticket === winner ? 'transition' : 'warm',
          phase: postOn(contact.posts, day)?.phase ?? null,
          lastAt: last.get(contact.id) ?? null,
          keeper: contact.keeper,
        }),
      ),
  );
  const transition = rows.filter(({ list }) => list === 'transition');
  const warm = rows.filter(({ list }) => list === 'warm');
  return [
    ...transition.toSorted((a, b) => b.contact.seniority - a.contact.seniority),
    ...warm.toSorted((a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0)),
  ];
}
