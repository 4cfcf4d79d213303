import { describe, expect, it } from 'vitest';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import type { JournalLine, ReasonView } from '../../src/server/wire.ts';
import { figuresOf, linesOf } from '../../src/web/desk/pages/journal/runs.ts';
import { hoursOf, wakingSpans } from '../../src/web/desk/pages/meetings/day-band.ts';
import { nextStates } from '../../src/web/desk/pages/meetings/meeting.ts';
import { neglected } from '../../src/web/desk/pages/relations/balance.ts';
import { axisOf, marksOf, placeOf } from '../../src/web/desk/pages/verdict/axis.ts';
import {
  callEntries,
  conflictingTimes,
  contradictions,
  lastWord,
  takenBack,
} from '../../src/web/desk/pages/verdict/call-records.ts';
import { treeRows } from '../../src/web/desk/pages/verdict/tree.ts';

const AT = parseInstant('2024-11-06T10:00:00Z');

function record(seq: number, kind: string, data: object, at = AT + seq * 60_000): JournalLine {
  return {
    seq,
    at,
    by: 'feed:calls',
    kind,
    text: '',
    hash: '',
    data: { saidAt: new Date(at).toISOString(), ...data },
  };
}

const call = (seq: number, desk: string, ticket: string, contest = 'US') =>
  record(seq, 'call', { desk, contest, ticket });

describe('what desks said', () => {
  it('counts a turn to another ticket as taking the call back', () => {
    const entries = callEntries([call(1, 'NBC', 'D'), call(2, 'NBC', 'R')]);
    expect(takenBack(entries).map(({ call: before, by }) => [before.record, by.record])).toEqual([[1, 2]]);
  });

  it('does not take a repeated call for a turn', () => {
    expect(takenBack(callEntries([call(1, 'NBC', 'R'), call(2, 'NBC', 'R')]))).toEqual([]);
  });

  it('lists what was said once with different times, the earliest first, until it is taken back', () => {
    const again = [call(1, 'AP', 'R'), call(5, 'AP', 'R'), call(5, 'NBC', 'R'), call(6, 'NBC', 'D')];
    const told = [...again, record(7, 'call', { desk: 'AP', contest: 'US', ticket: 'R' }, AT - HOUR)];
    const listed = conflictingTimes(callEntries(told)).map((times) => times.map(({ record: seq }) => seq));
    expect(listed).toEqual([[7, 1, 5]]);
    const apart = [
      call(1, 'AP', 'R'),
      record(2, 'retraction', { desk: 'AP', contest: 'US', ticket: 'R' }),
      call(3, 'AP', 'R'),
    ];
    expect(conflictingTimes(callEntries(apart))).toEqual([]);
  });

  it('leaves a struck entry readable and out of every reckoning', () => {
    const entries = callEntries([
      call(1, 'Fox', 'R'),
      call(2, 'NBC', 'D'),
      record(3, 'struck', { record: 2, reason: 'wrong line' }),
    ]);
    expect(entries.map(({ record: seq, struck }) => [seq, struck?.reason ?? null])).toEqual([
      [2, 'wrong line'],
      [1, null],
    ]);
    expect(contradictions(entries)).toEqual([]);
    expect(lastWord(entries, 'NBC', 'US')).toBe(null);
  });

  it('finds the contests in which desks name different tickets, and none once one has taken it back', () => {
    const said = [call(1, 'Fox', 'R', 'NV'), call(2, 'NBC', 'D', 'NV')];
    expect(contradictions(callEntries(said)).map(({ contest }) => contest)).toEqual(['NV']);
    const back = record(3, 'retraction', { desk: 'NBC', contest: 'NV', ticket: 'D' });
    expect(contradictions(callEntries([...said, back]))).toEqual([]);
  });

  it('reads the order from when it was said, not from when it was learnt', () => {
    const late = record(9, 'retraction', {
      desk: 'CBS',
      contest: 'US',
      ticket: 'R',
      saidAt: new Date(AT).toISOString(),
    });
    const entries = callEntries([late, call(5, 'CBS', 'R')]);
    expect(lastWord(entries, 'CBS', 'US')?.kind).toBe('call');
  });
});

describe('the tree of conditions', () => {
  const reason = (id: string): ReasonView => ({ id, truth: 'true', text: id, since: null, evidence: [] });

  it('nests by prefix and knows the last of each level', () => {
    const rows = treeRows(['A', 'A1', 'A1.P', 'A2', 'B'].map(reason));
    expect(rows.map(({ reason: { id }, depth, last }) => [id, depth, last])).toEqual([
      ['A', 0, false],
      ['A1', 1, false],
      ['A1.P', 2, true],
      ['A2', 1, true],
      ['B', 0, true],
    ]);
    expect(rows[2]!.rails).toEqual([true, true]);
  });
});

describe('the axis of time', () => {
  it('reaches from the first moment to the last, with marks on full hours of the zone', () => {
    const axis = axisOf([AT - 4 * HOUR, AT + HOUR], AT);
    expect(placeOf(AT - 4 * HOUR, axis)).toBeGreaterThan(0);
    expect(placeOf(AT + HOUR, axis)).toBeLessThan(100);
    const marks = marksOf(axis, 'Asia/Tokyo');
    expect(marks.length).toBeGreaterThan(2);
    expect(marks.every((at) => at % HOUR === 0)).toBe(true);
  });

  it('is an hour long at least, where nothing has happened', () => {
    const { from, to } = axisOf([], AT);
    expect(to - from).toBeGreaterThanOrEqual(HOUR);
  });
});

describe('the band of two days', () => {
  it('keeps waking hours local across the end of daylight saving time', () => {
    const [first, second] = wakingSpans('America/New_York', parseInstant('2024-11-02T04:00:00Z'));
    expect(first).toEqual({
      from: parseInstant('2024-11-02T11:00:00Z'),
      to: parseInstant('2024-11-03T03:00:00Z'),
    });
    expect(second).toEqual({
      from: parseInstant('2024-11-03T12:00:00Z'),
      to: parseInstant('2024-11-04T04:00:00Z'),
    });
  });

  it('cuts a window into whole hours from its first full quarter, and keeps a short one whole', () => {
    const odd = AT + 7 * 60_000;
    expect(hoursOf({ from: odd, to: AT + 3 * HOUR })).toEqual([
      { from: AT + HOUR / 4, to: AT + (5 * HOUR) / 4 },
      { from: AT + (5 * HOUR) / 4, to: AT + (9 * HOUR) / 4 },
    ]);
    expect(hoursOf({ from: odd, to: odd + HOUR / 3 })).toEqual([{ from: odd, to: odd + HOUR / 3 }]);
  });
});

describe('relations and the meeting', () => {
  it('puts who was never met before who was met long ago, and leaves out who was met lately', () => {
    const contact = (name: string, days: number | null) => ({
      name,
      post: '',
      channel: null,
      lastAt: days === null ? null : AT - days * 24 * HOUR,
    });
    const camp = {
      ticket: 'D',
      title: '',
      engagements: 0,
      share: 0,
      contacts: [
        contact('lately', 89),
        contact('long ago', 200),
        contact('never', null),
        contact('lapsed', 91),
      ],
    };
    expect(neglected([camp], AT).map(({ contact: { name } }) => name)).toEqual([
      'never',
      'long ago',
      'lapsed',
    ]);
  });

  it('offers only what can follow, and nothing after the meeting was held', () => {
    expect(nextStates('none')).toEqual(['requested']);
    expect(nextStates('held')).toEqual([]);
  });
});

describe('the journal’s page', () => {
  const count = (seq: number) =>
    record(seq, 'count', { unit: 'WI', votes: { D: 1_668_229, R: null }, expectedShare: 0.989 });

  it('folds a run of figures into one line and leaves none of its records out', () => {
    const records = [
      count(9),
      count(8),
      count(7),
      { ...call(6, 'Fox', 'R'), text: 'Fox calls' },
      count(5),
      count(4),
    ];
    const lines = linesOf(records);
    expect(lines.map(({ kind }) => kind)).toEqual(['run', 'record', 'record', 'record']);
    expect(lines.flatMap((line) => (line.kind === 'run' ? line.records : [line.record]))).toEqual(records);
  });

  it('writes a count in figures, what is unknown as a dash', () => {
    expect(figuresOf(count(1))).toBe('WI: D 1,668,229 · R – (99 %)');
  });
});
