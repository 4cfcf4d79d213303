/** `firstcall windows`: the spans in which every party is awake and nobody is busy. */
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import { busyIn } from '../meetings/busy-calendar.ts';
import { windowsOf } from '../meetings/windows.ts';
import { givenText } from './given.ts';
import { type Console, useOf, WrongUse } from './outcome.ts';

export type WindowsOptions = {
  readonly from: string;
  readonly to: string;
  readonly party: readonly string[];
  readonly busy: readonly string[];
  /** Files of calendars, as aides export them. */
  readonly calendar: readonly string[];
  readonly minutes: string;
  readonly json: boolean;
};

export async function runWindows(options: WindowsOptions, console: Console): Promise<void> {
  const texts = await Promise.all(
    options.calendar.map(async (file) => [file, await givenText(file)] as const),
  );
  const windows = useOf(() => {
    const within = { from: parseInstant(options.from), to: parseInstant(options.to) };
    const parties = options.party.map(readParty);
    const busy = texts.flatMap(([file, text]) => {
      // A clock time without a zone is meant where the first party is.
      const calendar = busyIn(text, within, parties[0]?.zone ?? 'UTC');
      for (const { place, reason } of calendar.refused) console.note(`${file}, ${place}: ${reason}`);
      return calendar.busy;
    });
    return windowsOf({
      ...within,
      parties,
      busy: [...options.busy.map(readSpan), ...busy],
      minutes: Number(options.minutes),
    });
  });
  if (options.json)
    console.out(
      JSON.stringify({ windows: windows.map(({ from, to }) => [formatInstant(from), formatInstant(to)]) }),
    );
  else for (const { from, to } of windows) console.out(`${formatInstant(from)}  ${formatInstant(to)}`);
}

function readParty(text: string): { zone: string; wakes: string; sleeps: string } {
  const match = /^([^,]+),(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text);
  if (match === null)
    throw new WrongUse(`invalid party "${text}": write ZONE,HH:MM-HH:MM, as Asia/Tokyo,07:00-23:00`);
  return { zone: match[1]!, wakes: match[2]!, sleeps: match[3]! };
}

function readSpan(text: string): { from: Instant; to: Instant } {
  const [from, to, more] = text.split('/');
  if (from === undefined || to === undefined || more !== undefined)
    throw new WrongUse(`invalid span "${text}": write FROM/TO in UTC`);
  return { from: parseInstant(from), to: parseInstant(to) };
}
