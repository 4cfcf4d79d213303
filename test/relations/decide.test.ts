import { describe, expect, it } from 'vitest';
import type { RelationsCommand } from '../../src/relations/command.ts';
import { decideRelations, type RelationsAsked } from '../../src/relations/decide.ts';
import { applyRelations, emptyRelations, withEntered } from '../../src/relations/records.ts';
import { sayRelations } from '../../src/relations/sentences.ts';
import { contact, relations, tie, twin } from './people.ts';

const NOW = Date.parse('2024-11-06T12:00:00Z');
const OPENED = relations({
  people: [
    contact('a', { side: 'D' }),
    contact('b', { side: 'R' }),
    contact('hidden', { side: 'R', marking: 'secret' }),
  ],
  ties: [tie('a', 'b', { kind: 'works-for' })],
});

const asked = (part: Partial<RelationsAsked> = {}): RelationsAsked => ({
  relations: OPENED,
  state: emptyRelations(),
  reader: 'restricted',
  at: NOW,
  desk: ['embassy', 'duty'],
  ...part,
});

const engagement: RelationsCommand = {
  do: 'engagement',
  contact: 'a',
  at: null,
  channel: 'state',
  by: 'Ambassador',
  said: 'x',
  line: twin('x'),
  followUp: null,
  marking: 'internal',
};
const newTie = {
  do: 'tie',
  from: 'a',
  to: 'b',
  kind: 'friend',
  strength: 2,
  since: null,
  until: null,
  reason: twin('x'),
  marking: 'open',
} as const;

function why(command: RelationsCommand): string {
  const outcome = decideRelations(command, asked());
  if (outcome.kind !== 'refused') return outcome.kind;
  for (const language of ['en', 'ja'] as const) expect(sayRelations(outcome.why, language)).not.toBeNull();
  return outcome.why.key;
}

describe('what is entered', () => {
  it('is a record with its author’s moment, and takes its place in time', () => {
    const state = emptyRelations();
    const take = (seq: number, at: number | null) => {
      const outcome = decideRelations({ ...engagement, at }, asked());
      if (outcome.kind !== 'engagement') throw new Error(outcome.kind);
      applyRelations(state, OPENED, {
        seq,
        at: NOW,
        by: 'person:embassy',
        kind: outcome.kind,
        data: outcome.data,
      });
    };
    take(11, null);
    take(12, NOW - 1000);
    expect(withEntered(OPENED, state).engagements.map(({ at, record }) => [at, record])).toEqual([
      [NOW - 1000, 12],
      [NOW, 11],
    ]);
  });

  it('takes over the marking of whom it is about', () => {
    const outcome = decideRelations(
      { ...engagement, contact: 'hidden', marking: 'open' },
      asked({ reader: 'secret' }),
    );
    expect(outcome).toMatchObject({ data: { marking: 'secret' } });
  });

  it.each([
    ['nobody who is known', { ...engagement, contact: 'x' }, 'relations-unknown-contact'],
    ['somebody hidden, as if unknown', { ...engagement, contact: 'hidden' }, 'relations-unknown-contact'],
    ['what is yet to come', { ...engagement, at: NOW + 1 }, 'relations-future'],
    ['above the own marking', { ...engagement, marking: 'secret' }, 'relations-above-marking'],
    ['a tie to nobody', { ...newTie, to: 'x' }, 'relations-unknown-contact'],
    [
      'a tie that ends before it begins',
      { ...newTie, since: '2024-01-02', until: '2024-01-01' },
      'relations-term',
    ],
    ['a tie with oneself', { ...newTie, to: 'a' }, 'relations-circle'],
    ['ties of rank in a circle', { ...newTie, from: 'b', to: 'a', kind: 'works-for' }, 'relations-circle'],
    [
      'a contact of a camp that is none',
      { do: 'contact', contact: contact('n', { side: 'X' }) },
      'relations-unknown-camp',
    ],
    [
      'a contact marked above',
      { do: 'contact', contact: contact('n', { marking: 'secret' }) },
      'relations-above-marking',
    ],
    ['a hand-over to a stranger', { do: 'hand-over', contacts: ['a'], to: 'x' }, 'relations-unknown-keeper'],
    [
      'an exception of no camp',
      { do: 'balance-exception', ticket: 'X', since: null, until: null, why: twin('x') },
      'relations-unknown-camp',
    ],
    ['a follow-up of no record', { do: 'follow-up-done', record: 9 }, 'relations-unknown-item'],
    [
      'a review of nothing',
      { do: 'review-import', item: '1-1', decision: 'new', contact: null },
      'relations-unknown-item',
    ],
  ] as const)('is refused where it is %s', (_name, command, key) => {
    expect(why(command as RelationsCommand)).toBe(key);
  });

  it('does not take a hidden person’s id, nor tell that it is taken', () => {
    const outcome = decideRelations({ do: 'contact', contact: contact('hidden') }, asked());
    expect(outcome).toMatchObject({ kind: 'contact', data: { id: 'hidden-2' } });
  });

  it('changes a tie of the same two people and kind instead of doubling it', () => {
    const state = emptyRelations();
    const outcome = decideRelations({ ...newTie, kind: 'works-for', until: '2024-11-01' }, asked());
    if (outcome.kind !== 'tie') throw new Error(outcome.kind);
    applyRelations(state, OPENED, { seq: 3, at: NOW, by: 'person:embassy', kind: 'tie', data: outcome.data });
    expect(withEntered(OPENED, state).ties).toMatchObject([{ from: 'a', to: 'b', until: '2024-11-01' }]);
  });

  it('is handed over from one officer to the next', () => {
    const state = emptyRelations();
    const outcome = decideRelations({ do: 'hand-over', contacts: ['a'], to: 'duty' }, asked());
    if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
    applyRelations(state, OPENED, {
      seq: 4,
      at: NOW,
      by: 'person:embassy',
      kind: 'handed-over',
      data: outcome.data,
    });
    expect(withEntered(OPENED, state).people.map(({ keeper }) => keeper)).toEqual(['duty', null, null]);
  });
});
