/** How the desk's HTTP face refuses: an answer with its reason in the reader's language, and a record of it. */
import type { Context } from 'hono';
import type { RefusedStatement } from '../store/refused-statements.ts';
import type { House } from './house.ts';
import { languageOf } from './session.ts';
import { CAUSES, type Cause } from './sign-in/causes.ts';
import type { RefusedRequest, RefusedSql } from './sign-in/told.ts';

/** Texts of others go into the journal cut to this length. */
const TEXT_AT_MOST = 100;

export type Refusing = {
  readonly cause: Cause;
  readonly person?: string | null;
  /** What a check or the provider said of it. */
  readonly detail?: string;
  /** Instead of the cause's own words: where the detail helps who asked. */
  readonly reason?: string;
};

/** Answers with the refusal and notes it; of one cause and person there is one record a minute, with its count. */
export function refuse(c: Context, house: House, refusing: Refusing): Response {
  const { cause, reason } = refusing;
  noteRefusal(c.req.raw, house, refusing);
  const words = CAUSES[cause];
  return c.json({ reason: reason ?? words[languageOf(c.req.query('lang'))], cause }, words.status, {
    'cache-control': 'no-store',
  });
}

export function noteRefusal(
  { method, url }: Request,
  house: House,
  { cause, person = null, detail = '' }: Refusing,
): void {
  const by = person === null ? 'desk' : `person:${person}`;
  const path = plain(new URL(url).pathname);
  const data: Omit<RefusedRequest, 'count'> = { cause, method, path, detail: plain(detail) };
  house.refusals.note(`refused-request ${cause} ${by}`, (count) => ({
    at: house.now,
    by,
    kind: 'refused-request',
    data: { ...data, count },
  }));
}

/** Notes what the database refused to somebody who speaks to it directly; of one role one record a minute. */
export function noteRefusedStatement(house: House, { role, message, statement }: RefusedStatement): void {
  const data: Omit<RefusedSql, 'count'> = {
    role: plain(role),
    message: plain(message),
    statement: plain(statement),
  };
  house.refusals.note(`refused-statement ${data.role}`, (count) => ({
    at: house.now,
    by: 'desk',
    kind: 'refused-statement',
    data: { ...data, count },
  }));
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, TEXT_AT_MOST);
}
