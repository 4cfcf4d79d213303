/**
 * A night with everything in it, written once: a drill's false report, entries by hand, a hold, approvals, a release,
 * articles, a telephone window, a retraction and the withdrawal that follows. Its journal has snapshots on the way.
 */

import { newVersions, writeArticles } from '../../src/brief/front.ts';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk } from '../../src/desk.ts';
import { type Instant, MINUTE, parseInstant, SECOND } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import type { Publication } from '../../src/fold/records.ts';
import { playAll } from '../../src/rehearsal.ts';
import { briefFacts } from '../../src/server/brief-facts.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { DESK, GATE_OPENS, NIGHT, type Stage } from '../desk/embedded-night.ts';
import { does, MESSAGE, orderRelease } from '../desk/people.ts';

export type EventfulNight = { readonly stage: Stage; readonly journal: Journal; readonly desk: Desk };

const at = parseInstant;

export async function eventfulNight(): Promise<EventfulNight> {
  const night = await readNight(NIGHT, { drill: 'correction' });
  const opening = await openingOf(DESK, { night, drill: 'correction' }, null);
  const stage = { night, opening };
  const journal = memoryJournal();
  const playTo = async (moment: Instant) => {
    const desk = await Desk.open(journal, opening);
    await playAll(desk, night, moment);
    return desk;
  };
  let desk = await playTo(at('2024-11-06T03:00:00Z'));
  await publish(desk, at('2024-11-06T03:00:00Z'));
  await entries(desk, at('2024-11-06T03:00:00Z'));
  await desk.close();
  desk = await playTo(GATE_OPENS + MINUTE);
  await release(desk, GATE_OPENS + MINUTE);
  await desk.close();
  desk = await playTo(GATE_OPENS + 90 * MINUTE);
  await takeBack(desk, GATE_OPENS + 90 * MINUTE);
  await desk.advance(GATE_OPENS + 150 * MINUTE);
  return { stage, journal, desk };
}

async function publish(desk: Desk, moment: Instant): Promise<void> {
  const news = await desk.read((reader): Draft[] =>
    newVersions(null, writeArticles(briefFacts(reader, moment), null)).map(({ article, version }) => {
      const { id, kind, section, versions } = article;
      const data: Publication = {
        article: id,
        kind,
        section,
        number: version,
        version: versions.find(({ number }) => number === version)!,
      };
      return { at: moment, by: 'desk', kind: 'published', data };
    }),
  );
  await desk.submit(news);
}

async function entries(desk: Desk, moment: Instant): Promise<void> {
  const count = { do: 'count', unit: 'VT-hand', contest: 'VT', expectedShare: null } as const;
  await does(desk, 'duty', moment, { ...count, votes: { D: 900, R: 500 }, total: 1_500 });
  await does(desk, 'duty', moment, { ...count, votes: { D: 100, R: 50 }, total: 160, confirmed: true });
  const waiting = await desk.read(({ state }) => state.returns.units['VT-hand']?.held[0]?.record ?? null);
  if (waiting !== null)
    await does(desk, 'duty', moment, {
      do: 'decide-report',
      record: waiting,
      decision: 'accept',
      reason: 'read twice',
    });
  await does(desk, 'press', moment, { do: 'call', desk: 'Fox', contest: 'VT', ticket: 'R' });
  const slip = await desk.read(({ state }) => state.evidence.at(-1)!.record);
  await does(desk, 'press', moment, { do: 'strike', record: slip, reason: 'another state was meant' });
  await does(desk, 'duty', moment, { do: 'hold-all', reason: 'a drill' });
  await does(desk, 'duty', moment, { do: 'lift-hold', reason: 'the drill is over' });
  await does(desk, 'reader', moment, { do: 'hold-all', reason: 'may I?' });
}

async function release(desk: Desk, moment: Instant): Promise<void> {
  await orderRelease(desk, moment);
  await desk.advance(moment + 10 * SECOND);
  await sent(desk, moment + 11 * SECOND);
  const morning = { from: at('2024-11-06T22:00:00Z'), to: at('2024-11-06T23:00:00Z') };
  await does(desk, 'duty', moment + MINUTE, { do: 'hold-window', ...morning });
  await does(desk, 'duty', moment + MINUTE, { do: 'talk-started' });
  await does(desk, 'duty', moment + 6 * MINUTE, { do: 'talk-ended' });
  await does(desk, 'duty', moment + 7 * MINUTE, { do: 'meeting', state: 'requested', note: '' });
}

function sent(desk: Desk, moment: Instant): Promise<number> {
  return desk.submit([
    { at: moment, by: 'desk', kind: 'release-sent', data: { ...MESSAGE, receipt: 'outbox/letter.txt' } },
  ]);
}

async function takeBack(desk: Desk, moment: Instant): Promise<void> {
  const callers = await desk.read(({ state }) =>
    state.evidence.flatMap((one) =>
      one.kind === 'call' && one.call.contest === 'US' ? [one.call.desk] : [],
    ),
  );
  for (const caller of callers)
    await does(desk, 'duty', moment, { do: 'retract', desk: caller, contest: 'US', ticket: 'R' });
}
