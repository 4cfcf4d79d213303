import { describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../src/election/instant.ts';
import type { Draft } from '../../../src/election/record.ts';
import { type Bookmark, START } from '../../../src/feeds/asking.ts';
import type { Answer, Feed } from '../../../src/feeds/feed.ts';
import { type PolledFeed, pollFeeds } from '../../../src/feeds/fetch/poll-feeds.ts';
import { AT, Kept } from './local-source.ts';

type Step = Answer | { readonly answer: Answer; readonly bookmark: Partial<Bookmark> } | Error;

const count = (unit: string, total: number): Draft => ({
  at: AT,
  by: 'feed:local',
  kind: 'count',
  data: { unit, contest: unit, total, position: 1 },
});
const fresh = (...drafts: Draft[]): Answer => ({
  kind: 'fresh',
  drafts,
  refused: 0,
  test: false,
  setAside: 0,
  others: 0,
});
const down: Answer = { kind: 'unreachable', reason: 'down' };

/** A feed that gives these answers one after another, and the moments at which it was asked. */
function scripted(steps: readonly Step[], rest: Partial<PolledFeed> = {}) {
  const asked: Instant[] = [];
  const poll: Feed['poll'] = async ({ asking }, at) => {
    const step = steps[Math.min(asked.length, steps.length - 1)]!;
    asked.push(at);
    if (step instanceof Error) throw step;
    const { taken: _, ...kept } = asking.bookmark;
    if ('answer' in step)
      return { answer: step.answer, bookmark: { ...START, ...step.bookmark }, requests: 1 };
    return { answer: step, bookmark: { ...START, ...kept }, requests: 1 };
  };
  return { asked, feed: { id: 'local', every: 30 * SECOND, quota: {}, ...rest, poll } satisfies PolledFeed };
}

/** Polls on a clock of its own until so much of its time has passed. */
async function run(feed: PolledFeed, kept: Kept, length: number, from = AT, refuse = 0) {
  let now = from;
  let refusals = refuse;
  const stop = new AbortController();
  const reports: string[] = [];
  await pollFeeds([feed], {
    desk: {
      standing: async () => kept,
      submit: async (drafts) => {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error('the database is away');
        }
        kept.take(drafts);
      },
    },
    hide: (value) => value,
    report: (message) => reports.push(message),
    signal: stop.signal,
    wall: () => now,
    random: () => 0,
    wait: async (milliseconds) => {
      now += milliseconds;
      if (now >= from + length) stop.abort();
    },
  });
  return reports;
}

const gaps = (moments: readonly Instant[]) => moments.slice(1).map((at, i) => at - moments[i]!);

describe('following feeds', () => {
  it('asks at its interval and writes down only what is new', async () => {
    const { feed, asked } = scripted([fresh(count('PA', 1)), fresh(count('PA', 1)), fresh(count('PA', 2))]);
    const kept = new Kept();
    await run(feed, kept, 3 * MINUTE);
    expect(gaps(asked)).toEqual(Array(5).fill(30 * SECOND));
    expect(kept.of('count')).toMatchObject([{ total: 1 }, { total: 2 }]);
  });

  it('takes a series that grows, and a figure that comes back, as new', async () => {
    const series = [count('PA', 1), count('PA', 2)];
    const { feed } = scripted([
      fresh(...series),
      fresh(...series, count('PA', 3)),
      fresh(count('GA', 5)),
      fresh(count('GA', 6)),
      fresh(count('GA', 5)),
    ]);
    const kept = new Kept();
    await run(feed, kept, 2 * MINUTE + SECOND);
    expect((kept.of('count') as { total: number }[]).map(({ total }) => total)).toEqual([1, 2, 3, 5, 6, 5]);
  });

  it('waits longer after every failure, and as before after a success', async () => {
    const { feed, asked } = scripted([down, down, down, down, down, down, down, fresh()]);
    const kept = new Kept();
    await run(feed, kept, 6 * MINUTE);
    expect(gaps(asked).map((gap) => gap / SECOND)).toEqual([2, 4, 8, 16, 32, 60, 60, 30, 30, 30, 30, 30]);
    expect(kept.of('feed-failure')).toHaveLength(7);
    expect(kept.asking.trouble).toBeNull();
  });

  it('does not ask before the source allows it, after a restart either', async () => {
    const throttled = { answer: down, bookmark: { notBefore: AT + 5 * MINUTE } };
    const kept = new Kept();
    await run(scripted([throttled]).feed, kept, MINUTE);
    const { feed, asked } = scripted([fresh()]);
    await run(feed, kept, 10 * MINUTE, AT + MINUTE);
    expect(asked[0]).toBe(AT + 5 * MINUTE);
  });

  it('keeps to its quota of a minute and of a day', async () => {
    const more = { answer: fresh(), bookmark: { more: true } };
    const minute = scripted([more], { quota: { minute: 3 } });
    await run(minute.feed, new Kept(), 3 * MINUTE);
    for (const at of minute.asked)
      expect(minute.asked.filter((one) => one > at - MINUTE && one <= at).length).toBeLessThanOrEqual(3);
    const day = scripted([{ kind: 'unchanged' }], { quota: { day: 100 } });
    await run(day.feed, new Kept(), 24 * HOUR);
    const midnight = Date.UTC(2024, 10, 7);
    const today = day.asked.filter((at) => at < midnight).length;
    expect(today).toBe(100);
    expect(day.asked.length - today).toBeGreaterThan(50);
    expect(day.asked.length - today).toBeLessThanOrEqual(100);
  });

  it('shows that it still asks, though nothing changes', async () => {
    const kept = new Kept();
    const { asked, feed } = scripted([{ kind: 'unchanged' }]);
    await run(feed, kept, HOUR);
    expect(asked.length).toBeGreaterThan(100);
    expect(kept.of('feed-answer').length).toBe(4);
    const told = kept
      .of('feed-answer')
      .reduce<number>((sum, one) => sum + (one as { requests: number }).requests, 0);
    expect(told).toBe(kept.asking.requests.count);
    expect(told).toBeGreaterThan(90);
  });

  it('loses nothing where the journal cannot be written', async () => {
    const { feed } = scripted([fresh(count('PA', 1))]);
    const kept = new Kept();
    const reports = await run(feed, kept, MINUTE, AT, 2);
    expect(kept.totals).toEqual({ PA: 1 });
    expect(reports).toHaveLength(2);
    expect(reports[0]).toContain('the database is away');
  });

  it('survives a mistake of its own, and records it', async () => {
    const { feed } = scripted([new TypeError('x is not a function'), fresh(count('PA', 1))]);
    const kept = new Kept();
    const reports = await run(feed, kept, MINUTE);
    expect(reports[0]).toContain('x is not a function');
    expect(kept.of('feed-failure')).toMatchObject([{ kind: 'malformed', place: 'reader' }]);
    expect(kept.totals).toEqual({ PA: 1 });
  });
});
