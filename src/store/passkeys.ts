/**
 * Passkeys of a desk's people (public halves only), and the challenges that they were asked to sign.
 *
 * A challenge is taken out before anything is checked: it serves once, whatever comes of it.
 */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Database } from './database.ts';

export type Passkey = {
  readonly number: number;
  readonly person: string;
  /** The credential's id, base64url. */
  readonly credential: string;
  /** COSE public key, base64url. */
  readonly publicKey: string;
  /** The authenticator's own counter when last used; many always say 0. */
  readonly uses: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
  readonly addedAt: Instant;
  readonly usedAt: Instant | null;
};

export type Challenge = {
  readonly challenge: string;
  readonly session: number;
  readonly purpose: 'add' | 'confirm';
  /** What made it unforeseeable: with it the challenge can be computed again from what it binds. */
  readonly salt: string;
  readonly expiresAt: Instant;
};

export type PasskeyStore = {
  of(person: string): Promise<Passkey[]>;
  add(passkey: Omit<Passkey, 'number' | 'usedAt'>): Promise<number>;
  /** Notes a use; false where the counter has moved on meanwhile or the passkey was removed. */
  use(number: number, before: number, uses: number, at: Instant): Promise<boolean>;
  /** Removes one of a person's passkeys; null where the person has none of that number. */
  remove(number: number, person: string, at: Instant): Promise<Passkey | null>;
  pose(challenge: Challenge): Promise<void>;
  /** Takes out the challenge of a session; null where there is none (any more). */
  take(challenge: string, session: number, purpose: Challenge['purpose']): Promise<Challenge | null>;
  sweep(now: Instant): Promise<void>;
};

const COLUMNS = `number, person, credential, public_key as "publicKey", uses, transports, synced,
  added_at as "addedAt", used_at as "usedAt"`;

export function passkeyStore({ pool }: Pick<Database, 'pool'>, desk: string): PasskeyStore {
  const read = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows;
  return {
    of: (person) =>
      read<Passkey>(
        `select ${COLUMNS} from passkeys where desk = $1 and person = $2 and removed_at is null order by number`,
        [desk, person],
      ),
    async add({ person, credential, publicKey, uses, transports, synced, addedAt }) {
      const [row] = await read<{ number: number }>(
        `insert into passkeys (desk, person, credential, public_key, uses, transports, synced, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning number`,
        [desk, person, credential, publicKey, uses, transports, synced, formatInstant(addedAt)],
      );
      return row!.number;
    },
    async use(number, before, uses, at) {
      const rows = await read(
        `update passkeys set uses = $3, used_at = $4
         where number = $1 and uses = $2 and removed_at is null returning number`,
        [number, before, uses, formatInstant(at)],
      );
      return rows.length === 1;
    },
    async remove(number, person, at) {
      const rows = await read<Passkey>(
        `update passkeys set removed_at = $4
         where desk = $1 and number = $2 and person = $3 and removed_at is null returning ${COLUMNS}`,
        [desk, number, person, formatInstant(at)],
      );
      return rows[0] ?? null;
    },
    async pose({ challenge, session, purpose, salt, expiresAt }) {
      await read(
        'insert into challenges (challenge, session, purpose, salt, expires_at) values ($1, $2, $3, $4, $5)',
        [challenge, session, purpose, salt, formatInstant(expiresAt)],
      );
    },
    async take(challenge, session, purpose) {
      const rows = await read<Challenge>(
        `delete from challenges where challenge = $1 and session = $2 and purpose = $3
         returning challenge, session, purpose, salt, expires_at as "expiresAt"`,
        [challenge, session, purpose],
      );
      return rows[0] ?? null;
    },
    async sweep(now) {
      await read('delete from challenges where expires_at < $1', [formatInstant(now)]);
    },
  };
}
