/**
 * Reads a file of a known format, or finds out which it is: (chunks of text) → items.
 *
 * The first mark decides between XML, JSON and tables; the root element, the keys or the columns decide the rest. JSON
 * is collected whole, XML and tables pass through. A file of no known format is refused with what was looked for.
 */
import { AP_V2 } from './ap-v2.ts';
import { AP_V3 } from './ap-v3.ts';
import { CLARITY_DETAIL } from './clarity-detail.ts';
import { CLARITY_SETTINGS } from './clarity-settings.ts';
import { CLARITY_SUMMARY } from './clarity-summary.ts';
import { csvText } from './csv-text.ts';
import { Unreadable } from './fields.ts';
import type { CsvFormat, CsvReading, Format, JsonFormat, XmlFormat } from './format.ts';
import { type Context, type Emit, Malformed } from './item.ts';
import { parseJson } from './json-text.ts';
import { MEDSL } from './medsl.ts';
import { NIGHT_COUNTS } from './night-counts.ts';
import { NIST_JSON } from './nist-json.ts';
import { NIST_XML } from './nist-xml.ts';
import { NPR_2024 } from './npr-2024.ts';
import { NYT_2020 } from './nyt-2020.ts';
import { OPENELECTIONS } from './openelections.ts';
import { PASTED_TABLE } from './pasted-table.ts';
import { TSE_2022 } from './tse-2022.ts';
import { type XmlHandler, xmlText } from './xml-text.ts';

/** In the order in which they are tried: the more particular first. */
export const FORMATS: readonly Format[] = [
  NPR_2024,
  AP_V3,
  AP_V2,
  NIST_JSON,
  CLARITY_SUMMARY,
  CLARITY_SETTINGS,
  NYT_2020,
  TSE_2022,
  NIST_XML,
  CLARITY_DETAIL,
  NIGHT_COUNTS,
  MEDSL,
  OPENELECTIONS,
  PASTED_TABLE,
];

/** Recognised by content. */
export const AUTO = 'auto';

/** Characters of one JSON document. The largest known, every race of a state by precinct, has 20 million. */
const LONGEST_JSON = 64_000_000;
/** Characters before the first element or the end of the first line. */
const LONGEST_HEAD = 65_536;

export type Reading = {
  readonly write: (chunk: string) => void;
  /** The text is whole. */
  readonly end: () => void;
  /** The format that was found or given; null as long as nobody can know. */
  readonly format: () => Format | null;
};

type Source = Omit<Reading, 'format'>;
type Found = (format: Format) => void;
type Opening = {
  readonly candidates: readonly Format[];
  readonly context: Context;
  readonly emit: Emit;
  readonly found: Found;
};

/** Throws where there is no such format; what it returns throws `Malformed` with a place. */
export function openFormat(id: string, context: Context, emit: Emit): Reading {
  const candidates = id === AUTO ? FORMATS : FORMATS.filter((format) => format.id === id);
  if (candidates.length === 0)
    throw new Error(
      `unknown format "${id}": write ${[AUTO, ...FORMATS.map((format) => format.id)].join(', ')}`,
    );
  let format: Format | null = null;
  let source: Source | null = null;
  let head = '';
  const found = (one: Format): void => {
    format = one;
  };
  const opening: Opening = { candidates, context, emit, found };
  const start = (): void => {
    source = sourceOf(head, opening);
    source.write(head);
    head = '';
  };
  return {
    write: (chunk) => {
      if (source !== null) {
        source.write(chunk);
        return;
      }
      head = (head + chunk).replace(/^[\ufeff\s]+/, '');
      if (head !== '') start();
    },
    end: () => {
      if (source === null) throw new Malformed('line 1, column 1', 'it is empty');
      source.end();
    },
    format: () => format,
  };
}

function sourceOf(head: string, opening: Opening): Source {
  if (head.startsWith('<')) return xmlSource(opening);
  return head.startsWith('{') || head.startsWith('[') ? jsonSource(opening) : csvSource(opening);
}

function jsonSource({ candidates, context, emit, found }: Opening): Source {
  const chunks: string[] = [];
  let length = 0;
  return {
    write: (chunk) => {
      length += chunk.length;
      if (length > LONGEST_JSON)
        throw new Malformed(
          `character ${length}`,
          `it is longer than ${LONGEST_JSON / 1_000_000} million characters`,
        );
      chunks.push(chunk);
    },
    end: () => {
      const document = parseJson(chunks.join(''));
      const formats = candidates.filter((one): one is JsonFormat => one.syntax === 'json');
      const format = formats.find((one) => one.recognises(document));
      if (format === undefined) throw unknownFormat('JSON', candidates, formats);
      found(format);
      try {
        format.read(document, context, emit);
      } catch (error) {
        if (error instanceof Unreadable) throw new Malformed(error.path || 'the document', error.message);
        throw error;
      }
    },
  };
}

function xmlSource({ candidates, context, emit, found }: Opening): Source {
  const formats = candidates.filter((one): one is XmlFormat => one.syntax === 'xml');
  let handler: (XmlHandler & { readonly end: () => void }) | null = null;
  const text = xmlText({
    open: (name, attributes, place) => {
      if (handler === null) {
        const format = formats.find(({ root }) => root === name);
        if (format === undefined) throw unknownFormat(`XML with the root ${name}`, candidates, formats);
        found(format);
        handler = format.open(context, emit);
      }
      handler.open(name, attributes, place);
    },
    close: (name, inner, place) => handler?.close(name, inner, place),
  });
  return {
    write: text.write,
    end: () => {
      text.end();
      handler?.end();
    },
  };
}

function csvSource({ candidates, context, emit, found }: Opening): Source {
  const formats = candidates.filter((one): one is CsvFormat => one.syntax === 'csv');
  let head = '';
  let text: ReturnType<typeof csvText> | null = null;
  let reading: CsvReading | null = null;
  const row = (fields: readonly string[], line: number): void => {
    if (reading !== null) {
      reading.row(fields, line);
      return;
    }
    const columns = columnsOf(fields, line);
    const format = formats.find((one) => one.recognises(columns));
    if (format === undefined)
      throw unknownFormat(
        `a table with the columns ${columns.join(', ').slice(0, 200)}`,
        candidates,
        formats,
      );
    found(format);
    reading = format.open(columns, context, emit);
  };
  const start = (): void => {
    text = csvText(separatorOf(head), row);
    text.write(head);
    head = '';
  };
  return {
    write: (chunk) => {
      if (text !== null) return text.write(chunk);
      head += chunk;
      if (head.includes('\n') || head.includes('\r')) start();
      else if (head.length > LONGEST_HEAD) throw new Malformed('line 1', 'its first line does not end');
    },
    end: () => {
      if (text === null) start();
      text!.end();
      reading?.end();
    },
  };
}

function columnsOf(fields: readonly string[], line: number): readonly string[] {
  const columns = fields.map((field) => field.trim());
  const double = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i);
  if (double !== undefined)
    throw new Malformed(`line ${line}`, `the column ${double.slice(0, 60)} stands twice`);
  if (columns.includes('__proto__')) throw new Malformed(`line ${line}`, '__proto__ can be no column');
  return columns;
}

function separatorOf(head: string): ',' | '\t' | ';' {
  const first = /^[^\r\n]*/.exec(head)![0];
  const counts = ([',', '\t', ';'] as const).map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}

function unknownFormat(seen: string, candidates: readonly Format[], tried: readonly Format[]): Malformed {
  const looked = (tried.length > 0 ? tried : candidates)
    .map(({ id, looksFor }) => `${id} (${looksFor})`)
    .join('; ');
  const what = candidates.length === 1 ? `it is not ${candidates[0]!.id}` : 'its format is not known';
  return new Malformed('the document', `${what}: this is ${seen}; looked for ${looked}`);
}
