/**
 * What a format is: how its files are recognised by content, and how one is read into items.
 *
 * A reader is pure: text in, items out through `emit`. What stands alone is refused alone and the rest read on; what
 * spoils the document is thrown as `Malformed`.
 */
import type { Context, Emit } from './item.ts';
import type { XmlHandler } from './xml-text.ts';

type Described = {
  /** As written on the command line and in a feed's configuration. */
  readonly id: string;
  readonly name: string;
  /** What a file of this format has and others have not. */
  readonly looksFor: string;
};

export type JsonFormat = Described & {
  readonly syntax: 'json';
  readonly recognises: (document: unknown) => boolean;
  readonly read: (document: unknown, context: Context, emit: Emit) => void;
};

export type XmlFormat = Described & {
  readonly syntax: 'xml';
  /** Name of the root element. */
  readonly root: string;
  readonly open: (context: Context, emit: Emit) => XmlHandler & { readonly end: () => void };
};

export type CsvFormat = Described & {
  readonly syntax: 'csv';
  readonly recognises: (columns: readonly string[]) => boolean;
  readonly open: (columns: readonly string[], context: Context, emit: Emit) => CsvReading;
};

export type CsvReading = {
  readonly row: (fields: readonly string[], line: number) => void;
  readonly end: () => void;
};

export type Format = JsonFormat | XmlFormat | CsvFormat;

export function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
