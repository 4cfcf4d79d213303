/**
 * The journal's calls, retractions, concessions and struck entries, kept current while the page is open. What is
 * already here is never fetched again: records do not change.
 */

import type { Language } from '../../../../response/playbook.ts';
import type { JournalLine } from '../../../../server/wire.ts';
import { readJournal, readKind } from '../journal/records.ts';
import { CALL_KINDS, type CallEntry, callEntries } from './call-records.ts';

export class CallLog {
  /** Null until first read. */
  entries = $state.raw<readonly CallEntry[] | null>(null);
  lost = $state(false);

  #records = new Map<number, JournalLine>();
  #reading = false;
  #again = false;

  async refresh(language: Language): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    const answers = await Promise.all(CALL_KINDS.map((kind) => this.#read(language, kind)));
    this.lost = answers.includes(null);
    for (const record of answers.flatMap((records) => records ?? [])) this.#records.set(record.seq, record);
    if (!this.lost) this.entries = callEntries([...this.#records.values()]);
    this.#reading = false;
    if (!this.#again) return;
    this.#again = false;
    await this.refresh(language);
  }

  async #read(language: Language, kind: string): Promise<readonly JournalLine[] | null> {
    if (this.entries === null) {
      const all = await readKind(language, kind);
      return all.ok ? all.value : null;
    }
    const newest = await readJournal(language, { kind });
    return newest.ok ? newest.value.records : null;
  }
}
