import { describe, expect, it } from 'vitest';
import { draftsOf, type Feed } from '../../src/feeds/feed.ts';

const AT = Date.UTC(2024, 10, 6, 3);

describe('what a feed answers', () => {
  it('is written down as it came when it is fresh, and not at all when nothing changed', () => {
    const draft = { at: AT, by: 'feed:state', kind: 'count', data: { unit: 'PA' } };
    expect(draftsOf('state', { kind: 'fresh', drafts: [draft] }, AT)).toEqual([draft]);
    expect(draftsOf('state', { kind: 'unchanged' }, AT)).toEqual([]);
  });

  it('comes from something that is asked and never throws what the world did', async () => {
    const dead: Feed = {
      id: 'state',
      poll: async () => ({ kind: 'unreachable', reason: 'no answer in 10 s' }),
    };
    const answer = await dead.poll(AT, new AbortController().signal);
    expect(draftsOf(dead.id, answer, AT)).toHaveLength(1);
  });

  it('is a record with its reason when it failed, so that silence never looks like nothing to say', () => {
    expect(draftsOf('state', { kind: 'unreachable', reason: 'no answer in 10 s' }, AT)).toEqual([
      {
        at: AT,
        by: 'feed:state',
        kind: 'feed-failure',
        data: { feed: 'state', kind: 'unreachable', reason: 'no answer in 10 s' },
      },
    ]);
    const [malformed] = draftsOf(
      'state',
      { kind: 'malformed', place: 'races[3].votes', reason: 'it is text' },
      AT,
    );
    expect(malformed!.data).toEqual({
      feed: 'state',
      kind: 'malformed',
      place: 'races[3].votes',
      reason: 'it is text',
    });
  });
});
