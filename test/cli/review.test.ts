import { expect, it } from 'vitest';
import { ROOT } from '../desk/embedded-night.ts';
import { testDatabase } from '../store/server.ts';
import { run } from './run.ts';

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
