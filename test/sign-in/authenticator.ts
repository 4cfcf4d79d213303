/**
 * An authenticator in software: makes a passkey and answers challenges as a browser would hand them on, or as somebody
 * would who bends them.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Options = { readonly challenge: string };

/** What may be bent in an answer. */
export type Bend = {
  readonly origin?: string;
  readonly type?: string;
  readonly rpId?: string;
  /** Without the person's finger or PIN. */
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly challenge?: string;
};

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

export class Authenticator {
  readonly id = randomBytes(16);
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject };
  readonly #origin: string;
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** Answers the options of a registration. */
  register({ challenge }: Options, bend: Bend = {}) {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    const coordinates = [x!, y!].map((text) => Buffer.from(text, 'base64url'));
    const cose = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinates[0]!],
      [-3, coordinates[1]!],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, cose]);
    const authData = Buffer.concat([this.#authenticatorData(bend, ATTESTED), attested]);
    const attestation = map([
      ['fmt', 'none'],
      ['attStmt', map([])],
      ['authData', authData],
    ]);
    return this.#answer({
      clientDataJSON: base64Url(this.#clientData('webauthn.create', challenge, bend)),
      attestationObject: base64Url(attestation),
      transports: ['internal'],
    });
  }

  /** Answers the options of a confirmation. */
  confirm({ challenge }: Options, bend: Bend = {}) {
    this.counter += 1;
    const data = this.#authenticatorData(bend, 0);
    const client = this.#clientData('webauthn.get', challenge, bend);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.#answer({
      clientDataJSON: base64Url(client),
      authenticatorData: base64Url(data),
      signature: base64Url(sign('sha256', signed, this.#key.privateKey)),
    });
  }

  #answer<Response>(response: Response) {
    const id = base64Url(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string, bend: Bend): Buffer {
    const said = { type: bend.type ?? type, challenge: bend.challenge ?? challenge };
    return Buffer.from(JSON.stringify({ ...said, origin: bend.origin ?? this.#origin, crossOrigin: false }));
  }

  #authenticatorData({ rpId, unverified, counter }: Bend, more: number): Buffer {
    const uses = Buffer.alloc(4);
    uses.writeUInt32BE(counter ?? this.counter);
    const host = rpId ?? new URL(this.#origin).hostname;
    const flags = PRESENT | (unverified ? 0 : VERIFIED) | more;
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), uses]);
  }
}

function base64Url(bytes: Buffer): string {
  return bytes.toString('base64url');
}

/** CBOR as far as a passkey needs it. */
type Item = number | string | Buffer;

/** Buffers that `map` made are encoded already. */
const ENCODED = new WeakSet<Buffer>();

function map(entries: readonly (readonly [number | string, Item])[]): Buffer {
  const parts = entries.flatMap(([key, value]) => [encode(key), encode(value)]);
  const encoded = Buffer.concat([head(5, entries.length), ...parts]);
  ENCODED.add(encoded);
  return encoded;
}

function encode(item: Item): Buffer {
  if (typeof item === 'number') return item >= 0 ? head(0, item) : head(1, -1 - item);
  if (typeof item === 'string') return Buffer.concat([head(3, item.length), Buffer.from(item)]);
  return ENCODED.has(item) ? item : Buffer.concat([head(2, item.length), item]);
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
