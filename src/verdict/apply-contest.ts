/**
 * What opens and closes a contest: a narrow lead, a recount, a fault in its feed, a court; and challenges in court.
 *
 * (ledger, fact) → the ledger, changed. Whether an open contest decides is asked later, of all open ones together.
 */
import type { Instant } from '../election/instant.ts';
import type { Fact } from '../election/report.ts';
import { type Ledger, type Opening, openableContest } from './ledger.ts';
import type { Setting } from './setting.ts';

function opening(fact: Fact, record: number, at: Instant): Opening {
  return { at, record, by: fact.by, decisive: fact.decisive ?? null };
}

/** Policy 2.5 (a). A lead whose counted share is unknown may open a contest, since it cannot be ruled out. */
export function applyLead(setting: Setting, ledger: Ledger, fact: Fact, record: number, at: Instant): void {
  if (fact.margin === undefined || (fact.scope === setting.whole && setting.rule === 'electoral-college'))
    return;
  const contest = openableContest(ledger, fact.scope);
  const enough = fact.counted === undefined || fact.counted >= setting.policy.recount.countedShare;
  const narrow = enough && Math.abs(fact.margin) < setting.marginOf(fact.scope);
  contest.measured = true;
  const since = contest.narrow ?? opening(fact, record, at);
  contest.narrow = narrow
    ? { ...since, decisive: fact.decisive ?? since.decisive, leader: fact.ticket }
    : null;
}

/** Policy 2.5 (c). A fault cleared by another name than opened it clears the contest. */
export function applyFault(ledger: Ledger, fact: Fact, record: number, at: Instant): void {
  const { faults } = openableContest(ledger, fact.scope);
  if (fact.state === 'cleared') close(faults, fact.by);
  else if (!faults.has(fact.by)) faults.set(fact.by, opening(fact, record, at));
}

/** Policy 2.5 (b). A recount that was only asked for opens nothing by itself. */
export function applyRecount(ledger: Ledger, fact: Fact, record: number, at: Instant): void {
  if (fact.mandatory === false) return;
  const contest = openableContest(ledger, fact.scope);
  if (fact.state === 'ended') contest.recount = null;
  else contest.recount ??= opening(fact, record, at);
}

/** Stays of a result (2.5 d) and challenges with their disposal (C1, C2). */
export function applyCourt(ledger: Ledger, fact: Fact, record: number, at: Instant): void {
  const { stays } = openableContest(ledger, fact.scope);
  const name = `${fact.scope} ${fact.by}`;
  switch (fact.effect) {
    case 'stay':
      if (!stays.has(fact.by)) stays.set(fact.by, opening(fact, record, at));
      return;
    case 'stay-lifted':
      close(stays, fact.by);
      return;
    case 'challenge':
      if (fact.decisive === false || ledger.challenges.has(name)) return;
      ledger.challenges.set(name, opening(fact, record, at));
      ledger.lastChallenge = at;
      return;
    case 'remand':
      // Sent back is not disposed of: something is still before a court, whatever was on record.
      if (fact.decisive !== false && ledger.challenges.size === 0)
        ledger.challenges.set(name, opening(fact, record, at));
      return;
    case 'dismissed':
      dispose(ledger, fact, record, at, (challenges) => challenges.delete(oneOf(challenges, fact, name)));
      return;
    case 'upheld':
      dispose(ledger, fact, record, at, (challenges) => challenges.clear());
      return;
    default:
  }
}

/** A higher court may lift what another ordered: an unknown name lifts all. */
function close(openings: Map<string, Opening>, by: string): void {
  if (!openings.delete(by)) openings.clear();
}

function dispose(
  ledger: Ledger,
  fact: Fact,
  record: number,
  at: Instant,
  remove: (challenges: Map<string, Opening>) => void,
): void {
  if (fact.decisive === false) return;
  remove(ledger.challenges);
  ledger.lastDisposal = { ticket: fact.ticket ?? '', at, record, by: fact.by };
}

/** The challenge that a dismissal ends: the one of its own name, else the oldest of its contest, else the oldest. */
function oneOf(challenges: ReadonlyMap<string, Opening>, fact: Fact, name: string): string {
  if (challenges.has(name)) return name;
  const names = [...challenges.keys()];
  return names.find((each) => each.startsWith(`${fact.scope} `)) ?? names[0] ?? '';
}
