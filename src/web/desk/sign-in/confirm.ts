/** The browser's part of passkeys; trouble of the network or of the authenticator is a value, never an exception. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Language } from '../../../response/playbook.ts';
import type { ConfirmedCommand, PasskeyAct } from '../../../server/wire-command.ts';
import { ask, type Refusal } from '../connection.ts';
import { WORDS } from './words.ts';

type Made<T> = { readonly ok: true; readonly value: T } | Refusal;

/** A new passkey, as it is handed to the desk. */
export async function makePasskey(language: Language): Promise<Made<PasskeyAct>> {
  const begin: PasskeyAct = { do: 'begin' };
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('/api/passkey', begin, language);
  if (!options.ok) return options;
  const answer = await byHand(() => startRegistration({ optionsJSON: options.value }), language);
  return answer.ok ? { ok: true, value: { do: 'add', answer: answer.value } } : answer;
}

/** The command with the answer of the person's passkey to it. */
export async function withPasskey(command: ConfirmedCommand, language: Language): Promise<Made<object>> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('/api/confirm', command, language);
  if (!options.ok) return options;
  const answer = await byHand(() => startAuthentication({ optionsJSON: options.value }), language);
  return answer.ok ? { ok: true, value: { ...command, passkey: answer.value } } : answer;
}

async function byHand<T>(use: () => Promise<T>, language: Language): Promise<Made<T>> {
  if (!browserSupportsWebAuthn()) return { ok: false, reason: WORDS[language].noPasskeysHere };
  try {
    return { ok: true, value: await use() };
  } catch {
    return { ok: false, reason: WORDS[language].declined };
  }
}
