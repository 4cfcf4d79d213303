/** Random things that happen in the invented election's night, known at once or late, with one seed a run. */
import fc from 'fast-check';
import type { Evidence } from '../../src/verdict/evidence.ts';
import { call, fact, minute, narrow, retract } from './night.ts';

export const DESKS = ['CNN', 'ABC', 'AP', 'NYT', 'Fox', 'DDHQ'];
export const time = fc.integer({ min: 0, max: 400 });
export const late = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) },
);
const ticket = fc.constantFrom('D', 'D', 'D', 'D', 'D', 'D', 'D', 'R');
export const place = fc.constantFrom('US', 'US', 'N', 'E', 'S', 'W');

let next = 0;

/** One random thing that happens, known at once or late. */
export const happening: fc.Arbitrary<Evidence> = fc
  .tuple(
    time,
    late,
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.tuple(fc.constantFrom(...DESKS), ticket, place).map(
          ([desk, who, where]) =>
            (at: number) =>
              call(at, desk, who, where),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...DESKS), ticket).map(
          ([desk, who]) =>
            (at: number) =>
              retract(at, desk, who),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('N', 'E', 'S'), fc.boolean()).map(
          ([where, is]) =>
            (at: number) =>
              narrow(at, where, is),
        ),
      },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom<Parameters<typeof fact>[1]>(
            { kind: 'concession', from: 'R', ticket: 'D' },
            { kind: 'concession-withdrawn', from: 'R', ticket: 'D' },
            { kind: 'feed-fault', scope: 'N', by: 'feed 1', state: 'open' },
            { kind: 'feed-fault', scope: 'N', by: 'feed 1', state: 'cleared' },
            { kind: 'court', scope: 'E', by: 'court', effect: 'stay' },
            { kind: 'court', scope: 'E', by: 'court', effect: 'stay-lifted' },
            { kind: 'annulment' },
            { kind: 'certification', by: 'states', ticket: 'D', majority: true, stage: 'declared' },
            { kind: 'claim', from: 'R', rejects: true },
          )
          .map((what) => (at: number) => fact(at, what)),
      },
    ),
  )
  .map(([at, delay, make]) => {
    const made = make(at);
    next += 1;
    return { ...made, record: next, knownAt: minute(at + delay) };
  });

export const happenings = (most: number) => fc.array(happening, { minLength: most, maxLength: most });
