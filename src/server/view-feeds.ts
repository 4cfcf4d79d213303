/**
 * The feeds as the page shows them: their health and what they hold back, and which reports wait, were corrected or
 * were refused. What is long is cut to the newest, with the length of the whole.
 */
import type { DeskReader } from '../desk.ts';
import type { ContestId, TicketId } from '../election/election.ts';
import { type Instant, MINUTE } from '../election/instant.ts';
import { siteName } from '../feeds/feed.ts';
import { silentContests } from '../fold/silent.ts';
import type { DeskState, FeedState } from '../fold/state.ts';
import { isExpectedIn } from '../fold/uncounted.ts';
import type { Count, Fault, HeldReport, SourceId, UnitReturns } from '../returns/returns.ts';
import { feedOf } from '../returns/sources.ts';
import { readsLiveFeeds } from '../verdict/policy.ts';
import type { Act, Condition, Phrase, Verdict } from '../verdict/verdict.ts';
import { withSitesMerged } from './view-sites.ts';
import type {
  CorrectionView,
  FeedView,
  FiguresView,
  HeldView,
  Newest,
  RefusedView,
  ReportsView,
} from './wire-feeds.ts';
import type { Wording } from './wording.ts';

/** What waits is worked through one by one; nobody reads on after fifty, and the view is sent with every change. */
const HELD_SHOWN = 50;
const OTHERS_SHOWN = 20;

/** Faults of an accepted count that took something back or shared it out anew. */
const CORRECTIONS: readonly Fault[] = ['falling', 'ticket_falling', 'split_changed', 'swapped'];

/** Whether the count with these marks corrects the one before it. */
export function isCorrection(marks: readonly Fault[]): boolean {
  return marks.some((fault) => CORRECTIONS.includes(fault));
}

export function feedsOf(reader: DeskReader, verdict: Verdict, at: Instant, words: Wording): FeedView[] {
  const { state } = reader;
  const now = Math.floor(at / MINUTE);
  const waiting = Object.values(state.returns.units).flatMap(({ unit, held }) =>
    held.map(({ source }) => ({ unit, source })),
  );
  const atFault = contestsAtFault(reader);
  const countsOf = (id: string) =>
    Object.hasOwn(state.returns.tallies, id) ? state.returns.tallies[id]! : null;
  const views = Object.entries(state.feeds).map(([id, feed]) => ({
    id,
    name: words.feed(id),
    state: feed.health as FeedView['state'],
    since: feed.since,
    lastAt: feed.lastAt,
    records: feed.records,
    counts: countsOf(id),
    held: waiting.filter(({ unit, source }) => isOf(id, unit, source)).length,
    refused: feed.refused,
    ticks: Array.from({ length: 60 }, (_, index) => feed.minutes[String(now - 59 + index)] ?? 0),
    note: feedNote(feed, words),
    asking: askingOf(feed),
    blocks: blocksOf(reader, verdict, id, atFault),
  }));
  return withSitesMerged(views, words.feed, countsOf);
}

/** What the silence of a feed is called beside its ticks; its other troubles have their own words. */
function feedNote({ health, since }: FeedState, words: Wording): string {
  if (since === null || (health !== 'late' && health !== 'frozen')) return '';
  return words.language === 'ja' ? `${words.when(since)}から途絶` : `silent since ${words.when(since)}`;
}

function askingOf({ asking }: FeedState): FeedView['asking'] {
  if (asking === null) return null;
  const { answeredAt, requests, trouble, covers = null, quota = {} } = asking;
  const { minute = null, day = null } = quota;
  return { answeredAt, requests: requests.count, covers, quota: { minute, day }, trouble };
}

function contestsAtFault({ state, context }: DeskReader): ContestId[] {
  const faulty = Object.keys(state.faulty).filter((contest) => state.faulty[contest] === true);
  const silent = readsLiveFeeds(context.policy) ? silentContests(state, context.election) : [];
  return [...new Set([...faulty, ...silent])];
}

function blocksOf(
  reader: DeskReader,
  verdict: Verdict,
  feed: string,
  atFault: readonly ContestId[],
): FeedView['blocks'] {
  const contests = atFault.filter((contest) => isThrough(reader.state, contest, feed));
  if (contests.length === 0) return { contests, acts: [] };
  const acts = blockedActs(reader, verdict, contests);
  return { contests, acts: acts.length === 0 ? actsWithoutCount(reader, verdict) : acts };
}

/** What waits because a policy asks for counts that go on, and one does not. */
function actsWithoutCount(reader: DeskReader, verdict: Verdict): Act[] {
  const isSilent = ({ truth, reason, parts }: Condition): boolean =>
    (truth === 'false' && SILENCE.includes(reason.key)) || parts.some(isSilent);
  return verdict.conditions.some(isSilent) ? waitingActs(reader, verdict) : [];
}

const SILENCE: readonly string[] = ['formula-live-broken', 'formula-live-many'];

/** On hold for a fault in one of these contests: all that is held. Else what waits for no contest to be open. */
function blockedActs(reader: DeskReader, verdict: Verdict, contests: readonly ContestId[]): Act[] {
  const names = (key: string) => (phrase: Phrase) =>
    phrase.key === key && contests.includes(String(phrase.values['contest']));
  if ([verdict.headline, verdict.detail].some(names('hold-feed-fault')))
    return verdict.acts.filter(({ standing }) => standing === 'hold').map(({ act }) => act);
  const conditions = verdict.conditions.flatMap(({ parts }) => parts.map(({ reason }) => reason));
  return conditions.some(names('none-open-feed-fault')) ? waitingActs(reader, verdict) : [];
}

function waitingActs({ context }: DeskReader, { acts }: Verdict): Act[] {
  return acts
    .filter(({ act, standing }) => standing === 'wait' && context.policy.acts[act].level === 'final-enough')
    .map(({ act }) => act);
}

/**
 * Whether a contest's fault is one of this feed: of what waits there, or else of what its count rests on, or of what
 * should count it and does not.
 */
function isThrough(state: DeskState, contest: ContestId, feed: string): boolean {
  const own = (state.returns.unitsOf[contest] ?? []).map((unit) => state.returns.units[unit]!);
  const held = own.flatMap(({ unit, held: waiting }) => waiting.map(({ source }) => ({ unit, source })));
  if (held.length === 0 && (state.contests[contest]?.total ?? 0) === 0)
    return isExpectedIn(state, state.feeds[feed]!, contest);
  const sources = held.length > 0 ? held : own.map(({ unit, source }) => ({ unit, source }));
  return sources.some(({ unit, source }) => source !== null && isOf(feed, unit, source));
}

/** Whether a source's report of a unit came by this feed: itself, or its site for the unit. */
function isOf(feed: string, unit: string, source: SourceId): boolean {
  const entry = feedOf(source);
  return feed === entry || feed === siteName(entry, unit);
}

export function reportsOf(reader: DeskReader): ReportsView {
  const { returns } = reader.state;
  const units = Object.values(returns.units);
  return {
    tally: returns.tally,
    held: newest(
      units.flatMap((unit) => unit.held.map((held) => ({ at: held.record, unit, held }))),
      HELD_SHOWN,
      ({ unit, held }) => heldView(reader, unit, held),
    ),
    corrections: newest(
      units.flatMap((unit) => (isCorrected(unit) ? [{ at: unit.count.record, unit }] : [])),
      OTHERS_SHOWN,
      ({ unit }) => correctionView(unit),
    ),
    refused: newest(units.flatMap(refusedIn), OTHERS_SHOWN, ({ refused }) => refused),
    trust: returns.trust,
  };
}

/** `at` is a record, which orders what came at one moment. */
function newest<T extends { readonly at: number }, V>(
  all: readonly T[],
  most: number,
  view: (one: T) => V,
): Newest<V> {
  return {
    all: all.length,
    shown: all
      .toSorted((a, b) => b.at - a.at)
      .slice(0, most)
      .map(view),
  };
}

function heldView(reader: DeskReader, unit: UnitReturns, held: HeldReport): HeldView {
  const { source, at, faults, count } = held;
  const accepted = unit.sources[source]?.standing?.count ?? unit.count;
  return {
    source,
    unit: unit.unit,
    contest: unit.contest,
    at,
    faults,
    said: figuresOf(count),
    accepted: accepted === null ? null : figuresOf(accepted),
    margin: marginsOf(reader, unit, held),
    material: reader.state.faulty[unit.contest] === true,
  };
}

/** Accepted, a report moves the contest only where its source is the one that counts for the unit. */
function marginsOf({ state, context }: DeskReader, unit: UnitReturns, held: HeldReport): HeldView['margin'] {
  const sum = state.contests[unit.contest];
  const now = sum?.margin ?? null;
  if (unit.source !== null && unit.source !== held.source) return { now, ifAccepted: now };
  const [first, second] = context.election.tickets;
  const accepted = (ticket: TicketId): number =>
    (sum?.votes[ticket] ?? 0) - (unit.count?.votes[ticket] ?? 0) + (held.count.votes[ticket] ?? 0);
  const [a, b] = [accepted(first!.id), accepted(second!.id)];
  return { now, ifAccepted: a + b <= 0 ? null : (a - b) / (a + b) };
}

type Corrected = UnitReturns & { readonly count: Count; readonly before: Count };

function isCorrected(unit: UnitReturns): unit is Corrected {
  return unit.count !== null && unit.before !== null && isCorrection(unit.marks);
}

function correctionView({ unit, contest, source, count, before, marks }: Corrected): CorrectionView {
  const faults = marks.filter((fault) => CORRECTIONS.includes(fault));
  return {
    source: source!,
    unit,
    contest,
    at: count.at,
    faults,
    before: figuresOf(before),
    after: figuresOf(count),
  };
}

function refusedIn({ unit, contest, found }: UnitReturns): { at: number; refused: RefusedView }[] {
  return found
    .filter(({ effect }) => effect === 'refuse')
    .map(({ record, at, faults }) => ({
      at: record,
      refused: { unit, contest, at, faults, record },
    }));
}

function figuresOf({ record, at, stamp, votes, total, expectedShare, precision }: Count): FiguresView {
  return { record, at, stamp, votes, total, expectedShare, rounded: precision === 'rounded' };
}
