/** What people at the desk do in a test: a command each, decided as the server decides it. */
import type { Desk } from '../../src/desk.ts';
import type { Instant } from '../../src/election/instant.ts';
import { decideCommand } from '../../src/fold/decide.ts';
import type { Command } from '../../src/server/wire-command.ts';
import type { Phrase } from '../../src/verdict/verdict.ts';

export const MESSAGE = { branch: 'trump', step: 'message' };

/** Does it at a moment; the reason of a refusal, or null. */
export async function does(
  desk: Desk,
  person: string,
  at: Instant,
  command: Command,
): Promise<Phrase | null> {
  let refusal: Phrase | null = null;
  await desk.decide((reader) => {
    const drafts = decideCommand(reader, person, command, at);
    const denied = drafts.find(({ kind }) => kind === 'denied');
    refusal = denied === undefined ? null : (denied.data as { why: Phrase }).why;
    return drafts;
  });
  await desk.advance(at);
  return refusal;
}

/** The hash of a step's present content, to which approvals and releases bind. */
export function bindsOf(desk: Desk, at: Instant, { branch, step } = MESSAGE): Promise<string> {
  return desk.read(({ state, context, watch }) => {
    const steps = watch.plan(state, context, at).branches.find((one) => one.branch.id === branch)!.steps;
    return steps.find(({ ref }) => ref.step === step)!.binds;
  });
}

/** Two approve and the duty officer orders the release, with an approver beside her. */
export async function orderRelease(desk: Desk, at: Instant, ref = MESSAGE): Promise<void> {
  const binds = await bindsOf(desk, at, ref);
  const refusals = [
    await does(desk, 'approver-1', at, { do: 'approve', ...ref, binds }),
    await does(desk, 'approver-2', at, { do: 'approve', ...ref, binds }),
    await does(desk, 'duty', at, { do: 'release', ...ref, binds, second: 'approver-1' }),
  ];
  const refusal = refusals.find((one) => one !== null);
  if (refusal !== undefined) throw new Error(`refused: ${JSON.stringify(refusal)}`);
}
