import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/desk.ts';
import type { FactKind } from '../../src/election/report.ts';
import { ON_TIMELINE } from '../../src/fold/apply.ts';
import { type Context, readContext } from '../../src/fold/context.ts';
import type { TimelineItem } from '../../src/fold/state.ts';
import type { ResponseState } from '../../src/response/response.ts';
import { hasWordsFor, tell } from '../../src/server/event-words.ts';
import { wordingOf } from '../../src/server/wording.ts';
import type { Aftermath } from '../../src/verdict/verdict.ts';
import { embeddedNight, GATE_OPENS } from '../desk/embedded-night.ts';
import { eventfulNight } from '../fold/eventful-night.ts';
import { faultsOf } from './texts.ts';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const LANGUAGES = ['en', 'ja'] as const;

let context: Context;

beforeAll(async () => {
  context = readContext((await embeddedNight()).opening.data, sha256);
});

/** The line in both languages; each must be worded, in its own script, and name no key of the program. */
function told(kind: string, data: unknown, by = 'person:duty'): Record<'en' | 'ja', string> {
  const item: TimelineItem = { seq: 7, at: GATE_OPENS, by, kind, data };
  const [en, ja] = LANGUAGES.map((language) => tell(item, wordingOf(context, language, GATE_OPENS)));
  expect(faultsOf([en, ja]), kind).toEqual([]);
  expect(en, kind).not.toMatch(JAPANESE);
  expect(ja, kind).toMatch(JAPANESE);
  expect(en, kind).toMatch(/\s/);
  return { en: en!, ja: ja! };
}

describe('words for a record', () => {
  it('exist for every kind that the timeline shows', () => {
    expect([...ON_TIMELINE].filter((kind) => !hasWordsFor(kind))).toEqual([]);
  });

  it('say every record of an eventful night in both languages', async () => {
    const { desk } = await eventfulNight();
    const timeline = await desk.read(({ state }) => state.timeline);
    expect(timeline.length).toBeGreaterThan(100);
    for (const { kind, data, by } of timeline) {
      const { en, ja } = told(kind, data, by);
      expect(en).not.toBe(kind);
      expect(ja).not.toBe(en);
    }
  });

  const FACTS: Record<Exclude<FactKind, 'polls-close' | 'feed-fault'>, true> = {
    claim: true,
    concession: true,
    'concession-withdrawn': true,
    count: true,
    recount: true,
    court: true,
    certification: true,
    annulment: true,
    'electors-vote': true,
    'congress-count': true,
    inauguration: true,
    statement: true,
    message: true,
    'premature-message': true,
    telephone: true,
    meeting: true,
  };

  it.each(Object.keys(FACTS))('say the fact "%s" without naming its kind', (kind) => {
    const common = {
      by: 'Japan',
      scope: 'PA',
      ticket: 'R',
      saidAt: '2024-11-06T11:00:00Z',
      precision: 'exact',
    };
    const { ja } = told('fact', { kind, ...common, source: 'Reuters' });
    expect(ja).not.toContain(kind);
  });

  it.each(['none', 'review', 'withdrawal-due'] satisfies Aftermath[])('say the aftermath "%s"', (to) => {
    told('aftermath', { from: 'none', to, branch: null, ticket: null });
  });

  it.each(['requested', 'refused', 'agreed', 'held'] satisfies ResponseState['meeting']['state'][])(
    'say the meeting "%s", with a note and without',
    (state) => {
      told('meeting', { branch: 'trump', state, note: '' });
      expect(told('meeting', { branch: 'trump', state, note: 'in spring' }).en).toContain('in spring');
    },
  );

  it.each(['waiting', 'fresh', 'late', 'frozen', 'ended'])('say a feed that is "%s"', (to) => {
    const { ja } = told('feed', { feed: 'counts', from: 'fresh', to, since: GATE_OPENS });
    expect(ja).not.toContain(to);
  });

  it('say what became of a release', () => {
    const ref = { branch: 'trump', step: 'message' };
    expect(told('release-failed', { ...ref, reason: 'disk full' }).en).toContain('disk full');
    told('release-unknown', { ...ref, reason: 'killed' });
    expect(told('release-resolved', { ...ref, outcome: 'sent' }).en).toContain('have been sent');
    expect(told('release-resolved', { ...ref, outcome: 'not-sent' }).en).toContain('not to have been sent');
    expect(told('approval-revoked', { ...ref, approval: 3 }, 'person:approver-1').ja).toMatch(/者1が/);
  });

  it('say that a held report was decided, by whom and why', () => {
    for (const decision of ['accept', 'refuse']) {
      const { en, ja } = told('report-decided', { record: 9, decision, reason: 'read twice' });
      for (const text of [en, ja]) expect(text).toContain('read twice');
      expect(en).toMatch(/9/);
    }
  });
});
