import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/documents/pdf.ts';
import type { VersionView } from '../../src/server/wire-versions.ts';
import { docxParts, pdfPages } from '../documents/read-back.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;

beforeAll(async () => {
  house = await OpenHouse.open({ at: '2024-11-06T11:30:00Z' });
}, 120_000);

afterAll(() => house.close());

describe('the desk’s documents', () => {
  it('are given out as text, HTML and Word, each in its own language', async () => {
    const text = await (await house.get('/api/documents/trump/message.en.txt')).text();
    expect(text).toMatch(/^REHEARSAL/);
    expect(text).toContain('Dear Mr. Trump,');
    const html = await house.get('/api/documents/trump/message.ja.html');
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await html.text()).toContain('ドナルド・J・トランプ閣下');
    const word = await house.get('/api/documents/harris/message.ja.docx');
    expect(word.headers.get('content-disposition')).toContain('japan-2024.harris.message.ja.docx');
    const parts = docxParts(new Uint8Array(await word.arrayBuffer()));
    expect(parts['word/document.xml']).toContain('ハリス');
    expect(JSON.stringify(parts)).not.toMatch(/Trump|トランプ/);
  });

  it('have no address but those of the plan', async () => {
    for (const path of [
      'trump/nothing.en.txt',
      'trump/message.fr.txt',
      'trump/message.en.exe',
      'nobody/message.en.txt',
    ])
      expect((await house.get(`/api/documents/${path}`)).status).toBe(404);
    expect((await house.get('/api/pack/everything.en.html')).status).toBe(404);
  });

  it.each([
    ['en', 'The whole plan', 'last polls|branch armed', 'Dear Mr. Trump,', 'Harris'],
    ['ja', '対応計画の全体', '対応案の発動', 'トランプ閣下', 'ハリス'],
  ])('are printed as one pack of the whole plan, %s', async (language, title, anchor, one, other) => {
    const html = await (await house.get(`/api/pack/plan.${language}.html`)).text();
    for (const words of [title, anchor, one, other]) expect(html).toMatch(new RegExp(words));
    expect(html).not.toMatch(/undefined|\[object|null</);
  });

  it('tell every version of a text with what it changed', async () => {
    const step = { branch: 'trump', step: 'message' };
    const { branches } = await house.view({ person: 'drafter' });
    const { document } = branches.find(({ id }) => id === 'trump')!.steps.find(({ id }) => id === 'message')!;
    const body = { en: document!.body.replace('sincere', 'warm'), ja: '閣下\n\nお祝いを申し上げます。' };
    const subject = { en: document!.subject, ja: '祝意' };
    expect((await house.command({ do: 'draft', ...step, subject, body }, { person: 'drafter' })).status).toBe(
      200,
    );
    const told = await (await house.get('/api/versions/trump/message')).json();
    const { versions } = told as { versions: readonly VersionView[] };
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    const kinds = versions[0]!.changes.flat().filter(({ kind }) => kind !== 'same');
    expect(kinds.map(({ kind, text }) => [kind, text.trim()])).toEqual([
      ['deleted', 'sincere'],
      ['inserted', 'warm'],
    ]);
    expect((await house.get('/api/versions/trump/nothing')).status).toBe(404);
  });

  it('are printed as PDF where a browser is at hand, and say what is missing where not', async () => {
    const answer = await house.get('/api/pack/withdrawal.en.pdf');
    if ((await findBrowser()) === null) expect(answer.status).toBe(503);
    else {
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      const pdf = Buffer.from(await answer.arrayBuffer());
      expect(pdfPages(pdf)).toBeGreaterThan(1);
    }
  }, 60_000);
});
