/**
 * The journal as the page reads it: pages of records, newest first, and the desk's state at a past moment.
 * Every answer is a value; a refusal carries the reason in the page's language.
 */
import type { Instant } from '../../../../election/instant.ts';
import type { Language } from '../../../../response/playbook.ts';
import type { DeskView, JournalLine, JournalPage } from '../../../../server/wire.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string | null };

/** How many records a page shows, and how many pages of one kind are read at most where all are wanted. */
const PAGE = 250;
const MOST_PAGES = 10;

export async function readJournal(
  language: Language,
  choice: { before?: number; kind?: string; limit?: number },
): Promise<Answer<JournalPage>> {
  const query = new URLSearchParams({ lang: language, limit: String(choice.limit ?? PAGE) });
  if (choice.before !== undefined) query.set('before', String(choice.before));
  if (choice.kind !== undefined && choice.kind !== '') query.set('kind', choice.kind);
  return read<JournalPage>(`/api/journal?${query}`);
}

/** Before which record the next older page of so many records begins; null where there is none. */
export function olderThan({ records, after }: JournalPage, size = PAGE): number | null {
  if (records.length >= size) return records.at(-1)!.seq;
  return after > 0 ? after + 1 : null;
}

/** All records of one kind, newest first, as far as ten pages reach. */
export async function readKind(language: Language, kind: string): Promise<Answer<JournalLine[]>> {
  const records: JournalLine[] = [];
  let before: number | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await readJournal(language, before === null ? { kind } : { kind, before });
    if (!answer.ok) return answer;
    records.push(...answer.value.records);
    before = olderThan(answer.value);
    if (before === null) break;
  }
  return { ok: true, value: records };
}

export function readAsOf(language: Language, at: Instant): Promise<Answer<DeskView>> {
  return read<DeskView>(`/api/journal/asof?${new URLSearchParams({ lang: language, at: String(at) })}`);
}

/** The desk in another language than the page's: for the twin of a text. */
export function readDesk(language: Language): Promise<Answer<DeskView>> {
  return read<DeskView>(`/api/desk?lang=${language}`);
}

export function readPolicy(language: Language): Promise<Answer<{ readonly sentences: readonly string[] }>> {
  return read(`/api/policy?lang=${language}`);
}

export async function read<T>(address: string): Promise<Answer<T>> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    const body = (await response.json()) as T & { reason?: string };
    return response.ok ? { ok: true, value: body } : { ok: false, reason: body.reason ?? null };
  } catch {
    return { ok: false, reason: null };
  }
}
