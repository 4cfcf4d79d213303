/** What stands between the parts of a line: a colon, brackets, the sign between items; each language has its own. */
import { desk } from './state.svelte.ts';

/** After a name, before what is said of it. */
export function colon(): string {
  return desk.language === 'ja' ? '：' : ': ';
}

/** A note after a name. */
export function bracketed(note: string): string {
  return desk.language === 'ja' ? `（${note}）` : ` (${note})`;
}

/** Items in a row; `between` is what stands between them in English. */
export function listed(items: readonly string[], between: '; ' | ', '): string {
  return items.join(desk.language === 'ja' ? '、' : between);
}
