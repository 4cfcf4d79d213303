import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { START } from '../../src/feeds/asking.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';
import { countDraft } from '../returns/count-draft.ts';

let opening: OpenedDraft;

beforeAll(async () => {
  ({ opening } = await embeddedNight());
});

const closingOf = (id: string): Instant =>
  opening.data.election.contests.find((contest) => contest.id === id)!.pollsCloseLast;

const count = (contest: string, at: Instant, total: number) =>
  countDraft(contest, at, {
    votes: { D: Math.round(total / 2), R: Math.round(total / 3) },
    total,
  });

const answer = (at: Instant, covers?: readonly string[]): Draft => ({
  at,
  by: 'feed:counts',
  kind: 'feed-answer',
  data: {
    feed: 'counts',
    bookmark: START,
    requests: 1,
    kind: 'fresh',
    test: false,
    setAside: 0,
    others: 0,
    refused: 0,
    ...(covers === undefined ? {} : { covers }),
  },
});

/** Contests whose feed is at fault for the desk at a moment, after what came in. */
async function faultyAt(data: OpenedDraft['data'], drafts: readonly Draft[], at: Instant) {
  const desk = await Desk.open(memoryJournal(), { ...opening, data });
  await desk.submit(drafts);
  await desk.advance(at);
  return desk.read(({ state }) => Object.keys(state.faulty).filter((contest) => state.faulty[contest]));
}

describe('a state that a running count leaves out', () => {
  const evening = () => [
    count('GA', closingOf('GA') + HOUR, 100_000),
    count('OH', closingOf('OH') + HOUR, 90_000),
  ];
  const missed = () => closingOf('PA') + 12 * HOUR;

  it('is at fault twelve hours after its last polls closed, to the minute, and no longer once it has votes', async () => {
    const before = await faultyAt(opening.data, evening(), missed() - MINUTE);
    const after = await faultyAt(opening.data, evening(), missed());
    expect([before.includes('PA'), after.includes('PA'), after.includes('GA')]).toEqual([false, true, false]);
    const late = [...evening(), count('PA', missed() + HOUR, 80_000)];
    expect(await faultyAt(opening.data, late, missed() + HOUR)).not.toContain('PA');
  });

  it('is at fault though it has a row, where the row has no votes', async () => {
    const zero = [...evening(), count('PA', closingOf('PA') + 2 * HOUR, 0)];
    expect(await faultyAt(opening.data, zero, missed())).toContain('PA');
  });

  it('holds the message where it decides', async () => {
    const desk = await Desk.open(memoryJournal(), opening);
    const called = ['AP', 'FOX', 'NBC', 'DDHQ'].map((voice, i) => ({
      at: missed() + (i + 1) * MINUTE,
      by: 'feed:calls',
      kind: 'call',
      data: {
        desk: voice,
        contest: 'US',
        ticket: 'R',
        saidAt: formatInstant(missed() + (i + 1) * MINUTE),
        precision: 'exact',
        source: 'a test',
      },
    }));
    await desk.submit([...evening(), ...called]);
    await desk.advance(missed() + 3 * HOUR);
    const { acts, headline } = await desk.read(({ state, watch, context }) =>
      watch.verdict(state, context, missed() + 3 * HOUR),
    );
    expect(headline.key).toBe('hold-feed-fault');
    expect(acts.find(({ act }) => act === 'congratulation')!.standing).toBe('hold');
  });

  it('is none of a desk that follows calls alone', async () => {
    expect(await faultyAt(opening.data, [], missed())).toEqual([]);
  });

  it('is no district: few sources count those', async () => {
    const faulty = await faultyAt(opening.data, evening(), closingOf('ME') + 20 * HOUR);
    expect(faulty).toContain('ME');
    expect(faulty).not.toContain('ME-1');
  });

  it('is missed only in what the source covers: the recorded night’s own states, a live feed’s configured ones', async () => {
    const recorded = { ...opening.data, night: { ...opening.data.night!, counted: ['GA', 'OH', 'MI'] } };
    expect(await faultyAt(recorded, evening(), missed() + 9 * HOUR)).toEqual(['MI']);
    const live = { ...opening.data, night: null };
    const asked = (covers?: readonly string[]) => [...evening(), answer(closingOf('GA') + 2 * HOUR, covers)];
    expect(await faultyAt(live, asked(['GA', 'OH']), missed() + 9 * HOUR)).toEqual([]);
    expect(await faultyAt(live, asked(['GA', 'OH', 'PA']), missed() + 9 * HOUR)).toEqual(['PA']);
    expect(await faultyAt(live, asked(), missed() + 9 * HOUR)).toContain('PA');
    expect(await faultyAt(live, evening(), missed() + 9 * HOUR)).toEqual([]);
  });
});
