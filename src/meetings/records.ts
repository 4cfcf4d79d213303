/**
 * The records of talks and meetings, and what they add up to: diary, terms of holds, calls of others, call sheet,
 * notes, readouts, visit.
 *
 * What is held, when the talk ran and how the meeting stands is kept by the response, whose gates hang on it; here is
 * what surrounds it. Every record carries its marking, so that the journal can be read at any marking.
 */
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { Entry } from '../election/record.ts';
import {
  type CalendarFailure,
  type CalendarHours,
  type CalendarRead,
  withFailure,
  withReading,
} from './calendar-hours.ts';
import type { Span } from './spans.ts';
import type { FallbackKind, VisitPlan } from './visit.ts';
import type { Language } from './zone-names.ts';

export type Twin = Readonly<Record<Language, string>>;

type Marked = { readonly marking: Marking };

/** An entry of a diary: of our leader (`own`), the other one (`other`), or an interpreter or line by its id. */
export type Diary = Span &
  Marked & {
    readonly who: string;
    readonly what: Twin;
    /** A firm one is never rung into. */
    readonly firm: boolean;
    /** Where the leader is then; zone null while out of reach. Null where it says nothing of the place. */
    readonly stay: { readonly place: Twin; readonly zone: string | null } | null;
    /** Its record; null for what the desk was opened with. */
    readonly record: number | null;
  };

/** `claimed`: one side says so; `reported`: the press does; `held`: both sides have confirmed it. */
export type CallState = 'claimed' | 'reported' | 'held';

export type OtherCall = Marked & {
  readonly who: string;
  readonly at: Instant;
  readonly minutes: number | null;
  readonly state: CallState;
  readonly source: string;
};

export type CallSheet = Marked & {
  readonly purpose: Twin;
  /** Three at most: more is not said in five minutes. */
  readonly points: readonly Twin[];
  readonly avoid: readonly Twin[];
  /** Id of the contact who is rung; form of address and pronunciation are taken from there. */
  readonly contact: string | null;
};

export type Readout = Marked & {
  readonly side: 'ours' | 'theirs';
  readonly language: Language;
  readonly text: string;
  /** How long the talk was, as this side says; null where it does not. */
  readonly minutes: number | null;
};

export type MeetingsRecords = {
  diary: Omit<Diary, 'record'>;
  'calendar-read': Marked & CalendarRead;
  'calendar-failure': Marked & CalendarFailure;
  'diary-taken-out': Marked & { readonly record: number };
  'hold-terms': Marked & Span & { readonly expiresAt: Instant | null; readonly inSpiteOf: string | null };
  'hold-settled': Marked & Span;
  'other-call': OtherCall;
  inbound: Marked & { readonly callAt: Instant; readonly ready: boolean; readonly lacks: readonly string[] };
  'call-sheet': CallSheet;
  'call-note': Marked & { readonly text: string };
  readout: Readout;
  'readout-line': Marked & { readonly difference: string; readonly line: Twin };
  visit: Marked & VisitPlan;
  'visit-fallback': Marked & { readonly fallback: FallbackKind; readonly why: string };
  'visit-outcome': Marked & { readonly at: Instant; readonly minutes: number | null; readonly text: string };
  invitation: Marked &
    Span & {
      readonly uid: string;
      readonly sequence: number;
      readonly method: 'REQUEST' | 'CANCEL';
      readonly title: Twin;
      readonly attendees: readonly { readonly name: string; readonly address: string }[];
    };
};

export type MeetingsKind = keyof MeetingsRecords;
type OfRecord<Kind extends MeetingsKind> = MeetingsRecords[Kind] & {
  readonly record: number;
  readonly at: Instant;
};

export type HoldTerms = OfRecord<'hold-terms'>;
export type Issued = OfRecord<'invitation'>;

export type MeetingsState = {
  diary: Diary[];
  /** Of each calendar that is read. */
  calendars: Record<string, CalendarHours>;
  holds: HoldTerms[];
  otherCalls: (OtherCall & { readonly record: number })[];
  inbound: OfRecord<'inbound'> | null;
  sheet: OfRecord<'call-sheet'> | null;
  notes: OfRecord<'call-note'>[];
  readouts: { ours: OfRecord<'readout'> | null; theirs: OfRecord<'readout'> | null };
  /** Lines to take, by the difference that they answer. */
  lines: Record<string, OfRecord<'readout-line'>>;
  visit: OfRecord<'visit'> | null;
  fallback: OfRecord<'visit-fallback'> | null;
  outcome:
    | (Omit<MeetingsRecords['visit-outcome'], 'at'> & { readonly record: number; readonly heldAt: Instant })
    | null;
  /** The last of each appointment, by its UID. */
  invitations: Record<string, Issued>;
};

export function emptyMeetings(): MeetingsState {
  return {
    diary: [],
    calendars: {},
    holds: [],
    otherCalls: [],
    inbound: null,
    sheet: null,
    notes: [],
    readouts: { ours: null, theirs: null },
    lines: {},
    visit: null,
    fallback: null,
    outcome: null,
    invitations: {},
  };
}

/** Folds one entry, in place. Returns whether it was one of these. */
export function applyMeetings(state: MeetingsState, entry: Entry): boolean {
  // Spans that the response lets go, and those of a winner who is none any more, have no terms.
  if (entry.kind === 'window-freed') dropTerms(state, entry.data as Span);
  if (entry.kind === 'stood-down') state.holds = [];
  const fold = FOLDS[entry.kind as MeetingsKind] as Fold<MeetingsKind> | undefined;
  if (fold === undefined) return false;
  fold(state, entry as Entry<MeetingsKind, never>);
  return true;
}

type Fold<Kind extends MeetingsKind> = (
  state: MeetingsState,
  entry: Entry<Kind, MeetingsRecords[Kind]>,
) => void;

const FOLDS: { readonly [Kind in MeetingsKind]: Fold<Kind> } = {
  diary: (state, { seq, data }) => {
    state.diary.push({ ...data, record: seq });
  },
  'calendar-read': ({ calendars }, { at, data }) => {
    calendars[data.calendar] = withReading(calendars[data.calendar], data, at);
  },
  'calendar-failure': ({ calendars }, { at, data }) => {
    calendars[data.calendar] = withFailure(calendars[data.calendar], data, at);
  },
  'diary-taken-out': (state, { data }) => {
    state.diary = state.diary.filter(({ record }) => record !== data.record);
  },
  'hold-terms': (state, { seq, at, data }) => {
    dropTerms(state, data);
    state.holds.push({ ...data, record: seq, at });
  },
  'hold-settled': (state, { data }) => {
    state.holds = state.holds.map((hold) =>
      hold.from === data.from && hold.to === data.to ? { ...hold, expiresAt: null } : hold,
    );
  },
  'other-call': (state, { seq, data }) => {
    state.otherCalls.push({ ...data, record: seq });
    state.otherCalls.sort((a, b) => a.at - b.at);
  },
  inbound: (state, { seq, at, data }) => {
    state.inbound = { ...data, record: seq, at };
  },
  'call-sheet': (state, { seq, at, data }) => {
    state.sheet = { ...data, record: seq, at };
  },
  'call-note': (state, { seq, at, data }) => {
    state.notes.push({ ...data, record: seq, at });
  },
  readout: (state, { seq, at, data }) => {
    state.readouts[data.side] = { ...data, record: seq, at };
  },
  'readout-line': (state, { seq, at, data }) => {
    state.lines[data.difference] = { ...data, record: seq, at };
  },
  visit: (state, { seq, at, data }) => {
    state.visit = { ...data, record: seq, at };
  },
  'visit-fallback': (state, { seq, at, data }) => {
    state.fallback = { ...data, record: seq, at };
  },
  'visit-outcome': (state, { seq, data }) => {
    const { at: heldAt, ...rest } = data;
    state.outcome = { ...rest, record: seq, heldAt };
  },
  invitation: (state, { seq, at, data }) => {
    state.invitations[data.uid] = { ...data, record: seq, at };
  },
};

function dropTerms(state: MeetingsState, { from, to }: Span): void {
  state.holds = state.holds.filter((hold) => hold.from !== from || hold.to !== to);
}
