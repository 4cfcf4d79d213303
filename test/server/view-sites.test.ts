import { describe, expect, it } from 'vitest';
import { withSitesMerged } from '../../src/server/view-sites.ts';
import type { FeedView } from '../../src/server/wire-feeds.ts';

function view(id: string, state: FeedView['state'], records: number): FeedView {
  return {
    id,
    name: id,
    state,
    since: state === 'fresh' ? null : 500 + records,
    lastAt: 100 * records,
    records,
    counts: null,
    held: 1,
    refused: 0,
    ticks: [0, records],
    note: '',
    asking: {
      answeredAt: 1_000 + records,
      requests: 10,
      covers: ['GA'],
      quota: { minute: null, day: null },
      trouble: null,
    },
    blocks: { contests: state === 'fresh' ? [] : ['GA'], acts: [] },
  };
}

const merge = (views: readonly FeedView[]) =>
  withSitesMerged(
    views,
    (id) => id.toUpperCase(),
    (id) => (id === 'ga' ? { records: 9, accepted: 8, held: 0, refused: 1 } : null),
  );

describe('the sites of one feed', () => {
  it('are one row with the worst state, their sums, and the names of those in trouble', () => {
    const rows = merge([
      view('agency', 'fresh', 7),
      view('ga/13089', 'fresh', 3),
      view('ga/13121', 'late', 4),
      view('ga/13135', 'failing', 2),
    ]);
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ['agency', 'agency'],
      ['ga', 'GA'],
    ]);
    expect(rows[1]).toMatchObject({
      state: 'failing',
      since: 502,
      lastAt: 400,
      records: 9,
      held: 3,
      ticks: [0, 9],
      counts: { accepted: 8 },
      asking: { answeredAt: 1_004, requests: 30 },
      blocks: { contests: ['GA'] },
      sites: {
        all: 3,
        troubled: [
          { unit: '13135', state: 'failing', since: 502 },
          { unit: '13121', state: 'late', since: 504 },
        ],
      },
    });
  });

  it('without trouble are as well as a single feed', () => {
    expect(merge([view('ga/13089', 'fresh', 3)])[0]).toMatchObject({
      id: 'ga',
      state: 'fresh',
      sites: { all: 1, troubled: [] },
    });
  });
});
