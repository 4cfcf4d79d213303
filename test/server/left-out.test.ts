import { expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { formatInstant, HOUR } from '../../src/election/instant.ts';
import { feedsOf } from '../../src/server/view-feeds.ts';
import { wordingOf } from '../../src/server/wording.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';

it('a feed that leaves states out for half a day is shown as what holds them back', async () => {
  const { opening } = await embeddedNight();
  const { contests } = opening.data.election;
  const at = Math.max(...contests.map(({ pollsCloseLast }) => pollsCloseLast));
  const desk = await Desk.open(memoryJournal(), opening);
  const counted = ['GA', 'OH'];
  await desk.submit(
    counted.map((contest) => ({
      at,
      by: 'feed:counts',
      kind: 'count',
      data: {
        feed: 'counts',
        position: 1,
        unit: contest,
        contest,
        reportedAt: formatInstant(at),
        observedAt: null,
        votes: { D: 40_000, R: 50_000 },
        total: 100_000,
        expectedShare: 0.5,
        precision: 'exact',
      },
    })),
  );
  await desk.advance(at + 13 * HOUR);
  const [feed] = await desk.read((reader) => {
    const verdict = reader.watch.verdict(reader.state, reader.context, at + 13 * HOUR);
    return feedsOf(reader, verdict, at + 13 * HOUR, wordingOf(reader.context, 'en', at));
  });
  const states = contests
    .filter(({ kind, id }) => kind === 'state' && !counted.includes(id))
    .map(({ id }) => id);
  expect(feed!.blocks.contests.toSorted()).toEqual(states.toSorted());
  expect(feed!.counts).toEqual({ records: 2, accepted: 2, held: 0, refused: 0 });
});
