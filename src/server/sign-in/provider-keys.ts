/**
 * The keys with which the provider signs, from where its metadata says; kept, and fetched anew for a key not seen yet.
 *
 * Whoever sends us invented keys' names makes us ask the provider once a minute, and no more often.
 */
import { z } from 'zod';
import { type Instant, MINUTE } from '../../election/instant.ts';
import type { PublishedKey } from './token-signature.ts';

/** A key that was taken out is not believed for longer than this. */
const KEPT = 10 * MINUTE;
const ASK_AGAIN_AFTER = MINUTE;

const KEY_SET = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string().optional(),
      use: z.string().optional(),
      alg: z.string().optional(),
    }),
  ),
});

export class ProviderKeys {
  readonly #within: number;
  #found: { readonly at: Instant; readonly keys: Promise<readonly PublishedKey[]> } | null = null;

  /** `within`: milliseconds that the provider may take to answer. */
  constructor(within: number) {
    this.#within = within;
  }

  /** Throws where the provider does not answer with a set of keys. */
  async find(address: URL, kid: string | undefined, now: Instant): Promise<readonly PublishedKey[]> {
    if (this.#found !== null) {
      const age = now - this.#found.at;
      if (age < ASK_AGAIN_AFTER) return this.#found.keys;
      const keys = await this.#found.keys.catch(() => []);
      if (age < KEPT && keys.some((key) => kid === undefined || key.kid === kid)) return keys;
    }
    this.#found = { at: now, keys: this.#fetch(address) };
    return this.#found.keys;
  }

  async #fetch(address: URL): Promise<readonly PublishedKey[]> {
    const response = await fetch(address, {
      headers: { accept: 'application/jwk-set+json, application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(this.#within),
    });
    if (!response.ok) throw new Error(`the keys at ${address.href}: status ${response.status}`);
    return KEY_SET.parse(await response.json()).keys as readonly PublishedKey[];
  }
}
