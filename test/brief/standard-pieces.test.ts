import { describe, expect, it } from 'vitest';
import { looseNumbers, unknownTokens } from '../../src/brief/check-text.ts';
import { podiumOf } from '../../src/brief/podium.ts';
import { standardDrafts } from '../../src/brief/standard-pieces.ts';
import { drawStory } from '../../src/brief/stories.ts';
import { applyStory, bindingOf, NO_STORIES, type Stories, type StoryContent } from '../../src/brief/story.ts';
import { sha256 } from '../../src/desk.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { nightAt, withVerdict } from './night-facts.ts';

const SENT = {
  kind: 'message' as const,
  withdrawal: false,
  ticket: 'R',
  at: parseInstant('2024-11-06T11:40:00Z'),
  record: 700,
};
const MOMENTS = {
  'before any call': nightAt('2024-11-06T03:00:00Z'),
  'while groups lean': nightAt('2024-11-06T07:29:00Z'),
  'when a call is taken back': nightAt('2024-11-06T07:29:00Z', {
    retractions: [
      {
        desk: { en: 'CNN', ja: 'CNN' },
        contest: null,
        ticket: 'R',
        at: parseInstant('2024-11-06T07:28:00Z'),
        record: 600,
      },
    ],
  }),
  'when it is final enough': withVerdict(nightAt('2024-11-06T11:35:00Z'), { level: 'final-enough' }),
  'after message and talk': withVerdict(
    nightAt('2024-11-06T23:40:00Z', {
      sent: [SENT],
      talk: {
        startedAt: parseInstant('2024-11-06T23:00:00Z'),
        endedAt: parseInstant('2024-11-06T23:20:00Z'),
        record: 800,
      },
    }),
    { level: 'final-enough' },
  ),
};

describe.each(Object.entries(MOMENTS))('the drafts %s', (moment, facts) => {
  const drafts = standardDrafts(facts);

  it('carry no number without a record and no token without a fact, in either language', () => {
    for (const { id, content } of drafts) {
      const words = Object.values(content.text)
        .flatMap((source) => Object.values(source))
        .join('\n\n');
      expect([looseNumbers(words), unknownTokens(words)], id).toEqual([[], []]);
      const drawn = drawStory({ content, record: 9, at: facts.at }, facts, null);
      expect([id, drawn.missing]).toEqual([id, []]);
      for (const text of [drawn.text.en, drawn.text.ja]) {
        expect(text.body.length, id).toBeGreaterThan(0);
        expect(text.headline.trim(), id).not.toBe('');
      }
    }
  });

  it('name a winner for the government only after the message', () => {
    if (moment === 'after message and talk') return expect(drafts.map(({ id }) => id)).toContain('line-sent');
    for (const { content } of drafts.filter(({ content: { place } }) => place === 'podium')) {
      const words = Object.values(content.text)
        .flatMap((source) => Object.values(source))
        .join(' ');
      expect(words).not.toMatch(/Trump|Harris|\{(name|full):/);
    }
  });
});

it('there is a draft of each of the night’s standard pieces when its time has come', () => {
  const ids = Object.values(MOMENTS).flatMap((facts) => standardDrafts(facts).map(({ title }) => title.en));
  expect(new Set(ids)).toEqual(
    new Set([
      'Results so far',
      'State called',
      'Call withdrawn',
      'Final enough',
      'Statement',
      'Call held',
      'Holding line',
      'Line of the moment',
      'Line after the message',
      'Answer',
    ]),
  );
});

describe('the podium', () => {
  const leaning = MOMENTS['while groups lean'];
  const line = standardDrafts(leaning).find(({ id }) => id === 'line-leaning')!.content;
  const folded = (content: StoryContent, released: boolean): Stories => {
    const steps = [
      {
        by: 'person:drafter',
        kind: 'story-written',
        data: { story: 'a-line', content, followed: ['en', 'ja'] },
      },
      ...(released
        ? [
            {
              by: 'person:press',
              kind: 'story-released',
              data: { story: 'a-line', binds: bindingOf(content, sha256) },
            },
          ]
        : []),
    ];
    return steps.reduce(
      (stories, step, place) => applyStory(stories, { ...step, at: leaning.at, seq: 900 + place }),
      NO_STORIES,
    );
  };

  it('puts a line in force when it is let out, and expires it when the verdict moves', () => {
    expect(podiumOf(folded(line, false), leaning).spoken[0]).toMatchObject({
      standing: 'waits',
      because: 'approvals',
    });
    const stories = folded(line, true);
    expect(podiumOf(stories, leaning).spoken[0]).toMatchObject({ standing: 'in-force', because: null });
    const called = withVerdict(leaning, { level: 'called' });
    expect(podiumOf(stories, called).spoken[0]).toMatchObject({ standing: 'expired', because: 'level' });
    expect(podiumOf(stories, called).mark).not.toBe(podiumOf(stories, leaning).mark);
  });

  it('expires a line that names a ticket when the calls name another', () => {
    const bound = { ...line, line: { ...line.line!, ticket: 'D' } };
    expect(podiumOf(folded(bound, true), leaning).spoken[0]).toMatchObject({
      standing: 'expired',
      because: 'ticket',
    });
  });
});
