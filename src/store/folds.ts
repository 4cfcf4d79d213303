/**
 * Snapshots of the fold beside the journal on PostgreSQL: kept under the desk's key, and believed only under it.
 *
 * What the desk's database role may write here is not trusted: a snapshot that another has written, or changed, is
 * passed over, and the state is folded from an earlier one or from the first record.
 */
import { type Database, transaction } from './database.ts';
import { type Fold, isSealed, sealOf } from './snapshot-key.ts';

/** A snapshot as it lies in the database, and whether this desk would believe it. */
export type KeptFold = Fold & {
  /** `unsealed`: not written by a holder of this desk's key; `foreign`: its hash is not its record's. */
  readonly standing: 'sealed' | 'unsealed' | 'foreign';
};

/** Records between two kept snapshots at most: as many as fold in well under a second. */
export const FOLD_REACH = 10_000;

export async function saveFold(database: Database, id: number, fold: Fold): Promise<void> {
  const { seq, hash, version, state } = fold;
  const seal = sealOf(await database.snapshotKey.findOrMake(), fold);
  await transaction(database, async (client) => {
    const { rowCount } = await client.query(
      `insert into folds (journal, version, seq, hash, state, seal)
       select $1, $2, $3, $4, $5, $6 from records where journal = $1 and seq = $3 and hash = $4
       on conflict (journal, version, seq)
         do update set hash = excluded.hash, state = excluded.state, seal = excluded.seal`,
      [id, version, seq, hash, state, seal],
    );
    if (rowCount === 0) throw foreignFold(seq);
    await client.query('delete from folds where journal = $1 and version < $2', [id, version]);
    // The one before is not needed where the one before that is near enough; a journal begins as a snapshot of nothing.
    await client.query(
      `with earlier as (select seq from folds where journal = $1 and version = $2 and seq < $3 order by seq desc limit 2)
       delete from folds where journal = $1 and version = $2 and seq = (select max(seq) from earlier)
         and $3 - (select case when count(*) = 2 then min(seq) else 0 end from earlier) <= $4`,
      [id, version, seq, FOLD_REACH],
    );
  });
}

/** A snapshot that does not belong to the journal it is saved in. */
export function foreignFold(seq: number): Error {
  return new Error(`invalid snapshot: the journal has no record ${seq} with its hash`);
}

export async function loadFold(
  { pool, snapshotKey, log }: Database,
  id: number,
  version: number,
  upTo: number,
): Promise<Fold | null> {
  const key = await snapshotKey.find();
  if (key === null) return null;
  for (let before = upTo; ; ) {
    const { rows } = await pool.query<Fold & { seal: string }>(
      `select f.seq, f.hash, f.version, f.state, f.seal from folds f
       join records r on r.journal = f.journal and r.seq = f.seq and r.hash = f.hash
       where f.journal = $1 and f.version = $2 and f.seq <= $3 order by f.seq desc limit 1`,
      [id, version, before],
    );
    const [fold] = rows;
    if (fold === undefined) return null;
    if (isSealed(key, fold)) return fold;
    log(
      `the snapshot of the fold at record ${fold.seq} is passed over: this desk did not write it so; see firstcall journal verify`,
    );
    before = fold.seq - 1;
  }
}

export async function* folds(
  { pool, snapshotKey }: Database,
  id: number,
  version: number,
): AsyncIterable<KeptFold> {
  const key = await snapshotKey.find();
  for (let after = -1; ; ) {
    const { rows } = await pool.query<Fold & { seal: string; foreign: boolean }>(
      `select f.seq, f.hash, f.version, f.state, f.seal, r.seq is null as foreign from folds f
       left join records r on r.journal = f.journal and r.seq = f.seq and r.hash = f.hash
       where f.journal = $1 and f.version = $2 and f.seq > $3 order by f.seq limit 1`,
      [id, version, after],
    );
    const [row] = rows;
    if (row === undefined) return;
    const { seq, hash, state } = row;
    const standing = key !== null && isSealed(key, row) ? 'sealed' : 'unsealed';
    yield { seq, hash, version, state, standing: row.foreign ? 'foreign' : standing };
    after = seq;
  }
}
