/**
 * Who can call whom on a day: people as numbers, credible ties as two flat arrays, ready for a search in milliseconds.
 *
 * (relations, day) → index. A tie that does not hold on the day, or would not take the call (strength 0), is not in it;
 * every other is walked both ways, since whoever is rung gladly also rings.
 */
import { HOUSE, type Relations } from './relations.ts';
import { holdsOn } from './terms.ts';

export type Graph = {
  readonly day: string;
  /** Number of a person, by id. */
  readonly numberOf: ReadonlyMap<string, number>;
  readonly ids: readonly string[];
  /** Neighbours of person n stand at starts[n] … starts[n + 1]. */
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** Place in `relations.ties` of the tie to that neighbour. */
  readonly ties: Int32Array;
  readonly strengths: Uint8Array;
  /** The house's own people, from whom introductions begin. */
  readonly house: readonly number[];
};

export function graphOn({ people, ties }: Relations, day: string): Graph {
  const ids = people.map(({ id }) => id);
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const ends = new Int32Array(ties.length * 2).fill(-1);
  const starts = new Int32Array(ids.length + 1);
  ties.forEach((tie, index) => {
    if (tie.strength < 1 || !holdsOn(tie, day)) return;
    const [from, to] = [numberOf.get(tie.from), numberOf.get(tie.to)];
    if (from === undefined || to === undefined || from === to) return;
    ends[2 * index] = from;
    ends[2 * index + 1] = to;
    starts[from + 1]! += 1;
    starts[to + 1]! += 1;
  });
  for (let person = 0; person < ids.length; person++) starts[person + 1]! += starts[person]!;
  const places = starts.slice();
  const size = starts[ids.length]!;
  const [neighbours, own, strengths] = [new Int32Array(size), new Int32Array(size), new Uint8Array(size)];
  for (let index = 0; index < ties.length; index++) {
    const [from, to] = [ends[2 * index]!, ends[2 * index + 1]!];
    if (from < 0) continue;
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const place = places[one]!++;
      neighbours[place] = other;
      own[place] = index;
      strengths[place] = ties[index]!.strength;
    }
  }
  const house = people.flatMap(({ side }, index) => (side === HOUSE ? [index] : []));
  return { day, numberOf, ids, starts, neighbours, ties: own, strengths, house };
}
