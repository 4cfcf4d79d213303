/** The fixture's reasons and its ladder, for each variant. */
import { parseInstant } from '../../src/election/instant.ts';
import type { ReasonView, RungView } from '../../src/server/wire.ts';
import { at, GATE, type Say, STANDING, type Variant } from './fixture-moment.ts';

export function reasonsOf(say: Say, variant: Variant): ReasonView[] {
  const broken = variant === 'hold' || variant === 'withdrawal-due';
  const met = { truth: 'true' as const, since: at('10:30') };
  return [
    {
      id: 'A1',
      ...met,
      text: say('three groups name one winner', '3系統が同じ当選者'),
      evidence: [3921, 4180, 4702],
    },
    {
      id: 'A2',
      ...met,
      since: null,
      text: say('no group names another', '別の名を挙げる系統なし'),
      evidence: [],
    },
    {
      id: 'A3',
      ...met,
      since: null,
      text: say('no decisive contest open', '勝敗を決める州に未決なし'),
      evidence: [4790],
    },
    {
      id: 'A4',
      truth: broken ? 'false' : 'true',
      since: null,
      text: say('no call of the whole taken back', '全体の当確の取り消しなし'),
      evidence: broken ? [4811] : [],
    },
    {
      id: 'A5',
      truth: variant === 'released' ? 'true' : 'false',
      since: null,
      text: say('unbroken for 60 minutes: 11', '60分連続：現在11分'),
      evidence: [4702],
    },
  ];
}

export function ladderOf(say: Say, variant: Variant): RungView[] {
  const early = variant === 'before-closing';
  const done = variant === 'released';
  const standing = STANDING[variant];
  const wait = standing === 'hold' ? ('hold' as const) : ('wait' as const);
  const later: RungView = {
    level: 'declared',
    state: 'next',
    since: null,
    expected: parseInstant('2025-01-06T18:00:00Z'),
    dwell: null,
    acts: [{ act: 'title', standing: wait, note: say('concession or law', '敗北宣言か法定') }],
  };
  const finalEnough: RungView = {
    level: 'final-enough',
    state: done ? 'now' : 'next',
    since: done ? GATE : null,
    expected: variant === 'waiting' ? GATE : null,
    dwell: null,
    acts: [
      {
        act: 'congratulation',
        standing: done ? 'releasable' : wait,
        note: done ? say('sent 20:33', '20:33に発出') : early ? '' : say('49 min', 'あと49分'),
      },
      {
        act: 'telephone',
        standing: done ? 'releasable' : wait,
        note: done ? '' : say('after the message', '祝意の後'),
      },
      { act: 'invitation', standing: wait, note: say('after the talk', '会談の後') },
    ],
  };
  const remark = {
    act: 'remark' as const,
    standing: early ? ('wait' as const) : ('releasable' as const),
    note: say('neutral', '中立の内容'),
  };
  if (early) {
    return [
      { level: 'open', state: 'now', since: null, expected: null, dwell: null, acts: [] },
      { level: 'leaning', state: 'next', since: null, expected: null, dwell: null, acts: [remark] },
      { level: 'called', state: 'next', since: null, expected: null, dwell: null, acts: [] },
      finalEnough,
      later,
    ];
  }
  return [
    { level: 'open', state: 'past', since: null, expected: null, dwell: null, acts: [] },
    { level: 'leaning', state: 'past', since: at('06:22'), expected: null, dwell: null, acts: [remark] },
    {
      level: 'called',
      state: done ? 'past' : 'now',
      since: at('10:30'),
      expected: null,
      dwell: variant === 'waiting' ? { from: at('10:30'), minutes: 60 } : null,
      acts: [],
    },
    finalEnough,
    later,
  ];
}
