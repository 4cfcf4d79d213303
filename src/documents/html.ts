/** A paper as one HTML file without scripts and without anything from elsewhere: for the screen and for the printer. */
import type { Block, Paper, Run } from './paper.ts';

export function paperHtml(paper: Paper): string {
  return page(paper.language, paper.title, paperBody(paper));
}

/** A whole page around a body. */
export function page(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
${body}
</body>
</html>
`;
}

/** The paper's part of a page: several make a pack. */
export function paperBody({ title, marks, head, blocks, stamp, language }: Paper): string {
  const mark = marks.length === 0 ? '' : `<p class="mark">${marks.map(escaped).join(' · ')}</p>`;
  const rows = head.map(
    ([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return `<article lang="${language}">${mark}
<h1>${escaped(title)}</h1>
<dl>${rows.join('')}</dl>
${blocks.map(blockHtml).join('\n')}
<p class="stamp">${escaped(stamp)}</p>${mark}
</article>`;
}

function blockHtml(block: Block): string {
  const inner = block.lines.map((line) => line.map(runHtml).join('')).join('<br>');
  if (block.kind === 'heading') return `<h2>${inner}</h2>`;
  if (block.kind === 'item') return `<p class="item"><span>${escaped(block.mark)}</span> ${inner}</p>`;
  return `<p>${inner}</p>`;
}

function runHtml({ text, strong, emphasis }: Run): string {
  const inner = emphasis ? `<em>${escaped(text)}</em>` : escaped(text);
  return strong ? `<strong>${inner}</strong>` : inner;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const STYLE = `
@page { size: A4; margin: 25mm 22mm 20mm; }
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; font: 11.5pt/1.6 "Noto Serif", "Times New Roman", "Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", serif; color: #111; background: #fff; }
article + article, section.part + section.part { break-before: page; }
h1 { font-size: 15pt; line-height: 1.3; margin: 0 0 8pt; }
h2 { font-size: 12pt; margin: 16pt 0 4pt; break-after: avoid; }
dl { margin: 0 0 16pt; padding-bottom: 6pt; border-bottom: .5pt solid #999; font-size: 9.5pt; }
dl div { display: flex; gap: 8pt; } dt { flex: 0 0 auto; min-width: 4em; color: #555; } dd { margin: 0; }
p { margin: 0 0 8pt; orphans: 2; widows: 2; }
p.item { padding-left: 2em; text-indent: -2em; } p.item span { display: inline-block; width: 2em; text-indent: 0; }
p.mark { margin: 0 0 8pt; font: 700 9pt/1.4 system-ui, sans-serif; letter-spacing: .04em; text-align: center; }
p.stamp { margin-top: 20pt; font: 8.5pt/1.4 ui-monospace, monospace; color: #555; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.4; margin: 0 0 12pt; }
th, td { text-align: left; vertical-align: top; padding: 3pt 6pt 3pt 0; border-bottom: .5pt solid #bbb; } tr { break-inside: avoid; }
@media screen { body { font-size: 1rem; } }
`;
