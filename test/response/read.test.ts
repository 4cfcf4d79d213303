import { describe, expect, it } from 'vitest';
import { readDeskProfile } from '../../src/response/desk-profile.ts';
import { findLeaks } from '../../src/response/leak.ts';
import { readNames } from '../../src/response/names.ts';
import { isWithdrawal, leavesHouse, namedBy } from '../../src/response/playbook.ts';
import { readPeople } from '../../src/response/read-people.ts';
import { readPlaybook } from '../../src/response/read-playbook.ts';
import { deskFile, PLAYBOOK } from './stage.ts';

const TEXT = deskFile('playbook.yaml');

/** Line and column of a text's nth occurrence, as the readers count them. */
function placeOf(text: string, part: string, nth = 1): string {
  let at = -1;
  for (let k = 0; k < nth; k++) at = text.indexOf(part, at + 1);
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

function changed(from: string, to: string): string {
  expect(TEXT).toContain(from);
  return TEXT.replace(from, to);
}

describe('the playbook of the example desk', () => {
  it('has a branch for each winner, for none by noon, for a contest, for what seldom happens, and for the count', () => {
    expect(PLAYBOOK.branches.map(({ id }) => id)).toEqual([
      'counting',
      'trump',
      'harris',
      'undecided',
      'contested',
      'lost-r',
      'lost-d',
      'house',
      'annulled',
    ]);
  });

  it('has a way back for whatever leaves and names a winner', () => {
    for (const branch of PLAYBOOK.branches) {
      for (const step of branch.steps) {
        const needs = leavesHouse(step) && namedBy(step, branch) !== null && !isWithdrawal(step);
        expect([step.id, step.withdrawal !== null]).toEqual([step.id, needs]);
      }
    }
  });

  it('names neither candidate while nobody has won', () => {
    const neutral = PLAYBOOK.branches.filter(({ when }) => when.kind !== 'winner');
    const texts = neutral.flatMap(({ steps }) =>
      steps.flatMap(({ document }) => (document === null ? [] : [document.body.en, document.body.ja])),
    );
    expect(texts.flatMap((text) => findLeaks(text, ['Trump', 'Harris', 'トランプ', 'ハリス']))).toEqual([]);
  });

  it('writes no text of one winner by changing the name in the other’s', () => {
    const bodies = (id: string) =>
      PLAYBOOK.branches
        .find((branch) => branch.id === id)!
        .steps.flatMap(({ document }) => document?.body.en.split('\n') ?? []);
    const own = new Set(bodies('trump').map((line) => line.replaceAll(/Mr\. Trump|Trump/g, 'X')));
    const shared = bodies('harris').filter(
      (line) => line.length > 60 && own.has(line.replaceAll(/Vice President Harris|Harris/g, 'X')),
    );
    expect(shared.filter((line) => !line.startsWith('If she'))).toEqual([]);
  });
});

describe('a fault in a playbook is told with file, line, column and what to do', () => {
  it.each([
    [
      'a key that is not known',
      changed('approval-minutes: 120', 'aproval-minutes: 120'),
      'unknown key "aproval-minutes"; take it out or write it right',
      '120',
    ],
    [
      'two branches for one ticket',
      changed('ticket: D', 'ticket: R'),
      'branches "trump" and "harris" both answer to ticket "R"',
      '{ kind: winner, ticket: R }\n    forbidden:\n      [\n        Trump',
    ],
    [
      'a second undecided branch',
      changed(
        'when: { kind: contested }',
        "when: { kind: undecided, date: '2024-11-08', local-time: '12:00', zone: Asia/Tokyo }",
      ),
      '"undecided" and "contested" both answer to "undecided"',
      "{ kind: undecided, date: '2024-11-08'",
    ],
    [
      'a withdrawal that is not there',
      changed('withdrawal: line-withdrawal', 'withdrawal: line-back'),
      'unknown withdrawal "line-back"; name a step of branch "trump"',
      'line-back',
    ],
    [
      'a step that leaves without a way back',
      changed('        withdrawal: article-withdrawal\n', ''),
      'step "article" leaves the house without a way back',
      'id: article\n',
    ],
    [
      'a withdrawal that takes nothing back',
      changed('        withdrawal: article-withdrawal\n', ''),
      'withdrawal "article-withdrawal" takes back 0 steps',
      'id: article-withdrawal',
    ],
    [
      'a message with one approval',
      changed(
        'gate: { act: congratulation }\n        approvals: 2',
        'gate: { act: congratulation }\n        approvals: 1',
      ),
      'step "message" (message) with 1 approvals; write at least 2',
      '1\n        due: { anchor: gate, minutes: 15 }',
    ],
    [
      'the other name in a text',
      changed('Dear Mr. Trump,', 'Dear Ms. Harris,'),
      '"Harris" is forbidden in branch "trump"',
      '|-\n              Dear Ms. Harris',
    ],
    [
      'an unknown zone',
      changed('zone: Asia/Tokyo', 'zone: Asia/Tokio'),
      'invalid "zone"; write an IANA zone',
      'Asia/Tokio',
    ],
    [
      'an unknown act',
      changed('act: congratulation', 'act: applause'),
      'invalid value of "act"; write one of remark',
      'applause',
    ],
    [
      'a missing translation',
      changed(', ja: 祝意のメッセージ }', ' }'),
      '"ja" is missing; add it (string)',
      '{ en: Message of congratulation }',
    ],
  ])('%s', (_name, text, reason, at) => {
    expect(() => readPlaybook(text, 'playbook.yaml')).toThrow(reason);
    try {
      readPlaybook(text, 'playbook.yaml');
    } catch (error) {
      const line = (error as Error).message.split('\n').find((one) => one.includes(reason))!;
      expect(line.startsWith(`playbook.yaml ${placeOf(text, at)}: `), line).toBe(true);
    }
  });

  it('tells every fault at once', () => {
    const text = TEXT.replace('ticket: D', 'ticket: R').replace(
      'withdrawal: line-withdrawal',
      'withdrawal: line-back',
    );
    expect(() => readPlaybook(text, 'playbook.yaml')).toThrow(
      /both answer to[^\n]*\n(.*\n)*.*unknown withdrawal/,
    );
  });

  it('tells what is no YAML at all', () => {
    expect(() => readPlaybook('id: [', 'playbook.yaml')).toThrow(
      /^playbook\.yaml line 1, column \d+: .*; write it as YAML/,
    );
  });
});

describe('the other files of the desk', () => {
  it('need two approvers and one id a person', () => {
    const people = deskFile('people.yaml');
    expect(() => readPeople(people.replace('roles: [approver]', 'roles: [reader]'), 'people.yaml')).toThrow(
      '1 approvers; name at least two',
    );
    expect(() => readPeople(people.replace('id: press', 'id: duty'), 'people.yaml')).toThrow(
      'a second person "duty"',
    );
  });

  it('give both capitals, and each winner’s own clock', () => {
    const profile = readDeskProfile(deskFile('desk.yaml'), 'desk.yaml');
    expect([profile.zones.home.zone, profile.zones.there.zone]).toEqual(['Asia/Tokyo', 'America/New_York']);
    expect(profile.winners['R']).toMatchObject({ place: { en: 'Palm Beach' }, zone: 'America/New_York' });
    expect(() =>
      readDeskProfile(deskFile('desk.yaml').replaceAll('"23:00"', '"25:00"'), 'desk.yaml'),
    ).toThrow('write a time of day');
  });

  it('name all 56 contests and both tickets in Japanese', () => {
    const { en, ja } = readNames(deskFile('names.yaml'), 'names.yaml');
    expect(Object.keys(ja.contests)).toHaveLength(56);
    expect([ja.tickets['R']?.short, ja.tickets['D']?.short]).toEqual(['トランプ', 'ハリス']);
    expect([en.tickets['R']?.short, en.tickets['D']?.short]).toEqual(['Trump', 'Harris']);
  });
});
