/** What a signed-in person's page is told of sign-in: on every page a little, under the own name all of it. */
import type { DeskReader } from '../../desk.ts';
import type { Instant } from '../../election/instant.ts';
import { personOf } from '../../fold/context.ts';
import type { Passkey } from '../../store/passkeys.ts';
import type { SessionRow } from '../../store/sessions.ts';
import type { AccountView, SignInView } from '../wire-command.ts';
import { agreementsOf } from './second-person.ts';
import type { SignIn } from './sign-in.ts';

export async function signInView(
  signIn: SignIn,
  session: SessionRow,
): Promise<(reader: DeskReader, at: Instant) => SignInView> {
  const passkeys = (await signIn.passkeys.store.of(session.person)).length;
  return (reader, at) => ({
    passkeys,
    endsAt: Math.min(session.endsAt, signIn.endsIdleAt(session)),
    beside: reader.watch
      .plan(reader.state, reader.context, at)
      .branches.flatMap(({ steps }) => steps)
      .flatMap((planned) =>
        agreementsOf(reader, planned, at).map(({ person, until }) => ({ ...planned.ref, person, until })),
      ),
  });
}

export async function accountView(
  signIn: SignIn,
  session: SessionRow,
  reader: DeskReader,
): Promise<AccountView> {
  const administers = isAdministrator(reader, session.person);
  const sessions = await signIn.list(administers ? null : session.person);
  const passkeys = await signIn.passkeys.store.of(session.person);
  return {
    administers,
    fresh: signIn.isFresh(session),
    sessions: sessions.map((one) => ({
      number: one.number,
      person: one.person,
      agent: one.agent,
      startedAt: one.startedAt,
      seenAt: one.seenAt,
      endsAt: Math.min(one.endsAt, signIn.endsIdleAt(one)),
      isThis: one.number === session.number,
    })),
    passkeys: passkeys.map(passkeyView),
  };
}

export function isAdministrator({ context }: DeskReader, person: string): boolean {
  return personOf(context, person).roles.includes('administrator');
}

function passkeyView({ number, addedAt, usedAt, synced }: Passkey): AccountView['passkeys'][number] {
  return { number, addedAt, usedAt, synced };
}
