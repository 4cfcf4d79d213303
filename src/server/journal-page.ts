/**
 * A page of the journal, newest first, each record with its line in words.
 *
 * What is marked above the reader keeps its place, number and hash, and shows nothing else: the chain stays whole.
 */
import type { Desk } from '../desk.ts';
import { MARKINGS, type Marking, maySee } from '../election/marking.ts';
import { type Context, personOf } from '../fold/context.ts';
import { readerOf } from '../fold/decide-surroundings.ts';
import type { Language, Person } from '../response/playbook.ts';
import type { StepRef } from '../response/response.ts';
import type { JournalRecord } from '../store/chain.ts';
import { hasWordsFor, tell } from './event-words.ts';
import { mayReadText, stepOf } from './marked-steps.ts';
import type { JournalLine, JournalPage } from './wire.ts';
import { type Wording, wordingOf } from './wording.ts';

const PAGE_AT_MOST = 500;
/** Records looked at for one page when only one kind is wanted. */
const LOOKED_AT = 20_000;

export async function journalPage(
  desk: Desk,
  language: Language,
  query: Readonly<Record<string, string>>,
  person: string,
): Promise<JournalPage> {
  const head = await desk.journal.head();
  const before = number(query['before'], head.seq + 1);
  const limit = Math.min(number(query['limit'], 100), PAGE_AT_MOST);
  const kind = query['kind'];
  const { words, mayRead } = await desk.read(({ context, state }) => ({
    words: wordingOf(context, language, state.at),
    mayRead: readingOf(context, personOf(context, person)),
  }));
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
      .map((record) => (mayRead(record) ? line(record, words) : withheld(record, language))),
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

function readingOf(context: Context, person: Person): (record: JournalRecord) => boolean {
  const reader = readerOf(context, person);
  return (record) => {
    // A text's marking is its step's.
    const step = record.kind === 'drafted' ? stepOf(context, record.data as StepRef) : undefined;
    const text = step === undefined || mayReadText(context, person, step);
    return text && maySee(reader, markingOf(record));
  };
}

function markingOf({ data }: JournalRecord): Marking {
  const { marking } = (data ?? {}) as { marking?: unknown };
  return MARKINGS.find((one) => one === marking) ?? 'open';
}

const WITHHELD: Readonly<Record<Language, string>> = {
  en: 'Marked above what you may read.',
  ja: '閲覧権限を超える区分の記録です。',
};

function withheld({ seq, at, kind, hash }: JournalRecord, language: Language): JournalLine {
  return { seq, at, by: 'desk', kind, text: WITHHELD[language], hash, data: null };
}

function number(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 ? value : otherwise;
}
