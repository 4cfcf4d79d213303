import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../desk/embedded-night.ts';
import { linesOf, run } from './run.ts';

let desks: string;
let desk: string;

beforeEach(async () => {
  desks = await mkdtemp(join(tmpdir(), 'firstcall-desks-'));
  desk = join(desks, 'japan-2024');
  await cp(join(ROOT, 'desks'), desks, { recursive: true });
});

afterEach(() => rm(desks, { recursive: true, force: true }));

async function breakAt(file: string, old: string, broken: string): Promise<void> {
  const path = join(desk, file);
  const text = await readFile(path, 'utf8');
  expect(text, file).toContain(old);
  await writeFile(path, text.replace(old, broken));
}

describe('config check', () => {
  it('says of a desk in order what it is made of', async () => {
    const [plain, json] = await Promise.all([
      run('config', 'check', desk),
      run('config', 'check', desk, '--json'),
    ]);
    expect([plain.code, plain.err]).toEqual([0, '']);
    expect(plain.out).toContain('japan-2024: in order');
    expect(linesOf(json)[0]).toMatchObject({
      desk: 'japan-2024',
      policy: 'default',
      groups: [{ id: 'pool' }, { id: 'ap' }, { id: 'fox' }, { id: 'ddhq' }],
      branches: expect.arrayContaining([expect.objectContaining({ id: 'trump' })]),
    });
  });

  const faults: [name: string, file: string, old: string, broken: string, reason: RegExp][] = [
    ['text that is no YAML', 'people.yaml', 'people:\n', 'people: [\n', /people\.yaml line \d+/],
    [
      'a role that nobody has',
      'people.yaml',
      '[approver]',
      '[judge]',
      /people\.yaml line 8, .*write one of .*approver/,
    ],
    [
      'a field too many',
      'people.yaml',
      '  - id: duty',
      '  - id: duty\n    phone: 7',
      /people\.yaml line 4, .*"phone"; take it out/,
    ],
    [
      'two people under one name',
      'people.yaml',
      'id: approver-2',
      'id: approver-1',
      /people\.yaml line 9, .*"approver-1"; give each person an own id/,
    ],
    ['a zone that is none', 'desk.yaml', 'Asia/Tokyo', 'Asia/Edo', /desk\.yaml line \d+, .*as Asia\/Tokyo/],
    [
      'a gate on an unknown act',
      'playbook.yaml',
      'act: congratulation',
      'act: applause',
      /playbook\.yaml line \d+, .*write one of .*congratulation/,
    ],
    [
      'a winner’s name in a text for no winner',
      'playbook.yaml',
      'The votes are being counted',
      'Trump leads',
      /playbook\.yaml line \d+, .*"Trump" is forbidden in branch "counting".*write it without/,
    ],
    [
      'a desk in two calling groups',
      '../policies/default.yaml',
      'desks: [Fox]',
      'desks: [Fox, NBC]',
      /default\.yaml line \d+, .*"NBC" is in "pool" too/,
    ],
  ];

  it.each(faults)('%s: exit code 1, file, line and what to do', async (_, file, old, broken, reason) => {
    await breakAt(file, old, broken);
    const { code, out, err } = await run('config', 'check', desk);
    expect(err).toMatch(reason);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says which file is missing', async () => {
    await rm(join(desk, 'relations.yaml'));
    const { code, err } = await run('config', 'check', desk);
    expect([code, err]).toEqual([1, expect.stringContaining('relations.yaml')]);
  });
});
