/**
 * One request over http or https, without redirects: (address, headers, guard, time limits) → the open response.
 *
 * The guard looks at the address that the name resolved to, with the very lookup whose answer is connected to, so a
 * name that points elsewhere at the next lookup gains nothing. Throws `Failed`.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Failed, malformed, unreachable } from './failed.ts';
import { isSpecialAddress } from './special-address.ts';

/** In milliseconds: until connected (name and TLS included), until the answer begins, until all of it is here. */
export type TimeLimits = { readonly connect: number; readonly answer: number; readonly whole: number };

type Resolved = { readonly address: string; readonly family: number };
export type Resolve = (host: string) => Promise<readonly Resolved[]>;

export type Guard = {
  readonly resolve: Resolve;
  /** Host with port that may have a special address, because the configuration names it; null for none. */
  readonly privateHost: string | null;
};

export const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });

/** Opens the request. The whole-time limit runs on until the body ends. */
export function openRequest(
  target: URL,
  headers: Readonly<Record<string, string>>,
  {
    guard,
    times,
    signal,
    method = 'GET',
    body,
  }: {
    readonly guard: Guard;
    readonly times: TimeLimits;
    readonly signal: AbortSignal;
    readonly method?: string;
    readonly body?: string;
  },
): Promise<IncomingMessage> {
  const open = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const host = plainHost(target);
    const allowed = guard.privateHost === target.host;
    if (!allowed && isIP(host) !== 0 && isSpecialAddress(host)) {
      reject(forbidden(host, host));
      return;
    }
    const request = open(target, {
      method,
      headers,
      signal,
      agent: false,
      lookup: guardedLookup(guard.resolve, allowed),
    });
    limitTimes(request, times);
    request.on('response', resolve);
    request.on('error', (error) => reject(error instanceof Failed ? error : connectionTrouble(error, host)));
    request.on('socket', (socket) =>
      socket.on('connect', () => {
        if (!allowed && isSpecialAddress(socket.remoteAddress ?? ''))
          request.destroy(forbidden(host, socket.remoteAddress ?? 'an unknown address'));
      }),
    );
    request.end(body);
  });
}

function plainHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** A lookup that fails where any address of the name is special: a name that mixes both is not to be trusted. */
function guardedLookup(resolve: Resolve, allowed: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const wrong = allowed ? undefined : found.find(({ address }) => isSpecialAddress(address));
        const [first] = found;
        if (wrong !== undefined) done(forbidden(host, wrong.address), '');
        else if (first === undefined) done(unreachable(`${host} has no address`), '');
        else if (options.all === true) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

function forbidden(host: string, address: string): Failed {
  const name = host === address ? host : `${host} (${address})`;
  return unreachable(
    `${name} is a private or special address; if it is meant, say so beside its url (allow-private: true; of a calendar allowPrivate: true)`,
  );
}

function limitTimes(request: ClientRequest, { connect, answer, whole }: TimeLimits): void {
  // Once there is a response, only its own destruction tells its reader why.
  let running: ClientRequest | IncomingMessage = request;
  const after = (milliseconds: number, what: string): NodeJS.Timeout =>
    setTimeout(() => running.destroy(unreachable(`${what} within ${milliseconds / 1000} s`)), milliseconds);
  const connecting = after(connect, 'no connection');
  const answering = after(connect + answer, 'no answer');
  const all = after(whole, 'not all of the answer');
  request.on('socket', (socket: Socket) => {
    const connected = 'encrypted' in socket ? 'secureConnect' : 'connect';
    socket.on(connected, () => clearTimeout(connecting));
  });
  request.on('response', (response) => {
    running = response;
    clearTimeout(answering);
  });
  request.on('close', () => {
    for (const timer of [connecting, answering, all]) clearTimeout(timer);
  });
}

const TLS_TROUBLE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock of this machine',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself alone',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate goes back to an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate goes back to no authority that this machine knows',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate goes back to an authority that this machine does not know',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS as expected; perhaps its address begins with http',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; perhaps its address begins with http',
};

const NETWORK_TROUBLE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is unknown',
  EAI_AGAIN: 'the name service does not answer',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'it broke the connection off',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'it does not answer',
};

function connectionTrouble(error: NodeJS.ErrnoException, host: string): Error {
  if (error.name === 'AbortError') return error;
  const code = error.code ?? '';
  if (code.startsWith('HPE_')) return malformed('answer', `${host} does not speak HTTP: ${error.message}`);
  const tls = TLS_TROUBLE[code];
  if (tls !== undefined) return unreachable(`no safe connection to ${host}: ${tls} (${code})`, error);
  return unreachable(`no connection to ${host}: ${NETWORK_TROUBLE[code] ?? error.message}`, error);
}
