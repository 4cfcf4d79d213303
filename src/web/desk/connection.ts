/** The requests that the page makes; trouble of the network is a value, never an exception. */
import type { Language } from '../../response/playbook.ts';
import type { DeskView } from '../../server/wire.ts';
import { messagesIn } from './messages.ts';

/** What the desk answered: the record's number where something was recorded, or the reason why not. */
export type Answer = { readonly ok: true; readonly record: number | null } | Refusal;

export type Refusal = {
  readonly ok: false;
  readonly reason: string;
  /** Whether it was refused because nobody is signed in any more. */
  readonly signedOut?: boolean;
};

export type Fetched = { readonly ok: true; readonly value: DeskView } | Refusal;

/** The desk's view; null where the desk does not answer. The browser's cache holds the ETag. */
export async function fetchView(language: Language): Promise<Fetched | null> {
  try {
    const response = await fetch(`/api/desk?lang=${language}`, { cache: 'no-cache' });
    if (response.ok) return { ok: true, value: (await response.json()) as DeskView };
    return response.status === 401 ? refusalOf(response, await bodyOf(response)) : null;
  } catch {
    return null;
  }
}

/** Who is signed in here: null where nobody is, with the reason; undefined where the desk does not answer. */
export async function fetchMe(
  language: Language,
  refused: string | null,
): Promise<{ readonly person: string | null; readonly reason?: string } | undefined> {
  const about = refused === null ? '' : `&refused=${encodeURIComponent(refused)}`;
  try {
    return (await (await fetch(`/api/me?lang=${language}${about}`)).json()) as { person: string | null };
  } catch {
    return undefined;
  }
}

/** Asks something whose answer matters; without a body it only reads. */
export async function ask<T>(
  path: string,
  body: unknown,
  language: Language,
): Promise<{ readonly ok: true; readonly value: T } | Refusal> {
  try {
    const response = await fetch(`${path}?lang=${language}`, body === null ? {} : changeOf(body));
    const value = await bodyOf(response);
    return response.ok ? { ok: true, value: value as T } : refusalOf(response, value);
  } catch {
    return { ok: false, reason: messagesIn(language).notSent };
  }
}

export async function post(path: string, body: unknown, language: Language): Promise<Answer> {
  const answer = await ask<{ seq?: number; seqs?: readonly number[] }>(path, body, language);
  if (!answer.ok) return answer;
  return { ok: true, record: answer.value.seq ?? answer.value.seqs?.at(-1) ?? null };
}

function changeOf(body: unknown): RequestInit {
  return {
    method: 'POST',
    // Browsers do not let other sites' pages set this header: a request that carries it was meant.
    headers: { 'content-type': 'application/json', 'x-firstcall': 'desk' },
    body: JSON.stringify(body),
  };
}

async function bodyOf(response: Response): Promise<{ reason?: string }> {
  return (await response.json().catch(() => ({}))) as { reason?: string };
}

function refusalOf({ status, statusText }: Response, { reason }: { reason?: string }): Refusal {
  return { ok: false, reason: reason ?? `${status} ${statusText}`, signedOut: status === 401 };
}
