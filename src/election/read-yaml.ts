/**
 * Reads a YAML file that a person wrote: (text, schema) → data, or one error that names every fault by file, line and
 * column with what to do about it. It assumes one document a file; aliases are placed where their anchor's user stands.
 */
import { type Document, isCollection, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

export type Path = readonly (string | number)[];

/** What is wrong at a place, and how to mend it. Both are parts of a sentence without a full stop. */
export type Fault = { readonly path: Path; readonly reason: string; readonly mend: string };

/**
 * Reads and checks a file. `check` sees only what already has the schema's shape.
 * Throws an error with one line a fault: `playbook.yaml line 12, column 5: unknown key "aprovals"; take it out …`.
 */
export function readYaml<T>(
  text: string,
  source: string,
  schema: z.ZodType<T>,
  check: (value: T) => readonly Fault[] = () => [],
): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Error(
      document.errors
        .map(({ message, pos }) => `${place(source, lines, pos[0])}: ${message}; write it as YAML`)
        .join('\n'),
    );
  }
  const parsed = schema.safeParse(document.toJS());
  const faults = parsed.success ? check(parsed.data) : parsed.error.issues.flatMap(faultsOf);
  if (faults.length > 0) {
    throw new Error(
      faults
        .map(
          ({ path, reason, mend }) => `${place(source, lines, offsetOf(document, path))}: ${reason}; ${mend}`,
        )
        .join('\n'),
    );
  }
  return parsed.data as T;
}

function place(source: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${source} line ${line}, column ${col}`;
}

/** Where the value at a path stands; where there is none, the nearest thing around it. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const key of path) {
    if (!isCollection(node)) break;
    const pair = isMap(node)
      ? node.items.find((item) => isNode(item.key) && String(item.key) === String(key))
      : undefined;
    const next = node.get(key, true);
    const start = rangeStart(next) ?? rangeStart(pair?.key);
    if (start === null) break;
    offset = start;
    node = next;
  }
  return offset;
}

function rangeStart(node: unknown): number | null {
  return isNode(node) ? ((node as Node).range?.[0] ?? null) : null;
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path as Path;
  const name = String(path.at(-1) ?? 'the file');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        reason: `unknown key "${key}"`,
        mend: 'take it out or write it right',
      }));
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? [{ path, reason: `"${name}" is missing`, mend: `add it (${issue.expected})` }]
        : [
            {
              path,
              reason: `"${name}" has the wrong kind of value`,
              mend: `write a value of kind ${issue.expected}`,
            },
          ];
    case 'invalid_value':
      return [
        { path, reason: `invalid value of "${name}"`, mend: `write one of ${issue.values.join(', ')}` },
      ];
    case 'invalid_union':
      return [{ path, reason: `"${name}" fits none of its forms`, mend: 'compare it with the example desk' }];
    default:
      return [{ path, reason: `invalid "${name}"`, mend: issue.message }];
  }
}
