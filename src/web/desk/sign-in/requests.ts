/** What the page asks of sign-in in its own language. */
import type { AccountAct, AccountView, PasskeyAct } from '../../../server/wire-command.ts';
import { type Answer, ask, post, type Refusal } from '../connection.ts';
import { desk } from '../state.svelte.ts';
import { makePasskey } from './confirm.ts';

export function readAccount(): Promise<{ readonly ok: true; readonly value: AccountView } | Refusal> {
  return ask<AccountView>('/api/account', null, desk.language);
}

export function act(what: AccountAct): Promise<Answer> {
  return desk.act('/api/account', what);
}

/** Ends the session, and goes by way of the provider's own sign-out to the page of sign-in. */
export async function signOut(): Promise<Answer> {
  const answer = await post('/api/account', { do: 'sign-out' } satisfies AccountAct, desk.language);
  // In place of this page: going back must not show whoever comes next what stood here.
  if (answer.ok) location.replace('/sign-out');
  return answer;
}

export function changePasskey(what: PasskeyAct): Promise<Answer> {
  return desk.act('/api/passkey', what);
}

/** Asks the browser for a new passkey and hands it to the desk. */
export async function addPasskey(): Promise<Answer> {
  const made = await makePasskey(desk.language);
  return made.ok ? changePasskey(made.value) : made;
}
