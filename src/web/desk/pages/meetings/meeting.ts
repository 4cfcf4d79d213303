/** Where the first meeting stands, from the journal's last record of it. */

import type { Instant } from '../../../../election/instant.ts';
import type { JournalLine } from '../../../../server/wire.ts';

const MEETING_STATES = ['requested', 'refused', 'agreed', 'held'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export type Meeting = {
  readonly state: MeetingState;
  readonly note: string;
  readonly at: Instant;
  readonly record: number;
};

export function meetingOf(record: JournalLine | undefined): Meeting | null {
  if (record === undefined) return null;
  const { state, note } = record.data as { state?: string; note?: string };
  const known = MEETING_STATES.find((name) => name === state);
  return known === undefined ? null : { state: known, note: note ?? '', at: record.at, record: record.seq };
}

const AFTER: Readonly<Record<MeetingState | 'none', readonly MeetingState[]>> = {
  none: ['requested'],
  requested: ['agreed', 'refused'],
  refused: ['requested'],
  agreed: ['held', 'refused'],
  held: [],
};

/** What may come next, the likelier first; nothing after the meeting was held. */
export function nextStates(meeting: Meeting | null): readonly MeetingState[] {
  return AFTER[meeting?.state ?? 'none'];
}
