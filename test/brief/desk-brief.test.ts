import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BriefPage, Preview } from '../../src/brief/desk-page.ts';
import type { StoryContent } from '../../src/brief/story.ts';
import { tell } from '../../src/server/event-words.ts';
import { wordingOf } from '../../src/server/wording.ts';
import { OpenHouse } from '../server/open-house.ts';

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T07:29:00Z' });
});
afterAll(() => open.house.close());

async function page(person: string, lang: 'en' | 'ja' = 'en'): Promise<BriefPage> {
  return (await open.get(`/api/brief?lang=${lang}`, { person })).json() as Promise<BriefPage>;
}

async function refusal(command: object, person: string, lang: 'en' | 'ja' = 'en'): Promise<string | null> {
  const response = await open.command(command as never, { person, lang });
  return response.status === 200 ? null : ((await response.json()) as { reason: string }).reason;
}

describe('the desk’s page on the brief', () => {
  it('offers the night’s pieces as drafts, drawn from the facts in both languages', async () => {
    const { drafts, stories } = await page('drafter');
    expect(stories).toEqual([]);
    expect(drafts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['results-so-far', 'called-pa', 'holding-line']),
    );
    for (const { preview, id } of drafts) expect([id, preview.missing, preview.loose]).toEqual([id, [], []]);
    const { en, ja } = drafts.find(({ id }) => id === 'called-pa')!.preview.text;
    expect([en.headline, ja.headline]).toEqual([
      'AP calls Pennsylvania for Trump',
      'AP、ペンシルベニア州でトランプ氏に当確',
    ]);
  });

  it('takes a text from writing through approval to publication, and refuses every short cut in words', async () => {
    const { content, id } = (await page('drafter')).drafts.find((draft) => draft.id === 'results-so-far')!;
    const write = { do: 'write-story', story: id, content, followed: ['en', 'ja'] };
    expect(await refusal(write, 'reader')).toContain('This takes another role');
    expect(await refusal(write, 'drafter')).toBeNull();
    const [story] = (await page('press')).stories;
    expect(story).toMatchObject({ id, stage: 'written', wanted: 1, approvals: [], behind: null });
    const { binds } = story!;
    expect(await refusal({ do: 'publish-story', story: id, binds }, 'press')).toBe(
      'One approval by another person is needed before this is published.',
    );
    expect(await refusal({ do: 'publish-story', story: id, binds }, 'press', 'ja')).toContain(
      '本人以外1人の承認が必要',
    );
    expect(await refusal({ do: 'approve-story', story: id, binds }, 'approver-1')).toBeNull();
    expect(await refusal({ do: 'publish-story', story: id, binds }, 'press')).toBeNull();
    expect((await page('press')).stories[0]).toMatchObject({ stage: 'released', approvals: ['Approver 1'] });
  });

  it('previews what is being written, with what it lacks', async () => {
    const source = {
      headline: 'At {electors:R}',
      standfirst: '',
      body: 'Michigan at {called:MI}, 19 electors',
    };
    const content: StoryContent = {
      place: 'politics',
      text: { en: source, ja: source },
      embargo: null,
      line: null,
    };
    const preview = (await (
      await open.post('/api/brief/preview', content, { person: 'drafter' })
    ).json()) as Preview;
    expect(preview.text.en.headline).toMatch(/^At \d+$/);
    expect(preview).toMatchObject({ missing: ['{called:MI}'], loose: ['19', '19'] });
    expect((await open.post('/api/brief/preview', { place: 'x' }, { person: 'drafter' })).status).toBe(422);
  });

  it('leaves every act in the journal, in words of both languages', async () => {
    await refusal({ do: 'exclude', article: 'nothing-known', reason: 'x' }, 'press');
    const { state, context } = await open.house.desk.read((reader) => reader);
    const told = state.timeline.filter(({ kind }) => kind.startsWith('story-') || kind === 'denied');
    expect(told.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['story-written', 'story-approved', 'story-released', 'denied']),
    );
    for (const item of told)
      for (const language of ['en', 'ja'] as const)
        expect(tell(item, wordingOf(context, language, state.at)), item.kind).not.toMatch(
          /undefined|^[a-z-]+$/,
        );
  });
});

describe('a line to take that serves a step of the plan', () => {
  const STEP = 'trump/holding-line';
  const step = async () => {
    const view = await open.view({ person: 'duty' });
    return view.branches.flatMap(({ steps }) => steps).find((one) => `${one.branch}/${one.id}` === STEP)!;
  };
  const EXPIRED = 'The line to take that serves this step has expired: let a new one out on the Brief page.';
  const line = (levels: readonly string[]) => {
    const source = { headline: 'On the count', standfirst: '', body: 'We follow the count.' };
    return {
      place: 'podium',
      text: { en: source, ja: source },
      embargo: null,
      line: { kind: 'line', speaker: 'spokesman', levels, ticket: null, step: STEP },
    };
  };
  const letOut = async (levels: readonly string[]) => {
    const story = 'on-the-count';
    const write = { do: 'write-story', story, content: line(levels), followed: ['en', 'ja'] };
    expect(await refusal(write, 'drafter')).toBeNull();
    const { binds } = (await page('press')).stories.find(({ id }) => id === story)!;
    for (const approver of ['approver-1', 'approver-2'])
      expect(await refusal({ do: 'approve-story', story, binds }, approver)).toBeNull();
    expect(await refusal({ do: 'publish-story', story, binds }, 'press')).toBeNull();
  };

  it('is shown there with its validity, keeps the step from leaving once expired, and no longer when renewed', async () => {
    expect((await page('press')).lineSteps.map(({ key }) => key)).toContain(STEP);
    expect((await step()).line).toBeNull();
    const content = { ...line(['open']), line: { ...line(['open']).line, step: 'trump/message' } };
    expect(
      await refusal({ do: 'write-story', story: 'wrong', content, followed: ['en', 'ja'] }, 'drafter'),
    ).toContain('The plan has no step “trump/message”');
    await letOut(['leaning']);
    expect((await page('press')).podium.spoken[0]).toMatchObject({ standing: 'in-force', step: STEP });
    expect((await step()).line).toMatchObject({ title: 'On the count', standing: 'in-force' });
    expect((await step()).lacks).not.toContain(EXPIRED);
    await open.jump('2024-11-06T10:40:00Z');
    expect((await step()).line).toMatchObject({ standing: 'expired', levels: ['leaning'] });
    expect((await step()).lacks).toContain(EXPIRED);
    expect((await step()).standing).not.toBe('releasable');
    const { branch, id, document } = await step();
    const leave = { do: 'release', branch, step: id, binds: document!.binds, second: 'approver-1' };
    expect(await refusal(leave, 'duty')).toBe(EXPIRED);
    await letOut(['called', 'final-enough']);
    expect((await step()).line).toMatchObject({ standing: 'in-force' });
    expect((await step()).lacks).not.toContain(EXPIRED);
  });
});
