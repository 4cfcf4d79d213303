/**
 * The log of the readers: what was counted, minute by minute, without anything of who read.
 *
 * A line holds registers of sketches and a number of views, both of which only grow; lines can be taken in twice, in
 * any order and from several processes, and give the same counts. It is a restart's memory, the other processes' post
 * and the record from which a ranking can be computed again.
 */
import { type Fresh, type ReaderCounts, takeFresh, takeIn } from './ranking.ts';

type Line = {
  readonly by: string;
  readonly from: number;
  readonly views: number;
  /** By article: three bytes a register (place, place, rank), in base64. */
  readonly raised: Readonly<Record<string, string>>;
};

/** Lines for what was counted since the last time. */
export function takeLog(counts: ReaderCounts): string {
  return takeFresh(counts)
    .map(({ from, views, raised }) => {
      const packed = [...raised].map(([article, all]) => [article, pack(all)]);
      const line: Line = { by: counts.by, from, views, raised: Object.fromEntries(packed) };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

/** Takes in whole lines; one that is broken (a process died while it wrote) is passed over. */
export function readLog(counts: ReaderCounts, text: string): { taken: number; broken: number } {
  let [taken, broken] = [0, 0];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const read = readLine(line);
    if (read === null) broken += 1;
    else {
      takeIn(counts, read.by, read.fresh);
      taken += 1;
    }
  }
  return { taken, broken };
}

function readLine(text: string): { by: string; fresh: Fresh } | null {
  try {
    const { by, from, views, raised } = JSON.parse(text) as Line;
    if (typeof by !== 'string' || !Number.isSafeInteger(from) || !Number.isSafeInteger(views)) return null;
    const unpacked = Object.entries(raised).map(([article, packed]) => [article, unpack(packed)] as const);
    return { by, fresh: { from, views, raised: new Map(unpacked) } };
  } catch {
    return null;
  }
}

function pack(all: readonly number[]): string {
  const bytes = new Uint8Array(3 * all.length);
  all.forEach((raised, place) => {
    bytes[3 * place] = raised >>> 16;
    bytes[3 * place + 1] = (raised >>> 8) & 255;
    bytes[3 * place + 2] = raised & 255;
  });
  return bytes.toBase64();
}

function unpack(packed: string): number[] {
  const bytes = Uint8Array.fromBase64(packed);
  return Array.from(
    { length: Math.floor(bytes.length / 3) },
    (_, place) => bytes[3 * place]! * 65_536 + bytes[3 * place + 1]! * 256 + bytes[3 * place + 2]!,
  );
}
