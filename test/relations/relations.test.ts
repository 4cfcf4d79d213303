import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/election/instant.ts';
import { balanceOf, lastEngagement } from '../../src/relations/balance.ts';
import { readRelations } from '../../src/relations/read-relations.ts';
import { applyEngagement, type Engagement, type Relations } from '../../src/relations/relations.ts';

const TEXT = readFileSync(resolve(import.meta.dirname, '../../desks/japan-2024/relations.yaml'), 'utf8');
const DESK = readRelations(TEXT, 'relations.yaml');
const NIGHT = Date.parse('2024-11-06T00:00:00Z');

const line = { en: 'x', ja: 'x' };
const met = (contact: string, at: number): Engagement => ({
  at,
  contact,
  channel: 'state',
  by: 'Ambassador',
  line,
});
const contact = (id: string, seniority: number) => ({ id, seniority, name: line, post: line });
const two = (engagements: Engagement[]): Relations => ({
  camps: [
    { ticket: 'D', title: line, contacts: [contact('d', 2)] },
    { ticket: 'R', title: line, contacts: [contact('r', 4)] },
  ],
  engagements,
});

describe('the balance between the camps', () => {
  it('weighs seniority, and halves an engagement every ninety days', () => {
    const [d, r] = balanceOf(two([met('d', NIGHT), met('r', NIGHT - 90 * DAY)]), NIGHT);
    expect(d).toMatchObject({ weight: 2, share: 0.5, engagements: 1, lastAt: NIGHT, neglected: false });
    expect(r).toMatchObject({ weight: 2, share: 0.5 });
  });

  it('warns of a camp with less than a third of the weight', () => {
    expect(balanceOf(two([met('r', NIGHT)]), NIGHT).map(({ neglected }) => neglected)).toEqual([true, false]);
  });

  it('does not take an absence of entries for a balance', () => {
    expect(balanceOf(two([]), NIGHT)).toMatchObject([
      { share: null, neglected: true, lastAt: null },
      { share: null, neglected: true, lastAt: null },
    ]);
  });

  it('does not count what is yet to come', () => {
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

describe('engagements', () => {
  it('take their place in time and are not entered twice', () => {
    const engagements = [met('d', 1), met('d', 3)];
    expect(applyEngagement(engagements, met('r', 2))).toBe(true);
    expect(applyEngagement(engagements, met('r', 2))).toBe(false);
    expect(engagements.map(({ at }) => at)).toEqual([1, 2, 3]);
  });

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
  ])('with %s are refused with their line', (_name, from, to, reason) => {
    const text = TEXT.replace(from, to);
    const at = TEXT.slice(0, TEXT.indexOf(from)).split('\n').length;
    expect(() => readRelations(text, 'relations.yaml')).toThrow(`relations.yaml line ${at}, column`);
    expect(() => readRelations(text, 'relations.yaml')).toThrow(reason);
  });
});
