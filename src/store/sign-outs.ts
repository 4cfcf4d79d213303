/**
 * Sign-outs on their way to the provider and back, and sign-outs of which the provider tells. Of a browser's token
 * only its SHA-256 is stored; whether a sign-out is still in time is decided by who reads it.
 */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Database } from './database.ts';
import type { SessionRow } from './sessions.ts';

/** What must come back from the provider, and what it is handed. */
export type PendingSignOut = {
  readonly state: string;
  /** Encrypted with the browser's token; null where there is none, or it was handed over already. */
  readonly idToken: string | null;
  readonly returnTo: string;
  readonly expiresAt: Instant;
};

/** Whom the provider has signed out: all sessions of a subject, or one session of the provider; never neither. */
export type SignedOutThere = { readonly subject: string | null; readonly session: string | null };

export type SignOutStore = {
  /** The encrypted ID token of a session that has not ended. */
  idTokenOf(session: number): Promise<string | null>;
  begin(tokenHash: string, pending: PendingSignOut): Promise<void>;
  /** Reads a sign-out and takes its ID token away: it leaves once. */
  depart(tokenHash: string): Promise<PendingSignOut | null>;
  /** Takes a sign-out out: a second return finds nothing. */
  take(tokenHash: string): Promise<PendingSignOut | null>;
  /**
   * Ends the sessions that the provider has ended, and remembers the token by which it said so, in one step.
   * Null where that token was used before.
   */
  endThere(
    which: SignedOutThere,
    token: { readonly jti: string; readonly until: Instant },
    at: Instant,
  ): Promise<Pick<SessionRow, 'number' | 'person'>[] | null>;
  /** Forgets what ran out. */
  sweep(now: Instant): Promise<void>;
};

const PENDING = `state, id_token as "idToken", return_to as "returnTo", expires_at as "expiresAt"`;

/** The sign-outs of one desk in a database that may hold several. */
export function signOutStore({ pool }: Pick<Database, 'pool'>, desk: string): SignOutStore {
  const read = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows;
  return {
    async idTokenOf(session) {
      const rows = await read<{ idToken: string | null }>(
        'select id_token as "idToken" from sessions where desk = $1 and number = $2',
        [desk, session],
      );
      return rows[0]?.idToken ?? null;
    },
    async begin(tokenHash, { state, idToken, returnTo, expiresAt }) {
      await read(
        `insert into sign_outs (token_hash, desk, state, id_token, return_to, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [tokenHash, desk, state, idToken, returnTo, formatInstant(expiresAt)],
      );
    },
    async depart(tokenHash) {
      const rows = await read<PendingSignOut>(
        `with before as (select * from sign_outs where desk = $1 and token_hash = $2 for update),
              taken as (update sign_outs s set id_token = null from before b where s.token_hash = b.token_hash)
         select ${PENDING} from before`,
        [desk, tokenHash],
      );
      return rows[0] ?? null;
    },
    async take(tokenHash) {
      const rows = await read<PendingSignOut>(
        `delete from sign_outs where desk = $1 and token_hash = $2 returning ${PENDING}`,
        [desk, tokenHash],
      );
      return rows[0] ?? null;
    },
    async endThere({ subject, session }, { jti, until }, at) {
      const [row] = await read<{ used: boolean; ended: { number: number; person: string }[] }>(
        // A session of a subject that came without the provider's session ends with any of that subject's.
        `with fresh as (
           insert into logout_tokens (desk, jti, expires_at) values ($1, $2, $3) on conflict do nothing returning jti
         ), over as (
           update sessions set ended_at = $4, id_token = null
           where desk = $1 and ended_at is null and exists (select from fresh)
             and ($5::text is not null or $6::text is not null)
             and ($5::text is null or subject = $5)
             and ($6::text is null or provider_session = $6 or (provider_session is null and $5::text is not null))
           returning number, person
         )
         select not exists (select from fresh) as used,
           coalesce((select json_agg(over order by number) from over), '[]') as ended`,
        [desk, jti, formatInstant(until), formatInstant(at), subject, session],
      );
      return row!.used ? null : row!.ended;
    },
    async sweep(now) {
      await read('delete from sign_outs where desk = $1 and expires_at < $2', [desk, formatInstant(now)]);
      await read('delete from logout_tokens where desk = $1 and expires_at < $2', [desk, formatInstant(now)]);
    },
  };
}
