import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE } from '../../src/election/instant.ts';
import {
  enter,
  noteSent,
  openDocket,
  openLastingDocket,
  settle,
  strikeOut,
} from '../../src/verdict/docket.ts';
import type { Docket, SentMessage } from '../../src/verdict/docket-state.ts';
import type { Evidence } from '../../src/verdict/evidence.ts';
import { judge, verdictAt } from '../../src/verdict/judge.ts';
import { settingOf } from '../../src/verdict/setting.ts';
import { defaultPolicy } from './default-policy.ts';
import { ELECTION, minute } from './night.ts';
import { happenings } from './random-night.ts';

const SEED = 20241105;
const policy = defaultPolicy();
const setting = settingOf(policy, ELECTION);

const inOrder = (evidence: readonly Evidence[]) => evidence.toSorted((a, b) => a.knownAt - b.knownAt);
const fresh = (evidence: readonly Evidence[], at: Instant, releases: readonly SentMessage[] = []) =>
  judge({ policy, election: ELECTION, evidence, at, releases });

function docketWith(evidence: readonly Evidence[]): Docket {
  const docket = openLastingDocket(setting, []);
  for (const each of evidence) enter(docket, each);
  return docket;
}

describe(`a docket kept through the night (seed ${SEED})`, () => {
  it('answers for 1,000 past moments as a fresh judge does from what was known then', () => {
    let cuts = 0;
    fc.assert(
      fc.property(
        happenings(60),
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 20, maxLength: 20 }),
        (evidence, moments) => {
          const docket = docketWith(inOrder(evidence));
          settle(docket, minute(1000));
          for (const minutes of moments) {
            const at = minute(minutes);
            const journal = evidence.filter(({ knownAt }) => knownAt <= at);
            const { nextChange: _, ...then } = verdictAt(docket, at);
            const { nextChange: __, ...cut } = fresh(journal, at);
            expect(then).toEqual(cut);
            cuts += 1;
          }
        },
      ),
      { seed: SEED, numRuns: 50 },
    );
    expect(cuts).toBeGreaterThanOrEqual(1000);
  });

  it('says after every record what a fresh judge says, whatever is struck or sent between', () => {
    const change = fc.record({
      strike: fc.option(fc.nat(), { freq: 3 }),
      send: fc.option(fc.constantFrom('D', 'R'), { freq: 3 }),
      unsend: fc.boolean(),
    });
    fc.assert(
      fc.property(happenings(30), fc.array(change, { minLength: 30, maxLength: 30 }), (evidence, changes) => {
        const docket = openLastingDocket(setting, []);
        let told: Evidence[] = [];
        let sent: SentMessage[] = [];
        for (const [index, each] of inOrder(evidence).entries()) {
          const at = each.knownAt;
          enter(docket, each);
          told.push(each);
          const { strike, send, unsend } = changes[index]!;
          const struck = strike === null ? undefined : told[strike % told.length];
          if (struck !== undefined) {
            strikeOut(docket, struck.record);
            told = told.filter((one) => one !== struck);
          }
          if (send !== null)
            sent = [...sent, { ticket: send, at: at - (strike ?? 0) * MINUTE, withdrawnAt: null }];
          else if (unsend) sent = sent.slice(1);
          sent = sent.toSorted((a, b) => a.at - b.at);
          noteSent(docket, sent);
          expect(verdictAt(docket, at)).toEqual(fresh(told, at, sent));
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('holds what a docket holds that heard everything in its order, however late and however often it was told', () => {
    const told = happenings(40).map((evidence) =>
      evidence.map((each) => ({ ...each, saidAt: each.saidAt + each.record })),
    );
    fc.assert(
      fc.property(
        told,
        fc.array(fc.nat(120), { minLength: 80, maxLength: 80 }),
        fc.array(fc.nat(79), { maxLength: 8 }),
        (once, lateness, strikes) => {
          const twice = [
            ...once,
            ...once.map((each) => ({ ...each, record: each.record + 10_000, saidAt: each.saidAt + 30_000 })),
          ];
          const late = twice.map((each, index) => ({
            ...each,
            knownAt: each.saidAt + lateness[index]! * MINUTE,
          }));
          const docket = docketWith(inOrder(late));
          settle(docket, minute(5000));
          const gone = new Set(strikes.map((index) => late[index]!.record));
          for (const record of gone) strikeOut(docket, record);
          settle(docket, minute(5000));
          const left = twice.filter(({ record }) => !gone.has(record));
          const plain = openDocket(setting, []);
          for (const each of left) enter(plain, { ...each, knownAt: each.saidAt });
          settle(plain, minute(5000));
          const { shared: _, asked: _1, ...ledger } = docket.ledger;
          const { shared: __, asked: _2, ...inItsOrder } = plain.ledger;
          expect(ledger).toEqual(inItsOrder);
          expect(docket.tracks).toEqual(plain.tracks);
          expect(docket.groupsSince).toEqual(plain.groupsSince);
        },
      ),
      { seed: SEED, numRuns: 150 },
    );
  });
});
