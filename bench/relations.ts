/**
 * What it costs to find an introduction and to weigh the camps: 50,000 people, 300,000 ties and 100,000 engagements
 * from a seed, ties drawn so that some people know very many.
 *
 * Run it alone, or call `benchRelations` from a runner. `graph` is built once for a day and a marking and then kept;
 * `path` is one whole answer: three paths, single points and gatekeepers. Milliseconds of
 * processor time, so that a busy machine does not count.
 */
import { DAY } from '../src/election/instant.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { balanceOf, balanceOver } from '../src/relations/balance.ts';
import { graphOn } from '../src/relations/graph.ts';
import { reachOf } from '../src/relations/introductions.ts';
import { type Contact, HOUSE, type Relations } from '../src/relations/relations.ts';
import { visibleTo } from '../src/relations/visible.ts';

const SEED = 50_000;
const PEOPLE = 50_000;
const TIES = 300_000;
const ENGAGEMENTS = 100_000;
const NIGHT = Date.parse('2024-11-06T00:00:00Z');
const TODAY = '2024-11-06';

export type RelationsFigures = {
  readonly visibleMs: number;
  readonly graphMs: number;
  readonly pathMs: number;
  readonly pathWorstMs: number;
  readonly pathsFound: number;
  readonly balanceMs: number;
  readonly balanceOverMs: number;
};

export function benchRelations(runs = 40): RelationsFigures {
  const relations = madeUp();
  const graph = graphOn(relations, TODAY);
  const random = seededRandom(SEED + 1);
  const targets = Array.from({ length: runs }, () => `p${Math.floor(random() * PEOPLE)}`);
  for (const id of ['p0', 'p1', 'p2']) reachOf(graph, id);
  let found = 0;
  // The best of three each: in one of them the collector clears away what made the people.
  const paths = targets.map((id) => {
    found += reachOf(graph, id).paths.length;
    return Math.min(...[1, 2, 3].map(() => timed(() => reachOf(graph, id))));
  });
  const weeks = Array.from({ length: 52 }, (_, index) => NIGHT - (51 - index) * 7 * DAY);
  return {
    visibleMs: mean(repeat(10, () => visibleTo(relations, 'internal'))),
    graphMs: mean(repeat(10, () => graphOn(relations, TODAY))),
    pathMs: mean(paths),
    pathWorstMs: Math.max(...paths),
    pathsFound: found,
    balanceMs: mean(repeat(10, () => balanceOf(relations, NIGHT))),
    balanceOverMs: mean(repeat(10, () => balanceOver(relations, weeks))),
  };
}

function madeUp(): Relations {
  const random = seededRandom(SEED);
  const below = (count: number) => Math.floor(random() * count);
  const word = { en: 'x', ja: 'x' };
  const sides = ['D', 'R', null, null];
  const people = Array.from(
    { length: PEOPLE },
    (_, index): Contact => ({
      id: `p${index}`,
      name: word,
      side: index < 20 ? HOUSE : sides[below(4)]!,
      posts: [],
      seniority: 1 + below(5),
      languages: [],
      address: null,
      pronunciation: null,
      emails: [],
      phones: [],
      keeper: null,
      marking: below(10) === 0 ? 'secret' : 'open',
    }),
  );
  // The square makes low numbers frequent: a few know thousands, most know a handful.
  const somebody = () => `p${Math.floor(random() ** 2 * PEOPLE)}`;
  return {
    readers: {},
    organisations: [],
    camps: ['D', 'R'].map((ticket) => ({ ticket, title: word, principal: null })),
    people,
    ties: Array.from({ length: TIES }, (_, index) => ({
      id: `t${index}`,
      from: somebody(),
      to: somebody(),
      kind: 'colleague' as const,
      strength: below(4),
      since: null,
      until: below(5) === 0 ? '2021-01-20' : null,
      reason: word,
      marking: 'open' as const,
    })),
    engagements: Array.from({ length: ENGAGEMENTS }, () => NIGHT - random() * 700 * DAY)
      .sort((a, b) => a - b)
      .map((at) => ({
        at,
        contact: somebody(),
        channel: 'state' as const,
        by: 'x',
        said: '',
        line: word,
        followUp: null,
        marking: 'open' as const,
        record: null,
      })),
    exceptions: [],
  };
}

function repeat(runs: number, work: () => unknown): number[] {
  work();
  return Array.from({ length: runs }, () => timed(work));
}

function timed(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

if (import.meta.main) console.log(JSON.stringify(benchRelations()));
