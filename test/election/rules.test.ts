import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contest, ContestId, Election, TicketId } from '../../src/election/election.ts';
import { electorsOf, type Outcome, outcomeOf, type Tally } from '../../src/election/rules.ts';
import { unitedStates } from './united-states.ts';

const SEED = { seed: 20241105 };
const TICKETS = ['D', 'R', 'L'] as const;
const COLLEGE = unitedStates();

/** Any sharing of the contests between three tickets, some of them open. */
const winnersOf = (election: Election, tickets: readonly (TicketId | null)[]) =>
  fc
    .array(fc.constantFrom(...tickets), {
      minLength: election.contests.length,
      maxLength: election.contests.length,
    })
    .map(
      (list): Record<ContestId, TicketId | null> =>
        Object.fromEntries(election.contests.map(({ id }, i) => [id, list[i]!])),
    );

function outcome(winners: Record<ContestId, TicketId | null>): Outcome {
  return outcomeOf(COLLEGE.rule, electorsOf(COLLEGE, winners));
}

function renamed(result: Outcome, names: Record<TicketId, TicketId>): Outcome {
  const name = (id: TicketId) => names[id] ?? id;
  if (result.kind === 'winner') return { ...result, ticket: name(result.ticket) };
  if (result.kind === 'tie') return { ...result, tickets: result.tickets.map(name).sort() };
  if (result.kind === 'undecided') return { ...result, canWin: result.canWin.map(name).sort() };
  if (result.kind === 'second-round')
    return { ...result, tickets: [name(result.tickets[0]), name(result.tickets[1])] };
  return {
    ...result,
    counts: Object.fromEntries(Object.entries(result.counts).map(([id, count]) => [name(id), count])),
  };
}

describe('electors', () => {
  it('always sum to 538, whoever wins what', () => {
    fc.assert(
      fc.property(winnersOf(COLLEGE, [...TICKETS, null]), (winners) => {
        const { counts, open } = electorsOf(COLLEGE, winners);
        expect(Object.values(counts).reduce((sum, count) => sum + count, open)).toBe(538);
      }),
      SEED,
    );
  });

  it('of Maine and Nebraska go to the state and to each district apart', () => {
    const { counts, open } = electorsOf(COLLEGE, { ME: 'D', 'ME-1': 'D', 'ME-2': 'R', NE: 'R', 'NE-2': 'D' });
    expect(counts).toEqual({ D: 4, R: 3, L: 0 });
    expect(open).toBe(538 - 7);
  });

  it('are refused to a contest or a ticket that does not exist', () => {
    expect(() => electorsOf(COLLEGE, { XX: 'D' })).toThrow('invalid contest "XX"');
    expect(() => electorsOf(COLLEGE, { PA: 'X' })).toThrow('invalid ticket "X" in contest PA');
  });
});

describe('the electoral college', () => {
  it('elects with 270, ties at 269 to 269 and is hung where a third ticket takes the difference', () => {
    const of = (D: number, R: number, L: number, open = 0) =>
      outcomeOf(COLLEGE.rule, { counts: { D, R, L }, open });
    expect(of(270, 268, 0)).toEqual({ kind: 'winner', ticket: 'D', count: 270 });
    expect(of(269, 269, 0)).toEqual({ kind: 'tie', tickets: ['D', 'R'], count: 269 });
    expect(of(268, 267, 3)).toEqual({ kind: 'no-majority', counts: { D: 268, R: 267, L: 3 } });
    expect(of(268, 268, 2)).toMatchObject({ kind: 'no-majority' });
    expect(of(268, 268, 0, 2)).toEqual({ kind: 'undecided', canWin: ['D', 'R'] });
    expect(of(269, 268, 0, 1)).toEqual({ kind: 'undecided', canWin: ['D'] });
  });

  it('gives the same outcome under other names when two tickets change places', () => {
    const swap = { D: 'R', R: 'D' };
    fc.assert(
      fc.property(winnersOf(COLLEGE, ['D', 'R', null]), (winners) => {
        const mirrored = Object.fromEntries(
          Object.entries(winners).map(([id, ticket]) => [
            id,
            ticket === null ? null : swap[ticket as 'D' | 'R'],
          ]),
        );
        const plain = renamed(outcome(winners), {});
        expect(renamed(outcome(mirrored), swap)).toEqual(plain);
      }),
      SEED,
    );
  });

  it('never unseats a winner who gains another elector', () => {
    fc.assert(
      fc.property(winnersOf(COLLEGE, ['D', 'D', 'R', 'L', null]), (winners) => {
        const tally = electorsOf(COLLEGE, winners);
        const before = outcomeOf(COLLEGE.rule, tally);
        fc.pre(before.kind === 'winner' && tally.open > 0);
        const { ticket, count } = before as Extract<Outcome, { kind: 'winner' }>;
        const more: Tally = { counts: { ...tally.counts, [ticket]: count + 1 }, open: tally.open - 1 };
        expect(outcomeOf(COLLEGE.rule, more)).toEqual({ kind: 'winner', ticket, count: count + 1 });
      }),
      SEED,
    );
  });

  it('never lets a ticket win that was out of reach while contests were open', () => {
    fc.assert(
      fc.property(
        winnersOf(COLLEGE, [...TICKETS, null, null, null]),
        winnersOf(COLLEGE, TICKETS),
        (winners, truth) => {
          let reachable: readonly TicketId[] = TICKETS;
          let settled: Outcome | null = null;
          const night = { ...winners };
          for (const id of ['', ...Object.keys(night).filter((one) => night[one] === null)]) {
            if (id !== '') night[id] = truth[id]!;
            const now = outcome(night);
            if (settled !== null) expect(now).toMatchObject({ kind: settled.kind });
            if (now.kind === 'undecided') {
              for (const ticket of now.canWin) expect(reachable).toContain(ticket);
              reachable = now.canWin;
            } else {
              if (now.kind === 'winner') expect(reachable).toContain(now.ticket);
              settled = now;
            }
          }
          expect(settled).not.toBeNull();
        },
      ),
      SEED,
    );
  });

  it('names exactly the tickets that would win if they took everything open', () => {
    fc.assert(
      fc.property(winnersOf(COLLEGE, [...TICKETS, null, null]), (winners) => {
        const now = outcome(winners);
        fc.pre(now.kind === 'undecided');
        const sweeps = TICKETS.filter((ticket) => {
          const all = Object.fromEntries(Object.entries(winners).map(([id, won]) => [id, won ?? ticket]));
          return outcome(all).kind === 'winner';
        });
        expect((now as Extract<Outcome, { kind: 'undecided' }>).canWin.toSorted()).toEqual(sweeps.toSorted());
      }),
      SEED,
    );
  });
});

describe('plurality', () => {
  const rule = { kind: 'plurality' } as const;

  it('elects the most votes once the rest cannot catch up', () => {
    expect(outcomeOf(rule, { counts: { A: 60, B: 40 }, open: 19 })).toEqual({
      kind: 'winner',
      ticket: 'A',
      count: 60,
    });
    expect(outcomeOf(rule, { counts: { A: 60, B: 40, C: 10 }, open: 20 })).toEqual({
      kind: 'undecided',
      canWin: ['A', 'B'],
    });
  });

  it('leaves equal votes to the law', () => {
    expect(outcomeOf(rule, { counts: { A: 50, B: 50, C: 3 }, open: 0 })).toEqual({
      kind: 'tie',
      tickets: ['A', 'B'],
      count: 50,
    });
  });
});

describe('two rounds', () => {
  const rule = { kind: 'two-round', threshold: 0.5 } as const;

  it('elect in the first round only above the threshold of all that can still be cast', () => {
    expect(outcomeOf(rule, { counts: { A: 51, B: 49 }, open: 0 })).toMatchObject({
      kind: 'winner',
      ticket: 'A',
    });
    expect(outcomeOf(rule, { counts: { A: 51, B: 30 }, open: 30 })).toMatchObject({ kind: 'undecided' });
    expect(outcomeOf(rule, { counts: { A: 50, B: 50 }, open: 0 })).toMatchObject({ kind: 'second-round' });
  });

  it('send the first two into the second round, and a tie for second place to the law', () => {
    expect(outcomeOf(rule, { counts: { A: 30, B: 45, C: 25 }, open: 0 })).toEqual({
      kind: 'second-round',
      tickets: ['B', 'A'],
    });
    expect(outcomeOf(rule, { counts: { A: 40, B: 30, C: 30 }, open: 0 })).toEqual({
      kind: 'tie',
      tickets: ['B', 'C'],
      count: 30,
    });
  });

  it('never elect or send on a ticket that had been ruled out', () => {
    const counts = fc.record({ A: fc.nat(60), B: fc.nat(60), C: fc.nat(60) });
    const later = fc.record({ A: fc.nat(20), B: fc.nat(20), C: fc.nat(20) });
    fc.assert(
      fc.property(counts, later, fc.constantFrom(0.4, 0.5, 0.6), (now, more, threshold) => {
        const rule = { kind: 'two-round', threshold } as const;
        const open = more.A + more.B + more.C;
        const before = outcomeOf(rule, { counts: now, open });
        const final = outcomeOf(rule, {
          counts: { A: now.A + more.A, B: now.B + more.B, C: now.C + more.C },
          open: 0,
        });
        if (before.kind === 'winner' && open > 0)
          expect(final).toMatchObject({ kind: 'winner', ticket: before.ticket });
        if (before.kind !== 'undecided') return;
        if (final.kind === 'winner') expect(before.canWin).toContain(final.ticket);
        if (final.kind === 'second-round')
          for (const ticket of final.tickets) expect(before.canWin).toContain(ticket);
      }),
      SEED,
    );
  });
});

describe('a tally', () => {
  it('is refused with a negative, missing or infinite count', () => {
    const rule = { kind: 'plurality' } as const;
    expect(() => outcomeOf(rule, { counts: { A: -1, B: 2 }, open: 0 })).toThrow('invalid count of A: -1');
    expect(() => outcomeOf(rule, { counts: { A: 1, B: Number.NaN }, open: 0 })).toThrow('invalid count of B');
    expect(() => outcomeOf(rule, { counts: { A: 1 }, open: -2 })).toThrow('invalid count of open');
    expect(() => outcomeOf(rule, { counts: {}, open: 0 })).toThrow('it has no ticket');
  });

  it('may belong to a contest list of any size', () => {
    const one: Contest = { ...COLLEGE.contests[0]!, id: 'X', electors: 3 };
    const small: Election = {
      ...COLLEGE,
      rule: { kind: 'electoral-college', electors: 3, majority: 2 },
      contests: [one],
    };
    expect(outcomeOf(small.rule, electorsOf(small, { X: 'R' }))).toEqual({
      kind: 'winner',
      ticket: 'R',
      count: 3,
    });
  });
});
