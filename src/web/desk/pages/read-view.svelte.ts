/** A view of its own beside the night's: read when the journal moves, the language changes or the person asks otherwise. */
import { desk } from '../state.svelte.ts';

export class OwnView<T> {
  value = $state.raw<T | null>(null);
  /** Why there is none; empty while there is, or before the first answer. */
  trouble = $state('');
  readonly #path: string;
  #asked = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async read(query: Readonly<Record<string, string>> = {}): Promise<void> {
    const asked = ++this.#asked;
    const search = new URLSearchParams({ lang: desk.language, ...query });
    const answer = await fetch(`${this.#path}?${search}`).catch(() => null);
    const body = (await answer?.json().catch(() => null)) as (T & { reason?: string }) | null;
    // A later question has overtaken this one.
    if (asked !== this.#asked) return;
    if (answer?.ok && body !== null) this.value = body;
    this.trouble = answer?.ok ? '' : (body?.reason ?? '');
  }
}
