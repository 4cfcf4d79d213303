/**
 * The policy's own conditions as the tree shows them: every part with its truth, its reason and the records behind it.
 *
 * (docket settled to a moment, ticket, formula) → condition. Names are followed where they stand, so that a reader
 * sees the whole of a route at once.
 */
import type { TicketId } from '../election/election.ts';
import { MINUTE } from '../election/instant.ts';
import type { Docket } from './docket-state.ts';
import { type Formula, type PlainFact, type Situation, silentIn, truthOf } from './formula.ts';
import type { OwnRoute } from './policy.ts';
import { ownSince } from './routes.ts';
import { conditionsNow, groupTicket } from './standing.ts';
import type { Condition, Phrase, Truth } from './verdict.ts';
import { phrase, titleOf } from './wording.ts';

/** The parts of an own route: its condition, and its time where it has one. */
export function ownRouteParts(docket: Docket, ticket: TicketId, route: OwnRoute): Condition[] {
  const whole = namedCondition(docket, ticket, route.condition, `${route.id}.1`);
  const parts = whole.parts.length > 0 ? whole.parts : [whole];
  if (route.minutes === 0) return [...parts];
  const since = ownSince(route, docket.ledger, docket.tracks.get(ticket)!);
  return [...parts, ownDwell(docket, route, since)];
}

function ownDwell({ settled }: Docket, { id, minutes }: OwnRoute, since: number | null): Condition {
  const begun = since !== null && Number.isFinite(since);
  const end = begun ? since + minutes * MINUTE : null;
  const met = end !== null && settled >= end;
  const done = begun ? Math.min(Math.floor((settled - since) / MINUTE), minutes) : 0;
  const reason = begun
    ? phrase(met ? 'dwell-met' : 'dwell-running', { minutes, since, done })
    : phrase('dwell-not-begun', { minutes });
  return {
    id: `${id}.time`,
    truth: met ? 'true' : 'false',
    since: met ? end : null,
    reason,
    evidence: [],
    parts: [],
  };
}

/** A condition of the policy by its name, with its parts. */
export function namedCondition(docket: Docket, ticket: TicketId, name: string, id: string): Condition {
  const { setting, ledger, tracks } = docket;
  const track = tracks.get(ticket)!.named.get(name)!;
  const now = conditionsNow(setting, ledger, ticket);
  const situation = { setting, ledger, ticket, plain: now, truths: now.named };
  const { when } = setting.policy.conditions.find((condition) => condition.name === name)!;
  const inner = describe(docket, situation, when, id);
  const parts = inner.parts.length > 0 ? inner.parts : [{ ...inner, id: `${id}.1` }];
  return {
    id,
    truth: track.truth,
    since: track.truth === 'true' ? track.since : null,
    reason: phrase('condition', titleOf(docket, name)),
    evidence: [],
    parts,
  };
}

function describe(docket: Docket, situation: Situation, formula: Formula, id: string): Condition {
  if (formula.kind === 'named') return namedCondition(docket, situation.ticket, formula.name, id);
  const truth = truthOf(formula, situation);
  const parts =
    formula.kind === 'all' || formula.kind === 'any'
      ? formula.parts
      : formula.kind === 'not'
        ? [formula.part]
        : [];
  return {
    id,
    truth,
    since: null,
    reason: reasonOf(docket, situation, formula, truth),
    evidence: recordsOf(situation, formula),
    parts: parts.map((part, index) => describe(docket, situation, part, `${id}.${index + 1}`)),
  };
}

const FACT_PHRASES: Readonly<Record<PlainFact, readonly [met: string, missing: string]>> = {
  'no-other-group': ['no-other-met', 'no-other-broken'],
  'no-decisive-contest-open': ['none-open-met', 'fact-open'],
  conceded: ['fact-conceded', 'conceded-missing'],
  announced: ['fact-announced', 'announced-missing'],
  'outside-recount-margin': ['outside-margin-met', 'fact-narrow'],
  'not-refused': ['not-refused-met', 'fact-refused'],
  unchallenged: ['unchallenged-met', 'fact-challenged'],
};

/** So many contests are named; more are counted. */
const NAMED = 3;

function reasonOf(
  { setting }: Docket,
  { ledger, ticket, plain }: Situation,
  formula: Exclude<Formula, { kind: 'named' }>,
  truth: Truth,
): Phrase {
  switch (formula.kind) {
    case 'all':
    case 'any':
    case 'not':
      return phrase(`formula-${formula.kind}`);
    case 'fact': {
      if (truth === 'unknown') return phrase('outside-margin-unknown');
      return phrase(FACT_PHRASES[formula.fact][truth === 'true' ? 0 : 1]);
    }
    case 'groups':
      return phrase('formula-groups', {
        groups: plain.behind,
        of: setting.groups.length,
        quorum: formula.least,
        ticket,
      });
    case 'calls-of':
      return phrase('formula-calls-of', {
        ticket,
        names: formula.desks.join(', '),
        done: formula.desks.filter((desk) => ledger.words.get(desk)?.standing?.ticket === ticket).length,
        of: formula.desks.length,
      });
    case 'law':
      return phrase(truth === 'true' ? 'formula-law-met' : 'formula-law-missing', {
        acts: formula.acts.join(','),
      });
    case 'sound-feeds':
      return phrase(truth === 'true' ? 'formula-feeds-met' : 'formula-feeds-broken');
    case 'live-feeds': {
      const contests = silentIn(formula.contests, { setting, ledger, ticket });
      if (contests.length === 0) return phrase('formula-live-met');
      return contests.length > NAMED
        ? phrase('formula-live-many', { of: contests.length })
        : phrase('formula-live-broken', { contests: contests.join(',') });
    }
    case 'projection':
      return projectionReason(ledger.projection?.[ticket], formula.least, ticket);
  }
}

function projectionReason(chance: number | undefined, least: number, ticket: TicketId): Phrase {
  const percent = Math.round(least * 1000) / 10;
  return chance === undefined
    ? phrase('formula-projection-unknown')
    : phrase('formula-projection', { ticket, chance: Math.round(chance * 1000) / 10, least: percent });
}

function recordsOf({ setting, ledger, ticket }: Situation, formula: Formula): number[] {
  const words = (desks: readonly string[]) =>
    desks.flatMap((desk) => {
      const standing = ledger.words.get(desk)?.standing;
      return standing?.ticket === ticket ? [standing.record] : [];
    });
  if (formula.kind === 'calls-of') return words(formula.desks);
  if (formula.kind === 'law')
    return ledger.finals.filter((final) => final.ticket === ticket).map(({ record }) => record);
  if (formula.kind !== 'groups') return [];
  return words(
    setting.groups.filter((group) => groupTicket(ledger, group) === ticket).flatMap(({ desks }) => desks),
  );
}
