import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import { comfortable, type Leader, reachable } from '../../src/meetings/availability.ts';
import { inboundAt } from '../../src/meetings/inbound.ts';
import { type ProposalRequest, proposalsOf, type Resource, ranked } from '../../src/meetings/proposals.ts';
import { awakeBy, WallClock } from './wall-clock.ts';

const SEED = 20241107;
const HARD = { wakes: '07:00', sleeps: '23:00' };
const SOFT = { wakes: '08:00', sleeps: '21:30' };

const TOKYO: Leader = { id: 'own', zone: 'Asia/Tokyo', stays: [], hard: HARD, soft: SOFT, fixtures: [] };
const at = parseInstant;

function winnerIn(zone: string, fixtures: Leader['fixtures'] = []): Leader {
  return { id: 'winner', zone, stays: [], hard: HARD, soft: SOFT, fixtures };
}

const resource = (id: string, kind: Resource['kind'], busy: Resource['busy'] = []): Resource => ({
  id,
  kind,
  busy,
});
const CREW = [resource('interpreter-1', 'interpreter'), resource('line-1', 'line')];

function search(
  part: Partial<ProposalRequest> & Pick<ProposalRequest, 'from' | 'to' | 'leaders'>,
): ProposalRequest {
  return {
    now: part.from,
    noticeMinutes: 30,
    durationMinutes: 15,
    resources: CREW,
    needs: ['interpreter', 'line'],
    held: [],
    ...part,
  };
}

describe('the hours at which the leaders really spoke', () => {
  // Places: Austin, Chicago, New York, Wilmington, Palm Beach.
  it.each([
    ['15 December 2000, just before noon', '2000-11-08T00:00:00Z', '2000-12-15T02:50:00Z', 'America/Chicago'],
    ['7 November 2008, 07:00', '2008-11-05T04:00:00Z', '2008-11-06T22:00:00Z', 'America/Chicago'],
    ['10 November 2016, 07:55', '2016-11-09T07:29:00Z', '2016-11-09T22:55:00Z', 'America/New_York'],
    ['12 November 2020, 08:30', '2020-11-07T16:26:00Z', '2020-11-11T23:30:00Z', 'America/New_York'],
    ['7 November 2024, 09:30', '2024-11-06T10:34:00Z', '2024-11-07T00:30:00Z', 'America/New_York'],
  ])('are proposed: %s', (_name, from, spoke, zone) => {
    const proposals = proposalsOf(
      search({ from: at(from), to: at(from) + 40 * DAY, leaders: [TOKYO, winnerIn(zone)] }),
    );
    const own = proposals.filter(
      ({ firstStart, lastStart }) => firstStart <= at(spoke) && at(spoke) <= lastStart,
    );
    expect(own).toHaveLength(1);
  });

  it('end an hour earlier for a winner taken to be in Washington than for the one who is in Chicago', () => {
    const evening = { from: at('2008-11-06T20:00:00Z'), to: at('2008-11-07T07:00:00Z') };
    const ends = ['America/Chicago', 'America/New_York'].map(
      (zone) => proposalsOf(search({ ...evening, leaders: [TOKYO, winnerIn(zone)] })).at(-1)!.to,
    );
    expect(ends).toEqual([at('2008-11-07T05:00:00Z'), at('2008-11-07T04:00:00Z')]);
  });
});

describe('a leader under way', () => {
  const LIMA = { from: at('2024-11-13T08:00:00Z'), to: at('2024-11-14T12:00:00Z') };

  it('is rung by the clock of the place of the stay, and not at all on a flight without a line', () => {
    const leader: Leader = {
      ...TOKYO,
      stays: [
        { from: LIMA.from, to: LIMA.from + 10 * HOUR, zone: null },
        { from: LIMA.from + 10 * HOUR, to: LIMA.to, zone: 'America/Lima' },
      ],
    };
    const iso = reachable(leader, { from: LIMA.from - 6 * HOUR, to: LIMA.to }).map(({ from, to }) =>
      [from, to].map((moment) => new Date(moment).toISOString().slice(8, 16)),
    );
    // Tokyo until the take-off at 17:00 there; Lima from the landing at 13:00 until 23:00; up again at 07:00.
    expect(iso).toEqual([
      ['13T02:00', '13T08:00'],
      ['13T18:00', '14T04:00'],
    ]);
  });

  it('crosses the date line without losing or gaining an hour of waking', () => {
    const leader: Leader = {
      ...TOKYO,
      zone: 'Pacific/Kiritimati',
      stays: [{ from: at('2024-11-07T00:00:00Z'), to: at('2024-11-09T00:00:00Z'), zone: 'Pacific/Honolulu' }],
    };
    // The same wall clock on two dates: +14 and −10.
    const within = { from: at('2024-11-06T00:00:00Z'), to: at('2024-11-09T00:00:00Z') };
    expect(reachable(leader, within)).toEqual(reachable({ ...leader, stays: [] }, within));
  });
});

describe('what a window is worth', () => {
  const day = { from: at('2024-11-06T21:00:00Z'), to: at('2024-11-07T05:00:00Z') };

  it('says that it needs the soft hours given up, an entry moved, or the last free interpreter', () => {
    const proposals = proposalsOf(
      search({
        from: day.from,
        to: at('2024-11-06T22:55:00Z'),
        leaders: [
          TOKYO,
          winnerIn('America/New_York', [{ id: 'dinner', firm: false, from: day.from, to: day.to }]),
        ],
        // The second interpreter is taken; a desk with one line only need not be told so every time.
        resources: [...CREW, resource('interpreter-2', 'interpreter', [day])],
      }),
    );
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toMatchObject({
      best: [],
      cautions: [
        { kind: 'hours', leader: 'own' },
        { kind: 'diary', leader: 'winner', fixture: 'dinner' },
        { kind: 'single', resource: 'interpreter-1' },
      ],
    });
  });

  it('puts the comfortable before the early', () => {
    const request = search({
      ...day,
      to: day.from + 3 * DAY,
      leaders: [TOKYO, winnerIn('America/New_York')],
    });
    const held = [{ from: at('2024-11-06T22:20:00Z'), to: at('2024-11-07T03:00:00Z') }];
    const [first, ...rest] = ranked(proposalsOf({ ...request, held }));
    expect(first!.best.length).toBeGreaterThan(0);
    expect(rest.some(({ from }) => from < first!.from)).toBe(true);
  });

  it('never runs a talk across the change from one interpreter to the next', () => {
    const noon = at('2024-11-07T01:00:00Z');
    const resources = [
      resource('early', 'interpreter', [{ from: noon, to: day.to }]),
      resource('late', 'interpreter', [{ from: day.from, to: noon }]),
      resource('line-1', 'line'),
    ];
    const proposals = proposalsOf(
      search({ ...day, leaders: [TOKYO, winnerIn('America/New_York')], resources }),
    );
    expect(proposals.map(({ resources: own }) => own)).toEqual([
      ['early', 'line-1'],
      ['late', 'line-1'],
    ]);
    expect(proposals[0]!.to).toBe(noon);
    expect(proposals[1]!.from).toBe(noon);
  });

  it('finds nothing where a needed kind has nobody, or notice outlasts the search', () => {
    const leaders = [TOKYO, winnerIn('America/New_York')];
    expect(proposalsOf(search({ ...day, leaders, resources: [resource('line-1', 'line')] }))).toEqual([]);
    expect(proposalsOf(search({ ...day, leaders, noticeMinutes: 8 * 60 }))).toEqual([]);
  });
});

describe('a call that comes in', () => {
  const request = {
    now: 0,
    leaders: [TOKYO, winnerIn('America/New_York')],
    resources: CREW,
    needs: ['interpreter', 'line'],
    durationMinutes: 10,
  } as const;

  it('in ten minutes is taken where everything is there', () => {
    expect(inboundAt(at('2024-11-07T00:30:00Z'), request)).toEqual({
      ready: true,
      lacks: [],
      serving: { interpreter: 'interpreter-1', line: 'line-1' },
      comfortable: true,
    });
  });

  it('names each thing that is missing', () => {
    const night = at('2024-11-06T18:30:00Z');
    const speech = { id: 'speech', firm: true, from: night - HOUR, to: night + MINUTE };
    const busy = [
      resource('interpreter-1', 'interpreter', [{ from: night, to: night + HOUR }]),
      resource('line-1', 'line'),
    ];
    expect(
      inboundAt(night, {
        ...request,
        leaders: [TOKYO, winnerIn('America/New_York', [speech])],
        resources: busy,
      }),
    ).toMatchObject({
      ready: false,
      lacks: [
        { kind: 'asleep', leader: 'own' },
        { kind: 'engaged', leader: 'winner', fixture: 'speech' },
        { kind: 'none-free', resource: 'interpreter' },
      ],
    });
  });
});

describe(`against a search minute by minute (seed ${SEED})`, () => {
  const ZONES = [
    'Asia/Tokyo',
    'America/New_York',
    'America/Chicago',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ];
  const awake = new Map(ZONES.map((zone) => [zone, awakeBy(new WallClock(zone), HARD.wakes, HARD.sleeps)]));
  const START = at('2024-11-02T00:00:00Z');
  const SPAN = 3 * DAY;
  const minuteOf = (span: number) => fc.nat(span / MINUTE).map((minute) => START + minute * MINUTE);
  const spans = fc
    .array(fc.record({ from: minuteOf(SPAN), minutes: fc.integer({ min: 1, max: 900 }) }), { maxLength: 3 })
    .map((all) => all.map(({ from, minutes }) => ({ from, to: from + minutes * MINUTE })));
  const zone = fc.constantFrom(...ZONES);
  const leader = fc.record({ zone, away: zone, stays: spans, flights: spans, firm: spans, loose: spans }).map(
    ({ zone: home, away, stays, flights, firm, loose }): Leader => ({
      id: home,
      zone: home,
      stays: [
        ...stays.map((span) => ({ ...span, zone: away })),
        ...flights.map((span) => ({ ...span, zone: null })),
      ],
      hard: HARD,
      soft: SOFT,
      fixtures: [
        ...firm.map((span, index) => ({ ...span, id: `firm-${index}`, firm: true })),
        ...loose.map((span, index) => ({ ...span, id: `loose-${index}`, firm: false })),
      ],
    }),
  );
  const requests = fc.record({
    leaders: fc.array(leader, { minLength: 2, maxLength: 2 }),
    interpreters: fc.array(spans, { minLength: 1, maxLength: 2 }),
    lines: fc.array(spans, { minLength: 1, maxLength: 2 }),
    held: spans,
    notice: fc.constantFrom(0, 10, 120),
    duration: fc.constantFrom(5, 20, 45),
  });

  const covers = (taken: readonly { from: number; to: number }[], moment: number) =>
    taken.some(({ from, to }) => moment >= from && moment < to);

  /** Where somebody is: the stay that began last, as written down here a second time. */
  function zoneAt({ zone: home, stays }: Leader, moment: number): string | null {
    const own = stays.filter(({ from, to }) => moment >= from && moment < to);
    const last = own.reduce<(typeof own)[number] | null>(
      (best, stay) => (best === null || stay.from > best.from ? stay : best),
      null,
    );
    return last === null ? home : last.zone;
  }

  it('finds every moment at which a talk can begin, and no other', () => {
    fc.assert(
      fc.property(requests, ({ leaders, interpreters, lines, held, notice, duration }) => {
        const resources = [
          ...interpreters.map((busy, index) => resource(`interpreter-${index}`, 'interpreter', busy)),
          ...lines.map((busy, index) => resource(`line-${index}`, 'line', busy)),
        ];
        const request = search({
          from: START,
          to: START + SPAN,
          leaders,
          resources,
          held,
          noticeMinutes: notice,
          durationMinutes: duration,
        });
        const proposals = proposalsOf(request);
        const minutes = Array.from({ length: SPAN / MINUTE }, (_, index) => START + index * MINUTE);
        const open = minutes.map(
          (moment) =>
            moment >= START + notice * MINUTE &&
            !covers(held, moment) &&
            leaders.every((one) => {
              const where = zoneAt(one, moment);
              return (
                where !== null &&
                awake.get(where)!(moment) &&
                !covers(
                  one.fixtures.filter(({ firm }) => firm),
                  moment,
                )
              );
            }),
        );
        const free = (busy: Resource['busy']) => minutes.map((moment) => !covers(busy, moment));
        const crews = interpreters.flatMap((one) => lines.map((other) => [free(one), free(other)] as const));
        const possible = runs(minutes.length, duration, (index) => open[index]!, crews);
        const proposed = minutes.map((moment) =>
          proposals.some(({ firstStart, lastStart }) => moment >= firstStart && moment <= lastStart),
        );
        expect(proposed).toEqual(possible);
        for (const proposal of proposals)
          for (const best of proposal.best)
            for (const one of leaders) expect(comfortable(one, best)).toEqual([best]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  }, 60_000);

  /** For every minute whether a talk of the length can begin there with one crew throughout. */
  function runs(
    length: number,
    duration: number,
    open: (index: number) => boolean,
    crews: readonly (readonly [boolean[], boolean[]])[],
  ): boolean[] {
    const possible = new Array<boolean>(length).fill(false);
    for (const [interpreter, line] of crews) {
      let run = 0;
      for (let index = length - 1; index >= 0; index--) {
        run = open(index) && interpreter[index]! && line[index]! ? run + 1 : 0;
        if (run >= duration) possible[index] = true;
      }
    }
    return possible;
  }
});
