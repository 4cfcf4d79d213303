/**
 * Which article the night needs now: the facts read once, for both languages.
 *
 * Facts in, situation and the few values that the sentences need out. The order of the questions is the guard: what
 * left the house comes first, then what stops it, and only then how far the calls have come.
 */
import type { Instant } from '../election/instant.ts';
import type {
  BriefFacts,
  BriefTicket,
  ContestCall,
  NamedWinner,
  RetractionFact,
  Said,
  SentFact,
} from './brief.ts';
import { OPENING } from './fixed-figures.ts';

export type Situation =
  | 'counting'
  | 'leaning'
  | 'called'
  | 'gate-open'
  | 'on-hold'
  | 'sent'
  | 'talk-held'
  | 'under-review'
  | 'taken-back';

export type LeadView = {
  readonly facts: BriefFacts;
  readonly at: Instant;
  readonly situation: Situation;
  /** Whom the groups name, or whom the message went to; null while nobody is named. */
  readonly ticket: BriefTicket | null;
  /** Groups that name this ticket, oldest first. */
  readonly naming: readonly NamedWinner[];
  /** Whether groups name different winners. */
  readonly split: boolean;
  /** The agency's latest call of a contest. */
  readonly latestCall: ContestCall | null;
  readonly message: SentFact | null;
  readonly withdrawal: SentFact | null;
  /** The latest retraction of a call of the whole election. */
  readonly retraction: RetractionFact | null;
};

export function readSituation(facts: BriefFacts): LeadView {
  const sentMessages = facts.sent.filter(({ kind }) => kind === 'message');
  const message = sentMessages.findLast(({ withdrawal }) => !withdrawal) ?? null;
  const withdrawal =
    sentMessages.findLast((sent) => sent.withdrawal && message !== null && sent.at >= message.at) ?? null;
  const retraction = facts.retractions.findLast(({ contest }) => contest === null) ?? null;
  const ticketId = message?.ticket ?? mostNamed(facts.groups.naming) ?? retraction?.ticket ?? null;
  const naming = facts.groups.naming.filter(({ ticket }) => ticket === ticketId);
  return {
    facts,
    at: facts.at,
    situation: situationOf(facts, message, withdrawal),
    ticket: facts.tickets.find(({ id }) => id === ticketId) ?? null,
    naming: naming.toSorted((a, b) => a.at - b.at),
    split: new Set(facts.groups.naming.map(({ ticket }) => ticket)).size > 1,
    latestCall: facts.contests.called.toSorted((a, b) => a.at - b.at || a.record - b.record).at(-1) ?? null,
    message,
    withdrawal,
    retraction,
  };
}

function situationOf(facts: BriefFacts, message: SentFact | null, withdrawal: SentFact | null): Situation {
  const { verdict, talk, groups } = facts;
  if (withdrawal !== null) return 'taken-back';
  if (message !== null && verdict.aftermath !== 'none') return 'under-review';
  if (message !== null && talk?.endedAt != null) return 'talk-held';
  if (message !== null) return 'sent';
  if (verdict.congratulation === 'hold') return 'on-hold';
  if (verdict.congratulation === 'releasable') return 'gate-open';
  if (verdict.level !== 'open' && verdict.level !== 'leaning') return 'called';
  return groups.naming.length > 0 ? 'leaning' : 'counting';
}

function mostNamed(naming: readonly NamedWinner[]): string | null {
  const counts = new Map<string, number>();
  for (const { ticket } of naming) counts.set(ticket, (counts.get(ticket) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The newest record that a text may take account of; the opening one before any. */
export function newestRecord({
  contests,
  groups,
  claims,
  concessions,
  retractions,
  sent,
}: BriefFacts): number {
  const all = [contests.called, groups.naming, claims, concessions, retractions, sent].flat();
  return Math.max(OPENING, ...all.map(({ record }) => record));
}

/** What a text written from this view says of the things that readers must hear of at once. */
export function saidOf(view: LeadView): Said {
  const { facts } = view;
  const whole = facts.retractions.filter(({ contest }) => contest === null);
  const records = [...facts.claims, ...facts.concessions, ...whole, ...facts.sent].map(
    ({ record }) => record,
  );
  return {
    situation: view.situation,
    ticket: view.ticket?.id ?? null,
    groups: view.naming.map(({ group }) => group).sort(),
    records: records.sort((a, b) => a - b),
    gateAt: view.situation === 'called' ? facts.verdict.gateAt : null,
    electors: facts.electors.agency,
  };
}
