/**
 * A person's command around talks and meetings becomes a record, or a refusal: (command, situation) → outcome.
 *
 * What the response keeps (held spans, the talk, the state of the meeting) comes in as it stands and is not decided here.
 */
import type { Instant } from '../election/instant.ts';
import { highest, type Marking, maySee } from '../election/marking.ts';
import type { MeetingsCommand } from './command.ts';
import { inboundAt } from './inbound.ts';
import { type ProposalRequest, proposalsOf } from './proposals.ts';
import { compareReadouts } from './readouts.ts';
import type { MeetingsKind, MeetingsRecords, MeetingsState } from './records.ts';
import type { MeetingsPhrase } from './sentences.ts';
import type { MeetingSettings } from './settings.ts';
import type { Span } from './spans.ts';
import { legFaults } from './visit.ts';
import { isZone } from './zone-names.ts';

export type MeetingsAsked = {
  readonly state: MeetingsState;
  readonly settings: MeetingSettings;
  readonly reader: Marking;
  readonly at: Instant;
  readonly held: readonly Span[];
  readonly talk: { readonly startedAt: Instant | null; readonly endedAt: Instant | null };
  readonly refused: boolean;
  /** Search for a talk, without what is held. */
  readonly request: (within: Span, noticeMinutes: number) => ProposalRequest;
  /** What makes the UIDs of this desk its own. */
  readonly desk: string;
};

type Refusal = {
  readonly key: MeetingsPhrase;
  readonly values: Readonly<Record<string, string | number | null>>;
};

export type MeetingsOutcome =
  | { [Kind in MeetingsKind]: { readonly kind: Kind; readonly data: MeetingsRecords[Kind] } }[MeetingsKind]
  | { readonly kind: 'refused'; readonly why: Refusal };

type Of<Name extends MeetingsCommand['do']> = Extract<MeetingsCommand, { do: Name }>;

/** How a talk and what surrounds it is marked where nobody says otherwise: it is the desk's own business. */
const USUAL: Marking = 'internal';

export function decideMeetings(command: MeetingsCommand, asked: MeetingsAsked): MeetingsOutcome {
  const above = 'marking' in command && !maySee(asked.reader, command.marking);
  if (above) return refuse('meetings-above-marking', { marking: asked.reader });
  switch (command.do) {
    case 'diary':
      return diaryOf(command, asked);
    case 'take-out-diary':
      return takenOut(command, asked);
    case 'hold-until':
      return holdOf(command, asked);
    case 'settle-hold': {
      const { from, to } = command;
      return isHeld(asked, command)
        ? { kind: 'hold-settled', data: { from, to, marking: USUAL } }
        : refuse('meetings-not-held');
    }
    case 'other-call': {
      const { do: _, ...call } = command;
      if (call.state === 'held' && call.at > asked.at) return refuse('meetings-future');
      return { kind: 'other-call', data: { ...call, marking: USUAL } };
    }
    case 'inbound':
      return inboundOf(command, asked);
    case 'call-sheet': {
      const { do: _, ...sheet } = command;
      const fits = sheet.points.length >= 1 && sheet.points.length <= 3;
      return fits ? { kind: 'call-sheet', data: sheet } : refuse('meetings-points');
    }
    case 'call-note': {
      const marking = asked.state.sheet?.marking ?? USUAL;
      const runs = asked.talk.startedAt !== null && asked.talk.endedAt === null;
      return runs ? { kind: 'call-note', data: { text: command.text, marking } } : refuse('meetings-no-talk');
    }
    case 'readout':
    case 'readout-line':
      return readoutOf(command, asked);
    case 'visit':
    case 'visit-fallback':
    case 'visit-outcome':
      return visitOf(command, asked);
    case 'invite':
      return invitationOf(command, asked);
  }
}

function diaryOf({ do: _, ...entry }: Of<'diary'>, { settings }: MeetingsAsked): MeetingsOutcome {
  const whose = ['own', 'other', ...settings.resources.map(({ id }) => id)];
  if (!whose.includes(entry.who)) return refuse('meetings-unknown-who', { who: entry.who });
  if (entry.from >= entry.to) return refuse('meetings-span');
  const zone = entry.stay?.zone ?? null;
  if (zone !== null && !isZone(zone)) return refuse('meetings-zone', { zone });
  return { kind: 'diary', data: entry };
}

function takenOut({ record }: Of<'take-out-diary'>, { state, reader }: MeetingsAsked): MeetingsOutcome {
  const entry = state.diary.find((one) => one.record === record && maySee(reader, one.marking));
  if (entry === undefined) return refuse('meetings-unknown-item');
  return { kind: 'diary-taken-out', data: { record, marking: entry.marking } };
}

function holdOf(
  { from, to, expiresAt, inSpiteOf }: Of<'hold-until'>,
  { at, request }: MeetingsAsked,
): MeetingsOutcome {
  if (from >= to) return refuse('meetings-span');
  if (expiresAt <= at || expiresAt > from) return refuse('meetings-expires');
  const free = proposalsOf(request({ from, to }, 0)).some((window) => window.from <= from && window.to >= to);
  if (!free && (inSpiteOf ?? '').trim() === '') return refuse('meetings-not-reachable');
  return {
    kind: 'hold-terms',
    data: { from, to, expiresAt, inSpiteOf: free ? null : inSpiteOf, marking: USUAL },
  };
}

function inboundOf({ callAt }: Of<'inbound'>, { at, request }: MeetingsAsked): MeetingsOutcome {
  if (callAt < at) return refuse('meetings-future');
  const { leaders, resources, needs, durationMinutes } = request({ from: callAt, to: callAt + 1 }, 0);
  const { ready, lacks } = inboundAt(callAt, { now: at, leaders, resources, needs, durationMinutes });
  const named = lacks.map((lack) =>
    [lack.kind, 'leader' in lack ? lack.leader : lack.resource, 'fixture' in lack ? lack.fixture : null]
      .filter((part) => part !== null)
      .join(' '),
  );
  return { kind: 'inbound', data: { callAt, ready, lacks: named, marking: USUAL } };
}

function readoutOf(
  command: Of<'readout'> | Of<'readout-line'>,
  { state, talk, settings, reader }: MeetingsAsked,
): MeetingsOutcome {
  if (command.do === 'readout') {
    const { do: _, ...readout } = command;
    return talk.endedAt === null ? refuse('meetings-talk-not-ended') : { kind: 'readout', data: readout };
  }
  const { ours, theirs } = state.readouts;
  const { difference, line } = command;
  const seen =
    ours !== null && theirs !== null && [ours, theirs].every(({ marking }) => maySee(reader, marking));
  const found =
    seen && compareReadouts(ours, theirs, settings.topics).differences.some(({ id }) => id === difference);
  if (!found) return refuse('meetings-unknown-difference');
  return {
    kind: 'readout-line',
    data: { difference, line, marking: highest([ours.marking, theirs.marking]) },
  };
}

function visitOf(
  command: Of<'visit'> | Of<'visit-fallback'> | Of<'visit-outcome'>,
  { settings, at, refused }: MeetingsAsked,
): MeetingsOutcome {
  if (command.do === 'visit-fallback') {
    const { fallback, why } = command;
    if (!refused) return refuse('meetings-not-refused');
    return why.trim() === ''
      ? refuse('meetings-reason')
      : { kind: 'visit-fallback', data: { fallback, why, marking: USUAL } };
  }
  if (command.do === 'visit-outcome') {
    const { do: _, ...outcome } = command;
    return outcome.at > at
      ? refuse('meetings-future')
      : { kind: 'visit-outcome', data: { ...outcome, marking: USUAL } };
  }
  const { do: _, ...plan } = command;
  const zones = [
    ...plan.options.map(({ zone }) => zone),
    ...plan.legs.flatMap((leg) => [leg.fromZone, leg.toZone]),
  ];
  const strange = zones.find((zone) => !isZone(zone));
  if (strange !== undefined) return refuse('meetings-zone', { zone: strange });
  if (plan.options.some(({ from, to }) => from >= to)) return refuse('meetings-span');
  const [fault] = legFaults(plan.legs, settings.marginMinutes);
  if (fault !== undefined)
    return refuse('meetings-legs', {
      leg: fault.leg + 1,
      fault: fault.kind,
      minutes: fault.kind === 'margin' ? fault.minutes : null,
    });
  return { kind: 'visit', data: { ...plan, marking: USUAL } };
}

function invitationOf(command: Of<'invite'>, asked: MeetingsAsked): MeetingsOutcome {
  const { do: _, uid: given, ...rest } = command;
  const { state, at, desk, reader } = asked;
  if (rest.from >= rest.to) return refuse('meetings-span');
  if (rest.attendees.length === 0) return refuse('meetings-no-attendee');
  const wrong = rest.attendees.find(({ address }) => !/^[^\s@<>]+@[^\s@<>]+$/.test(address));
  if (wrong !== undefined) return refuse('meetings-address', { address: wrong.address });
  const before = given === null ? undefined : state.invitations[given];
  if (given !== null && (before === undefined || !maySee(reader, before.marking)))
    return refuse('meetings-unknown-item');
  if (given === null && rest.method === 'CANCEL') return refuse('meetings-unknown-item');
  const number = Object.keys(state.invitations).length + 1;
  const sequence = before === undefined ? 0 : before.sequence + 1;
  return { kind: 'invitation', data: { ...rest, uid: given ?? `${at}-${number}@${desk}`, sequence } };
}

function isHeld({ held }: MeetingsAsked, { from, to }: Span): boolean {
  return held.some((hold) => hold.from === from && hold.to === to);
}

function refuse(
  key: MeetingsPhrase,
  values: Refusal['values'] = {},
): Extract<MeetingsOutcome, { kind: 'refused' }> {
  return { kind: 'refused', why: { key, values } };
}
