/**
 * Passkeys as step-up: a person confirms this one act, at this moment, with a key that knows its owner.
 *
 * The challenge is the hash of everything that the act binds and of a fresh salt, so the key's signature covers the
 * act itself: with the salt, anyone can check it from the journal alone. A challenge serves once and for two minutes.
 */
import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import canonicalize from 'canonicalize';
import { type Instant, MINUTE } from '../../election/instant.ts';
import type { Challenge, Passkey, PasskeyStore } from '../../store/passkeys.ts';
import { sha256Base64Url } from './tokens.ts';

/** Time to find the key and touch it; whoever needs longer begins again. */
const ANSWER_WITHIN = 2 * MINUTE;

const SALT_BYTES = 32;

/** Who asks: a session and its person. */
export type Asking = { readonly session: number; readonly person: string };

/** A confirmed act as it goes into the journal. */
export type Proof = {
  readonly credential: string;
  readonly salt: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

export class Passkeys {
  readonly store: PasskeyStore;
  readonly #address: URL;
  readonly #wall: () => Instant;

  constructor(store: PasskeyStore, address: URL, wall: () => Instant) {
    this.store = store;
    this.#address = address;
    this.#wall = wall;
  }

  async beginAdding(asking: Asking, name: string) {
    const known = await this.store.of(asking.person);
    return generateRegistrationOptions({
      rpName: 'Firstcall',
      rpID: this.#address.hostname,
      userName: name,
      userDisplayName: name,
      userID: new TextEncoder().encode(asking.person),
      challenge: await this.#pose(asking, 'add', ['add', asking.person]),
      timeout: ANSWER_WITHIN,
      attestationType: 'none',
      excludeCredentials: known.map(({ credential }) => ({ id: credential })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
  }

  /** Adds the passkey that answers; null where the answer does not fit. */
  async add(asking: Asking, response: unknown): Promise<Passkey | null> {
    const expected = await this.#take(asking, 'add', ['add', asking.person], response);
    if (expected === null) return null;
    const verified = await quietly(() =>
      verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: expected.challenge,
        expectedOrigin: this.#address.origin,
        expectedRPID: this.#address.hostname,
        requireUserVerification: true,
      }),
    );
    if (verified?.registrationInfo === undefined) return null;
    const { credential, credentialBackedUp } = verified.registrationInfo;
    const passkey = {
      person: asking.person,
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      uses: credential.counter,
      transports: credential.transports ?? [],
      synced: credentialBackedUp,
      addedAt: this.#wall(),
    };
    const number = await quietly(() => this.store.add(passkey));
    return number === null ? null : { ...passkey, number, usedAt: null };
  }

  /** What the browser is to sign so that the act is confirmed; null where the person has no passkey. */
  async beginConfirming(asking: Asking, act: readonly unknown[]) {
    const known = await this.store.of(asking.person);
    if (known.length === 0) return null;
    return generateAuthenticationOptions({
      rpID: this.#address.hostname,
      allowCredentials: known.map(({ credential, transports }) => ({
        id: credential,
        transports: [...transports],
      })),
      challenge: await this.#pose(asking, 'confirm', act),
      timeout: ANSWER_WITHIN,
      userVerification: 'required',
    });
  }

  /** The proof that this person confirmed this act; null where the answer does not fit it. */
  async confirm(asking: Asking, act: readonly unknown[], response: unknown): Promise<Proof | null> {
    const expected = await this.#take(asking, 'confirm', act, response);
    if (expected === null) return null;
    const answer = response as AuthenticationResponseJSON;
    const passkey = (await this.store.of(asking.person)).find(({ credential }) => credential === answer.id);
    if (passkey === undefined) return null;
    const verified = await quietly(() =>
      verifyAuthenticationResponse({
        response: answer,
        expectedChallenge: expected.challenge,
        expectedOrigin: this.#address.origin,
        expectedRPID: this.#address.hostname,
        requireUserVerification: true,
        credential: {
          id: passkey.credential,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.uses,
        },
      }),
    );
    if (verified?.verified !== true) return null;
    const { newCounter } = verified.authenticationInfo;
    if (!(await this.store.use(passkey.number, passkey.uses, newCounter, this.#wall()))) return null;
    const { clientDataJSON, authenticatorData, signature } = answer.response;
    return {
      credential: passkey.credential,
      salt: expected.salt,
      clientData: clientDataJSON,
      authenticatorData,
      signature,
    };
  }

  async #pose(asking: Asking, purpose: Challenge['purpose'], act: readonly unknown[]) {
    const salt = randomBytes(SALT_BYTES).toString('base64url');
    const challenge = challengeOf(asking, act, salt);
    await this.store.sweep(this.#wall());
    await this.store.pose({
      challenge,
      session: asking.session,
      purpose,
      salt,
      expiresAt: this.#wall() + ANSWER_WITHIN,
    });
    return new Uint8Array(Buffer.from(challenge, 'base64url'));
  }

  /** Takes out the challenge that was answered, and sees that it was posed for this very act. */
  async #take(
    asking: Asking,
    purpose: Challenge['purpose'],
    act: readonly unknown[],
    response: unknown,
  ): Promise<Challenge | null> {
    const answered = answeredChallenge(response);
    if (answered === null) return null;
    const posed = await this.store.take(answered, asking.session, purpose);
    if (posed === null || posed.expiresAt <= this.#wall()) return null;
    return posed.challenge === challengeOf(asking, act, posed.salt) ? posed : null;
  }
}

/** The challenge of an act: SHA-256 over canonical JSON (RFC 8785), which the journal keeps as it is. */
function challengeOf({ session, person }: Asking, act: readonly unknown[], salt: string): string {
  return sha256Base64Url(canonicalize(['firstcall-confirm-1', session, person, act, salt])!);
}

function answeredChallenge(response: unknown): string | null {
  try {
    const { clientDataJSON } = (response as { response: { clientDataJSON: string } }).response;
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

/** The library throws at what does not fit; here that is an answer like any other. */
async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
