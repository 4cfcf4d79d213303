/** The desk's clock for the page: live, or a rehearsal's with the moments worth jumping to. */
import type { DeskReader } from '../desk.ts';
import { HOUR, type Instant, parseInstant } from '../election/instant.ts';
import type { Opened } from '../fold/opened.ts';
import type { RehearsalClock } from '../rehearsal.ts';
import type { Language } from '../response/playbook.ts';
import type { ClockView } from './wire.ts';
import type { Wording } from './wording.ts';

/** Long enough after the last closing for the count, the calls and the first telephone talk. */
export const REHEARSAL_HOURS = 36;

const BASIS = {
  real: {
    en: 'Counts, results and the times of calls are as recorded.',
    ja: '開票、確定結果、当確の時刻は記録のとおりです。',
  },
  reconstructed: {
    en: 'Results and the times of calls are real; the path of the count between closing and certified result is a reconstruction.',
    ja: '確定結果と当確の時刻は実際のもので、投票締め切りから確定までの開票の経過は再構成です。',
  },
};

const DRILLS = {
  correction: {
    en: 'A drill puts one false report into the count of the closest contest.',
    ja: '訓練として、最も接戦の選挙区に誤った報告を1件入れています。',
  },
  retraction: {
    en: 'A drill has one desk take back its call of the country and give it again.',
    ja: '訓練として、1社が全体の当確を取り消し、のちに出し直します。',
  },
  slip: {
    en: 'A drill has one desk call the country for the wrong ticket and put it right.',
    ja: '訓練として、1社が誤った候補に全体の当確を出し、のちに訂正します。',
  },
  outage: {
    en: 'A drill lets nothing arrive for an hour.',
    ja: '訓練として、すべての受信を1時間止めます。',
  },
  'absent-approver': {
    en: 'A drill is without its first approver.',
    ja: '訓練として、1人目の承認者が不在です。',
  },
  'frozen-feed': {
    en: 'A drill silences the count for half an hour in the middle of the night.',
    ja: '訓練として、開票の途中で受信を30分止めます。',
  },
};

/** What is real in a rehearsal, what is reconstructed, and what trouble was put in on purpose. */
export function basisOf({ reconstructed, drill }: NonNullable<Opened['night']>, language: Language): string {
  const basis = BASIS[reconstructed ? 'reconstructed' : 'real'][language];
  if (drill === null) return basis;
  return language === 'ja' ? `${basis}${DRILLS[drill].ja}` : `${basis} ${DRILLS[drill].en}`;
}

export function clockView(
  reader: DeskReader,
  { clock }: { readonly clock: RehearsalClock | null },
  at: Instant,
  words: Wording,
): ClockView {
  const night = reader.context.opened.night;
  if (night === null) return { at, running: true, speed: 1, rehearsal: null };
  const from = nightStart(reader);
  return {
    at: clock?.at ?? at,
    running: clock?.running ?? false,
    speed: clock?.speed ?? 1,
    rehearsal: {
      title: night.title[words.language],
      basis: basisOf(night, words.language),
      from,
      until: from + REHEARSAL_HOURS * HOUR,
      finished: clock?.finished ?? false,
      marks: marksOf(reader, words),
    },
  };
}

function nightStart({ context }: DeskReader): Instant {
  return Math.min(...context.election.contests.map(({ pollsCloseFirst }) => pollsCloseFirst)) - HOUR / 2;
}

/** Moments by the night's own clock: closings, and where the journal has them, turns of the verdict. */
function marksOf(
  { context, state }: DeskReader,
  words: Wording,
): NonNullable<ClockView['rehearsal']>['marks'] {
  const closings = context.election.contests.map(
    ({ pollsCloseFirst, pollsCloseLast }) => [pollsCloseFirst, pollsCloseLast] as const,
  );
  const first = Math.min(...closings.map(([at]) => at));
  const last = Math.max(...closings.map(([, at]) => at));
  const ja = words.language === 'ja';
  const noon = parseInstant(`${context.election.date}T00:00:00Z`) + 27 * HOUR;
  return [
    { at: first, label: ja ? '最初の締め切り' : 'first polls close' },
    { at: noon, label: ja ? '正午' : 'noon at home' },
    // Where all polls close at once there is one such moment.
    ...(last === first ? [] : [{ at: last, label: ja ? '最後の締め切り' : 'last polls close' }]),
    ...(state.announced.since === null
      ? []
      : [{ at: state.announced.since, label: ja ? '直近の判定変化' : 'last turn of the verdict' }]),
  ].toSorted((a, b) => a.at - b.at);
}
