import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/election/instant.ts';
import { balanceOf, balanceOver, lastEngagement, warnsOf } from '../../src/relations/balance.ts';
import { readRelations } from '../../src/relations/read-relations.ts';
import type { Engagement, Relations } from '../../src/relations/relations.ts';
import { contact, met, relations, twin } from './people.ts';

const TEXT = readFileSync(resolve(import.meta.dirname, '../../desks/japan-2024/relations.yaml'), 'utf8');
const DESK = readRelations(TEXT, 'relations.yaml');
const NIGHT = Date.parse('2024-11-06T00:00:00Z');

const two = (engagements: Engagement[], part: Partial<Relations> = {}): Relations =>
  relations({
    people: [contact('d', { side: 'D', seniority: 2 }), contact('r', { side: 'R', seniority: 4 })],
    engagements,
    ...part,
  });

describe('the balance between the camps', () => {
  it('weighs seniority, and halves an engagement every ninety days', () => {
    const [d, r] = balanceOf(two([met('r', NIGHT - 90 * DAY), met('d', NIGHT)]), NIGHT);
    expect(d).toMatchObject({ weight: 2, share: 0.5, engagements: 1, lastAt: NIGHT, neglected: false });
    expect(r).toMatchObject({ weight: 2, share: 0.5, lastSeniorAt: NIGHT - 90 * DAY });
  });

  it('says the same over time as at each moment', () => {
    const all = two([
      met('r', NIGHT - 400 * DAY),
      met('d', NIGHT - 120 * DAY),
      met('r', NIGHT - 119 * DAY),
      met('d', NIGHT),
    ]);
    const moments = [-500, -400, -121, -119.5, -3, 0, 50].map((days) => NIGHT + days * DAY);
    const over = balanceOver(all, moments);
    expect(over.map(({ at }) => at)).toEqual(moments);
    for (const { at, weights } of over)
      for (const { ticket, weight } of balanceOf(all, at)) expect(weights[ticket]).toBeCloseTo(weight, 10);
  });

  it('warns of a camp with less than a third of the weight, in the half year before the day', () => {
    const [d] = balanceOf(two([met('r', NIGHT - 200 * DAY)]), NIGHT - 100 * DAY);
    expect(d!.neglected).toBe(true);
    expect(warnsOf(d!, NIGHT - 100 * DAY, NIGHT)).toBe(true);
    expect(warnsOf(d!, NIGHT - 181 * DAY, NIGHT)).toBe(false);
    expect(warnsOf(d!, NIGHT + 1, NIGHT)).toBe(false);
  });

  it('does not warn where somebody has explained it for that day, and gives the explanation', () => {
    const why = twin('a prime minister does not usually meet a candidate');
    const exceptions = [{ ticket: 'D', since: '2024-09-01', until: '2024-11-05', why }];
    const [explained] = balanceOf(two([met('r', NIGHT - 2 * DAY)], { exceptions }), NIGHT - DAY);
    expect(explained).toMatchObject({ neglected: true, explained: why });
    expect(warnsOf(explained!, NIGHT - DAY, NIGHT)).toBe(false);
    expect(balanceOf(two([met('r', NIGHT - 2 * DAY)], { exceptions }), NIGHT)[0]!.explained).toBeNull();
  });

  it('does not take an absence of entries for a balance, nor count what is yet to come', () => {
    expect(balanceOf(two([]), NIGHT)).toMatchObject([
      { share: null, neglected: true, lastAt: null },
      { share: null, neglected: true, lastAt: null },
    ]);
    expect(balanceOf(two([met('d', NIGHT + 1)]), NIGHT)[0]).toMatchObject({ engagements: 0, weight: 0 });
  });

  it('holds on the example desk', () => {
    expect(balanceOf(DESK, NIGHT).map(({ ticket, neglected }) => [ticket, neglected])).toEqual([
      ['D', false],
      ['R', false],
    ]);
    expect(lastEngagement(DESK, 'r-transition', NIGHT)?.channel).toBe('state');
    expect(lastEngagement(DESK, 'r-transition', DESK.engagements[0]!.at)).toBeNull();
  });
});

describe('a file of relations', () => {
  it.each([
    [
      'an unknown contact',
      'contact: r-former',
      'contact: r-formal',
      'unknown contact "r-formal"; add it to a camp or write it right',
    ],
    ['a contact in two camps', 'id: r-former', 'id: d-foreign', 'a second contact "d-foreign"'],
    [
      'an unknown channel',
      'channel: private',
      'channel: secret',
      'invalid value of "channel"; write one of state, party, private',
    ],
    [
      'a day that the calendar does not have',
      'until: 2021-01-20',
      'until: 2021-02-30',
      'write a day of the calendar',
    ],
    [
      'an unknown marking',
      'marking: restricted',
      'marking: cosmic',
      'invalid value of "marking"; write one of open, internal, restricted, secret',
    ],
  ])('with %s is refused with its line', (_name, from, to, reason) => {
    const text = TEXT.replace(from, to);
    expect(text).not.toBe(TEXT);
    const at = TEXT.slice(0, TEXT.indexOf(from)).split('\n').length;
    expect(() => readRelations(text, 'relations.yaml')).toThrow(`relations.yaml line ${at}, column`);
    expect(() => readRelations(text, 'relations.yaml')).toThrow(reason);
  });

  it('with ties of rank in a circle, or a term that ends before it begins, is refused', () => {
    const person = (id: string) => `      - { id: ${id}, name: { en: ${id}, ja: ${id} }, seniority: 3 }`;
    const file = (ties: string) =>
      [
        'camps:',
        '  - ticket: D',
        '    title: { en: D, ja: D }',
        '    contacts:',
        ...['a', 'b', 'c'].map(person),
        'ties:',
        ties,
        'engagements: []',
      ].join('\n');
    const tie = (from: string, to: string, more = '') =>
      `  - { from: ${from}, to: ${to}, kind: works-for, strength: 2, reason: { en: x, ja: x }${more} }`;
    const circle = [tie('a', 'b'), tie('b', 'c'), tie('c', 'a')].join('\n');
    expect(() => readRelations(file(circle), 'r.yaml')).toThrow('ties in a circle: a → b → c → a');
    expect(() => readRelations(file(tie('a', 'a')), 'r.yaml')).toThrow('ties in a circle: a → a');
    const inTurn = [tie('a', 'b', ', until: "2020-01-01"'), tie('b', 'a', ', since: "2020-01-02"')].join(
      '\n',
    );
    expect(readRelations(file(inTurn), 'r.yaml').ties).toHaveLength(2);
    expect(() =>
      readRelations(file(tie('a', 'b', ', since: "2021-01-01", until: "2020-01-01"')), 'r.yaml'),
    ).toThrow('r.yaml line 9, column');
  });
});
