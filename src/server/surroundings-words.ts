/** What the server itself says of relations and meetings: gaps, reminders, cautions, what is missing for a call. */
import type { Instant } from '../election/instant.ts';
import type { CalendarTrouble } from '../meetings/calendar-hours.ts';
import type { Caution } from '../meetings/proposals.ts';
import type { Gap, Reminder } from '../relations/care.ts';
import type { Language } from '../response/playbook.ts';

export type SurroundingsNames = {
  readonly language: Language;
  readonly contact: (id: string) => string;
  readonly camp: (ticket: string) => string;
  /** A day as a sentence writes it. */
  readonly day: (at: Instant) => string;
  readonly leader: (id: string) => string;
  readonly resource: (id: string) => string;
  /** What an entry of a diary is about. */
  readonly entry: (id: string) => string;
};

export const CALENDAR_TROUBLES: Readonly<Record<CalendarTrouble, Readonly<Record<Language, string>>>> = {
  unreachable: { en: 'its server does not answer', ja: 'サーバーが応答しません' },
  denied: {
    en: 'its server refuses name or password',
    ja: 'サーバーが利用者名またはパスワードを受け付けません',
  },
  'no-calendar': { en: 'there is no calendar at its address', ja: '設定されたアドレスに予定表がありません' },
  unreadable: {
    en: 'its server answers with something that is no calendar',
    ja: 'サーバーの応答が予定表の形式ではありません',
  },
};

export function sayGap(gap: Gap, { language, contact, camp, day }: SurroundingsNames): string {
  const ja = language === 'ja';
  const of = camp(gap.ticket);
  switch (gap.kind) {
    case 'no-contact':
      return ja ? `${of}に連絡先が一人もいません。` : `We know nobody in the ${of}.`;
    case 'out-of-reach': {
      const who = contact(gap.principal);
      if (gap.steps === null)
        return ja ? `${who}（${of}）に届く経路がありません。` : `Nobody of ours reaches ${who} (${of}).`;
      return ja
        ? `${who}（${of}）までは${gap.steps}段階かかります。2段階で届く人がいません。`
        : `${who} (${of}) is ${gap.steps} steps away: nobody reaches the candidate in two.`;
    }
    case 'single-point':
      return ja
        ? `${contact(gap.principal)}（${of}）への経路は、すべて${contact(gap.person)}を通ります。`
        : `Every path to ${contact(gap.principal)} (${of}) runs through ${contact(gap.person)}.`;
    case 'no-senior':
      if (gap.lastAt === null)
        return ja ? `${of}の幹部とはまだ接触がありません。` : `We have met nobody senior in the ${of}.`;
      return ja
        ? `${of}の幹部との接触は${day(gap.lastAt)}が最後です。`
        : `The last engagement with anybody senior in the ${of} was on ${day(gap.lastAt)}.`;
  }
}

export function sayReminder(reminder: Reminder, { language, contact, day }: SurroundingsNames): string {
  const ja = language === 'ja';
  const who = contact(reminder.contact);
  if (reminder.kind === 'follow-up') {
    const due = day(Date.parse(`${reminder.dueOn}T12:00:00Z`));
    return ja ? `${who}：${reminder.what}（${due}まで）` : `${who}: ${reminder.what} (by ${due})`;
  }
  if (reminder.lastAt === null) return ja ? `${who}とはまだ会っていません。` : `${who} has never been met.`;
  return ja
    ? `${who}とは${day(reminder.lastAt)}以来会っていません。`
    : `${who} was last met on ${day(reminder.lastAt)}.`;
}

export function sayCaution(
  caution: Caution,
  { language, leader, resource, entry }: SurroundingsNames,
): string {
  const ja = language === 'ja';
  switch (caution.kind) {
    case 'hours':
      return ja
        ? `${leader(caution.leader)}には早朝または夜遅い時間です。`
        : `Early or late for ${leader(caution.leader)}.`;
    case 'diary':
      return ja
        ? `${leader(caution.leader)}の「${entry(caution.fixture)}」を動かす必要があります。`
        : `“${entry(caution.fixture)}” of ${leader(caution.leader)} would have to move.`;
    case 'single':
      return ja
        ? `使えるのは${resource(caution.resource)}だけです。`
        : `Only ${resource(caution.resource)} is free.`;
  }
}

/** What is missing for a call that comes in, from the record's words: "asleep own", "engaged other record-12", "none-free line". */
export function sayLack(lack: string, { language, leader, resource, entry }: SurroundingsNames): string {
  const ja = language === 'ja';
  const [kind = '', who = '', what = ''] = lack.split(' ');
  if (kind === 'asleep') return ja ? `${leader(who)}は就寝時間です。` : `It is night for ${leader(who)}.`;
  if (kind === 'engaged')
    return ja ? `${leader(who)}は「${entry(what)}」に出席中です。` : `${leader(who)} is at “${entry(what)}”.`;
  return ja ? `空いている${resource(who)}がありません。` : `No ${resource(who)} is free.`;
}
