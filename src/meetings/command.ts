/** What a person may ask around talks and meetings: the part of the page's commands that this folder decides. */
import type { Instant } from '../election/instant.ts';
import type { CallSheet, Diary, MeetingsRecords, OtherCall, Readout, Twin } from './records.ts';
import type { Span } from './spans.ts';
import type { FallbackKind, VisitPlan } from './visit.ts';

export type MeetingsCommand =
  | ({ readonly do: 'diary' } & Omit<Diary, 'record'>)
  | { readonly do: 'take-out-diary'; readonly record: number }
  /** Holds a span until a moment; `inSpiteOf` says why it is held though somebody cannot be reached then. */
  | ({ readonly do: 'hold-until'; readonly expiresAt: Instant; readonly inSpiteOf: string | null } & Span)
  /** This one it is: it no longer expires, and every other held span is let go. */
  | ({ readonly do: 'settle-hold' } & Span)
  | ({ readonly do: 'other-call' } & Omit<OtherCall, 'marking'>)
  /** They say that they will ring. */
  | { readonly do: 'inbound'; readonly callAt: Instant }
  | ({ readonly do: 'call-sheet' } & CallSheet)
  | { readonly do: 'call-note'; readonly text: string }
  | ({ readonly do: 'readout' } & Readout)
  | { readonly do: 'readout-line'; readonly difference: string; readonly line: Twin }
  | ({ readonly do: 'visit' } & VisitPlan)
  | { readonly do: 'visit-fallback'; readonly fallback: FallbackKind; readonly why: string }
  | {
      readonly do: 'visit-outcome';
      readonly at: Instant;
      readonly minutes: number | null;
      readonly text: string;
    }
  /** Writes an invitation to a held span, its update or its cancellation: what came before it, by UID, is replaced. */
  | ({
      readonly do: 'invite';
      readonly uid: string | null;
      readonly method: 'REQUEST' | 'CANCEL';
      readonly title: Twin;
      readonly attendees: MeetingsRecords['invitation']['attendees'];
      readonly marking: MeetingsRecords['invitation']['marking'];
    } & Span);

const NAMES: readonly string[] = [
  'diary',
  'take-out-diary',
  'hold-until',
  'settle-hold',
  'other-call',
  'inbound',
  'call-sheet',
  'call-note',
  'readout',
  'readout-line',
  'visit',
  'visit-fallback',
  'visit-outcome',
  'invite',
] satisfies readonly MeetingsCommand['do'][];

export function isMeetingsCommand(command: { readonly do: string }): command is MeetingsCommand {
  return NAMES.includes(command.do);
}
