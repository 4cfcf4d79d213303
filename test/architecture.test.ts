import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Who may import whom. ARCHITECTURE.md quotes this table; a folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  election: [],
  numeric: [],
  feeds: ['election'],
  returns: ['election'],
  projection: ['election', 'numeric', 'returns'],
  verdict: ['election', 'returns', 'projection'],
  relations: ['election'],
  response: ['election', 'verdict', 'relations'],
  meetings: ['election'],
  review: ['election', 'verdict', 'response'],
  brief: ['election', 'numeric', 'returns', 'projection', 'verdict', 'response', 'meetings'],
  store: ['election'],
  documents: ['election', 'verdict', 'response'],
  outbox: ['election', 'response', 'fold', 'desk.ts'],
  calendars: ['election', 'feeds', 'meetings', 'desk.ts'],
  fold: [
    'election',
    'feeds',
    'returns',
    'projection',
    'verdict',
    'relations',
    'response',
    'meetings',
    'brief',
    'review',
  ],
  'desk.ts': ['election', 'fold', 'store'],
  'rehearsal.ts': ['election', 'feeds', 'desk.ts', 'fold'],
  server: [
    'election',
    'feeds',
    'returns',
    'projection',
    'verdict',
    'response',
    'relations',
    'meetings',
    'brief',
    'review',
    'documents',
    'store',
    'fold',
    'desk.ts',
    'rehearsal.ts',
  ],
  web: [
    'election',
    'server/wire.ts',
    'server/wire-feeds.ts',
    'server/wire-review.ts',
    'server/wire-projection.ts',
    'server/wire-command.ts',
    'server/wire-versions.ts',
    'server/wire-surroundings.ts',
    'brief',
    'response',
    'verdict',
    'meetings',
    'projection',
  ],
  cli: ['*'],
  'cli.ts': ['*'],
};

const PURE = [
  'election',
  'numeric',
  'returns',
  'projection',
  'verdict',
  'relations',
  'response',
  'meetings',
  'review',
  'fold',
];

/** Files of `feeds` and `brief` that do I/O; the rest of these two folders is pure. */
const IMPURE_FILES = [/^feeds\/(night|replay)\/read-/, /^feeds\/fetch\//, /^brief\/(bake|serve)\.ts$/];

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    from: relative(SRC, file),
    to: (match[3] ?? match[4] ?? match[5])!,
    typeOnly: match[2] !== undefined,
  }));
}

function placeOf(path: string): string {
  return path.split('/')[0]!;
}

function targetOf({ from, to }: Import): string | null {
  if (!to.startsWith('.')) return null;
  return relative(SRC, resolve(SRC, dirname(from), to));
}

const ALL = sources(SRC).flatMap(importsOf);

describe('the walls of the house', () => {
  it('lets a folder import only what the table allows', () => {
    const trespasses = ALL.flatMap((one) => {
      const target = targetOf(one);
      if (target === null || target.startsWith('..')) return [];
      const allowed = MAY_IMPORT[placeOf(one.from)];
      if (allowed === undefined) return [`${one.from}: no row in the table`];
      const fine =
        allowed.includes('*') ||
        placeOf(target) === placeOf(one.from) ||
        allowed.includes(placeOf(target)) ||
        allowed.includes(target);
      return fine ? [] : [`${one.from} imports ${target}`];
    });
    expect(trespasses).toEqual([]);
  });

  it('keeps clock, randomness and input/output out of the pure stages', () => {
    const FORBIDDEN =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bconsole\.|\bTemporal\.Now\b|\bsetTimeout\(|\bfetch\(/;
    const pure = sources(SRC).filter((file) => {
      const path = relative(SRC, file);
      if (IMPURE_FILES.some((pattern) => pattern.test(path))) return false;
      return PURE.includes(placeOf(path)) || placeOf(path) === 'feeds' || placeOf(path) === 'brief';
    });
    const impure = pure.filter(
      (file) =>
        FORBIDDEN.test(readFileSync(file, 'utf8')) ||
        importsOf(file).some(({ to }) => to.startsWith('node:')),
    );
    expect(pure.length).toBeGreaterThan(20);
    expect(impure.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('reads arguments and environment in cli.ts alone', () => {
    const readers = sources(SRC).filter((file) => /\bprocess\.(argv|env)\b/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(SRC, file))).toEqual(['cli.ts']);
  });

  it('has no import cycle', () => {
    const graph = new Map<string, string[]>();
    for (const one of ALL.filter(({ typeOnly }) => !typeOnly)) {
      const target = targetOf(one);
      if (target !== null) graph.set(one.from, [...(graph.get(one.from) ?? []), target]);
    }
    expect(cycleIn(graph)).toBeNull();
  });
});

function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
