import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { START } from '../../src/feeds/asking.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { explainPolicy } from '../../src/verdict/explain.ts';
import { readPolicy } from '../../src/verdict/read-policy.ts';
import { embeddedNight } from '../desk/embedded-night.ts';
import { countDraft } from '../returns/count-draft.ts';

let opening: OpenedDraft;
let night: Instant;

beforeAll(async () => {
  ({ opening } = await embeddedNight());
  night = Math.max(...opening.data.election.contests.map(({ pollsCloseLast }) => pollsCloseLast));
});

/** The default policy with a brake: the counts of these must go on. */
function policyText(which: string): string {
  const brake = `conditions: { going-on: { title: { en: counts go on, ja: 開票速報の継続 }, when: { live-feeds: ${which} } } }`;
  return `${opening.data.files.policy.text}\n${brake}\nbrakes: [going-on]\n`;
}

const openingWith = (which: string): OpenedDraft => ({
  ...opening,
  data: {
    ...opening.data,
    files: { ...opening.data.files, policy: { name: 'policy.yaml', text: policyText(which) } },
  },
});

const failure = (at: Instant): Draft => ({
  at,
  by: 'feed:counts',
  kind: 'feed-failure',
  data: { feed: 'counts', bookmark: START, requests: 1, kind: 'unreachable', reason: 'no answer' },
});

const call = (contest: string, at: Instant, desk = 'AP'): Draft => ({
  at,
  by: 'feed:calls',
  kind: 'call',
  data: { desk, contest, ticket: 'R', saidAt: formatInstant(at), precision: 'exact', source: 'a test' },
});

const wholeCalls = () => ['AP', 'Fox', 'NBC', 'DDHQ'].map((desk) => call('US', night + 2 * MINUTE, desk));
const stateCalls = () => opening.data.election.contests.map(({ id }) => call(id, night + MINUTE));

/** What the congratulation stands at an hour and a half after the calls, and why. */
async function congratulationIn(which: string, drafts: readonly Draft[], at = night + 90 * MINUTE) {
  const desk = await Desk.open(memoryJournal(), openingWith(which));
  await desk.submit([...drafts].sort((a, b) => a.at - b.at));
  await desk.advance(at);
  return desk.read(({ state, watch, context }) => {
    const verdict = watch.verdict(state, context, at);
    const brake = verdict.conditions.find(({ id }) => id === 'going-on');
    const { standing } = verdict.acts.find(({ act }) => act === 'congratulation')!;
    return { standing, reason: brake?.parts[0]?.reason };
  });
}

describe('counts that have fallen silent', () => {
  const failing = () => [failure(night + 30 * MINUTE), failure(night + 31 * MINUTE)];
  const counted = (share: number) => [
    countDraft('GA', night, { expectedShare: share }),
    countDraft('OH', night, { expectedShare: share }),
  ];

  it('hold back a policy that asks for live feeds, by name, and let go when the count goes on', async () => {
    const down = [...counted(0.5), ...stateCalls(), ...wholeCalls(), ...failing()];
    const held = await congratulationIn('all', down);
    expect(held.standing).toBe('wait');
    expect(held.reason).toEqual({ key: 'formula-live-broken', values: { contests: 'GA,OH' } });
    const answer: Draft = {
      at: night + 40 * MINUTE,
      by: 'feed:counts',
      kind: 'feed-answer',
      data: { feed: 'counts', bookmark: START, requests: 1, kind: 'unchanged', test: false, refused: 0 },
    };
    const back = await congratulationIn('all', [...down, answer]);
    expect([back.standing, back.reason?.key]).toEqual(['releasable', 'formula-live-met']);
  });

  it('matter only in the contests that the policy names', async () => {
    const down = [...counted(0.5), ...stateCalls(), ...wholeCalls(), ...failing()];
    expect((await congratulationIn('[OH]', down)).standing).toBe('wait');
    expect((await congratulationIn('[PA]', down)).standing).toBe('releasable');
  });

  it('matter to "decisive" only where the winner has no majority without them', async () => {
    const down = [...counted(0.5), ...wholeCalls(), ...failing()];
    expect((await congratulationIn('decisive', [...down, ...stateCalls()])).standing).toBe('releasable');
    expect((await congratulationIn('decisive', down)).standing).toBe('wait');
  });

  it('have nothing more to say where they are complete', async () => {
    const down = [...counted(1), ...stateCalls(), ...wholeCalls(), ...failing()];
    expect((await congratulationIn('all', down)).standing).toBe('releasable');
  });

  it('are no matter of a policy that does not ask', async () => {
    const desk = await Desk.open(memoryJournal(), opening);
    await desk.submit([...counted(0.5), ...failing()]);
    await desk.advance(night + HOUR);
    expect(await desk.read(({ state }) => state.evidence.filter(({ kind }) => kind === 'silent'))).toEqual(
      [],
    );
  });

  it('are explained in both languages, and a wrong condition is refused with its place', () => {
    const policy = readPolicy(policyText('decisive'), 'policy.yaml');
    expect(explainPolicy(policy, 'en').join('\n')).toContain('the count of every decisive contest goes on');
    expect(explainPolicy(policy, 'ja').join('\n')).toContain('勝敗を決める選挙区の開票速報が続いている');
    expect(() => readPolicy(policyText('some'), 'policy.yaml')).toThrow(
      '"live-feeds" needs "all", "decisive" or a list of contests',
    );
  });
});
