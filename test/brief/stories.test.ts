import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Article, type BriefFacts, newestVersion } from '../../src/brief/brief.ts';
import { looseNumbers, unknownTokens } from '../../src/brief/check-text.ts';
import type { BriefCommand } from '../../src/brief/command.ts';
import { decideBrief } from '../../src/brief/decide.ts';
import { writeArticles } from '../../src/brief/front.ts';
import { embargoLifted, withTakeDowns, writeStories } from '../../src/brief/stories.ts';
import {
  applyStory,
  behindIn,
  bindingOf,
  NO_STORIES,
  type Stories,
  type StoryContent,
} from '../../src/brief/story.ts';
import { TOKEN_NAMES } from '../../src/brief/tokens.ts';
import { sha256 } from '../../src/desk.ts';
import { MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Person } from '../../src/response/playbook.ts';
import { nightAt } from './night-facts.ts';

const AT = parseInstant('2024-11-06T07:30:00Z');
const NIGHT = nightAt('2024-11-06T07:30:00Z');
const LATER = nightAt('2024-11-06T08:30:00Z');

const person = (id: string, ...roles: Person['roles']): Person => ({ id, name: { en: id, ja: id }, roles });
const DRAFTER = person('drafter', 'drafter');
const PRESS = person('press', 'press-officer');
const ONE = person('one', 'approver');
const TWO = person('two', 'approver');

function content(
  changes: Partial<StoryContent> = {},
  body = 'Trump stands at {electors:R} electors; {majority} decide.',
): StoryContent {
  return {
    place: 'politics',
    text: {
      en: { headline: 'Where the count stands at {electors:R}', standfirst: '', body },
      ja: {
        headline: '選挙人は{electors:R}人',
        standfirst: '',
        body: 'トランプ氏は{electors:R}人。当選には{majority}人。',
      },
    },
    embargo: null,
    line: null,
    ...changes,
  };
}

/** A newsroom: commands decided and folded as the desk does it. */
class Newsroom {
  stories: Stories = NO_STORIES;
  pieces: readonly Article[] = [];
  #seq = 1000;

  do(who: Person, command: BriefCommand, at = AT): string | null {
    const articles = writeArticles(NIGHT, null);
    const [draft] = decideBrief(command, {
      stories: this.stories,
      articles: { lead: articles.lead, pieces: [...articles.pieces, ...this.pieces] },
      person: who,
      at,
      sha256,
    });
    if (draft!.kind === 'denied') return (draft!.data as { why: { key: string } }).why.key;
    this.#seq += 1;
    this.stories = applyStory(this.stories, { ...draft!, seq: this.#seq });
    return null;
  }

  write(what: StoryContent, story = 'where-the-count-stands', followed: ('en' | 'ja')[] = ['en', 'ja']) {
    return this.do(DRAFTER, { do: 'write-story', story, content: what, followed });
  }

  letOut(what: StoryContent, story = 'where-the-count-stands') {
    const binds = bindingOf(what, sha256);
    this.do(ONE, { do: 'approve-story', story, binds });
    this.do(TWO, { do: 'approve-story', story, binds });
    return this.do(PRESS, { do: 'publish-story', story, binds });
  }

  publish(facts: BriefFacts): Article | undefined {
    this.pieces = withTakeDowns(writeStories(facts, this.stories, this.pieces), this.stories, facts.at);
    return this.pieces[0];
  }
}

function published(what = content()): Newsroom {
  const room = new Newsroom();
  expect(room.write(what)).toBeNull();
  expect(room.letOut(what)).toBeNull();
  room.publish(NIGHT);
  return room;
}

const plain = (article: Article | undefined) =>
  newestVersion(article!)
    .text.en.body.map((paragraph) =>
      paragraph.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    )
    .join('\n');

describe('a number in a story', () => {
  it('is bound to the record it rests on, in headline and body, in both languages', () => {
    const version = newestVersion(published().pieces[0]!);
    expect(version.text.en.headline).toBe('Where the count stands at 267');
    expect(version.text.ja.headline).toBe('選挙人は267人');
    const figures = version.text.en.body.flat().filter((part) => typeof part !== 'string');
    expect(figures.map(({ text, record }) => [text, record])).toEqual([
      ['267', 102],
      ['270', 1],
    ]);
    expect(version.text.en.titled!.headline).toMatchObject([
      'Where the count stands at ',
      { text: '267', record: 102 },
    ]);
  });

  it('keeps the text from being written while it is bound to nothing', () => {
    const room = new Newsroom();
    for (const body of ['Trump stands at 267.', 'Trump stands at ２６７.', 'At ٢٦٧ he stands.'])
      expect(room.write(content({}, body)), body).toBe('refused-brief-loose');
    expect(room.write(content({}, 'It stands at {electoral:R}.'))).toBe('refused-brief-token');
    expect(room.write(content({}, 'It stands at {electors:R.'))).toBe('refused-brief-token');
    expect(room.write(content({}, 'As in {plain:1945}, nobody knows.'))).toBeNull();
  });

  it('is never loose and never unknown where every digit stands in a token of the desk', () => {
    const names = [...TOKEN_NAMES];
    const words = fc.array(
      fc.oneof(
        fc.constantFrom('the', 'count', '選挙人', '—', '“x”'),
        fc
          .tuple(fc.constantFrom(...names), fc.constantFrom('', ':PA', ':R', ':1945'))
          .map(([name, of]) => `{${name}${of}}`),
      ),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ');
        expect([looseNumbers(text), unknownTokens(text)]).toEqual([[], []]);
      }),
      { seed: 20241105, numRuns: 200 },
    );
  });

  it('is brought up to date when the count goes on, after a while and without a correction', () => {
    const room = published(content({}, '{counted:AZ} counted in {contest:AZ}.'));
    const grown = (at: string, counted: number): BriefFacts => {
      const facts = nightAt(at);
      const all = facts.contests.all.map((one) => (one.id === 'AZ' ? { ...one, counted, record: 500 } : one));
      return { ...facts, contests: { ...facts.contests, all } };
    };
    expect(plain(room.publish(grown('2024-11-06T07:31:00Z', 0.6)))).toBe('58 % counted in Arizona.');
    const later = room.publish(grown('2024-11-06T07:50:00Z', 0.6));
    expect(plain(later)).toBe('60 % counted in Arizona.');
    expect(newestVersion(later!)).toMatchObject({ number: 2, correction: null });
  });

  it('that falls is corrected at once, with the date and what stood there', () => {
    const room = published(content({}, '{votes:AZ:R} votes.'));
    const facts = nightAt('2024-11-06T07:31:00Z');
    const all = facts.contests.all.map((one) =>
      one.id === 'AZ' ? { ...one, votes: { D: 700_000, R: 760_000 }, record: 501 } : one,
    );
    const fallen = room.publish({ ...facts, contests: { ...facts.contests, all } });
    expect(plain(fallen)).toBe('760,000 votes.');
    expect(newestVersion(fallen!).at).toBe(facts.at);
    expect(newestVersion(fallen!).correction!.en).toBe(
      'The version before this one gave 769,000 (Votes of Trump in Arizona). It is now 760,000.',
    );
    expect(newestVersion(fallen!).correction!.ja).toContain('769,000としていましたが、現在は760,000です');
  });

  it('whose call is taken back stays readable, struck and corrected, and the earlier version with it', () => {
    const room = published(content({}, 'Pennsylvania was called at {called:PA}.'));
    const called = NIGHT.contests.called.filter(({ contest }) => contest !== 'PA');
    const back = room.publish({ ...NIGHT, at: AT + MINUTE, contests: { ...NIGHT.contests, called } })!;
    const figure = newestVersion(back).text.en.body[0]!.find((part) => typeof part !== 'string');
    expect(figure).toMatchObject({ text: '16:24 JST', withdrawn: true });
    expect(newestVersion(back).correction!.en).toContain('That no longer stands.');
    expect(back.versions).toHaveLength(2);
    expect(back.versions[0]!.correction).toBeNull();
    // It is corrected once, not with every bake.
    expect(
      room.publish({ ...NIGHT, at: AT + 2 * MINUTE, contests: { ...NIGHT.contests, called } })!.versions,
    ).toHaveLength(2);
  });

  it('holds the story back until its fact exists', () => {
    const room = published(content({}, 'Minnesota was called at {called:MN}.'));
    expect(room.pieces).toEqual([]);
    expect(plain(room.publish(LATER))).toBe('Minnesota was called at 16:47 JST.');
  });
});

describe('what a person writes', () => {
  it('is published by a person after one approval, and after two as a statement', () => {
    const room = new Newsroom();
    const what = content();
    const binds = bindingOf(what, sha256);
    const story = 'where-the-count-stands';
    room.write(what);
    expect(room.do(PRESS, { do: 'publish-story', story, binds })).toBe('refused-brief-approvals');
    expect(room.do(DRAFTER, { do: 'approve-story', story, binds })).toBe('refused-brief-role');
    expect(room.do(ONE, { do: 'publish-story', story, binds })).toBe('refused-brief-role');
    room.do(ONE, { do: 'approve-story', story, binds });
    expect(room.do(ONE, { do: 'approve-story', story, binds })).toBe('refused-brief-again');
    expect(room.do(PRESS, { do: 'publish-story', story, binds })).toBeNull();

    const statement = content({ place: 'statements' });
    const other = bindingOf(statement, sha256);
    room.write(statement, 'a-statement');
    room.do(ONE, { do: 'approve-story', story: 'a-statement', binds: other });
    expect(room.do(PRESS, { do: 'publish-story', story: 'a-statement', binds: other })).toBe(
      'refused-brief-approvals',
    );
    room.do(TWO, { do: 'approve-story', story: 'a-statement', binds: other });
    expect(room.do(PRESS, { do: 'publish-story', story: 'a-statement', binds: other })).toBeNull();
  });

  it('loses its approvals with any change, and keeps what was published until the change is let out', () => {
    const room = published();
    const changed = content({}, 'Trump stands at {electors:R}.');
    room.write(changed);
    expect(room.stories.stories['where-the-count-stands']!.approvals).toEqual([]);
    const old = bindingOf(content(), sha256);
    expect(room.do(ONE, { do: 'approve-story', story: 'where-the-count-stands', binds: old })).toBe(
      'refused-brief-binds',
    );
    expect(plain(room.publish(NIGHT))).toContain('270 decide');
    room.letOut(changed);
    expect(newestVersion(room.publish(NIGHT)!)).toMatchObject({ number: 2, change: { en: 'Rewritten' } });
  });

  it('approved by its own writer does not count, whatever roles the writer has', () => {
    const room = new Newsroom();
    const all = person('all', 'drafter', 'approver', 'press-officer');
    const binds = bindingOf(content(), sha256);
    room.do(all, { do: 'write-story', story: 'x', content: content(), followed: ['en', 'ja'] });
    expect(room.do(all, { do: 'approve-story', story: 'x', binds })).toBe('refused-brief-writer');
    expect(room.do(all, { do: 'publish-story', story: 'x', binds })).toBe('refused-brief-approvals');
  });

  it('shows which language is behind', () => {
    const room = published();
    const changed = content({}, 'In short: {electors:R}.');
    room.write(changed, 'where-the-count-stands', ['en']);
    expect(behindIn(room.stories.stories['where-the-count-stands']!)).toBe('ja');
    room.letOut(changed);
    expect(newestVersion(room.publish(NIGHT)!).behind).toBe('ja');
    room.write(changed, 'where-the-count-stands', ['ja']);
    expect(behindIn(room.stories.stories['where-the-count-stands']!)).toBe('en');
  });

  it('binds to the same hash whatever order its fields come back in', () => {
    const held = content({ embargo: { until: 'polls-closed', contest: 'PA' } });
    const { line, embargo, text, place } = held;
    expect(
      bindingOf(
        { line, embargo: { contest: 'PA', until: 'polls-closed' }, text, place } as StoryContent,
        sha256,
      ),
    ).toBe(bindingOf(held, sha256));
    expect(embargo).not.toBeNull();
  });
});

it('a text never takes an address that a report written by rule has or may get', () => {
  for (const id of ['call-mi', 'group-nep', 'retraction-7', 'last-polls', 'two-clocks'])
    expect(new Newsroom().write(content(), id), id).toBe('refused-brief-taken');
});

describe('an embargo', () => {
  const closed = parseInstant('2024-11-06T01:00:00Z');

  it('ends at a moment, when polls close, when a contest is called, or at a level of the verdict', () => {
    const before = { ...NIGHT, at: closed - 1 };
    expect(embargoLifted({ until: 'moment', at: AT }, { ...NIGHT, at: AT - 1 })).toBe(false);
    expect(embargoLifted({ until: 'moment', at: AT }, NIGHT)).toBe(true);
    expect(embargoLifted({ until: 'polls-closed', contest: 'PA' }, before)).toBe(false);
    expect(embargoLifted({ until: 'polls-closed', contest: 'PA' }, { ...NIGHT, at: closed })).toBe(true);
    expect(embargoLifted({ until: 'polls-closed', contest: 'US' }, before)).toBe(false);
    expect(embargoLifted({ until: 'polls-closed', contest: 'nowhere' }, NIGHT)).toBe(false);
    expect(embargoLifted({ until: 'called', contest: 'MN' }, NIGHT)).toBe(false);
    expect(embargoLifted({ until: 'called', contest: 'MN' }, LATER)).toBe(true);
    expect(embargoLifted({ until: 'called', contest: 'US' }, NIGHT)).toBe(false);
    expect(embargoLifted({ until: 'level', level: 'leaning' }, NIGHT)).toBe(true);
    expect(embargoLifted({ until: 'level', level: 'called' }, NIGHT)).toBe(false);
  });

  it('holds a story that was let out, and lets it go by itself', () => {
    const room = published(content({ embargo: { until: 'called', contest: 'MN' } }));
    expect(room.pieces).toEqual([]);
    expect(room.publish(LATER)!.versions).toHaveLength(1);
  });
});

describe('a take-down', () => {
  it('leaves a notice with its reason and no text, for a story as for a piece written by rule', () => {
    const room = published();
    expect(room.do(ONE, { do: 'take-down', article: 'where-the-count-stands', reason: 'x' })).toBe(
      'refused-brief-role',
    );
    expect(
      room.do(PRESS, {
        do: 'take-down',
        article: 'where-the-count-stands',
        reason: 'names a private person',
      }),
    ).toBeNull();
    const down = room.publish({ ...NIGHT, at: AT + MINUTE })!;
    expect(newestVersion(down).text.en).toMatchObject({
      headline: 'This article has been taken down',
      standfirst: 'The reason given: names a private person',
    });
    expect(room.publish({ ...LATER, at: LATER.at })!.versions).toHaveLength(2);
    expect(room.write(content())).toBe('refused-brief-down');

    const stories: Stories = {
      ...NO_STORIES,
      takenDown: { 'call-pa': { person: 'press', at: AT, reason: 'wrong', record: 7 } },
    };
    const articles = writeArticles(NIGHT, null);
    const after = writeArticles({ ...NIGHT, at: AT + MINUTE }, articles, stories);
    const piece = after.pieces.find(({ id }) => id === 'call-pa')!;
    expect(newestVersion(piece).said.situation).toBe('taken-down');
    const called = LATER.contests.called.filter(({ contest }) => contest !== 'PA');
    const further = writeArticles({ ...LATER, contests: { ...LATER.contests, called } }, after, stories);
    expect(further.pieces.find(({ id }) => id === 'call-pa')!.versions).toHaveLength(2);
  });

  it('never takes the night’s own article', () => {
    const lead = writeArticles(NIGHT, null).lead.id;
    expect(new Newsroom().do(PRESS, { do: 'take-down', article: lead, reason: 'x' })).toBe(
      'refused-brief-lead',
    );
  });
});

describe('a report written by rule', () => {
  it('is corrected with its date when the entry behind it is struck and entered anew', () => {
    const before = writeArticles(NIGHT, null);
    const called = NIGHT.contests.called.map((call) =>
      call.contest === 'PA' ? { ...call, at: call.at - 10 * MINUTE, record: 900 } : call,
    );
    const after = writeArticles(
      { ...NIGHT, at: AT + MINUTE, contests: { ...NIGHT.contests, called } },
      before,
    );
    const piece = after.pieces.find(({ id }) => id === 'call-pa')!;
    expect(piece.versions).toHaveLength(2);
    expect(newestVersion(piece).correction!.en).toContain('The entry behind this piece was corrected.');
    expect(
      newestVersion(piece).text.ja.body[0]!.some(
        (part) => typeof part !== 'string' && part.text === '11月6日16時14分',
      ),
    ).toBe(true);
  });
});
