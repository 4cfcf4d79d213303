/**
 * Feeds ready to be asked: (feeds.yaml as read, election, environment) → one feed for each that is on, and a way to
 * take their keys out of whatever is written.
 */
import { resolve } from 'node:path';
import type { Election } from '../../election/election.ts';
import type { Scope } from '../asking.ts';
import { siteName } from '../feed.ts';
import { contentReader } from '../read-content.ts';
import { type FeedConfiguration, type FeedsFile, SITE } from '../read-feeds.ts';
import { ticketNames } from '../ticket-names.ts';
import type { Key } from './exchange.ts';
import { fileFeed } from './file-feed.ts';
import { resolveBySystem } from './open-request.ts';
import type { PolledFeed } from './poll-feeds.ts';
import { type Environment, hide, readSecret } from './secrets.ts';
import { versionedPath } from './versioned.ts';
import { webFeed } from './web-feed.ts';

export type OpenFeeds = {
  readonly feeds: readonly PolledFeed[];
  readonly hide: <T>(value: T) => T;
};

export type Surroundings = {
  readonly election: Election;
  readonly environment: Environment;
  /** Where relative paths begin: the folder of feeds.yaml. */
  readonly folder: string;
  /** Name of the file in messages. */
  readonly source: string;
};

/** Throws where a key is missing or a ticket is unknown. */
export async function openFeeds(file: FeedsFile, surroundings: Surroundings): Promise<OpenFeeds> {
  const on = file.feeds.filter((feed) => feed.on).flatMap(sitesOf);
  const tickets = ticketNames(surroundings.election, file.tickets, surroundings.source);
  const keys = await Promise.all(on.map((feed) => keyOf(feed, surroundings)));
  const values = keys.flatMap((key) => (key === null ? [] : [key.value]));
  return {
    feeds: on.map((feed, i) => {
      const read = contentReader({
        feed: feed.id,
        format: feed.format,
        context: { state: feed.state, ...(feed.unit === undefined ? {} : { unit: feed.unit }) },
        election: surroundings.election,
        tickets,
      });
      const { every, quota } = feed;
      const source = sourceOf(feed, keys[i]!, surroundings.folder, read);
      return { ...source, scope: scopeOf(feed, surroundings), every, quota };
    }),
    hide: (value) => hide(value, values),
  };
}

type OpenedFeed = FeedConfiguration & { readonly unit?: string };

/** Each site is asked by itself; a feed without sites is one. */
function sitesOf(feed: FeedConfiguration): OpenedFeed[] {
  if (feed.sites === undefined) return [feed];
  return Object.entries(feed.sites).map(([unit, part]) => ({
    ...feed,
    id: siteName(feed.id, unit),
    url: feed.url!.replace(SITE, part),
    unit,
  }));
}

/** A feed of one state's content counts that one, unless its configuration says otherwise. */
function scopeOf({ id, state, covers, quota }: FeedConfiguration, { election, source }: Surroundings): Scope {
  const covered = covers ?? (state === null ? undefined : [state]);
  const stranger = covers?.find((contest) => !election.contests.some((one) => one.id === contest));
  if (stranger !== undefined)
    throw new Error(
      `${source}: feed ${id} covers "${stranger}", which is no contest of ${election.id}; write its id`,
    );
  return {
    ...(covered === undefined ? {} : { covers: covered }),
    ...(quota.minute === undefined && quota.day === undefined ? {} : { quota }),
  };
}

async function keyOf(feed: FeedConfiguration, { environment, folder }: Surroundings): Promise<Key | null> {
  if (feed.secret === undefined) return null;
  const { from, as } = feed.secret;
  const source = 'file' in from ? { file: resolve(folder, from.file) } : from;
  return { value: await readSecret(feed.id, source, environment), as };
}

function sourceOf(
  feed: FeedConfiguration,
  key: Key | null,
  folder: string,
  read: ReturnType<typeof contentReader>,
) {
  const { id, url, file, times, sizes } = feed;
  if (url !== undefined) {
    const privateHost = feed['allow-private'] ? new URL(url).host : null;
    const guard = { resolve: resolveBySystem, privateHost };
    const versioned = versionedPath(feed.format, url);
    return webFeed({ id, url, key, guard, times, sizes, read, versioned });
  }
  const place =
    file === undefined ? { folder: resolve(folder, feed.folder!) } : { file: resolve(folder, file) };
  return fileFeed({ id, place, sizes, read });
}
