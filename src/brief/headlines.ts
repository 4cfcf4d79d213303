/**
 * Headlines and standfirsts of the night's article, one of each per situation and language.
 */
import type { ArticleText, Figure, Paragraph } from './brief.ts';
import { bodyInEnglish, groupsFigure } from './lead-en.ts';
import { bodyInJapanese, groupsFigure as groupsInJapanese } from './lead-ja.ts';
import type { LeadView, Situation } from './situation.ts';
import { clock } from './stamp.ts';
import { articleText, say } from './text.ts';

type Values = {
  readonly election: string;
  readonly city: string;
  readonly name: string;
  /** "Two of four groups" or 「4系統のうち2系統」, bound to the call that makes it so. */
  readonly groups: Figure;
  readonly verb: string;
};
type Titles = Readonly<
  Record<Situation, { readonly headline: (values: Values) => Paragraph; readonly standfirst: string }>
>;

const ENGLISH: Titles = {
  counting: {
    headline: ({ city }) => say`${city} follows the count, and waits for its end`,
    standfirst:
      'The government hopes to telephone early. It will neither congratulate nor call before the result is final.',
  },
  leaning: {
    headline: ({ groups, verb, name, city }) => say`${groups} ${verb} ${name}; ${city} waits for the rest`,
    standfirst:
      'Some desks have spoken, not enough of them. The government neither congratulates nor calls before the result is final.',
  },
  called: {
    headline: ({ groups, verb, name, city }) => say`${groups} ${verb} ${name}; ${city} lets the hour run`,
    standfirst: 'Enough desks agree. Their calls must now stand; until they have, nothing leaves the house.',
  },
  'gate-open': {
    headline: ({ groups, verb, name, city }) =>
      say`${groups} ${verb} ${name}; ${city}’s rule for a final result is met`,
    standfirst:
      'What the government sends is published here once it has left. Nothing leaves without the word of two people, and nothing has left yet.',
  },
  'on-hold': {
    headline: ({ city }) => say`The count turns back; ${city} keeps its message in the house`,
    standfirst:
      'Something speaks against the result. No message and no telephone call until the rule is met anew.',
  },
  sent: {
    headline: ({ city, name }) => say`${city} congratulates ${name}, and asks for a talk`,
    standfirst:
      'The message left when the government’s own rule was met, approved by two people and sent once.',
  },
  'talk-held': {
    headline: ({ city, name }) => say`${city} and ${name} speak by telephone`,
    standfirst: 'The message had gone before. What was said on the telephone is for both sides’ readouts.',
  },
  'under-review': {
    headline: ({ city, name }) => say`${city} looks again at its message to ${name}`,
    standfirst: 'What was called has been questioned. Nothing more goes out until the desk has decided.',
  },
  'taken-back': {
    headline: ({ city, name }) => say`${city} takes back its message to ${name}`,
    standfirst:
      'The calls on which it rested no longer stand. Earlier versions of this article stay readable below.',
  },
};

const JAPANESE: Titles = {
  counting: {
    headline: ({ election }) => say`${election}の開票見守る　政府、結果確定まで祝意伝えず`,
    standfirst: '早い時期の電話会談をめざすが、結果が確定するまでは祝意の伝達も電話も控える。',
  },
  leaning: {
    headline: ({ groups, name }) => say`${groups}が${name}氏に当確　政府は確定待つ`,
    standfirst:
      '当確を伝えた系統の数は、政府の条件にまだ届かない。政府は結果が確定するまで、祝意の伝達も電話も控える。',
  },
  called: {
    headline: ({ groups, name }) => say`${groups}が${name}氏に当確　政府は時間の経過見守る`,
    standfirst: '必要な数の当確がそろった。取り消しがないことを確かめるまで、何も送らない。',
  },
  'gate-open': {
    headline: ({ groups, name }) => say`${groups}が${name}氏に当確　政府の確定基準満たす`,
    standfirst:
      '政府が送るものは、送付後にここで公表する。二人の承認なしには何も送らず、まだ何も送っていない。',
  },
  'on-hold': {
    headline: () => ['開票情勢に揺り戻し　政府、祝意の送付見合わせ'],
    standfirst: '当確を揺るがす動きがある。条件が改めて満たされるまで、祝意の伝達も電話も行わない。',
  },
  sent: {
    headline: ({ name }) => say`政府、${name}氏に祝意伝える　早期の電話会談めざす`,
    standfirst: '政府の定める条件が満たされ、二人の承認を経て一度だけ送った。',
  },
  'talk-held': {
    headline: ({ name }) => say`${name}氏と電話会談　祝意送付に続き`,
    standfirst: '祝意はすでに伝えている。会談の内容は双方の発表による。',
  },
  'under-review': {
    headline: ({ name }) => say`${name}氏への祝意を再検討　当確に揺らぎ`,
    standfirst: '当確の前提が崩れたおそれがある。担当者が判断するまで、新たには何も送らない。',
  },
  'taken-back': {
    headline: ({ name }) => say`政府、${name}氏への祝意を撤回`,
    standfirst: '根拠とした当確が維持されなくなった。この記事の過去の版は下で読める。',
  },
};

/** Shorter than in the text: a headline has no room for "independent". */
function headlineGroups(view: LeadView): Figure {
  const [named, total] = [view.naming.length, view.facts.groups.total];
  const text = named === total ? `全${total}系統` : `${total}系統のうち${named}系統`;
  return { ...groupsInJapanese(view), text };
}

function valuesOf(view: LeadView, language: 'en' | 'ja'): Values {
  const { facts, naming, ticket } = view;
  return {
    election: facts.election.name[language],
    city: facts.zones.home.city[language],
    name: (ticket ?? facts.tickets[0]).short[language],
    groups: language === 'en' ? groupsFigure(view, true, 'groups') : headlineGroups(view),
    verb: naming.length === 1 ? 'names' : 'name',
  };
}

/** The whole article in English. */
export function leadInEnglish(view: LeadView): ArticleText {
  const { home, there } = view.facts.zones;
  const caption = `Two clocks and a telephone: ${clock(view.at, home, 'en')} in ${home.city.en}, ${clock(view.at, there, 'en')} in ${there.city.en}.`;
  return textOf(ENGLISH, view, 'en', bodyInEnglish(view), {
    caption,
    alternative:
      'A quiet office at the hour of writing: two clocks on the wall, a window over the city, a telephone on the desk',
    credit: 'Illustration: Firstcall',
  });
}

/** The whole article in Japanese. */
export function leadInJapanese(view: LeadView): ArticleText {
  const { home, there } = view.facts.zones;
  const caption = `二つの時計と電話。${home.city.ja}は${clock(view.at, home, 'ja')}、${there.city.ja}は${clock(view.at, there, 'ja')}`;
  return textOf(JAPANESE, view, 'ja', bodyInJapanese(view), {
    caption,
    alternative: '執筆時刻の静かな執務室。壁に二つの時計、窓の外に街、机の上に電話',
    credit: 'イラスト：Firstcall',
  });
}

function textOf(
  titles: Titles,
  view: LeadView,
  language: 'en' | 'ja',
  body: readonly Paragraph[],
  picture: ArticleText['picture'],
): ArticleText {
  const { headline, standfirst } = titles[view.situation];
  const values = valuesOf(view, language);
  return articleText({
    headline: headline(values),
    standfirst: [standfirst],
    place: values.city,
    body,
    picture,
  });
}
