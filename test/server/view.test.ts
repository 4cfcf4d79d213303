import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import { deskView } from '../../src/server/view.ts';
import type { DeskView } from '../../src/server/wire.ts';
import { GATE_OPENS } from '../desk/embedded-night.ts';
import { does, orderRelease } from '../desk/people.ts';
import { OpenHouse } from './open-house.ts';
import { faultsOf, textsOf } from './texts.ts';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const SITE = { base: '/public', lead: { headline: { en: 'Headline', ja: '見出し' }, version: 1, at: null } };

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open();
});

afterAll(() => open.close());

async function bothViews(): Promise<[DeskView, DeskView]> {
  const views: [DeskView, DeskView] = [await open.view({ lang: 'en' }), await open.view({ lang: 'ja' })];
  for (const view of views) expect(faultsOf(view, view.language)).toEqual([]);
  return views;
}

/** The same view apart from its words. */
function wordless(view: DeskView): unknown {
  return JSON.parse(JSON.stringify(view, (_, value) => (typeof value === 'string' ? '…' : value)));
}

describe('the view of the night', () => {
  it('before any poll closes: nothing counted, nothing called, everything waits', async () => {
    const [view, ja] = await bothViews();
    expect(view.clock).toMatchObject({ running: false, speed: 60, rehearsal: { finished: false } });
    expect(view.election).toMatchObject({
      electors: 538,
      majority: 270,
      tickets: [{ id: 'D' }, { id: 'R' }],
    });
    expect(view).toMatchObject({ called: { D: 0, R: 0 }, openElectors: 538, standing: 'wait', gateAt: null });
    expect(view.contests).toHaveLength(56);
    expect(view.contests.every(({ status }) => status === 'open')).toBe(true);
    expect(view.ladder.map(({ state }) => state)).toEqual(['now', 'next', 'next', 'next', 'next']);
    expect(view.branches.flatMap(({ steps }) => steps).every(({ release }) => release === null)).toBe(true);
    expect(view.brief).toEqual({ url: '/public/en/', headline: 'Headline', version: 1, at: null });
    expect(ja.brief.headline).toBe('見出し');
    expect(wordless(ja)).toEqual(wordless(view));
  });

  it('at 19:41 in Tokyo: all four groups name the winner, and the gate is announced for 20:30', async () => {
    await open.jump('2024-11-06T10:41:00Z');
    const [view, ja] = await bothViews();
    expect(view).toMatchObject({ standing: 'wait', gateAt: GATE_OPENS });
    expect(view.groups.map(({ ticket }) => ticket)).toEqual(['R', 'R', 'R', 'R']);
    expect(view.ladder.find(({ state }) => state === 'now')).toMatchObject({
      level: 'called',
      dwell: { from: GATE_OPENS - HOUR, minutes: 60 },
    });
    expect(view.sentence.detail).toContain('Trump');
    expect(ja.sentence.detail).toContain('トランプ');
    expect(view.branches.find(({ armed }) => armed)?.id).toBe('trump');
    expect(view.next.some(({ at, strong }) => at === GATE_OPENS && strong)).toBe(true);
    expect(view.windows.length).toBeGreaterThan(0);
    expect(view.windows.every(({ from, to, held }) => from < to && !held)).toBe(true);
    expect(view.projection!.history.length).toBeGreaterThan(10);
    expect(view.events[0]!.seq).toBeGreaterThan(view.events.at(-1)!.seq);
    expect(wordless(ja)).toEqual(wordless(view));
  });

  it('speaks Japanese in every sentence of the Japanese view', async () => {
    const ja = await open.view({ lang: 'ja' });
    const sentences = textsOf([
      ja.sentence,
      ja.reasons.map(({ text }) => text),
      ja.stops.map(({ text }) => text),
      ja.next.map(({ text }) => text),
      ja.ladder.flatMap(({ acts }) => acts.map(({ note }) => note)),
      ja.branches.flatMap(({ title, steps }) => [
        title,
        steps.map((step) => [step.title, step.lacks, step.may]),
      ]),
      ja.camps.map(({ title, contacts }) => [title, contacts.map(({ name, post }) => [name, post])]),
      ja.people.map(({ name }) => name),
      ja.contests.map(({ name }) => name),
      ja.zones.map(({ city }) => city),
    ]);
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter(([, text]) => text !== '' && !JAPANESE.test(text))).toEqual([]);
  });

  it('says what each person may do, and why not where not', async () => {
    const stepFor = async (person: string) =>
      (await open.view({ person })).branches
        .find(({ id }) => id === 'trump')!
        .steps.find(({ id }) => id === 'message')!;
    expect((await stepFor('approver-1')).may).toMatchObject({ approve: true, release: expect.any(String) });
    expect((await stepFor('reader')).may.approve).toEqual(expect.any(String));
    expect((await open.view({ person: 'approver-1' })).me).toMatchObject({
      id: 'approver-1',
      name: 'Approver 1',
    });
    expect((await open.view({ person: 'nobody' })).me).toMatchObject({ id: 'nobody', roles: ['reader'] });
  });

  it('after the release and a retraction: taking back is due, in the same moment', async () => {
    await open.jump('2024-11-06T11:31:00Z');
    const { desk } = open.house;
    await orderRelease(desk, GATE_OPENS + MINUTE);
    const [counting] = await bothViews();
    const message = (view: DeskView) =>
      view.branches.find(({ id }) => id === 'trump')!.steps.find(({ id }) => id === 'message')!;
    expect(message(counting)).toMatchObject({
      standing: 'countdown',
      approvals: [{}, {}],
      release: { state: 'countdown' },
    });
    await open.jump('2024-11-06T11:32:00Z');
    await desk.submit([
      {
        at: GATE_OPENS + 2 * MINUTE,
        by: 'desk',
        kind: 'release-sent',
        data: { branch: 'trump', step: 'message', receipt: 'outbox/letter.txt' },
      },
    ]);
    const [sent] = await bothViews();
    expect(message(sent)).toMatchObject({ standing: 'sent', release: { receipt: 'outbox/letter.txt' } });
    const callers = await desk.read(({ state }) =>
      state.evidence.flatMap((one) =>
        one.kind === 'call' && one.call.contest === 'US' ? [one.call.desk] : [],
      ),
    );
    expect(callers).toHaveLength(7);
    for (const name of callers) {
      const retract = { do: 'retract', desk: name, contest: 'US', ticket: 'R' } as const;
      expect(await does(desk, 'duty', GATE_OPENS + 3 * MINUTE, retract)).toBeNull();
    }
    const [view, ja] = await bothViews();
    expect(view.aftermath).toBe('withdrawal-due');
    expect(view.standing).not.toBe('releasable');
    expect(view.events.map(({ text }) => text)).toContain('A withdrawal is due.');
    expect(ja.events.map(({ text }) => text)).toContain('撤回が必要です。');
    expect(wordless(ja)).toEqual(wordless(view));
  });
});

describe('every quarter of an hour of the night', () => {
  it('has a view in both languages in which everything is worded', async () => {
    const night = await OpenHouse.open();
    const { desk, rehearsal } = night.house;
    const faults: string[] = [];
    let views = 0;
    for (let at = night.stage.night.from; at <= night.stage.night.from + 36 * HOUR; at += 15 * MINUTE) {
      await rehearsal!.jump(at);
      for (const language of ['en', 'ja'] as const) {
        const person = ['duty', 'approver-1', 'drafter', 'reader'][views % 4]!;
        const view = await desk.read((reader) =>
          deskView(reader, { language, person, now: at, clock: rehearsal!.clock, site: SITE }),
        );
        faults.push(...faultsOf(view, `${new Date(at).toISOString()} ${language}`));
        views += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(views).toBe(2 * (36 * 4 + 1));
    expect((await night.view()).clock.rehearsal!.finished).toBe(true);
    expect((await night.view()).clock.at).toBe(night.stage.night.from + 36 * HOUR);
    await night.close();
  }, 600_000);
});
