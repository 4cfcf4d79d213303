import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import { OpenHouse } from './open-house.ts';

const EARLY = parseInstant('2024-11-06T00:40:00Z');
const LATER = parseInstant('2024-11-06T02:10:00Z');

let open: OpenHouse;

beforeEach(async () => {
  open = await OpenHouse.open();
});

afterEach(() => open.close());

describe('steering the rehearsal', () => {
  it('jumps to a moment and has lived all that came before it', async () => {
    const response = await open.steer({ do: 'jump', to: LATER });
    expect(await response.json()).toEqual({
      clock: { at: LATER, running: false, speed: 60, finished: false },
    });
    const view = await open.view();
    expect(view.clock.at).toBe(LATER);
    expect(view.feeds.find(({ id }) => id === 'counts')!.records).toBeGreaterThan(100);
    expect(open.startedOver).toBe(0);
  });

  it('ends at the same record and hash however many jumps it takes', async () => {
    await open.steer({ do: 'jump', to: LATER });
    const atOnce = await open.view();
    const other = await OpenHouse.open();
    for (let at = other.house.now; at < LATER; at += 37 * 60_000) await other.steer({ do: 'jump', to: at });
    await other.steer({ do: 'jump', to: LATER });
    const inSteps = await other.view();
    await other.close();
    expect(inSteps).toEqual(atOnce);
  });

  it('goes back by starting over: a new journal, played to the moment, equal to one that never went on', async () => {
    await open.steer({ do: 'jump', to: EARLY });
    const before = await open.view();
    await open.steer({ do: 'jump', to: LATER });
    await open.steer({ do: 'jump', to: EARLY });
    expect(open.startedOver).toBe(1);
    expect(await open.view()).toEqual(before);
  });

  it('goes back before its beginning only to its beginning', async () => {
    const { from } = open.stage.night;
    await open.steer({ do: 'jump', to: EARLY });
    const response = await open.steer({ do: 'jump', to: 0 });
    expect(response.status).toBe(200);
    expect((await open.view()).clock.at).toBe(from);
  });

  it('goes no further than its end', async () => {
    const { from } = open.stage.night;
    await open.steer({ do: 'jump', to: from + 1_000 * HOUR });
    const { clock } = await open.view();
    expect(clock).toMatchObject({ at: from + 36 * HOUR, rehearsal: { finished: true } });
  });

  it('starts over when asked to', async () => {
    const beginning = await open.view();
    await open.steer({ do: 'jump', to: EARLY });
    await open.steer({ do: 'restart' });
    expect(open.startedOver).toBe(1);
    expect(await open.view()).toEqual(beginning);
  });

  it('runs, pauses and changes its speed', async () => {
    await open.steer({ do: 'resume' });
    await open.steer({ do: 'speed', speed: 600 });
    expect((await open.view()).clock).toMatchObject({ running: true, speed: 600 });
    await open.steer({ do: 'pause' });
    expect((await open.view()).clock).toMatchObject({ running: false, speed: 600 });
  });

  it.each([
    [{ do: 'fly' }, /^do: /],
    [{ do: 'speed', speed: 0 }, /^speed: /],
    [{ do: 'speed', speed: 1e9 }, /^speed: /],
    [{ do: 'jump', to: -1 }, /^to: /],
    [{ do: 'jump', to: 'noon' }, /^to: /],
    [{ do: 'pause', now: true }, /"now"/],
    [null, /^the request: /],
  ])('%j is no steering', async (body, reason) => {
    const response = await open.post('/api/rehearsal', body);
    expect(response.status).toBe(422);
    expect(((await response.json()) as { reason: string }).reason).toMatch(reason);
    expect(open.startedOver).toBe(0);
  });
});
