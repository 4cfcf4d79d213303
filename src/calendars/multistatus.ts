/**
 * The list with which a WebDAV server answers (RFC 4918, 13): (XML) → what it says of each thing, with its status.
 *
 * Read in pieces, so that a large calendar holds nobody up. Whatever is not such a list, or breaks off, is refused:
 * half a list would look like a calendar with few appointments.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { Trouble } from './trouble.ts';

export type Answered = {
  /** Of what was asked for, or why it was not given: 200, 404, 507. */
  readonly status: number;
  /** Names of what it is: `collection`, `calendar`. */
  readonly types: readonly string[];
  /** Its own mark of its state; null where it gives none. */
  readonly tag: string | null;
  /** Null where there is none. */
  readonly calendar: string | null;
};

type Part = { status: number | null; types: string[]; tag: string | null; calendar: string | null };

/** Characters read in one go: a few milliseconds. */
const PIECE = 65_536;

/** Such a list nests eight deep. */
const DEEPEST = 32;

export async function readMultistatus(xml: string): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const parser = listParser(answered);
  for (let from = 0; from < xml.length; from += PIECE) {
    parser.write(xml.slice(from, from + PIECE));
    await breathe();
  }
  parser.close();
  return answered;
}

function refuse(): never {
  throw new Trouble('unreadable', 'it answered with something else than CalDAV, or not with all of it');
}

function listParser(answered: Answered[]): SaxesParser {
  const parser = new SaxesParser();
  const path: string[] = [];
  let text = '';
  let whole = emptyPart();
  let part = emptyPart();
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ name }) => {
    const local = localName(name);
    if (path.length === 0 && local !== 'multistatus') refuse();
    if (path.at(-1) === 'resourcetype') part.types.push(local);
    if (path.push(local) > DEEPEST) refuse();
    if (local === 'response') [whole, part] = [emptyPart(), emptyPart()];
    if (local === 'propstat') part = emptyPart();
    text = '';
  });
  for (const kind of ['text', 'cdata'] as const)
    parser.on(kind, (more) => {
      text += more;
    });
  parser.on('closetag', ({ name }) => {
    const local = localName(name);
    path.pop();
    if (local === 'status') (path.at(-1) === 'propstat' ? part : whole).status = statusIn(text);
    if (local === 'getctag') part.tag = text.trim() || null;
    if (local === 'calendar-data') part.calendar = text;
    if (local === 'propstat') whole = joined(whole, part);
    if (local === 'response') answered.push({ ...whole, status: whole.status ?? 200 });
    text = '';
  });
  parser.on('end', () => {
    if (path.length > 0) refuse();
  });
  return parser;
}

/** Only of what was found is anything said; a status of what was not stands where there is no other. */
function joined(whole: Part, part: Part): Part {
  if (part.status === 200 || part.status === null)
    return {
      status: 200,
      types: [...whole.types, ...part.types],
      tag: part.tag ?? whole.tag,
      calendar: part.calendar ?? whole.calendar,
    };
  return { ...whole, status: whole.status ?? part.status };
}

function emptyPart(): Part {
  return { status: null, types: [], tag: null, calendar: null };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** "HTTP/1.1 404 Not Found" */
function statusIn(line: string): number {
  return Number(/^\S+\s+(\d{3})/.exec(line.trim())?.[1] ?? refuse());
}
