/**
 * When the telephone talk can be had: (leaders, resources, holds, notice, duration) → windows, each with its reasons.
 *
 * A talk needs both leaders reachable and, for its whole length, one interpreter and one line (as far as it needs
 * them). A window is the union of all talks that can be had; `starts` says when the first and the last can begin.
 */
import { type Instant, MINUTE } from '../election/instant.ts';
import { comfortable, type Leader, reachable } from './availability.ts';
import { intersect, requireSpan, type Span, unite, without } from './spans.ts';

export type ResourceKind = 'interpreter' | 'line';

export type Resource = {
  readonly id: string;
  readonly kind: ResourceKind;
  /** When it is not to be had. */
  readonly busy: readonly Span[];
};

export type ProposalRequest = Span & {
  /** The present moment, from which the notice counts. */
  readonly now: Instant;
  /** How long before a talk both sides must know of it. */
  readonly noticeMinutes: number;
  readonly durationMinutes: number;
  readonly leaders: readonly Leader[];
  readonly resources: readonly Resource[];
  /** Kinds of which a talk needs one each. */
  readonly needs: readonly ResourceKind[];
  /** Held already: both leaders, an interpreter and a line are taken there. */
  readonly held: readonly Span[];
};

/** What to weigh before a window is held, in the order in which a protocol officer would ask. */
export type Caution =
  | { readonly kind: 'hours'; readonly leader: string }
  | { readonly kind: 'diary'; readonly leader: string; readonly fixture: string }
  /** The others of its kind are taken: should it fail, nobody steps in. */
  | { readonly kind: 'single'; readonly resource: string };

export type Proposal = Span & {
  /** First and last moment at which the talk can begin, both included. */
  readonly firstStart: Instant;
  readonly lastStart: Instant;
  /** Parts in which both leaders are rung gladly and nothing must be moved; empty where there is none. */
  readonly best: readonly Span[];
  readonly cautions: readonly Caution[];
  /** Those of each kind who are free for some talk in it. */
  readonly resources: readonly string[];
};

/** The windows of a search, in order of time. Throws where a span, length, zone or hour is none. */
export function proposalsOf(request: ProposalRequest): Proposal[] {
  const { leaders, needs, resources, durationMinutes } = request;
  const within = withinNotice(request);
  if (within === null) return [];
  const both = [...leaders.map((leader) => reachable(leader, within)), without(request.held, within)].reduce(
    intersect,
  );
  const length = durationMinutes * MINUTE;
  const crews = crewsOf(needs, resources);
  const found = crews.flatMap((crew) =>
    crew
      .map(({ busy }) => without(busy, within))
      .reduce(intersect, both)
      .filter(({ from, to }) => to - from >= length)
      .map((span) => ({ span, crew })),
  );
  // Starts are united, not spans: where the interpreter changes no talk may run across the change.
  return uniteStarts(found.map(({ span: { from, to } }) => ({ from, to: to - length }))).map((starts) => {
    const span = { from: starts.from, to: starts.to + length };
    const own = found.filter((one) => one.span.from >= span.from && one.span.to <= span.to);
    const free = unique(own.flatMap(({ crew }) => crew.map(({ id }) => id)));
    const best = bestOf(leaders, span).filter(({ from, to }) => to - from >= length);
    return {
      ...span,
      firstStart: starts.from,
      lastStart: starts.to,
      best,
      cautions: cautionsOf(request, span, best, free),
      resources: free,
    };
  });
}

/** The better first: those with a comfortable part, then the earlier. */
export function ranked(proposals: readonly Proposal[]): Proposal[] {
  return proposals.toSorted(
    (a, b) => Number(b.best.length > 0) - Number(a.best.length > 0) || a.from - b.from,
  );
}

function withinNotice(request: ProposalRequest): Span | null {
  const { from, to, now, noticeMinutes, durationMinutes, leaders, held } = request;
  requireSpan({ from, to }, 'window search');
  if (!(durationMinutes > 0))
    throw new Error(`invalid length ${durationMinutes}: a talk has at least some minutes`);
  if (!(noticeMinutes >= 0)) throw new Error(`invalid notice ${noticeMinutes}: write minutes, at least 0`);
  if (leaders.length === 0) throw new Error('invalid window search: it needs at least one leader');
  for (const span of held) requireSpan(span, 'hold');
  const earliest = Math.max(from, now + noticeMinutes * MINUTE);
  return earliest < to ? { from: earliest, to } : null;
}

/** Every choice of one resource a kind; none at all where a needed kind has nobody. */
function crewsOf(needs: readonly ResourceKind[], resources: readonly Resource[]): Resource[][] {
  return needs.reduce<Resource[][]>(
    (crews, kind) =>
      crews.flatMap((crew) =>
        resources.filter((one) => one.kind === kind).map((resource) => [...crew, resource]),
      ),
    [[]],
  );
}

/** Closed spans of starts: a single moment is one too, and touching ones are joined. */
function uniteStarts(starts: readonly Span[]): Span[] {
  const united: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of starts.toSorted((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to);
    else united.push({ from, to });
  }
  return united;
}

function bestOf(leaders: readonly Leader[], span: Span): Span[] {
  return leaders.map((leader) => comfortable(leader, span)).reduce(intersect, [span]);
}

function cautionsOf(
  { leaders, needs, resources }: ProposalRequest,
  span: Span,
  best: readonly Span[],
  free: readonly string[],
): Caution[] {
  const moved = best.length > 0 ? [] : leaders.flatMap((leader) => leaderCautions(leader, span));
  const single = needs.flatMap((kind): Caution[] => {
    const all = resources.filter((one) => one.kind === kind);
    const own = all.filter(({ id }) => free.includes(id));
    return all.length > 1 && own.length === 1 ? [{ kind: 'single', resource: own[0]!.id }] : [];
  });
  return [...moved, ...single];
}

function leaderCautions(leader: Leader, span: Span): Caution[] {
  const glad = unite(comfortable({ ...leader, fixtures: [] }, span));
  const hours: Caution[] = covers(glad, span) ? [] : [{ kind: 'hours', leader: leader.id }];
  const diary = leader.fixtures
    .filter(({ firm, from, to }) => !firm && from < span.to && to > span.from)
    .map(({ id }): Caution => ({ kind: 'diary', leader: leader.id, fixture: id }));
  return [...hours, ...diary];
}

function covers(spans: readonly Span[], span: Span): boolean {
  return spans.some(({ from, to }) => from <= span.from && to >= span.to);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
