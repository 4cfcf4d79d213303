/** A person's word on a contest's projection moves the projection, with his name, and can be taken back whole. */
import { expect, it } from 'vitest';
import type { Desk } from '../../src/desk.ts';
import { parseInstant } from '../../src/election/instant.ts';
import type { Projection } from '../../src/projection/projection.ts';
import { jointView } from '../../src/server/view-projection.ts';
import { deskAt, embeddedNight, livedDesk } from './embedded-night.ts';
import { does } from './people.ts';

/** Half of Pennsylvania is counted, and the night is open. */
const EVENING = parseInstant('2024-11-06T03:00:00Z');

function projectionOf(desk: Desk): Promise<Projection | null> {
  return desk.read(({ state, context, watch }) => watch.projection(state, context, EVENING));
}

function width({ electors }: Projection): number {
  return electors.high90['R']! - electors.low90['R']!;
}

it('holds a contest to be a ticket’s, switches one off, and leaves both to the model again', async () => {
  const desk = await livedDesk(await embeddedNight(), EVENING);
  const say = (contest: string, as: string | null, by = 'duty') =>
    does(desk, by, EVENING, { do: 'set-projection', contest, as, reason: 'told by the county' });
  const before = (await projectionOf(desk))!;

  expect(await say('PA', 'D')).toBeNull();
  const held = (await projectionOf(desk))!;
  expect(held.contests.find(({ contest }) => contest === 'PA')!.winProbability['D']).toBe(1);
  expect(held.electors.winProbability['D']!).toBeGreaterThan(before.electors.winProbability['D']!);
  const michigan = (one: Projection) => one.contests.find(({ contest }) => contest === 'MI')!.margin;
  expect(michigan(held), 'what is shared follows').toBeGreaterThan(michigan(before));

  expect(await say('PA', null)).toBeNull();
  expect(await say('CA', 'off')).toBeNull();
  expect(width((await projectionOf(desk))!), 'one of the safest').toBeGreaterThan(width(before));

  expect(await say('CA', null)).toBeNull();
  expect((await projectionOf(desk))!.electors).toEqual(before.electors);

  const records = [];
  for await (const { kind, by, data } of desk.journal.read({ after: 0 }))
    if (kind === 'projection-set') records.push([by, (data as { as: string | null }).as]);
  expect(records).toEqual([
    ['person:duty', 'D'],
    ['person:duty', null],
    ['person:duty', 'off'],
    ['person:duty', null],
  ]);
});

it('is refused to readers, for the whole election, and for a ticket that does not stand', async () => {
  const desk = await livedDesk(await embeddedNight(), EVENING);
  const say = (contest: string, as: string | null, by = 'duty') =>
    does(desk, by, EVENING, { do: 'set-projection', contest, as, reason: 'a try' });
  expect(await say('PA', 'D', 'reader')).toMatchObject({ key: 'refused-role' });
  expect(await say('US', 'D')).toMatchObject({ key: 'refused-unknown-name' });
  expect(await say('PA', 'X')).toMatchObject({ key: 'refused-unknown-name' });
});

it('starts from what the house expects and what it knows of the order, and the page names the sources', async () => {
  const { night, opening } = await embeddedNight();
  const files = {
    ...opening.data.files,
    expected: {
      name: 'expected.yaml',
      text: 'sources: [a made-up poll]\ncontests:\n  - { contest: WI, margin: 12, spread: 2 }\n',
    },
    order: {
      name: 'order.yaml',
      text: 'sources: [the night of 2020]\ncontests:\n  - { contest: PA, lead: -20 }\n',
    },
  };
  const early = parseInstant('2024-11-06T00:30:00Z');
  const told = await deskAt({ night, opening: { ...opening, data: { ...opening.data, files } } }, early);
  const untold = await deskAt({ night, opening }, early);
  const seen = (desk: Desk) => desk.read((reader) => jointView(reader, early));
  const wisconsin = async (desk: Desk) => {
    const { joint } = (await seen(desk))!;
    return joint.centre[joint.contests.indexOf('WI')]!;
  };

  expect((await seen(told))!.sources).toEqual({ expected: ['a made-up poll'], order: ['the night of 2020'] });
  expect((await seen(untold))!.sources).toEqual({ expected: [], order: [] });
  expect(await wisconsin(told)).toBeGreaterThan((await wisconsin(untold)) + 0.05);
});
