/** The words of the page on relations, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly balance: string;
  readonly balanceNote: string;
  readonly sentence: (first: string, firstShare: string, second: string, secondShare: string) => string;
  readonly noEngagement: string;
  readonly table: string;
  readonly camp: string;
  readonly engagements: string;
  readonly share: string;
  readonly contacts: string;
  readonly engagementCount: (count: number) => string;
  readonly contactsNote: (count: number) => string;
  readonly noContacts: string;
  readonly name: string;
  readonly post: string;
  readonly last: string;
  readonly channel: string;
  readonly notMet: string;
  readonly days: (count: number) => string;
  readonly neglected: string;
  readonly neglectedNote: string;
  readonly neglectedNone: string;
  readonly neverMet: string;
  readonly lastMet: (time: string) => string;
};

const ENGLISH: Words = {
  balance: 'Balance between the camps',
  balanceNote: 'conversations recorded, weighed by rank and age',
  sentence: (first, firstShare, second, secondShare) =>
    `${firstShare} of our attention went to the ${first} camp, ${secondShare} to the ${second} camp.`,
  noEngagement: 'No conversation is on record with either camp.',
  table: 'The same as a table',
  camp: 'Camp',
  engagements: 'Conversations',
  share: 'Share',
  contacts: 'Contacts',
  engagementCount: (count) => (count === 1 ? '1 conversation' : `${count} conversations`),
  contactsNote: (count) => (count === 1 ? '1 contact' : `${count} contacts`),
  noContacts: 'Nobody in this camp is known to the desk. Ask the embassy for an introduction.',
  name: 'Name',
  post: 'Post',
  last: 'Last contact',
  channel: 'Channel',
  notMet: 'not yet met',
  days: (count) => (count === 0 ? 'today' : count === 1 ? 'yesterday' : `${count} days ago`),
  neglected: 'Whom we have neglected',
  neglectedNote: 'never met, or not for 90 days; longest first',
  neglectedNone: 'Everybody was met within the last 90 days.',
  neverMet: 'never met',
  lastMet: (time) => `last met ${time}`,
};

const JAPANESE: Words = {
  balance: '両陣営との均衡',
  balanceNote: '記録された接触を、格と新しさで重み付け',
  sentence: (first, firstShare, second, secondShare) =>
    `接触の重みは${first}陣営に${firstShare}、${second}陣営に${secondShare}です。`,
  noEngagement: 'どちらの陣営とも接触の記録がありません。',
  table: '同じ内容の表',
  camp: '陣営',
  engagements: '接触',
  share: '割合',
  contacts: '連絡先',
  engagementCount: (count) => `接触${count}回`,
  contactsNote: (count) => `${count}人`,
  noContacts: 'この陣営に連絡先がありません。大使館に紹介を依頼してください。',
  name: '氏名',
  post: '役職',
  last: '最終接触',
  channel: '経路',
  notMet: '未面会',
  days: (count) => (count === 0 ? '今日' : count === 1 ? '昨日' : `${count}日前`),
  neglected: '疎遠になっている人',
  neglectedNote: '未面会、または90日以上接触なし。長い順',
  neglectedNone: '全員と90日以内に接触しています。',
  neverMet: '未面会',
  lastMet: (time) => `最終接触 ${time}`,
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
