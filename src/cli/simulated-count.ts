/**
 * A replay's result, counted in a made-up order up to a given share of the whole vote: for measuring coverage along
 * the way. Seeded; the recipe is that of the replays' own moments, simplified.
 */
import type { Replay } from '../feeds/replay/read-replay.ts';
import { type ReplayCount, TICKETS } from '../feeds/replay/replay.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { type Random, seededRandom } from '../numeric/random.ts';

/** `random`: whole units in any order; `night`: whole units by closing hour and size; `partial`: the same, bit by bit. */
export const ORDERS = ['random', 'night', 'partial'] as const;
export type Order = (typeof ORDERS)[number];

/** Last closing hour, New York time, of the states that do not close at 20:00. */
const CLOSING: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [18.5, 'KY IN'],
      [19, 'FL GA SC VT VA'],
      [19.5, 'NC OH WV'],
      [20.5, 'AR'],
      [21, 'AZ CO IA LA MN NE NM NY WI WY'],
      [22, 'ID MT NV UT'],
      [23, 'CA HI OR WA'],
      [24, 'AK'],
    ] as const
  ).flatMap(([hour, states]) => states.split(' ').map((state) => [state, hour])),
);

/** Spread of what an early count of a state is wrong by, where nothing is counted yet. */
const EARLY_BIAS = 0.05;

type Timed = {
  readonly count: Omit<ReplayCount, 'expectedShare'>;
  readonly votes: number;
  /** When it begins to report and when it is complete, in hours. */
  readonly from: number;
  readonly to: number;
  readonly bias: number;
};

/** What is counted once `share` of all votes are. Units that have not begun are left out. */
export function simulatedCount(
  results: NonNullable<Replay['results']>,
  order: Order,
  share: number,
  seed: number,
): ReplayCount[] {
  const timed = timedUnits(results, order, seededRandom(seed));
  if (share <= 0) return [];
  if (share >= 1) return timed.map(({ count }) => ({ ...count, expectedShare: 1 }));
  const all = timed.reduce((sum, { votes }) => sum + votes, 0);
  const countedAt = (hour: number) =>
    timed.reduce((sum, unit) => sum + unit.votes * partAt(unit, hour, order), 0) / all;
  let [low, high] = [0, 80];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (countedAt(middle) < share) low = middle;
    else high = middle;
  }
  return timed.flatMap((unit) => {
    const part = partAt(unit, high, order);
    return part === 0 ? [] : [countOf(unit, part)];
  });
}

function timedUnits(results: NonNullable<Replay['results']>, order: Order, random: Random): Timed[] {
  const biasOf = new Map<string, number>();
  // A district's counties report when the state's do.
  const hours = new Map<string, { from: number; to: number }>();
  return results.map((count): Timed => {
    const votes = TICKETS.reduce((sum, ticket) => sum + count.votes[ticket]!, 0);
    const state = count.contest.split('-')[0]!;
    const known = hours.get(count.unit) ?? hoursOf(state, votes, order, random);
    hours.set(count.unit, known);
    if (!biasOf.has(state))
      biasOf.set(state, order === 'partial' ? EARLY_BIAS * normalQuantile(inside(random())) : 0);
    return { count, votes, ...known, bias: biasOf.get(state)! };
  });
}

function hoursOf(state: string, votes: number, order: Order, random: Random): { from: number; to: number } {
  if (order === 'random') {
    const at = 60 * random();
    return { from: at, to: at };
  }
  const from = CLOSING[state] ?? 20;
  const lag = 0.6 * Math.max(0.1, Math.log10(Math.max(votes, 100) / 1000));
  // Gamma with shape 2 and scale a half: the sum of two exponential waits.
  const wait = -0.5 * Math.log(inside(random()) * inside(random()));
  return { from, to: from + lag + wait };
}

function inside(uniform: number): number {
  return Math.min(1 - 1e-9, Math.max(1e-9, uniform));
}

function partAt({ from, to }: Timed, hour: number, order: Order): number {
  if (hour >= to) return 1;
  return order === 'partial' && hour > from ? Math.floor((100 * (hour - from)) / (to - from)) / 100 : 0;
}

function countOf({ count, votes, bias }: Timed, part: number): ReplayCount {
  if (part === 1) return { ...count, expectedShare: 1 };
  const [first, second] = TICKETS;
  const margin = (count.votes[first]! - count.votes[second]!) / Math.max(1, votes) + bias * (1 - part);
  const counted = votes * part;
  const lead = counted * Math.min(0.98, Math.max(-0.98, margin));
  return {
    ...count,
    votes: { [first]: Math.round((counted + lead) / 2), [second]: Math.round((counted - lead) / 2) },
    expectedShare: part,
  };
}
