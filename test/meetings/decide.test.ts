import { describe, expect, it } from 'vitest';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import type { Leader } from '../../src/meetings/availability.ts';
import type { MeetingsCommand } from '../../src/meetings/command.ts';
import { decideMeetings, type MeetingsAsked } from '../../src/meetings/decide.ts';
import { applyMeetings, emptyMeetings, type MeetingsState } from '../../src/meetings/records.ts';
import { sayMeetings } from '../../src/meetings/sentences.ts';
import { PLAIN_SETTINGS } from '../../src/meetings/settings.ts';

const at = parseInstant;
const NOW = at('2024-11-06T12:00:00Z');
const SPAN = { from: at('2024-11-07T00:30:00Z'), to: at('2024-11-07T00:45:00Z') };
const HOURS = { wakes: '07:00', sleeps: '23:00' };
const leader = (id: string, zone: string): Leader => ({
  id,
  zone,
  stays: [],
  hard: HOURS,
  soft: HOURS,
  fixtures: [],
});
const twin = (text: string) => ({ en: text, ja: text });

function asked(part: Partial<MeetingsAsked> = {}): MeetingsAsked {
  return {
    state: emptyMeetings(),
    settings: PLAIN_SETTINGS,
    reader: 'secret',
    at: NOW,
    held: [],
    talk: { startedAt: null, endedAt: null },
    refused: false,
    request: (within, noticeMinutes) => ({
      ...within,
      now: NOW,
      noticeMinutes,
      durationMinutes: 15,
      leaders: [leader('own', 'Asia/Tokyo'), leader('other', 'America/New_York')],
      resources: PLAIN_SETTINGS.resources.map(({ id, kind }) => ({ id, kind, busy: [] })),
      needs: ['interpreter', 'line'],
      held: [],
    }),
    desk: 'japan',
    ...part,
  };
}

function why(command: MeetingsCommand, part: Partial<MeetingsAsked> = {}): string {
  const outcome = decideMeetings(command, asked(part));
  if (outcome.kind !== 'refused') return outcome.kind;
  for (const language of ['en', 'ja'] as const) expect(sayMeetings(outcome.why, language)).not.toBeNull();
  return outcome.why.key;
}

describe('a hold', () => {
  const hold = (part: Partial<Extract<MeetingsCommand, { do: 'hold-until' }>> = {}): MeetingsCommand => ({
    do: 'hold-until',
    ...SPAN,
    expiresAt: NOW + HOUR,
    inSpiteOf: null,
    ...part,
  });

  it('expires between now and its beginning', () => {
    expect(why(hold())).toBe('hold-terms');
    expect(why(hold({ expiresAt: SPAN.from }))).toBe('hold-terms');
    expect(why(hold({ expiresAt: NOW }))).toBe('meetings-expires');
    expect(why(hold({ expiresAt: SPAN.from + 1 }))).toBe('meetings-expires');
  });

  it('at night needs a reason, and keeps it', () => {
    const night = { from: SPAN.from - 7 * HOUR, to: SPAN.to - 7 * HOUR };
    expect(why(hold({ ...night, expiresAt: NOW + 1 }))).toBe('meetings-not-reachable');
    const outcome = decideMeetings(
      hold({ ...night, expiresAt: NOW + 1, inSpiteOf: 'they can only then' }),
      asked(),
    );
    expect(outcome).toMatchObject({ kind: 'hold-terms', data: { inSpiteOf: 'they can only then' } });
    expect(decideMeetings(hold({ inSpiteOf: 'needless' }), asked())).toMatchObject({
      data: { inSpiteOf: null },
    });
  });

  it('is settled only where it is held', () => {
    expect(why({ do: 'settle-hold', ...SPAN })).toBe('meetings-not-held');
    expect(why({ do: 'settle-hold', ...SPAN }, { held: [SPAN] })).toBe('hold-settled');
  });
});

describe('an entry that cannot be', () => {
  const diary = {
    do: 'diary',
    who: 'own',
    what: twin('x'),
    firm: true,
    stay: null,
    marking: 'open',
    ...SPAN,
  } as const;

  it.each([
    ['a diary of nobody', { ...diary, who: 'gardener' }, 'meetings-unknown-who'],
    ['an entry that ends before it begins', { ...diary, to: SPAN.from }, 'meetings-span'],
    ['an unknown zone', { ...diary, stay: { place: twin('x'), zone: 'Asia/Tokio' } }, 'meetings-zone'],
    [
      'a call that is still to come as confirmed',
      { do: 'other-call', who: 'x', at: NOW + 1, minutes: null, state: 'held', source: '' },
      'meetings-future',
    ],
    ['an inbound call in the past', { do: 'inbound', callAt: NOW - 1 }, 'meetings-future'],
    [
      'a sheet of four points',
      {
        do: 'call-sheet',
        purpose: twin('x'),
        points: [1, 2, 3, 4].map(() => twin('x')),
        avoid: [],
        contact: null,
        marking: 'open',
      },
      'meetings-points',
    ],
    [
      'an invitation to nobody',
      {
        do: 'invite',
        ...SPAN,
        uid: null,
        method: 'REQUEST',
        title: twin('x'),
        attendees: [],
        marking: 'open',
      },
      'meetings-no-attendee',
    ],
    [
      'an invitation to no address',
      {
        do: 'invite',
        ...SPAN,
        uid: null,
        method: 'REQUEST',
        title: twin('x'),
        attendees: [{ name: 'x', address: 'x' }],
        marking: 'open',
      },
      'meetings-address',
    ],
    [
      'a cancellation of nothing',
      {
        do: 'invite',
        ...SPAN,
        uid: 'x',
        method: 'CANCEL',
        title: twin('x'),
        attendees: [{ name: 'x', address: 'x@y' }],
        marking: 'open',
      },
      'meetings-unknown-item',
    ],
    [
      'a visit through an unknown zone',
      {
        do: 'visit',
        options: [{ kind: 'capital', place: twin('x'), zone: 'Mars/Olympus', note: twin(''), ...SPAN }],
        legs: [],
        delegation: [],
        checklist: [],
      },
      'meetings-zone',
    ],
    [
      'a line on no difference',
      { do: 'readout-line', difference: 'x', line: twin('x') },
      'meetings-unknown-difference',
    ],
    ['an entry taken out twice', { do: 'take-out-diary', record: 3 }, 'meetings-unknown-item'],
  ] as const)('is refused: %s', (_name, command, key) => {
    expect(why(command as unknown as MeetingsCommand)).toBe(key);
  });

  it('is refused where it is marked above what its author reads', () => {
    expect(why({ ...diary, marking: 'secret' }, { reader: 'internal' })).toBe('meetings-above-marking');
    expect(why({ ...diary, marking: 'internal' }, { reader: 'internal' })).toBe('diary');
  });
});

describe('the fold of meetings', () => {
  it('drops the terms of a span that is freed, and of all when the winner is none any more', () => {
    const state: MeetingsState = emptyMeetings();
    const take = (seq: number, kind: string, data: unknown) =>
      applyMeetings(state, { seq, at: NOW, by: 'desk', kind, data });
    const terms = (from: number) => ({
      from,
      to: from + 1,
      expiresAt: from,
      inSpiteOf: null,
      marking: 'internal',
    });
    for (const [index, from] of [10, 20, 30].entries()) take(index, 'hold-terms', terms(from));
    take(4, 'window-freed', { from: 20, to: 21 });
    expect(state.holds.map(({ from }) => from)).toEqual([10, 30]);
    take(5, 'hold-settled', { from: 10, to: 11, marking: 'internal' });
    expect(state.holds.map(({ expiresAt }) => expiresAt)).toEqual([null, 30]);
    take(6, 'stood-down', {});
    expect(state.holds).toEqual([]);
  });

  it('counts the sequence of one appointment up through changes and its cancellation', () => {
    const state = emptyMeetings();
    const invite = (uid: string | null, method: 'REQUEST' | 'CANCEL') =>
      decideMeetings(
        {
          do: 'invite',
          ...SPAN,
          uid,
          method,
          title: twin('x'),
          attendees: [{ name: 'x', address: 'x@y' }],
          marking: 'open',
        },
        asked({ state }),
      );
    const seen: number[] = [];
    let uid: string | null = null;
    for (const method of ['REQUEST', 'REQUEST', 'CANCEL'] as const) {
      const outcome = invite(uid, method);
      if (outcome.kind !== 'invitation') throw new Error(outcome.kind);
      uid = outcome.data.uid;
      seen.push(outcome.data.sequence);
      applyMeetings(state, {
        seq: seen.length,
        at: NOW,
        by: 'person:x',
        kind: outcome.kind,
        data: outcome.data,
      });
    }
    expect(seen).toEqual([0, 1, 2]);
    expect(Object.keys(state.invitations)).toHaveLength(1);
  });
});
