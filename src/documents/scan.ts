/** Looks through everything that a paper carries, as it would be read: title, marks, head, every block, stamp, file name. */
import { findLeaks } from '../response/leak.ts';
import type { Paper } from './paper.ts';

export type PaperLeak = { readonly part: string; readonly word: string };

export function paperLeaks(paper: Paper, forbidden: readonly string[]): PaperLeak[] {
  const { title, marks, head, blocks, stamp, name } = paper;
  const parts: [string, string][] = [
    ['title', title],
    ['marks', marks.join('\n')],
    ['head', head.map((pair) => pair.join(': ')).join('\n')],
    [
      'text',
      blocks
        .map(({ lines }) => lines.map((line) => line.map(({ text }) => text).join('')).join('\n'))
        .join('\n\n'),
    ],
    ['stamp', stamp],
    ['file name', name.replaceAll('.', ' ')],
  ];
  return parts.flatMap(([part, text]) => findLeaks(text, forbidden).map(({ word }) => ({ part, word })));
}
