import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Console } from '../../src/cli/outcome.ts';
import { openPlace } from '../../src/cli/with-journal.ts';
import {
  RefusalReader,
  type RefusedStatement,
  refusedStatements,
} from '../../src/store/refused-statements.ts';

const quiet: Console = { out: () => undefined, note: () => undefined, progress: null };

const LOG = `2026-11-24 22:19:37.328 UTC [20206] firstcall_desk@firstcall ERROR:  permission denied for table records
2026-11-24 22:19:37.328 UTC [20206] firstcall_desk@firstcall STATEMENT:  update records set body = 'x',
	2026-11-24 22:19:37.328 UTC [1] firstcall@firstcall ERROR:  permission denied for table invented
2026-11-24 22:19:37.900 UTC [20207] firstcall_desk@firstcall ERROR:  duplicate key value violates unique constraint "sessions_token_hash_key"
2026-11-24 22:19:37.900 UTC [20207] firstcall_desk@firstcall STATEMENT:  insert into sessions values ('permission denied')
2026-11-24 22:19:38.000 UTC [20208] @ LOG:  checkpoint starting: time
2026-11-24 22:19:38.629 UTC [20246] firstcall@firstcall ERROR:  the journal is append-only: DELETE on records is refused
2026-11-24 22:19:38.629 UTC [20246] firstcall@firstcall HINT:  Write a new record that corrects the old one.
2026-11-24 22:19:38.629 UTC [20246] firstcall@firstcall STATEMENT:  delete from records
`;

const REFUSED: readonly RefusedStatement[] = [
  {
    role: 'firstcall_desk',
    message: 'permission denied for table records',
    statement: "update records set body = 'x',",
  },
  {
    role: 'firstcall',
    message: 'the journal is append-only: DELETE on records is refused',
    statement: 'delete from records',
  },
];

describe('the database’s log', () => {
  it('tells of refusals alone, and of none that somebody wrote into a statement', () => {
    expect(new RefusalReader().take(LOG)).toEqual(REFUSED);
  });

  it('is read alike wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(LOG.length), { maxLength: 6 }), (places) => {
        const cuts = [0, ...places.toSorted((a, b) => a - b), LOG.length];
        const reader = new RefusalReader();
        const found = cuts.slice(1).flatMap((to, index) => reader.take(LOG.slice(cuts[index], to)));
        expect(found).toEqual(REFUSED);
      }),
      { seed: 20261125, numRuns: 300 },
    );
  });

  it('of the embedded server shows what its roles were refused since it began', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'firstcall-refused-'));
    await chmod(dataDir, 0o755);
    await using scope = new AsyncDisposableStack();
    scope.defer(() => rm(dataDir, { recursive: true, force: true }));
    const database = await openPlace({ dataDir, databaseUrl: null }, scope, quiet);
    const stop = new AbortController();
    const seen: string[] = [];
    const tried = ['truncate records', 'drop table folds', 'select from records', 'delete from journals'];
    const following = (async () => {
      for await (const { role, statement } of refusedStatements(database.serverLog!, stop.signal, 20)) {
        seen.push(`${role}: ${statement}`);
        if (seen.length === 3) stop.abort();
      }
    })();
    for (const statement of tried) await database.pool.query(statement).catch(() => undefined);
    await following;
    expect(seen).toEqual([
      'firstcall_desk: truncate records',
      'firstcall_desk: drop table folds',
      'firstcall_desk: delete from journals',
    ]);
  });
});
