/**
 * Reads a policy from YAML. Every refusal names the file, line, column, the reason and what to do.
 *
 * (text, source) → policy. It checks the shape first and the sense second: a policy that cannot open, counts a desk
 * twice or names a desk that nobody listed is refused before the night, not during it.
 */
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import { z } from 'zod';
import { CALENDARS } from './calendars.ts';
import { CAUSE_KINDS, LASTING_KINDS, type Policy, ROUTES } from './policy.ts';
import { desksIn, largestRoster, routeIds, senseRefusals } from './policy-sense.ts';
import { type Path, type ReadConditions, type Refusal, readConditions } from './read-conditions.ts';
import { ACTS, LEVELS } from './verdict.ts';

const words = z.strictObject({ en: z.string(), ja: z.string() });
const minutes = z.number().min(0);
const groups = z.int().min(1);

const actRule = z.strictObject({
  level: z.enum(LEVELS),
  basis: z.enum(['none', 'concession-or-law']).default('none'),
  when: z.string().nullable().default(null),
});

const ownRoute = z.strictObject({ id: z.string().min(1), title: words, when: z.unknown(), minutes });

const schema = z.strictObject({
  id: z.string(),
  title: words,
  rosters: z.array(
    z.strictObject({
      from: z.int(),
      to: z.int().nullable().default(null),
      groups: z.record(
        z.string(),
        z.strictObject({ letter: z.string().length(1), name: words, desks: z.array(z.string()).min(1) }),
      ),
    }),
  ),
  excluded: z.array(z.string()).default([]),
  authority: z.array(z.string()),
  conditions: z
    .record(z.string(), z.strictObject({ title: words.optional(), when: z.unknown() }))
    .default({}),
  routes: z.array(z.union([z.enum(ROUTES), ownRoute])).min(1),
  brakes: z.array(z.string()).default([]),
  calendar: z
    .enum(CALENDARS.map(({ id }) => id))
    .nullable()
    .default(null),
  calls: z.strictObject({
    quorum: groups,
    'dwell-minutes': minutes,
    'two-groups-dwell-minutes': minutes.nullable(),
    'required-desks': z.array(z.string()).default([]),
  }),
  concession: z.strictObject({ 'dwell-minutes': minutes, groups }),
  law: z.strictObject({ 'news-hours': z.number().min(0) }),
  'quiet-declaration': z.strictObject({ hours: z.number().min(0) }),
  recount: z.strictObject({
    'counted-share': z.number().min(0).max(1),
    margin: z.number().min(0).max(1),
    contests: z.record(z.string(), z.strictObject({ margin: z.number().min(0).max(1), source: z.string() })),
  }),
  holds: z.strictObject({
    'until-a-route-is-reached': z.array(z.enum(CAUSE_KINDS)),
    'while-it-lasts': z.array(z.enum(LASTING_KINDS)),
  }),
  withdrawal: z.strictObject({ groups }),
  acts: z.record(z.enum(ACTS), actRule),
});

/** The file as it is written, its shape checked. */
export type Raw = z.infer<typeof schema>;

/** Reads a policy; `source` is the file's name for messages. Throws with place, reason and mend. */
export function readPolicy(text: string, source: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = (offset: number, reason: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new Error(`policy ${source} line ${line}, column ${col}: ${reason}`);
  };
  const [broken] = document.errors;
  if (broken) {
    const reason =
      broken.code === 'DUPLICATE_KEY'
        ? 'the same key stands twice; keep one of them'
        : `not YAML: ${broken.message.split('\n')[0]}`;
    refuse(broken.pos[0], reason);
  }
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const refusal = shapeRefusal(parsed.error.issues[0]!);
    return refuse(offsetOf(document, refusal.path), refusal.reason);
  }
  const own = conditionsOf(parsed.data);
  const [senseless] = [...senseRefusals(parsed.data), ...own.refusals];
  if (senseless) refuse(offsetOf(document, senseless.path), senseless.reason);
  return toPolicy(parsed.data, own);
}

function shapeRefusal(issue: z.core.$ZodIssue): Refusal {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const name = path.join('.') || 'the file';
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0]!;
      return { path: [...path, key], reason: `unknown key "${key}"; remove it or write it right` };
    }
    case 'invalid_type':
      if (issue.expected === 'nonoptional') return { path, reason: `"${name}" is missing; write it` };
      return {
        path,
        reason: `"${name}" is missing or not ${article(issue.expected)}; write ${article(issue.expected)}`,
      };
    case 'too_small':
      return { path, reason: `"${name}" is too small; write ${issue.minimum} or more` };
    case 'too_big':
      return { path, reason: `"${name}" is too large; write ${issue.maximum} or less` };
    case 'invalid_value':
      return { path, reason: `"${name}" is not one of its words; write one of ${issue.values.join(', ')}` };
    case 'invalid_union': {
      // A route: the words of the standard ones, or the shape of one of the policy's own.
      const own = issue.errors.at(-1)?.[0];
      const inner = own?.code === 'invalid_type' && own.path.length === 0 ? undefined : own;
      if (inner !== undefined)
        return shapeRefusal({ ...inner, path: [...path, ...inner.path] } as z.core.$ZodIssue);
      return {
        path,
        reason: `"${name}" is not one of its words; write one of ${ROUTES.join(', ')}, or a route of your own`,
      };
    }
    default:
      return { path, reason: `"${name}": ${issue.message}` };
  }
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function conditionsOf(raw: Raw): ReadConditions {
  return readConditions({
    conditions: raw.conditions,
    routes: raw.routes,
    brakes: raw.brakes,
    acts: Object.entries(raw.acts).flatMap(([act, { when }]) =>
      when === null ? [] : [{ name: when, path: ['acts', act, 'when'] }],
    ),
    desks: desksIn(raw),
    mostGroups: largestRoster(raw),
  });
}

/** Where a path stands in the text: its key where it has one, else the nearest place above it that exists. */
function offsetOf(document: YamlDocument.Parsed, path: Path): number {
  const parent = path.length === 0 ? null : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
    );
    if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
  if (node?.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

function toPolicy(raw: Raw, { conditions, ownRoutes }: ReadConditions): Policy {
  return {
    id: raw.id,
    title: raw.title,
    rosters: raw.rosters.map(({ from, to, groups }) => ({
      from,
      to,
      groups: Object.entries(groups).map(([id, group]) => ({ id, ...group })),
    })),
    excluded: raw.excluded,
    authority: raw.authority,
    routes: routeIds(raw),
    ownRoutes,
    conditions,
    brakes: raw.brakes,
    calendar: raw.calendar,
    calls: {
      quorum: raw.calls.quorum,
      dwellMinutes: raw.calls['dwell-minutes'],
      twoGroupsDwellMinutes: raw.calls['two-groups-dwell-minutes'],
      required: raw.calls['required-desks'],
    },
    concession: { dwellMinutes: raw.concession['dwell-minutes'], groups: raw.concession.groups },
    law: { newsHours: raw.law['news-hours'] },
    quiet: { hours: raw['quiet-declaration'].hours },
    recount: {
      countedShare: raw.recount['counted-share'],
      margin: raw.recount.margin,
      contests: Object.fromEntries(
        Object.entries(raw.recount.contests).map(([id, { margin }]) => [id, margin]),
      ),
    },
    holds: { untilRoute: raw.holds['until-a-route-is-reached'], whileItLasts: raw.holds['while-it-lasts'] },
    withdrawal: raw.withdrawal,
    acts: raw.acts,
  };
}
