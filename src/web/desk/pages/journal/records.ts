/**
 * The journal as the page reads it: pages of records, newest first, and the desk's state at a past moment.
 * Every answer is a value; a refusal carries the reason in the page's language.
 */
import type { Instant } from '../../../../election/instant.ts';
import type { Language } from '../../../../response/playbook.ts';
import type { DeskView } from '../../../../server/wire.ts';

export type JournalRecord = {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly kind: string;
  readonly text: string;
  readonly hash: string;
  readonly data: unknown;
};

export type JournalPage = { readonly records: readonly JournalRecord[]; readonly head: number };

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string | null };

/** How many records a page shows, and how many pages of one kind are read at most where all are wanted. */
const PAGE = 100;
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

/** All records of one kind, newest first, up to a thousand. */
export async function readKind(language: Language, kind: string): Promise<Answer<JournalRecord[]>> {
  const records: JournalRecord[] = [];
  let before: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await readJournal(language, before === undefined ? { kind } : { kind, before });
    if (!answer.ok) return answer;
    records.push(...answer.value.records);
    before = answer.value.records.at(-1)?.seq;
    if (before === undefined || answer.value.records.length < PAGE) break;
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

async function read<T>(address: string): Promise<Answer<T>> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    const body = (await response.json()) as T & { reason?: string };
    return response.ok ? { ok: true, value: body } : { ok: false, reason: body.reason ?? null };
  } catch {
    return { ok: false, reason: null };
  }
}
