/**
 * The night's article in Japanese: whole sentences per situation, figures bound to records.
 *
 * Written for itself, not translated: the same facts, in the order and with the names of a Japanese paper.
 */
import type { BriefTicket, ContestCall, Figure, Paragraph } from './brief.ts';
import { fixedFigure } from './fixed-figures.ts';
import { type LeadView, newestRecord } from './situation.ts';
import { clock, dayOfYear, hoursAhead } from './stamp.ts';
import { joined, say } from './text.ts';

const NOT_FINAL = '未確定。当確は報道機関の推計であり、取り消されることがある。';

function time(view: LeadView, at: number): string {
  return clock(at, view.facts.zones.home, 'ja');
}

function day(view: LeadView, at: number): string {
  return dayOfYear(at, view.facts.zones.home, 'ja');
}

/** A figure of the law, of the government's own rule or of the clocks. */
function fixed(
  view: LeadView,
  basis: Parameters<typeof fixedFigure>[0],
  text: string,
  title: string,
): Figure {
  return fixedFigure(basis, text, { at: view.at, language: 'ja', title });
}

/** The minute of the text, on the newest record that it takes account of. */
function nowFigure(view: LeadView, text = time(view, view.at)): Figure {
  return {
    text,
    record: newestRecord(view.facts),
    asOf: view.at,
    source: '担当部署の時計',
    title: 'この記事の時点',
    note: 'この時点までの記録をすべて反映している。',
  };
}

function dwellFigure(view: LeadView): Figure {
  return fixed(
    view,
    'rule',
    `${view.facts.verdict.dwellMinutes}分`,
    '取り消しも食い違いもないまま要する時間',
  );
}

function winner(view: LeadView): BriefTicket {
  return view.ticket ?? view.facts.tickets[0];
}

/** 「独立した4系統のうち2系統」, bound to the latest call that makes it so. */
export function groupsFigure(view: LeadView): Figure {
  const last = view.naming.at(-1);
  const { total } = view.facts.groups;
  const text = `独立した${total}系統のうち${view.naming.length}系統`;
  if (last === undefined) return { ...nowFigure(view), text, title: '当確を伝えた系統はない' };
  return {
    text: view.naming.length === total ? `独立した${total}系統のすべて` : text,
    record: last.record,
    asOf: last.at,
    source: `${view.naming.map(({ desk, at }) => `${desk.ja}（${time(view, at)}）`).join('、')}の当確`,
    title: `${total}系統のうち${view.naming.length}系統が${winner(view).short.ja}氏に当確`,
    note: `${NOT_FINAL}同じ集計データを使う社は一つの系統と数える。`,
  };
}

function moment(
  view: LeadView,
  fact: { at: number; record: number },
  what: { source: string; title: string; note: string },
): Figure {
  return { text: time(view, fact.at), record: fact.record, asOf: fact.at, ...what };
}

function messageMoment(view: LeadView): Figure {
  return moment(view, view.message!, {
    source: '担当部署の記録。二人が承認し、一度だけ送付',
    title: `${winner(view).full.ja}氏への祝意`,
    note: '送付済み。撤回はできるが、なかったことにはできない。',
  });
}

/** The same with its day:「11月6日14時27分」. */
function withDay(view: LeadView, figure: Figure): Figure {
  return { ...figure, text: `${day(view, figure.asOf)}${figure.text}` };
}

function retractionMoment(view: LeadView): Figure {
  const { desk } = view.retraction!;
  return moment(view, view.retraction!, {
    source: desk.ja,
    title: `${desk.ja}が当確を取り消し`,
    note: '取り消しがあれば、条件が改めて満たされるまで政府はすべてを止める。',
  });
}

function gateFigure(view: LeadView, gateAt: number): Figure {
  return {
    ...groupsFigure(view),
    text: time(view, gateAt),
    title: '条件が満たされ得る最も早い時刻',
    note: '必要な数の当確がそろった時刻から計算した。取り消しがあれば無効となる。',
  };
}

function opening(view: LeadView): Paragraph {
  const { facts, at } = view;
  const { verdict } = facts;
  const name = winner(view).full.ja;
  const now = nowFigure(view);
  const today = nowFigure(view, day(view, at));
  const todayNow = nowFigure(view, `${day(view, at)}${time(view, at)}`);
  switch (view.situation) {
    case 'counting':
      return say`${facts.election.name.ja}の開票が続く${today}、政府は情勢の把握に努め、結果に先立つ論評を控えた。${now}現在、${{ ...groupsFigure(view), text: `独立した${facts.groups.total}系統` }}の報道機関のうち、当確を伝えたところはない。`;
    case 'leaning':
      return say`${facts.election.name.ja}の開票が続く${today}、政府は結果に先立つ論評を控えた。${now}現在、${groupsFigure(view)}が${name}氏の当確を伝えている。政府の定める条件は${fixed(view, 'rule', `${verdict.groupsNeeded}系統`, '同じ候補の当確を伝えるべき系統')}が同じ候補の当確を伝え、取り消しも食い違いもないまま${dwellFigure(view)}がたつことである。`;
    case 'called':
      return verdict.gateAt === null
        ? say`${todayNow}現在、${groupsFigure(view)}が${name}氏の当確を伝えている。政府の定める条件はまだ満たされておらず、それまでは誰の名も挙げない。`
        : say`${todayNow}現在、${groupsFigure(view)}が${name}氏の当確を伝えている。政府の条件では、さらに取り消しも食い違いもないまま${dwellFigure(view)}がたつ必要があり、条件が満たされるのは早くても${gateFigure(view, verdict.gateAt)}となる。それまでは誰の名も挙げない。`;
    case 'gate-open':
      return say`${groupsFigure(view)}が${name}氏の当確を伝え、確定とみなすための政府の条件は満たされた。送付には二人の承認が必要となる。${todayNow}現在、何も送られておらず、政府は誰の名も挙げていない。`;
    case 'sent':
      return say`政府は${withDay(view, messageMoment(view))}、確定とみなすための条件が満たされたとして、${name}氏に祝意を伝えた。${groupsFigure(view)}が同氏の当確を伝えている。`;
    case 'talk-held':
      return talkHeld(view);
    case 'on-hold':
      return onHold(view);
    case 'under-review':
      return view.retraction === null
        ? say`政府は${messageMoment(view)}に${name}氏へ送った祝意について、再検討を始めた。${now}現在、同氏の当確を伝えているのは${groupsFigure(view)}である。担当者が判断するまで、新たには何も送らない。`
        : say`政府は${messageMoment(view)}に${name}氏へ送った祝意について、再検討を始めた。${view.retraction.desk.ja}が${retractionMoment(view)}、当確を取り消したためである。${now}現在、同氏の当確を伝えているのは${groupsFigure(view)}である。担当者が判断するまで、新たには何も送らない。`;
    case 'taken-back':
      return say`政府は${moment(view, view.withdrawal!, { source: '担当部署の記録', title: '祝意の撤回', note: '送付と同じく、二人の承認を経て一度だけ行う。' })}、${name}氏への祝意を撤回した。祝意は${messageMoment(view)}に送られていた。${now}現在、同氏の当確を伝えているのは${groupsFigure(view)}である。`;
  }
}

function talkHeld(view: LeadView): Paragraph {
  const { talk, leader } = view.facts;
  const minutes = Math.max(1, Math.round((talk!.endedAt! - talk!.startedAt) / 60_000));
  const begun = moment(
    view,
    { at: talk!.startedAt, record: talk!.record },
    { source: '担当部署の記録', title: '電話会談', note: `所要${minutes}分。内容は双方の発表による。` },
  );
  return say`${leader.ja}は${withDay(view, begun)}から${{ ...begun, text: `${minutes}分間`, asOf: talk!.endedAt! }}、${winner(view).full.ja}氏と電話で会談した。政府は${withDay(view, messageMoment(view))}に祝意を伝えていた。`;
}

function onHold(view: LeadView): Paragraph {
  const now = nowFigure(view);
  if (view.retraction !== null) {
    return say`${view.retraction.desk.ja}が${retractionMoment(view)}、${view.facts.election.name.ja}の当確を取り消した。${now}現在、${winner(view).short.ja}氏の当確を伝えているのは${groupsFigure(view)}である。当確の取り消しがあれば、政府はすべてを止める。これまで何も送っておらず、今後も条件が満たされるまで送らない。`;
  }
  if (view.split)
    return say`${now}現在、${view.facts.election.name.ja}の当選者について、系統によって当確が分かれている。一致するまで政府はすべてを止める。これまで何も送っていない。`;
  return say`${now}現在、政府の条件に照らし、すべてを見合わせている。これまで何も送っておらず、見合わせの間は送らない。`;
}

/** Who named the ticket, and when, oldest first. */
function whoNamed(view: LeadView): Paragraph | null {
  const silent = view.facts.groups.total - view.facts.groups.naming.length;
  if (view.naming.length === 0) return null;
  const name = winner(view).short.ja;
  return joined('', [
    ...view.naming.map((one, place) => {
      const when = moment(view, one, {
        source: one.desk.ja,
        title: `${one.desk.ja}が${name}氏に当確`,
        note: NOT_FINAL,
      });
      return place === 0
        ? say`最初に${name}氏の当確を伝えたのは${one.desk.ja}で、${when}だった。`
        : say`${when}には${one.desk.ja}が続いた。`;
    }),
    silent === 0 ? null : say`残る${{ ...groupsFigure(view), text: `${silent}系統` }}は当確を出していない。`,
    say`同じ集計データを使う社は誤りも共有し得るため、一つの系統と数える。`,
  ]);
}

function majority(view: LeadView): Figure {
  return fixed(view, 'law', `${view.facts.election.majority}人`, '当選に必要な選挙人');
}

function electors(view: LeadView): Paragraph {
  const { facts } = view;
  const [first, second] = facts.tickets;
  const called = facts.electors.agency;
  const last = view.latestCall;
  if (last === null)
    return say`${facts.agency.name.ja}が当確を出した州はまだない。当選には${fixed(view, 'law', `${facts.election.electors}人`, '選挙人の総数')}の選挙人のうち${majority(view)}が必要となる。`;
  const bound = (ticket: BriefTicket): Figure => ({
    text: `${called[ticket.id] ?? 0}人`,
    record: last.record,
    asOf: last.at,
    source: `${facts.agency.short.ja}の当確、${facts.contests.called.length}選挙区`,
    title: `選挙人　${first.short.ja}氏${called[first.id] ?? 0}人、${second.short.ja}氏${called[second.id] ?? 0}人`,
    note: `${NOT_FINAL}他社だけが当確を出した選挙区は含まない。`,
  });
  const [ahead, behind] =
    (called[second.id] ?? 0) > (called[first.id] ?? 0) ? [second, first] : [first, second];
  return joined('', [
    say`${facts.agency.name.ja}の当確に基づく選挙人の獲得数は、${ahead.short.ja}氏${bound(ahead)}、${behind.short.ja}氏${bound(behind)}。当選には${majority(view)}が必要となる。`,
    latestCall(view, last),
    facts.contests.uncalled === 0
      ? null
      : say`当確の出ていない選挙区は${{ ...bound(ahead), text: String(facts.contests.uncalled) }}残っている。`,
  ]);
}

function latestCall(view: LeadView, call: ContestCall): Paragraph {
  const ticket = view.facts.tickets.find(({ id }) => id === call.ticket)!;
  const figure: Figure = {
    text: `${call.electors}人`,
    record: call.record,
    asOf: call.at,
    source: `${view.facts.agency.short.ja}の当確`,
    title: `${call.name.ja}　選挙人${call.electors}人`,
    note: NOT_FINAL,
  };
  return say`直近では${{ ...figure, text: time(view, call.at) }}、${call.name.ja}（選挙人${figure}）で${ticket.short.ja}氏に当確を出した。`;
}

function claimsAndConcessions(view: LeadView): Paragraph | null {
  const claim = view.facts.claims.at(-1);
  const concession = view.facts.concessions.at(-1);
  if (claim === undefined && concession === undefined) return null;
  return joined('', [
    claim === undefined
      ? null
      : say`${claim.by.ja}氏は${moment(view, claim, { source: claim.source, title: `${claim.by.ja}氏の勝利宣言`, note: '規定により、確定の判断には数えない。' })}、勝利を宣言した。政府は候補者自身の宣言を結果とは扱っていない。`,
    concession === undefined
      ? null
      : say`${concession.by.ja}氏は${withDay(view, moment(view, concession, { source: concession.source, title: `${concession.by.ja}氏の敗北宣言`, note: '本人の言葉による。維持されて初めて数える。' }))}、公の場で敗北を認めた。`,
  ]);
}

function contacts(view: LeadView): Paragraph | null {
  if (!view.facts.inTouchWithBoth) return null;
  return say`政府は在外公館を通じ、双方の陣営の関係者と連絡を保っている。伝えている内容は同じで、両国の関係は一夜の結果に左右されないというものだ。`;
}

function telephone(view: LeadView): Paragraph | null {
  const { facts, situation, at } = view;
  const { home, there } = facts.zones;
  if (situation === 'talk-held') return null;
  if (situation === 'under-review' || situation === 'taken-back' || situation === 'on-hold')
    return say`この間、電話会談の調整は行わない。`;
  const wish =
    situation === 'sent'
      ? say`${facts.leader.ja}は早い時期に${winner(view).short.ja}氏と電話で会談したい考えだ。`
      : say`結果が確定し次第、${facts.leader.ja}は早い時期に当選者と電話で会談したい考えだ。`;
  const apart = say`${home.city.ja}と${there.city.ja}の時差は${fixed(view, 'zones', `${Math.abs(hoursAhead(at, home, there))}時間`, '両首都の時差')}あり、双方が起きている時間帯は限られる。`;
  const span =
    facts.window === null
      ? null
      : say`次に都合が合うのは${fixed(view, 'offices', `${day(view, facts.window.from)}${time(view, facts.window.from)}`, '双方が起きている時間帯の始まり')}から${fixed(view, 'offices', time(view, facts.window.to), '双方が起きている時間帯の終わり')}までである。`;
  return joined('', [wish, apart, span]);
}

/** The article's text without its headline. */
export function bodyInJapanese(view: LeadView): Paragraph[] {
  const paragraphs = [
    opening(view),
    whoNamed(view),
    electors(view),
    claimsAndConcessions(view),
    contacts(view),
    telephone(view),
  ];
  return paragraphs.filter((paragraph) => paragraph !== null);
}
