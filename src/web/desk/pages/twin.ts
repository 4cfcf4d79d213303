/** A text in both languages as it is typed: (what stands in the two fields) → what is recorded. */

export type Twin = { en: string; ja: string };

export function emptyTwin(): Twin {
  return { en: '', ja: '' };
}

/** Both languages, the one for the other where only one was typed; null where nothing was. */
export function bothOf({ en, ja }: Twin): Twin | null {
  const [one, other] = [en.trim(), ja.trim()];
  return one === '' && other === '' ? null : { en: one || other, ja: other || one };
}
