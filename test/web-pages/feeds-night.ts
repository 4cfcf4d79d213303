/**
 * The fixture's moment on a bad night of the feeds: three reports wait, sources disagree, one feed fails, one sends test
 * data, a source corrected itself. All of it is invented.
 */
import { MINUTE } from '../../src/election/instant.ts';
import type { ContestView, DeskView, JournalPage } from '../../src/server/wire.ts';
import type { FeedView, HeldView } from '../../src/server/wire-feeds.ts';
import { figures, QUIET } from '../web/fixture-reports.ts';

export function feedsNight(view: DeskView): DeskView {
  const now = view.clock.at;
  return {
    ...view,
    contests: view.contests.map((contest) => ({ ...contest, ...(OF[contest.id] ?? {}) })),
    feeds: [...view.feeds.map(withBlocks), ...troubled(now, view.feeds[0]!.ticks)],
    reports: {
      tally: { records: 4789, accepted: 4769, held: 3, refused: 17 },
      held: { all: 3, shown: [...heldOf(now), ...view.reports.held.shown] },
      corrections: {
        all: 1,
        shown: [
          {
            source: 'count-1',
            unit: 'AZ-04013',
            contest: 'AZ',
            at: now - 31 * MINUTE,
            faults: ['falling'],
            before: figures(4402, now - 44 * MINUTE, { D: 612_310, R: 655_204 }, 14_030),
            after: figures(4610, now - 31 * MINUTE, { D: 602_118, R: 651_990 }, 14_030),
          },
        ],
      },
      refused: {
        all: 17,
        shown: [
          { unit: 'MI', contest: 'MI', at: now - 9 * MINUTE, faults: ['out_of_order'], record: 4752 },
          { unit: 'NH', contest: 'NH', at: now - 26 * MINUTE, faults: ['impossible'], record: 4689 },
        ],
      },
      trust: {},
    },
  };
}

const OF: Readonly<Record<string, Partial<ContestView>>> = {
  PA: {
    held: 1,
    sources: ['count-1'],
    others: [
      {
        source: 'count-2',
        total: 6_741_300,
        votes: { D: 3_310_000, R: 3_360_000 },
        margin: -0.0075,
        differs: 'total',
      },
    ],
  },
  WI: {
    held: 1,
    sources: ['count-1'],
    others: [
      {
        source: 'count-2',
        total: 3_301_008,
        votes: { D: 1_630_000, R: 1_629_100 },
        margin: 0.0003,
        differs: 'leader',
      },
      {
        source: 'count-3',
        total: 3_370_200,
        votes: { D: 1_655_000, R: 1_684_000 },
        margin: -0.0087,
        differs: 'no',
      },
    ],
  },
  AZ: { corrected: true, marks: ['falling'], outstandingRange: { low: 1_150_000, high: 1_420_000 } },
  NC: { estimateExhausted: true, marks: ['above_expected'] },
};

function heldOf(now: number): HeldView[] {
  return [
    {
      source: 'count-1',
      unit: 'WI',
      contest: 'WI',
      at: now - MINUTE,
      faults: ['swapped'],
      said: figures(4815, now - MINUTE, { D: 1_684_300, R: 1_655_100 }, 46_000),
      accepted: figures(4780, now - 7 * MINUTE, { D: 1_655_100, R: 1_684_300 }, 46_000),
      margin: { now: -0.0087, ifAccepted: 0.0087 },
      material: true,
    },
    {
      source: 'count-1/second',
      unit: 'PA-42101',
      contest: 'PA',
      at: now - 3 * MINUTE,
      faults: ['digits_slipped', 'jump'],
      said: figures(4801, now - 3 * MINUTE, { D: 5_401_200, R: 142_090 }, 6_800),
      accepted: null,
      margin: { now: -0.0173, ifAccepted: -0.0173 },
      material: false,
    },
  ];
}

function withBlocks(feed: FeedView): FeedView {
  if (feed.id !== 'count-1') return feed;
  const counts = { records: 2_904, accepted: 2_889, held: 2, refused: 13 };
  return {
    ...feed,
    held: 2,
    counts,
    blocks: { contests: ['WI'], acts: ['congratulation', 'title', 'telephone'] },
  };
}

function troubled(now: number, ticks: readonly number[]): FeedView[] {
  const base = { ...QUIET, lastAt: now - 12 * MINUTE, records: 310, held: 0, refused: 0, ticks, note: '' };
  const asking = {
    answeredAt: now - 12 * MINUTE,
    requests: 1_204,
    covers: ['ME', 'NE'],
    quota: { minute: 10, day: 10_000 },
    trouble: null,
  };
  return [
    {
      ...base,
      id: 'statewide',
      name: 'statewide',
      state: 'failing',
      since: now - 11 * MINUTE,
      asking: { ...asking, trouble: { kind: 'unreachable', since: now - 11 * MINUTE, times: 9 } },
    },
    {
      ...base,
      id: 'county-pages',
      name: 'county-pages',
      state: 'partial',
      since: now - 40 * MINUTE,
      refused: 12,
      asking,
      sites: { all: 159, troubled: [{ unit: '13121', state: 'partial', since: now - 40 * MINUTE }] },
    },
    {
      ...base,
      id: 'rehearsal-feed',
      name: 'rehearsal-feed',
      state: 'test',
      since: now - 90 * MINUTE,
      records: 0,
      lastAt: null,
      asking,
    },
  ];
}

/** The journal's rows that could not be read, 200 of them, as one page of the server's answer. */
export function refusedRows(before: number, limit: number): JournalPage {
  const newest = Math.min(before - 1, 899);
  const records = Array.from({ length: Math.min(limit, newest - 699) }, (_, i) => ({
    seq: newest - i,
    at: 1_730_889_000_000 - i * MINUTE,
    by: 'feed:county-pages',
    kind: 'refused-row',
    text: '',
    hash: '9f2c3ab1',
    data: {
      place: `counts.csv line ${newest - i}`,
      reason: 'total "n/a": it is no whole number',
      raw: '',
    },
  }));
  return { records, head: { seq: 4821, hash: '9f2c3ab1' }, after: 0 };
}
