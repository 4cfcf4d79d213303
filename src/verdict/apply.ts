/**
 * How each kind of evidence changes the ledger.
 *
 * (setting, ledger, the facts of one moment) → the ledger, changed. Kinds that never count (policy, section 4) fall
 * through: messages, statements, exit polls, telephone concessions, leads below the counted share.
 */
import { parseInstant } from '../election/instant.ts';
import type { Fact } from '../election/report.ts';
import { applyCourt, applyFault, applyLead, applyRecount } from './apply-contest.ts';
import { type CallEvidence, contentOf, type Evidence, type FactEvidence } from './evidence.ts';
import {
  addCause,
  contestOf,
  dropClosed,
  emptyLedger,
  type Happening,
  type Ledger,
  openableContest,
  readCalled,
  type Statement,
  wordOf,
} from './ledger.ts';
import type { Setting } from './setting.ts';

/** How far the facts of a moment reach: only repeated, into one contest's list of calls, or to where the election stands. */
export type Effect = 'none' | 'calls' | 'standing';

/**
 * Applies all facts of one moment. A desk that takes back and repeats in the same minute has taken back a call it
 * gave before, and stands again; one that had not called has called and taken back.
 */
export function applyMoment(setting: Setting, ledger: Ledger, facts: readonly Happening[]): Effect {
  const rank = ({ evidence }: Happening) => {
    if (evidence.kind === 'call') return 1;
    if (evidence.kind !== 'retract') return 3;
    const given = isWhole(setting, evidence)
      ? ledger.words.get(evidence.call.desk)?.standing
      : ledger.contests.get(evidence.call.contest)?.calls.get(evidence.call.desk);
    return given?.ticket === evidence.call.ticket ? 0 : 2;
  };
  const ordered =
    facts.length === 1
      ? facts
      : toldOnce(facts)
          .map((fact) => ({ fact, rank: rank(fact) }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact);
  let effect: Effect = 'none';
  for (const fact of ordered) {
    if (isRepeated(setting, ledger, fact.evidence)) continue;
    fact.moved = true;
    ledger.asked.clear();
    const readers = readersOf(setting, ledger, fact.evidence);
    applyOne(setting, ledger, fact);
    if (readers === null || readers !== readersOf(setting, ledger, fact.evidence)) effect = 'standing';
    else if (effect === 'none') effect = 'calls';
  }
  if (effect === 'standing') dropClosed(ledger);
  return effect;
}

/**
 * What others read of a call of one contest: whom the contest is called for, and that only while some contest is open.
 * Null where the evidence is anything else, of which everything may be read.
 */
function readersOf(setting: Setting, ledger: Ledger, evidence: Evidence): string | null {
  if ((evidence.kind !== 'call' && evidence.kind !== 'retract') || isWhole(setting, evidence)) return null;
  if (ledger.openable.size === 0) return '';
  return `${ledger.contests.get(evidence.call.contest)?.called}`;
}

/** Without what is told again of the same moment: a later telling must not come after what was said in between. */
function toldOnce(facts: readonly Happening[]): Happening[] {
  const told = new Map<string, Happening>();
  for (const fact of facts) {
    const content = contentOf(fact.evidence);
    if (!told.has(content)) told.set(content, fact);
  }
  return [...told.values()];
}

/** The commonest repetitions: a feed tells at every asking what it told before. */
function isRepeated(setting: Setting, ledger: Ledger, evidence: Evidence): boolean {
  if (evidence.kind === 'narrow') {
    const contest = ledger.contests.get(evidence.contest);
    return contest?.measured === true && (contest.narrow !== null) === evidence.narrow;
  }
  if (evidence.kind !== 'call') return false;
  const { desk, contest, ticket } = evidence.call;
  if (!isWhole(setting, evidence)) return ledger.contests.get(contest)?.calls.get(desk)?.ticket === ticket;
  const word = ledger.words.get(desk);
  return word?.standing?.ticket === ticket && !word.takenBack.has(ticket);
}

function applyOne(setting: Setting, ledger: Ledger, { at, evidence }: Happening): void {
  if (evidence.kind === 'projection') ledger.projection = evidence.chances;
  else if (evidence.kind === 'silent') ledger.silent = new Set(evidence.contests);
  else if (evidence.kind === 'narrow') {
    const contest = openableContest(ledger, evidence.contest);
    contest.measured = true;
    contest.narrow = evidence.narrow
      ? (contest.narrow ?? {
          at,
          record: evidence.record,
          by: 'count',
          decisive: null,
          leader: evidence.leader,
        })
      : null;
  } else if (evidence.kind === 'fact') applyFact(setting, ledger, evidence, at);
  else if (isWhole(setting, evidence)) applyWholeCall(setting, ledger, evidence, at);
  else applyContestCall(setting, ledger, evidence, at);
}

const isWhole = (setting: Setting, evidence: CallEvidence) => evidence.call.contest === setting.whole;

function counts(setting: Setting, evidence: CallEvidence): boolean {
  const { call } = evidence;
  if (setting.groupOf.has(call.desk)) return true;
  // An authority's call of a running count is a lead like any other; only its complete count is an announcement.
  return setting.authority.has(call.desk) && (evidence.kind === 'retract' || call.basis !== undefined);
}

function applyWholeCall(setting: Setting, ledger: Ledger, evidence: CallEvidence, at: number): void {
  if (!counts(setting, evidence)) return;
  const { desk, ticket } = evidence.call;
  const { record } = evidence;
  const word = wordOf(ledger, desk);
  const takeBack = (taken: string, other: string | null) => {
    word.takenBack.add(taken);
    addCause(ledger, { kind: 'retraction', subject: desk, at, record, by: desk, ticket: taken, other });
  };
  if (evidence.kind === 'retract') {
    if (word.takenBack.has(ticket) && word.standing?.ticket !== ticket) return;
    if (word.standing?.ticket === ticket) word.standing = null;
    takeBack(ticket, null);
    return;
  }
  if (word.standing?.ticket === ticket) return;
  if (word.standing) takeBack(word.standing.ticket, ticket);
  word.takenBack.delete(ticket);
  word.standing = { ticket, at, record, by: desk };
}

function applyContestCall(setting: Setting, ledger: Ledger, evidence: CallEvidence, at: number): void {
  const { desk, ticket, contest } = evidence.call;
  if (!setting.groupOf.has(desk)) return;
  const state = contestOf(ledger, contest);
  const standing = state.calls.get(desk);
  if (evidence.kind === 'retract') {
    if (standing?.ticket === ticket) state.calls.delete(desk);
  } else if (standing?.ticket !== ticket) {
    state.calls.delete(desk);
    state.calls.set(desk, { ticket, at, record: evidence.record, by: desk });
  }
  readCalled(state);
}

function applyFact(setting: Setting, ledger: Ledger, evidence: FactEvidence, at: number): void {
  const { fact, record } = evidence;
  if (fact.margin !== undefined) applyLead(setting, ledger, fact, record, at);
  switch (fact.kind) {
    case 'concession':
      applyConcession(setting, ledger, fact, record, at);
      return;
    case 'concession-withdrawn':
      applyConcessionWithdrawn(setting, ledger, fact, record, at);
      return;
    case 'claim':
      applyClaim(ledger, fact, record, at);
      return;
    case 'feed-fault':
      applyFault(ledger, fact, record, at);
      return;
    case 'recount':
      applyRecount(ledger, fact, record, at);
      return;
    case 'court':
      applyCourt(ledger, fact, record, at);
      return;
    case 'annulment':
      applyAnnulment(setting, ledger, fact, record, at);
      return;
    case 'certification':
      applyCertification(setting, ledger, fact, record, at);
      return;
    case 'electors-vote':
    case 'congress-count':
      if (fact.scope === setting.whole && fact.majority !== false) addFinal(ledger, fact, record, at);
      return;
    case 'inauguration':
      addFinal(ledger, fact, record, at);
      return;
    default:
  }
}

/** The ticket that concedes; null where the words are not those of a rival who stands. */
function conceding(setting: Setting, fact: Fact): string | null {
  const rivals = setting.tickets.filter((ticket) => ticket !== fact.ticket);
  if (fact.from === undefined) return rivals.length === 1 ? rivals[0]! : null;
  return rivals.includes(fact.from) ? fact.from : null;
}

function applyConcession(setting: Setting, ledger: Ledger, fact: Fact, record: number, at: number): void {
  const from = conceding(setting, fact);
  if (fact.public === false || fact.scope !== setting.whole || from === null || fact.ticket === null) return;
  const known = ledger.concessions.get(from);
  const same = known?.ticket === fact.ticket ? known : null;
  ledger.concessions.set(from, { ...(same ?? { ticket: fact.ticket, at, record, by: fact.by }), latest: at });
  ledger.withdrawn.delete(from);
  ledger.refusals.delete(from);
}

function applyConcessionWithdrawn(
  setting: Setting,
  ledger: Ledger,
  fact: Fact,
  record: number,
  at: number,
): void {
  const from = conceding(setting, fact);
  if (fact.scope !== setting.whole || from === null) return;
  const stood = ledger.concessions.get(from);
  // Without a public concession on record, a public withdrawal still speaks of one not yet known; told once.
  if (!stood && (fact.public === false || ledger.withdrawn.has(from))) return;
  ledger.concessions.delete(from);
  ledger.withdrawn.add(from);
  const { by, ticket } = fact;
  addCause(ledger, { kind: 'concession-withdrawn', subject: from, at, record, by, ticket, other: null });
}

function applyClaim(ledger: Ledger, fact: Fact, record: number, at: number): void {
  if (fact.exitPoll === true) return;
  const who = fact.from ?? fact.ticket ?? fact.by;
  const claimed = fact.rejects === true ? null : fact.ticket;
  // Said again it is the same refusal; a rival who names the winner instead has taken it back.
  if (ledger.refusals.get(who)?.claimed === claimed) return;
  ledger.refusals.set(who, { claimed, at, record, by: fact.by });
}

function applyCertification(setting: Setting, ledger: Ledger, fact: Fact, record: number, at: number): void {
  if (fact.ticket === null) return;
  const statement: Statement = { ticket: fact.ticket, at, record, by: fact.by };
  const contest = contestOf(ledger, fact.scope);
  if (contest.certified?.ticket !== fact.ticket) contest.certified = statement;
  readCalled(contest);
  const carries = fact.scope === setting.whole ? fact.majority !== false : fact.majority === true;
  if (!carries && !certifiedMajority(setting, ledger, fact.ticket)) return;
  const before = ledger.declarations.get(fact.by);
  if (before?.ticket !== fact.ticket) {
    const until = fact.challengeUntil === undefined ? null : parseInstant(fact.challengeUntil);
    ledger.declarations.set(fact.by, { ...statement, challengeUntil: until });
    const named = before ?? ledger.words.get(fact.by)?.standing;
    if (named && named.ticket !== fact.ticket) {
      const { by, ticket } = fact;
      addCause(ledger, {
        kind: 'retraction',
        subject: by,
        at,
        record,
        by,
        ticket: named.ticket,
        other: ticket,
      });
    }
  }
  if (fact.stage === 'final') addFinal(ledger, fact, record, at);
}

function certifiedMajority(setting: Setting, ledger: Ledger, ticket: string): boolean {
  if (setting.majority === null || setting.contests.length === 0) return false;
  let electors = 0;
  for (const contest of setting.contests) {
    if (ledger.contests.get(contest.id)?.certified?.ticket === ticket) electors += contest.electors;
  }
  return electors >= setting.majority;
}

function addFinal(ledger: Ledger, fact: Fact, record: number, at: number): void {
  if (fact.ticket !== null)
    ledger.finals.push({ kind: fact.kind, ticket: fact.ticket, at, record, by: fact.by });
}

/** Voids every call, concession, declaration and challenge before it; the annulled count with its leads and recounts. */
function applyAnnulment(setting: Setting, ledger: Ledger, fact: Fact, record: number, at: number): void {
  if (fact.scope !== setting.whole && fact.decisive === false) {
    ledger.contests.delete(fact.scope);
    ledger.openable.delete(fact.scope);
    return;
  }
  const { causes, causesOf, lastRetraction, refusals, projection, silent } = ledger;
  const nothingSince =
    ledger.annulled && ledger.words.size + ledger.declarations.size + ledger.concessions.size === 0;
  if (nothingSince) return;
  Object.assign(ledger, emptyLedger(), { causes, causesOf, lastRetraction, refusals, projection, silent });
  addCause(ledger, { kind: 'annulment', subject: '', at, record, by: fact.by, ticket: null, other: null });
  ledger.annulled = true;
}
