/** The words of sign-in, sessions and passkeys, in both languages. */
import type { Language } from '../../../response/playbook.ts';

type Words = {
  readonly arrive: string;
  readonly arriveNote: string;
  readonly signIn: string;
  readonly signedOut: string;
  readonly signedOutNote: string;
  readonly signInAgain: string;
  /** What became of the provider's session; see server/sign-in/signing-out.ts. */
  readonly signedOutThere: Readonly<Record<string, string>>;
  readonly backAgain: string;
  readonly backAgainNote: string;
  readonly account: (name: string) => string;
  readonly sessions: string;
  readonly sessionsOfAll: string;
  readonly person: string;
  readonly browser: string;
  readonly since: string;
  readonly seen: string;
  readonly until: string;
  readonly thisOne: string;
  readonly end: string;
  readonly endOf: (person: string, browser: string) => string;
  readonly endMine: string;
  readonly endAll: string;
  readonly endAllSure: string;
  readonly signOut: string;
  readonly passkeys: string;
  readonly passkeysNote: string;
  readonly noPasskeys: string;
  readonly added: (time: string) => string;
  readonly used: (time: string) => string;
  readonly unused: string;
  readonly synced: string;
  readonly bound: string;
  readonly add: string;
  readonly addNotFresh: string;
  readonly addedNow: string;
  readonly remove: string;
  readonly removeSure: string;
  readonly declined: string;
  readonly noPasskeysHere: string;
  readonly standBeside: string;
  readonly standBesideNote: string;
  readonly besideUntil: (time: string) => string;
  readonly readFirst: string;
  readonly countsUntil: (time: string) => string;
  readonly notBeside: string;
  readonly secondElsewhere: string;
  readonly passkeyNext: string;
  readonly releaseWithPasskey: string;
};

const ENGLISH: Words = {
  arrive: 'Sign in to the desk',
  arriveNote: 'You go to your organisation’s own sign-in and come back here.',
  signIn: 'Sign in',
  signedOut: 'You are signed out',
  signedOutNote:
    'Sign in again in a new tab. What you typed here is kept; this page goes on by itself when you are back.',
  signInAgain: 'Sign in again',
  signedOutThere: {
    asked:
      'Your organisation’s sign-in was asked to sign you out as well. Only if you chose there to stay signed in can whoever sits here next go on as you.',
    here: 'You are signed out here; the session at your organisation’s sign-in may go on. On a machine that others use, sign out there too.',
    silent:
      'You are signed out here. Your organisation’s sign-in did not answer, so its session may go on: on a machine that others use, sign out there before you leave.',
    unsure:
      'You are signed out here; whether your organisation’s sign-in has ended its session is not known. On a machine that others use, sign out there too.',
  },
  backAgain: 'You are signed in',
  backAgainNote: 'Close this tab and go on where you were.',
  account: (name) => `${name}: sessions and passkeys`,
  sessions: 'Your sessions',
  sessionsOfAll: 'Sessions of everybody',
  person: 'Person',
  browser: 'Browser',
  since: 'Since',
  seen: 'Last touched',
  until: 'Ends at the latest',
  thisOne: 'this one',
  end: 'End',
  endOf: (person, browser) => `End the session of ${person} in ${browser}`,
  endMine: 'End all of mine',
  endAll: 'End everybody’s',
  endAllSure: 'End the sessions of everybody, yours too? Nothing that is on its way is stopped by it.',
  signOut: 'Sign out',
  passkeys: 'Your passkeys',
  passkeysNote: 'a release asks for one, at that very moment',
  noPasskeys: 'You have none yet: without a passkey you cannot release anything.',
  added: (time) => `added ${time}`,
  used: (time) => `last used ${time}`,
  unused: 'not used yet',
  synced: 'may be on several devices',
  bound: 'on one device',
  add: 'Add a passkey',
  addNotFresh: 'A passkey can be added within ten minutes of signing in. Sign out, sign in, and add it then.',
  addedNow: 'The passkey is added.',
  remove: 'Remove',
  removeSure: 'Remove this passkey? It confirms nothing any more.',
  declined: 'The passkey was not used: nothing was done.',
  noPasskeysHere: 'This browser knows no passkeys: use another.',
  standBeside: 'Stand beside this release',
  standBesideNote: 'as its second person, for ten minutes; it sends nothing',
  besideUntil: (time) => `You stand beside this text until ${time}.`,
  readFirst: 'Read the text to its end first.',
  countsUntil: (time) => `here until ${time}`,
  notBeside:
    'Whoever is grey is not here yet: they approve the text, or press “Stand beside this release” on their own screen.',
  secondElsewhere: 'Second person, on a screen of their own',
  passkeyNext: 'Your passkey is asked for next; it signs this text, these recipients and this second person.',
  releaseWithPasskey: 'Release with passkey',
};

const JAPANESE: Words = {
  arrive: 'デスクにサインイン',
  arriveNote: '所属組織のサインイン画面に移り、終わるとここに戻ります。',
  signIn: 'サインイン',
  signedOut: 'サインアウトしました',
  signedOutNote:
    '新しいタブでもう一度サインインしてください。入力した内容は残っています。サインインすると、この画面は自動で続きに戻ります。',
  signInAgain: 'もう一度サインイン',
  signedOutThere: {
    asked:
      '所属組織の認証サーバーにもサインアウトを求めました。そちらでサインインしたままにすることを選んだ場合に限り、次にこの端末を使う人があなたとして続けられます。',
    here: 'このデスクからはサインアウトしましたが、所属組織の認証サーバーでのサインインは続いている可能性があります。共用の端末では、そちらでもサインアウトしてください。',
    silent:
      'このデスクからはサインアウトしましたが、所属組織の認証サーバーから応答がなく、そちらのサインインは続いている可能性があります。共用の端末では、離れる前にそちらでもサインアウトしてください。',
    unsure:
      'このデスクからはサインアウトしましたが、所属組織の認証サーバーでのサインインが終了したかどうかは確認できません。共用の端末では、そちらでもサインアウトしてください。',
  },
  backAgain: 'サインインしました',
  backAgainNote: 'このタブを閉じて、元の画面で続けてください。',
  account: (name) => `${name}のセッションとパスキー`,
  sessions: '自分のセッション',
  sessionsOfAll: '全員のセッション',
  person: '氏名',
  browser: 'ブラウザー',
  since: '開始',
  seen: '最後の操作',
  until: '期限',
  thisOne: 'この画面',
  end: '終了',
  endOf: (person, browser) => `${person}のセッション（${browser}）を終了`,
  endMine: '自分のものをすべて終了',
  endAll: '全員分を終了',
  endAllSure: '自分を含む全員のセッションを終了しますか。進行中の発出は止まりません。',
  signOut: 'サインアウト',
  passkeys: '自分のパスキー',
  passkeysNote: '発出の際、その場で確認に使います',
  noPasskeys: 'まだ登録がありません。パスキーがないと何も発出できません。',
  added: (time) => `${time} 登録`,
  used: (time) => `${time} 最終使用`,
  unused: '未使用',
  synced: '複数の端末で使える場合あり',
  bound: '一つの端末のみ',
  add: 'パスキーを登録',
  addNotFresh: '登録できるのはサインインから10分以内です。一度サインアウトし、サインインし直してください。',
  addedNow: 'パスキーを登録しました。',
  remove: '削除',
  removeSure: 'このパスキーを削除しますか。以後、本人確認には使えません。',
  declined: 'パスキーが使われなかったため、何も実行していません。',
  noPasskeysHere: 'このブラウザーはパスキーに対応していません。別のブラウザーをお使いください。',
  standBeside: 'この発出に立ち会う',
  standBesideNote: '立会者として10分間有効。これだけでは何も発出されません',
  besideUntil: (time) => `${time}まで、この文面の立会者です。`,
  readFirst: '先に文面を最後まで読んでください。',
  countsUntil: (time) => `${time}まで立会い可`,
  notBeside:
    '灰色の人はまだ立ち会っていません。本人が自分の画面で文面を承認するか、「この発出に立ち会う」を押すと選べます。',
  secondElsewhere: '立会者（本人の画面で確認）',
  passkeyNext: '次にパスキーで確認します。この文面、宛先、立会者に対する署名になります。',
  releaseWithPasskey: 'パスキーで発出する',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
