import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/election/instant.ts';
import { phrase, RESPONSE_PHRASES } from '../../src/response/phrases.ts';
import { responseWords, sayResponse } from '../../src/response/sentences.ts';
import { EVENING, PEOPLE, PLAYBOOK } from './stage.ts';

/** Every value that any phrase carries. */
const VALUES = {
  branch: 'trump',
  step: 'message',
  next: 'contested',
  person: 'approver-1',
  act: 'congratulation',
  at: EVENING,
  reason: 'xxx',
  roles: 'duty-officer,approver',
  role: 'press-officer',
  language: 'ja',
  part: 'body',
  word: 'Harris',
  line: 3,
  column: 7,
  have: 1,
  need: 2,
  from: 'requested',
  to: 'held',
  name: 'WXYZ',
  reasons: 'the unit is missing',
  record: 12,
  rows: 2,
};

describe.each(['en', 'ja'] as const)('sentences in %s', (language) => {
  const words = responseWords(PLAYBOOK, PEOPLE, language, formatInstant);

  it.each(RESPONSE_PHRASES)('word %s without a gap', (key) => {
    const sentence = sayResponse(phrase(key, VALUES), language, words);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|duty-officer|press-officer/);
    expect(sentence).toMatch(
      language === 'en' ? /^["“A-Z0-9].*[.)x]$/ : /[\p{Script=Han}\p{Script=Hiragana}].*(。|x)$/u,
    );
  });

  it('refuse a phrase that nobody has worded and a value that is missing', () => {
    expect(() => sayResponse({ key: 'unheard-of', values: {} }, language, words)).toThrow(
      `sentences-${language}.ts`,
    );
    expect(() => sayResponse(phrase('lack-held-all', { person: 'duty' }), language, words)).toThrow(
      'lacks the value "reason"',
    );
  });
});

describe('a sentence', () => {
  it('names steps, people and acts in its language', () => {
    const en = responseWords(PLAYBOOK, PEOPLE, 'en', () => '20:30 JST (06:30 EST)');
    const ja = responseWords(PLAYBOOK, PEOPLE, 'ja', () => '20時30分');
    const expires = phrase('deadline-expires', { branch: 'trump', step: 'message', person: 'approver-2' });
    expect(sayResponse(expires, 'en', en)).toBe(
      'The approval of “Message of congratulation” by Approver 2 expires.',
    );
    expect(sayResponse(expires, 'ja', ja)).toBe('承認者2による「祝意のメッセージ」の承認が失効します。');
    const until = phrase('lack-act-until', { act: 'telephone', at: EVENING });
    expect(sayResponse(until, 'en', en)).toBe(
      'The verdict permits a telephone talk from 20:30 JST (06:30 EST) if nothing is withdrawn.',
    );
  });

  it('says in Japanese too why an entry by hand does not fit', () => {
    const ja = responseWords(PLAYBOOK, PEOPLE, 'ja', () => '');
    const reasons = 'the votes of D are missing; "XX" is no contest of this election, nor US for the whole';
    expect(sayResponse(phrase('refused-entry', { reasons }), 'ja', ja)).toBe(
      '入力が合いません：Dの票がありません。"XX"はこの選挙の選挙区ではありません。',
    );
  });
});
