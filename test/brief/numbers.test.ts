import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Article,
  type Articles,
  type ArticleText,
  type BriefFacts,
  type Figure,
  LANGUAGES,
  newestVersion,
  type Paragraph,
} from '../../src/brief/brief.ts';
import { writeArticles } from '../../src/brief/front.ts';
import { HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import { briefFacts } from '../../src/server/brief-facts.ts';
import { OpenHouse } from '../server/open-house.ts';
import { nightAt, withVerdict } from './night-facts.ts';

const SEED = 20241105;
const LEAD = 'the-government-follows-the-count';
const KINDS = ['lead', 'explainer', 'call', 'group', 'claim', 'closing', 'concession'];
const all = ({ lead, pieces }: Articles): readonly Article[] => [lead, ...pieces];

/** Names may have digits in them ("Maine’s 2nd district"); they count nothing. */
function namesIn(facts: BriefFacts): readonly string[] {
  const { contests, groups, claims, concessions, retractions } = facts;
  return [
    ...contests.all.flatMap(({ name }) => [name.en, name.ja]),
    ...contests.called.flatMap(({ name }) => [name.en, name.ja]),
    ...groups.all.flatMap(({ desks }) => desks.flatMap(({ en, ja }) => [en, ja])),
    ...groups.naming.flatMap(({ desk }) => [desk.en, desk.ja]),
    ...[...claims, ...concessions].flatMap(({ by }) => [by.en, by.ja]),
    ...retractions.flatMap(({ contest }) => (contest === null ? [] : [contest.name.en, contest.name.ja])),
  ].filter((name) => /\p{Nd}/u.test(name));
}

/** Pieces of headline, standfirst and body that have a digit and no record. */
function looseIn(text: ArticleText, names: readonly string[]): string[] {
  const titled = text.titled ?? { headline: [text.headline], standfirst: [text.standfirst] };
  expect(titled.headline.map(wordsOf).join('')).toBe(text.headline);
  expect(titled.standfirst.map(wordsOf).join('')).toBe(text.standfirst);
  const unnamed = (words: string) => names.reduce((left, name) => left.replaceAll(name, ''), words);
  return [titled.headline, titled.standfirst, ...text.body]
    .flat()
    .filter((piece): piece is string => typeof piece === 'string' && /\p{Nd}/u.test(unnamed(piece)));
}

const wordsOf = (piece: string | Figure): string => (typeof piece === 'string' ? piece : piece.text);
const figuresOf = (paragraph: Paragraph): Figure[] =>
  paragraph.filter((piece): piece is Figure => typeof piece !== 'string');

/** What is loose in any version of any article, with where it stands; and every figure's record. */
function read(articles: Articles, names: readonly string[]) {
  const loose: string[] = [];
  const records = new Set<number>();
  for (const article of all(articles))
    for (const version of article.versions)
      for (const language of LANGUAGES) {
        const text = version.text[language];
        loose.push(...looseIn(text, names).map((words) => `${article.id} ${language}: ${words}`));
        for (const figure of [
          text.titled?.headline ?? [],
          text.titled?.standfirst ?? [],
          ...text.body,
        ].flatMap(figuresOf))
          records.add(figure.record);
      }
  return { loose, records };
}

describe('a number in a text written by rule', () => {
  it.each([null, 'retraction'] as const)(
    'has a record, in headline, standfirst and body, over the whole embedded night (drill: %s)',
    async (drill) => {
      const open = await OpenHouse.open({ drill });
      let articles: Articles | null = null;
      const names = new Set<string>();
      const [from, until] = [open.stage.night.from, parseInstant('2024-11-06T22:30:00Z')];
      for (let at = from + MINUTE; at <= until; at += 40 * MINUTE) {
        await open.house.rehearsal!.jump(at);
        const { facts, seq } = await open.house.desk.read((reader) => ({
          facts: briefFacts(reader, at),
          seq: reader.state.seq,
        }));
        for (const name of namesIn(facts)) names.add(name);
        articles = writeArticles(facts, articles);
        const { loose, records } = read(articles, [...names]);
        expect(loose).toEqual([]);
        expect(Math.min(...records)).toBeGreaterThan(0);
        expect(Math.max(...records)).toBeLessThanOrEqual(seq);
      }
      await open.close();
      const written = all(articles!);
      expect(new Set(written.map(({ kind }) => kind))).toEqual(
        new Set([...KINDS, ...(drill ? [drill] : [])]),
      );
      expect(newestVersion(written[0]!).number).toBeGreaterThan(10);
      const corrected = written.filter(({ versions }) =>
        versions.some(({ correction }) => correction !== null),
      );
      // What one desk took back is corrected where it was said and where it was counted; else nothing was.
      expect(corrected.map(({ id }) => id)).toEqual(drill === null ? [] : [LEAD, 'group-ap']);
      if (drill === null) return;
      const again = newestVersion(written.find(({ id }) => id === 'group-ap')!);
      expect(again.change.en).toBe('Called anew');
      expect(again.about).toBeGreaterThan(written.find(({ kind }) => kind === drill)!.versions[0]!.about);
    },
    60_000,
  );

  it('has one in every situation that a night may come to', () => {
    const moment = fc.integer({ min: 0, max: 24 * 60 }).map((minute) => START + minute * MINUTE);
    const night = fc.record({
      at: moment,
      standing: fc.constantFrom('wait', 'hold', 'releasable'),
      aftermath: fc.constantFrom('none', 'review', 'withdrawal-due'),
      gate: fc.option(fc.integer({ min: 1, max: 90 })),
      dwell: fc.integer({ min: 5, max: 600 }),
      sent: fc.boolean(),
      withdrawn: fc.boolean(),
      talk: fc.option(fc.integer({ min: 1, max: 90 })),
      conceded: fc.boolean(),
      back: fc.constantFrom('nothing', 'election', 'PA'),
      window: fc.boolean(),
      total: fc.integer({ min: 4, max: 30 }),
    });
    fc.assert(
      fc.property(night, night, (first, second) => {
        const [a, b] = [first, second].sort((one, other) => one.at - other.at).map(factsOf);
        const articles = writeArticles(b!, writeArticles(a!, null));
        expect(read(articles, [...namesIn(a!), ...namesIn(b!)]).loose).toEqual([]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

const START = parseInstant('2024-11-05T22:00:00Z');

function factsOf(night: {
  at: number;
  standing: string;
  aftermath: string;
  gate: number | null;
  dwell: number;
  sent: boolean;
  withdrawn: boolean;
  talk: number | null;
  conceded: boolean;
  back: string;
  window: boolean;
  total: number;
}): BriefFacts {
  const { at } = night;
  const facts = nightAt(new Date(at).toISOString());
  const message = {
    kind: 'message',
    withdrawal: false,
    ticket: 'R',
    at: at - 30 * MINUTE,
    record: 500,
  } as const;
  const desk = { en: 'Fox News', ja: 'FOXニュース' };
  const contest =
    night.back === 'PA' ? { id: 'PA', name: { en: 'Pennsylvania', ja: 'ペンシルベニア州' } } : null;
  return withVerdict(
    {
      ...facts,
      groups: { ...facts.groups, total: night.total },
      sent: night.sent
        ? [
            message,
            ...(night.withdrawn ? [{ ...message, withdrawal: true, at: at - MINUTE, record: 501 }] : []),
          ]
        : [],
      talk:
        night.talk === null || !night.sent
          ? null
          : { startedAt: at - 20 * MINUTE, endedAt: at - 20 * MINUTE + night.talk * MINUTE, record: 502 },
      concessions: night.conceded
        ? [
            {
              by: { en: 'Harris', ja: 'ハリス' },
              ticket: 'D',
              at: at - 5 * MINUTE,
              record: 503,
              source: 'speech',
            },
          ]
        : [],
      retractions:
        night.back === 'nothing' ? [] : [{ desk, contest, ticket: 'R', at: at - MINUTE, record: 504 }],
      window: night.window ? facts.window : null,
    },
    {
      congratulation: night.standing as BriefFacts['verdict']['congratulation'],
      aftermath: night.aftermath as BriefFacts['verdict']['aftermath'],
      gateAt: night.gate === null ? null : at + night.gate * MINUTE,
      dwellMinutes: night.dwell,
    },
  );
}

describe('a figure that turns out to have been another', () => {
  const AT = parseInstant('2024-11-06T10:40:00Z');
  const night = nightAt('2024-11-06T10:40:00Z');
  const before = writeArticles(night, null);
  /** A call of a state and a group that named the winner are taken back. */
  const later: BriefFacts = {
    ...night,
    at: AT + 5 * MINUTE,
    contests: { ...night.contests, called: night.contests.called.filter(({ contest }) => contest !== 'PA') },
    electors: {
      ...night.electors,
      agency: { ...night.electors.agency, R: night.electors.agency['R']! - 19 },
    },
    groups: { ...night.groups, naming: night.groups.naming.filter(({ group }) => group !== 'ddhq') },
  };
  const after = writeArticles(later, before);
  const piece = (articles: Articles, id: string) => articles.pieces.find((one) => one.id === id)!;

  it('is corrected in headline and text of the reports that counted it, with what stood before', () => {
    const [was, is] = [newestVersion(piece(before, 'group-fox')), newestVersion(piece(after, 'group-fox'))];
    expect(was.text.en.headline).toBe('Fox News names Trump; the second of four groups');
    expect(is.text.en.headline).toBe('Fox News names Trump; the first of four groups');
    expect(is.text.ja.headline).toBe('FOXニュース、トランプ氏に当確　4系統のうち1系統目');
    expect(is.at).toBe(later.at);
    expect(is.change).toEqual({ en: 'A figure is corrected', ja: '数字を訂正' });
    expect(is.correction!.en).toContain(
      'gave the second of four groups (Fox News names Trump). It is now the first of four groups.',
    );
    expect(is.correction!.ja).toContain('4系統のうち2系統目としていましたが、現在は4系統のうち1系統目です。');
    const claim = newestVersion(piece(after, 'claim-300'));
    expect(claim.text.en.headline).toBe('Trump claims victory; three of four groups have yet to speak');
    expect(claim.correction!.en).toContain('two of four groups');
  });

  it('is told at once in the night’s article, though a rise would have waited', () => {
    const lead = newestVersion(after.lead);
    expect(lead.number).toBe(newestVersion(before.lead).number + 1);
    expect(lead.correction!.en).toContain('(electors of Trump). It is now');
    expect(lead.correction!.ja).toContain('「トランプ氏の選挙人」');
    const risen = {
      ...night,
      at: AT + 5 * MINUTE,
      electors: { ...night.electors, agency: { D: 230, R: 280 } },
    };
    expect(newestVersion(writeArticles(risen, before).lead).number).toBe(newestVersion(before.lead).number);
  });

  it('is no correction where the count only goes on', () => {
    const on = writeArticles({ ...nightAt('2024-11-06T11:40:00Z'), at: AT + HOUR }, before);
    for (const article of on.pieces) expect(newestVersion(article).correction, article.id).toBeNull();
  });
});
