/**
 * The policy's own conditions: facts joined by all, any and not, each true, false or unknown for a ticket.
 *
 * (setting, ledger, ticket) → truths by name. Unknown stays unknown until a fact settles it (Kleene's logic). A word of
 * the law, of the authority or of a loser counts only if it is newer than the last cause of a hold (policy 5.4).
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { FactKind } from '../election/report.ts';
import { secureWithout } from './contests.ts';
import type { ContestLedger, Ledger } from './ledger.ts';
import type { Setting } from './setting.ts';
import type { Truth } from './verdict.ts';

/** Facts that need no number: written in a policy by their names. */
export const PLAIN_FACTS = [
  'no-other-group',
  'no-decisive-contest-open',
  'conceded',
  'announced',
  'outside-recount-margin',
  'not-refused',
  'unchallenged',
] as const;
export type PlainFact = (typeof PLAIN_FACTS)[number];

/** Acts after which the law knows a winner. */
export const LAW_ACTS = ['certification', 'electors-vote', 'congress-count', 'inauguration'] as const;
export type LawAct = (typeof LAW_ACTS)[number];

export type Formula =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'fact'; readonly fact: PlainFact }
  /** So many groups stand behind the ticket. */
  | { readonly kind: 'groups'; readonly least: number }
  /** Each of these desks names the ticket. */
  | { readonly kind: 'calls-of'; readonly desks: readonly string[] }
  /** One of these acts names the ticket. */
  | { readonly kind: 'law'; readonly acts: readonly LawAct[] }
  /** No fault is open in the feeds of these contests; null: of any. */
  | { readonly kind: 'sound-feeds'; readonly contests: readonly ContestId[] | null }
  /** The count of these contests goes on; null: of any; `decisive`: of those without which the ticket has no majority. */
  | { readonly kind: 'live-feeds'; readonly contests: readonly ContestId[] | 'decisive' | null }
  /** The projection gives the ticket this chance at least, 0–1. */
  | { readonly kind: 'projection'; readonly least: number };

/** What the plain conditions of the default routes say already. */
export type PlainTruths = Readonly<
  Record<'no-other' | 'none-open' | 'outside-margin' | 'not-refused' | 'unchallenged', boolean>
> & {
  readonly behind: number;
};

/** The truth of every condition of the policy for a ticket, in the policy's order: parts before wholes. */
export function namedTruths(
  setting: Setting,
  ledger: Ledger,
  ticket: TicketId,
  plain: PlainTruths,
): ReadonlyMap<string, Truth> {
  const truths = new Map<string, Truth>();
  for (const { name, when } of setting.policy.conditions) {
    truths.set(name, truthOf(when, { setting, ledger, ticket, plain, truths }));
  }
  return truths;
}

export type Situation = {
  readonly setting: Setting;
  readonly ledger: Ledger;
  readonly ticket: TicketId;
  readonly plain: PlainTruths;
  readonly truths: ReadonlyMap<string, Truth>;
};

export function truthOf(formula: Formula, situation: Situation): Truth {
  const { ledger, ticket, plain, truths } = situation;
  switch (formula.kind) {
    case 'all':
      return every(formula.parts.map((part) => truthOf(part, situation)));
    case 'any':
      return opposite(every(formula.parts.map((part) => opposite(truthOf(part, situation)))));
    case 'not':
      return opposite(truthOf(formula.part, situation));
    case 'named':
      return truths.get(formula.name) ?? 'unknown';
    case 'fact':
      return factTruth(formula.fact, situation);
    case 'groups':
      return known(plain.behind >= formula.least);
    case 'calls-of':
      return known(formula.desks.every((desk) => ledger.words.get(desk)?.standing?.ticket === ticket));
    case 'law':
      return known(
        ledger.finals.some(
          (final) => final.ticket === ticket && isAct(formula.acts, final.kind) && isNew(ledger, final.at),
        ),
      );
    case 'sound-feeds':
      return known(![...ledger.contests].some(([id, contest]) => isFaulty(formula.contests, id, contest)));
    case 'live-feeds':
      return known(silentIn(formula.contests, situation).length === 0);
    case 'projection': {
      const chance = ledger.projection?.[ticket];
      return chance === undefined ? 'unknown' : known(chance >= formula.least);
    }
  }
}

function factTruth(fact: PlainFact, { setting, ledger, ticket, plain }: Situation): Truth {
  switch (fact) {
    case 'no-other-group':
      return known(plain['no-other']);
    case 'no-decisive-contest-open':
      return known(plain['none-open']);
    case 'conceded': {
      const rivals = setting.tickets.filter((rival) => rival !== ticket);
      const said = rivals.map((rival) => ledger.concessions.get(rival));
      return known(said.every((word) => word?.ticket === ticket && isNew(ledger, word.latest)));
    }
    case 'announced':
      return announced(setting, ledger, ticket);
    case 'outside-recount-margin': {
      if (!plain['outside-margin']) return 'false';
      return [...ledger.contests.values()].some(({ measured }) => measured) ? 'true' : 'unknown';
    }
    case 'not-refused':
    case 'unchallenged':
      return known(plain[fact]);
  }
}

/** The authority has announced or declared this ticket, and no other. */
function announced(setting: Setting, ledger: Ledger, ticket: TicketId): Truth {
  const spoken = [...setting.authority].flatMap((body) => ledger.words.get(body)?.standing ?? []);
  const words = [...spoken, ...ledger.declarations.values(), ...ledger.finals];
  return known(words.every((word) => word.ticket === ticket) && words.some((word) => isNew(ledger, word.at)));
}

function isNew(ledger: Ledger, at: number): boolean {
  return ledger.lastCause === null || at > ledger.lastCause;
}

function isAct(acts: readonly LawAct[], kind: FactKind): boolean {
  return (acts as readonly string[]).includes(kind);
}

function isFaulty(contests: readonly ContestId[] | null, id: ContestId, { faults }: ContestLedger): boolean {
  return faults.size > 0 && (contests === null || contests.includes(id));
}

/** The contests asked about whose count has fallen silent. */
export function silentIn(
  asked: readonly ContestId[] | 'decisive' | null,
  { setting, ledger, ticket }: Pick<Situation, 'setting' | 'ledger' | 'ticket'>,
): ContestId[] {
  const { silent } = ledger;
  if (asked === null) return [...silent];
  if (asked !== 'decisive') return asked.filter((contest) => silent.has(contest));
  if (silent.size === 0 || setting.rule !== 'electoral-college') return [...silent];
  const secure = secureWithout(setting, ledger, ticket, silent);
  return secure === null || setting.majority === null || secure < setting.majority ? [...silent] : [];
}

function known(truth: boolean): Truth {
  return truth ? 'true' : 'false';
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}

/** The formulas inside a formula, itself first. */
export function within(formula: Formula): readonly Formula[] {
  if (formula.kind === 'all' || formula.kind === 'any') return [formula, ...formula.parts.flatMap(within)];
  return formula.kind === 'not' ? [formula, ...within(formula.part)] : [formula];
}
