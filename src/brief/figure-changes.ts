/**
 * Figures that a text gave and gives no longer, in words: the dated correction that stands under the article.
 *
 * Two texts of the same piece in, one correction in both languages out; null where every figure is as it was. Figures
 * are compared by their words in the order of the text, and by their titles where a sentence came or went.
 */
import type { Language } from '../response/playbook.ts';
import type { ArticleVersion, Figure, Twin } from './brief.ts';
import { figuresIn } from './text.ts';

type Texts = ArticleVersion['text'];
/** `is` is null where nothing stands any more. */
type FigureChange = { readonly was: string; readonly is: string | null; readonly title: string };

export const FIGURE_CORRECTED: Twin = { en: 'A figure is corrected', ja: '数字を訂正' };

export function figureChanges(before: Texts, now: Texts): Twin | null {
  const [en, ja] = [changesIn('en', before, now), changesIn('ja', before, now)];
  return en.length === 0 && ja.length === 0 ? null : correctionFor({ en, ja });
}

export function correctionFor({ en, ja }: Readonly<Record<Language, readonly FigureChange[]>>): Twin {
  return {
    en: en
      .map(({ was, is, title }) =>
        is === null
          ? `The version before this one gave ${was} (${title}). That no longer stands.`
          : `The version before this one gave ${was} (${title}). It is now ${is}.`,
      )
      .join(' '),
    ja: ja
      .map(({ was, is, title }) =>
        is === null
          ? `前の版では「${title}」を${was}としていましたが、現在は有効ではありません。`
          : `前の版では「${title}」を${was}としていましたが、現在は${is}です。`,
      )
      .join(''),
  };
}

function changesIn(language: Language, before: Texts, now: Texts): FigureChange[] {
  const left = [...figuresIn(now[language])];
  return once(figuresIn(before[language])).flatMap((figure) => {
    if (left.some((one) => sameWords(one, figure))) return [];
    const fresh = left.find(({ title, record }) => title === figure.title || record === figure.record);
    return [{ was: figure.text, is: fresh?.text ?? null, title: figure.title }];
  });
}

function sameWords(a: Figure, b: Figure): boolean {
  return a.text === b.text && a.title === b.title;
}

/** A figure that stands in headline and text is told once. */
function once(figures: readonly Figure[]): Figure[] {
  return figures.filter((figure, place) => figures.findIndex((one) => sameWords(one, figure)) === place);
}
