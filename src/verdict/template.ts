/** What a sentence is made from: a function of a phrase's values, worded by the desk's names and zones. */
export type NameKind = 'tickets' | 'contests' | 'groups';

/** What a template may ask for; each reads one value of the phrase by its name. */
export type Values = {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly ticket: (name: string) => string;
  readonly contest: (name: string) => string;
  /** Several ids in one value, divided by commas, joined by the language's "and" or "or". */
  readonly all: (name: string, kind: NameKind) => string;
  readonly any: (name: string, kind: NameKind) => string;
  readonly when: (name: string) => string;
  readonly clock: (name: string) => string;
};

export type Template = (values: Values) => string;
