/**
 * Sites of one feed as one row: (a view of each feed and site) → one of each feed, with how many of its sites are well.
 *
 * The row has the state of its worst site, for a county that nobody can read is a gap in the state's count.
 */
import { entryOf } from '../feeds/feed.ts';
import type { FeedView } from './wire-feeds.ts';

/** From the worst to the best. What has ended or not begun is no trouble. */
const BY_TROUBLE: readonly FeedView['state'][] = [
  'failing',
  'changed',
  'test',
  'frozen',
  'late',
  'partial',
  'fresh',
  'waiting',
  'ended',
];
const TROUBLED = BY_TROUBLE.slice(0, BY_TROUBLE.indexOf('fresh'));

/** `nameOf` gives a feed's name in the language of the view, `countsOf` its tally. */
export function withSitesMerged(
  views: readonly FeedView[],
  nameOf: (feed: string) => string,
  countsOf: (feed: string) => FeedView['counts'],
): FeedView[] {
  const feeds = Map.groupBy(views, ({ id }) => entryOf(id));
  return [...feeds].map(([id, sites]) =>
    sites.length === 1 && sites[0]!.id === id
      ? sites[0]!
      : { ...merged(sites), id, name: nameOf(id), counts: countsOf(id) },
  );
}

function merged(sites: readonly FeedView[]): FeedView {
  const sorted = sites.toSorted((a, b) => BY_TROUBLE.indexOf(a.state) - BY_TROUBLE.indexOf(b.state));
  const worst = sorted[0]!;
  const sum = (of: (site: FeedView) => number): number => sites.reduce((all, site) => all + of(site), 0);
  const latest = (of: (site: FeedView) => number | null): number | null =>
    sites.reduce<number | null>((last, site) => Math.max(last ?? 0, of(site) ?? 0) || null, null);
  const { asking } = worst;
  return {
    ...worst,
    lastAt: latest(({ lastAt }) => lastAt),
    records: sum(({ records }) => records),
    held: sum(({ held }) => held),
    refused: sum(({ refused }) => refused),
    ticks: worst.ticks.map((_, minute) => sum(({ ticks }) => ticks[minute]!)),
    asking:
      asking === null
        ? null
        : {
            ...asking,
            answeredAt: latest((site) => site.asking?.answeredAt ?? null),
            requests: sum((site) => site.asking?.requests ?? 0),
          },
    blocks: {
      contests: [...new Set(sites.flatMap(({ blocks }) => blocks.contests))],
      acts: [...new Set(sites.flatMap(({ blocks }) => blocks.acts))],
    },
    sites: {
      all: sites.length,
      troubled: sorted
        .filter(({ state }) => TROUBLED.includes(state))
        .map(({ id, state, since }) => ({ unit: id.slice(entryOf(id).length + 1), state, since })),
    },
  };
}
