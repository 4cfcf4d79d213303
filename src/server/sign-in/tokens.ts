/** Tokens that only their holder knows, the hashes by which they are found again, and what is kept under them. */
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

/** 256 random bits: not to be guessed, so a plain hash protects it at rest. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256Base64Url(text: string): string {
  return hash('sha256', text, 'base64url');
}

const CIPHER = 'aes-256-gcm';
const [IV_LENGTH, TAG_LENGTH] = [12, 16];

/** Encrypts a text so that only the token's holder can have it read: who reads the database alone cannot. */
export function encryptUnder(token: string, text: string): string {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv(CIPHER, keyOf(token), iv, { authTagLength: TAG_LENGTH });
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text again; null where it was changed or encrypted under another token. */
export function decryptUnder(token: string, encrypted: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64url');
  if (bytes.length < IV_LENGTH + TAG_LENGTH) return null;
  const decipher = createDecipheriv(CIPHER, keyOf(token), bytes.subarray(0, IV_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAuthTag(bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH));
  try {
    return (
      decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    return null;
  }
}

/** Another hash than that by which the token is found: that one is stored. */
function keyOf(token: string): Buffer {
  return hash('sha256', `firstcall-key-1 ${token}`, 'buffer');
}
