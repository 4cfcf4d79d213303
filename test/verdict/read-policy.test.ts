import { describe, expect, it } from 'vitest';
import { explainPolicy } from '../../src/verdict/explain.ts';
import { isNarrow, quorumOf, rosterFor } from '../../src/verdict/policy.ts';
import { readPolicy } from '../../src/verdict/read-policy.ts';
import { DEFAULT_TEXT, defaultPolicy } from './default-policy.ts';

/** The default policy with one place changed. */
const changed = (from: string, to: string) => {
  expect(DEFAULT_TEXT).toContain(from);
  return () => readPolicy(DEFAULT_TEXT.replace(from, to), 'house.yaml');
};

const lineOf = (text: string) => DEFAULT_TEXT.slice(0, DEFAULT_TEXT.indexOf(text)).split('\n').length;

describe('the default policy', () => {
  it('asks for three of four groups for an hour in 2024, two of two for two hours in 2016, and has no route A in 2000', () => {
    const policy = defaultPolicy();
    const quorum = (year: number) => quorumOf(policy, rosterFor(policy, year).length);
    expect(quorum(2024)).toEqual({ groups: 3, minutes: 60 });
    expect(quorum(2016)).toEqual({ groups: 2, minutes: 120 });
    expect(quorum(2000)).toBeNull();
  });

  it('still asks for three when a house leaves Decision Desk HQ out', () => {
    const policy = changed('excluded: []', 'excluded: [DDHQ, NewsNation]')();
    expect(rosterFor(policy, 2024).map(({ id }) => id)).toEqual(['pool', 'ap', 'fox']);
    expect(quorumOf(policy, 3)).toEqual({ groups: 3, minutes: 60 });
  });

  it('takes a lead as narrow only with enough counted, and by the margin of the contest', () => {
    const policy = defaultPolicy();
    expect(isNarrow(policy, 'PA', -0.0049, 0.96)).toBe(true);
    expect(isNarrow(policy, 'PA', 0.005, 0.96)).toBe(false);
    expect(isNarrow(policy, 'PA', 0.0001, 0.94)).toBe(false);
    expect(isNarrow(policy, 'OH', 0.003, 1)).toBe(false);
    expect(isNarrow(policy, 'GA', null, 1)).toBe(false);
    expect(isNarrow(policy, 'GA', 0.001, null)).toBe(false);
  });

  it('is explained in both languages with its own numbers', () => {
    const english = explainPolicy(defaultPolicy(), 'en');
    const japanese = explainPolicy(defaultPolicy(), 'ja');
    expect(english.join('\n')).toContain(
      '3 independent groups name one winner of the whole for 60 unbroken minutes',
    );
    expect(english.join('\n')).toContain('OH 0.25');
    expect(japanese.join('\n')).toContain('独立した3系統');
    expect(japanese).toHaveLength(english.length);
    expect(english.every((sentence) => sentence.endsWith('.'))).toBe(true);
  });
});

describe('a wrong policy is refused with line, column, reason and mend', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    [
      'an unknown required desk',
      'required-desks: []',
      'required-desks: [AB]',
      'required-desks:',
      'unknown desk "AB"; add it to a group or write it right',
    ],
    [
      'an unknown excluded desk',
      'excluded: []',
      'excluded: [DDH]',
      'excluded:',
      'unknown desk "DDH"; add it to a group or write it right',
    ],
    [
      'a negative dwell time',
      'dwell-minutes: 60',
      'dwell-minutes: -60',
      '  dwell-minutes: 60',
      '"calls.dwell-minutes" is too small; write 0 or more',
    ],
    [
      'an impossible quorum',
      'quorum: 3',
      'quorum: 5',
      'quorum: 3',
      'impossible quorum: 5 groups, but no roster has more than 4; ask for 4 or fewer',
    ],
    [
      'an unknown key',
      'quorum: 3',
      'quorum: 3\n  quorom: 3',
      'x',
      'unknown key "quorom"; remove it or write it right',
    ],
    [
      'a desk in two groups',
      'desks: [Fox]',
      'desks: [Fox, CNN]',
      'desks: [Fox]',
      '"CNN" is in "pool" too; a desk speaks in one group only',
    ],
    [
      'overlapping years',
      'to: 2017',
      'to: 2019',
      '- from: 2018',
      'overlaps with roster 2: a year would have two; give each its own years',
    ],
    [
      'an unknown route',
      'routes: [A, B, C1, C2]',
      'routes: [A, D]',
      'routes:',
      '"routes.1" is not one of its words; write one of A, B, C1, C2',
    ],
    [
      'a share above one',
      'counted-share: 0.95',
      'counted-share: 95',
      'counted-share',
      '"recount.counted-share" is too large; write 1 or less',
    ],
    [
      'the same contest twice',
      'AZ: { margin',
      'AL: { margin',
      'AZ: {',
      'the same key stands twice; keep one of them',
    ],
    [
      'an authority on the roster',
      'authority: [Congress, states]',
      'authority: [Congress, AP]',
      'desks: [ABC, CBS, CNN, Fox, NBC, AP, VNS]',
      '"AP" is an authority too; the authority is never a group',
    ],
    [
      'text for a number',
      'quorum: 3',
      'quorum: three',
      'quorum: 3',
      '"calls.quorum" is missing or not a number; write a number',
    ],
    [
      'an act without a level',
      'remark: { level: leaning }',
      'remark: {}',
      'remark:',
      '"acts.remark.level" is not one of its words',
    ],
  ];
  for (const [name, from, to, place, reason] of cases) {
    it(name, () => {
      const read = changed(from, to);
      expect(read).toThrow(reason);
      const line = place === 'x' ? '\\d+' : String(lineOf(place));
      expect(read).toThrow(new RegExp(`^policy house\\.yaml line ${line}, column \\d+: `));
    });
  }

  it('a message that would be due for withdrawal as soon as it is sent', () => {
    expect(changed('  groups: 2\n\n# What each act', '  groups: 3\n\n# What each act')).toThrow(
      'a message released on 2 groups would at once be due for withdrawal; write 2 or less',
    );
  });

  it('a missing part, at the place where it should stand', () => {
    expect(changed('law:\n', 'lax:\n')).toThrow(/law.*missing|unknown key "lax"/);
  });

  it('text that is not YAML', () => {
    expect(() => readPolicy('id: [default', 'house.yaml')).toThrow(
      /^policy house\.yaml line 1, column \d+: not YAML: /,
    );
  });

  it('an empty file', () => {
    expect(() => readPolicy('', 'house.yaml')).toThrow(/^policy house\.yaml line 1, column 1: /);
  });
});
