/** What a contest's figures carry with them: reports that wait, a correction, sources at odds, an estimate used up. */
import type { ContestView } from '../../../server/wire.ts';
import type { MarkKind } from '../marks.ts';

export type ContestMark =
  | { readonly is: 'held'; readonly kind: MarkKind; readonly held: number }
  | { readonly is: 'corrected' | 'spent'; readonly kind: MarkKind }
  | { readonly is: 'differs' | 'differsOnLeader'; readonly kind: MarkKind; readonly sources: string };

/** In the order of what matters most; empty on an ordinary contest. */
export function marksOf(contest: ContestView): readonly ContestMark[] {
  const apart = contest.others.filter(({ differs }) => differs !== 'no');
  const names = [...contest.sources, ...apart.map(({ source }) => source)].join(', ');
  const onLeader = apart.some(({ differs }) => differs === 'leader');
  return [
    ...(contest.held > 0 ? [{ is: 'held', kind: 'hold', held: contest.held } as const] : []),
    ...(apart.length > 0
      ? [{ is: onLeader ? 'differsOnLeader' : 'differs', kind: 'differs', sources: names } as const]
      : []),
    ...(contest.corrected ? [{ is: 'corrected', kind: 'corrected' } as const] : []),
    ...(contest.estimateExhausted ? [{ is: 'spent', kind: 'spent' } as const] : []),
  ];
}
