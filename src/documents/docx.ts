/** A paper as a Word file: (paper, sender) → bytes. Its properties carry the title and the sender and nothing else. */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { Language } from '../response/playbook.ts';
import type { Block, Paper, Run } from './paper.ts';

const FONTS: Readonly<Record<Language, { ascii: string; hAnsi: string; eastAsia: string }>> = {
  en: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'Yu Mincho' },
  ja: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'Yu Mincho' },
};

const TAGS: Readonly<Record<Language, { value: string; eastAsia: string }>> = {
  en: { value: 'en-GB', eastAsia: 'ja-JP' },
  ja: { value: 'ja-JP', eastAsia: 'ja-JP' },
};

/** A4 with 25 mm around it, in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1417, right: 1247, bottom: 1134, left: 1247 },
};

export async function paperDocx(paper: Paper, sender: string): Promise<Buffer<ArrayBuffer>> {
  const document = new Document({
    title: paper.title,
    creator: sender,
    lastModifiedBy: sender,
    description: '',
    styles: {
      default: {
        document: { run: { font: FONTS[paper.language], size: 23, language: TAGS[paper.language] } },
      },
    },
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: new Header({ children: [marksOf(paper)] }) },
        footers: { default: new Footer({ children: [marksOf(paper), pageNumber(paper)] }) },
        children: [
          new Paragraph({ text: paper.title, heading: HeadingLevel.HEADING_1 }),
          ...paper.head.map(
            ([label, value]) => new Paragraph({ children: [new TextRun(`${label}: ${value}`)] }),
          ),
          new Paragraph({}),
          ...paper.blocks.map(blockOf),
        ],
      },
    ],
  });
  return Buffer.from(await Packer.toArrayBuffer(document));
}

function marksOf({ marks }: Paper): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: marks.join(' · '), bold: true, size: 18 })],
  });
}

function pageNumber({ stamp }: Paper): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ size: 16, children: [`${stamp} · `, PageNumber.CURRENT] })],
  });
}

function blockOf(block: Block): Paragraph {
  const lines = block.lines.flatMap((line, index) =>
    line.map((run, place) => runOf(run, index > 0 && place === 0)),
  );
  if (block.kind === 'heading') return new Paragraph({ heading: HeadingLevel.HEADING_2, children: lines });
  if (block.kind === 'item')
    return new Paragraph({
      indent: { left: 480, hanging: 480 },
      children: [new TextRun({ text: `${block.mark}\t` }), ...lines],
    });
  return new Paragraph({ spacing: { after: 160, line: 320 }, children: lines });
}

function runOf({ text, strong, emphasis }: Run, breaks: boolean): TextRun {
  return new TextRun({ text, bold: strong, italics: emphasis, ...(breaks ? { break: 1 } : {}) });
}
