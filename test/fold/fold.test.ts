import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Desk, FOLD_VERSION } from '../../src/desk.ts';
import { type Instant, parseInstant } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { apply } from '../../src/fold/apply.ts';
import { consequences, nextDeadline } from '../../src/fold/consequences.ts';
import { type DeskState, emptyState } from '../../src/fold/state.ts';
import { Watch } from '../../src/fold/watch.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight, type Stage } from '../desk/embedded-night.ts';
import { type EventfulNight, eventfulNight } from './eventful-night.ts';

const SEED = 20241105;
/** Milliseconds; seconds on an idle machine. */
const PATIENCE = 600_000;

let night: EventfulNight;
let records: JournalRecord[];

beforeAll(async () => {
  night = await eventfulNight();
  records = await recordsOf(night.journal);
});

async function recordsOf(journal: Journal): Promise<JournalRecord[]> {
  const all: JournalRecord[] = [];
  for await (const record of journal.read({ after: 0 })) all.push(record);
  return all;
}

const bytes = (state: DeskState): string => canonicalize(state)!;
const stateOf = (desk: Desk): Promise<string> => desk.read(({ state }) => bytes(state));

/** The same records in a journal that has no snapshots. */
async function copyOf(some: readonly JournalRecord[]): Promise<Journal> {
  const journal = memoryJournal();
  await journal.append(
    some.map(({ at, by, kind, data }) => ({ at, by, kind, data })),
    0,
  );
  return journal;
}

describe('the state is a fold of the journal', () => {
  it('of a night that has everything in it', () => {
    const kinds = new Set(records.map(({ kind }) => kind));
    for (const kind of [
      'count',
      'call',
      'retraction',
      'struck',
      'report-decided',
      'held-all',
      'denied',
      'published',
    ])
      expect(kinds).toContain(kind);
    for (const kind of [
      'approved',
      'release-ordered',
      'release-leaving',
      'release-sent',
      'window-held',
      'aftermath',
    ])
      expect(kinds).toContain(kind);
  });

  it('folded as it was written, read from the journal, and from a snapshot and its tail: the same bytes', async () => {
    const live = await stateOf(night.desk);
    const fresh = await Desk.open(await copyOf(records), night.stage.opening);
    expect(await stateOf(fresh)).toBe(live);
    const snapshot = await night.journal.loadFold({ version: FOLD_VERSION });
    expect(snapshot!.seq).toBeGreaterThan(1_000);
    expect(snapshot!.seq).toBeLessThan(records.length);
    const again = await Desk.open(night.journal, night.stage.opening);
    expect(await stateOf(again)).toBe(live);
    expect(await again.read(({ hash }) => hash)).toBe(records.at(-1)!.hash);
  });

  it('has nothing in it that JSON would lose', async () => {
    await night.desk.read(({ state }) => {
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    });
  });

  it(
    'at 200 earlier records is what a fold cut there gives',
    async () => {
      const random = seededRandom(SEED);
      const cuts = new Set(Array.from({ length: 200 }, () => 1 + Math.floor(random() * records.length)));
      const { context } = await night.desk.read((reader) => reader);
      const state = emptyState();
      for (const record of records) {
        apply(state, context, record);
        if (!cuts.has(record.seq)) continue;
        const past = await night.desk.asOf(record.seq);
        expect(bytes(past.state) === bytes(state), `seed ${SEED}, record ${record.seq}`).toBe(true);
        expect(past.hash).toBe(record.hash);
      }
    },
    PATIENCE,
  );
});

describe('the chain of one night', () => {
  const UNTIL = parseInstant('2024-11-06T04:00:00Z');
  let stage: Stage;
  let drafts: Draft[];

  beforeAll(async () => {
    stage = await embeddedNight();
    drafts = await draftsUntil(stage, UNTIL);
  });

  it('has the same last hash in batches of 1, of 7 and of 500', async () => {
    expect(drafts.length).toBeGreaterThan(500);
    const hashes = [];
    for (const size of [1, 7, 500])
      hashes.push(
        await hashOf(
          stage,
          slices(drafts, () => size),
          UNTIL,
        ),
      );
    expect(new Set(hashes).size).toBe(1);
  });

  it(
    'has the same last hash wherever it is cut, let time pass and opened again',
    async () => {
      const until = parseInstant('2024-11-06T01:30:00Z');
      const early = drafts.filter(({ at }) => at <= until);
      const whole = await hashOf(stage, [early], until);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: early.length }), { minLength: 1, maxLength: 8 }),
          fc.boolean(),
          async (sizes, reopen) => {
            let next = 0;
            const batches = slices(early, () => sizes[next++ % sizes.length]!);
            expect(await hashOf(stage, batches, until, reopen)).toBe(whole);
          },
        ),
        { seed: SEED, numRuns: 12 },
      );
    },
    PATIENCE,
  );
});

async function draftsUntil({ night: { deliveries } }: Stage, until: Instant): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for await (const { at, draft } of deliveries()) {
    if (at > until) break;
    drafts.push(draft);
  }
  return drafts;
}

function slices(drafts: readonly Draft[], size: () => number): Draft[][] {
  const batches: Draft[][] = [];
  for (let from = 0; from < drafts.length; ) {
    const to = from + size();
    batches.push(drafts.slice(from, to));
    from = to;
  }
  return batches;
}

/** Submits batch by batch. Between two, time passes up to the next one, and the desk may be opened anew. */
async function hashOf(
  { opening }: Stage,
  batches: readonly Draft[][],
  until: Instant,
  reopen = false,
): Promise<string> {
  const journal = memoryJournal();
  let desk = await Desk.open(journal, opening);
  for (const batch of batches) {
    if (reopen) {
      desk = await Desk.open(journal, opening);
      await desk.advance(batch[0]!.at - 1);
    }
    await desk.submit(batch);
  }
  await desk.advance(until);
  return (await journal.head()).hash;
}

describe('what follows by rule', () => {
  it('leaves nothing to follow at the moment of any record, whoever asks again', async () => {
    const { context } = await night.desk.read((reader) => reader);
    const state = emptyState();
    let asked = 0;
    for (const [index, record] of records.entries()) {
      apply(state, context, record);
      const settled = (records[index + 1]?.at ?? Number.POSITIVE_INFINITY) > record.at;
      if (!settled || index % 5 !== 0) continue;
      asked += 1;
      expect(consequences(state, new Watch(), context, record.at), `record ${record.seq}`).toEqual([]);
    }
    expect(asked).toBeGreaterThan(200);
  });

  it('is all done when the desk says when the next moment is', async () => {
    const { state, context } = await night.desk.read((reader) => reader);
    const watch = new Watch();
    const next = nextDeadline(state, watch, context, state.at);
    if (next !== null) expect(next).toBeGreaterThan(state.at);
    const seq = await night.desk.advance(state.at);
    expect(seq).toBe(records.length);
  });

  it('begins with the opening: the first branch is armed before anything is reported', async () => {
    const { opening } = night.stage;
    const journal = memoryJournal();
    const desk = await Desk.open(journal, opening);
    expect((await recordsOf(journal)).map(({ kind, at }) => [kind, at])).toEqual(
      expect.arrayContaining([['armed', opening.at]]),
    );
    const { seq } = await journal.head();
    await desk.advance(opening.at);
    await Desk.open(journal, opening);
    expect((await journal.head()).seq).toBe(seq);
  });

  it('that fails writes nothing, and the desk goes on from the journal as it stands', async () => {
    const stage = await embeddedNight();
    const desk = await Desk.open(memoryJournal(), stage.opening);
    // A state that takes no more projections makes the fold of the next one fail.
    await desk.read(({ state }) => Object.freeze(state.projections));
    const calls = await draftsUntil(stage, parseInstant('2024-11-06T02:00:00Z'));
    const before = await desk.journal.head();
    await expect(desk.submit(calls)).rejects.toThrow();
    expect(await desk.journal.head()).toEqual(before);
    await desk.submit(calls);
    const other = await Desk.open(memoryJournal(), stage.opening);
    await other.submit(calls);
    expect(await desk.journal.head()).toEqual(await other.journal.head());
  });
});
