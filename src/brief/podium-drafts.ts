/**
 * Drafts for the podium: what the spokesman may say at this rung of the ladder, and answers to what is asked every time.
 *
 * Facts in, drafts out. Each says under which verdict it holds; none names a winner before the government may.
 */
import { LEVELS, type Level } from '../verdict/verdict.ts';
import type { BriefFacts, Twin } from './brief.ts';
import { readSituation } from './situation.ts';
import type { LineRule, StandardDraft } from './story.ts';

const BEFORE: readonly Level[] = ['open', 'leaning', 'called'];

type Spoken = { readonly headline: string; readonly body: string };

function spoken(id: string, title: Twin, rule: LineRule, en: Spoken, ja: Spoken): StandardDraft {
  const text = { en: { ...en, standfirst: '' }, ja: { ...ja, standfirst: '' } };
  return { id, title, content: { place: 'podium', text, embargo: null, line: rule } };
}

export function podiumDrafts(facts: BriefFacts): StandardDraft[] {
  const view = readSituation(facts);
  const ticket = view.message?.ticket ?? null;
  const { level } = facts.verdict;
  return [
    holding(),
    ...(BEFORE.includes(level) && ticket === null ? [lineBefore(facts, level)] : []),
    ...(ticket === null ? [] : [lineAfter(ticket)]),
    ...(ticket === null ? answersBefore() : []),
  ];
}

function holding(): StandardDraft {
  return spoken(
    'holding-line',
    { en: 'Holding line', ja: 'つなぎの応答' },
    { kind: 'holding', speaker: 'spokesman', levels: LEVELS, ticket: null },
    {
      headline: 'When nothing else is in force',
      body: 'We are following the count closely. We will speak when there is something to say, and not before.',
    },
    {
      headline: '有効な応答要領がないとき',
      body: '開票の推移を注視しております。申し上げるべきことがあれば、その時点で申し上げます。',
    },
  );
}

function lineBefore({ groups }: BriefFacts, level: Level): StandardDraft {
  const [one] = groups.naming;
  const named = one === undefined ? null : one.ticket;
  return spoken(
    `line-${level}`,
    { en: 'Line of the moment', ja: '現時点の応答要領' },
    { kind: 'line', speaker: 'spokesman', levels: [level], ticket: null },
    {
      headline: 'On the count',
      body:
        named === null
          ? 'The votes are being counted. We respect the process and do not comment on a count that goes on.'
          : `Some media organisations have published projections. The count goes on, and we do not comment on projections. We respect the procedure.`,
    },
    {
      headline: '開票について',
      body:
        named === null
          ? '現在、開票が行われている最中であり、政府としてコメントすることは差し控えます。'
          : '一部の報道機関が当選者に関する推計を伝えていることは承知しております。開票は続いており、報道機関の推計についてコメントすることは差し控えます。',
    },
  );
}

function lineAfter(ticket: string): StandardDraft {
  return spoken(
    'line-sent',
    { en: 'Line after the message', ja: '祝意送付後の応答要領' },
    { kind: 'line', speaker: 'spokesman', levels: ['final-enough', 'declared'], ticket },
    {
      headline: 'On the message',
      body: `The government congratulated {full:${ticket}} at {sent}. We look forward to working together. For the contents I refer you to the text that was published.`,
    },
    {
      headline: '祝意について',
      body: `政府は{sent}、{full:${ticket}}氏に祝意を伝えました。緊密に連携していく考えです。内容は発表文のとおりです。`,
    },
  );
}

function answersBefore(): StandardDraft[] {
  const rule: LineRule = { kind: 'answer', speaker: 'spokesman', levels: BEFORE, ticket: null };
  const asked: Twin = { en: 'Answer', ja: '想定問答' };
  return [
    spoken(
      'answer-who-won',
      asked,
      rule,
      {
        headline: 'Others have congratulated already. Why not we?',
        body: 'Each government decides for itself. Ours speaks when the result is final by its own rule, which was fixed before the election and is published.',
      },
      {
        headline: '他国はすでに祝意を伝えている。なぜ政府は伝えないのか。',
        body: '各国それぞれの判断と承知しております。我が国は、選挙の前に定めて公表した基準に従い、結果が確定した段階で申し上げます。',
      },
    ),
    spoken(
      'answer-claim',
      asked,
      rule,
      {
        headline: 'A candidate has claimed victory. What do you say?',
        body: 'We have seen it. A candidate’s own claim does not make a result, and we do not comment on it.',
      },
      {
        headline: '候補者が勝利を宣言した。受け止めは。',
        body: '承知しております。候補者ご本人の発言にコメントすることは差し控えます。',
      },
    ),
    spoken(
      'answer-call',
      asked,
      rule,
      {
        headline: 'When will the two leaders speak?',
        body: 'Nothing has been decided. A talk will be arranged once the result is final.',
      },
      {
        headline: '首脳の電話会談はいつ行うのか。',
        body: '現時点で決まっていることはありません。結果が確定した後に調整することになります。',
      },
    ),
  ];
}
