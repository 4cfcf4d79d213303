/** `firstcall ranking replay`: the access ranking at a moment, from a log of page views. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { replayRanking } from '../brief/replay-ranking.ts';
import { DAY, HOUR, type Instant, MINUTE, parseInstant } from '../election/instant.ts';
import { type Console, WrongUse } from './outcome.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

export async function runRankingReplay(
  file: string,
  options: { readonly window: string; readonly at: string; readonly json: boolean },
  console: Console,
): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const at: Instant = parseInstant(options.at);
  const result = await replayRanking(lines, { window: readWindow(options.window), at });
  if (options.json) {
    console.out(JSON.stringify(result));
    return;
  }
  for (const [index, { article, readers }] of result.ranking.entries())
    console.out(`${index + 1}. ${article}  ${readers}`);
}

function readWindow(text: string): number {
  const match = /^(\d+)([mhd])$/.exec(text);
  if (match === null) throw new WrongUse(`invalid window "${text}": write a number and m, h or d, as 1h`);
  return Number(match[1]) * UNITS[match[2]!]!;
}
