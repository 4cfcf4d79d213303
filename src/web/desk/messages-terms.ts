/** The names of what stands on the wire as a key: levels, acts, standings, faults. */
import type { Language } from '../../response/playbook.ts';
import type { StepView } from '../../server/wire.ts';
import type { Act, Level, Standing, Truth } from '../../verdict/verdict.ts';

const en = {
  truth: { true: 'met', false: 'not met', unknown: 'not known' } as Record<Truth, string>,
  levels: {
    open: 'open',
    leaning: 'leaning',
    called: 'called',
    'final-enough': 'final enough',
    declared: 'declared',
  } as Record<Level, string>,
  acts: {
    remark: 'remark',
    congratulation: 'congratulation',
    title: 'title',
    telephone: 'telephone',
    invitation: 'invitation',
  } as Record<Act, string>,
  standings: { wait: 'wait', hold: 'hold', releasable: 'releasable' } as Record<Standing, string>,
  aftermath: { 'withdrawal-due': 'A withdrawal is due', review: 'Under review: nothing more goes out' },
  marks: {
    zero_row: 'a row of zeros',
    falling: 'count fell',
    split_changed: 'split changed',
    expected_falling: 'expected share fell',
    expected_zero: 'expected share zero',
    out_of_order: 'out of order',
    repeated: 'repeated',
    above_expected: 'above the expected vote',
    unknown_unit: 'unknown unit',
    incomplete: 'incomplete',
  } as Record<string, string>,
  stepStanding: {
    resting: 'at rest',
    wait: 'wait',
    hold: 'hold',
    releasable: 'releasable',
    countdown: 'counting down',
    sending: 'leaving now',
    sent: 'sent',
    done: 'done',
    unknown: 'not known whether it left; a person decides',
    failed: 'failed; nothing left the house',
    withdrawn: 'withdrawn',
  } as Record<StepView['standing'], string>,
};

export type TermMessages = typeof en;

const ja: TermMessages = {
  truth: { true: '成立', false: '不成立', unknown: '不明' },
  levels: { open: '未決', leaning: '優勢', called: '当確', 'final-enough': '確定相当', declared: '正式確定' },
  acts: { remark: '発言', congratulation: '祝意', title: '呼称', telephone: '電話', invitation: '招請' },
  standings: { wait: '待機', hold: '停止', releasable: '発出可' },
  aftermath: { 'withdrawal-due': '撤回が必要です', review: '再検討中：以後は何も発出しません' },
  marks: {
    zero_row: '全項目ゼロ',
    falling: '票の減少',
    split_changed: '配分の変化',
    expected_falling: '予想比の低下',
    expected_zero: '予想比ゼロ',
    out_of_order: '順序の乱れ',
    repeated: '重複',
    above_expected: '予想票数を超過',
    unknown_unit: '不明な単位',
    incomplete: '不完全',
  },
  stepStanding: {
    resting: '休止',
    wait: '待機',
    hold: '停止',
    releasable: '発出可',
    countdown: '発出まで秒読み',
    sending: '発出中',
    sent: '発出済み',
    done: '完了',
    unknown: '発出の成否が不明。人が判断します',
    failed: '失敗。外へは出ていません',
    withdrawn: '撤回済み',
  },
};

export const TERMS: Readonly<Record<Language, TermMessages>> = { en, ja };
