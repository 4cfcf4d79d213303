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

type Raw = z.infer<typeof schema>;

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

function senseRefusals(raw: Raw): Refusal[] {
  return [...rosterRefusals(raw), ...deskRefusals(raw), ...quorumRefusals(raw), ...repeatRefusals(raw)];
}

function routeIds({ routes }: Raw): string[] {
  return routes.map((route) => (typeof route === 'string' ? route : route.id));
}

function desksIn({ rosters, excluded }: Raw): Set<string> {
  const desks = rosters.flatMap(({ groups }) => Object.values(groups).flatMap((group) => group.desks));
  return new Set(desks.filter((desk) => !excluded.includes(desk)));
}

function largestRoster(raw: Raw): number {
  const sizes = raw.rosters.map(
    ({ groups }) =>
      Object.values(groups).filter(({ desks }) => desks.some((desk) => !raw.excluded.includes(desk))).length,
  );
  return Math.max(0, ...sizes);
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

function rosterRefusals(raw: Raw): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [index, roster] of raw.rosters.entries()) {
    const path = ['rosters', index];
    const until = roster.to ?? Number.POSITIVE_INFINITY;
    if (until < roster.from) {
      refusals.push({
        path: [...path, 'to'],
        reason: `the roster ends in ${until}, before it begins; swap the years`,
      });
    }
    const over = raw.rosters.findIndex(
      (other, at) =>
        at < index && other.from <= until && roster.from <= (other.to ?? Number.POSITIVE_INFINITY),
    );
    if (over >= 0) {
      refusals.push({
        path,
        reason: `overlaps with roster ${over + 1}: a year would have two; give each its own years`,
      });
    }
    const seen = new Map<string, string>();
    for (const [id, group] of Object.entries(roster.groups)) {
      for (const [at, desk] of group.desks.entries()) {
        const place = [...path, 'groups', id, 'desks', at];
        const other = seen.get(desk);
        if (other !== undefined)
          refusals.push({
            path: place,
            reason: `"${desk}" is in "${other}" too; a desk speaks in one group only`,
          });
        if (raw.authority.includes(desk))
          refusals.push({
            path: place,
            reason: `"${desk}" is an authority too; the authority is never a group`,
          });
        seen.set(desk, id);
      }
    }
  }
  return refusals;
}

function deskRefusals(raw: Raw): Refusal[] {
  const known = new Set(
    raw.rosters.flatMap(({ groups }) => Object.values(groups).flatMap(({ desks }) => desks)),
  );
  const named = [
    ...raw.excluded.map((desk, index) => ({ desk, path: ['excluded', index] as Path })),
    ...raw.calls['required-desks'].map((desk, index) => ({
      desk,
      path: ['calls', 'required-desks', index] as Path,
    })),
  ];
  const refusals = named
    .filter(({ desk }) => !known.has(desk))
    .map(({ desk, path }) => ({
      path,
      reason: `unknown desk "${desk}"; add it to a group or write it right`,
    }));
  for (const [index, desk] of raw.calls['required-desks'].entries()) {
    if (raw.excluded.includes(desk)) {
      const path = ['calls', 'required-desks', index];
      refusals.push({ path, reason: `"${desk}" is required and excluded; take it out of one list` });
    }
  }
  return refusals;
}

function quorumRefusals(raw: Raw): Refusal[] {
  const largest = largestRoster(raw);
  const { quorum } = raw.calls;
  const refusals: Refusal[] = [];
  if (raw.routes.includes('A') && quorum > largest) {
    const reason = `impossible quorum: ${quorum} groups, but no roster has more than ${largest}; ask for ${largest} or fewer`;
    refusals.push({ path: ['calls', 'quorum'], reason });
  }
  const fewest = Math.min(
    raw.routes.includes('A') ? quorum : Number.POSITIVE_INFINITY,
    raw.routes.includes('B') ? raw.concession.groups : Number.POSITIVE_INFINITY,
  );
  if (raw.withdrawal.groups > fewest) {
    const reason = `a message released on ${fewest} groups would at once be due for withdrawal; write ${fewest} or less`;
    refusals.push({ path: ['withdrawal', 'groups'], reason });
  }
  return refusals;
}

function repeatRefusals(raw: Raw): Refusal[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['routes'], routeIds(raw)],
    [['brakes'], raw.brakes],
    [['excluded'], raw.excluded],
    [['authority'], raw.authority],
    [['calls', 'required-desks'], raw.calls['required-desks']],
  ];
  return lists.flatMap(([path, list]) =>
    list.flatMap((each, index) =>
      list.indexOf(each) < index
        ? [{ path: [...path, index], reason: `"${each}" is listed twice; keep one` }]
        : [],
    ),
  );
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
