/** A zone's wall clock minute by minute, by Intl: it shares no code with the search that it checks. */
import { DAY, MINUTE } from '../../src/election/instant.ts';

const STEP = 15 * MINUTE;

/** Minutes of local day at a moment, read from the formatter; equal offsets at both ends of a quarter hold between. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

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
    const [before, after] = [this.#probe(low), this.#probe(low + STEP)];
    if (before !== after) return this.#read(moment);
    return (((Math.floor(moment / MINUTE) + before) % 1440) + 1440) % 1440;
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

export function isAwake(clock: WallClock, wakes: string, sleeps: string, moment: number): boolean {
  const [from, to] = [wakes, sleeps].map((text) => {
    const [hours, minutes] = text.split(':');
    return Number(hours) * 60 + Number(minutes);
  }) as [number, number];
  const now = clock.at(moment);
  return from < to ? now >= from && now < to : now >= from || now < to;
}
