import { describe, expect, it } from 'vitest';
import type { Contest, Election } from '../../src/election/election.ts';
import { contentReader } from '../../src/feeds/read-content.ts';
import type { Known } from '../../src/feeds/reading.ts';
import { ticketNames } from '../../src/feeds/ticket-names.ts';
import { apV3, FIXTURES, nyt } from './formats/fixtures.ts';

const AT = Date.UTC(2032, 10, 3, 2, 12);

const contest = (id: string): Contest => ({
  id,
  name: id,
  kind: id.includes('-') ? 'district' : 'state',
  parent: id.includes('-') ? 'ME' : null,
  electors: 1,
  pollsCloseFirst: AT - 2 * 3_600_000,
  pollsCloseLast: AT - 3_600_000,
});

const ELECTION: Election = {
  id: '2032',
  name: 'Test',
  date: '2032-11-02',
  rule: { kind: 'electoral-college', electors: 5, majority: 3 },
  tickets: [
    { id: 'D', name: 'Ada North / X Y', party: 'Dem' },
    { id: 'R', name: 'Ben South / Z W', party: 'Republican' },
  ],
  contests: ['ME', 'ME-1', 'ME-2'].map(contest),
};
const TICKETS = ticketNames(ELECTION, { R: { names: [], parties: ['GOP'] } }, 'feeds.yaml');
const NOTHING: Known = { position: 0, calls: [] };

function read(content: unknown, known: Known = NOTHING, format = 'ap-v3') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const reader = contentReader({
    feed: 'agency',
    format,
    context: { state: null },
    election: ELECTION,
    tickets: TICKETS,
  });
  return reader({ bytes: new TextEncoder().encode(text), at: AT }, known);
}

function draftsOf(content: unknown, known?: Known) {
  const reading = read(content, known);
  if (reading.kind !== 'read') throw new Error(reading.reason);
  return reading;
}

// biome-ignore lint/suspicious/noExplicitAny: a test breaks documents at will.
function changed(change: (copy: any) => void): unknown {
  const copy = structuredClone(apV3);
  change(copy);
  return copy;
}

const CALLED: Known = { position: 9, calls: [{ desk: 'AP', contest: 'ME', ticket: 'D' }] };

describe('content in a feed’s format', () => {
  it('becomes reports and calls with the desk’s own names, numbered on from the last', () => {
    const { drafts, others, next, truncated } = draftsOf(apV3, { position: 41, calls: [] });
    const counts = drafts.filter(({ kind }) => kind === 'count').map(({ data }) => data);
    expect(counts[0]).toMatchObject({
      feed: 'agency',
      position: 42,
      contest: 'ME',
      votes: { D: 600, R: 500 },
      total: 1120,
      observedAt: '2032-11-03T02:12:00Z',
    });
    const calls = drafts.filter(({ kind }) => kind === 'call').map(({ data }) => data);
    expect(calls).toMatchObject([
      { desk: 'AP', contest: 'ME', ticket: 'D', saidAt: '2032-11-03T01:05:00Z' },
      { desk: 'AP', contest: 'ME-1', ticket: 'D' },
    ]);
    expect(drafts.every(({ by, at }) => by === 'feed:agency' && at === AT)).toBe(true);
    // The House race: a count and a status that is no news.
    expect(others).toBeGreaterThan(0);
    expect({ next, truncated }).toEqual({ next: apV3.nextrequest, truncated: true });
  });

  it('has no news in a call that stands already', () => {
    const calls = draftsOf(apV3, CALLED).drafts.filter(({ kind }) => kind === 'call');
    expect(calls.map(({ data }) => data)).toMatchObject([{ contest: 'ME-1' }]);
    const other: Known = { position: 9, calls: [{ desk: 'AP', contest: 'ME', ticket: 'R' }] };
    expect(draftsOf(apV3, other).drafts.filter(({ kind }) => kind === 'call')).toHaveLength(2);
  });

  it('takes a call back when the source says so, once', () => {
    const uncalled = changed(({ races }) => {
      races[0].raceCallStatus = 'Uncalled';
    });
    const of = (known: Known) => draftsOf(uncalled, known).drafts.filter(({ kind }) => kind === 'retraction');
    expect(of(CALLED).map(({ data }) => data)).toMatchObject([{ desk: 'AP', contest: 'ME', ticket: 'D' }]);
    expect(of(NOTHING)).toEqual([]);
  });

  it('takes a call back when the winner is named no more, and only where the contest is spoken of', () => {
    const unnamed = changed(({ races }) => {
      races[0].reportingUnits[0].candidates[0].winner = '';
    });
    const retractions = (content: unknown) =>
      draftsOf(content, CALLED).drafts.filter(({ kind }) => kind === 'retraction');
    expect(retractions(unnamed).map(({ data }) => data)).toMatchObject([
      { desk: 'AP', contest: 'ME', ticket: 'D', saidAt: '2032-11-03T02:12:00Z' },
    ]);
    expect(retractions(apV3)).toEqual([]);
    expect(retractions(changed((copy) => copy.races.shift()))).toEqual([]);
  });

  it('is set aside and counted where it is a test', () => {
    const reading = draftsOf({ ...apV3, resultsType: 'test' });
    expect(reading.drafts).toEqual([]);
    expect(reading.test).toBe(true);
    expect(reading.setAside).toBeGreaterThan(5);
  });

  it('has changed where it is another known format, or lacks what its own requires', () => {
    expect(read(nyt)).toMatchObject({
      kind: 'malformed',
      change: 'other-format',
      reason: 'it is nyt-2020, not ap-v3',
    });
    expect(read(FIXTURES['nist-xml']!)).toMatchObject({ change: 'other-format' });
    expect(read({ contests: [] })).toMatchObject({ kind: 'malformed', change: 'part-missing' });
    expect(read('county;votes\nLake;5\n')).toMatchObject({ kind: 'malformed' });
    const renamed = changed(({ races }) => {
      for (const race of races)
        for (const unit of race.reportingUnits)
          for (const one of unit.candidates) one.voteCount = { total: one.voteCount };
    });
    expect(read(renamed)).toMatchObject({
      kind: 'malformed',
      change: 'part-missing',
      reason: expect.stringMatching(/^none of \d+ rows can be read; the first: /),
    });
  });

  it('is only broken where its end is missing, or where it is no text', () => {
    const cut = read(JSON.stringify(apV3).slice(0, 900));
    expect(cut).toMatchObject({ kind: 'malformed', place: expect.stringMatching(/^line 1, column \d+/) });
    expect(cut).not.toHaveProperty('change');
    const reader = contentReader({
      feed: 'a',
      format: 'auto',
      context: { state: null },
      election: ELECTION,
      tickets: TICKETS,
    });
    expect(reader({ bytes: new Uint8Array([0x7b, 0xff, 0xfe]), at: AT }, NOTHING)).toMatchObject({
      reason: 'it is not text in UTF-8',
    });
  });

  it('keeps rows that fit no ticket as refused, with what to do', () => {
    const strangers = changed(({ races }) => {
      races[0].reportingUnits[4].candidates.length = 1;
      Object.assign(races[0].reportingUnits[4].candidates[0], { last: 'Who', party: 'None', polID: '99' });
    });
    const { drafts, refused } = draftsOf(strangers);
    const reasons = drafts.filter(({ kind }) => kind === 'refused-row').map(({ data }) => data);
    // The at-large row sums the districts up: it is kept out, and nothing is missing for that.
    expect(reasons).toMatchObject([
      { reason: 'ME-AtLarge repeats other units or lies across them' },
      { reason: expect.stringContaining('add the name to the feed') },
    ]);
    expect(refused).toBe(1);
  });
});

describe('names of tickets', () => {
  it('are those of the election and those of the configuration', () => {
    expect(TICKETS['R']).toEqual({
      names: ['Ben South / Z W', 'Ben South', 'South'],
      parties: ['Republican', 'R', 'GOP'],
    });
    expect(() => ticketNames(ELECTION, { X: { names: [], parties: [] } }, 'feeds.yaml')).toThrow(
      'feeds.yaml: "X" under tickets is no ticket of this election; write D or R',
    );
  });
});
