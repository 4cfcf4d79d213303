import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKINGS, maySee } from '../../src/election/marking.ts';
import { afterVerdict, gapsOf, remindersOf } from '../../src/relations/care.ts';
import { graphOn } from '../../src/relations/graph.ts';
import { reachOf } from '../../src/relations/introductions.ts';
import { HOUSE, type Relations } from '../../src/relations/relations.ts';
import { visibleTo } from '../../src/relations/visible.ts';
import { contact, met, relations, tie, twin } from './people.ts';

const DAY_OF_SEARCH = '2024-11-06';
const NIGHT = Date.parse(`${DAY_OF_SEARCH}T00:00:00Z`);
const DAY = 86_400_000;

const ours = contact('ambassador', { side: HOUSE });
const other = contact('minister', { side: HOUSE });
const candidate = contact('candidate', { side: 'R', seniority: 5 });

function reach(part: Partial<Relations>, day = DAY_OF_SEARCH) {
  return reachOf(graphOn(relations(part), day), 'candidate');
}

describe('an introduction', () => {
  const friend = contact('friend');
  const adviser = contact('adviser', { side: 'R' });

  it('takes the fewest steps, and of those the strongest ties', () => {
    const people = [ours, friend, adviser, candidate];
    const ties = [
      tie('ambassador', 'friend', { strength: 1 }),
      tie('friend', 'candidate', { strength: 1 }),
      tie('ambassador', 'adviser', { strength: 3 }),
      tie('candidate', 'adviser', { strength: 2 }),
    ];
    const { paths } = reach({ people, ties });
    expect(paths.map((path) => path.people)).toEqual([
      ['ambassador', 'adviser', 'candidate'],
      ['ambassador', 'friend', 'candidate'],
    ]);
    expect(paths[0]).toMatchObject({ strength: 5, ties: [2, 3] });
  });

  it('goes over no tie that has ended, has not begun, or would not take the call', () => {
    const people = [ours, candidate];
    const once = (part: Parameters<typeof tie>[2]) =>
      reach({ people, ties: [tie('ambassador', 'candidate', part)] }).paths.length;
    expect(once({ since: '2017-01-20', until: '2021-01-20' })).toBe(0);
    expect(once({ since: '2024-11-07' })).toBe(0);
    expect(once({ strength: 0 })).toBe(0);
    expect(once({ since: '2024-11-06', until: '2024-11-06' })).toBe(1);
  });

  it('names who stands on every path, and without whom it takes longer', () => {
    const people = [ours, other, contact('a'), contact('b'), contact('c'), contact('door'), candidate];
    const ties = [
      tie('ambassador', 'a'),
      tie('a', 'door'),
      tie('minister', 'b'),
      tie('b', 'c'),
      tie('c', 'door'),
      tie('door', 'candidate', { kind: 'gatekeeper' }),
    ];
    const found = reach({ people, ties });
    expect(found.singlePoints).toEqual(['door']);
    expect(found.gatekeepers).toEqual([{ id: 'a', steps: 4 }]);
  });

  it('says that nobody reaches the person, and refuses a name that it does not know', () => {
    expect(reach({ people: [ours, candidate], ties: [] })).toEqual({
      paths: [],
      singlePoints: [],
      gatekeepers: [],
    });
    expect(() => reachOf(graphOn(relations(), DAY_OF_SEARCH), 'nobody')).toThrow('unknown person "nobody"');
  });

  it('is as short as a search over all paths finds, in made-up houses (seed 77)', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `p${index}`);
    const ties = fc.array(
      fc.record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids), strength: fc.nat(3) }),
      { maxLength: 18 },
    );
    fc.assert(
      fc.property(ties, (drawn) => {
        const all = drawn
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, strength }) => tie(from, to, { strength }));
        const people = ids.map((id, index) => contact(id, { side: index < 2 ? HOUSE : null }));
        const found = reachOf(graphOn(relations({ people, ties: all }), DAY_OF_SEARCH), 'p8');
        const best = bestByHand(all, ['p0', 'p1'], 'p8');
        expect(
          found.paths[0] === undefined ? null : [found.paths[0].ties.length, found.paths[0].strength],
        ).toEqual(best);
      }),
      { seed: 77, numRuns: 500 },
    );
  });

  /** Every simple path, one after the other. */
  function bestByHand(
    ties: readonly { from: string; to: string; strength: number }[],
    from: readonly string[],
    to: string,
  ) {
    let best: [number, number] | null = null;
    const walk = (person: string, seen: readonly string[], strength: number): void => {
      if (seen.length > 7) return;
      if (person === to) {
        const steps = seen.length - 1;
        if (best === null || steps < best[0] || (steps === best[0] && strength > best[1]))
          best = [steps, strength];
        return;
      }
      for (const one of ties) {
        if (one.strength === 0) continue;
        const next = one.from === person ? one.to : one.to === person ? one.from : null;
        if (next !== null && !seen.includes(next)) walk(next, [...seen, next], strength + one.strength);
      }
    };
    for (const start of from) walk(start, [start], 0);
    return best;
  }
});

describe('gaps, reminders and what comes after the verdict', () => {
  const camps = [
    { ticket: 'D', title: twin('D'), principal: null },
    { ticket: 'R', title: twin('R'), principal: 'candidate' },
  ];
  const chain = {
    camps,
    people: [ours, contact('a'), contact('b', { side: 'R', seniority: 4 }), candidate],
    ties: [tie('ambassador', 'a'), tie('a', 'b'), tie('b', 'candidate')],
  };

  it('name a camp that nobody knows, a candidate more than two steps away, and one person on whom all hangs', () => {
    const all = relations(chain);
    expect(gapsOf(all, graphOn(all, DAY_OF_SEARCH), NIGHT)).toEqual([
      { kind: 'no-contact', ticket: 'D' },
      { kind: 'out-of-reach', ticket: 'R', principal: 'candidate', steps: 3 },
      { kind: 'single-point', ticket: 'R', principal: 'candidate', person: 'a' },
      { kind: 'single-point', ticket: 'R', principal: 'candidate', person: 'b' },
      { kind: 'no-senior', ticket: 'R', lastAt: null },
    ]);
  });

  it('recall a follow-up three days before its day until it is done, and who was not met for a season', () => {
    const followUp = { what: 'send the paper', dueOn: '2024-11-08' };
    const all = relations({
      ...chain,
      engagements: [met('b', NIGHT - 91 * DAY), met('candidate', NIGHT - 5 * DAY, { followUp, record: 12 })],
    });
    expect(remindersOf(all, [], NIGHT)).toEqual([
      { kind: 'follow-up', contact: 'candidate', ...followUp, overdue: false, record: 12 },
      { kind: 'lapsed', contact: 'b', lastAt: NIGHT - 91 * DAY },
    ]);
    expect(remindersOf(all, [], NIGHT - 2 * DAY).filter(({ kind }) => kind === 'follow-up')).toEqual([]);
    expect(remindersOf(all, [], NIGHT + 3 * DAY)[0]).toMatchObject({ overdue: true });
    expect(remindersOf(all, [12], NIGHT + 3 * DAY).filter(({ kind }) => kind === 'follow-up')).toEqual([]);
  });

  it('turn the winner’s camp into the transition’s list and keep the other camp warm', () => {
    const all = relations({
      camps,
      people: [
        contact('d-old', { side: 'D' }),
        contact('d-new', { side: 'D' }),
        contact('r-staff', { side: 'R', seniority: 1 }),
        contact('r-chair', {
          side: 'R',
          seniority: 5,
          posts: [
            {
              title: twin('campaign'),
              organisation: null,
              phase: 'campaign',
              since: null,
              until: '2024-11-05',
            },
            {
              title: twin('transition'),
              organisation: null,
              phase: 'transition',
              since: '2024-11-06',
              until: '2025-01-20',
            },
          ],
        }),
      ],
      engagements: [met('d-old', NIGHT - 100 * DAY), met('d-new', NIGHT - DAY)],
    });
    expect(
      afterVerdict(all, 'R', NIGHT).map(({ contact: { id }, list, phase }) => [id, list, phase]),
    ).toEqual([
      ['r-chair', 'transition', 'transition'],
      ['r-staff', 'transition', null],
      ['d-old', 'warm', null],
      ['d-new', 'warm', null],
    ]);
  });
});

describe('what a reader sees', () => {
  it('holds nothing above the reader’s marking, nor anything that hangs on it', () => {
    const people = MARKINGS.flatMap((marking) => [
      contact(`ours-${marking}`, { side: HOUSE, marking }),
      contact(`theirs-${marking}`, {
        side: 'R',
        marking,
        posts: [
          {
            title: twin('post'),
            organisation: `house-${marking}`,
            phase: 'office',
            since: null,
            until: null,
          },
        ],
      }),
    ]);
    const all = relations({
      people,
      organisations: MARKINGS.map((marking) => ({ id: `house-${marking}`, name: twin(marking), marking })),
      camps: [{ ticket: 'R', title: twin('R'), principal: 'theirs-restricted' }],
      ties: MARKINGS.flatMap((marking) =>
        people.map(({ id }) => tie('ours-open', id, { marking, kind: 'friend' })),
      ),
      engagements: MARKINGS.flatMap((marking) =>
        people.map(({ id }) => met(id, NIGHT - DAY, { marking, said: marking })),
      ),
    });
    for (const reader of MARKINGS) {
      const seen = visibleTo(all, reader);
      const above = MARKINGS.filter((marking) => !maySee(reader, marking));
      const text = JSON.stringify({ ...seen, readers: null });
      for (const marking of above) expect(text).not.toContain(marking);
      expect(seen.engagements.length).toBe((MARKINGS.indexOf(reader) + 1) ** 2 * 2);
    }
  });

  it('is no path over somebody hidden, not even its length', () => {
    const all = relations({
      people: [ours, contact('agent', { marking: 'secret' }), candidate],
      ties: [tie('ambassador', 'agent'), tie('agent', 'candidate')],
    });
    const reachFor = (reader: (typeof MARKINGS)[number]) =>
      reachOf(graphOn(visibleTo(all, reader), DAY_OF_SEARCH), 'candidate').paths.length;
    expect(MARKINGS.map(reachFor)).toEqual([0, 0, 0, 1]);
  });
});
