/**
 * People as a CSV table, in and out: (text, defaults) → contacts and refused rows; (contacts) → text.
 *
 * No cell that goes out can run as a formula in a spreadsheet, and none that comes in is taken: a cell that begins like
 * one is written with an apostrophe before it, which is taken off again when the table is read.
 */
import { parse } from 'csv-parse/sync';
import { MARKINGS, type Marking } from '../election/marking.ts';
import type { RefusedCard } from './command.ts';
import type { Incoming, IncomingDefaults } from './read-cards.ts';
import { idOf } from './read-cards.ts';
import type { Contact, Post, Twin } from './relations.ts';
import { postOn } from './relations.ts';
import { isDay } from './terms.ts';

const COLUMNS = [
  'id',
  'name_en',
  'name_ja',
  'side',
  'title_en',
  'title_ja',
  'phase',
  'since',
  'until',
  'seniority',
  'languages',
  'address_en',
  'address_ja',
  'pronunciation_en',
  'pronunciation_ja',
  'emails',
  'phones',
  'marking',
] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Partial<Record<Column, string>>;

/** Throws where the text is no table or has no column of names. */
export function readPeopleTable(text: string, { marking }: IncomingDefaults): Incoming {
  const { rows, header } = rowsOf(text);
  if (!header.includes('name_en') && !header.includes('name_ja'))
    throw new Error(
      `no column of names: the first line must have name_en or name_ja, as ${COLUMNS.join(',')}`,
    );
  const strange = header.filter((name) => !(COLUMNS as readonly string[]).includes(name));
  const left: Record<string, number> = {};
  const people: Contact[] = [];
  const places: string[] = [];
  const refused: RefusedCard[] = [];
  for (const { line, cells } of rows) {
    const place = `line ${line}`;
    if (cells.length !== header.length) {
      refused.push({ place, reason: `${cells.length} cells where the first line has ${header.length}` });
      continue;
    }
    const formula = cells.findIndex((cell, index) => runs(cell, header[index]!));
    if (formula >= 0) {
      refused.push({
        place: `${place}, ${header[formula]}`,
        reason: 'the cell begins like a formula; put an apostrophe before it if it is text',
      });
      continue;
    }
    const row = Object.fromEntries(header.map((name, index) => [name, bare(cells[index]!).trim()])) as Cells;
    for (const name of strange) if ((row[name as Column] ?? '') !== '') left[name] = (left[name] ?? 0) + 1;
    const outcome = personIn(row, marking);
    if ('reason' in outcome) refused.push({ place: `${place}, ${outcome.column}`, reason: outcome.reason });
    else {
      people.push(outcome);
      places.push(place);
    }
  }
  return { people, places, refused, left };
}

/** The table of people as they stand on a day, ready for a spreadsheet. */
export function peopleTable(people: readonly Contact[], day: string): string {
  const rows = people.map((person) => {
    const post = postOn(person.posts, day);
    const cells: Record<Column, string> = {
      id: person.id,
      name_en: person.name.en,
      name_ja: person.name.ja,
      side: person.side ?? '',
      title_en: post?.title.en ?? '',
      title_ja: post?.title.ja ?? '',
      phase: post?.phase ?? '',
      since: post?.since ?? '',
      until: post?.until ?? '',
      seniority: String(person.seniority),
      languages: person.languages.join(';'),
      address_en: person.address?.en ?? '',
      address_ja: person.address?.ja ?? '',
      pronunciation_en: person.pronunciation?.en ?? '',
      pronunciation_ja: person.pronunciation?.ja ?? '',
      emails: person.emails.join(';'),
      phones: person.phones.join(';'),
      marking: person.marking,
    };
    return COLUMNS.map((column) => cell(cells[column])).join(',');
  });
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

/** What a spreadsheet takes for a formula: the sign may stand behind blanks, and in full width. */
const RISKY = /^[\s\u3000]*[=+\-@＝＋－＠\t\r|%]/;

function cell(value: string): string {
  const safe = RISKY.test(value) || value.startsWith("'") ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A telephone number may begin with a plus: digits and blanks run no formula. */
function runs(value: string, column: string): boolean {
  if (column === 'phones' && value.split(';').every((phone) => /^\s*\+?[\d\s().-]*$/.test(phone)))
    return false;
  return RISKY.test(value);
}

function bare(value: string): string {
  return value.startsWith("'") ? value.slice(1) : value;
}

type Row = { readonly line: number; readonly cells: readonly string[] };

function rowsOf(text: string): { header: readonly string[]; rows: readonly Row[] } {
  type Raw = { record: string[]; info: { lines: number } };
  let raw: Raw[];
  try {
    raw = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as Raw[];
  } catch (cause) {
    throw new Error(`not a CSV table: ${(cause as Error).message}`, { cause });
  }
  const [first, ...rest] = raw;
  if (first === undefined) throw new Error('an empty table: the first line names the columns');
  return {
    header: first.record.map((name) => name.trim().toLowerCase()),
    rows: rest.map(({ record, info }) => ({ line: info.lines, cells: record })),
  };
}

type Fault = { readonly column: Column; readonly reason: string };

function personIn(row: Cells, usual: Marking): Contact | Fault {
  const name = twin(row.name_en, row.name_ja);
  if (name === null) return { column: 'name_en', reason: 'no name' };
  const seniority = row.seniority ?? '';
  if (seniority !== '' && !/^[1-5]$/.test(seniority))
    return { column: 'seniority', reason: `"${seniority}" is not 1 to 5` };
  const marking = row.marking === undefined || row.marking === '' ? usual : row.marking;
  if (!(MARKINGS as readonly string[]).includes(marking))
    return { column: 'marking', reason: `unknown marking "${marking}": write one of ${MARKINGS.join(', ')}` };
  const posts = postsIn(row);
  if ('reason' in posts) return posts;
  return {
    id: idOf(row.id || name.en),
    name,
    side: row.side || null,
    posts,
    seniority: seniority === '' ? 1 : Number(seniority),
    languages: list(row.languages),
    address: twin(row.address_en, row.address_ja),
    pronunciation: twin(row.pronunciation_en, row.pronunciation_ja),
    emails: list(row.emails),
    phones: list(row.phones),
    keeper: null,
    marking: marking as Marking,
  };
}

const PHASES = ['campaign', 'transition', 'office', 'other'] as const;

function postsIn(row: Cells): Post[] | Fault {
  const [since, until] = [row.since || null, row.until || null];
  for (const [column, day] of [
    ['since', since],
    ['until', until],
  ] as const)
    if (day !== null && !isDay(day))
      return { column, reason: `"${day}" is no day of the calendar: write it as 2024-11-05` };
  if (since !== null && until !== null && since > until)
    return { column: 'until', reason: `it ends on ${until}, before it begins` };
  const phase = row.phase || 'other';
  if (!(PHASES as readonly string[]).includes(phase))
    return { column: 'phase', reason: `unknown phase "${phase}": write one of ${PHASES.join(', ')}` };
  const title = twin(row.title_en, row.title_ja);
  return title === null ? [] : [{ title, organisation: null, phase: phase as Post['phase'], since, until }];
}

function twin(en: string | undefined, ja: string | undefined): Twin | null {
  const [one, other] = [en ?? '', ja ?? ''];
  return one === '' && other === '' ? null : { en: one || other, ja: other || one };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
