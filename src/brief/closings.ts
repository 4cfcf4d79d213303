/**
 * When the polls close, in three zones: the desk's, the other capital's and the place's own.
 *
 * Contests in, one row for each moment at which the last polls of some contest close. A state in two zones closes
 * twice; it stands under its last closing, because before that nothing of it is reported.
 */
import type { Instant } from '../election/instant.ts';
import { abbreviation, offsetMinutes, regionOf } from '../meetings/zone-names.ts';
import type { Language } from '../response/playbook.ts';
import type { BriefFacts, LiveContest } from './brief.ts';
import { localZones } from './local-zones.ts';
import { clock } from './stamp.ts';

export type Closing = {
  readonly at: Instant;
  readonly electors: number;
  readonly over: boolean;
  /** By the clock on the wall there. */
  readonly places: readonly { readonly time: string; readonly contests: readonly LiveContest[] }[];
};

export function closingsOf({ at, contests }: BriefFacts, language: Language): Closing[] {
  const moments = [...new Set(contests.all.map(({ pollsCloseLast }) => pollsCloseLast))].sort(
    (a, b) => a - b,
  );
  return moments.map((moment) => {
    const closing = contests.all.filter(({ pollsCloseLast }) => pollsCloseLast === moment);
    const byTime = Map.groupBy(closing, ({ id }) => localTime(id, moment, language));
    return {
      at: moment,
      electors: closing.reduce((sum, { electors }) => sum + electors, 0),
      over: moment <= at,
      places: [...byTime].map(([time, there]) => ({ time, contests: there })),
    };
  });
}

/** The next moment at which polls close; null once all have. */
export function nextClosing({ at, contests }: BriefFacts): Instant | null {
  const ahead = contests.all.map(({ pollsCloseLast }) => pollsCloseLast).filter((moment) => moment > at);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** Where the last polls of all close; few desks have a name for its clock. */
const ALEUTIANS = 'America/Adak';

function localTime(contest: string, at: Instant, language: Language): string {
  const zone = localZones(contest)?.[1];
  if (zone === undefined) return '';
  const time = clock(at, { city: { en: '', ja: '' }, zone }, language);
  if (zone === ALEUTIANS)
    return language === 'en'
      ? `${time} ${offsetMinutes(zone, at) === -600 ? 'HST' : 'HDT'}`
      : `アリューシャン時間${time}`;
  return language === 'en' ? `${time} ${abbreviation(zone, at)}` : `${regionOf(zone, at)}時間${time}`;
}
