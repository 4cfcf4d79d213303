import { describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk.ts';
import { HOUR, parseInstant, SECOND } from '../../src/election/instant.ts';
import { dispatchReleases } from '../../src/outbox/dispatch.ts';
import { playAll } from '../../src/rehearsal.ts';
import { bindsOf, does, MESSAGE, orderRelease } from '../desk/people.ts';
import { deskOn } from '../nights/past-night.ts';
import { temporaryFolder } from '../outbox/temporary-folder.ts';

/** Twenty minutes after the last network named a winner; the first takes it back at 03:57:49 Eastern time. */
const FORCED = parseInstant('2000-11-08T07:40:00Z');
const FIRST_RETRACTION = parseInstant('2000-11-08T08:57:49Z');

async function recordsOf(desk: Desk, kinds: readonly string[]) {
  const found: { kind: string; at: number; data: Record<string, unknown> }[] = [];
  for await (const { kind, at, data } of desk.journal.read({ after: 0 }))
    if (kinds.includes(kind)) found.push({ kind, at, data: data as Record<string, unknown> });
  return found;
}

describe.each([2004, 2016, 2024])('the night of %i', (year) => {
  it('opens the gate of the message in the moment in which the verdict permits it, and never before', async () => {
    const { desk, night } = await deskOn(`nights/${year}-us-president`);
    await playAll(desk, night, night.from + 48 * HOUR);
    const acts = (await recordsOf(desk, ['act'])).filter(({ data }) => data['act'] === 'congratulation');
    const permitted = acts.find(({ data }) => data['to'] === 'releasable');
    const gates = (await recordsOf(desk, ['gate'])).filter(({ data }) => data['step'] === 'message');
    expect(permitted).toBeDefined();
    expect(gates[0]).toMatchObject({ at: permitted!.at, data: { branch: 'trump', to: 'opened' } });
  });
});

describe('the night of 2000', () => {
  it('lets no message out by the verdict before the last retraction', async () => {
    const { desk, night } = await deskOn('nights/2000-us-president');
    await playAll(desk, night, parseInstant('2000-11-08T12:00:00Z'));
    const gates = await recordsOf(desk, ['gate']);
    expect(gates.filter(({ data }) => data['step'] === 'message')).toEqual([]);
  });

  it('has the withdrawal ready in the same second, had two people forced a release', async () => {
    const { desk, night } = await deskOn('nights/2000-us-president');
    await playAll(desk, night, FORCED);
    const binds = await bindsOf(desk, FORCED);
    const override = { do: 'override', ...MESSAGE, binds, reason: 'the ally has congratulated' } as const;
    await expect(orderRelease(desk, FORCED)).rejects.toThrow(/refused/);
    expect(await does(desk, 'duty', FORCED, override)).toBeNull();
    expect(await does(desk, 'embassy', FORCED, override)).toBeNull();
    const release = { do: 'release', ...MESSAGE, binds, second: 'approver-1' } as const;
    expect(await does(desk, 'duty', FORCED, release)).toBeNull();
    const leaves = FORCED + 10 * SECOND;
    await desk.advance(leaves);
    await using folder = await temporaryFolder();
    const job = await desk.read((reader) => dispatchReleases(reader, folder.path, leaves));
    await desk.submit(await job!());
    await playAll(desk, night, FIRST_RETRACTION + SECOND);
    const after = (await recordsOf(desk, ['aftermath', 'gate', 'retraction'])).filter(
      ({ at }) => at >= FIRST_RETRACTION,
    );
    const withdrawal = after.find(
      ({ kind, data }) => kind === 'gate' && data['step'] === 'message-withdrawal',
    );
    expect(after.find(({ kind }) => kind === 'aftermath')).toMatchObject({
      at: FIRST_RETRACTION,
      data: { to: 'withdrawal-due' },
    });
    expect(withdrawal).toMatchObject({ at: FIRST_RETRACTION, data: { to: 'opened' } });
    const sent = await desk.read(({ state }) => state.response.steps['trump/message']!.release);
    expect(sent).toMatchObject({ state: 'sent', overrides: [{ person: 'duty' }, { person: 'embassy' }] });
    const at = FIRST_RETRACTION + SECOND;
    const recall = { branch: 'trump', step: 'message-withdrawal' };
    await orderRelease(desk, at, recall);
    await desk.advance(at + 10 * SECOND);
    expect(
      await desk.read(({ state }) => state.response.steps['trump/message-withdrawal']!.release?.state),
    ).toBe('sending');
  });
});
