import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { inBothZones, publicStamp, spanInBothZones, type TwoZones } from '../../src/meetings/two-zones.ts';
import { abbreviation, abbreviations, cityOf, offsetMinutes } from '../../src/meetings/zone-names.ts';

const EN: TwoZones = { home: 'Asia/Tokyo', away: 'America/New_York', language: 'en' };
const JA: TwoZones = { ...EN, language: 'ja' };
const at = parseInstant;

describe('the name of a clock', () => {
  it('follows the season', () => {
    expect(abbreviation('Asia/Tokyo', at('2024-11-06T00:00:00Z'))).toBe('JST');
    expect(abbreviation('America/New_York', at('2024-11-03T05:59:59Z'))).toBe('EDT');
    expect(abbreviation('America/New_York', at('2024-11-03T06:00:00Z'))).toBe('EST');
    expect(abbreviation('Europe/London', at('2024-07-01T00:00:00Z'))).toBe('BST');
  });

  it('is the offset where the table has none, also for quarters of an hour', () => {
    expect(abbreviation('Asia/Kathmandu', at('2024-11-06T00:00:00Z'))).toBe('UTC+5:45');
    expect(abbreviation('America/St_Johns', at('2024-11-06T00:00:00Z'))).toBe('UTC−3:30');
    expect(abbreviation('Asia/Shanghai', at('2024-11-06T00:00:00Z'))).toBe('UTC+8');
    expect(abbreviation('UTC', at('2024-11-06T00:00:00Z'))).toBe('UTC');
  });

  it('is given for both seasons, on either half of the earth', () => {
    const november = at('2024-11-06T00:00:00Z');
    expect(abbreviations('America/New_York', november)).toEqual({ standard: 'EST', daylight: 'EDT' });
    expect(abbreviations('Australia/Sydney', november)).toEqual({ standard: 'AEST', daylight: 'AEDT' });
    expect(abbreviations('Asia/Tokyo', november)).toEqual({ standard: 'JST', daylight: 'JST' });
  });

  it('agrees with Temporal on the offset, old offsets with seconds included', () => {
    for (const zone of [
      'Asia/Tokyo',
      'America/New_York',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Africa/Monrovia',
    ]) {
      for (const text of ['1925-06-01T00:00:00Z', '1971-07-01T00:00:00Z', '2024-11-06T00:00:00Z']) {
        const { offsetNanoseconds } = Temporal.Instant.from(text).toZonedDateTimeISO(zone);
        expect(offsetMinutes(zone, at(text)), `${zone} ${text}`).toBeCloseTo(offsetNanoseconds / 6e10, 6);
      }
    }
  });

  it('is refused for a zone that does not exist', () => {
    expect(() => abbreviation('Asia/Tokio', 0)).toThrow('unknown zone "Asia/Tokio"');
  });
});

describe('the place of a clock', () => {
  it('is the capital in both languages, else the city of the zone', () => {
    expect(cityOf('America/New_York', 'en')).toBe('Washington');
    expect(cityOf('America/New_York', 'ja')).toBe('ワシントン');
    expect(cityOf('America/Argentina/Buenos_Aires', 'ja')).toBe('Buenos Aires');
  });
});

describe('a moment on the desk', () => {
  it('stands in both zones without a date while all is one day', () => {
    const gate = at('2024-11-06T11:30:00Z');
    const now = at('2024-11-06T10:41:07Z');
    expect(inBothZones(gate, { ...EN, now })).toBe('20:30 JST (06:30 EST)');
    expect(inBothZones(gate, { ...JA, now })).toBe('20:30（米東部06:30）');
  });

  it('carries both dates where they differ', () => {
    const call = at('2024-11-06T22:00:00Z');
    expect(inBothZones(call, EN)).toBe('7 Nov 07:00 JST (6 Nov 17:00 EST)');
    expect(inBothZones(call, JA)).toBe('11月7日07:00（米東部11月6日17:00）');
  });

  it('carries both dates on another day than the desk’s own', () => {
    const gate = at('2024-11-06T11:30:00Z');
    const now = at('2024-11-07T01:00:00Z');
    expect(inBothZones(gate, { ...EN, now })).toBe('6 Nov 20:30 JST (6 Nov 06:30 EST)');
    expect(inBothZones(gate, { ...JA, now })).toBe('11月6日20:30（米東部11月6日06:30）');
  });

  it('is written right at midnight and noon', () => {
    expect(inBothZones(at('2024-11-06T15:00:00Z'), EN)).toBe('7 Nov 00:00 JST (6 Nov 10:00 EST)');
    expect(inBothZones(at('2024-11-07T05:00:00Z'), EN)).toBe('14:00 JST (00:00 EST)');
    expect(inBothZones(at('2024-11-06T03:00:00Z'), JA)).toBe('11月6日12:00（米東部11月5日22:00）');
  });

  it('names the region of the house where the house is not in Japan', () => {
    const zones: TwoZones = { home: 'Europe/London', away: 'America/New_York', language: 'ja' };
    expect(inBothZones(at('2024-11-06T11:30:00Z'), zones)).toBe('英国11:30（米東部06:30）');
  });
});

describe('a span on the desk', () => {
  it('is written with one date in each zone, or two where it runs over midnight', () => {
    const [from, to] = [at('2024-11-06T22:00:00Z'), at('2024-11-07T04:00:00Z')];
    expect(spanInBothZones(from, to, EN)).toBe('7 Nov 07:00–13:00 JST (6 Nov 17:00–23:00 EST)');
    expect(spanInBothZones(from, to, JA)).toBe('11月7日07:00～13:00（米東部11月6日17:00～23:00）');
    expect(spanInBothZones(from, at('2024-11-07T05:30:00Z'), EN)).toBe(
      '7 Nov 07:00–14:30 JST (6 Nov 17:00–7 Nov 00:30 EST)',
    );
  });

  it('names both clocks where one changes within it', () => {
    expect(spanInBothZones(at('2024-11-03T05:30:00Z'), at('2024-11-03T06:30:00Z'), EN)).toBe(
      '14:30–15:30 JST (01:30 EDT–01:30 EST)',
    );
  });
});

describe('the stamp of a public page', () => {
  it('follows each language’s custom', () => {
    const moment = at('2024-11-06T07:29:00Z');
    expect(publicStamp(moment, 'Asia/Tokyo', 'en')).toBe('16:29 JST, November 6, 2024');
    expect(publicStamp(moment, 'Asia/Tokyo', 'ja')).toBe('2024年11月6日 16時29分');
  });

  it('is written right at midnight and noon', () => {
    const [midnight, noon] = [at('2024-11-06T15:00:00Z'), at('2024-11-06T03:00:00Z')];
    expect(publicStamp(midnight, 'Asia/Tokyo', 'en')).toBe('00:00 JST, November 7, 2024');
    expect(publicStamp(midnight, 'Asia/Tokyo', 'ja')).toBe('2024年11月7日 0時00分');
    expect(publicStamp(noon, 'Asia/Tokyo', 'en')).toBe('12:00 JST, November 6, 2024');
    expect(publicStamp(noon, 'Asia/Tokyo', 'ja')).toBe('2024年11月6日 12時00分');
  });
});
