/**
 * One parcel posted to a web address, once: (parcel, address, secret) → sent, for certain not sent, or not known.
 *
 * What is posted is signed: `X-Firstcall-Signature: v1=HEX` is the HMAC-SHA256 over `TIMESTAMP.BODY`, with the time
 * stamp (seconds since 1970) in `X-Firstcall-Timestamp`, so that a recorded request cannot be replayed later.
 * `Idempotency-Key` is the part's own key.
 */
import { createHmac } from 'node:crypto';
import type { Outcome, Parcel } from './way.ts';

export type Hook = {
  readonly url: string;
  readonly secret: string;
  /** Seconds. */
  readonly timeout: number;
  readonly wall: () => number;
};

/** Nothing was said before these: no connection came about. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

export async function postParcel(parcel: Parcel, { url, secret, timeout, wall }: Hook): Promise<Outcome> {
  const body = bodyOf(parcel);
  const stamp = String(Math.floor(wall() / 1000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout * 1000),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': parcel.key,
        'x-firstcall-timestamp': stamp,
        'x-firstcall-signature': `v1=${signatureOf(secret, stamp, body)}`,
      },
      body,
    });
    await response.body?.cancel();
    return answered(response.status, url);
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const reason = `${url}: ${cause?.message ?? (error as Error).message}`;
    return { kind: NEVER_CONNECTED.test(cause?.code ?? '') ? 'failed' : 'unknown', reason };
  }
}

export function signatureOf(secret: string, stamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
}

/** A server that fails may have taken it first; one that refuses, or points elsewhere, has not. */
function answered(status: number, url: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent', receipt: `HTTP ${status}` };
  return { kind: status < 500 ? 'failed' : 'unknown', reason: `${url}: answered with status ${status}` };
}

function bodyOf({ key, ref, at, recipient, texts, event }: Parcel): string {
  return JSON.stringify({
    key,
    ...ref,
    at: new Date(at).toISOString(),
    to: { en: recipient.en, ja: recipient.ja },
    texts,
    event:
      event === null
        ? null
        : { ...event, from: new Date(event.from).toISOString(), to: new Date(event.to).toISOString() },
  });
}
