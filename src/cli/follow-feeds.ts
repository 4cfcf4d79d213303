/**
 * Follows a desk's feeds for as long as this process leads: of several on one journal only one asks the sources.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../desk.ts';
import { SECOND } from '../election/instant.ts';
import { NEVER_ASKED } from '../feeds/asking.ts';
import type { Standing } from '../feeds/feed.ts';
import type { OpenFeeds } from '../feeds/fetch/open-feeds.ts';
import { pollFeeds } from '../feeds/fetch/poll-feeds.ts';
import type { DeskState } from '../fold/state.ts';
import type { Database } from '../store/database.ts';
import { leaderLock } from '../store/leader.ts';

/** Without a leader nobody asks: the next one must not be long in coming. */
const ASK_FOR_LEAD = 5 * SECOND;

export type Following = {
  readonly desk: Desk;
  readonly database: Database;
  /** Of the journal: one leader each. */
  readonly name: string;
  readonly report: (message: string) => void;
  /** Milliseconds between two attempts to become leader. */
  readonly askForLead?: number;
  readonly signal: AbortSignal;
};

/** Ends when the signal aborts and no asking is under way any more. */
export async function followFeeds(
  { feeds, hide }: OpenFeeds,
  { desk, database, name, report, signal, askForLead = ASK_FOR_LEAD }: Following,
): Promise<void> {
  while (feeds.length > 0 && !signal.aborted) {
    try {
      const lead = await leaderLock(database, `feeds of ${name}`);
      if (lead !== null) {
        await pollFeeds(feeds, {
          desk: {
            standing: (feed) => desk.read(({ state }) => standingOf(state, feed)),
            submit: (drafts) => desk.submit(drafts),
          },
          hide,
          report,
          signal: AbortSignal.any([signal, lead.lost]),
          wall: Date.now,
          random: Math.random,
        });
        await lead.release();
        if (!signal.aborted) report('the lead over the feeds is lost; asking for it again');
      }
    } catch (error) {
      report(`the lead over the feeds could not be had: ${(error as Error).message}`);
    }
    await sleep(askForLead, undefined, { signal }).catch(() => undefined);
  }
}

/** Where a feed stands by the journal. */
export function standingOf({ feeds, evidence }: DeskState, feed: string): Standing {
  const calls = new Map<string, Standing['calls'][number]>();
  for (const one of evidence) {
    if (one.kind !== 'call' && one.kind !== 'retract') continue;
    if (one.by !== `feed:${feed}` || one.struck !== null) continue;
    const { desk, contest, ticket } = one.call;
    if (one.kind === 'call') calls.set(`${desk} ${contest}`, { desk, contest, ticket });
    else calls.delete(`${desk} ${contest}`);
  }
  const { asking, position } = feeds[feed] ?? { asking: null, position: 0 };
  return { asking: asking ?? NEVER_ASKED, position, calls: [...calls.values()] };
}
