/**
 * Where text stops being JSON, for the message about it: (text that JSON.parse refused) → position and reason.
 *
 * JSON.parse does not say the position of every fault. This walk does nothing else, and runs only when there is one.
 */
type Fault = { readonly at: number; readonly reason: string };
type Wanted = 'a value' | 'a value or ]' | 'a key' | 'a key or }' | 'a colon' | 'a comma or the end';

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

export function firstFault(text: string): Fault {
  const open: string[] = [];
  let wanted: Wanted = 'a value';
  for (let i = skip(BLANK, text, 0); i < text.length; i = skip(BLANK, text, i)) {
    if (wanted === 'a comma or the end' && open.length === 0)
      return { at: i, reason: 'more stands after its end' };
    const mark = text[i]!;
    const next = after(mark, wanted, open);
    if (next !== null) {
      wanted = next;
      i += 1;
    } else if (mark === '"' && wanted !== 'a colon' && wanted !== 'a comma or the end') {
      const end = closingQuote(text, i + 1);
      if (end < 0) return { at: i, reason: 'a quotation mark is opened and never closed' };
      if (!isString(text.slice(i, end + 1))) return { at: i, reason: 'this text has a forbidden character' };
      wanted = wanted.startsWith('a key') ? 'a colon' : 'a comma or the end';
      i = end + 1;
    } else {
      const end = wanted.startsWith('a value') ? skip(SCALAR, text, i) : i;
      if (end === i) return { at: i, reason: `${wanted} should stand here` };
      wanted = 'a comma or the end';
      i = end;
    }
  }
  return { at: text.length, reason: 'it ends too early' };
}

/** What must follow a bracket, comma or colon; null where it may not stand. */
function after(mark: string, wanted: Wanted, open: string[]): Wanted | null {
  if ((mark === '{' || mark === '[') && wanted.startsWith('a value')) {
    open.push(mark === '{' ? '}' : ']');
    return mark === '{' ? 'a key or }' : 'a value or ]';
  }
  const ends =
    wanted === 'a comma or the end' || wanted === `${mark === '}' ? 'a key' : 'a value'} or ${mark}`;
  if ((mark === '}' || mark === ']') && ends && open.at(-1) === mark) {
    open.pop();
    return 'a comma or the end';
  }
  if (mark === ':' && wanted === 'a colon') return 'a value';
  if (mark === ',' && wanted === 'a comma or the end') return open.at(-1) === '}' ? 'a key' : 'a value';
  return null;
}

/** The quotation mark that closes a text, or -1. */
export function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function isString(written: string): boolean {
  try {
    return typeof JSON.parse(written) === 'string';
  } catch {
    return false;
  }
}
