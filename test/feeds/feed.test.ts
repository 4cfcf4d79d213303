import { describe, expect, it } from 'vitest';
import { NEVER_ASKED, START } from '../../src/feeds/asking.ts';
import { type Answer, type Asked, draftsOf, type Feed } from '../../src/feeds/feed.ts';

const AT = Date.UTC(2024, 10, 6, 3);
const COMMON = { feed: 'state', bookmark: START, requests: 1 };

function asked(answer: Answer): Asked {
  return { answer, bookmark: START, requests: 1 };
}

describe('what a feed answers', () => {
  it('is written down as it came when it is fresh, with how it was asked', () => {
    const draft = { at: AT, by: 'feed:state', kind: 'count', data: { unit: 'PA' } };
    const fresh: Answer = { kind: 'fresh', drafts: [draft], refused: 0, test: false, setAside: 0, others: 0 };
    const answer = {
      at: AT,
      by: 'feed:state',
      kind: 'feed-answer',
      data: { ...COMMON, kind: 'fresh', test: false, setAside: 0, others: 0, refused: 0 },
    };
    expect(draftsOf({ id: 'state' }, asked(fresh), AT)).toEqual([draft, answer]);
    expect(draftsOf({ id: 'state' }, asked(fresh), AT, () => false)).toEqual([answer]);
    const scope = { id: 'state', scope: { covers: ['PA'], quota: { day: 500 } } };
    expect(draftsOf(scope, asked({ kind: 'unchanged' }), AT)).toMatchObject([
      { kind: 'feed-answer', data: { kind: 'unchanged', covers: ['PA'], quota: { day: 500 } } },
    ]);
  });

  it('comes from something that is asked and never throws what the world did', async () => {
    const dead: Feed = {
      id: 'state',
      poll: async () => asked({ kind: 'unreachable', reason: 'no answer in 10 s' }),
    };
    const standing = { asking: NEVER_ASKED, position: 0, calls: [] };
    const answer = await dead.poll(standing, AT, new AbortController().signal);
    expect(draftsOf(dead, answer, AT)).toHaveLength(1);
  });

  it('is a record with its reason when it failed, so that silence never looks like nothing to say', () => {
    expect(
      draftsOf({ id: 'state' }, asked({ kind: 'unreachable', reason: 'no answer in 10 s' }), AT),
    ).toEqual([
      {
        at: AT,
        by: 'feed:state',
        kind: 'feed-failure',
        data: { ...COMMON, kind: 'unreachable', reason: 'no answer in 10 s' },
      },
    ]);
    const malformed: Answer = { kind: 'malformed', place: 'races[3].votes', reason: 'it is text' };
    expect(draftsOf({ id: 'state' }, asked(malformed), AT)[0]!.data).toEqual({ ...COMMON, ...malformed });
  });
});
