/**
 * Why a row could not be read, in the reader's language: (reason as recorded, language) → words.
 *
 * Records keep the readers' own English, for a record does not change with who looks at it. What is quoted from the
 * source stays as it is; a reason without a translation is given as recorded, and marked as such by the caller.
 */
import type { Language } from '../../../../response/playbook.ts';

type Rule = readonly [pattern: RegExp, words: (...parts: string[]) => string];

const listed = (names: string): string => names.split(/, | or /).join('、');

/** In the order in which they are tried: the narrow before the wide. */
const JAPANESE: readonly Rule[] = [
  [/^it is missing$/, () => '値がありません'],
  [/^it is empty$/, () => '空です'],
  [/^it has no row of figures$/, () => '数値の行がありません'],
  [
    /^it is longer than (\d+) (million )?characters$/,
    (n, million) => `${n}${million ? '00万' : ''}文字を超えています`,
  ],
  [/^it nests deeper than (\d+) (levels|elements)$/, (n) => `入れ子が${n}段を超えています`],
  [/^(.+) is no object$/s, (value) => `${value}はオブジェクトではありません`],
  [/^(.+) is no list$/s, (value) => `${value}は配列ではありません`],
  [/^(.+) is no text$/s, (value) => `${value}は文字列ではありません`],
  [/^it is no whole number$/, () => '整数ではありません'],
  [/^(.+) is no whole number$/s, (value) => `${value}は整数ではありません`],
  [/^(.+): (.+) is no number of votes$/s, (of, value) => `${votesOf(of)}の${value}は票数ではありません`],
  [/^it is no number$/, () => '数ではありません'],
  [/^(.+) is no number$/s, (value) => `${value}は数ではありません`],
  [
    /^(.+) is no share; write .+$/s,
    (value) => `${value}は割合ではありません（0.62または62 %と書いてください）`,
  ],
  [/^(.+) is neither true nor false$/s, (value) => `${value}は真偽のどちらでもありません`],
  [/^(.+) is neither X nor R$/s, (value) => `${value}はXでもRでもありません`],
  [
    /^it is neither a contest of this election nor (\w+)$/,
    (whole) => `この選挙の選挙区でも全体（${whole}）でもありません`,
  ],
  [/^it is none of (.+)$/s, (names) => `${listed(names)}のいずれでもありません`],
  [/^(.+) is none of (.+)$/s, (value, names) => `${value}は${listed(names)}のいずれでもありません`],
  [
    /^it is no moment; write it in UTC, as (.+)$/,
    (as) => `時刻ではありません（UTCで${as}のように書いてください）`,
  ],
  [/^(.+) is no moment with a zone$/s, (value) => `${value}はタイムゾーン付きの時刻ではありません`],
  [/^(.+) is no moment$/s, (value) => `${value}は時刻ではありません`],
  [/^(.+) is no day of the calendar$/s, (value) => `${value}は暦にない日です`],
  [/^(.+) is no zone known here$/s, (zone) => `${zone}は不明なタイムゾーンです`],
  [/^(.+) lies in the future$/s, (at) => `${at}は未来の時刻です`],
  [
    /^it has (\d+) fields for (\d+) columns$/,
    (fields, columns) => `${columns}列の表に${fields}個の値があります`,
  ],
  [/^it has more than (\d+) fields$/, (n) => `値が${n}個を超えています`],
  [
    /^(\d+) figures for (\d+) choices$/,
    (figures, choices) => `${choices}人の候補に数値が${figures}個あります`,
  ],
  [/^the contest has more than (\d+) choices$/, (n) => `候補が${n}人を超えています`],
  [
    /^the (choice|id|column|key) (.+) stands twice( in one object)?$/s,
    (what, name) => `${ONCE[what] ?? ''}${name}が2度現れます`,
  ],
  [/^candidate (.+) stands twice$/s, (name) => `候補${name}が2度現れます`],
  [
    /^the (.+) votes of (.+) in (.+) stand twice$/s,
    (kind, of, unit) => `${unit}で${of}の票（${kind}）が2度現れます`,
  ],
  [/^(.+) stands twice for (.+)$/s, (name, unit) => `${unit}で${name}が2度現れます`],
  [/^(.+) is no level known here$/s, (level) => `${level}は不明な段階です`],
  [/^number (.+) stands twice$/s, (number) => `番号${number}が2度現れます`],
  [/^this candidate has no name$/, () => '候補者名がありません'],
  [
    /^rows of (.+), (.+) stand too far apart; sort .+$/s,
    (unit, contest) => `${unit}（${contest}）の行が離れすぎています（集計単位と選挙区の順に並べてください）`,
  ],
  [
    /^the total of this unit is (.+) here and (.+) above$/s,
    (here, above) => `この集計単位の総数が、ここでは${here}、前の行では${above}です`,
  ],
  [/^no candidate is named$/, () => '候補者名がありません'],
  [/^nobody is named as the winner$/, () => '当選者名がありません'],
  [/^(.+) is no candidate of this race$/s, (name) => `${name}はこの選挙区の候補ではありません`],
  [/^(.+) is no race known here$/s, (name) => `${name}は不明な選挙区です`],
  [
    /^(\S+) (.+) is referred to and nowhere defined$/s,
    (what, id) => `${what} ${id}は参照されていますが、定義がありません`,
  ],
  [/^(.+) repeats other units or lies across them$/s, (unit) => `${unit}はほかの集計単位と重なります`],
  [
    /^none of (.+) is a ticket of this election; .+$/s,
    (names) => `${listed(names)}はこの選挙の候補ではありません（配信元の設定に名を加えてください）`,
  ],
  [
    /^(.+) is no ticket of this election; add .+$/s,
    (name) => `${name}はこの選挙の候補ではありません（配信元の設定に名を加えてください）`,
  ],
  [
    /^(.+) is no ticket of this election; write (.+)$/s,
    (name, ids) => `${name}はこの選挙の候補ではありません（${listed(ids)}のどれかを書いてください）`,
  ],
  [
    /^(.+) has no call in (.+) to take back$/s,
    (desk, contest) => `${desk}には${contest}で取り消す当確がありません`,
  ],
  [/^the source marks it as a test$/, () => '配信元が試験データだとしています'],
  [
    /^(.+) is no contest of this election(, nor .+)?$/s,
    (contest) => `${contest}はこの選挙の選挙区ではありません`,
  ],
  [/^the unit is missing$/, () => '集計単位がありません'],
  [/^the votes of (.+) are missing$/s, (ticket) => `${ticket}の票がありません`],
  [/^the total is missing; .+$/, () => '総数がありません（ほかの候補の票も数えてください）'],
  [
    /^the tickets have (\d+) votes of (\d+) in all$/,
    (sum, total) => `総数${total}に対し、候補の票の合計が${sum}です`,
  ],
  [/^a quotation mark is opened and never closed$/, () => '引用符が閉じていません'],
  [/^text stands after a closing quotation mark$/, () => '引用符のあとに文字があります'],
  [/^its first line does not end$/, () => '最初の行が終わりません'],
  [/^__proto__ can be no column$/, () => '列の名に使えない語です（__proto__）'],
  [
    /^it is not table: this is (a table with the columns )?(.+); looked for .+$/s,
    (_table, seen) => `読める表ではありません（${seen}）。列unitと候補ごとの列が必要です`,
  ],
  [/^it is not JSON; write one object a line$/, () => 'JSONではありません（1行に1件を書いてください）'],
  [
    /^it stands after (\d+); rows must be in the order of the feed$/,
    (after) => `${after}のあとにあります（行は配信順に並べてください）`,
  ],
  [/^the source says that there is more, and not where$/, () => '続きがあるとしながら、その場所がありません'],
  [/^it is not at (.+)$/s, (origin) => `${origin}の外を指しています`],
  [/^it is where the source was asked already$/, () => 'すでに問い合わせた場所を指しています'],
];

const ONCE: Readonly<Record<string, string>> = { choice: '候補', id: '識別子', column: '列', key: '項目' };

function votesOf(of: string): string {
  return of === 'the total' ? '総数' : of;
}

/** A recorded reason in the language; null where it has no translation and is best shown as it was recorded. */
export function rowReason(reason: string, language: Language): string | null {
  if (language === 'en') return reason;
  const whole = inJapanese(reason);
  return whole === null ? null : `${whole}。`;
}

/** One reason, a reason with the field it is of, or several one after another. */
function inJapanese(reason: string): string | null {
  const field = /^([\w-]+) "([^"]*)": (.+)$/s.exec(reason);
  if (field !== null) {
    const inner = inJapanese(field[3]!);
    if (inner !== null) return `${field[1]}「${field[2]}」：${inner}`;
  }
  for (const [pattern, words] of JAPANESE) {
    const found = pattern.exec(reason);
    if (found !== null && !found[0].includes('; line '))
      return words(...found.slice(1).map((part) => part ?? ''));
  }
  for (let cut = reason.lastIndexOf('; '); cut > 0; cut = reason.lastIndexOf('; ', cut - 1)) {
    const [first, rest] = [inJapanese(reason.slice(0, cut)), inJapanese(reason.slice(cut + 2))];
    if (first !== null && rest !== null) return `${first}。${rest}`;
  }
  return null;
}

/** Where in a file: "line 12, column votes". Paths into a document stay as they are. */
export function rowPlace(place: string, language: Language): string {
  if (language === 'en') return place;
  return place
    .replace(/^the document$/, '文書全体')
    .replace(/^the table$/, '表')
    .replace(/^next request$/, '続きの場所')
    .replace(/\bline (\d+)/, '$1行目')
    .replace(/, column (.+)$/s, '、列$1');
}
