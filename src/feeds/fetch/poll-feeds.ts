/**
 * Follows feeds until it is told to stop: asks each on its own schedule and hands what it answers to the desk.
 *
 * Where a feed stands is read from the desk before every asking and written with what the asking brought, in one
 * step: a process that ends at any moment, or loses the lead, leaves nothing half done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Instant, MINUTE, SECOND } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';
import type { Quota } from '../asking.ts';
import { type Asked, draftsOf, type Feed, type Standing } from '../feed.ts';
import { News } from './news.ts';
import { freeAt, pauseAfter } from './schedule.ts';

export type PolledFeed = Feed & {
  /** Milliseconds between two answers. */
  readonly every: number;
  readonly quota: Quota;
};

export type Polling = {
  readonly desk: {
    readonly standing: (feed: string) => Promise<Standing>;
    /** Takes all drafts or none. */
    readonly submit: (drafts: readonly Draft[]) => Promise<unknown>;
  };
  /** Takes secrets out of whatever is written. */
  readonly hide: <T>(value: T) => T;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  readonly wall: () => Instant;
  /** 0 up to but not 1. */
  readonly random: () => number;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/** A feed that says that nothing changed is written down this often, to tell a silent source from a desk that does not ask. */
const SIGN_OF_LIFE = 15 * MINUTE;

/** After trouble of our own: the database went away, or there is a mistake in a reader. */
const OWN_PAUSE = 5 * SECOND;

/** Ends when the signal aborts and every asking under way has ended. */
export async function pollFeeds(feeds: readonly PolledFeed[], polling: Polling): Promise<void> {
  await Promise.all(feeds.map((feed) => follow(feed, polling)));
}

async function follow(feed: PolledFeed, polling: Polling): Promise<void> {
  const { signal, report, hide, random, wait = sleepUnlessAborted } = polling;
  const follower = new Follower(feed, polling);
  while (!signal.aborted) {
    let pause = OWN_PAUSE;
    try {
      pause = pauseAfter((await follower.ask()).asking, feed.every, random());
    } catch (error) {
      if (signal.aborted) return;
      report(hide(`feed ${feed.id}: ${error instanceof Error ? error.stack : String(error)}`));
    }
    await wait(pause, signal).catch(ignoreAbort);
  }
}

class Follower {
  readonly #feed: PolledFeed;
  readonly #polling: Polling;
  readonly #news = new News();
  /** Requests of the last minute, oldest first. */
  #recent: Instant[] = [];
  /** Requests that no record tells of yet. */
  #untold = 0;

  constructor(feed: PolledFeed, polling: Polling) {
    this.#feed = feed;
    this.#polling = polling;
  }

  /** Asks once, as soon as the source allows it, and returns how the feed stands then. */
  async ask(): Promise<Standing> {
    const { desk, wall, signal } = this.#polling;
    const standing = await this.#free();
    const at = wall();
    const asked = await this.#feed
      .poll(standing, at, signal)
      .catch((error) => this.#mistake(standing, error));
    this.#count(asked.requests, at);
    const drafts = draftsOf(this.#feed, { ...asked, requests: this.#untold }, at, this.#news.isNew);
    if (drafts.length === 1 && !isWorthTelling(asked, standing, at)) return standing;
    await desk.submit(this.#polling.hide(drafts));
    this.#untold = 0;
    if (asked.answer.kind === 'fresh') this.#news.written(asked.answer.drafts);
    return desk.standing(this.#feed.id);
  }

  async #free(): Promise<Standing> {
    const { desk, wall, signal, wait = sleepUnlessAborted } = this.#polling;
    for (;;) {
      signal.throwIfAborted();
      const standing = await desk.standing(this.#feed.id);
      const { requests } = standing.asking;
      const known = { ...standing.asking, requests: { ...requests, count: requests.count + this.#untold } };
      const at = wall();
      const free = freeAt(known, this.#feed.quota, at, this.#recent);
      if (free <= at) return standing;
      await wait(free - at, signal);
    }
  }

  #count(requests: number, at: Instant): void {
    this.#untold += requests;
    this.#recent = this.#recent.filter((moment) => moment > at - MINUTE);
    for (let i = 0; i < requests; i++) this.#recent.push(at);
  }

  /** A mistake of ours must stop neither this feed nor the others, and must be seen. */
  #mistake({ asking }: Standing, error: unknown): Asked {
    const { signal, report, hide } = this.#polling;
    if (signal.aborted) throw error;
    report(hide(`feed ${this.#feed.id}: ${error instanceof Error ? error.stack : String(error)}`));
    const reason = `it could not be read because of a mistake in Firstcall: ${(error as Error).message}`;
    return {
      answer: { kind: 'malformed', place: 'reader', reason },
      bookmark: { ...asking.bookmark, taken: {} },
      requests: 1,
    };
  }
}

/** Whether an asking that brought no drafts changes how the feed stands. */
function isWorthTelling({ answer, bookmark }: Asked, { asking }: Standing, at: Instant): boolean {
  if (answer.kind !== 'unchanged' && answer.kind !== 'fresh') return true;
  if (asking.trouble !== null || at - (asking.answeredAt ?? 0) >= SIGN_OF_LIFE) return true;
  const before = { ...asking.bookmark, taken: {} };
  if (!isDeepStrictEqual(bookmark, before)) return true;
  if (answer.kind === 'unchanged') return false;
  const { test, refused } = answer;
  return test !== (asking.testSince !== null) || refused > 0 !== (asking.partialSince !== null);
}

function sleepUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<unknown> {
  return sleep(milliseconds, undefined, { signal });
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
