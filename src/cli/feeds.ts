/** `firstcall feeds try`: asks the feeds of a desk once and says what they would bring; nothing is recorded. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContestId, Election } from '../election/election.ts';
import { formatInstant } from '../election/instant.ts';
import type { Call, CountReport } from '../election/report.ts';
import { type FormatChange, NEVER_ASKED } from '../feeds/asking.ts';
import type { Asked } from '../feeds/feed.ts';
import { type OpenFeeds, openFeeds } from '../feeds/fetch/open-feeds.ts';
import type { PolledFeed } from '../feeds/fetch/poll-feeds.ts';
import type { Environment } from '../feeds/fetch/secrets.ts';
import { AUTO, FORMATS } from '../feeds/formats/open-format.ts';
import { type FeedsFile, readFeeds } from '../feeds/read-feeds.ts';
import { givenNight } from './given.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';

const FILE = 'feeds.yaml';

export type TryOptions = {
  readonly config: string;
  /** Folder with the election that the reports must fit. */
  readonly election: string;
  /** One feed, even if it is switched off; null for all that are on. */
  readonly feed: string | null;
  readonly json: boolean;
  readonly environment: Environment;
  readonly signal: AbortSignal;
};

/** Throws `FellShort` where a feed has nothing that could be used. */
export async function runFeedsTry(options: TryOptions, console: Console): Promise<void> {
  const { config, json, signal } = options;
  const file = await readFeedsFile(config);
  if (file === null)
    throw new WrongUse(`there is no ${join(config, FILE)}; write one, as in the example desk`);
  const { election } = await givenNight(options.election);
  const { feeds, hide } = await openFeedsFile(
    { ...file, feeds: chosen(file, options.feed) },
    { config, election, environment: options.environment },
  );
  if (feeds.length === 0) console.note('every feed is switched off; name one with --feed to try it');
  const failed: string[] = [];
  for (const feed of feeds) {
    const tried = hide(await tryOnce(feed, election, signal));
    if (tried.trouble !== null) failed.push(feed.id);
    if (json) console.out(JSON.stringify(tried));
    else for (const line of [...linesOf(tried), ...coverageOf(tried, election)]) console.out(line);
  }
  if (failed.length > 0) throw new FellShort(`nothing can be used of ${failed.join(', ')}`);
}

/** The feeds of a desk; null where it has none. Throws `WrongUse` by line and column. */
export async function readFeedsFile(config: string): Promise<FeedsFile | null> {
  const path = join(config, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new WrongUse(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
  return useOf(() => readFeeds(text, FILE, [AUTO, ...FORMATS.map(({ id }) => id)]));
}

/** Throws `WrongUse` where a key or a ticket is not there. */
export async function openFeedsFile(
  file: FeedsFile,
  { config, election, environment }: { config: string; election: Election; environment: Environment },
): Promise<OpenFeeds> {
  try {
    return await openFeeds(file, { election, environment, folder: config, source: FILE });
  } catch (error) {
    throw new WrongUse((error as Error).message, { cause: error });
  }
}

function chosen({ feeds }: FeedsFile, id: string | null): FeedsFile['feeds'] {
  if (id === null) return feeds;
  const found = feeds.find((feed) => feed.id === id);
  if (found === undefined) {
    const ids = feeds.map((feed) => feed.id).join(', ');
    throw new WrongUse(`there is no feed "${id}" in ${FILE}; write one of ${ids}`);
  }
  return [{ ...found, on: true }];
}

type Tried = {
  readonly feed: string;
  readonly at: string;
  readonly requests: number;
  readonly kind: Asked['answer']['kind'];
  /** What is wrong, with its place; null where nothing is. */
  readonly trouble: string | null;
  /** Whether its format has changed, and how; null where it has not. */
  readonly change: FormatChange | null;
  readonly counts: readonly CountReport[];
  readonly calls: readonly Call[];
  readonly retractions: readonly Call[];
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  /** Test data, and reports of other elections. */
  readonly setAside: number;
  readonly others: number;
  /** The contests that it counts by its configuration; null where that names none, so that all are expected. */
  readonly covers: readonly ContestId[] | null;
  /** The contests of which it brought counts, in the order of the election. */
  readonly counted: readonly ContestId[];
  /** Where the source goes on. */
  readonly next: string | null;
  /** Whether this was not all that it has now: more pages, or more files of a folder. */
  readonly more: boolean;
};

async function tryOnce(feed: PolledFeed, election: Election, signal: AbortSignal): Promise<Tried> {
  const at = Date.now();
  const { answer, bookmark, requests } = await feed.poll(
    { asking: NEVER_ASKED, position: 0, calls: [] },
    at,
    signal,
  );
  const drafts = answer.kind === 'fresh' ? answer.drafts : [];
  const of = <T>(kind: string): T[] =>
    drafts.filter((draft) => draft.kind === kind).map(({ data }) => data as T);
  const counts = of<CountReport>('count');
  const counted = new Set(counts.map(({ contest }) => contest));
  return {
    feed: feed.id,
    at: formatInstant(at),
    requests,
    kind: answer.kind,
    trouble: troubleOf(answer),
    change: ('change' in answer ? answer.change : null) ?? null,
    counts,
    calls: of('call'),
    retractions: of('retraction'),
    refused: of('refused-row'),
    setAside: answer.kind === 'fresh' ? answer.setAside : 0,
    others: answer.kind === 'fresh' ? answer.others : 0,
    covers: feed.scope?.covers ?? null,
    counted: election.contests.flatMap(({ id }) => (counted.has(id) ? [id] : [])),
    next: bookmark.next,
    more: bookmark.more,
  };
}

function troubleOf(answer: Asked['answer']): string | null {
  if (!('reason' in answer)) return null;
  return 'place' in answer ? `${answer.place}: ${answer.reason}` : answer.reason;
}

/** What the configuration promises of a feed beside what it brought: a promise too large holds every act at dawn. */
function coverageOf({ covers, counted, feed, more }: Tried, { contests }: Election): string[] {
  const states = contests.filter(({ kind }) => kind === 'state').map(({ id }) => id);
  if (counted.length === 0) return [];
  if (more)
    return ['  this was the first part of what it has now, so it does not tell which contests it counts'];
  if (covers !== null) {
    const missing = covers.filter((id) => !counted.includes(id));
    return missing.length === 0 ? [] : [`  covers ${missing.join(', ')} too, and brought no count of it now`];
  }
  const missing = states.filter((id) => !counted.includes(id));
  if (missing.length === 0) return [`  counts every state, as is expected of it`];
  return [
    `  ${feed} has no covers in ${FILE}, so all ${states.length} states are expected of it, and it brought counts of ${states.length - missing.length}:`,
    `  a state that still has no vote twelve hours after its closing counts as a fault and holds what waits for it.`,
    `  Where these are all that it counts, write  covers: [${counted.join(', ')}]`,
  ];
}

/** What `serve` says of feeds whose configuration names no contests; empty where all do. */
export function expectationsOf({ feeds }: OpenFeeds): string[] {
  const all = feeds.filter(({ scope }) => scope?.covers === undefined).map(({ id }) => id);
  if (all.length === 0) return [];
  return [
    `Every state is expected of ${all.join(', ')}, for ${FILE} names no covers there: a state without a vote twelve hours after its closing will count as a fault. firstcall feeds try says what a feed counts.`,
  ];
}

/** More rows than a screen has help nobody; `--json` gives all. */
const SHOWN = 10;

function linesOf({ feed, kind, trouble, requests, next, setAside, others, ...said }: Tried): string[] {
  if (trouble !== null) return [`${feed}: ${kind}, ${trouble}`];
  const { counts, calls, retractions, refused } = said;
  const taken = `${counts.length} counts, ${calls.length} calls, ${retractions.length} retractions`;
  const left = `${refused.length} rows refused, ${setAside} test reports set aside, ${others} reports of other contests`;
  return [
    `${feed}: ${kind}, ${taken}; ${left}; requests: ${requests}`,
    ...cut(
      counts.map(
        ({ unit, contest, total, votes }) => `  ${contest} ${unit}: ${JSON.stringify(votes)} of ${total}`,
      ),
    ),
    ...cut(
      calls.map(({ desk, contest, ticket, saidAt }) => `  ${desk} calls ${contest} for ${ticket}, ${saidAt}`),
    ),
    ...cut(refused.map(({ place, reason }) => `  refused: ${place}: ${reason}`)),
    ...(next === null ? [] : [`  goes on at ${next}`]),
  ];
}

function cut(lines: readonly string[]): string[] {
  const rest = lines.length - SHOWN;
  return rest > 0 ? [...lines.slice(0, SHOWN), `  and ${rest} more`] : [...lines];
}
