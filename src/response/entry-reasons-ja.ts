/**
 * Why an entry by hand does not fit, in Japanese: (reasons as `feeds/hand-entry` writes them, "; " between) → words.
 * A reason that is not known here stays as it is.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^the unit is missing$/, '集計単位がありません'],
  [/^the desk that calls is missing$/, '報道機関がありません'],
  [/^the votes of (.+) are missing$/, '$1の票がありません'],
  [/^the total: (.+) is no number of votes$/, '総数の$1は票数ではありません'],
  [/^(.+): (.+) is no number of votes$/, '$1の$2は票数ではありません'],
  [/^the total is missing$/, '総数がありません'],
  [/^count the other tickets in$/, 'ほかの候補の票も数えてください'],
  [/^the tickets have (\d+) votes of (\d+) in all$/, '総数$2に対し、候補の票の合計が$1です'],
  [/^(.+) is no share$/, '$1は割合ではありません'],
  [/^write 0\.62 for 62 %$/, '62%は0.62と書いてください'],
  [/^(.+) is no contest of this election.*$/, '$1はこの選挙の選挙区ではありません'],
  [/^(.+) is no ticket of this election$/, '$1はこの選挙の候補ではありません'],
  [/^write (.+)$/, '$1のいずれかを書いてください'],
  [/^a [a-z-]+ speaks for a ticket$/, 'この発言には候補が必要です'],
  [/^name it$/, '候補を選んでください'],
  [/^(.+) lies in the future$/, '$1は未来の時刻です'],
];

export function entryReasons(reasons: string): string {
  return reasons
    .split('; ')
    .map((reason) => {
      const [pattern, words] = REASONS.find(([known]) => known.test(reason)) ?? [];
      return pattern === undefined ? reason : reason.replace(pattern, words!);
    })
    .join('。');
}
