/** The fixture's response board, deadlines and timeline, for each variant. */
import { MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type { BranchView, DeskView, EventView, StepView } from '../../src/server/wire.ts';
import { at, GATE, type Say, STANDING, sayIn, type Variant } from './fixture-moment.ts';

function step(
  branch: string,
  id: string,
  kind: StepView['kind'],
  title: string,
  rest: Partial<StepView>,
): StepView {
  return {
    branch,
    id,
    kind,
    title,
    owner: 'duty-officer',
    standing: 'wait',
    lacks: [],
    gateOpenedAt: null,
    gateExpectedAt: null,
    dueAt: null,
    approvalsNeeded: 0,
    approvals: [],
    recipients: [],
    spared: [],
    document: null,
    release: null,
    line: null,
    may: { approve: true, release: true, stop: true },
    isWithdrawal: false,
    deputy: null,
    marking: null,
    source: null,
    facts: [],
    deliveries: [],
    override: { people: [], open: false, may: '' },
    ...rest,
  };
}

function stepsOf(say: Say, variant: Variant): StepView[] {
  const sent = variant === 'released' || variant === 'withdrawal-due';
  const due = variant === 'withdrawal-due';
  const held = STANDING[variant] === 'hold';
  const afterMessage = sent ? [] : [say('message sent', '祝意の発出')];
  const document = {
    subject: say('Congratulations', '祝意'),
    body: say('Dear Mr. Trump, …', 'トランプ様…'),
    binds: '12c6cf74',
    draftedBy: say('Drafter', '起案者'),
  };
  const approval = (id: string) => ({ person: id, at: at('10:38'), expiresAt: at('12:38') });
  const approvals = sent ? [approval('fujita'), approval('okada')] : [approval('fujita')];
  const release = sent
    ? {
        by: 'mori',
        second: 'fujita',
        leavesAt: at('11:33'),
        state: 'sent',
        stopped: null,
        receipt: 'outbox/0001',
      }
    : null;
  return [
    step('R', 'message', 'message', say('Message', '祝意'), {
      document,
      release,
      approvalsNeeded: 2,
      approvals,
      standing: sent ? 'sent' : held ? 'hold' : 'wait',
      lacks: sent ? [] : [say('the verdict', '判定'), say('a second approval', '2人目の承認')],
      gateExpectedAt: sent ? null : GATE,
      dueAt: GATE + 15 * MINUTE,
      recipients: ['transition office'],
    }),
    step('R', 'line', 'line', say('Line to take', '応答要領'), {
      document,
      approvalsNeeded: 2,
      approvals: [approval('fujita'), approval('okada')],
      standing: sent ? 'done' : 'wait',
      lacks: afterMessage,
    }),
    step('R', 'telephone', 'telephone', say('Telephone', '電話'), {
      standing: held ? 'hold' : sent ? 'releasable' : 'wait',
      lacks: afterMessage,
    }),
    step('R', 'withdrawal', 'message', say('Withdrawal', '撤回'), {
      document,
      isWithdrawal: true,
      approvalsNeeded: 2,
      approvals: [],
      standing: due ? 'releasable' : 'resting',
      lacks: due ? [say('two approvals', '2人の承認')] : [],
    }),
  ];
}

export function branchesIn(language: Language, variant: Variant): BranchView[] {
  const say = sayIn(language);
  const armed = variant !== 'before-closing';
  return [
    {
      id: 'R',
      title: say('Trump', 'トランプ'),
      ticket: 'R',
      armed,
      since: armed ? at('06:22') : null,
      forbidden: [],
      calls: [],
      armsAt: null,
      steps: stepsOf(say, variant),
    },
    {
      id: 'D',
      title: say('Harris', 'ハリス'),
      ticket: 'D',
      armed: false,
      since: null,
      forbidden: [],
      calls: [],
      armsAt: null,
      steps: [],
    },
    {
      id: 'undecided',
      title: say('No winner by noon', '正午に未決'),
      ticket: null,
      armed: false,
      since: null,
      forbidden: [],
      calls: [],
      armsAt: parseInstant('2024-11-07T03:00:00Z'),
      steps: [],
    },
    {
      id: 'contested',
      title: say('Contested', '争い'),
      ticket: null,
      armed: false,
      since: null,
      forbidden: [],
      calls: [],
      armsAt: null,
      steps: [],
    },
  ];
}

export function nextIn(language: Language, variant: Variant): DeskView['next'] {
  const say = sayIn(language);
  const window = {
    at: parseInstant('2024-11-06T22:00:00Z'),
    text: say(
      'Telephone window to 13:00 JST, 23:00 EST; three spans held',
      '電話会談の候補枠、13:00（米東部23:00）まで。3枠を確保',
    ),
    strong: false,
  };
  if (variant !== 'waiting') return [window];
  return [
    {
      at: at('11:25'),
      text: say('Second approval of the message wanted', '祝意の2人目の承認'),
      strong: false,
    },
    { at: GATE, text: say('Gate: congratulation', '発出可能：祝意'), strong: true },
    {
      at: at('11:45'),
      text: say('Message out, or the reason written down', '発出、または理由を記録'),
      strong: false,
    },
    { at: at('12:38'), text: say('Approval 1 expires', '承認1が失効'), strong: false },
    window,
  ];
}

export function eventsIn(language: Language, variant: Variant): EventView[] {
  const say = sayIn(language);
  const event = (seq: number, hour: string, en: string, ja: string, turn = false): EventView => ({
    seq,
    at: at(hour),
    text: say(en, ja),
    turn,
    record: 'call',
  });
  const closing: EventView = {
    seq: 13,
    at: parseInstant('2024-11-05T23:00:00Z'),
    text: say('First polls close', '最初の投票締め切り'),
    turn: false,
    record: 'fact',
  };
  if (variant === 'before-closing') return [];
  const retraction = event(
    4811,
    '10:40',
    'CNN takes its call of the country back',
    'CNNが全体の当確を取り消し',
    true,
  );
  return [
    ...(variant === 'hold' ? [retraction] : []),
    event(
      4790,
      '10:34',
      'AP: Wisconsin and the country. Four of four groups',
      'AP、ウィスコンシンと全体。4系統',
    ),
    event(4771, '10:34', 'ABC: same pool, counts once', 'ABC（同じ集計、数えるのは一度）'),
    event(4760, '10:31', 'CBS: same pool, counts once', 'CBS（同じ集計、数えるのは一度）'),
    event(
      4702,
      '10:30',
      'CNN, NBC (pool): three of four; the hour begins',
      'CNN・NBC（共同集計）。3系統、60分の始まり',
      true,
    ),
    event(
      4390,
      '07:29',
      'Tokyo: telephone talk planned soon after the result is final',
      '日本政府、結果確定後すみやかに電話会談の方針',
    ),
    event(
      4371,
      '07:27',
      'Trump claims victory. Counts for nothing',
      'トランプ氏が勝利を宣言。判定には数えません',
    ),
    event(4355, '07:24', 'AP: Pennsylvania', 'AP、ペンシルベニア'),
    event(4180, '06:46', 'Fox: the country. Two of four', 'Fox、全体。2系統'),
    event(3921, '06:22', 'Decision Desk HQ: the country. One of four', 'Decision Desk HQ、全体。1系統', true),
    event(3702, '05:58', 'AP: Georgia', 'AP、ジョージア'),
    closing,
  ];
}
