/**
 * What the desk's own database role may do: write to the journal and read it, never change it.
 *
 * The tables belong to another role, so the desk can neither alter them nor take their triggers away. Whoever holds
 * the owner's password still can; only a head kept elsewhere shows that.
 */
import pg from 'pg';
import { type Database, transaction } from './database.ts';

const GRANTS = [
  ['select', 'migrations'],
  ['select, insert', 'journals'],
  ['select, insert', 'records'],
  ['select, insert, update, delete', 'folds'],
  ['select, insert, update, delete', 'sessions'],
  ['select, insert, update, delete', 'sign_ins'],
  ['select, insert, update, delete', 'sign_outs'],
  ['select, insert, delete', 'logout_tokens'],
  ['select, insert, update', 'passkeys'],
  ['select, insert, delete', 'challenges'],
] as const;

/** Gives a role what the desk needs and takes all else from it. To be called by the tables' owner. */
export async function grantDesk(database: Pick<Database, 'pool'>, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  await transaction(database, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('firstcall grants'))");
    await client.query(`revoke all on all tables in schema public from public, ${name}`);
    await client.query(`revoke create on schema public from public, ${name}`);
    await client.query(`grant usage on schema public to ${name}`);
    for (const [rights, table] of GRANTS) await client.query(`grant ${rights} on ${table} to ${name}`);
  });
}
