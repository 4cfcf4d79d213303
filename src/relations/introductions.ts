/**
 * How somebody can be reached: the shortest credible paths from the house's own people to a person, and who stands on
 * all of them. (graph, person) → paths.
 *
 * Fewer steps come first, since every step must be asked a favour; among equally short ones the stronger ties. Further
 * paths use other people in between, so that a second path helps where the first fails.
 */
import type { Graph } from './graph.ts';

export type Introduction = {
  /** Ids from one of our own to the person. */
  readonly people: readonly string[];
  /** Places in `relations.ties`, one a step. */
  readonly ties: readonly number[];
  /** Sum of the ties' strengths. */
  readonly strength: number;
};

export type Reach = {
  readonly paths: readonly Introduction[];
  /** Without these nobody of ours reaches the person at all. */
  readonly singlePoints: readonly string[];
  /** Without these it takes more steps; `steps` is how many then. */
  readonly gatekeepers: readonly { readonly id: string; readonly steps: number }[];
};

/** More asked favours than this is no introduction any more. */
const STEPS_AT_MOST = 6;

/** Paths to a person, best first; none where nobody of ours reaches the person. Throws on an unknown id. */
export function reachOf(graph: Graph, id: string, paths = 3): Reach {
  const target = graph.numberOf.get(id);
  if (target === undefined) throw new Error(`unknown person "${id}": write an id of the relations`);
  const banned = new Uint8Array(graph.ids.length);
  const found: number[][] = [];
  const introductions: Introduction[] = [];
  for (let count = 0; count < paths; count++) {
    const search = searchTo(graph, target, banned);
    if (search === null) break;
    found.push(search.people);
    introductions.push(told(graph, search));
    const between = search.people.slice(1, -1);
    // Two of ours who both know the person are two paths; a second from the same one is none.
    for (const person of between.length > 0 ? between : search.people.slice(0, 1)) banned[person] = 1;
  }
  const [shortest] = found;
  return { paths: introductions, ...(shortest === undefined ? NOBODY : pointsOn(graph, target, shortest)) };
}

const NOBODY = { singlePoints: [], gatekeepers: [] };

function pointsOn(graph: Graph, target: number, people: readonly number[]): Omit<Reach, 'paths'> {
  const singlePoints: string[] = [];
  const gatekeepers: { id: string; steps: number }[] = [];
  const banned = new Uint8Array(graph.ids.length);
  for (const person of people.slice(1, -1)) {
    banned[person] = 1;
    const around = searchTo(graph, target, banned);
    banned[person] = 0;
    if (around === null) singlePoints.push(graph.ids[person]!);
    else if (around.people.length > people.length)
      gatekeepers.push({ id: graph.ids[person]!, steps: around.people.length - 1 });
  }
  return { singlePoints, gatekeepers };
}

type Search = { readonly people: number[]; readonly places: number[] };

/** Level by level from all of ours at once; a person's best is settled when the level before is done. */
function searchTo(graph: Graph, target: number, banned: Uint8Array): Search | null {
  const { ids, starts, neighbours, strengths, house } = graph;
  const steps = new Uint8Array(ids.length);
  const best = new Uint16Array(ids.length);
  /** Place of the tie by which a person was reached, plus one. */
  const by = new Int32Array(ids.length);
  const parent = new Int32Array(ids.length).fill(-1);
  const queue = new Int32Array(ids.length);
  let end = 0;
  for (const person of house) {
    if (banned[person] === 1) continue;
    steps[person] = 1;
    queue[end++] = person;
  }
  if (steps[target] === 1) return { people: [target], places: [] };
  for (let next = 0; next < end; next++) {
    const person = queue[next]!;
    const level = steps[person]!;
    if (level > STEPS_AT_MOST || (steps[target]! > 0 && level >= steps[target]!)) break;
    for (let place = starts[person]!; place < starts[person + 1]!; place++) {
      const other = neighbours[place]!;
      const strength = best[person]! + strengths[place]!;
      if (banned[other] === 1) continue;
      if (steps[other] === 0) {
        steps[other] = level + 1;
        queue[end++] = other;
      } else if (steps[other] !== level + 1 || strength <= best[other]!) continue;
      best[other] = strength;
      by[other] = place;
      parent[other] = person;
    }
  }
  if (steps[target] === 0) return null;
  const search: Search = { people: [target], places: [] };
  for (let person = target; parent[person]! >= 0; person = parent[person]!) {
    search.places.unshift(by[person]!);
    search.people.unshift(parent[person]!);
  }
  return search;
}

function told(graph: Graph, { people, places }: Search): Introduction {
  return {
    people: people.map((person) => graph.ids[person]!),
    ties: places.map((place) => graph.ties[place]!),
    strength: places.reduce((sum, place) => sum + graph.strengths[place]!, 0),
  };
}
