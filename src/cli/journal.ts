/** `firstcall journal verify | export | list`: the journal held against its own chain, or carried out of the house. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Journal } from '../store/journal.ts';
import { exportJournal, type Verification, verifyExport, verifyJournal } from '../store/verify.ts';
import { givenPath } from './given.ts';
import { type Console, FellShort } from './outcome.ts';
import { type SnapshotVerification, verifySnapshots } from './verify-snapshots.ts';

export async function runVerify(
  journal: Journal,
  options: { readonly json: boolean; readonly signal: AbortSignal },
  console: Console,
): Promise<void> {
  const told = (what: string) => (records: number) =>
    console.progress?.(`${records.toLocaleString('en')} records ${what}`);
  const { signal } = options;
  const found = await verifyJournal(journal, { signal, onProgress: told('checked') });
  // The records must hold before anything is measured by them.
  const kept =
    found.problems.length === 0
      ? await verifySnapshots(journal, { signal, onProgress: told('folded') })
      : null;
  report(found, kept, options.json, console);
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
  report(await verifyExport(lines), null, options.json, console);
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

function report(
  found: Verification,
  kept: SnapshotVerification | null,
  json: boolean,
  console: Console,
): void {
  const problems = [...found.problems, ...(kept?.problems ?? [])];
  if (json) console.out(JSON.stringify(kept === null ? found : { ...found, snapshots: kept }));
  else {
    if (found.problems.length === 0)
      console.out(`${found.records.toLocaleString('en')} records, unbroken; last hash ${found.head.hash}`);
    for (const { seq, reason } of problems) console.out(`record ${seq}: ${reason}`);
    if (kept !== null && kept.snapshots > 0 && kept.problems.length === 0) console.out(snapshotLine(kept));
  }
  if (problems.length > 0) throw new FellShort('the journal is not as it was written');
}

function snapshotLine({ snapshots, unsealed }: SnapshotVerification): string {
  const all = snapshots === 1 ? '1 snapshot says' : `${snapshots.toLocaleString('en')} snapshots say`;
  const rest =
    unsealed === 0 ? '' : `; ${unsealed.toLocaleString('en')} of another key, which this desk does not use`;
  return `${all} what the records say${rest}`;
}
