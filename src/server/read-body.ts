/**
 * The body of a change as JSON: at most as large as the longest text that may be drafted, and without the keys by
 * which an object can be turned into another.
 */

/** Four texts of 20,000 characters at four bytes each, and the rest of a command. */
export const BODY_AT_MOST = 400_000;

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

export async function readBody(request: Request): Promise<Body> {
  let poisoned: string | null = null;
  try {
    const value: unknown = JSON.parse(await request.text(), (key, inner: unknown) => {
      if (POISON.has(key)) poisoned = key;
      return inner;
    });
    return poisoned === null
      ? { ok: true, value }
      : { ok: false, reason: `the request: the key "${poisoned}" is refused` };
  } catch {
    return { ok: false, reason: 'the request: it is not JSON' };
  }
}
