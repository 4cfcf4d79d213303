/**
 * Reads whole content in a feed's format: (bytes, what is known of the feed) → drafts for the journal, or what is
 * wrong with the content as a whole.
 *
 * Test data is set aside and counted. A format has changed where content can be recognised as another one, or is
 * sound in itself and lacks what the feed's format requires.
 */
import { type Election, type TicketId, WHOLE } from '../election/election.ts';
import { formatInstant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Call, CountReport } from '../election/report.ts';
import type { FormatChange } from './asking.ts';
import { type Answer, entryOf } from './feed.ts';
import { type Context, type Item, Malformed } from './formats/item.ts';
import { AUTO, openFormat } from './formats/open-format.ts';
import {
  type Desk,
  matchTickets,
  type TicketNames,
  type Translated,
  toCall,
  toReport,
  toRetraction,
} from './formats/to-reports.ts';
import type { Content, Known, ReadContent, Reading } from './reading.ts';

/** Formats whose row of a contest names the winner: a winner that is named no more was taken back. */
const NAME_WINNERS: readonly string[] = ['ap-v2', 'ap-v3', 'nyt-2020', 'npr-2024'];

export type ContentReader = {
  readonly feed: string;
  readonly format: string;
  readonly context: Context;
  readonly election: Election;
  readonly tickets: TicketNames;
};

export function contentReader(reader: ContentReader): ReadContent {
  return (content, known) => {
    const text = textOf(content.bytes);
    if (text === null) return malformed('the document', 'it is not text in UTF-8');
    try {
      const items = itemsOf(reader.format, text, reader.context);
      return unusable(items) ?? draftsFrom(items, reader, content, known);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const other = recognisedAs(text, reader);
      if (other !== null)
        return malformed(error.place, `it is ${other}, not ${reader.format}`, 'other-format');
      return malformed(error.place, error.message, isSound(error, text) ? 'part-missing' : undefined);
    }
  };
}

function malformed(
  place: string,
  reason: string,
  change?: FormatChange,
): Extract<Answer, { kind: 'malformed' }> {
  return { kind: 'malformed', place, reason, ...(change === undefined ? {} : { change }) };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function itemsOf(format: string, text: string, context: Context): Item[] {
  const items: Item[] = [];
  const reading = openFormat(format, context, (item) => items.push(item));
  reading.write(text);
  reading.end();
  return items;
}

/** Where every row is refused it is not the rows that are wrong. */
function unusable(items: readonly Item[]): Extract<Answer, { kind: 'malformed' }> | null {
  const refused = items.filter(({ kind }) => kind === 'refused');
  const usable = items.some(({ kind }) => kind === 'count' || kind === 'call' || kind === 'retraction');
  const [first] = refused;
  if (usable || first?.kind !== 'refused') return null;
  return malformed(
    first.place,
    `none of ${refused.length} rows can be read; the first: ${first.reason}`,
    'part-missing',
  );
}

/** The format that it is, where that is a known one and another; else null. */
function recognisedAs(text: string, { format, context }: ContentReader): string | null {
  const reading = openFormat(AUTO, context, () => undefined);
  try {
    reading.write(text);
    reading.end();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  const found = reading.format()?.id ?? null;
  return format === AUTO || found === format ? null : found;
}

/** Whether the content is whole JSON, XML or a table, so that its end is not what is missing. */
function isSound({ place }: Malformed, text: string): boolean {
  if (!/^[\ufeff\s]*[[{]/.test(text)) return place === 'the document';
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type Said = Extract<Item, { kind: 'count' | 'call' | 'retraction' }>;

function draftsFrom(items: readonly Item[], reader: ContentReader, { at }: Content, known: Known): Reading {
  const desk = deskOf(reader, formatInstant(at));
  const standing: Standing = new Map(known.calls.map((call) => [keyOf(call), call.ticket]));
  const by = `feed:${reader.feed}`;
  const drafts: Draft[] = [];
  const refuse = ({ place, reason }: { place: string; reason: string }): void =>
    void drafts.push({ at, by, kind: 'refused-row', data: { place, reason } });
  let [refused, setAside, others, position] = [0, 0, 0, known.position];
  for (const item of [...items, ...takenBack(items, reader, known, desk)]) {
    if (item.kind === 'refused') {
      refuse(item);
      refused += 1;
    }
    if (!isSaid(item)) continue;
    if (item.test) setAside += 1;
    else if (isOther(item, desk)) others += 1;
    else {
      const said = translate(item, position + 1, standing, desk);
      if (said === null) continue;
      if ('reason' in said) {
        refuse({ place: item.place, reason: said.reason });
        refused += isAcross(item) ? 0 : 1;
      } else {
        position += 1;
        drafts.push({ at, by, kind: item.kind, data: said.value });
      }
    }
  }
  const paging = items.findLast((item) => item.kind === 'paging');
  return {
    kind: 'read',
    drafts,
    test: setAside > 0 && drafts.every(({ kind }) => kind === 'refused-row'),
    refused,
    setAside,
    others,
    next: paging?.next ?? null,
    truncated: paging?.truncated ?? false,
  };
}

function deskOf({ feed, election, tickets }: ContentReader, observedAt: string): Desk {
  // Sites of one feed are one source: what they count is held against what other feeds say.
  const contests = new Set([WHOLE, ...election.contests.map(({ id }) => id)]);
  return {
    feed: entryOf(feed),
    tickets: election.tickets.map(({ id }) => id),
    ticketOf: matchTickets(tickets),
    isContest: (id) => contests.has(id),
    observedAt,
  };
}

function isSaid(item: Item): item is Said {
  return item.kind === 'count' || item.kind === 'call' || item.kind === 'retraction';
}

/** The whole election can be called; its count is the sum of its contests. */
function isOther({ kind, contest }: Said, { isContest }: Desk): boolean {
  return !isContest(contest) || (kind === 'count' && contest === WHOLE);
}

/** Rows that sum other rows up are kept out, and nothing is missing for that. */
function isAcross(item: Said): boolean {
  return item.kind === 'count' && item.level === 'other';
}

/** The calls that stand, by desk and contest. */
type Standing = Map<string, TicketId>;

function keyOf({ desk, contest }: { readonly desk: string; readonly contest: string }): string {
  return `${desk} ${contest}`;
}

/** Null where it is no news: a source goes on naming a winner, and saying that a call was taken back. */
function translate(
  item: Said,
  position: number,
  standing: Standing,
  desk: Desk,
): Translated<CountReport | Call> | null {
  if (item.kind === 'count') return toReport(item, position, desk);
  const key = keyOf(item);
  if (item.kind === 'call') {
    const called = toCall(item, position, desk);
    if ('reason' in called) return called;
    const known = standing.get(key) === called.value.ticket;
    standing.set(key, called.value.ticket);
    return known ? null : called;
  }
  const ticket = standing.get(key);
  standing.delete(key);
  return ticket === undefined ? null : toRetraction(item, position, ticket, desk);
}

/** Calls of this feed in contests whose row is there and names no winner any more. */
function takenBack(
  items: readonly Item[],
  { format }: ContentReader,
  { calls }: Known,
  { observedAt }: Desk,
): Extract<Item, { kind: 'retraction' }>[] {
  if (!NAME_WINNERS.includes(format)) return [];
  const rows = items.filter((item) => item.kind === 'count' && item.unit === item.contest);
  return calls.flatMap(({ desk, contest }) => {
    const row = rows.find((item) => item.kind === 'count' && item.contest === contest && !item.test);
    const spokenOf = items.some(
      (item) => (item.kind === 'call' || item.kind === 'retraction') && item.contest === contest,
    );
    if (row === undefined || spokenOf) return [];
    const { place } = row;
    return [
      {
        kind: 'retraction',
        place,
        contest,
        desk,
        saidAt: observedAt,
        precision: 'approx',
        test: false,
      } as const,
    ];
  });
}
