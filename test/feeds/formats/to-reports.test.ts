import { describe, expect, it } from 'vitest';
import type { Count, SourceCall, SourceRetraction } from '../../../src/feeds/formats/item.ts';
import {
  type Desk,
  matchTickets,
  toCall,
  toReport,
  toRetraction,
} from '../../../src/feeds/formats/to-reports.ts';

const desk: Desk = {
  feed: 'ap',
  tickets: ['D', 'R'],
  ticketOf: matchTickets({
    D: { names: ['Ada North', '11'], parties: ['Dem'] },
    R: { names: [], parties: ['GOP', 'Republican'] },
  }),
  isContest: (contest) => contest === 'MA',
  observedAt: '2032-11-03T02:11:00Z',
};

const count: Count = {
  kind: 'count',
  place: 'races[0].reportingUnits[0]',
  contest: 'MA',
  title: 'President',
  unit: 'MA',
  unitName: null,
  level: 'state',
  votes: { 11: 600, 12: 40, 22: 500, 33: 20 },
  choices: {
    11: { name: 'A. North', party: 'Dem' },
    12: { name: 'ADA NORTH', party: 'Working People' },
    22: { name: 'Ben South', party: 'gop' },
    33: { name: 'Cy East', party: 'Lib' },
  },
  total: 1160,
  blank: null,
  expectedShare: 0.62,
  unitsReported: null,
  reportedAt: '2032-11-03T02:10:00Z',
  precision: 'exact',
  test: false,
};

const call: SourceCall = {
  kind: 'call',
  place: 'races[0]',
  contest: 'MA',
  desk: 'AP',
  key: '22',
  choice: { name: 'Ben South', party: 'GOP' },
  saidAt: null,
  precision: 'exact',
  test: false,
};

describe('from a source to the desk', () => {
  it('adds up a ticket that stands under two parties, and keeps the others in the total', () => {
    expect(toReport(count, 7, desk)).toEqual({
      value: {
        feed: 'ap',
        position: 7,
        unit: 'MA',
        contest: 'MA',
        reportedAt: '2032-11-03T02:10:00Z',
        observedAt: '2032-11-03T02:11:00Z',
        votes: { D: 640, R: 500 },
        total: 1160,
        expectedShare: 0.62,
        precision: 'exact',
      },
    });
  });

  it('knows a ticket by its name before its party', () => {
    const choices = { 22: { name: 'Ada North', party: 'GOP' } };
    expect(toReport({ ...count, votes: { 22: 5 }, choices }, 1, desk)).toMatchObject({
      value: { votes: { D: 5, R: null } },
    });
  });

  it('leaves a ticket unknown where one of its figures is', () => {
    expect(toReport({ ...count, votes: { ...count.votes, 12: null } }, 1, desk)).toMatchObject({
      value: { votes: { D: null, R: 500 } },
    });
  });

  it.each([
    ['a test', { test: true }, 'the source marks it as a test'],
    ['another contest', { contest: 'MA/senate' }, 'MA/senate is no contest of this election'],
    [
      'other people',
      { votes: { 1: 3 }, choices: { 1: { name: 'Eve', party: null } } },
      'none of Eve is a ticket of this election; add the name to the feed',
    ],
  ])('keeps out %s, and says why', (_what, change, reason) => {
    expect(toReport({ ...count, ...change }, 1, desk)).toEqual({ reason });
  });

  it('dates a call without a time by when it was seen, and says that this is about', () => {
    expect(toCall(call, 3, desk)).toEqual({
      value: {
        desk: 'AP',
        contest: 'MA',
        ticket: 'R',
        saidAt: '2032-11-03T02:11:00Z',
        precision: 'approx',
        source: 'ap',
        position: 3,
      },
    });
    expect(toCall({ ...call, choice: { name: 'Eve', party: null } }, 3, desk)).toHaveProperty('reason');
  });

  it('takes back the call that stands, and nothing where there is none', () => {
    const { key: _key, choice: _choice, ...rest } = call;
    const retraction: SourceRetraction = { ...rest, kind: 'retraction' };
    expect(toRetraction(retraction, 4, 'D', desk)).toMatchObject({
      value: { ticket: 'D', contest: 'MA', desk: 'AP' },
    });
    expect(toRetraction(retraction, 4, null, desk)).toEqual({ reason: 'AP has no call in MA to take back' });
  });
});
