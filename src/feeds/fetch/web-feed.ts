/**
 * A source on the web as a feed: asks for changes only, goes on where the source says, and knows stale from new.
 *
 * One poll is one page. Where it is to go on stands in the bookmark and so in the journal: a run of pages that broke
 * off is taken up at the page that failed.
 */
import type { Instant } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';
import { type Bookmark, START } from '../asking.ts';
import type { Answer, Asked, Feed, Standing } from '../feed.ts';
import type { ReadContent, Reading } from '../reading.ts';
import { ask, type Exchange, type Key, type Reply, Throttled } from './exchange.ts';
import { Failed, malformed } from './failed.ts';
import type { Guard, TimeLimits } from './open-request.ts';
import type { SizeLimits } from './read-body.ts';
import { addressOf, versionIn } from './versioned.ts';

export type WebSource = {
  readonly id: string;
  readonly url: string;
  readonly key: Key | null;
  readonly guard: Guard;
  readonly times: TimeLimits;
  readonly sizes: SizeLimits;
  readonly read: ReadContent;
  /** Path of the content below a version, where the address only names the version; null or absent elsewhere. */
  readonly versioned?: string | null;
};

/**
 * A place to go on that failed so often is given up for the feed's own address, which gives everything; and content
 * that a source repeats so often is its word, though it is older than what it said before.
 */
const INSISTS = 3;

export function webFeed(source: WebSource): Feed {
  return {
    id: source.id,
    poll: (standing, at, signal) => poll(source, sameSource(source, standing), at, signal),
  };
}

/** What holds for another address is forgotten: a key must not follow it there. */
function sameSource({ url }: WebSource, standing: Standing): Standing {
  if (standing.asking.bookmark.source === url) return standing;
  return { ...standing, asking: { ...standing.asking, bookmark: { ...START, source: url } } };
}

async function poll(source: WebSource, standing: Standing, at: Instant, signal: AbortSignal): Promise<Asked> {
  const { bookmark } = standing.asking;
  let requests = 0;
  try {
    const address = bookmark.next ?? source.url;
    const exchange: Exchange = { ...source, at, signal };
    const reply = await ask(address, bookmark.validators, exchange, () => {
      requests += 1;
    });
    const taken =
      source.versioned != null && address === source.url
        ? goToVersion(source.versioned, source, standing, reply)
        : take(source, standing, address, reply, at);
    return { ...taken, requests };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failed)) throw error;
    return { answer: error.answer, bookmark: afterFailure(standing, error), requests };
  }
}

/** The version is asked for every time; its content only where it is not the one that was taken last at this address. */
function goToVersion(
  path: string,
  { url }: WebSource,
  { asking: { bookmark } }: Standing,
  { content }: Reply,
): Pick<Asked, 'answer' | 'bookmark'> {
  const version = content === null ? null : versionIn(content.bytes);
  const isNew = version !== null && bookmark.taken[url] !== version;
  return {
    answer: { kind: 'unchanged' },
    bookmark: {
      ...START,
      source: bookmark.source,
      next: isNew ? addressOf(url, version, path) : null,
      more: isNew,
    },
  };
}

/** A version's content is taken once: from here the source is asked for its version again. */
function versionTaken({ versioned, url }: WebSource, address: string): Partial<Bookmark> {
  if (versioned == null) return {};
  const [version] = address.slice(new URL('.', url).href.length).split('/', 1);
  return { next: null, more: false, validators: null, taken: { [url]: version! } };
}

function take(
  source: WebSource,
  standing: Standing,
  address: string,
  { content, validators }: Reply,
  at: Instant,
): Pick<Asked, 'answer' | 'bookmark'> {
  const { asking } = standing;
  const before = asking.bookmark;
  const settled: Bookmark = {
    ...START,
    source: before.source,
    next: before.next,
    validators: validators ?? before.validators,
  };
  if (content === null) return { answer: { kind: 'unchanged' }, bookmark: { ...settled, more: false } };
  const repeated = asking.trouble?.kind === 'stale' ? asking.trouble.times : 0;
  refuseOlder(before.validators, validators, repeated);
  refusePage(content);
  const reading = source.read({ bytes: content.bytes, at }, standing);
  if (reading.kind === 'malformed') throw new Failed(reading);
  const { next, more, refused } = goOn(reading, source, address, at);
  const answer: Answer = {
    kind: 'fresh',
    drafts: [...reading.drafts, ...refused],
    refused: reading.refused + refused.length,
    test: reading.test,
    setAside: reading.setAside,
    others: reading.others,
  };
  return {
    answer,
    bookmark: { ...settled, validators, next, more, ...versionTaken(source, address) },
  };
}

function afterFailure({ asking: { bookmark, trouble } }: Standing, failure: Failed): Bookmark {
  const givenUp = bookmark.next !== null && (trouble?.times ?? 0) + 1 >= INSISTS;
  return {
    ...bookmark,
    taken: {},
    ...(givenUp ? { next: null, more: false, validators: null } : {}),
    notBefore: failure instanceof Throttled ? failure.until : null,
  };
}

/** A cache that fell behind gives back what was taken already: its figures would look like falls. */
function refuseOlder(before: Bookmark['validators'], now: Bookmark['validators'], repeated: number): void {
  if (before === null || now === null || before.address !== now.address || repeated >= INSISTS) return;
  const [was, is] = [before.lastModified, now.lastModified].map((text) => Date.parse(text ?? ''));
  if (!(is! < was!)) return;
  throw new Failed({
    kind: 'stale',
    reason: `its content is of ${now.lastModified}, older than what it gave before (${before.lastModified})`,
    since: was!,
  });
}

/** A page for people where data should be: a sign-in, a notice, an error told politely. */
function refusePage({ bytes, type }: NonNullable<Reply['content']>): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (!/^(<!doctype html|<html)/i.test(start)) return;
  const named = type === null ? '' : `, sent as ${type}`;
  throw malformed('body', `a web page for people, not data${named}; perhaps a sign-in or a notice`);
}

type GoOn = { readonly next: string | null; readonly more: boolean; readonly refused: readonly Draft[] };

function goOn({ next, truncated }: Reading, { id, url, key }: WebSource, address: string, at: Instant): GoOn {
  const nowhere = (reason: string): GoOn => {
    const data = { place: 'next request', reason };
    return { next: null, more: false, refused: [{ at, by: `feed:${id}`, kind: 'refused-row', data }] };
  };
  if (next === null && truncated) return nowhere('the source says that there is more, and not where');
  if (next === null) return { next, more: false, refused: [] };
  const there = URL.canParse(next, url) ? new URL(next, url) : null;
  if (there?.origin !== new URL(url).origin) return nowhere(`it is not at ${new URL(url).origin}`);
  // Sources repeat the key in it; it is added again when it is asked.
  if (key !== null && 'query' in key.as) there.searchParams.delete(key.as.query);
  if (truncated && there.href === address) return nowhere('it is where the source was asked already');
  return { next: there.href, more: truncated, refused: [] };
}
