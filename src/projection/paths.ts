/**
 * The ways to a majority that are left: smallest sets of open contests that would do, the likeliest first.
 *
 * The joint errors of all contests, and who has which contest already, in; sets out. "Smallest" means that no contest
 * of a set could be left out. Electors are added up, nothing else is assumed; only the order is the model's.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import { chancesAt, doubtOf } from './doubt.ts';
import type { Joint } from './joint.ts';
import { sharedErrors } from './shared-errors.ts';

export type Path = {
  /** Open contests that would all have to be won, the largest first. */
  readonly contests: readonly ContestId[];
  readonly electors: number;
  /** How likely the ticket wins all of them. */
  readonly probability: number;
};

export type Paths = {
  readonly ticket: TicketId;
  /** Electors that the ticket has by `decided`. */
  readonly electors: number;
  /** Electors still missing to the majority; 0 where it is reached. */
  readonly needed: number;
  /** Number of smallest sets; at least this many where `complete` is false. */
  readonly count: number;
  readonly complete: boolean;
  /** The likeliest of them. */
  readonly paths: readonly Path[];
};

/** Sets looked at before stopping; a night with 14 open contests has at most a few thousand. */
const MOST_SETS = 20_000;

/** Points over which the joint probability of a set is summed: its order needs no more. */
const POINTS = 1024;

/**
 * The remaining paths of one of the first two tickets. `decided` says who has a contest; the rest is open. Throws for
 * a ticket that the model does not know.
 */
export function remainingPaths(
  joint: Joint,
  ticket: TicketId,
  decided: Readonly<Record<ContestId, TicketId>>,
  most = 12,
): Paths {
  if (ticket !== joint.tickets[0] && ticket !== joint.tickets[1])
    throw new Error(
      `invalid ticket "${ticket}": paths are known for ${joint.tickets.slice(0, 2).join(' and ')}`,
    );
  const won = joint.contests.flatMap((id, i) => (decided[id] === ticket ? [joint.electors[i]!] : []));
  const electors = won.reduce((sum, more) => sum + more, 0);
  const needed = Math.max(0, joint.majority - electors);
  const open = joint.contests
    .flatMap((id, i) => (decided[id] === undefined && joint.electors[i]! > 0 ? [i] : []))
    .sort((a, b) => joint.electors[b]! - joint.electors[a]! || a - b);
  const { sets, complete } = smallestSets(
    open.map((i) => joint.electors[i]!),
    needed,
  );
  const chances = chancesOf(joint, open, ticket === joint.tickets[0]);
  const paths = sets
    .map((set) => ({ set, guess: set.reduce((product, j) => product * chances.mean[j]!, 1) }))
    .sort((a, b) => b.guess - a.guess)
    .slice(0, 4 * most)
    .map(
      ({ set }): Path => ({
        contests: set.map((j) => joint.contests[open[j]!]!),
        electors: set.reduce((sum, j) => sum + joint.electors[open[j]!]!, 0),
        probability: jointChance(chances.at, open.length, set),
      }),
    )
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most);
  return { ticket, electors, needed, count: needed === 0 ? 0 : sets.length, complete, paths };
}

/** Every smallest set of weights (largest first) that reaches `needed`, as lists of places. */
function smallestSets(weights: readonly number[], needed: number): { sets: number[][]; complete: boolean } {
  const sets: number[][] = [];
  if (needed === 0) return { sets, complete: true };
  const rest = weights.map((_, i) => weights.slice(i).reduce((sum, weight) => sum + weight, 0));
  const chosen: number[] = [];
  const visit = (from: number, sum: number): void => {
    // Weights fall, so the last one chosen is the smallest: the set is smallest if it cannot do without that one.
    for (let i = from; i < weights.length && sets.length < MOST_SETS; i++) {
      if (sum + rest[i]! < needed) return;
      chosen.push(i);
      if (sum + weights[i]! >= needed) sets.push([...chosen]);
      else visit(i + 1, sum + weights[i]!);
      chosen.pop();
    }
  };
  visit(0, 0);
  return { sets, complete: sets.length < MOST_SETS };
}

/** Chance of each open contest for the ticket, at every point and in the mean. */
function chancesOf(joint: Joint, open: readonly number[], isFirst: boolean) {
  const doubt = doubtOf(joint, open);
  const at = new Float64Array(POINTS * open.length);
  const mean = new Float64Array(open.length);
  const chances = new Float64Array(open.length);
  const moments = new Float64Array(2);
  const errors = sharedErrors(POINTS);
  const places = doubt.order.map((i) => open.indexOf(i));
  for (let point = 0; point < POINTS; point++) {
    chancesAt(doubt, errors, point, chances, moments);
    places.forEach((j, place) => {
      const chance = isFirst ? chances[place]! : 1 - chances[place]!;
      at[point * open.length + j] = chance;
      mean[j]! += chance / POINTS;
    });
  }
  return { at, mean };
}

function jointChance(at: Float64Array, size: number, set: readonly number[]): number {
  let sum = 0;
  for (let point = 0; point < POINTS; point++) {
    let product = 1;
    for (const j of set) product *= at[point * size + j]!;
    sum += product;
  }
  return sum / POINTS;
}
