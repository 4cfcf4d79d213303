/** A database seen by a role that may do what the desk may, and nothing else. */
import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { grantDesk } from '../../src/store/grants.ts';

export type DeskRole = { readonly database: Database; readonly role: string; drop(): Promise<void> };

export async function deskRole(owner: Database & { readonly url: string }): Promise<DeskRole> {
  const role = `desk_${randomUUID().replaceAll('-', '')}`;
  await owner.pool.query(`create role ${role} login password 'only-here'`);
  await grantDesk(owner, role);
  const url = Object.assign(new URL(owner.url), { username: role, password: 'only-here' });
  const database = await openDatabase(url.href);
  return {
    database,
    role,
    async drop() {
      await database.close();
      await owner.pool.query(`drop owned by ${role}`);
      await owner.pool.query(`drop role ${role}`);
    },
  };
}
