/** What the page asks of sign-in; trouble of the network or of the authenticator is a value, never an exception. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { AccountAct, AccountView, Command, PasskeyAct } from '../../../server/wire-command.ts';
import { type Answer, ask } from '../connection.ts';
import { desk } from '../state.svelte.ts';
import { WORDS } from './words.ts';

export type Failed = { readonly ok: false; readonly reason: string };

export async function readAccount(): Promise<{ readonly ok: true; readonly value: AccountView } | Failed> {
  return ask<AccountView>('/api/account', null, desk.language);
}

export function act(what: AccountAct): Promise<Answer> {
  return desk.act('/api/account', what);
}

export function changePasskey(what: PasskeyAct): Promise<Answer> {
  return desk.act('/api/passkey', what);
}

/** Asks the browser for a new passkey and hands it to the desk. */
export async function addPasskey(): Promise<Answer> {
  const begin: PasskeyAct = { do: 'begin' };
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('/api/passkey', begin, desk.language);
  if (!options.ok) return options;
  const answer = await byHand(() => startRegistration({ optionsJSON: options.value }));
  return answer.ok ? changePasskey({ do: 'add', answer: answer.value }) : answer;
}

/** Sends a command that lets something out, confirmed by the person's passkey. */
export async function sendConfirmed(command: Command): Promise<Answer> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('/api/confirm', command, desk.language);
  if (!options.ok) return options;
  const answer = await byHand(() => startAuthentication({ optionsJSON: options.value }));
  return answer.ok ? desk.act('/api/command', { ...command, passkey: answer.value }) : answer;
}

async function byHand<T>(use: () => Promise<T>): Promise<{ readonly ok: true; readonly value: T } | Failed> {
  const words = WORDS[desk.language];
  if (!browserSupportsWebAuthn()) return { ok: false, reason: words.noPasskeysHere };
  try {
    return { ok: true, value: await use() };
  } catch {
    return { ok: false, reason: words.declined };
  }
}
