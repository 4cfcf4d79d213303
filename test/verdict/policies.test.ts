import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainPolicy } from '../../src/verdict/explain.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Policy } from '../../src/verdict/policy.ts';
import { readPolicy } from '../../src/verdict/read-policy.ts';
import { say } from '../../src/verdict/sentences.ts';
import type { Condition } from '../../src/verdict/verdict.ts';
import { DEFAULT_TEXT } from './default-policy.ts';
import {
  CONTEXT,
  call,
  ELECTION,
  fact,
  minute,
  projection,
  retract,
  statesForD,
  threeForD,
} from './night.ts';

const FOLDER = new URL('../../desks/policies/', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

const policyOf = (name: string): Policy => readPolicy(readFileSync(new URL(name, FOLDER), 'utf8'), name);

/** The default policy with conditions, routes and brakes of its own. */
const house = (own: string): Policy =>
  readPolicy(
    DEFAULT_TEXT.replace(
      'routes: [A, B, C1, C2]\n',
      own.includes('routes:') ? '' : 'routes: [A, B, C1, C2]\n',
    ) + own,
    'house.yaml',
  );

const congratulation = (policy: Policy, evidence: Parameters<typeof judge>[0]['evidence'], minutes: number) =>
  judge({ policy, election: ELECTION, evidence, at: minute(minutes) }).acts.find(
    ({ act }) => act === 'congratulation',
  )!;

const flat = (conditions: readonly Condition[]): Condition[] =>
  conditions.flatMap((each) => [each, ...flat(each.parts)]);

describe('the policies that ship', () => {
  it.each(NAMES)('%s is read, explained and applied in both languages', (name) => {
    const policy = policyOf(name);
    expect(policy.id).toBe(name.replace('.yaml', ''));
    expect(explainPolicy(policy, 'en')).toHaveLength(explainPolicy(policy, 'ja').length);
    const evidence = [...statesForD(), ...threeForD(), call(75, 'NBC', 'D'), retract(80, 'AP', 'D')];
    for (const minutes of [0, 66, 75, 81, 200]) {
      const verdict = judge({ policy, election: ELECTION, evidence, at: minute(minutes) });
      const phrases = [
        verdict.headline,
        verdict.detail,
        ...flat(verdict.conditions).map(({ reason }) => reason),
      ];
      for (const each of phrases)
        for (const language of ['en', 'ja'] as const)
          expect(say(each, language, CONTEXT)).not.toMatch(/undefined|NaN|Infinity/);
    }
  });

  it('part where they should: three named desks at once, the default after an hour, a concession with its hour', () => {
    const night = [...statesForD(), ...threeForD(), call(80, 'NBC', 'D')];
    const conceded = [...night, fact(300, { kind: 'concession', from: 'R', ticket: 'D' })];
    const since = (name: string) => congratulation(policyOf(name), conceded, 5000).since;
    expect(since('ap-fox-nbc.yaml')).toBe(minute(80));
    expect(since('default.yaml')).toBe(minute(130));
    expect(since('wait-for-concession.yaml')).toBe(minute(360));
    expect(since('electors-vote.yaml')).toBeNull();
    const voted = [...conceded, fact(600, { kind: 'electors-vote', ticket: 'D', majority: true })];
    expect(congratulation(policyOf('electors-vote.yaml'), voted, 600)).toMatchObject({
      standing: 'releasable',
      since: minute(600),
    });
    const declared = [
      ...conceded,
      fact(700, { kind: 'certification', by: 'states', ticket: 'D', majority: true }),
    ];
    expect(congratulation(policyOf('commission-declares.yaml'), declared, 5000).since).toBe(
      minute(700 + 1440),
    );
  });
});

describe('a condition of one’s own', () => {
  const OWN = `
conditions:
  two-and-ap:
    when: { all: [{ groups: 2 }, { calls-of: [AP] }, { not: { not: no-other-group } }] }
routes:
  - id: H
    title: { en: two groups with AP, ja: APを含む2系統 }
    when: two-and-ap
    minutes: 30
`;
  it('opens its route when it has held for its time, and begins anew after a retraction', () => {
    const night = [...statesForD(), ...threeForD()];
    expect(congratulation(house(OWN), night, 94).earliest).toBe(minute(95));
    expect(congratulation(house(OWN), night, 95)).toMatchObject({
      standing: 'releasable',
      since: minute(95),
    });
    const back = [...night, retract(90, 'Fox', 'D')];
    expect(congratulation(house(OWN), back, 95)).toMatchObject({ standing: 'hold', earliest: minute(120) });
    expect(congratulation(house(OWN), back, 120).standing).toBe('releasable');
  });

  it('shows every part with its truth, its reason and its records', () => {
    const verdict = judge({ policy: house(OWN), election: ELECTION, evidence: threeForD(), at: minute(61) });
    const own = verdict.conditions.find(({ id }) => id === 'H')!;
    expect(own.parts.map(({ id, truth }) => [id, truth])).toEqual([
      ['H.1.1', 'false'],
      ['H.1.2', 'false'],
      ['H.1.3', 'true'],
      ['H.time', 'false'],
    ]);
    expect(flat(own.parts).map(({ reason }) => say(reason, 'en', CONTEXT))).toContain(
      'AP must name Doe: no of one so far.',
    );
  });

  it('of an act is asked besides its level', () => {
    const policy = readPolicy(
      DEFAULT_TEXT.replace(
        'telephone: { level: final-enough }',
        'telephone: { level: final-enough, when: said }',
      ) +
        '\nconditions: { said: { title: { en: a public concession, ja: 公の敗北宣言 }, when: conceded } }\n',
      'house.yaml',
    );
    const night = [...statesForD(), ...threeForD()];
    const telephone = (evidence: Parameters<typeof judge>[0]['evidence']) =>
      judge({ policy, election: ELECTION, evidence, at: minute(200) }).acts.find(
        ({ act }) => act === 'telephone',
      )!;
    expect(telephone(night)).toMatchObject({
      standing: 'wait',
      missing: { values: { en: 'a public concession' } },
    });
    expect(telephone([...night, fact(150, { kind: 'concession', from: 'R', ticket: 'D' })])).toMatchObject({
      standing: 'releasable',
      since: minute(150),
    });
  });
});

describe('the projection as a brake', () => {
  const BRAKE = `
conditions: { not-against: { title: { en: the projection does not speak against it, ja: 予測が反しないこと }, when: { projection-not-against: 0.05 } } }
brakes: [not-against]
`;
  const night = [...statesForD(), ...threeForD()];
  it('lets pass while nothing is projected, holds back while it speaks against, and lets pass again from then', () => {
    expect(congratulation(house(BRAKE), night, 130).standing).toBe('releasable');
    const against = [...night, projection(100, { D: 0.02, R: 0.98 })];
    expect(congratulation(house(BRAKE), against, 200)).toMatchObject({ standing: 'wait', earliest: null });
    const turned = [...against, projection(210, { D: 0.6, R: 0.4 })];
    expect(congratulation(house(BRAKE), turned, 220)).toMatchObject({
      standing: 'releasable',
      since: minute(210),
    });
  });

  it('never opens anything sooner, however sure it is', () => {
    const sure = [...night, projection(61, { D: 1, R: 0 })];
    expect(congratulation(house(BRAKE), sure, 129).standing).toBe('wait');
  });

  it('is refused in a route or for an act', () => {
    const route = BRAKE.replace(
      'brakes: [not-against]',
      'routes: [A, { id: P, title: { en: p, ja: p }, when: not-against, minutes: 0 }]',
    );
    expect(() => house(route)).toThrow('a projection would help to open this; move it to "brakes"');
  });
});

describe('wrong conditions are refused with line, column, reason and mend', () => {
  const route = (when: string, id = 'H') =>
    `{ id: ${id}, title: { en: x, ja: x }, when: ${when}, minutes: 5 }`;
  const cases: readonly (readonly [name: string, own: string, line: number, reason: string])[] = [
    [
      'cyclic names',
      `conditions:\n  a: { when: { all: [b] } }\n  b: { when: { not: a } }\nroutes: [${route('a')}]`,
      2,
      'cyclic names: a → b → a; write one of them without the others',
    ],
    [
      'an unknown name',
      `conditions:\n  a: { when: { all: [quorom] } }\nroutes: [${route('a')}]`,
      2,
      'unknown condition "quorom"; name it under "conditions" or write it right',
    ],
    [
      'an unknown desk',
      `conditions:\n  a:\n    when: { calls-of: [AP, Foxx] }\nroutes: [${route('a')}]`,
      3,
      'unknown desk "Foxx"; add it to a group',
    ],
    [
      'an impossible quorum',
      `conditions:\n  a:\n    when:\n      groups: 5\nroutes: [${route('a')}]`,
      4,
      'impossible quorum: 5 groups, but no roster has more than 4; ask for 4 or fewer',
    ],
    [
      'a negative time',
      `routes:\n  - A\n  - id: H\n    title: { en: x, ja: x }\n    when: conceded\n    minutes: -5`,
      6,
      '"routes.2.minutes" is too small; write 0 or more'.replace('2', '1'),
    ],
    [
      'overlapping routes',
      `routes:\n  - ${route('{ all: [conceded, no-other-group] }')}\n  - ${route('conceded', 'K')}`,
      2,
      'overlaps with route "K", which always opens first; take one of them out',
    ],
    [
      'the same route twice',
      `routes:\n  - A\n  - ${route('conceded')}\n  - ${route('announced')}`,
      4,
      '"H" is listed twice; keep one',
    ],
    [
      'a condition that nothing uses',
      `conditions:\n  a: { when: conceded }\n`,
      2,
      'nothing uses "a"; use it in a route, a brake or an act, or take it out',
    ],
    [
      'an unknown kind',
      `routes:\n  - ${route('{ quorum: 3 }')}`,
      2,
      'unknown condition "quorum"; remove it or write it right',
    ],
    [
      'an empty list',
      `routes:\n  - ${route('{ any: [] }')}`,
      2,
      '"any" needs a list of conditions; write at least one',
    ],
    [
      'a projection that asks too much',
      `conditions:\n  a: { when: { projection-not-against: 0.95 } }\nbrakes: [a]`,
      2,
      'is not a chance above 0 and up to 0.5',
    ],
    [
      'an unknown brake',
      `brakes:\n  - a`,
      2,
      'unknown condition "a"; name it under "conditions" or write it right',
    ],
  ];
  it.each(cases)('%s', (_, own, line, reason) => {
    const base = own.includes('routes:')
      ? DEFAULT_TEXT.replace('routes: [A, B, C1, C2]\n', '')
      : DEFAULT_TEXT;
    const before = base.split('\n').length;
    expect(() => house(own)).toThrow(reason);
    expect(() => house(own)).toThrow(
      new RegExp(`^policy house\\.yaml line ${before + line - 1}, column \\d+: `),
    );
  });

  it('keeps policies of 200 conditions in order, parts before wholes', () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `  c${index}: { when: { any: [conceded${index < 199 ? `, c${index + 1}` : ''}] } }`,
    );
    const policy = house(`conditions:\n${names.join('\n')}\nroutes: [${route('c0')}]`);
    expect(policy.conditions.map(({ name }) => name).slice(0, 2)).toEqual(['c199', 'c198']);
    expect(policy.conditions).toHaveLength(201);
  });
});
