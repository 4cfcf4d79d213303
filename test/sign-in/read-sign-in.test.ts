import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/election/instant.ts';
import { readClientSecret } from '../../src/server/sign-in/client-secret.ts';
import { readSignIn } from '../../src/server/sign-in/read-sign-in.ts';

const PEOPLE = ['duty', 'approver-1', 'approver-2'];

const GOOD = `address: https://desk.example.org
provider:
  issuer: https://login.example.org/realm
  client: firstcall
  secret: { env: FIRSTCALL_SIGN_IN_SECRET }
people:
  duty: "1001"
  approver-1: ["1002", "1003"]
`;

const read = (text: string) => readSignIn(text, 'sign-in.yaml', PEOPLE);

describe('sign-in.yaml', () => {
  it('names provider, client and people; what it does not say is said by the defaults', () => {
    const configuration = read(GOOD);
    expect(configuration.address.origin).toBe('https://desk.example.org');
    expect(Object.fromEntries(configuration.people)).toEqual({
      '1001': 'duty',
      '1002': 'approver-1',
      '1003': 'approver-1',
    });
    expect(configuration).toMatchObject({
      claim: 'sub',
      sessions: { idle: HOUR, whole: 12 * HOUR },
      provider: {
        scope: 'openid',
        secretIn: 'header',
        answerWithin: 10 * SECOND,
        signedInWithin: 5 * MINUTE,
      },
    });
  });

  it('takes other spans and a provider whose own sign-in may be of any age', () => {
    const more = `${GOOD}sessions: { idle: 15 min, whole: 8 h }\n`.replace(
      '  client: firstcall',
      '  client: firstcall\n  signed-in-within: any\n  answer-within: 3 s',
    );
    expect(read(more)).toMatchObject({
      sessions: { idle: 15 * MINUTE, whole: 8 * HOUR },
      provider: { signedInWithin: null, answerWithin: 3 * SECOND },
    });
  });

  it.each([
    [
      'an address without TLS',
      'https://desk.example.org',
      'http://desk.example.org',
      /line 1, column 10: .*write https/,
    ],
    [
      'an address with a path',
      'https://desk.example.org',
      'https://desk.example.org/desk',
      /line 1, column 10: the address has a path/,
    ],
    [
      'a number, to which no passkey can belong',
      'https://desk.example.org',
      'http://127.0.0.1:4600',
      /line 1, column 10: .*belongs to a name/,
    ],
    ['a provider without TLS', 'https://login', 'http://login', /line 3, column 11: .*write https/],
    [
      'a password in the address',
      'https://login',
      'https://me:secret@login',
      /line 3, column 11: .*take name/,
    ],
    ['a secret written down', '{ env: FIRSTCALL_SIGN_IN_SECRET }', '"very secret"', /line 5, column 11/],
    [
      'somebody who does not work here',
      'duty:',
      'nobody:',
      /line 7, column 11: "nobody" is nobody of people\.yaml; write one of duty, approver-1/,
    ],
    [
      'one sign-in for two people',
      '"1003"',
      '"1001"',
      /line 8, column 24: "1001" is duty already; let each sign-in be one person/,
    ],
    ['a misspelt key', 'client:', 'cleint:', /line 4, column 11: unknown key "cleint"/],
    ['nobody at all', '"1001"', '""', /line 7, column 9/],
  ])('does not take %s', (_what, from, to, says) => {
    expect(() => read(GOOD.replace(from, to))).toThrow(says);
  });

  it.each([
    ['idle: 13 h', /would be idle longer than it lasts/],
    ['whole: 25 h', /would outlast the day; write at most 24 h/],
    ['idle: 0 min', /write a number with its unit/],
    ['idle: soon', /write a number with its unit/],
  ])('does not take sessions of { %s }', (sessions, says) => {
    expect(() => read(`${GOOD}sessions: { ${sessions} }\n`)).toThrow(says);
  });

  it('takes this machine without TLS, for a trial', () => {
    const local = GOOD.replace('https://desk.example.org', 'http://localhost:4600');
    expect(read(local).address.protocol).toBe('http:');
  });
});

describe('the client’s secret', () => {
  it('comes from the environment or a file, without the line’s end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'firstcall-secret-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'secret');
    await writeFile(file, 'from the file\n');
    expect(await readClientSecret({ env: 'A' }, { A: 'from the environment' })).toBe('from the environment');
    expect(await readClientSecret({ file }, {})).toBe('from the file');
    expect(await readClientSecret(null, {})).toBeNull();
  });

  it('is asked for by its place where it is missing', async () => {
    await expect(readClientSecret({ env: 'A' }, { A: '  ' })).rejects.toThrow('set environment variable A');
    await expect(readClientSecret({ file: '/nowhere/secret' }, {})).rejects.toThrow(
      'cannot be read from /nowhere/secret (ENOENT); check path and rights',
    );
  });
});
