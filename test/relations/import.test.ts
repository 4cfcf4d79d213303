import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/numeric/random.ts';
import { decideRelations } from '../../src/relations/decide.ts';
import { freeId, merged, sortIncoming } from '../../src/relations/duplicates.ts';
import { peopleTable, readPeopleTable } from '../../src/relations/people-table.ts';
import { readCards } from '../../src/relations/read-cards.ts';
import { applyRelations, emptyRelations, withEntered } from '../../src/relations/records.ts';
import type { Contact } from '../../src/relations/relations.ts';
import { peopleCards } from '../../src/relations/write-cards.ts';
import { contact, relations, twin } from './people.ts';

const DAY = '2024-11-06';
const INTERNAL = { marking: 'internal' } as const;

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].join('\r\n');

const WHOLE: Contact = contact('r-transition', {
  name: { en: 'Contact; R1, "chair"', ja: '連絡先R1' },
  side: 'R',
  posts: [
    {
      title: { en: 'Co-chair', ja: '共同議長' },
      organisation: null,
      phase: 'transition',
      since: '2024-08-01',
      until: '2025-01-20',
    },
  ],
  seniority: 5,
  languages: ['en', 'ja'],
  address: { en: 'Mr Chairman', ja: '議長' },
  pronunciation: { en: 'CON-tact', ja: 'コンタクト' },
  emails: ['r1@office.example', 'second@office.example'],
  phones: ['+1 202 555 0147'],
  marking: 'restricted',
});

describe('vCards', () => {
  it('go out and come in as they were', () => {
    const [back] = readCards(peopleCards([WHOLE], DAY), INTERNAL).people;
    const posts = [{ ...WHOLE.posts[0]!, phase: 'other', since: null, until: null }];
    expect(back).toEqual({ ...WHOLE, posts });
  });

  it('of version 3 and 4 are read, folded lines and all, and what has no place is counted', () => {
    const text = [
      card(
        'FN:Hanako Tanaka',
        'FN;LANGUAGE=ja;ALTID=1:田中花子',
        'ORG:Foundation;Board',
        'TITLE:Trustee',
        'TEL;VALUE=uri:tel:+81-3-5555-0101',
        'NOTE:likes',
        '  tea',
        'EMAIL:hanako@found.example',
      ),
      card('FN:Second', 'NOTE:x').replace('VERSION:4.0', 'VERSION:3.0'),
    ].join('');
    const { people, refused, left } = readCards(text, INTERNAL);
    expect(refused).toEqual([]);
    expect(left).toEqual({ NOTE: 2 });
    expect(people[0]).toMatchObject({
      id: 'hanako-tanaka',
      name: { en: 'Hanako Tanaka', ja: '田中花子' },
      phones: ['+81-3-5555-0101'],
      marking: 'internal',
      seniority: 1,
    });
    expect(people[0]!.posts[0]!.title.en).toBe('Trustee, Foundation, Board');
  });

  it.each([
    ['without a name', card('TITLE:x'), 'line 1', 'no name: a card needs FN'],
    ['without an end', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\n', 'line 1', 'the card has no END:VCARD'],
    ['of version 2.1', card('FN:x').replace('4.0', '2.1'), 'line 1', 'version 2.1'],
    ['that is no card inside', card('FN:x', 'this is no line'), 'line 1', 'not a vCard'],
    ['of a group', card('FN:x', 'KIND:group'), 'line 1', 'kind group'],
    [
      'of an unknown marking',
      card('FN:x', 'X-FIRSTCALL-MARKING:cosmic'),
      'line 1',
      'unknown marking "cosmic"',
    ],
    ['with text around it', `${card('FN:x')}stray\r\n`, 'line 5', 'text outside of any card'],
  ])('%s are refused by place and reason, and cost no other card', (_name, text, place, reason) => {
    const { refused, people } = readCards(`${text}${card('FN:Good')}`, INTERNAL);
    expect(refused[0]).toMatchObject({ place, reason: expect.stringContaining(reason) });
    expect(people.at(-1)!.name.en).toBe('Good');
  });

  it('are refused as a whole where there is none', () => {
    expect(() => readCards('', INTERNAL)).toThrow('no card found');
  });
});

describe('a table of people', () => {
  it('goes out and comes in as it was', () => {
    const text = peopleTable([WHOLE, contact('bare', { emails: [] })], DAY);
    const { people, refused } = readPeopleTable(text, INTERNAL);
    expect(refused).toEqual([]);
    expect(people).toEqual([WHOLE, contact('bare')]);
  });

  it('cannot run a formula in a spreadsheet, however it is dressed up, and reads the text back', () => {
    const evil = ['=1+1', '+cmd|calc', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '|x', "'=1", '"=1"'];
    const text = peopleTable(
      evil.map((name, index) => contact(`c${index}`, { name: twin(name) })),
      DAY,
    );
    const cells = text
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split('","')[1]!);
    for (const cell of cells) expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@＝＋－＠|%]/);
    expect(readPeopleTable(text, INTERNAL).people.map(({ name }) => name.en)).toEqual(
      evil.map((name) => name.trim()),
    );
  });

  it.each([
    ['a formula', 'x,=HYPERLINK("http://place.example"),3', 'line 2, name_ja', 'begins like a formula'],
    ['too few cells', 'x,y', 'line 2', '2 cells where the first line has 3'],
    ['no name', ',,3', 'line 2, name_en', 'no name'],
    ['an impossible rank', 'x,y,9', 'line 2, seniority', '"9" is not 1 to 5'],
  ])('with %s refuses the row by place and reason', (_name, row, place, reason) => {
    const { refused, people } = readPeopleTable(`name_en,name_ja,seniority\n${row}\nGood,良い,2\n`, INTERNAL);
    expect(refused).toEqual([{ place, reason: expect.stringContaining(reason) }]);
    expect(people).toHaveLength(1);
  });

  it('refuses impossible days and spans', () => {
    const table = (since: string, until: string) =>
      readPeopleTable(`name_en,title_en,since,until\nx,t,${since},${until}\n`, INTERNAL).refused[0];
    expect(table('2023-02-30', '')).toMatchObject({
      place: 'line 2, since',
      reason: expect.stringContaining('no day of the calendar'),
    });
    expect(table('2024-01-02', '2024-01-01')).toMatchObject({ place: 'line 2, until' });
  });

  it('is refused as a whole where it is none', () => {
    expect(() => readPeopleTable('', INTERNAL)).toThrow('an empty table');
    expect(() => readPeopleTable('a,b\n1,2\n', INTERNAL)).toThrow('no column of names');
    expect(() => readPeopleTable('name_en\n"x\n', INTERNAL)).toThrow('not a CSV table');
    expect(readPeopleTable('name_en,shoe\nx,42\n', INTERNAL).left).toEqual({ shoe: 1 });
  });
});

describe('people who may be known already', () => {
  const known = [
    contact('tanaka', {
      name: { en: 'Hanako Tanaka', ja: '田中花子' },
      emails: ['Hanako@found.example'],
      phones: ['03-5555-0101'],
    }),
  ];

  it('wait for a person’s word where address, number or whole name is the same', () => {
    const cards = [
      contact('a', { name: twin('TANAKA, Hanako') }),
      contact('b', { name: twin('H. T.'), emails: ['hanako@FOUND.example'] }),
      contact('c', { name: twin('H. T. 2'), phones: ['+81 3 5555 0101'] }),
      contact('d', { name: twin('Taro Tanaka') }),
      contact('e', { name: twin('Tanaka Taro') }),
    ];
    const { fresh, waiting } = sortIncoming(cards, known);
    expect(fresh.map(({ id }) => id)).toEqual(['d']);
    expect(waiting.map(({ incoming, candidates }) => [incoming.id, candidates])).toEqual([
      ['a', [{ id: 'tanaka', why: 'name' }]],
      ['b', [{ id: 'tanaka', why: 'email' }]],
      ['c', [{ id: 'tanaka', why: 'phone' }]],
      ['e', [{ id: 'd', why: 'name' }]],
    ]);
  });

  it('are joined without overwriting what is known or losing what the card says', () => {
    const joined = merged(
      known[0]!,
      contact('b', {
        name: twin('x'),
        emails: ['new@found.example'],
        phones: ['1'],
        seniority: 5,
        marking: 'restricted',
        languages: ['fr'],
      }),
    );
    expect(joined).toMatchObject({
      id: 'tanaka',
      name: known[0]!.name,
      seniority: 3,
      emails: ['Hanako@found.example', 'new@found.example'],
      languages: ['fr'],
      marking: 'restricted',
    });
  });

  it('among 10,000 cards with 30 % doubles all wait; nothing is merged, nothing is lost (seed 10000)', () => {
    const random = seededRandom(10_000);
    const names = Array.from(
      { length: 7_000 },
      (_, index) => `Given${index} Family${(index * 7919) % 7_000}`,
    );
    const doubles = Array.from({ length: 3_000 }, () => names[Math.floor(random() * names.length)]!);
    const all = [
      ...names.map((name) => ({ name, double: false })),
      ...doubles.map((name) => ({ name, double: true })),
    ];
    const text = all
      .map(({ name, double }, index) =>
        card(
          `FN:${double ? name.toUpperCase().split(' ').reverse().join(' ') : name}`,
          `UID:${index}`,
          `NOTE:${index}`,
        ),
      )
      .join('');
    const incoming = readCards(text, INTERNAL);
    expect([incoming.people.length, incoming.refused.length, incoming.left]).toEqual([
      10_000,
      0,
      { NOTE: 10_000 },
    ]);
    const state = emptyRelations();
    const opened = relations();
    const outcome = decideRelations(
      { do: 'import-people', source: 'cards.vcf', people: incoming.people, refused: incoming.refused },
      { relations: opened, state, reader: 'secret', at: 0, desk: [] },
    );
    if (outcome.kind !== 'people-imported') throw new Error(outcome.kind);
    applyRelations(state, opened, {
      seq: 5,
      at: 0,
      by: 'person:embassy',
      kind: outcome.kind,
      data: outcome.data,
    });
    expect(withEntered(opened, state).people).toHaveLength(7_000);
    expect(state.waiting).toHaveLength(3_000);
    const ids = [
      ...withEntered(opened, state).people.map(({ id }) => id),
      ...state.waiting.map(({ incoming: one }) => one.id),
    ];
    expect(new Set(ids).size).toBe(10_000);
  }, 30_000);

  it('leave the list only by a decision, each way', () => {
    const opened = relations({ people: known });
    const state = emptyRelations();
    const asked = () => ({
      relations: withEntered(opened, state),
      state,
      reader: 'secret' as const,
      at: 0,
      desk: [],
    });
    const take = (seq: number, command: Parameters<typeof decideRelations>[0]) => {
      const { kind, ...rest } = decideRelations(command, asked());
      if ('data' in rest)
        applyRelations(state, opened, { seq, at: 0, by: 'person:x', kind, data: rest.data });
      return kind;
    };
    const double = (id: string, email: string) => contact(id, { name: known[0]!.name, emails: [email] });
    take(7, {
      do: 'import-people',
      source: 'x',
      people: [double('a', 'a@x.example'), double('b', 'b@x.example'), double('c', 'c@x.example')],
      refused: [],
    });
    expect(state.waiting.map(({ item }) => item)).toEqual(['7-0', '7-1', '7-2']);
    expect(take(8, { do: 'review-import', item: '7-0', decision: 'same', contact: 'nobody' })).toBe(
      'refused',
    );
    expect(take(8, { do: 'review-import', item: '7-0', decision: 'same', contact: 'tanaka' })).toBe(
      'import-reviewed',
    );
    expect(take(9, { do: 'review-import', item: '7-1', decision: 'new', contact: null })).toBe(
      'import-reviewed',
    );
    expect(take(10, { do: 'review-import', item: '7-2', decision: 'drop', contact: null })).toBe(
      'import-reviewed',
    );
    expect(take(11, { do: 'review-import', item: '7-2', decision: 'new', contact: null })).toBe('refused');
    const people = withEntered(opened, state).people;
    expect(people.map(({ id }) => id)).toEqual(['tanaka', 'b']);
    expect(people[0]!.emails).toEqual(['Hanako@found.example', 'a@x.example']);
    expect(freeId('b', new Set(['b', 'b-2']))).toBe('b-3');
  });
});
