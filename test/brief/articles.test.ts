import { describe, expect, it } from 'vitest';
import { writeArticle } from '../../src/brief/articles.ts';
import { type Article, type BriefFacts, LANGUAGES, newestVersion } from '../../src/brief/brief.ts';
import { latestPieces, newVersions, topPieces, writeArticles } from '../../src/brief/front.ts';
import { plainText } from '../../src/brief/text.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { nightAt, withVerdict } from './night-facts.ts';

const AT = '2024-11-06T07:29:00Z';
const MESSAGE = {
  kind: 'message',
  withdrawal: false,
  ticket: 'R',
  at: parseInstant('2024-11-06T11:34:00Z'),
  record: 400,
} as const;

function said(facts: BriefFacts, language: 'en' | 'ja'): string {
  const text = newestVersion(writeArticle(facts, null)).text[language];
  return [text.headline, text.standfirst, ...text.body.map(plainText)].join('\n');
}

function stages(): Record<string, BriefFacts> {
  const called = nightAt('2024-11-06T10:40:00Z');
  const sent = withVerdict(
    { ...nightAt('2024-11-06T11:40:00Z'), sent: [MESSAGE] },
    { level: 'final-enough', congratulation: 'releasable' },
  );
  const talk = {
    startedAt: parseInstant('2024-11-07T00:30:00Z'),
    endedAt: parseInstant('2024-11-07T00:35:00Z'),
    record: 500,
  };
  return {
    counting: nightAt('2024-11-06T03:00:00Z'),
    leaning: nightAt(AT),
    called,
    'gate-open': withVerdict(nightAt('2024-11-06T11:34:00Z'), {
      level: 'final-enough',
      congratulation: 'releasable',
    }),
    'on-hold': withVerdict(called, { congratulation: 'hold' }),
    sent,
    'talk-held': { ...sent, at: talk.endedAt, talk },
    'under-review': withVerdict(sent, { congratulation: 'hold', aftermath: 'review' }),
    'taken-back': {
      ...sent,
      sent: [MESSAGE, { ...MESSAGE, withdrawal: true, at: MESSAGE.at + 60_000, record: 401 }],
    },
  };
}

describe('the night’s article', () => {
  it('has a text of its own in both languages for every stage of the night', () => {
    for (const [situation, facts] of Object.entries(stages())) {
      const version = newestVersion(writeArticle(facts, null));
      expect(version.said.situation).toBe(situation);
      for (const language of LANGUAGES)
        expect(version.text[language].body.length, `${situation} ${language}`).toBeGreaterThanOrEqual(3);
    }
    const headlines = Object.values(stages()).map((facts) => newestVersion(writeArticle(facts, null)).text);
    for (const language of LANGUAGES)
      expect(new Set(headlines.map((text) => text[language].headline)).size).toBe(headlines.length);
  });

  it('names nobody as winner, and congratulates nobody, before the message has left', () => {
    const claims = {
      en: /president-elect|has won|won the election|the winner is|(?<!neither )congratulates|sent its congratulations|is elected/i,
      ja: /次期大統領|当選した|当選を決め|当選確実|勝利した|祝意伝える|祝意を伝えた/,
    };
    for (const [situation, facts] of Object.entries(stages())) {
      const left = facts.sent.length > 0;
      for (const language of LANGUAGES) {
        if (!left) expect(said(facts, language), situation).not.toMatch(claims[language]);
      }
    }
    expect(said(stages()['sent']!, 'en')).toMatch(claims.en);
    expect(said(stages()['sent']!, 'ja')).toMatch(claims.ja);
  });

  it('says who names the winner wherever a group’s word is given', () => {
    expect(said(nightAt(AT), 'en')).toContain(
      'two of four independent groups of decision desks had named Donald Trump the winner',
    );
    expect(said(nightAt(AT), 'ja')).toContain(
      '独立した4系統のうち2系統がドナルド・トランプ氏の当確を伝えている',
    );
  });

  it('binds every count of electors, groups and releases to a record of the journal', () => {
    for (const facts of Object.values(stages())) {
      const known = new Set(
        [
          // The opening record holds the law, the rule and the zones.
          { record: 1 },
          ...facts.contests.called,
          ...facts.groups.naming,
          ...facts.claims,
          ...facts.concessions,
          ...facts.sent,
          ...(facts.talk === null ? [] : [facts.talk]),
        ].map(({ record }) => record),
      );
      for (const language of LANGUAGES) {
        const figures = newestVersion(writeArticle(facts, null))
          .text[language].body.flat()
          .filter((piece) => typeof piece !== 'string');
        for (const figure of figures) expect(known).toContain(figure.record);
        if (facts.contests.called.length > 0)
          expect(figures.map(({ text }) => text).join(' ')).toMatch(/\d{2,}/);
      }
    }
  });

  it('makes a new version when a group names a winner, and none while nothing changes', () => {
    const first = writeArticle(nightAt('2024-11-06T06:30:00Z'), null);
    expect(writeArticle(nightAt('2024-11-06T06:40:00Z'), first)).toBe(first);
    const second = writeArticle(nightAt('2024-11-06T06:47:00Z'), first);
    expect(second.versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(newestVersion(second).change).toEqual({
      en: 'Fox News names Trump',
      ja: 'FOXニュースがトランプ氏に当確',
    });
    expect(second.versions[0]).toBe(first.versions[0]);
  });

  it('lets a change of figures alone wait half an hour for company', () => {
    const first = writeArticle(nightAt('2024-11-06T07:28:00Z'), null);
    const soon = writeArticle(nightAt('2024-11-06T07:50:00Z'), first);
    expect(soon).toBe(first);
    const later = writeArticle(nightAt('2024-11-06T07:58:00Z'), first);
    expect(newestVersion(later).change.en).toBe('Electors as called');
    expect(writeArticle(nightAt('2024-11-06T09:58:00Z'), later)).toBe(later);
  });
});

describe('a step back', () => {
  const before = writeArticle(nightAt('2024-11-06T10:40:00Z'), null);
  const facts = nightAt('2024-11-06T10:50:00Z');
  const naming = facts.groups.naming.filter(({ group }) => group !== 'nep');
  const retraction = {
    desk: { en: 'CNN', ja: 'CNN' },
    contest: null,
    ticket: 'R',
    at: facts.at,
    record: 600,
  };
  const back = withVerdict(
    { ...facts, groups: { ...facts.groups, naming }, retractions: [retraction] },
    { congratulation: 'hold' },
  );

  it('is a version like any other, with a correction, and leaves the earlier one readable', () => {
    const after = writeArticle(back, before);
    const version = newestVersion(after);
    expect(version.number).toBe(2);
    expect(version.said.situation).toBe('on-hold');
    expect(version.change).toEqual({ en: 'CNN takes back its call', ja: 'CNNが当確を取り消し' });
    expect(version.correction?.en).toBe(
      'The version before this one said that all four groups named Trump. CNN has since taken back its call. Now three of four do.',
    );
    expect(version.correction?.ja).toContain('4系統のうち4系統がトランプ氏の当確');
    expect(after.versions[0]).toBe(before.versions[0]);
    expect(after.versions[0]!.text.en.headline).toContain('All four groups name Trump');
  });

  it('puts the report of it at the head of the list and corrects the report of the call', () => {
    const earlier = writeArticles(nightAt('2024-11-06T10:40:00Z'), null);
    const after = writeArticles(back, earlier);
    expect(topPieces(after, 3)[0]!.kind).toBe('retraction');
    const report = after.pieces.find(({ id }) => id === 'group-nep')!;
    expect(report.versions.map(({ said }) => said.situation)).toEqual(['stands', 'taken-back']);
    expect(newestVersion(report).text.en.headline).toBe(
      'No longer stands: CNN names Trump; the third of four groups',
    );
    expect(newestVersion(report).correction?.ja).toContain('取り消されました');
  });
});

describe('the short pieces', () => {
  const articles = writeArticles(nightAt(AT), null);

  it('report what was long in doubt, what was claimed and how the rule works', () => {
    expect(articles.pieces.map(({ id }) => id).sort()).toEqual([
      'call-ga',
      'call-nc',
      'call-pa',
      'claim-300',
      'group-ddhq',
      'group-fox',
      'last-polls',
      'two-clocks',
      'what-is-final',
    ]);
  });

  it('stand in the order in which they move the verdict, and of what they report', () => {
    expect(topPieces(articles, 4).map(({ id }) => id)).toEqual([
      'group-fox',
      'group-ddhq',
      'call-pa',
      'call-ga',
    ]);
    expect(latestPieces(articles, 3).map(({ id }) => id)).toEqual([
      'two-clocks',
      'what-is-final',
      'claim-300',
    ]);
  });

  it('are written once: the same facts a minute later give the very same articles', () => {
    expect(writeArticles({ ...nightAt(AT), at: parseInstant(AT) + 60_000 }, articles)).toBe(articles);
    expect(newVersions(null, articles)).toHaveLength(10);
    expect(newVersions(articles, articles)).toEqual([]);
  });

  it('count a claim of victory for nothing, in so many words', () => {
    const claim = articles.pieces.find(({ id }) => id === 'claim-300') as Article;
    const text = newestVersion(claim).text;
    expect(text.en.headline).toBe('Trump claims victory; two of four groups have yet to speak');
    expect(text.en.body.map(plainText).join(' ')).toContain('a claim counts for nothing');
    expect(text.ja.body.map(plainText).join('')).toContain('判断の材料としない');
  });
});

describe('text from outside', () => {
  it('loses its direction marks and control characters, and its length', () => {
    const facts = nightAt(AT);
    const by = { en: `\u202eevil\u0000 ${'x'.repeat(1_000_000)}`, ja: '<b>\u2066悪' };
    const article = writeArticle({ ...facts, claims: [{ ...facts.claims[0]!, by }] }, null);
    const all = JSON.stringify(article);
    expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0000/);
    expect(all.length).toBeLessThan(40_000);
  });
});
