/**
 * One record folded into the state. Same records, same state, byte for byte; nothing here knows a clock.
 */
import { applyStory } from '../brief/story.ts';
import type { Contest, ContestId } from '../election/election.ts';
import { type Instant, MINUTE } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { askingAfter } from '../feeds/asking.ts';
import { applyResponse } from '../response/apply.ts';
import { applyCount, decideHeld, type HeldDecision, setTrust, type TrustSet } from '../returns/apply.ts';
import { sumContest } from '../returns/sum.ts';
import { collectEvidence, type Struck } from '../verdict/collect-evidence.ts';
import { isNarrow, readsLiveFeeds, readsProjection } from '../verdict/policy.ts';
import { withPublication } from './articles.ts';
import type { Context } from './context.ts';
import type { ModelCall, Projected, ProjectionSet, Publication, VerdictChange } from './records.ts';
import { silentContests } from './silent.ts';
import type { DeskState, FeedState } from './state.ts';
import { applySurroundings } from './surroundings.ts';

/** Kinds that the desk's timeline shows; counts and routine closings stay in the journal. */
export const ON_TIMELINE: ReadonlySet<string> = new Set([
  'call',
  'retraction',
  'fact',
  'struck',
  'verdict',
  'act',
  'feed',
  'model-call',
  'armed',
  'stood-down',
  'approved',
  'approval-revoked',
  'approval-ended',
  'gate-overridden',
  'plan-changed',
  'marked',
  'unmarked',
  'second-confirmed',
  'release-ordered',
  'release-stopped',
  'release-sent',
  'release-failed',
  'release-unknown',
  'release-resolved',
  'held-all',
  'hold-lifted',
  'aftermath',
  'window-held',
  'talk-started',
  'talk-ended',
  'meeting',
  'published',
  'story-written',
  'story-approved',
  'story-released',
  'taken-down',
  'ranking-excluded',
  'pages',
  'report-decided',
  'trust-set',
  'projection-set',
  'denied',
]);

/** Kinds that can move what is counted in a contest. */
const COUNTING = new Set(['count', 'report-decided', 'trust-set', 'projection-set']);

const TICKS_KEPT = 60;

/** Which derived things an entry may have changed. */
export type Touched = {
  counts: boolean;
  evidence: boolean;
  response: boolean;
  /** The evidence that a person struck. */
  struck: number | null;
};

/** Folds one entry into the state, in place. */
export function apply(state: DeskState, context: Context, entry: Entry): Touched {
  state.seq = entry.seq;
  state.at = entry.at;
  noteFeed(state, entry);
  if (ON_TIMELINE.has(entry.kind) && !isRoutine(entry)) {
    state.timeline.push({ seq: entry.seq, at: entry.at, by: entry.by, kind: entry.kind, data: entry.data });
  }
  const known = state.evidence.length;
  const stories = applyStory(state.stories, entry);
  const spoken = stories.stories !== state.stories.stories;
  state.stories = stories;
  OWN[entry.kind]?.(state, context, entry);
  applySurroundings(state.surroundings, context.relations, entry);
  return {
    counts: COUNTING.has(entry.kind),
    evidence: collectEvidence(state.evidence, entry) || state.evidence.length > known,
    // A line to take can keep a step of the plan from leaving.
    response: applyResponse(state.response, entry) || spoken,
    struck: entry.kind === 'struck' ? (entry.data as Struck).record : null,
  };
}

type Applier = (state: DeskState, context: Context, entry: Entry) => void;

const OWN: Readonly<Record<string, Applier>> = {
  opened: (state, _context, entry) => {
    state.opened = entry.data as DeskState['opened'];
  },
  count: (state, context, entry) => {
    const report = entry.data as CountReport;
    applyCount(state.returns, entry as Entry<'count', CountReport>, context.election, context.baseline);
    rollUp(state, context, report.contest, entry);
  },
  'report-decided': (state, context, entry) => {
    const unit = decideHeld(state.returns, entry.data as HeldDecision, context.baseline);
    if (unit !== null) rollUp(state, context, unit.contest, entry);
  },
  'trust-set': (state, context, entry) => {
    for (const contest of setTrust(state.returns, entry.data as TrustSet))
      rollUp(state, context, contest, entry);
  },
  'projection-set': (state, _context, entry) => {
    const { contest, as } = entry.data as ProjectionSet;
    if (as === null) delete state.projecting[contest];
    else state.projecting[contest] = { as, record: entry.seq };
    state.moved = true;
  },
  feed: (state, context, entry) => {
    const { feed, to, since } = entry.data as { feed: string; to: string; since: Instant | null };
    const known = state.feeds[feed];
    if (known !== undefined) Object.assign(known, { health: to, since });
    noteSilence(state, context, entry);
  },
  verdict: (state, _context, entry) => {
    const change = entry.data as VerdictChange;
    Object.assign(state.announced, { level: change.to, ticket: change.ticket, since: entry.at });
  },
  act: (state, _context, entry) => {
    const { act, to, ticket } = entry.data as {
      act: keyof DeskState['announced']['acts'];
      to: 'wait' | 'hold' | 'releasable';
      ticket: string | null;
    };
    state.announced.acts[act] = { standing: to, ticket };
  },
  aftermath: (state, _context, entry) => {
    state.announced.aftermath = (entry.data as { to: DeskState['announced']['aftermath'] }).to;
  },
  projected: (state, { policy }, entry) => {
    const electors = entry.data as Projected;
    state.projections.push({ at: entry.at, seq: entry.seq, electors });
    state.moved = false;
    if (!readsProjection(policy)) return;
    const { seq: record, at } = entry;
    state.evidence.push({
      kind: 'projection',
      record,
      knownAt: at,
      saidAt: at,
      chances: electors.winProbability,
    });
  },
  'model-call': (state, _context, entry) => {
    const { contest, ticket, probability } = entry.data as ModelCall;
    if (ticket === null) delete state.modelCalls[contest];
    else state.modelCalls[contest] = { ticket, at: entry.at, probability };
  },
  fact: (state, _context, entry) => {
    const fact = entry.data as { kind: string; scope: ContestId; state?: string };
    if (fact.kind === 'feed-fault' && entry.by === 'desk') state.faulty[fact.scope] = fact.state === 'open';
  },
  published: (state, _context, entry) => {
    state.articles = withPublication(state.articles, entry.data as Publication);
  },
};

/** What moves a district may move its state, which rests on its districts where it has no row of its own. */
function rollUp(state: DeskState, context: Context, id: ContestId, entry: Entry): void {
  const contest: Contest | undefined = context.contests[id];
  if (contest === undefined) return;
  sumUp(state, context, id, entry);
  if (contest.parent !== null) sumUp(state, context, contest.parent, entry);
}

function sumUp(state: DeskState, context: Context, id: ContestId, entry: Entry): void {
  const sum = sumContest(state.returns, context.election, context.baseline, id);
  if (sum.basis === 'none' && state.contests[id] === undefined) return;
  state.contests[id] = sum;
  state.moved = true;
  const narrow = isNarrow(context.policy, id, sum.margin, sum.expectedShare);
  if (narrow === (state.narrow[id] ?? false)) return;
  state.narrow[id] = narrow;
  const [first, second] = context.election.tickets;
  const leader = sum.margin === null || sum.margin === 0 ? null : sum.margin > 0 ? first!.id : second!.id;
  state.evidence.push({
    kind: 'narrow',
    record: entry.seq,
    knownAt: entry.at,
    saidAt: entry.at,
    contest: id,
    leader,
    narrow,
  });
}

/** Which counts have fallen silent is the verdict's business only where the policy asks for it. */
function noteSilence(state: DeskState, { policy, election }: Context, { seq, at }: Entry): void {
  if (!readsLiveFeeds(policy)) return;
  const contests = silentContests(state, election);
  const last = state.evidence.findLast((one) => one.kind === 'silent');
  if (contests.join() === (last?.contests ?? []).join()) return;
  state.evidence.push({ kind: 'silent', record: seq, knownAt: at, saidAt: at, contests });
}

function noteFeed(state: DeskState, entry: Entry): void {
  if (!entry.by.startsWith('feed:')) return;
  const name = entry.by.slice('feed:'.length);
  const feed = state.feeds[name] ?? newFeed();
  state.feeds[name] = feed;
  const asking = askingAfter(feed.asking, entry);
  if (asking !== null) {
    // How asking goes says nothing of the source's own rhythm.
    feed.asking = asking;
    return;
  }
  const { position } = entry.data as { position?: number };
  feed.position = position ?? feed.position + 1;
  feed.counts ||= entry.kind === 'count';
  feed.records += 1;
  feed.refused += entry.kind === 'refused-row' ? 1 : 0;
  feed.lastAt = entry.at;
  const minute = String(Math.floor(entry.at / MINUTE));
  if (feed.minutes[minute] === undefined) dropOldTicks(feed, Number(minute));
  feed.minutes[minute] = (feed.minutes[minute] ?? 0) + 1;
}

function newFeed(): FeedState {
  return {
    position: 0,
    counts: false,
    records: 0,
    refused: 0,
    lastAt: null,
    minutes: {},
    asking: null,
    health: 'waiting',
    since: null,
  };
}

function dropOldTicks(feed: FeedState, now: number): void {
  for (const minute of Object.keys(feed.minutes)) {
    if (Number(minute) <= now - TICKS_KEPT) delete feed.minutes[minute];
  }
}

/** Closings come by the clock, faults of a feed show beside it, and the short pieces would crowd out what they report. */
function isRoutine(entry: Entry): boolean {
  if (entry.kind === 'published') return (entry.data as Publication).kind !== 'lead';
  return (
    entry.kind === 'fact' && ['polls-close', 'feed-fault'].includes((entry.data as { kind: string }).kind)
  );
}
