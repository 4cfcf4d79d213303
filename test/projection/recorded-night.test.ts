import { beforeAll, describe, expect, it } from 'vitest';
import type { ContestId, TicketId } from '../../src/election/election.ts';
import { QUICK } from '../../src/projection/elector-distribution.ts';
import { type ModelCall, modelCalls } from '../../src/projection/model-calls.ts';
import { project } from '../../src/projection/project.ts';
import type { ContestProjection } from '../../src/projection/projection.ts';
import { DEFAULT_SETTINGS } from '../../src/projection/settings.ts';
import type { ContestReturns } from '../../src/returns/returns.ts';
import { type Night, recordedNight } from './night.ts';

const NIGHT = recordedNight();

/** Electors are not looked at here, and would take most of the time. */
const SETTINGS = { ...DEFAULT_SETTINGS, precision: QUICK };

type Replayed = { readonly contests: readonly ContestProjection[]; readonly called: readonly ModelCall[] };

/** Projects the night once every ten minutes in which something came in. */
function replay({ election, baseline, rows }: Night): Replayed[] {
  const now = new Map<ContestId, ContestReturns>();
  const standing: Record<ContestId, { ticket: TicketId }> = {};
  const replayed: Replayed[] = [];
  rows.forEach(({ minute, returns }, i) => {
    now.set(returns.contest, returns);
    if (rows[i + 1]?.minute.slice(0, 15) === minute.slice(0, 15)) return;
    const projection = project({
      election,
      baseline,
      contests: [...now.values()],
      at: 0,
      settings: SETTINGS,
    });
    const called = modelCalls(standing, projection);
    for (const { contest, ticket } of called) {
      if (ticket === null) delete standing[contest];
      else standing[contest] = { ticket };
    }
    replayed.push({ contests: projection.contests, called });
  });
  return replayed;
}

describe.skipIf(NIGHT === null)(
  'on the recorded night of 2020 (skipped where the recording is not at hand)',
  () => {
    let replayed: Replayed[];
    beforeAll(() => {
      replayed = replay(NIGHT!);
    });
    const truth = NIGHT?.results ?? {};
    const holds = ({ contest, low90, high90 }: ContestProjection) =>
      truth[contest]! >= low90 && truth[contest]! <= high90;

    it('at 99 % counted the interval holds the certified margin in at least 85 % of contests', () => {
      const at99 = new Map<ContestId, ContestProjection>();
      for (const { contests } of replayed)
        for (const one of contests)
          if (one.counted >= 0.99 && !at99.has(one.contest)) at99.set(one.contest, one);
      const held = [...at99.values()].filter(holds).length;
      expect(at99.size).toBeGreaterThan(40);
      expect(held / at99.size).toBeGreaterThanOrEqual(0.85);
    });

    it('over the whole night the interval holds it in at least 90 % of all projections', () => {
      const all = replayed
        .flatMap(({ contests }) => contests)
        .filter(({ counted, open }) => open && counted > 0);
      expect(all.filter(holds).length / all.length).toBeGreaterThanOrEqual(0.9);
    });

    it('the model calls most contests and none for the ticket that lost it', () => {
      const calls = replayed.flatMap(({ called }) => called).filter(({ ticket }) => ticket !== null);
      const wrong = calls.filter(({ contest, ticket }) => (truth[contest]! > 0 ? 'D' : 'R') !== ticket);
      expect(wrong).toEqual([]);
      expect(new Set(calls.map(({ contest }) => contest)).size).toBeGreaterThan(40);
    });
  },
);
