/**
 * A night whose counts nobody kept: a path of the count between the real closings and the real result.
 *
 * (election, final figures, counting habits) → count reports in order of time, the same every time, ending exactly on
 * the final figures. Plausible and no more: only both ends are real, so nothing may be learnt from what lies between.
 */
import type { Baseline, Contest, Election, TicketId } from '../election/election.ts';
import { formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';

/** How a contest's count usually runs. */
type CountingHabit = {
  /** By how much the first votes counted favour the first ticket over the second, in margin (-1 to 1). */
  readonly earlyBias: number;
  /** Share of the final vote that is counted when the first night's work ends, 0–1. */
  readonly firstNightShare: number;
};

export type Reconstruction = {
  readonly election: Election;
  /** Certified figures; a contest without a row gets no reports. */
  readonly results: readonly Baseline[];
  readonly habits: Readonly<Record<string, CountingHabit>>;
};

const USUAL: CountingHabit = { earlyBias: 0, firstNightShare: 0.97 };

/** The last vote is in by now, counted from the first closing of any poll. */
const SPAN = 72 * HOUR;

/**
 * From this share on the count has its final margin: at 95 % the default policy takes a narrow lead for an open
 * contest, and a lead that only the reconstruction made narrow must not hold a message back.
 */
const SETTLED_SHARE = 0.94;

/** Of a contest's reports this part comes in the first night. */
const FIRST_NIGHT_REPORTS = 0.72;

/** All reports of the night, positions from 1, in order of time. */
export function reconstructCounts({ election, results, habits }: Reconstruction): CountReport[] {
  const finals = new Map(results.map((final) => [final.unit, final]));
  const end = Math.min(...election.contests.map(({ pollsCloseFirst }) => pollsCloseFirst)) + SPAN;
  const paths = election.contests.flatMap((contest) => {
    const final = finals.get(contest.id);
    if (final === undefined) return [];
    const draw = drawing(`${election.id} ${contest.id}`);
    const shape = shapeOf(contest, final, habits[contest.id] ?? USUAL, end, draw);
    return pathOf(contest, shape, election, draw);
  });
  return paths
    .sort((a, b) => a.at - b.at)
    .map(({ at, report }, i) => ({
      feed: 'counts',
      position: i + 1,
      ...report,
      reportedAt: formatInstant(at),
      observedAt: null,
    }));
}

type Draw = () => number;

type Shape = CountingHabit & {
  readonly final: Baseline;
  /** Final total; the sum of the tickets where the record has none (districts). */
  readonly total: number;
  readonly start: Instant;
  readonly nightEnd: Instant;
  readonly end: Instant;
  /** Share counted in the first report: early votes counted before the closing. */
  readonly firstShare: number;
};

function shapeOf(contest: Contest, final: Baseline, habit: CountingHabit, end: Instant, draw: Draw): Shape {
  const { pollsCloseLast: close } = contest;
  const remainder = 1 - habit.firstNightShare;
  // Two per cent left take a day, a third takes as long as there is.
  const days = close + 20 * HOUR + remainder * 170 * HOUR + draw() * 6 * HOUR;
  return {
    ...habit,
    final,
    total: final.total ?? Object.values(final.votes).reduce((sum, votes) => sum + votes, 0),
    start: close + (3 + draw() * 20) * MINUTE,
    nightEnd: close + (4 + draw() * 3) * HOUR,
    end: Math.min(days, end - draw() * 90 * MINUTE),
    firstShare: 0.02 + draw() * 0.22,
  };
}

type Step = {
  readonly at: Instant;
  readonly report: Omit<CountReport, 'feed' | 'position' | 'reportedAt' | 'observedAt'>;
};

function pathOf(contest: Contest, shape: Shape, election: Election, draw: Draw): Step[] {
  const steps: Step[] = [];
  let counted: Record<TicketId, number> = Object.fromEntries(election.tickets.map(({ id }) => [id, 0]));
  let total = 0;
  for (const at of timesOf(shape, draw)) {
    const share = shareAt(shape, at);
    const next = votesAt(shape, election, share, draw);
    counted = Object.fromEntries(
      Object.entries(next).map(([id, votes]) => [id, Math.max(votes, counted[id]!)]),
    );
    const grown = Math.max(total, totalAt(shape, counted, share));
    if (grown === total) continue;
    total = grown;
    steps.push({
      at,
      report: {
        unit: contest.id,
        contest: contest.id,
        votes: counted,
        total,
        // Rounded down, as the feeds do: complete only when it is.
        expectedShare: Math.floor((total / shape.total) * 1000) / 1000,
        precision: 'exact',
      },
    });
  }
  return steps;
}

/** Whole seconds: many in the first hours, fewer towards morning, then in the working hours that follow. */
function timesOf({ total, start, nightEnd, end }: Shape, draw: Draw): Instant[] {
  const reports = Math.round(Math.min(130, 22 + 8 * Math.sqrt(total / 100_000)));
  const firstNight = Math.round(reports * FIRST_NIGHT_REPORTS);
  const times = [start, end];
  for (let i = 2; i < reports; i++) {
    const moment =
      i < firstNight
        ? start + draw() ** 1.4 * (nightEnd - start)
        : nightEnd + draw() ** 1.2 * (end - nightEnd);
    times.push(moment);
  }
  return times.map((at) => Math.round(at / SECOND) * SECOND).sort((a, b) => a - b);
}

/** Share of the final vote counted: steep at first and flat at the end, in the night and again in the days after. */
function shareAt({ start, nightEnd, end, firstShare, firstNightShare }: Shape, at: Instant): number {
  if (at <= nightEnd) {
    const left = 1 - (at - start) / (nightEnd - start);
    return firstShare + (firstNightShare - firstShare) * (1 - Math.max(0, left) ** 2.2);
  }
  const left = Math.max(0, 1 - (at - nightEnd) / (end - nightEnd));
  return end - at < SECOND ? 1 : firstNightShare + (1 - firstNightShare) * (1 - left ** 1.5);
}

/** Tickets' votes at a share: the final margin, moved by what is counted first, which dies away. */
function votesAt(
  { final, earlyBias }: Shape,
  { tickets }: Election,
  share: number,
  draw: Draw,
): Record<TicketId, number> {
  const [first, second] = [tickets[0]!.id, tickets[1]!.id];
  const both = final.votes[first]! + final.votes[second]!;
  const margin = both === 0 ? 0 : (final.votes[first]! - final.votes[second]!) / both;
  const fade = share < SETTLED_SHARE ? (1 - share / SETTLED_SHARE) ** 2 : 0;
  // A lopsided contest has less room to look different early.
  const bias = (earlyBias + (draw() - 0.5) * 0.03) * (1 - margin * margin) * fade;
  const votes = Object.fromEntries(
    tickets.map(({ id }) => [id, Math.round(final.votes[id]! * share)] as [string, number]),
  );
  votes[first] = Math.min(final.votes[first]!, Math.round((both * share * (1 + margin + bias)) / 2));
  votes[second] = Math.min(final.votes[second]!, Math.round((both * share * (1 - margin - bias)) / 2));
  return votes;
}

function totalAt(
  { final, total }: Shape,
  counted: Readonly<Record<TicketId, number>>,
  share: number,
): number {
  const sum = (votes: Readonly<Record<TicketId, number>>): number =>
    Object.values(votes).reduce((all, one) => all + one, 0);
  return sum(counted) + Math.round((total - sum(final.votes)) * share);
}

/** Repeatable numbers in [0, 1) from a name (FNV-1a, then Murmur3's finish); enough for a drawing, never for secrets. */
function drawing(name: string): Draw {
  let state = 0x811c9dc5;
  for (const letter of name) state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return ((word ^ (word >>> 16)) >>> 0) / 2 ** 32;
  };
}
