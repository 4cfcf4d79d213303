/**
 * Which contests are open, which of them decide, who has called what (policy 2.5, 2.6).
 *
 * (setting, ledger, winner) → open and decisive contests. Where an event says itself whether its contest decides
 * (a recorded case), that holds; else it is worked out from electors, open contests and calls.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { ContestLedger, Ledger, Opening } from './ledger.ts';
import type { Setting } from './setting.ts';

export type OpenKind = 'narrow' | 'recount' | 'feed-fault' | 'stay';

export type OpenContest = {
  readonly contest: ContestId;
  readonly kind: OpenKind;
  readonly opening: Opening;
  readonly decisive: boolean;
};

/** Which reasons to look at: all, those that stop a concession too, those that hold, those that are only a lead. */
export type OpenQuestion = 'any' | 'beyond-margin' | 'fault-or-stay' | 'lead';

const KINDS: Readonly<Record<OpenQuestion, readonly OpenKind[]>> = {
  any: ['stay', 'feed-fault', 'recount', 'narrow'],
  'beyond-margin': ['stay', 'feed-fault', 'recount'],
  'fault-or-stay': ['stay', 'feed-fault'],
  lead: ['narrow'],
};

/**
 * The open contests for one winner with the reasons that are asked about, and whether each decides. All open contests
 * are taken away together, whatever their reason: two that are harmless singly can decide together.
 */
export function openContests(
  setting: Setting,
  ledger: Ledger,
  winner: TicketId,
  question: OpenQuestion,
): readonly OpenContest[] {
  if (ledger.openable.size === 0) return [];
  const key = `${winner} ${question}`;
  const known = ledger.asked.get(key);
  if (known !== undefined) return known;
  const found = lookThrough(setting, ledger, winner, question);
  ledger.asked.set(key, found);
  return found;
}

function lookThrough(
  setting: Setting,
  ledger: Ledger,
  winner: TicketId,
  question: OpenQuestion,
): readonly OpenContest[] {
  const evenIfClosed = question === 'lead';
  const open: { contest: ContestId; kind: OpenKind; opening: Opening }[] = [];
  for (const contest of ledger.openable) {
    const state = ledger.contests.get(contest)!;
    for (const kind of KINDS.any) {
      const opening = openingOf(setting, ledger, state, winner, kind, evenIfClosed);
      if (opening) open.push({ contest, kind, opening });
    }
  }
  const asked = open.filter(({ kind }) => KINDS[question].includes(kind));
  if (asked.length === 0) return [];
  const secure = secureWithout(setting, ledger, winner, new Set(open.map(({ contest }) => contest)));
  return asked.map((each) => ({ ...each, decisive: decides(setting, each.contest, each.opening, secure) }));
}

/** The first open contest that decides; null where none does. */
export function decisiveOpen(
  setting: Setting,
  ledger: Ledger,
  winner: TicketId,
  question: OpenQuestion,
): OpenContest | null {
  return openContests(setting, ledger, winner, question).find(({ decisive }) => decisive) ?? null;
}

function openingOf(
  setting: Setting,
  ledger: Ledger,
  state: ContestLedger,
  winner: TicketId,
  kind: OpenKind,
  evenIfClosed: boolean,
): Opening | null {
  switch (kind) {
    case 'recount':
      return state.recount;
    case 'feed-fault':
      return first(state.faults);
    case 'stay':
      return first(state.stays);
    case 'narrow':
      return evenIfClosed || !closed(setting, ledger, state, winner) ? state.narrow : null;
  }
}

function first(openings: ReadonlyMap<string, Opening>): Opening | null {
  if (openings.size === 0) return null;
  // One that says it decides comes before one that says it does not.
  const all = [...openings.values()];
  return all.find(({ decisive }) => decisive !== false) ?? all[0] ?? null;
}

/** A declaration closes a narrow lead; so does the concession of the side that is behind, which alone could ask. */
function closed(setting: Setting, ledger: Ledger, state: ContestLedger, winner: TicketId): boolean {
  if (state.certified) return true;
  const leader = state.narrow?.leader ?? null;
  return leader === winner && hasConceded(setting, ledger, winner);
}

/** Every rival has conceded to the winner in public. */
export function hasConceded(setting: Setting, ledger: Ledger, winner: TicketId): boolean {
  const rivals = setting.tickets.filter((ticket) => ticket !== winner);
  return rivals.length > 0 && rivals.every((rival) => ledger.concessions.get(rival)?.ticket === winner);
}

function decides(setting: Setting, contest: ContestId, opening: Opening, secure: number | null): boolean {
  if (opening.decisive !== null) return opening.decisive;
  if (contest === setting.whole || setting.rule !== 'electoral-college') return true;
  if (secure === null || setting.majority === null) return true;
  return secure < setting.majority;
}

/**
 * Electors of the contests that are called for the winner, by one group at least and by none differently, and are
 * not among those left out. Null where the contests are not known.
 */
export function secureWithout(
  setting: Setting,
  ledger: Ledger,
  winner: TicketId,
  without: ReadonlySet<ContestId>,
): number | null {
  if (setting.contests.length === 0) return null;
  let electors = 0;
  for (const contest of setting.contests) {
    if (!without.has(contest.id) && ledger.contests.get(contest.id)?.called === winner) {
      electors += contest.electors;
    }
  }
  return electors;
}
