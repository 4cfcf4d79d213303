import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropLetter } from '../../src/outbox/file-drop.ts';
import { NODE } from '../store/child.ts';
import { LONG_TEXT } from './long-text.ts';

const LETTER = {
  key: 'plan.winner.message',
  name: 'letter.txt',
  text: `Congratulations.\n${'x'.repeat(50_000)}\n`,
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-outbox-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const place = () => join(folder, 'plan.winner.message-letter.txt');

describe('a letter dropped into a folder', () => {
  it('is there once and whole, its place being the receipt', async () => {
    const outbox = join(folder, 'made', 'on', 'demand');
    const sent = await dropLetter(outbox, LETTER);
    expect(sent).toEqual({ kind: 'sent', receipt: join(outbox, 'plan.winner.message-letter.txt') });
    expect(await readdir(outbox)).toEqual(['plan.winner.message-letter.txt']);
    expect(await readFile(join(outbox, 'plan.winner.message-letter.txt'), 'utf8')).toBe(LETTER.text);
  });

  it('is there once however many drop it at the same time, and every one of them hears that it is sent', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => dropLetter(folder, LETTER)));
    expect(all).toEqual(Array.from({ length: 20 }, () => ({ kind: 'sent', receipt: place() })));
    expect(await readdir(folder)).toEqual(['plan.winner.message-letter.txt']);
    expect(await readFile(place(), 'utf8')).toBe(LETTER.text);
  });

  it('keeps the first text when others race for the same key, and the others fail', async () => {
    for (let round = 0; round < 10; round++) {
      const outbox = join(folder, String(round));
      const texts = Array.from({ length: 20 }, (_, index) => `text ${index}\n`);
      const all = await Promise.all(texts.map((text) => dropLetter(outbox, { ...LETTER, text })));
      const sent = all.flatMap(({ kind }, index) => (kind === 'sent' ? [texts[index]] : []));
      const file = await readFile(join(outbox, 'plan.winner.message-letter.txt'), 'utf8');
      expect(sent).toEqual([file]);
    }
  });

  it('fails with the reason when the key was used for another text', async () => {
    await dropLetter(folder, LETTER);
    const again = await dropLetter(folder, { ...LETTER, text: 'Something else.\n' });
    expect(again).toEqual({ kind: 'failed', reason: expect.stringContaining('with another text') });
    expect(await readFile(place(), 'utf8')).toBe(LETTER.text);
  });

  it('fails with the reason when its place cannot be read', async () => {
    await mkdir(place());
    expect(await dropLetter(folder, LETTER)).toMatchObject({ kind: 'failed' });
  });

  it('fails with the reason when the folder cannot be written', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');
    const sent = await dropLetter(join(file, 'outbox'), LETTER);
    expect(sent).toEqual({ kind: 'failed', reason: expect.stringMatching(/could not write .*not-a-folder/) });
  });

  it('leaves nothing half behind when the process dies while writing, and can then be sent', async () => {
    const big = { ...LETTER, text: LONG_TEXT };
    for (const delay of [0, 2, 5, 10, 20]) {
      const child = spawn(NODE, [join(import.meta.dirname, 'dropper.ts'), folder, LETTER.key], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      await new Promise((done) => setTimeout(done, delay));
      child.kill('SIGKILL');
      await exit;
      const found = await readFile(place(), 'utf8').catch(() => null);
      expect([null, big.text.length]).toContain(found?.length ?? null);
    }
    expect(await dropLetter(folder, big)).toEqual({ kind: 'sent', receipt: place() });
    expect(await readFile(place(), 'utf8')).toBe(big.text);
  });
});
