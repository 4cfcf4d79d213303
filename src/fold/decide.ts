/**
 * A person's command becomes records. What concerns the evidence is decided here; the response decides the rest.
 *
 * A call, a correction, a count by hand are inputs with author and time; a refusal is a record like any other.
 */
import type { BriefCommand } from '../brief/command.ts';
import { decideBrief, isBriefCommand } from '../brief/decide.ts';
import { expiredLines, lineSteps } from '../brief/podium.ts';
import { WHOLE } from '../election/election.ts';
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { type Desk, enterCall, enterCount, enterFact, type HandEntry } from '../feeds/hand-entry.ts';
import { readHandTable } from '../feeds/hand-table.ts';
import type { ResponseCommand } from '../response/command.ts';
import { decide as decideResponse } from '../response/decide.ts';
import { phrase } from '../response/phrases.ts';
import type { Role } from '../response/playbook.ts';
import { isSaid } from '../verdict/evidence.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { confirmedCounts } from './confirmed-counts.ts';
import { type Context, personOf } from './context.ts';
import {
  decideSurroundings,
  isSurroundingsCommand,
  type SurroundingsCommand,
} from './decide-surroundings.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import type { DeskState } from './state.ts';
import type { Watch } from './watch.ts';

const EVIDENCE: readonly string[] = [
  'call',
  'retract',
  'strike',
  'correct',
  'concession',
  'fact',
  'count',
  'counts',
  'decide-report',
  'set-trust',
  'set-projection',
] satisfies readonly EvidenceCommand['do'][];

/** Who may enter what was said or counted: those who watch the night. */
const WATCHERS: readonly Role[] = ['duty-officer', 'embassy-officer', 'press-officer'];

export type Situation = { readonly state: DeskState; readonly context: Context; readonly watch: Watch };

export function decideCommand(
  situation: Situation,
  id: string,
  command: EvidenceCommand | SurroundingsCommand | ResponseCommand | BriefCommand,
  at: Instant,
): readonly Draft[] {
  const { state, context, watch } = situation;
  const person = personOf(context, id);
  if (isBriefCommand(command)) {
    const { stories, articles } = state;
    const steps = lineSteps(context.playbook).map(({ key }) => key);
    return decideBrief(command, { stories, articles, person, at, sha256: context.sha256, lineSteps: steps });
  }
  if (isSurroundingsCommand(command)) return decideSurroundings(situation, person, command, at);
  if (!isEvidence(command)) {
    const { playbook, people, channels, sha256 } = context;
    const verdict = watch.verdict(state, context, at);
    return decideResponse(command, {
      playbook,
      people,
      channels,
      state: state.response,
      verdict,
      at,
      person,
      sha256,
      expiredLines: expiredLines(state.stories, verdict),
    });
  }
  const refusal = person.roles.some((role) => WATCHERS.includes(role))
    ? unknownIn(situation, command)
    : phrase('refused-role', { roles: WATCHERS.join(',') });
  const desk = { election: context.election, person: id, at };
  const entry = refusal === null ? asked(situation, command, entered(command, desk)) : { why: refusal };
  if ('drafts' in entry) return entry.drafts;
  return [
    {
      at,
      by: `person:${id}`,
      kind: 'denied',
      data: { command: command.do, branch: null, step: null, why: entry.why },
    },
  ];
}

function isEvidence(command: EvidenceCommand | ResponseCommand): command is EvidenceCommand {
  return EVIDENCE.includes(command.do);
}

type Entered = { readonly drafts: readonly Draft[] } | { readonly why: Phrase };

function entered(command: EvidenceCommand, desk: Desk): Entered {
  const { at, person } = desk;
  const by = `person:${person}`;
  const source = `entered by ${person}`;
  switch (command.do) {
    case 'call':
    case 'retract': {
      const { desk: voice, contest, ticket, saidAt = formatInstant(at) } = command;
      return outcomeOf(
        enterCall(
          command.do === 'call' ? 'call' : 'retraction',
          { desk: voice, contest, ticket, saidAt, precision: 'exact', source },
          desk,
        ),
      );
    }
    case 'concession': {
      const loser = desk.election.tickets.find(({ id }) => id !== command.ticket)!;
      const said = {
        scope: WHOLE,
        ticket: command.ticket,
        saidAt: formatInstant(at),
        precision: 'exact',
        source,
      } as const;
      return outcomeOf(
        enterFact({ kind: 'concession', by: loser.name, from: loser.id, public: true, ...said }, desk),
      );
    }
    case 'fact': {
      const { saidAt = formatInstant(at), ...fact } = command.fact;
      return outcomeOf(enterFact({ ...fact, saidAt, precision: 'exact', source }, desk));
    }
    case 'count':
      return outcomeOf(enterCount(command, desk));
    case 'counts': {
      const { rows, refused } = readHandTable(command.table, command.contest, desk);
      const reasons = refused.map(({ place, reason }) => `${place}: ${reason}`).join('; ');
      return refused.length > 0
        ? { why: phrase('refused-entry', { reasons }) }
        : { drafts: rows.map(({ draft }) => draft) };
    }
    case 'strike':
      return {
        drafts: [{ at, by, kind: 'struck', data: { record: command.record, reason: command.reason } }],
      };
    case 'correct': {
      const { record, reason, as } = command;
      const anew = entered(as, desk);
      return 'why' in anew
        ? anew
        : { drafts: [{ at, by, kind: 'struck', data: { record, reason } }, ...anew.drafts] };
    }
    case 'decide-report':
      return {
        drafts: [
          {
            at,
            by,
            kind: 'report-decided',
            data: { record: command.record, decision: command.decision, reason: command.reason },
          },
        ],
      };
    case 'set-trust': {
      const { contest, order, reason } = command;
      return { drafts: [{ at, by, kind: 'trust-set', data: { contest, order, reason } }] };
    }
    case 'set-projection': {
      const { contest, as, reason } = command;
      return { drafts: [{ at, by, kind: 'projection-set', data: { contest, as, reason } }] };
    }
  }
}

/** Counts that go back or jump against what stands are entered only once the person has said that they are meant. */
function asked({ state, context }: Situation, command: EvidenceCommand, entry: Entered): Entered {
  if ('why' in entry || (command.do !== 'count' && command.do !== 'counts')) return entry;
  const counts = confirmedCounts(state, context, entry.drafts, command.confirmed === true);
  return 'drafts' in counts ? counts : { why: phrase('refused-unconfirmed', { rows: counts.doubtful }) };
}

function outcomeOf(entry: HandEntry<string, unknown>): Entered {
  return entry.kind === 'entered'
    ? { drafts: [entry.draft] }
    : { why: phrase('refused-entry', { reasons: entry.reasons.join('; ') }) };
}

/** A name that the election or the journal does not know: the typing error that must not become a fact. */
function unknownIn(situation: Situation, command: EvidenceCommand): Phrase | null {
  const { state, context } = situation;
  const { election } = context;
  if ('ticket' in command && !election.tickets.some(({ id }) => id === command.ticket))
    return phrase('refused-unknown-name', { name: command.ticket });
  const contest = 'contest' in command ? command.contest : null;
  if (contest !== null && contest !== WHOLE && context.contests[contest] === undefined)
    return phrase('refused-unknown-name', { name: contest });
  if ('desk' in command && !context.groups.some(({ desks }) => desks.includes(command.desk)))
    return phrase('refused-unknown-name', { name: command.desk });
  if (command.do === 'correct' && unknownIn(situation, command.as) !== null)
    return unknownIn(situation, command.as);
  if ((command.do === 'strike' || command.do === 'correct') && !mayStrike(state, command.record))
    return phrase('refused-unknown-record', { record: command.record });
  if (command.do === 'decide-report' && !waits(state, command.record))
    return phrase('refused-not-waiting', { record: command.record });
  if (command.do === 'set-projection') {
    const { as, contest: about } = command;
    if (about === WHOLE) return phrase('refused-unknown-name', { name: about });
    if (as !== null && as !== 'off' && !election.tickets.some(({ id }) => id === as))
      return phrase('refused-unknown-name', { name: as });
  }
  const stranger = command.do === 'set-trust' ? strangerIn(state, command.order) : undefined;
  if (stranger !== undefined) return phrase('refused-unknown-name', { name: stranger });
  return null;
}

/** A source that never spoke: nothing of it could be trusted. */
function strangerIn({ returns }: DeskState, order: readonly string[]): string | undefined {
  const known = new Set(Object.values(returns.units).flatMap(({ sources }) => Object.keys(sources)));
  return order.find((source) => !known.has(source));
}

function mayStrike({ evidence }: DeskState, record: number): boolean {
  return evidence.some((one) => one.record === record && isSaid(one) && one.struck === null);
}

function waits({ returns }: DeskState, record: number): boolean {
  return Object.values(returns.units).some(({ held }) => held.some((one) => one.record === record));
}
