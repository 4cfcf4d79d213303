/**
 * A step's document as it is put on paper: (step, language, circumstances) → heading, blocks and marks, from which
 * text, HTML, DOCX and PDF are made. Each language from its own source.
 *
 * The body is Markdown; raw HTML in it stays text, and a picture stands for its description: nothing is fetched.
 */
import { lexer, type Token, type Tokens } from 'marked';
import type { Instant } from '../election/instant.ts';
import { dateLine, HEADERS } from '../response/letter.ts';
import type { Language, Playbook } from '../response/playbook.ts';
import type { PlannedStep } from '../response/response.ts';

export type Run = { readonly text: string; readonly strong: boolean; readonly emphasis: boolean };

/** Lines of runs: a line's end in the source is one on the paper. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: 'item'; readonly mark: string; readonly lines: readonly (readonly Run[])[] };

export type Paper = {
  readonly language: Language;
  readonly title: string;
  /** Shown above and below every page; the marking, and that it is a rehearsal. */
  readonly marks: readonly string[];
  /** Label and value, in order. */
  readonly head: readonly (readonly [string, string])[];
  readonly blocks: readonly Block[];
  /** Which text this is: the beginning of the hash that approvals bind to. */
  readonly stamp: string;
  /** Name of a file without its ending. */
  readonly name: string;
};

export type PaperQuestion = {
  readonly playbook: Playbook;
  readonly planned: PlannedStep;
  readonly language: Language;
  readonly at: Instant;
  readonly zone: string;
  readonly rehearsal: boolean;
};

const WORDS = {
  en: { to: 'To', date: 'As of', and: '; ', stamp: (hash: string) => `Text ${hash}` },
  ja: { to: '宛先', date: '時点', and: '、', stamp: (hash: string) => `文面 ${hash}` },
} as const satisfies Readonly<Record<Language, unknown>>;

/** Null where the step has no text. */
export function paperOf(question: PaperQuestion): Paper | null {
  const { playbook, planned, language, at, zone, rehearsal } = question;
  const { document, step, ref } = planned;
  if (document === null) return null;
  const words = WORDS[language];
  const marking = playbook.markings.find(({ id }) => id === step.marking)?.title[language];
  const to = step.recipients
    .filter((_, place) => !planned.spared.includes(place))
    .map((recipient) => recipient[language])
    .join(words.and);
  return {
    language,
    title: document.subject[language],
    marks: [...(rehearsal ? [HEADERS[language].rehearsal] : []), ...(marking === undefined ? [] : [marking])],
    head: [...(to === '' ? [] : ([[words.to, to]] as const)), [words.date, dateLine(at, zone, language)]],
    blocks: blocksOf(document.body[language]),
    stamp: words.stamp(planned.binds.slice(0, 12)),
    name: `${playbook.id}.${ref.branch}.${ref.step}.${language}`,
  };
}

/** The blocks of a Markdown text. */
export function blocksOf(markdown: string): Block[] {
  return lexer(markdown, { gfm: true, breaks: true }).flatMap((token) => ofToken(token as Tokens.Generic));
}

function ofToken(token: Tokens.Generic): Block[] {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', lines: linesOf(token.tokens ?? []) }];
    case 'list': {
      const { items, ordered, start } = token as Tokens.List;
      return items.map((item, index) => ({
        kind: 'item',
        mark: ordered ? `${Number(start || 1) + index}.` : '–',
        lines: linesOf(item.tokens),
      }));
    }
    case 'blockquote':
      return (token.tokens ?? []).flatMap((inner) => ofToken(inner as Tokens.Generic));
    case 'paragraph':
      return [{ kind: 'paragraph', lines: linesOf(token.tokens ?? []) }];
    default:
      return [{ kind: 'paragraph', lines: plainLines(token.raw.trim()) }];
  }
}

function linesOf(tokens: readonly Token[]): Run[][] {
  const lines: Run[][] = [[]];
  const add = (runs: readonly Token[], strong: boolean, emphasis: boolean): void => {
    for (const token of runs as readonly Tokens.Generic[]) {
      if (token.type === 'br') lines.push([]);
      else if (token.type === 'strong') add(token.tokens ?? [], true, emphasis);
      else if (token.type === 'em') add(token.tokens ?? [], strong, true);
      else if (token.tokens !== undefined && token.type !== 'image') add(token.tokens, strong, emphasis);
      else lines.at(-1)!.push({ text: textOf(token), strong, emphasis });
    }
  };
  add(tokens, false, false);
  return lines.filter((line) => line.length > 0);
}

function textOf(token: Tokens.Generic): string {
  if (token.type === 'image') return `[${token['text']}]`;
  return token.type === 'escape'
    ? String(token['text'])
    : token.type === 'html'
      ? token.raw
      : unescaped(token);
}

/** Marked leaves text as it was written, but for what stands in code. */
function unescaped(token: Tokens.Generic): string {
  return typeof token['text'] === 'string' ? token['text'] : token.raw;
}

function plainLines(text: string): Run[][] {
  return text.split('\n').map((line) => [{ text: line, strong: false, emphasis: false }]);
}

/** The text alone, one line a line. */
export function plainText({ title, marks, head, blocks, stamp }: Paper): string {
  const lines = (block: Block) =>
    block.lines.map((line, index) => {
      const text = line.map((run) => run.text).join('');
      return block.kind === 'item'
        ? `${index === 0 ? block.mark : ' '.repeat(block.mark.length)} ${text}`
        : text;
    });
  const body = blocks.map((block) => lines(block).join('\n')).join('\n\n');
  const top = [...marks, title, ...head.map(([label, value]) => `${label}: ${value}`)];
  return `${top.join('\n')}\n\n${body}\n\n${stamp}\n`;
}
