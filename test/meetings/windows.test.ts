import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, formatInstant, HOUR, MINUTE, parseInstant, SECOND } from '../../src/election/instant.ts';
import type { Span } from '../../src/meetings/spans.ts';
import { type Party, type WindowRequest, windowsOf } from '../../src/meetings/windows.ts';

const TOKYO: Party = { zone: 'Asia/Tokyo', wakes: '07:00', sleeps: '23:00' };
const FLORIDA: Party = { zone: 'America/New_York', wakes: '07:00', sleeps: '23:00' };

function found(
  request: Omit<WindowRequest, 'from' | 'to' | 'busy'> & { from: string; to: string; busy?: Span[] },
) {
  const { from, to, parties, minutes, busy = [] } = request;
  return windowsOf({ from: parseInstant(from), to: parseInstant(to), parties, minutes, busy }).map((span) => [
    formatInstant(span.from),
    formatInstant(span.to),
  ]);
}

describe('telephone windows', () => {
  it('between Tokyo and Florida change on the day on which American clocks go back', () => {
    const parties = [TOKYO, FLORIDA];
    // 2 November 2024 in Tokyo: 07:00–12:00 and 20:00–23:00, thirteen hours ahead.
    expect(found({ from: '2024-11-01T15:00:00Z', to: '2024-11-02T15:00:00Z', parties, minutes: 15 })).toEqual(
      [
        ['2024-11-01T22:00:00Z', '2024-11-02T03:00:00Z'],
        ['2024-11-02T11:00:00Z', '2024-11-02T14:00:00Z'],
      ],
    );
    // 7 November 2024: 07:00–13:00 and 21:00–23:00, fourteen hours ahead.
    expect(found({ from: '2024-11-06T15:00:00Z', to: '2024-11-07T15:00:00Z', parties, minutes: 15 })).toEqual(
      [
        ['2024-11-06T22:00:00Z', '2024-11-07T04:00:00Z'],
        ['2024-11-07T12:00:00Z', '2024-11-07T14:00:00Z'],
      ],
    );
  });

  it('begin and end to the second where the search or a busy time does', () => {
    const at = (text: string) => parseInstant(text);
    const busy = [
      { from: at('2024-11-07T00:30:00Z'), to: at('2024-11-07T00:35:07Z') },
      { from: at('2024-11-07T00:20:00Z'), to: at('2024-11-07T00:31:00Z') },
    ];
    expect(
      found({
        from: '2024-11-07T00:00:13Z',
        to: '2024-11-07T01:00:59Z',
        parties: [TOKYO],
        minutes: 15,
        busy,
      }),
    ).toEqual([
      ['2024-11-07T00:00:13Z', '2024-11-07T00:20:00Z'],
      ['2024-11-07T00:35:07Z', '2024-11-07T01:00:59Z'],
    ]);
  });

  it('are left out when shorter than asked for', () => {
    const request = { from: '2024-11-07T13:30:00Z', to: '2024-11-07T15:00:00Z', parties: [TOKYO] };
    expect(found({ ...request, minutes: 30 })).toEqual([['2024-11-07T13:30:00Z', '2024-11-07T14:00:00Z']]);
    expect(found({ ...request, minutes: 31 })).toEqual([]);
  });

  it('run through where somebody is always awake, also over midnight and over a change of the clock', () => {
    const always = [
      { zone: 'America/New_York', wakes: '00:00', sleeps: '24:00' },
      { zone: 'Europe/London', wakes: '05:00', sleeps: '05:00' },
    ];
    expect(
      found({ from: '2024-11-01T00:00:00Z', to: '2024-11-09T00:00:00Z', parties: always, minutes: 15 }),
    ).toEqual([['2024-11-01T00:00:00Z', '2024-11-09T00:00:00Z']]);
  });

  it('open twice where a repeated hour puts the clock back behind bedtime', () => {
    const night = { zone: 'America/New_York', wakes: '20:00', sleeps: '01:30' };
    expect(
      found({ from: '2024-11-03T04:00:00Z', to: '2024-11-03T08:00:00Z', parties: [night], minutes: 15 }),
    ).toEqual([
      ['2024-11-03T04:00:00Z', '2024-11-03T05:30:00Z'],
      ['2024-11-03T06:00:00Z', '2024-11-03T06:30:00Z'],
    ]);
  });

  it('know the day that Samoa left out', () => {
    const apia = { zone: 'Pacific/Apia', wakes: '08:00', sleeps: '20:00' };
    // 29 December 2011 ended at 10:00Z and was followed by the 31st.
    expect(
      found({ from: '2011-12-29T12:00:00Z', to: '2011-12-31T12:00:00Z', parties: [apia], minutes: 15 }),
    ).toEqual([
      ['2011-12-29T18:00:00Z', '2011-12-30T06:00:00Z'],
      ['2011-12-30T18:00:00Z', '2011-12-31T06:00:00Z'],
    ]);
  });
});

describe('a window search is refused with the reason', () => {
  const request = { from: '2024-11-06T00:00:00Z', to: '2024-11-07T00:00:00Z', parties: [TOKYO], minutes: 15 };

  it('for an unknown zone or a clock time that is none', () => {
    expect(() => found({ ...request, parties: [{ ...TOKYO, zone: 'Asia/Tokio' }] })).toThrow(
      'unknown zone "Asia/Tokio": write an IANA name',
    );
    for (const wakes of ['7:00', '25:00', '07:60', '24:30', ''])
      expect(() => found({ ...request, parties: [{ ...TOKYO, wakes }] })).toThrow(
        `invalid clock time "${wakes}"`,
      );
  });

  it('for spans that end before they begin, for no party and for no length', () => {
    expect(() => found({ ...request, to: request.from })).toThrow(
      'invalid window search: 2024-11-06T00:00:00Z is not before 2024-11-06T00:00:00Z',
    );
    expect(() => found({ ...request, busy: [{ from: 5 * SECOND, to: 0 }] })).toThrow('invalid busy time');
    expect(() => found({ ...request, parties: [] })).toThrow('at least one party');
    expect(() => found({ ...request, minutes: Number.NaN })).toThrow('invalid length NaN');
  });
});

describe('against a search minute by minute', () => {
  const ZONES = [
    'Asia/Tokyo',
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Europe/London',
    'Europe/Dublin',
    'Africa/Casablanca',
    'Asia/Tehran',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Honolulu',
  ];
  const quarters = fc.nat(95).map((quarter) => {
    const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  });
  const party = fc.record({ zone: fc.constantFrom(...ZONES), wakes: quarters, sleeps: quarters });

  /** A start within the two days before a change of the first party's clock where it has one, else anywhere. */
  const searches = fc
    .record({
      parties: fc.array(party, { minLength: 1, maxLength: 3 }),
      year: fc.integer({ min: 1975, max: 2037 }),
      day: fc.nat(364),
      before: fc.nat(2 * 24 * 60),
      busy: fc.array(fc.record({ start: fc.nat(4 * 24 * 60), length: fc.integer({ min: 1, max: 600 }) }), {
        maxLength: 3,
      }),
      minutes: fc.constantFrom(1, 15, 30, 45, 90),
    })
    .map(({ parties, year, day, before, busy, minutes }): WindowRequest => {
      const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1) + day * DAY);
      const change = start.toZonedDateTimeISO(parties[0]!.zone).getTimeZoneTransition('next');
      const from = (change?.epochMilliseconds ?? start.epochMilliseconds) - before * MINUTE;
      const spans = busy.map(({ start: at, length }) => ({
        from: from + at * MINUTE,
        to: from + (at + length) * MINUTE,
      }));
      return { from, to: from + 4 * DAY, parties, busy: spans, minutes };
    });

  /** The wall clock by Intl, which shares no code with the search. */
  const formats = new Map(
    ZONES.map((zone) => [
      zone,
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
    ]),
  );

  function isAwake({ zone, wakes, sleeps }: Party, at: number): boolean {
    const clock = formats.get(zone)!.format(at);
    return wakes < sleeps ? clock >= wakes && clock < sleeps : clock >= wakes || clock < sleeps;
  }

  function slowWindows({ from, to, parties, busy, minutes }: WindowRequest): Span[] {
    const spans: Span[] = [];
    let start: number | null = null;
    for (let at = from; at <= to; at += MINUTE) {
      const good =
        at < to &&
        busy.every((span) => at < span.from || at >= span.to) &&
        parties.every((one) => isAwake(one, at));
      if (good) start ??= at;
      else if (start !== null) {
        if (at - start >= minutes * MINUTE) spans.push({ from: start, to: at });
        start = null;
      }
    }
    return spans;
  }

  it('finds the same spans around clock changes of sixty years in twelve zones', () => {
    fc.assert(
      fc.property(searches, (request) => {
        expect(windowsOf(request)).toEqual(slowWindows(request));
      }),
      { seed: 20241105, numRuns: 150 },
    );
  });

  it('reaches changes of an hour, of half an hour and of a day', () => {
    const sizes = new Set<number>();
    for (const zone of ZONES) {
      let clock = Temporal.Instant.from('1975-01-01T00:00:00Z').toZonedDateTimeISO(zone);
      for (let change = clock.getTimeZoneTransition('next'); change !== null && change.year < 2038; ) {
        sizes.add(Math.abs(change.offsetNanoseconds - clock.offsetNanoseconds) / 1e6 / HOUR);
        clock = change;
        change = clock.getTimeZoneTransition('next');
      }
    }
    expect([...sizes]).toEqual(expect.arrayContaining([0.5, 1, 24]));
  });
});
