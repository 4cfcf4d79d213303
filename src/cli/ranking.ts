/** `firstcall ranking replay`: the access ranking at a moment, from a log of page views. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { replayRanking } from '../brief/replay-ranking.ts';
import { parseInstant } from '../election/instant.ts';
import { type Console, useOf } from './outcome.ts';

const CHUNK = 1 << 20;

export function runRankingReplay(
  file: string,
  options: { readonly window: string; readonly at: string; readonly json: boolean },
  console: Console,
): void {
  const result = useOf(() =>
    replayRanking(linesOf(file), { window: options.window, at: parseInstant(options.at) }),
  );
  if (options.json) {
    console.out(JSON.stringify(result));
    return;
  }
  for (const [index, { article, readers }] of result.ranking.entries())
    console.out(`${index + 1}. ${article}  ${readers}`);
}

/** The lines of a file of any size, a megabyte at a time. */
function* linesOf(file: string): Iterable<string> {
  const handle = openSync(file, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    let rest = '';
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
    yield rest + decoder.end();
  } finally {
    closeSync(handle);
  }
}
