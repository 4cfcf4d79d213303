/** The release policies from the command line: judged by, explained, compared, rehearsed under. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../../src/verdict/case.ts';
import { ROOT } from '../desk/embedded-night.ts';
import { linesOf, run } from './run.ts';

const POLICIES = readdirSync(join(ROOT, 'desks/policies')).map((name) => join(ROOT, 'desks/policies', name));
const policy = (name: string) => POLICIES.find((path) => path.endsWith(`/${name}.yaml`))!;
const CASE = join(ROOT, 'test/verdict/cases/2022-france.jsonl');
const NIGHT = join(ROOT, 'nights/2024-us-president');

describe('the release policies from the command line', () => {
  it('judge a case each by its own rule', async () => {
    const from = async (path: string) => {
      const judged = await run('judge', CASE, '--policy', path, '--json');
      expect(judged.code).toBe(0);
      return linesOf<CaseOutcome>(judged)[0]!.releasable[0]?.[0] ?? null;
    };
    expect(POLICIES).toHaveLength(5);
    expect(await from(policy('default'))).toBe('2022-04-24T19:00:00Z');
    expect(await from(policy('wait-for-concession'))).toBe('2022-04-24T19:15:00Z');
    expect(await from(policy('electors-vote'))).toBeNull();
  });

  it('part with the moment and the reason of each, as text and as JSON', async () => {
    const two = ['--policy', policy('default'), '--policy', policy('commission-declares')];
    const [line] = linesOf(await run('policy', 'compare', CASE, ...two, '--json'));
    expect(line).toMatchObject({
      policies: ['default', 'commission-declares'],
      partings: [{ from: '2022-04-24T19:00:00Z', to: '2022-04-27T15:00:00Z' }],
    });
    const told = await run('policy', 'compare', CASE, ...two);
    expect(told.out).toMatch(/part once\n {2}2022-04-24T19:00:00Z – 2022-04-27T15:00:00Z\n/);
    expect(told.out).toMatch(/default: releasable for MACRON\. .*\n.*commission-declares: wait\. /);
  });

  it('are compared two at a time', async () => {
    const one = await run('policy', 'compare', CASE, '--policy', policy('default'));
    expect(one).toMatchObject({ code: 2, err: expect.stringContaining('give --policy twice') });
  });

  it('rule a rehearsal', async () => {
    const night = await run(
      'rehearse',
      NIGHT,
      '--policy',
      policy('ap-fox-nbc'),
      '--until',
      '2024-11-06T00:10:00Z',
      '--json',
    );
    expect(night.code).toBe(0);
    expect(linesOf<{ summary?: object }>(night).at(-1)!.summary).toMatchObject({
      releasableAt: null,
      winner: null,
    });
  });
});
