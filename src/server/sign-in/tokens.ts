/** Tokens that only their holder knows, and the hashes by which they are found again. */
import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: not to be guessed, so a plain hash protects it at rest. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256Base64Url(text: string): string {
  return hash('sha256', text, 'base64url');
}

const TOKEN = /^[\w-]{43}$/;

/** The token that a cookie carries; null where there is none or it cannot be one of ours. */
export function tokenIn(request: Request, cookie: string): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
  return value !== undefined && TOKEN.test(value) ? value : null;
}

export function hasCookie(request: Request, cookie: string): boolean {
  return (request.headers.get('cookie') ?? '').split(/;\s*/).some((pair) => pair.startsWith(`${cookie}=`));
}
