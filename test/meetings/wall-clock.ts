/** A zone's wall clock minute by minute, by Intl: it shares no code with the search that it checks. */
import { DAY, MINUTE } from '../../src/election/instant.ts';

const STEP = 15 * MINUTE;

/** Minutes of local day at a moment, read from the formatter; equal offsets at both ends of a quarter hold between. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  /** The quarter that was asked for last, and its offset; null where the clock changes within it. */
  #low = Number.NaN;
  #offset: number | null = null;

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** Local minutes since midnight. */
  at(moment: number): number {
    const low = Math.floor(moment / STEP) * STEP;
    if (low !== this.#low) {
      const [before, after] = [this.#probe(low), this.#probe(low + STEP)];
      this.#low = low;
      this.#offset = before === after ? before : null;
    }
    if (this.#offset === null) return this.#read(moment);
    return (((Math.floor(moment / MINUTE) + this.#offset) % 1440) + 1440) % 1440;
  }

  /** Difference between local and UTC minutes of the day, modulo a day. */
  #probe(moment: number): number {
    const known = this.#offsets.get(moment);
    if (known !== undefined) return known;
    const utc = Math.floor((moment % DAY) / MINUTE);
    const offset = (((this.#read(moment) - utc) % 1440) + 1440) % 1440;
    this.#offsets.set(moment, offset);
    return offset;
  }

  #read(moment: number): number {
    const [hours, minutes] = this.#format.format(moment).split(':');
    return Number(hours) * 60 + Number(minutes);
  }
}

/** Whether somebody with these hours is awake at a moment, by this clock. */
export function awakeBy(clock: WallClock, wakes: string, sleeps: string): (moment: number) => boolean {
  const [from, to] = [wakes, sleeps].map((text) => {
    const [hours, minutes] = text.split(':');
    return Number(hours) * 60 + Number(minutes);
  }) as [number, number];
  return (moment) => {
    const now = clock.at(moment);
    return from < to ? now >= from && now < to : now >= from || now < to;
  };
}
