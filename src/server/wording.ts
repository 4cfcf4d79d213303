/**
 * The desk's voice in one language: phrases of verdict and response, moments in both zones, names.
 *
 * Made once for a view: names and zones are looked up here, and nowhere is a sentence glued together.
 */
import { isBriefPhrase, sayBrief } from '../brief/phrases.ts';
import type { Instant } from '../election/instant.ts';
import { type Context, contestName, shortName, voiceName } from '../fold/context.ts';
import { sayMeetings } from '../meetings/sentences.ts';
import { inBothZones, spanInBothZones } from '../meetings/two-zones.ts';
import { sayRelations } from '../relations/sentences.ts';
import type { Language } from '../response/playbook.ts';
import { isResponsePhrase, type ResponseWords, responseWords, sayResponse } from '../response/sentences.ts';
import { type SentenceContext, say } from '../verdict/sentences.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { isSignInPhrase, saySignIn } from './sign-in/phrases.ts';

export type Wording = {
  readonly language: Language;
  /** Words a phrase of the verdict or of the response. */
  readonly phrase: (phrase: Phrase) => string;
  /** A moment in both zones; with the date where it is not the desk's day. */
  readonly when: (at: Instant) => string;
  readonly span: (from: Instant, to: Instant) => string;
  /** Items in a row. */
  readonly listed: (items: readonly string[]) => string;
  readonly contest: (id: string) => string;
  readonly ticket: (id: string) => string;
  readonly voice: (name: string) => string;
  readonly feed: (id: string) => string;
  readonly step: (branch: string, step: string) => string;
  readonly branch: (id: string) => string;
  readonly person: (id: string) => string;
};

/** Feeds that every night has; those of a desk's own configuration are called by their ids. */
const FEEDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  counts: { en: 'Counts', ja: '開票' },
  calls: { en: 'Calls', ja: '当確' },
  facts: { en: 'Facts', ja: '事実' },
  hand: { en: 'By hand', ja: '手入力' },
};

/** The wording of a desk in a language; `now` decides which moments need their date. */
export function wordingOf(context: Context, language: Language, now: Instant): Wording {
  const zones = {
    home: context.profile.zones.home.zone,
    away: context.profile.zones.there.zone,
    language,
    now,
  };
  const when = (at: Instant) => inBothZones(at, zones);
  const verdict = sentenceContext(context, language, when);
  const response: ResponseWords = responseWords(context.playbook, context.people, language, when);
  return {
    language,
    phrase: (phrase) => {
      if (isBriefPhrase(phrase)) return sayBrief(phrase, language);
      const surrounding = sayRelations(phrase, language) ?? sayMeetings(phrase, language);
      if (surrounding !== null) return surrounding;
      if (isSignInPhrase(phrase)) return saySignIn(phrase, language, response.person);
      return isResponsePhrase(phrase)
        ? sayResponse(phrase, language, response)
        : say(phrase, language, verdict);
    },
    when,
    span: (from, to) => spanInBothZones(from, to, zones),
    listed: (items) => items.join(language === 'ja' ? '、' : '; '),
    contest: (id) => contestName(context, id, language),
    ticket: (id) => shortName(context, id, language),
    voice: (name) => voiceName(context, name, language),
    feed: (id) => FEEDS[id]?.[language] ?? id,
    step: response.step,
    branch: response.branch,
    person: response.person,
  };
}

function sentenceContext(
  context: Context,
  language: Language,
  when: (at: Instant) => string,
): SentenceContext {
  const home = context.profile.zones.home.zone;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: home,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    tickets: Object.fromEntries(
      context.election.tickets.map(({ id }) => [id, shortName(context, id, language)]),
    ),
    contests: Object.fromEntries(
      context.election.contests.map(({ id }) => [id, contestName(context, id, language)]),
    ),
    groups: Object.fromEntries(context.groups.map(({ id, name }) => [id, name[language]])),
    when,
    clock: (at) => clock.format(at),
  };
}
