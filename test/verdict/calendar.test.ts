import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/election/instant.ts';
import { calendarOf } from '../../src/verdict/calendar.ts';
import { TEMPLATE, US_PRESIDENT } from '../../src/verdict/calendars.ts';

const days = (year: number) =>
  Object.fromEntries(calendarOf(US_PRESIDENT, year).map(({ id, day }) => [id, day]));

describe('the calendar of a presidential election of the United States', () => {
  it.each([
    [2000, '2000-11-07', '2000-12-18', '2001-01-20'],
    [2016, '2016-11-08', '2016-12-19', '2017-01-20'],
    [2020, '2020-11-03', '2020-12-14', '2021-01-20'],
    [2024, '2024-11-05', '2024-12-17', '2025-01-20'],
    [2028, '2028-11-07', '2028-12-19', '2029-01-20'],
  ])('of %i has its days where history and the statute have them', (year, election, electors, oath) => {
    expect(days(year)).toMatchObject({
      election,
      'electors-vote': electors,
      inauguration: oath,
      'congress-count': `${year + 1}-01-06`,
    });
  });

  it('knows the safe harbour before the reform of 2022 and the duty of the governors after it', () => {
    expect(days(2020)).toMatchObject({ 'safe-harbour': '2020-12-08' });
    expect(days(2020)).not.toHaveProperty('ascertainment');
    expect(days(2024)).toMatchObject({ ascertainment: '2024-12-11' });
    expect(days(2024)).not.toHaveProperty('safe-harbour');
  });

  it('has the days of the states as their laws and the press had them', () => {
    expect(days(2024)).toMatchObject({
      'certification-AZ': '2024-11-25',
      'certification-FL': '2024-11-19',
      'certification-GA': '2024-11-22',
      'certification-MI': '2024-11-25',
      'certification-NC': '2024-11-26',
      'certification-NV': '2024-11-26',
      'certification-WI': '2024-12-01',
    });
    expect(days(2020)).toMatchObject({ 'certification-NV': '2020-11-24', 'certification-NC': '2020-11-24' });
    expect(days(2020)).not.toHaveProperty('certification-AZ');
  });

  it('gives the legal hours of Congress and of the oath in Washington, and none to the electors', () => {
    const at = Object.fromEntries(calendarOf(US_PRESIDENT, 2024).map((one) => [one.id, one.at]));
    expect(formatInstant(at['congress-count']!)).toBe('2025-01-06T18:00:00Z');
    expect(formatInstant(at['inauguration']!)).toBe('2025-01-20T17:00:00Z');
    expect(at['electors-vote']).toBeNull();
  });

  it('gives every date a source, and stands in order for each year of a century', () => {
    for (let year = 1948; year <= 2048; year += 4) {
      const dates = calendarOf(US_PRESIDENT, year);
      expect(dates.map(({ day }) => day)).toEqual(dates.map(({ day }) => day).toSorted());
      expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
      for (const { source } of dates) expect(source).not.toBe('');
      expect(dates[0]!.id).toBe('election');
    }
  });

  it('is not guessed for years before its statutes', () => {
    expect(() => calendarOf(US_PRESIDENT, 1944)).toThrow('it is known from 1948 on, not for 1944');
  });
});

describe('the template for another country', () => {
  it('computes every way in which a law can name a day', () => {
    expect(calendarOf(TEMPLATE, 2031).map(({ day }) => day)).toEqual([
      '2031-05-11',
      '2031-05-14',
      '2031-06-15',
    ]);
  });
});
