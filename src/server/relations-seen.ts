/**
 * What a person may see of the relations, and the graph over it for a day; every answer on them begins here.
 *
 * Both are kept by marking until the relations change: at 300,000 ties either costs a tenth of a second to make anew.
 */
import type { DeskReader } from '../desk.ts';
import type { Marking } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import { readerOf, relationsNow } from '../fold/decide-surroundings.ts';
import { type Graph, graphOn } from '../relations/graph.ts';
import type { Relations } from '../relations/relations.ts';
import { visibleTo } from '../relations/visible.ts';

type Kept = { readonly seen: Relations; graph: Graph | null };

/** By the fold of what was entered, which is one object as long as a desk is open. */
const KEPT = new WeakMap<object, { revision: number; readonly by: Map<Marking, Kept> }>();

export function relationsSeen(reader: DeskReader, person: string): Relations {
  return keptFor(reader, person).seen;
}

export function graphSeen(reader: DeskReader, person: string, day: string): Graph {
  const kept = keptFor(reader, person);
  if (kept.graph?.day !== day) kept.graph = graphOn(kept.seen, day);
  return kept.graph;
}

function keptFor(reader: DeskReader, person: string): Kept {
  const { relations } = reader.state.surroundings;
  const marking = readerOf(reader.context, personOf(reader.context, person));
  let kept = KEPT.get(relations);
  if (kept?.revision !== relations.revision) {
    kept = { revision: relations.revision, by: new Map() };
    KEPT.set(relations, kept);
  }
  const known = kept.by.get(marking);
  if (known !== undefined) return known;
  const made: Kept = { seen: visibleTo(relationsNow(reader), marking), graph: null };
  kept.by.set(marking, made);
  return made;
}
