import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { type CountEntry, type Desk, enterCall, enterCount, enterFact } from '../../src/feeds/hand-entry.ts';
import { readElection } from '../../src/feeds/night/election-file.ts';
import { ELECTION } from './small-night.ts';

const DESK: Desk = {
  election: readElection(JSON.stringify(ELECTION), 'election.json'),
  person: 'mori',
  at: parseInstant('2024-11-06T03:00:00Z'),
};
const COUNT: CountEntry = {
  unit: 'AA',
  contest: 'AA',
  votes: { D: 50, R: 40 },
  total: 95,
  expectedShare: 0.4,
};
const CALL = {
  desk: 'AP',
  contest: 'US',
  ticket: 'R',
  saidAt: '2024-11-06T02:59:00Z',
  precision: 'exact',
  source: 'wire',
} as const;

describe('an entry by hand', () => {
  it('becomes a count with its author and the moment at which it was seen', () => {
    expect(enterCount({ ...COUNT, countedAt: '2024-11-06T02:50:00Z' }, DESK)).toEqual({
      kind: 'entered',
      draft: {
        at: DESK.at,
        by: 'person:mori',
        kind: 'count',
        data: {
          feed: 'hand',
          position: 0,
          unit: 'AA',
          contest: 'AA',
          reportedAt: '2024-11-06T02:50:00Z',
          observedAt: '2024-11-06T03:00:00Z',
          votes: { D: 50, R: 40 },
          total: 95,
          expectedShare: 0.4,
          precision: 'exact',
        },
      },
    });
  });

  it('gives every reason at once why a count cannot be taken', () => {
    const wrong: CountEntry = {
      unit: '',
      contest: 'US',
      votes: { D: -5, Q: 7 },
      total: 1,
      expectedShare: 62,
      countedAt: '2024-11-06T04:00:00Z',
    };
    expect(enterCount(wrong, DESK)).toEqual({
      kind: 'refused',
      reasons: [
        'the unit is missing',
        '"US" is no contest of this election',
        'the votes of R are missing',
        'D: -5 is no number of votes',
        '"Q" is no ticket of this election; write D or R',
        'the tickets have 2 votes of 1 in all',
        '62 is no share; write 0.62 for 62 %',
        '2024-11-06T04:00:00Z lies in the future',
      ],
    });
  });

  it('becomes a call of the whole, or a retraction, as it was entered', () => {
    expect(enterCall('call', CALL, DESK)).toEqual({
      kind: 'entered',
      draft: { at: DESK.at, by: 'person:mori', kind: 'call', data: CALL },
    });
    expect(enterCall('retraction', CALL, DESK)).toMatchObject({ draft: { kind: 'retraction' } });
    expect(enterCall('call', { ...CALL, contest: 'ZZ', ticket: 'Q', saidAt: 'now' }, DESK)).toEqual({
      kind: 'refused',
      reasons: [
        '"ZZ" is no contest of this election, nor US for the whole',
        '"Q" is no ticket of this election; write D or R',
        'invalid moment "now": write it in UTC, as 2024-11-06T10:34:00Z',
      ],
    });
  });

  it('asks whom a concession speaks for', () => {
    const fact = {
      kind: 'concession',
      by: 'One',
      scope: 'US',
      ticket: null,
      saidAt: '2024-11-06T02:00:00Z',
      precision: 'approx',
      source: 'speech',
    } as const;
    expect(enterFact(fact, DESK)).toEqual({
      kind: 'refused',
      reasons: ['a concession speaks for a ticket; name it'],
    });
    expect(enterFact({ ...fact, ticket: 'R' }, DESK)).toMatchObject({
      kind: 'entered',
      draft: { kind: 'fact', by: 'person:mori' },
    });
  });
});
