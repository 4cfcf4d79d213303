/** The three requests that the page makes; trouble of the network is a value, never an exception. */
import type { Language } from '../../response/playbook.ts';
import type { DeskView } from '../../server/wire.ts';
import { messagesIn } from './messages.ts';

/** What the desk answered: the record's number where something was recorded, or the reason why not. */
export type Answer =
  | { readonly ok: true; readonly record: number | null }
  | { readonly ok: false; readonly reason: string };

/** The desk's view; null where the desk does not answer. The browser's cache holds the ETag. */
export async function fetchView(language: Language): Promise<DeskView | null> {
  try {
    const response = await fetch(`/api/desk?lang=${language}`, { cache: 'no-cache' });
    return response.ok ? ((await response.json()) as DeskView) : null;
  } catch {
    return null;
  }
}

export async function post(path: string, body: unknown, language: Language): Promise<Answer> {
  try {
    const response = await fetch(`${path}?lang=${language}`, {
      method: 'POST',
      // Browsers do not let other sites' pages set this header: a request that carries it was meant.
      headers: { 'content-type': 'application/json', 'x-firstcall': 'desk' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json().catch(() => ({}))) as {
      seq?: number;
      seqs?: readonly number[];
      reason?: string;
    };
    if (response.ok) return { ok: true, record: answer.seq ?? answer.seqs?.at(-1) ?? null };
    return { ok: false, reason: answer.reason ?? `${response.status} ${response.statusText}` };
  } catch {
    return { ok: false, reason: messagesIn(language).notSent };
  }
}
