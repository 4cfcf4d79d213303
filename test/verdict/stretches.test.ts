import { describe, expect, it } from 'vitest';
import { stretchesOfCase } from '../../src/verdict/case.ts';
import { partings } from '../../src/verdict/compare.ts';
import { nights, policies } from './perturb.ts';

const pairs = policies().flatMap((policy) => nights().map((night) => ({ policy, night, name: night.name })));
const walked = pairs.map(({ policy, night }) => ({
  policy,
  night,
  stretches: stretchesOfCase(night.text, policy),
}));

describe('every case under every policy, stretch by stretch', () => {
  it('is told with the reason of its own standing: a hold while it holds, and no longer', () => {
    const stale = walked.flatMap(({ policy, night, stretches }) =>
      stretches
        .filter(({ standing, why }) => (standing !== 'hold' && why.startsWith('On hold')) || why === '')
        .map(({ from, standing, why }) => `${policy.id} ${night.name} ${from} ${standing}: ${why}`),
    );
    expect(stale).toEqual([]);
  });

  it('never waits for quiet hours or a period of challenge that the policy does not know', () => {
    const asked = walked.flatMap(({ policy, stretches }) =>
      stretches
        .filter(({ standing }) => standing === 'wait')
        .filter(
          ({ why }) =>
            (why.includes('quiet hours') && !policy.routes.includes('C2')) ||
            (why.includes('period to challenge') && !policy.routes.includes('C1')),
        )
        .map(({ why }) => `${policy.id}: ${why}`),
    );
    expect(asked).toEqual([]);
  });

  it('parts from no policy where it is held against itself', () => {
    for (const { stretches } of walked) expect(partings(stretches, stretches)).toEqual([]);
  });

  it('parts where a rule is slower or faster: by the concession, by three named desks', () => {
    const of = (id: string, name: string) =>
      walked.find(({ policy, night }) => policy.id === id && night.name === name)!.stretches;
    const name = '2022-france.jsonl';
    const [parted, ...more] = partings(of('default', name), of('wait-for-concession', name));
    expect(more).toEqual([]);
    expect(parted).toMatchObject({
      from: Date.parse('2022-04-24T19:00:00Z'),
      to: Date.parse('2022-04-24T19:15:00Z'),
      a: { standing: 'releasable', ticket: 'MACRON' },
      b: { standing: 'wait', ticket: null },
    });
  });
});
