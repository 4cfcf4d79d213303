/**
 * Reads the policy's own conditions, routes and brakes, and refuses what could not mean anything.
 *
 * (the file's parts as plain objects) → conditions in an order in which parts come before wholes, or refusals with
 * place, reason and mend. A name that leads back to itself, an unknown name, a route that another one always forestalls
 * and a projection that could open a route are refused here.
 */
import { type Formula, LAW_ACTS, type LawAct, PLAIN_FACTS, type PlainFact, within } from './formula.ts';
import type { NamedCondition, OwnRoute, Words } from './policy.ts';

export type Path = readonly (string | number)[];
export type Refusal = { readonly path: Path; readonly reason: string };

export type RawCondition = { readonly title?: Words | undefined; readonly when: unknown };
export type RawRoute = {
  readonly id: string;
  readonly title: Words;
  readonly when: unknown;
  readonly minutes: number;
};

/** A formula with the place of each of its parts. */
type Placed = { readonly formula: Formula; readonly path: Path };

const NAME = /^[a-z][a-z0-9-]*$/;

/** Reads one formula; refusals go to `refusals`, and what was refused stands as unknown. */
function readFormula(raw: unknown, path: Path, refusals: Refusal[], places: Placed[] = []): Formula {
  const formula = formulaOf(raw, path, refusals, places);
  places.push({ formula, path });
  return formula;
}

function formulaOf(raw: unknown, path: Path, refusals: Refusal[], places: Placed[]): Formula {
  if (typeof raw === 'string') {
    return (PLAIN_FACTS as readonly string[]).includes(raw)
      ? { kind: 'fact', fact: raw as PlainFact }
      : { kind: 'named', name: raw };
  }
  const [key, ...more] = raw !== null && typeof raw === 'object' ? Object.keys(raw) : [];
  const refuse = (reason: string, at: Path = path): Formula => {
    refusals.push({ path: at, reason });
    return { kind: 'all', parts: [] };
  };
  if (key === undefined || more.length > 0 || Array.isArray(raw))
    return refuse(
      'a condition is a name, or one of all, any, not, groups, calls-of, law, sound-feeds, live-feeds, projection-not-against; write one of them',
    );
  const value = (raw as Record<string, unknown>)[key];
  const place = [...path, key];
  switch (key) {
    case 'all':
    case 'any':
      if (!Array.isArray(value) || value.length === 0)
        return refuse(`"${key}" needs a list of conditions; write at least one`, place);
      return {
        kind: key,
        parts: value.map((part, index) => readFormula(part, [...place, index], refusals, places)),
      };
    case 'not':
      return { kind: 'not', part: readFormula(value, place, refusals, places) };
    case 'groups':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1
        ? { kind: 'groups', least: value }
        : refuse('"groups" is not a whole number above 0; write how many groups must stand', place);
    case 'calls-of':
      return isNames(value)
        ? { kind: 'calls-of', desks: value }
        : refuse('"calls-of" needs a list of desks; name at least one', place);
    case 'law':
      return isNames(value) && value.every((act) => (LAW_ACTS as readonly string[]).includes(act))
        ? { kind: 'law', acts: value as LawAct[] }
        : refuse(`"law" needs a list of acts; write some of ${LAW_ACTS.join(', ')}`, place);
    case 'sound-feeds':
      if (value === 'all') return { kind: 'sound-feeds', contests: null };
      return isNames(value)
        ? { kind: 'sound-feeds', contests: value }
        : refuse('"sound-feeds" needs "all" or a list of contests; write one of them', place);
    case 'live-feeds':
      if (value === 'all') return { kind: 'live-feeds', contests: null };
      return value === 'decisive' || isNames(value)
        ? { kind: 'live-feeds', contests: value }
        : refuse('"live-feeds" needs "all", "decisive" or a list of contests; write one of them', place);
    case 'projection-not-against':
      return typeof value === 'number' && value > 0 && value <= 0.5
        ? { kind: 'projection', least: value }
        : refuse(
            '"projection-not-against" is not a chance above 0 and up to 0.5; a brake asks only that the projection does not speak against',
            place,
          );
    default:
      return refuse(`unknown condition "${key}"; remove it or write it right`, place);
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}

export type ReadConditions = {
  readonly conditions: readonly NamedCondition[];
  readonly ownRoutes: readonly OwnRoute[];
  readonly refusals: readonly Refusal[];
};

export type RawConditions = {
  readonly conditions: Readonly<Record<string, RawCondition>>;
  readonly routes: readonly (string | RawRoute)[];
  readonly brakes: readonly string[];
  /** Conditions that acts ask for, with their places. */
  readonly acts: readonly { readonly name: string; readonly path: Path }[];
  readonly desks: ReadonlySet<string>;
  readonly mostGroups: number;
};

/** Reads all conditions and routes of a policy. Each route's own condition gets the name "route ID". */
export function readConditions(raw: RawConditions): ReadConditions {
  const refusals: Refusal[] = [];
  const places: Placed[] = [];
  const named = new Map<string, NamedCondition>();
  for (const [name, { title, when }] of Object.entries(raw.conditions)) {
    const path = ['conditions', name];
    if (!NAME.test(name) || (PLAIN_FACTS as readonly string[]).includes(name))
      refusals.push({
        path,
        reason: `"${name}" cannot be a name; write small letters and hyphens, and no word of the language`,
      });
    named.set(name, {
      name,
      title: title ?? { en: name, ja: name },
      when: readFormula(when, [...path, 'when'], refusals, places),
    });
  }
  const ownRoutes: OwnRoute[] = [];
  for (const [index, route] of raw.routes.entries()) {
    if (typeof route === 'string') continue;
    const { id, title, minutes, when } = route;
    const condition = `route ${id}`;
    named.set(condition, {
      name: condition,
      title,
      when: readFormula(when, ['routes', index, 'when'], refusals, places),
    });
    ownRoutes.push({ id, title, minutes, condition });
  }
  const leaves = [
    ...places.flatMap(({ formula, path }) => leafRefusals(formula, path, raw, named)),
    ...nameRefusals(raw, named),
  ];
  const order = inOrder(named, refusals);
  if (refusals.length + leaves.length === 0) {
    refusals.push(...projectionRefusals(raw, named), ...overlapRefusals(raw, ownRoutes, named));
  }
  return { conditions: order, ownRoutes, refusals: [...refusals, ...leaves] };
}

function leafRefusals(
  formula: Formula,
  path: Path,
  raw: RawConditions,
  named: ReadonlyMap<string, unknown>,
): Refusal[] {
  if (formula.kind === 'named' && !named.has(formula.name))
    return [
      { path, reason: `unknown condition "${formula.name}"; name it under "conditions" or write it right` },
    ];
  if (formula.kind === 'groups' && formula.least > raw.mostGroups)
    return [
      {
        path: [...path, 'groups'],
        reason: `impossible quorum: ${formula.least} groups, but no roster has more than ${raw.mostGroups}; ask for ${raw.mostGroups} or fewer`,
      },
    ];
  if (formula.kind !== 'calls-of') return [];
  return formula.desks.flatMap((desk, index) =>
    raw.desks.has(desk)
      ? []
      : [
          {
            path: [...path, 'calls-of', index],
            reason: `unknown desk "${desk}"; add it to a group, take it off "excluded" or write it right`,
          },
        ],
  );
}

/** Names that brakes and acts use must be there; a name that nothing uses is a rule that never rules. */
function nameRefusals(raw: RawConditions, named: ReadonlyMap<string, NamedCondition>): Refusal[] {
  const asked = [
    ...raw.brakes.map((name, index) => ({ name, path: ['brakes', index] as Path })),
    ...raw.acts,
  ];
  const used = new Set([
    ...[...named.values()].flatMap(({ when }) => namesIn(when)),
    ...asked.map(({ name }) => name),
  ]);
  return [
    ...asked
      .filter(({ name }) => raw.conditions[name] === undefined)
      .map(({ name, path }) => ({
        path,
        reason: `unknown condition "${name}"; name it under "conditions" or write it right`,
      })),
    ...Object.keys(raw.conditions)
      .filter((name) => !used.has(name))
      .map((name) => ({
        path: ['conditions', name],
        reason: `nothing uses "${name}"; use it in a route, a brake or an act, or take it out`,
      })),
  ];
}

function namesIn(formula: Formula): string[] {
  return within(formula).flatMap((part) => (part.kind === 'named' ? [part.name] : []));
}

/** Parts before wholes; a name that leads back to itself is refused with the way it goes. */
function inOrder(named: ReadonlyMap<string, NamedCondition>, refusals: Refusal[]): NamedCondition[] {
  const order = new Set<NamedCondition>();
  const cyclic = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    const condition = named.get(name);
    if (condition === undefined || order.has(condition) || cyclic.has(name)) return;
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name];
      for (const each of circle) cyclic.add(each);
      refusals.push({
        path: ['conditions', name],
        reason: `cyclic names: ${circle.join(' → ')}; write one of them without the others`,
      });
      return;
    }
    for (const part of namesIn(condition.when)) visit(part, [...way, name]);
    order.add(condition);
  };
  for (const name of named.keys()) visit(name, []);
  return [...order];
}

/** Everything a formula rests on, names followed. */
function leavesOf(formula: Formula, named: ReadonlyMap<string, NamedCondition>): Formula[] {
  return within(formula).flatMap((part) =>
    part.kind === 'named' ? leavesOf(named.get(part.name)!.when, named) : [part],
  );
}

/** A projection may hold back and never open: it stands among the brakes alone. */
function projectionRefusals(raw: RawConditions, named: ReadonlyMap<string, NamedCondition>): Refusal[] {
  const asked = [
    ...raw.routes.flatMap((route, index) =>
      typeof route === 'string'
        ? []
        : [{ name: `route ${route.id}`, path: ['routes', index, 'when'] as Path }],
    ),
    ...raw.acts,
  ];
  return asked
    .filter(({ name }) => leavesOf(named.get(name)!.when, named).some(({ kind }) => kind === 'projection'))
    .map(({ path }) => ({
      path,
      reason: 'a projection would help to open this; move it to "brakes", where it can only hold back',
    }));
}

/** A route that asks for all that another asks for, and waits as long, never opens first: one of them is a mistake. */
function overlapRefusals(
  raw: RawConditions,
  routes: readonly OwnRoute[],
  named: ReadonlyMap<string, NamedCondition>,
): Refusal[] {
  const asks = routes.map((route) => ({
    route,
    facts: conjunction(named.get(route.condition)!.when, named),
  }));
  return asks.flatMap(({ route, facts }, index) => {
    const other = asks.find(
      (one, at) =>
        one.route !== route &&
        one.facts !== null &&
        facts !== null &&
        one.facts.isSubsetOf(facts) &&
        one.route.minutes <= route.minutes &&
        (at < index || one.facts.size < facts.size || one.route.minutes < route.minutes),
    );
    if (other === undefined) return [];
    const place = raw.routes.findIndex((each) => typeof each !== 'string' && each.id === route.id);
    return [
      {
        path: ['routes', place],
        reason: `overlaps with route "${other.route.id}", which always opens first; take one of them out`,
      },
    ];
  });
}

/** The facts of which a formula asks all; null where it has alternatives. */
function conjunction(formula: Formula, named: ReadonlyMap<string, NamedCondition>): Set<string> | null {
  if (formula.kind === 'named') return conjunction(named.get(formula.name)!.when, named);
  if (formula.kind === 'calls-of') return new Set(formula.desks.map((desk) => `calls-of ${desk}`));
  if (formula.kind !== 'all') return formula.kind === 'any' ? null : new Set([JSON.stringify(formula)]);
  const parts = formula.parts.map((part) => conjunction(part, named));
  return parts.includes(null) ? null : new Set(parts.flatMap((part) => [...part!]));
}
