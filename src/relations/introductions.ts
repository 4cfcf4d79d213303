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

/** One end of a search: how many steps each person is from it, and the strongest ties of that many. */
type End = {
  readonly steps: Uint8Array;
  readonly best: Uint16Array;
  /** Place of the tie by which a person was reached, and from whom. */
  readonly by: Int32Array;
  readonly from: Int32Array;
  frontier: number[];
  depth: number;
};

/**
 * From all of ours and from the person at once, always the smaller side, whole levels at a time: the first level that
 * meets holds every shortest path, since a person who stands on one is known to both sides at just these depths.
 */
function searchTo(graph: Graph, target: number, banned: Uint8Array): Search | null {
  const ours = endAt(
    graph,
    graph.house.filter((person) => banned[person] === 0),
  );
  const theirs = endAt(graph, [target]);
  if (ours.steps[target] === 1) return { people: [target], places: [] };
  while (ours.depth + theirs.depth < STEPS_AT_MOST) {
    const [one, other] = ours.frontier.length <= theirs.frontier.length ? [ours, theirs] : [theirs, ours];
    if (one.frontier.length === 0) return null;
    expand(graph, one, banned);
    const meeting = strongest(one, other);
    if (meeting !== null) return through(meeting, ours, theirs);
  }
  return null;
}

function endAt({ ids }: Graph, people: readonly number[]): End {
  const steps = new Uint8Array(ids.length);
  for (const person of people) steps[person] = 1;
  return {
    steps,
    best: new Uint16Array(ids.length),
    by: new Int32Array(ids.length),
    from: new Int32Array(ids.length).fill(-1),
    frontier: [...people],
    depth: 0,
  };
}

function expand({ starts, neighbours, strengths }: Graph, end: End, banned: Uint8Array): void {
  const { steps, best, by, from } = end;
  const next: number[] = [];
  const level = end.depth + 2;
  for (const person of end.frontier) {
    for (let place = starts[person]!; place < starts[person + 1]!; place++) {
      const other = neighbours[place]!;
      if (banned[other] === 1) continue;
      const strength = best[person]! + strengths[place]!;
      if (steps[other] === 0) {
        steps[other] = level;
        next.push(other);
      } else if (steps[other] !== level || strength <= best[other]!) continue;
      best[other] = strength;
      by[other] = place;
      from[other] = person;
    }
  }
  end.frontier = next;
  end.depth += 1;
}

function strongest({ frontier, best }: End, other: End): number | null {
  let found: number | null = null;
  for (const person of frontier) {
    if (other.steps[person] === 0) continue;
    if (found === null || best[person]! + other.best[person]! > best[found]! + other.best[found]!)
      found = person;
  }
  return found;
}

function through(meeting: number, ours: End, theirs: End): Search {
  const search: Search = { people: [meeting], places: [] };
  for (let person = meeting; ours.from[person]! >= 0; person = ours.from[person]!) {
    search.places.unshift(ours.by[person]!);
    search.people.unshift(ours.from[person]!);
  }
  for (let person = meeting; theirs.from[person]! >= 0; person = theirs.from[person]!) {
    search.places.push(theirs.by[person]!);
    search.people.push(theirs.from[person]!);
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
