/**
 * Why a card or row was refused, in the reader's language: (reason or place as the readers of files write it) → words.
 *
 * The record keeps the English; a reason that is not known here is shown as it is.
 */
type Language = 'en' | 'ja';

const JAPANESE: readonly (readonly [RegExp, string])[] = [
  [/^no card found: .*/, 'カードがありません。vCardファイルには BEGIN:VCARD … END:VCARD が必要です。'],
  [/^the card has no END:VCARD$/, 'カードに END:VCARD がありません。'],
  [/^text outside of any card$/, 'カードの外に文字があります。'],
  [/^not a vCard: .*/, 'vCardとして読めません。'],
  [/^version missing: .*/, 'バージョンがありません。vCard 3.0 または 4.0 で書き出してください。'],
  [/^version (.+): export it .*/, 'バージョン$1は読めません。vCard 3.0 または 4.0 で書き出してください。'],
  [/^no name: a card needs FN$/, '氏名（FN）がありません。'],
  [/^no name$/, '氏名がありません。'],
  [/^kind (.+): only people are taken$/, '種類が「$1」です。人だけを取り込みます。'],
  [/^unknown marking "(.*)": write one of (.*)$/, '区分「$1」はありません。$2 のいずれかにしてください。'],
  [/^unknown camp "(.*)": write one of (.*)$/, '陣営「$1」はありません。$2 のいずれかにしてください。'],
  [/^unknown phase "(.*)": write one of (.*)$/, '時期「$1」はありません。$2 のいずれかにしてください。'],
  [/^marked "(.+)", above what you read$/, '区分「$1」は、閲覧できる区分より上です。'],
  [/^seniority "(.*)": write 1 to 5$/, '格「$1」は読めません。1～5で書いてください。'],
  [/^"(.*)" is not 1 to 5$/, '格「$1」は読めません。1～5で書いてください。'],
  [/^no column of names: .*/, '氏名の列がありません。1行目に name_en または name_ja が必要です。'],
  [/^(\d+) cells where the first line has (\d+)$/, '1行目は$2列ですが、この行は$1列です。'],
  [
    /^the cell begins like a formula; .*/,
    "数式のように始まっています。文字であれば先頭に「'」を付けてください。",
  ],
  [/^not a CSV table: .*/, 'CSVの表として読めません。'],
  [/^an empty table: .*/, '表が空です。1行目に列の名前が必要です。'],
  [
    /^"(.*)" is no day of the calendar: .*/,
    '「$1」という日付はありません。2024-11-05 のように書いてください。',
  ],
  [/^it ends on (.*), before it begins$/, '終わり（$1）が始まりより前です。'],
];

export function sayRefusedCard(reason: string, language: Language): string {
  if (language === 'en') return reason;
  const [pattern, words] = JAPANESE.find(([known]) => known.test(reason)) ?? [];
  return pattern === undefined ? reason : reason.replace(pattern, words!);
}

/** "line 12, name_ja" */
export function sayPlace(place: string, language: Language): string {
  return language === 'en' ? place : place.replace(/^line (\d+)(?:, )?/, (_, line) => `${line}行目 `).trim();
}
