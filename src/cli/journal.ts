/** `firstcall journal verify | export | list`: the journal held against its own chain, or carried out of the house. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Journal } from '../store/journal.ts';
import { exportJournal, type Verification, verifyExport, verifyJournal } from '../store/verify.ts';
import { givenPath } from './given.ts';
import { type Console, FellShort } from './outcome.ts';

export async function runVerify(
  journal: Journal,
  options: { readonly json: boolean; readonly signal: AbortSignal },
  console: Console,
): Promise<void> {
  const found = await verifyJournal(journal, {
    signal: options.signal,
    onProgress: (records) => console.progress?.(`${records.toLocaleString('en')} records`),
  });
  report(found, options.json, console);
}

/** Verifies an exported file (JSON Lines) without a database. */
export async function runVerifyFile(
  file: string,
  options: { readonly json: boolean },
  console: Console,
): Promise<void> {
  const lines = createInterface({
    input: createReadStream(await givenPath(file)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  report(await verifyExport(lines), options.json, console);
}

export async function runExport(journal: Journal, file: string | null, console: Console): Promise<void> {
  if (file === null) {
    for await (const line of exportJournal(journal)) console.out(line.trimEnd());
    return;
  }
  const target = createWriteStream(file, { flags: 'wx' });
  for await (const line of exportJournal(journal)) {
    if (!target.write(line)) await once(target, 'drain');
  }
  target.end();
  await once(target, 'close');
}

function report(found: Verification, json: boolean, console: Console): void {
  if (json) console.out(JSON.stringify(found));
  else if (found.problems.length === 0)
    console.out(`${found.records.toLocaleString('en')} records, unbroken; last hash ${found.head.hash}`);
  else for (const { seq, reason } of found.problems) console.out(`record ${seq}: ${reason}`);
  if (found.problems.length > 0) throw new FellShort('the journal is not as it was written');
}
