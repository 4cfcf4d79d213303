/**
 * Sessions of people who signed in, and sign-ins that are under way. Of a token only its SHA-256 is stored.
 *
 * Whether a session still counts is decided by who reads it, with the clock as an argument: see server/sign-in.
 */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Database } from './database.ts';

export type SessionRow = {
  readonly number: number;
  readonly person: string;
  readonly agent: string;
  readonly startedAt: Instant;
  /** When the person last did something. */
  readonly seenAt: Instant;
  /** When it ends whatever the person does. */
  readonly endsAt: Instant;
  readonly endedAt: Instant | null;
};

/** Where a session came from: what the provider calls its person and its own session. */
export type ProviderSession = {
  readonly subject: string;
  /** Null where the provider does not name its sessions. */
  readonly session: string | null;
  /** Encrypted with the session's token; null where the provider is not to be asked. */
  readonly idToken: string | null;
};

/** A sign-in on its way: what must come back from the provider. */
export type PendingSignIn = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly expiresAt: Instant;
};

export type SessionStore = {
  add(
    tokenHash: string,
    session: Omit<SessionRow, 'number' | 'endedAt' | 'seenAt'>,
    from: ProviderSession | null,
  ): Promise<number>;
  find(tokenHash: string): Promise<SessionRow | null>;
  noteSeen(number: number, at: Instant): Promise<void>;
  /** Ends what has not ended: one session, or all of a person, or all; returns those that it ended. */
  end(which: { number: number } | { person: string } | 'all', at: Instant): Promise<SessionRow[]>;
  /** Sessions that have neither ended nor run out, newest first; of one person, or of all. */
  list(person: string | null, at: Instant, seenAfter: Instant): Promise<SessionRow[]>;
  begin(tokenHash: string, pending: PendingSignIn): Promise<void>;
  /** Takes a sign-in out: a second attempt finds nothing. */
  take(tokenHash: string): Promise<PendingSignIn | null>;
  /** Forgets sign-ins and ID tokens that ran out, and sessions that ended before a moment. */
  sweep(now: Instant, endedBefore: Instant): Promise<void>;
};

const COLUMNS = `number, person, agent, started_at as "startedAt", seen_at as "seenAt", ends_at as "endsAt", ended_at as "endedAt"`;

/** The sessions of one desk in a database that may hold several. */
export function sessionStore({ pool }: Pick<Database, 'pool'>, desk: string): SessionStore {
  const read = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows;
  return {
    async add(tokenHash, { person, agent, startedAt, endsAt }, from) {
      const [row] = await read<{ number: number }>(
        `insert into sessions
           (desk, token_hash, person, agent, started_at, seen_at, ends_at, subject, provider_session, id_token)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9) returning number`,
        [
          ...[desk, tokenHash, person, agent, formatInstant(startedAt), formatInstant(endsAt)],
          ...[from?.subject ?? null, from?.session ?? null, from?.idToken ?? null],
        ],
      );
      return row!.number;
    },
    async find(tokenHash) {
      const rows = await read<SessionRow>(
        `select ${COLUMNS} from sessions where desk = $1 and token_hash = $2`,
        [desk, tokenHash],
      );
      return rows[0] ?? null;
    },
    async noteSeen(number, at) {
      await read('update sessions set seen_at = greatest(seen_at, $2) where number = $1', [
        number,
        formatInstant(at),
      ]);
    },
    end(which, at) {
      const number = which !== 'all' && 'number' in which ? which.number : null;
      const person = which !== 'all' && 'person' in which ? which.person : null;
      return read<SessionRow>(
        `update sessions set ended_at = $2, id_token = null where desk = $1 and ended_at is null
         and ($3::integer is null or number = $3) and ($4::text is null or person = $4) returning ${COLUMNS}`,
        [desk, formatInstant(at), number, person],
      );
    },
    list(person, at, seenAfter) {
      return read<SessionRow>(
        `select ${COLUMNS} from sessions where desk = $1 and ended_at is null and ends_at > $2 and seen_at > $3
         and ($4::text is null or person = $4) order by number desc limit 500`,
        [desk, formatInstant(at), formatInstant(seenAfter), person],
      );
    },
    async begin(tokenHash, { state, nonce, verifier, returnTo, expiresAt }) {
      await read(
        `insert into sign_ins (token_hash, desk, state, nonce, verifier, return_to, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [tokenHash, desk, state, nonce, verifier, returnTo, formatInstant(expiresAt)],
      );
    },
    async take(tokenHash) {
      const rows = await read<PendingSignIn>(
        `delete from sign_ins where desk = $1 and token_hash = $2
         returning state, nonce, verifier, return_to as "returnTo", expires_at as "expiresAt"`,
        [desk, tokenHash],
      );
      return rows[0] ?? null;
    },
    async sweep(now, endedBefore) {
      await read('delete from sign_ins where desk = $1 and expires_at < $2', [desk, formatInstant(now)]);
      await read('update sessions set id_token = null where desk = $1 and ends_at < $2', [
        desk,
        formatInstant(now),
      ]);
      await read('delete from sessions where desk = $1 and least(ended_at, ends_at) < $2', [
        desk,
        formatInstant(endedBefore),
      ]);
    },
  };
}
