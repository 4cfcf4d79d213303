/** A page of the journal, newest first, each record with its line in words. */
import type { Desk } from '../desk.ts';
import type { Language } from '../response/playbook.ts';
import type { JournalRecord } from '../store/chain.ts';
import { hasWordsFor, tell } from './event-words.ts';
import type { JournalLine, JournalPage } from './wire.ts';
import { type Wording, wordingOf } from './wording.ts';

const PAGE_AT_MOST = 500;
/** Records looked at for one page when only one kind is wanted. */
const LOOKED_AT = 20_000;

export async function journalPage(
  desk: Desk,
  language: Language,
  query: Readonly<Record<string, string>>,
): Promise<JournalPage> {
  const head = await desk.journal.head();
  const before = number(query['before'], head.seq + 1);
  const limit = Math.min(number(query['limit'], 100), PAGE_AT_MOST);
  const kind = query['kind'];
  const words = await desk.read(({ context, state }) => wordingOf(context, language, state.at));
  const after = Math.max(0, before - 1 - (kind === undefined ? limit : LOOKED_AT));
  const found: JournalRecord[] = [];
  for await (const record of desk.journal.read({ after, upTo: before - 1 })) {
    if (kind === undefined || record.kind === kind) found.push(record);
  }
  return {
    head,
    after,
    records: found
      .slice(-limit)
      .reverse()
      .map((record) => line(record, words)),
  };
}

function line(record: JournalRecord, words: Wording): JournalLine {
  const { seq, at, by, kind, hash, data } = record;
  // The opening record is the whole configuration: its files are named, not shown.
  const shown =
    kind === 'opened'
      ? {
          files: Object.values((data as { files: Record<string, { name: string }> }).files).map(
            ({ name }) => name,
          ),
        }
      : data;
  return {
    seq,
    at,
    by,
    kind,
    text: hasWordsFor(kind) ? tell({ seq, at, by, kind, data }, words) : '',
    hash,
    data: shown,
  };
}

function number(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 ? value : otherwise;
}
