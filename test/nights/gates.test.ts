/**
 * Every night that the project has, and a recorded one where it is at hand: an impatient desk tries at every turn to
 * send the winner's message. Nothing leaves before the gate; in the second in which it opens, the message does.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk.ts';
import { type Instant, parseInstant } from '../../src/election/instant.ts';
import type { Night } from '../../src/feeds/night/night.ts';
import { Rehearsal } from '../../src/rehearsal.ts';
import { ROOT } from '../desk/embedded-night.ts';
import { bindsOf, does } from '../desk/people.ts';
import { deskOn } from './past-night.ts';

type Drill = {
  readonly night: string;
  readonly branch: 'trump' | 'harris';
  /** When the default policy first lets a congratulation go. */
  readonly opens: string;
};

const EMBEDDED: readonly Drill[] = [
  { night: 'nights/2000-us-president', branch: 'trump', opens: '2000-12-14T03:00:00Z' },
  { night: 'nights/2004-us-president', branch: 'trump', opens: '2004-11-03T17:10:00Z' },
  { night: 'nights/2016-us-president', branch: 'trump', opens: '2016-11-09T09:40:00Z' },
  { night: 'nights/2024-us-president', branch: 'trump', opens: '2024-11-06T11:30:00Z' },
];
const RECORDED: Drill = {
  night: '../shared/data/nights/2020-us-president',
  branch: 'harris',
  opens: '2020-11-07T17:27:37Z',
};

const SECOND = 1000;

/** How long before the gate it also tries by the clock, and how often. */
const BY_THE_CLOCK = { before: 3 * 60 * 60 * SECOND, every: 15 * 60 * SECOND };

/** Moments at which the impatient desk tries: whenever something was said, by the clock, and at the gate. */
async function momentsOf(night: Night, opens: Instant): Promise<Instant[]> {
  const moments = new Set([opens - SECOND, opens]);
  for (let ago = BY_THE_CLOCK.before; ago > 0; ago -= BY_THE_CLOCK.every) moments.add(opens - ago);
  for await (const { at, draft } of night.deliveries())
    if (draft.kind !== 'count' && at <= opens) moments.add(at);
  return [...moments].toSorted((a, b) => a - b);
}

async function tryToSend(desk: Desk, at: Instant, branch: string): Promise<boolean> {
  const message = { branch, step: 'message' };
  const binds = await bindsOf(desk, at, message);
  await does(desk, 'approver-1', at, { do: 'approve', ...message, binds });
  await does(desk, 'approver-2', at, { do: 'approve', ...message, binds });
  const release = { do: 'release', ...message, binds, second: 'approver-1' } as const;
  return (await does(desk, 'duty', at, release)) === null;
}

async function impatient({
  night: folder,
  branch,
  opens,
}: Drill): Promise<{ refused: number; sent: Instant | null }> {
  const { desk, night } = await deskOn(folder);
  // Plays on from where it stands: a recorded night is long, and is read once.
  const rehearsal = new Rehearsal({
    desk,
    night,
    from: night.from,
    until: parseInstant(opens),
    speed: 1,
    wall: () => 0,
    onChange: () => undefined,
    onError: () => undefined,
  });
  let refused = 0;
  for (const at of await momentsOf(night, parseInstant(opens))) {
    await rehearsal.jump(at);
    if (await tryToSend(desk, at, branch)) return { refused, sent: at };
    refused += 1;
  }
  return { refused, sent: null };
}

describe('nothing leaves before its gate, and the message may leave in the second in which it opens', () => {
  it.each(EMBEDDED)('$night', async (drill) => {
    const { refused, sent } = await impatient(drill);
    expect(sent).toBe(parseInstant(drill.opens));
    expect(refused).toBeGreaterThanOrEqual(BY_THE_CLOCK.before / BY_THE_CLOCK.every);
  });

  const there = existsSync(resolve(ROOT, RECORDED.night));
  it.skipIf(!there)(
    `${RECORDED.night}${there ? '' : ' (skipped: the recorded nights are not at hand)'}`,
    async () => {
      expect((await impatient(RECORDED)).sent).toBe(parseInstant(RECORDED.opens));
    },
  );
});
