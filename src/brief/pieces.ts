/**
 * The short pieces beside the night's article: a call that was long in doubt, a group that names a winner, a claim, a
 * concession, a retraction, the last closing, and two explainers.
 *
 * Facts and the pieces so far in, pieces out. A piece is written once, from the facts of that moment; it gets a second
 * version only when what it reports is taken back.
 */
import { HOUR, type Instant } from '../election/instant.ts';
import type { Article, ArticleKind, ArticleVersion, BriefFacts, ContestCall, Twin } from './brief.ts';
import { newestVersion } from './brief.ts';
import { finalityExplained, twoClocks } from './explainers.ts';
import {
  callReported,
  claimReported,
  closingReported,
  concessionReported,
  groupReported,
  reportTakenBack,
  retractionReported,
} from './reports.ts';
import { harmlessFacts } from './text.ts';

type Texts = ArticleVersion['text'];

type Piece = {
  readonly id: string;
  readonly kind: ArticleKind;
  readonly about: Instant;
  readonly stands: boolean;
  readonly write: () => Texts;
};

/** A state called this long after its polls closed was in doubt; one called at closing is no news. */
const LONG_IN_DOUBT = 3 * HOUR;
/** Fewer electors than this are reported in the count, not in a piece of their own. */
const ENOUGH_ELECTORS = 10;

export function writePieces(given: BriefFacts, previous: readonly Article[]): readonly Article[] {
  const facts = harmlessFacts(given);
  const pieces = [...explainers(facts, previous), ...reports(facts), ...takenBack(facts, previous)];
  const known = new Map(previous.map((article) => [article.id, article]));
  const written = pieces.map((piece) => writePiece(piece, known.get(piece.id) ?? null, facts.at));
  const ids = new Set(written.map(({ id }) => id));
  const all = [...previous.filter(({ id }) => !ids.has(id)), ...written].sort(byFirstPublication);
  return all.every((article, place) => article === previous[place]) ? previous : all;
}

function byFirstPublication(a: Article, b: Article): number {
  return a.versions[0]!.at - b.versions[0]!.at || (a.id < b.id ? -1 : 1);
}

function explainers(facts: BriefFacts, previous: readonly Article[]): Piece[] {
  const about = (id: string): Instant =>
    previous.find((one) => one.id === id)?.versions[0]?.about ?? facts.at;
  return [
    {
      id: 'what-is-final',
      kind: 'explainer',
      about: about('what-is-final'),
      stands: true,
      write: () => finalityExplained(facts),
    },
    {
      id: 'two-clocks',
      kind: 'explainer',
      about: about('two-clocks'),
      stands: true,
      write: () => twoClocks(facts),
    },
  ];
}

function reports(facts: BriefFacts): Piece[] {
  const { contests, groups, claims, concessions, retractions } = facts;
  const notable = contests.called.filter(
    (call) => call.electors >= ENOUGH_ELECTORS && call.at - call.pollsClosed >= LONG_IN_DOUBT,
  );
  const closing = contests.lastClosing;
  return [
    ...notable.map(
      (call): Piece => ({
        id: callId(call),
        kind: 'call',
        about: call.at,
        stands: true,
        write: () => callReported(facts, call),
      }),
    ),
    ...groups.naming.map(
      (one): Piece => ({
        id: groupId(one.group),
        kind: 'group',
        about: one.at,
        stands: true,
        write: () => groupReported(facts, one),
      }),
    ),
    ...claims.map(
      (one): Piece => ({
        id: `claim-${one.record}`,
        kind: 'claim',
        about: one.at,
        stands: true,
        write: () => claimReported(facts, one),
      }),
    ),
    ...concessions.map(
      (one): Piece => ({
        id: `concession-${one.record}`,
        kind: 'concession',
        about: one.at,
        stands: true,
        write: () => concessionReported(facts, one),
      }),
    ),
    ...retractions.map(
      (one): Piece => ({
        id: `retraction-${one.record}`,
        kind: 'retraction',
        about: one.at,
        stands: true,
        write: () => retractionReported(facts, one),
      }),
    ),
    ...(closing === null
      ? []
      : [
          {
            id: 'last-polls',
            kind: 'closing',
            about: closing.at,
            stands: true,
            write: () => closingReported(facts, closing),
          } satisfies Piece,
        ]),
  ];
}

/** Pieces published earlier whose call no longer stands, whether its desk took it back or a person struck it. */
function takenBack(facts: BriefFacts, previous: readonly Article[]): Piece[] {
  const standing = new Set([
    ...facts.contests.called.map(callId),
    ...facts.groups.naming.map(({ group }) => groupId(group)),
  ]);
  return previous
    .filter(({ id, kind }) => (kind === 'call' || kind === 'group') && !standing.has(id))
    .map((article) => ({
      id: article.id,
      kind: article.kind,
      about: facts.at,
      stands: false,
      write: () =>
        reportTakenBack(article.versions.findLast(({ said }) => said.situation === 'stands')!.text),
    }));
}

function writePiece(piece: Piece, previous: Article | null, at: Instant): Article {
  const before = previous === null ? null : newestVersion(previous);
  const situation = piece.stands ? 'stands' : 'taken-back';
  if (previous !== null && before!.said.situation === situation) return previous;
  const version: ArticleVersion = {
    number: (before?.number ?? 0) + 1,
    at,
    about: piece.about,
    said: { situation, ticket: null, groups: [], records: [], gateAt: null },
    text: piece.write(),
    change:
      before === null
        ? { en: 'First published', ja: '公開' }
        : piece.stands
          ? { en: 'Called anew', ja: '改めて判定' }
          : { en: 'The call is taken back', ja: '判定の取り消し' },
    correction: before === null || piece.stands ? null : correctionOf(before.text),
  };
  return {
    id: piece.id,
    kind: piece.kind,
    section: 'politics',
    versions: [...(previous?.versions ?? []), version],
  };
}

function correctionOf(text: Texts): Twin {
  return {
    en: `This piece first stood under the headline “${text.en.headline}”. The call it reported has been taken back.`,
    ja: `この記事は当初「${text.ja.headline}」の見出しで公開しました。伝えた判定はその後取り消されました。`,
  };
}

function callId({ contest }: ContestCall): string {
  return `call-${slug(contest)}`;
}

function groupId(group: string): string {
  return `group-${slug(group)}`;
}

/** As it may stand in an address: small letters, digits and hyphens. */
function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'x'
  );
}
