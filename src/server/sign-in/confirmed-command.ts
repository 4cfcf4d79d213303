/**
 * Commands at a live desk that let something out: they take a passkey at this moment and a second person who is
 * there. Everything else is decided as in a rehearsal.
 */
import type { DeskReader } from '../../desk.ts';
import type { Instant } from '../../election/instant.ts';
import { findPlanned } from '../../response/plan.ts';
import type { Phrase } from '../../verdict/verdict.ts';
import type { CommandResult, House } from '../house.ts';
import type { Visitor } from '../session.ts';
import { type Command, type ConfirmedCommand, needsPasskey } from '../wire-command.ts';
import type { Cause } from './causes.ts';
import type { Asking } from './passkeys.ts';
import { signInPhrase } from './phrases.ts';
import { secondIsAbsent } from './second-person.ts';
import type { SignIn } from './sign-in.ts';

export type LiveResult = CommandResult | { readonly kind: 'refused'; readonly cause: Cause };

/** `passkey` is the answer that the browser's authenticator gave for this command. */
export async function commandAtLiveDesk(
  house: House,
  signIn: SignIn | null,
  visitor: Visitor,
  command: Command,
  passkey: unknown,
): Promise<LiveResult> {
  const { person, session } = visitor;
  if (!needsPasskey(command)) return house.command(person, command);
  if (signIn === null || session === null)
    return house.command(person, command, { against: () => signInPhrase('refused-alone'), with: [] });
  if (passkey === undefined)
    return house.command(person, command, { against: () => signInPhrase('refused-no-passkey'), with: [] });
  const act = await house.desk.read((reader) => actOf(reader, command, house.now));
  const proof = await signIn.passkeys.confirm({ session: session.number, person }, act, passkey);
  if (proof === null) return { kind: 'refused', cause: 'passkey-refused' };
  const { branch, step } = command;
  const data = { do: command.do, branch, step, session: session.number, act, ...proof };
  return house.command(person, command, {
    against: (reader, at) => absence(reader, command, at),
    with: [{ at: house.now, by: `person:${person}`, kind: 'stepped-up', data }],
  });
}

/** What the browser is to sign for a command that would be let through; otherwise why it would not. */
export async function beginConfirming(
  house: House,
  signIn: SignIn,
  asking: Asking,
  command: ConfirmedCommand,
): Promise<
  | { kind: 'begun'; options: NonNullable<Awaited<ReturnType<SignIn['passkeys']['beginConfirming']>>> }
  | Exclude<LiveResult, { kind: 'done' }>
> {
  const why = await house.refusalOf(asking.person, command, (reader, at) => absence(reader, command, at));
  if (why !== null) return { kind: 'denied', why };
  const act = await house.desk.read((reader) => actOf(reader, command, house.now));
  const options = await signIn.passkeys.beginConfirming(asking, act);
  return options === null ? { kind: 'refused', cause: 'no-passkey' } : { kind: 'begun', options };
}

/** At an override each of the two asks for it with a passkey of their own; a release names its second person. */
function absence(reader: DeskReader, command: ConfirmedCommand, at: Instant): Phrase | null {
  return command.do === 'release' ? secondIsAbsent(reader, command, at) : null;
}

/**
 * What a passkey's signature covers: the step, the text's hash, the second person or the reason, and who receives it
 * by which way.
 */
function actOf(
  { state, context, watch }: DeskReader,
  command: ConfirmedCommand,
  at: Instant,
): readonly unknown[] {
  const { branch, step, binds } = command;
  const planned = findPlanned(watch.plan(state, context, at), { branch, step });
  const what = command.do === 'release' ? command.second : command.reason;
  return [command.do, branch, step, binds, what, planned?.step.recipients ?? []];
}
