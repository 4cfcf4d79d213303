import { describe, expect, it } from 'vitest';
import { paperDocx } from '../../src/documents/docx.ts';
import { paperHtml } from '../../src/documents/html.ts';
import { blocksOf, type Paper, paperOf, plainText } from '../../src/documents/paper.ts';
import { findBrowser, htmlToPdf, NoPdf } from '../../src/documents/pdf.ts';
import type { Language } from '../../src/response/playbook.ts';
import { EVENING, FINAL, MESSAGE, Stage } from '../response/stage.ts';
import { docxParts, pdfInformation, pdfPages } from './read-back.ts';

const stage = new Stage().says(FINAL);

function paper(language: Language, ref = MESSAGE): Paper {
  const { playbook } = stage;
  return paperOf({
    playbook,
    planned: stage.step(ref),
    language,
    at: EVENING,
    zone: 'Asia/Tokyo',
    rehearsal: true,
  })!;
}

describe('a step’s document', () => {
  it('says as text what it is, to whom, and that it is a rehearsal', () => {
    const text = plainText(paper('en'));
    expect(text).toMatch(
      /^REHEARSAL: not for sending\nMessage of congratulation from the Prime Minister of Japan\nTo: /,
    );
    expect(text).toContain('Dear Mr. Trump,');
    expect(text).toContain(`Text ${stage.step(MESSAGE).binds.slice(0, 12)}`);
  });

  it.each<[Language, string, string]>([
    ['en', 'Dear Mr. Trump,', 'REHEARSAL'],
    ['ja', 'ドナルド・J・トランプ閣下', '演習'],
  ])('has in HTML, %s, its own text and language and nothing from elsewhere', (language, words, mark) => {
    const html = paperHtml(paper(language));
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(words);
    expect(html).toContain(mark);
    expect(html).not.toMatch(/<script|src=|href=|url\(/);
  });

  it('has in a Word file every paragraph, its mark on every page, and no property but title and sender', async () => {
    const parts = docxParts(await paperDocx(paper('ja'), '日本国政府'));
    const body = parts['word/document.xml']!;
    for (const { lines } of paper('ja').blocks)
      for (const line of lines) expect(body).toContain(line.map(({ text }) => text).join(''));
    expect(
      Object.entries(parts)
        .filter(([name]) => /header|footer/.test(name))
        .map(([, text]) => text)
        .join(),
    ).toContain('演習');
    expect(parts['docProps/core.xml']).toMatch(/日本国内閣総理大臣からの祝意/);
    expect(parts['docProps/core.xml']).toMatch(/日本国政府/);
    expect(parts['docProps/core.xml']).not.toMatch(/docx|Un-named/i);
  });

  it('keeps lists, emphasis and lines, and shows markup as it was written', () => {
    const blocks = blocksOf(
      '# Aim\n\n**First** line\nsecond\n\n1. one\n2. two\n\n<b>raw</b> & ![a face](https://x.example/y.png)',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'item', 'item', 'paragraph']);
    expect(blocks[1]!.lines).toHaveLength(2);
    expect(blocks[1]!.lines[0]![0]).toMatchObject({ text: 'First', strong: true });
    const html = paperHtml({ ...paper('en'), blocks });
    expect(html).toContain('&lt;b&gt;raw&lt;/b&gt; &amp; [a face]');
    expect(html).not.toContain('x.example');
  });

  it('is printed as PDF with its title, language and pages', async ({ skip }) => {
    if ((await findBrowser()) === null) skip('no browser on this machine');
    const pdf = await htmlToPdf(paperHtml(paper('ja')));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdfInformation(pdf)).toContain('日本国内閣総理大臣からの祝意');
    expect(pdfInformation(pdf)).toContain('ja');
    expect(pdfPages(pdf)).toBe(1);
  });

  it('is not printed without a browser, and says what to do', async () => {
    expect(await findBrowser(['/no/such/browser'])).toBeNull();
    await expect(htmlToPdf('<p>x', '/no/such/browser')).rejects.toThrow(NoPdf);
  });
});
