/**
 * A process for tests that is killed at any moment: appends drafts and prints each number and hash that was
 * acknowledged. Arguments: the database's address, the journal's name.
 */
import { openDatabase } from '../../src/store/database.ts';
import { openJournal } from '../../src/store/journal.ts';
import { drafts } from './drafts.ts';

const [url = '', name = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const journal = await openJournal(database, name);
let { seq } = await journal.head();
for (let round = 0; ; round++) {
  const written = await journal.append(drafts(1 + ((seq + round) % 40), seq + 1), seq);
  const last = written.at(-1)!;
  seq = last.seq;
  process.stdout.write(`${last.seq} ${last.hash}\n`);
}
