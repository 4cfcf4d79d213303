import { expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { MINUTE } from '../../src/election/instant.ts';
import { reviewPage } from '../../src/server/review-page.ts';
import { embeddedNight, GATE_OPENS, livedDesk } from '../desk/embedded-night.ts';
import { does } from '../desk/people.ts';

it('asked again after more has happened, and by two at once, it tells the same as a desk that reads all afresh', async () => {
  const stage = await embeddedNight();
  const desk = await livedDesk(stage, GATE_OPENS);
  const asked = { language: 'en', now: GATE_OPENS + MINUTE, since: 0 } as const;
  const before = await reviewPage(desk, asked);
  await does(desk, 'duty', GATE_OPENS + MINUTE, { do: 'hold-all', reason: 'a word from the embassy' });

  const [one, other] = await Promise.all([reviewPage(desk, asked), reviewPage(desk, asked)]);
  expect(one.changed.length + one.untold).toBe(before.changed.length + before.untold + 1);
  expect(one.afterAction.holds).toBe(1);
  expect(other).toEqual(one);
  expect(await reviewPage(await Desk.open(desk.journal, stage.opening), asked)).toEqual(one);
});
