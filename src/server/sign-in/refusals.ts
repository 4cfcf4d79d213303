/**
 * Refusals on their way into the journal: each is a record, and no attacker can fill the journal with them.
 *
 * The first of a kind is recorded at once; those of the same kind within the next minute are counted and become one
 * record when the minute is over. Kinds must be few: what an attacker may choose freely is no part of them.
 */
import { type Instant, MINUTE } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';

/** `count`: how many were refused since the last record of the kind, this one included. */
export type Refused = (count: number) => Draft;

type Minute = { readonly since: Instant; more: number; last: Refused };

export class Refusals {
  readonly #minutes = new Map<string, Minute>();
  readonly #record: (draft: Draft) => void;
  readonly #wall: () => Instant;
  readonly #timer: NodeJS.Timeout;

  constructor(record: (draft: Draft) => void, wall: () => Instant) {
    this.#record = record;
    this.#wall = wall;
    this.#timer = setInterval(() => this.#turn(), MINUTE / 6);
    this.#timer.unref();
  }

  note(kind: string, refused: Refused): void {
    if (this.isFull(kind)) this.count(kind, refused);
    else this.#write(kind, refused, 1);
  }

  /** Whether the minute of a kind has its record already. */
  isFull(kind: string): boolean {
    const minute = this.#minutes.get(kind);
    return minute !== undefined && this.#wall() - minute.since < MINUTE;
  }

  /** Begins the minute of a kind whose record was written elsewhere. */
  begin(kind: string, refused: Refused): void {
    const before = this.#minutes.get(kind);
    if (before !== undefined && before.more > 0) this.#record(before.last(before.more));
    this.#minutes.set(kind, { since: this.#wall(), more: 0, last: refused });
  }

  count(kind: string, refused: Refused): void {
    const minute = this.#minutes.get(kind);
    if (minute === undefined) this.#write(kind, refused, 1);
    else Object.assign(minute, { more: minute.more + 1, last: refused });
  }

  /** Writes what is only counted so far, and stops. */
  close(): void {
    clearInterval(this.#timer);
    for (const { more, last } of this.#minutes.values()) if (more > 0) this.#record(last(more));
    this.#minutes.clear();
  }

  #write(kind: string, refused: Refused, count: number): void {
    const more = this.#minutes.get(kind)?.more ?? 0;
    this.#minutes.set(kind, { since: this.#wall(), more: 0, last: refused });
    this.#record(refused(count + more));
  }

  #turn(): void {
    for (const [kind, minute] of this.#minutes) {
      if (this.#wall() - minute.since < MINUTE) continue;
      if (minute.more > 0) this.#write(kind, minute.last, 0);
      else this.#minutes.delete(kind);
    }
  }
}
