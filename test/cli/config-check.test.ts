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

/** Changes one place of a file; returns the line it is in. */
async function breakAt(file: string, old: string, broken: string): Promise<number> {
  const path = join(desk, file);
  const text = await readFile(path, 'utf8');
  expect(text, file).toContain(old);
  await writeFile(path, text.replace(old, broken));
  return text.slice(0, text.indexOf(old)).split('\n').length;
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
    ['text that is no YAML', 'people.yaml', 'people:', 'people: [', /people\.yaml line \d+/],
    ['a role that nobody has', 'people.yaml', '[approver]', '[aprover]', /people\.yaml line 7.*approver/s],
    [
      'a field too many',
      'people.yaml',
      '  - id: duty',
      '  - id: duty\n    phone: 7',
      /people\.yaml line \d+.*"?phone"?/s,
    ],
    [
      'two people under one name',
      'people.yaml',
      'id: approver-2',
      'id: approver-1',
      /people\.yaml line \d+.*approver-1/s,
    ],
    [
      'a zone that is none',
      'desk.yaml',
      'zone: Asia/Tokyo',
      'zone: Asia/Edo',
      /desk\.yaml line \d+.*Asia\/Edo/s,
    ],
    ['an hour that is none', 'desk.yaml', "from: '07:00'", "from: '7 am'", /desk\.yaml line \d+/],
    [
      'a gate on an unknown act',
      'playbook.yaml',
      'act: congratulation',
      'act: applause',
      /playbook\.yaml line \d+.*applause|playbook\.yaml line \d+.*congratulation/s,
    ],
    [
      'another winner’s name in a message',
      'playbook.yaml',
      'The votes are being counted',
      'Trump leads',
      /playbook\.yaml.*line \d+.*Trump/s,
    ],
    [
      'a desk in two calling groups',
      '../policies/default.yaml',
      'desks: [AP]',
      'desks: [AP, NBC]',
      /default\.yaml line \d+.*NBC/s,
    ],
  ];

  it.each(faults)('%s: exit code 1, file, line and what to do', async (_, file, old, broken, reason) => {
    await breakAt(file, old, broken);
    const { code, out, err } = await run('config', 'check', desk);
    expect(err).toMatch(reason);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('counts lines as an editor does', async () => {
    const line = await breakAt('people.yaml', 'roles: [drafter]', 'roles: [dreamer]');
    expect((await run('config', 'check', desk)).err).toContain(`people.yaml line ${line}`);
  });

  it('says which file is missing', async () => {
    await rm(join(desk, 'relations.yaml'));
    const { code, err } = await run('config', 'check', desk);
    expect([code, err]).toEqual([1, expect.stringContaining('relations.yaml')]);
  });
});
