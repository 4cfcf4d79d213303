/** What keeps a written text from being published whatever the facts are: tokens nobody knows, numbers bound to nothing. */
import { TOKEN_NAMES } from './tokens.ts';

/** Tokens that are no token, as they were typed; a brace that is never closed among them. */
export function unknownTokens(text: string): string[] {
  const tokens = [...text.matchAll(/\{([^{}]*)\}/g)];
  const unknown = tokens
    .filter(([, inner = '']) => !TOKEN_NAMES.has(inner.split(':')[0]!.trim()))
    .map(([whole]) => whole);
  const rest = text.replace(/\{[^{}]*\}/g, '');
  return /[{}]/.test(rest) ? [...unknown, rest.match(/[{}]/)![0]] : unknown;
}

/** Numbers outside tokens, in whatever digits. */
export function looseNumbers(text: string): string[] {
  return text.replace(/\{[^{}]*\}/g, ' ').match(/\p{Nd}[\p{Nd}.,:％%]*/gu) ?? [];
}
