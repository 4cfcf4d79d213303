/** `firstcall counting-order`: how far the early counts of a recorded night lay from its results, as an `order.yaml`. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { MINUTE } from '../election/instant.ts';
import { readResults } from '../feeds/night/read-night.ts';
import { type EarlierCount, leadsOf } from '../projection/counting-order.ts';
import { pairOf } from '../projection/ground.ts';
import { nightMoments } from './counted-moment.ts';
import { givenNight, givenPath } from './given.ts';
import { type Console, FellShort } from './outcome.ts';

/** So often a contest's count is looked at: the same for all, however often their sources report. */
const EVERY = 10 * MINUTE;

export async function runCountingOrder(folder: string, console: Console): Promise<void> {
  const night = await givenNight(folder);
  await givenPath(join(folder, 'results.csv'));
  const wholes = (await readResults(folder)).filter(({ unit, contest }) => unit === contest);
  const finals = new Map(
    wholes.map(({ contest, votes }) => [contest, pairOf(votes, night.election, `result of ${contest}`)]),
  );
  const counts: EarlierCount[] = [];
  for await (const { contests } of nightMoments(night, EVERY))
    for (const { contest, votes } of contests) {
      const final = finals.get(contest);
      const now = pairOf(votes, night.election, `votes of ${contest}`);
      if (final !== undefined && now.sum > 0)
        counts.push({ contest, margin: now.margin, share: now.sum / final.sum });
    }
  const leads = leadsOf(
    counts,
    Object.fromEntries([...finals].map(([contest, { margin }]) => [contest, margin])),
  );
  if (Object.keys(leads).length === 0)
    throw new FellShort(`${folder} shows no contest while it is counted: there is no order to take over`);
  console.out(
    stringify({
      sources: [`${night.election.name}, as recorded`],
      contests: Object.entries(leads).map(([contest, lead]) => ({
        contest,
        lead: Number((100 * lead).toFixed(1)),
      })),
    }).trimEnd(),
  );
}
