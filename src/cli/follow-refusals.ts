/** What the embedded database refuses while a desk is up becomes a record: its log is read by nobody at night. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../election/instant.ts';
import type { House } from '../server/house.ts';
import { noteRefusedStatement } from '../server/refusing.ts';
import { refusedStatements } from '../store/refused-statements.ts';

type Following = { readonly signal: AbortSignal; readonly report: (message: string) => void };

/** Follows the log until the signal aborts. A log that cannot be read is told of, and tried again. */
export async function followRefusals(
  log: string | null,
  house: House,
  { signal, report }: Following,
): Promise<void> {
  while (log !== null && !signal.aborted) {
    try {
      for await (const refused of refusedStatements(log, signal)) noteRefusedStatement(house, refused);
    } catch (error) {
      report(`what the database refuses is not seen: ${(error as Error).message}`);
      await sleep(MINUTE, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
