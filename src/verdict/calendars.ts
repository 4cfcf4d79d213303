/**
 * The calendars that are built in, with their sources. Another country: copy `TEMPLATE`, fill in its law, list it.
 *
 * State deadlines stand here only where the statute gives a day by itself; where a state counts from the end of its
 * canvass, nothing is better than a guess. The sections of Arizona, Florida, Michigan, Nevada and North Carolina were
 * read; what was not read says so.
 */
import type { Calendar, CalendarDate, DayRule } from './calendar.ts';
import type { Words } from './policy.ts';

type Given = Pick<CalendarDate, 'id' | 'title' | 'day' | 'source'> & Partial<CalendarDate>;

function date(given: Given): CalendarDate {
  return { hour: null, from: null, to: null, declares: false, contest: null, ...given };
}

const ELECTION_DAY: DayRule = { next: 'tuesday', after: { nth: 1, weekday: 'monday', month: 11 } };
const SECOND_WEDNESDAY: DayRule = { nth: 2, weekday: 'wednesday', month: 12 };
const ELECTORS: Words = { en: 'Electors vote', ja: '選挙人の投票' };
const SAFE_HARBOUR = '3 U.S.C. § 5 (1948), as it stood until the Electoral Count Reform Act of 2022';

function stateDate(
  contest: string,
  state: Words,
  day: DayRule,
  source: string,
  more: Partial<CalendarDate> = {},
): CalendarDate {
  const title = { en: `${state.en} certifies, at the latest`, ja: `${state.ja}の認定の期限` };
  return date({ id: `certification-${contest}`, title, day, source, contest, ...more });
}

/** Presidential elections of the United States since title 3 of the Code. */
export const US_PRESIDENT: Calendar = {
  id: 'us-president',
  zone: 'America/New_York',
  since: 1948,
  dates: [
    date({
      id: 'election',
      title: { en: 'Election day', ja: '投票日' },
      day: ELECTION_DAY,
      source: '3 U.S.C. § 1',
    }),
    date({
      id: 'ascertainment',
      title: { en: 'Governors certify the electors, at the latest', ja: '州知事による選挙人の認定の期限' },
      day: { days: -6, from: 'electors-vote' },
      source: '3 U.S.C. § 5(a)(1), Electoral Count Reform Act of 2022 (Public Law 117-328, division P)',
      from: 2024,
    }),
    date({
      id: 'safe-harbour',
      title: {
        en: 'Safe harbour: disputes settled by then bind Congress',
        ja: '州内の争訟の決着が連邦議会を拘束する期限',
      },
      day: { days: -6, from: 'electors-vote' },
      source: SAFE_HARBOUR,
      to: 2023,
    }),
    date({
      id: 'electors-vote',
      title: ELECTORS,
      day: { next: 'tuesday', after: SECOND_WEDNESDAY },
      source: '3 U.S.C. § 7, as amended by the Electoral Count Reform Act of 2022',
      from: 2024,
      declares: true,
    }),
    date({
      id: 'electors-vote',
      title: ELECTORS,
      day: { next: 'monday', after: SECOND_WEDNESDAY },
      source: '3 U.S.C. § 7 (1948)',
      to: 2023,
      declares: true,
    }),
    date({
      id: 'congress-count',
      title: { en: 'Congress counts the votes', ja: '連邦議会での集計' },
      day: { month: 1, day: 6, yearsLater: 1 },
      hour: '13:00',
      source: '3 U.S.C. § 15 (Congress has set another day by law, as in 2013)',
      declares: true,
    }),
    date({
      id: 'inauguration',
      title: { en: 'Inauguration', ja: '大統領就任' },
      day: { month: 1, day: 20, yearsLater: 1 },
      hour: '12:00',
      source: 'Twentieth Amendment, section 1',
      declares: true,
    }),
    stateDate(
      'AZ',
      { en: 'Arizona', ja: 'アリゾナ州' },
      { next: 'monday', after: { days: 14, from: 'election' } },
      'Arizona Revised Statutes 16-642(A)(2)(b), Laws 2024, chapter 1',
      { from: 2024 },
    ),
    stateDate(
      'FL',
      { en: 'Florida', ja: 'フロリダ州' },
      { days: 14, from: 'election' },
      'Florida Statutes 102.111(2)',
    ),
    stateDate(
      'GA',
      { en: 'Georgia', ja: 'ジョージア州' },
      { days: 17, from: 'election' },
      'Official Code of Georgia 21-2-499(b); day and hour as the press gave them in 2024, section unverified',
      { hour: '17:00' },
    ),
    stateDate(
      'MI',
      { en: 'Michigan', ja: 'ミシガン州' },
      { days: 20, from: 'election' },
      'Michigan Compiled Laws 168.842 (and 168.822(2) where a county fails)',
    ),
    stateDate(
      'NC',
      { en: 'North Carolina', ja: 'ノースカロライナ州' },
      { days: 21, from: 'election' },
      'North Carolina General Statutes 163-182.5(c)',
      { hour: '11:00' },
    ),
    stateDate(
      'NV',
      { en: 'Nevada', ja: 'ネバダ州' },
      { nth: 4, weekday: 'tuesday', month: 11 },
      'Nevada Revised Statutes 293.395(2)',
    ),
    stateDate(
      'WI',
      { en: 'Wisconsin', ja: 'ウィスコンシン州' },
      { month: 12, day: 1, yearsLater: 0 },
      'Wisconsin Statutes 7.70(3)(a); day as the press gave it in 2024, section unverified',
    ),
  ],
};

/** How another country's calendar looks: a second Sunday, a declaration three days later, an oath after a month. */
export const TEMPLATE: Calendar = {
  id: 'template',
  zone: 'Etc/UTC',
  since: 2000,
  dates: [
    date({
      id: 'election',
      title: { en: 'Election day', ja: '投票日' },
      day: { nth: 2, weekday: 'sunday', month: 5 },
      source: 'name the law and its section here',
    }),
    date({
      id: 'declaration',
      title: { en: 'The commission declares, at the latest', ja: '選管による宣言の期限' },
      day: { days: 3, from: 'election' },
      source: 'name the law and its section here',
    }),
    date({
      id: 'inauguration',
      title: { en: 'Oath', ja: '就任' },
      day: { month: 6, day: 15, yearsLater: 0 },
      hour: '10:00',
      source: 'name the law and its section here',
      declares: true,
    }),
  ],
};

export const CALENDARS: readonly Calendar[] = [US_PRESIDENT, TEMPLATE];
