/** Why a request is refused before it becomes a command: each cause with its status and its words in both languages. */
import type { Language } from '../../response/playbook.ts';

type Words = { readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 502 } & Readonly<
  Record<Language, string>
>;

export const CAUSES = {
  'other-machine': {
    status: 403,
    en: 'This desk answers only on its own machine.',
    ja: 'このデスクは同じ端末からのみ利用できます。',
  },
  'other-host': {
    status: 403,
    en: 'This desk does not answer under that name: open it by its own address.',
    ja: 'このデスクはその名前では応答しません。正しいアドレスで開いてください。',
  },
  'other-site': {
    status: 403,
    en: 'A request from another site is refused.',
    ja: 'ほかのサイトからの要求は受け付けません。',
  },
  'not-our-page': {
    status: 403,
    en: 'A change must come from the desk’s own page.',
    ja: '変更はデスクの画面から行ってください。',
  },
  'no-switcher': {
    status: 403,
    en: 'A live desk has no switcher: whoever sits at it is named when it starts or signs in.',
    ja: '本番のデスクでは担当を切り替えられません。起動時に指定された人、またはサインインした人が担当です。',
  },
  live: {
    status: 409,
    en: 'Nothing to steer: this desk is live.',
    ja: '本番のデスクに演習の操作はありません。',
  },
  'no-json': {
    status: 415,
    en: 'A change must be sent as JSON.',
    ja: '変更はJSONで送ってください。',
  },
  'too-large': {
    status: 413,
    en: 'The request is too large: nothing that a desk asks for needs that much.',
    ja: '要求が大きすぎます。',
  },
  unreadable: {
    status: 422,
    en: 'The request cannot be read.',
    ja: '要求を読み取れません。',
  },
  'no-such-address': {
    status: 404,
    en: 'The desk has no such address.',
    ja: 'その宛先はありません。',
  },
  traversal: {
    status: 404,
    en: 'A path that leaves its folder is refused.',
    ja: 'フォルダーの外を指すパスは受け付けません。',
  },
  'not-signed-in': {
    status: 401,
    en: 'Nobody is signed in here: sign in.',
    ja: 'サインインしていません。サインインしてください。',
  },
  'session-unknown': {
    status: 401,
    en: 'The session is not known here: sign in again.',
    ja: '無効なセッションです。もう一度サインインしてください。',
  },
  'session-idle': {
    status: 401,
    en: 'The session ended because nobody touched the page for too long: sign in again.',
    ja: '操作がないまま時間が過ぎたため、サインアウトしました。もう一度サインインしてください。',
  },
  'session-over': {
    status: 401,
    en: 'The session has lasted as long as a session may: sign in again.',
    ja: 'セッションの有効時間が過ぎました。もう一度サインインしてください。',
  },
  'session-ended': {
    status: 401,
    en: 'The session was ended: sign in again.',
    ja: 'セッションは終了されました。もう一度サインインしてください。',
  },
  'person-removed': {
    status: 401,
    en: 'Whoever this session belongs to is no longer among the people who may sign in.',
    ja: 'このセッションの人は、サインインを認められた人ではなくなりました。',
  },
  'sign-in-failed': {
    status: 403,
    en: 'The sign-in did not succeed: begin it again from the desk’s page.',
    ja: 'サインインできませんでした。デスクの画面からやり直してください。',
  },
  'sign-in-stale': {
    status: 403,
    en: 'This sign-in was begun elsewhere, used already, or took too long: begin it again.',
    ja: 'このサインインは別の場所で始められたか、使用済みか、時間切れです。やり直してください。',
  },
  'person-unknown': {
    status: 403,
    en: 'The provider knows you, this desk does not: ask its administrator to name you in sign-in.yaml.',
    ja: '認証はされましたが、このデスクに登録されていません。管理者に登録を依頼してください。',
  },
  'provider-silent': {
    status: 502,
    en: 'The sign-in provider does not answer: try again, or tell the administrator.',
    ja: '認証サーバーから応答がありません。もう一度試すか、管理者に知らせてください。',
  },
  'sign-out-stale': {
    status: 403,
    en: 'What came back from the provider’s sign-out is not what this browser was sent out with.',
    ja: '認証サーバーのサインアウトから戻った内容が、この画面から送ったものと一致しません。',
  },
  'logout-token-refused': {
    status: 400,
    en: 'A notice of a sign-out that is not the provider’s, or not for this desk, ends nothing.',
    ja: '認証サーバーからのものと確認できない、またはこのデスク宛てでないサインアウト通知では、何も終了しません。',
  },
  'not-administrator': {
    status: 403,
    en: 'Only an administrator may look at or end the sessions of others.',
    ja: 'ほかの人のセッションを見たり終了したりできるのは管理者だけです。',
  },
  'above-marking': {
    status: 403,
    en: 'This is marked above what you may read.',
    ja: '閲覧権限を超える区分の文書です。',
  },
  'no-such-session': {
    status: 409,
    en: 'There is no such session any more.',
    ja: 'そのセッションはもうありません。',
  },
  'sign-in-not-fresh': {
    status: 403,
    en: 'A passkey can be added only within ten minutes of signing in: sign out, sign in, and add it then.',
    ja: 'パスキーを登録できるのはサインインから10分以内です。一度サインアウトし、サインインし直してください。',
  },
  'no-passkey': {
    status: 409,
    en: 'You have no passkey here yet: add one under your name first.',
    ja: 'パスキーがまだ登録されていません。先にご自分の名前の欄から登録してください。',
  },
  'no-such-passkey': {
    status: 409,
    en: 'You have no such passkey.',
    ja: 'そのパスキーはありません。',
  },
  'passkey-refused': {
    status: 403,
    en: 'The passkey’s answer does not fit: nothing was done. Begin again.',
    ja: 'パスキーの応答が一致しません。何も実行していません。最初からやり直してください。',
  },
  'no-sign-in': {
    status: 404,
    en: 'Nobody signs in at this desk: it has no sign-in.yaml.',
    ja: 'このデスクではサインインを使いません（sign-in.yamlがありません）。',
  },
} as const satisfies Record<string, Words>;

export type Cause = keyof typeof CAUSES;

export function isCause(text: string): text is Cause {
  return Object.hasOwn(CAUSES, text);
}
