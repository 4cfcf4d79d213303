import { expect, it } from 'vitest';
import { ROOT } from '../desk/embedded-night.ts';
import { testDatabase } from '../store/server.ts';
import { linesOf, run } from './run.ts';

it('every kept rehearsal is told with its drill and what it took', async () => {
  const { url } = await testDatabase();
  const night = `${ROOT}/nights/2016-us-president`;
  const place = ['--database', url];
  await run('rehearse', night, '--keep', 'plain', ...place);
  await run('rehearse', night, '--drill', 'retraction', '--keep', 'with trouble', ...place);

  const { code, out } = await run('review', '--json', ...place);
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { journal: 'plain', drill: null, winner: 'R', finalEnough: '2016-11-09T09:40:00Z', retractions: 0 },
    { journal: 'with trouble', drill: 'retraction', winner: 'R', retractions: 1 },
  ]);
  expect(lines[1].finalEnough > lines[0].finalEnough).toBe(true);

  const { out: text } = await run('review', ...place);
  expect(text).toContain('with trouble  (2016-us-president, retraction; opened');
});

it('a planned drill is done by a rehearsal that was kept since it fell due', async () => {
  const { url } = await testDatabase();
  const place = ['--database', url];
  const night = `${ROOT}/nights/2024-us-president`;
  await run('rehearse', night, '--drill', 'retraction', '--keep', 'drilled', ...place);
  const answer = await run('drills', '--json', ...place);
  const drills = linesOf<{ id: string; state: string }>(answer);
  expect(drills.find(({ id }) => id === 'retraction')).toMatchObject({ state: 'done', journal: 'drilled' });
  expect(drills.find(({ id }) => id === 'night-of-2000')?.state).toMatch(/due$/);
  expect(answer.code).toBe(drills.some(({ state }) => state === 'overdue') ? 1 : 0);

  const { out } = await run('drills', ...place);
  expect(out).toMatch(/retraction: .*\n {2}done: fell due .*\n {2}kept as drilled, opened /);
  expect(out).toMatch(/begin: firstcall start --night .*2000-us-president/);
});
