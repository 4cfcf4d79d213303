import { expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { HOUR } from '../../src/election/instant.ts';
import { START } from '../../src/feeds/asking.ts';
import { feedsOf } from '../../src/server/view-feeds.ts';
import { wordingOf } from '../../src/server/wording.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';
import { countDraft } from '../returns/count-draft.ts';

/** The feeds of a desk at a moment as its page shows them. */
function feedsAt(desk: Desk, at: number) {
  return desk.read((reader) => {
    const verdict = reader.watch.verdict(reader.state, reader.context, at);
    return feedsOf(reader, verdict, at, wordingOf(reader.context, 'en', at));
  });
}

it('a feed that fails is shown with the counts that a policy misses in it, and the acts that wait for them', async () => {
  const { opening } = await embeddedNight();
  const { policy } = opening.data.files;
  const text = `${policy.text}\nconditions: { live: { when: { live-feeds: all } } }\nbrakes: [live]\n`;
  const files = { ...opening.data.files, policy: { name: 'policy.yaml', text } };
  const desk = await Desk.open(memoryJournal(), { ...opening, data: { ...opening.data, files } });
  const at = Math.max(...opening.data.election.contests.map(({ pollsCloseLast }) => pollsCloseLast));
  const failure = { feed: 'counts', bookmark: START, requests: 1, kind: 'unreachable', reason: 'no answer' };
  const failed = { at, by: 'feed:counts', kind: 'feed-failure', data: failure };
  await desk.submit([countDraft('GA', at), failed, failed]);
  const [feed] = await feedsAt(desk, at);
  expect([feed!.state, feed!.blocks.contests]).toEqual(['failing', ['GA']]);
  expect(feed!.blocks.acts).toContain('congratulation');
});

it('a feed that leaves states out for half a day is shown as what holds them back', async () => {
  const { opening } = await embeddedNight();
  const { contests } = opening.data.election;
  const at = Math.max(...contests.map(({ pollsCloseLast }) => pollsCloseLast));
  const desk = await Desk.open(memoryJournal(), opening);
  const counted = ['GA', 'OH'];
  await desk.submit(counted.map((contest) => countDraft(contest, at)));
  await desk.advance(at + 13 * HOUR);
  const [feed] = await feedsAt(desk, at + 13 * HOUR);
  const states = contests
    .filter(({ kind, id }) => kind === 'state' && !counted.includes(id))
    .map(({ id }) => id);
  expect(feed!.blocks.contests.toSorted()).toEqual(states.toSorted());
  expect(feed!.counts).toEqual({ records: 2, accepted: 2, held: 0, refused: 0 });
});
