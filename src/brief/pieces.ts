/**
 * The short pieces beside the night's article: a call that was long in doubt, a group that names a winner, a claim, a
 * concession, a retraction, the last closing, and two explainers.
 *
 * Facts and the pieces so far in, pieces out. A piece tells its own moment: it gets another version only when what it
 * reports is taken back, or when a figure in it turns out to have been another.
 */
import { HOUR, type Instant } from '../election/instant.ts';
import type { Article, ArticleKind, ArticleVersion, BriefFacts, ContestCall, Twin } from './brief.ts';
import { newestVersion, TAKEN_DOWN } from './brief.ts';
import { claimReported, concessionReported } from './candidates-reported.ts';
import { finalityExplained, twoClocks } from './explainers.ts';
import { FIGURE_CORRECTED, figureChanges } from './figure-changes.ts';
import {
  callReported,
  closingReported,
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
  /** What it rests on; another record means that the report itself was corrected. */
  readonly record: number | null;
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

export function byFirstPublication(a: Article, b: Article): number {
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
      record: null,
      stands: true,
      write: () => finalityExplained(facts, about('what-is-final')),
    },
    {
      id: 'two-clocks',
      kind: 'explainer',
      about: about('two-clocks'),
      record: null,
      stands: true,
      write: () => twoClocks(facts, about('two-clocks')),
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
    ...notable.map((call) => report('call', callId(call), call, () => callReported(facts, call))),
    ...groups.naming.map((one) => report('group', groupId(one.group), one, () => groupReported(facts, one))),
    ...claims.map((one) => report('claim', `claim-${one.record}`, one, () => claimReported(facts, one))),
    ...concessions.map((one) =>
      report('concession', `concession-${one.record}`, one, () => concessionReported(facts, one)),
    ),
    ...retractions.map((one) =>
      report('retraction', `retraction-${one.record}`, one, () => retractionReported(facts, one)),
    ),
    ...(closing === null
      ? []
      : [
          report('closing', 'last-polls', { ...closing, record: null }, () =>
            closingReported(facts, closing),
          ),
        ]),
  ];
}

function report(
  kind: ArticleKind,
  id: string,
  { at, record }: { readonly at: Instant; readonly record: number | null },
  write: () => Texts,
): Piece {
  return { id, kind, about: at, record, stands: true, write };
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
      record: null,
      stands: false,
      write: () =>
        reportTakenBack(article.versions.findLast(({ said }) => said.situation === 'stands')!.text),
    }));
}

function writePiece(piece: Piece, previous: Article | null, at: Instant): Article {
  const before = previous === null ? null : newestVersion(previous);
  const situation = piece.stands ? 'stands' : 'taken-back';
  if (before?.said.situation === TAKEN_DOWN) return previous!;
  const again = before?.said.situation === situation;
  // The same report on another record: it was struck and entered anew, as another hour or another ticket.
  const corrected =
    again && piece.record !== null && (before.said.records[0] ?? piece.record) !== piece.record;
  // What was taken back keeps the words in which it first stood.
  if (again && !corrected && !piece.stands) return previous!;
  const text = piece.write();
  // The same report on the same record, and another figure: a call that it counted was taken back or entered late.
  const moved = again && !corrected ? figureChanges(before.text, text) : null;
  if (again && !corrected && moved === null) return previous!;
  const version: ArticleVersion = {
    number: (before?.number ?? 0) + 1,
    at,
    about: piece.about,
    said: {
      situation,
      ticket: null,
      groups: [],
      records: piece.record === null ? [] : [piece.record],
      gateAt: null,
    },
    text,
    change: moved === null ? changeOf(piece, before, corrected) : FIGURE_CORRECTED,
    correction: moved ?? correctionOf(piece, before, corrected),
  };
  return {
    id: piece.id,
    kind: piece.kind,
    section: previous?.section ?? (piece.kind === 'explainer' ? 'background' : 'politics'),
    versions: [...(previous?.versions ?? []), version],
  };
}

function changeOf({ stands }: Piece, before: ArticleVersion | null, corrected: boolean): Twin {
  if (before === null) return { en: 'First published', ja: '公開' };
  if (corrected) return { en: 'The report is corrected', ja: '記事を訂正' };
  return stands
    ? { en: 'Called anew', ja: '改めて当確' }
    : { en: 'The call is taken back', ja: '当確の取り消し' };
}

function correctionOf({ stands }: Piece, before: ArticleVersion | null, corrected: boolean): Twin | null {
  if (before === null || (stands && !corrected)) return null;
  const { en, ja } = before.text;
  if (corrected)
    return {
      en: `The entry behind this piece was corrected. It stood before under the headline “${en.headline}”.`,
      ja: `この記事の根拠とした記録を訂正しました。訂正前の見出しは「${ja.headline}」です。`,
    };
  return {
    en: `This piece first stood under the headline “${en.headline}”. The call it reported has been taken back.`,
    ja: `この記事は当初「${ja.headline}」の見出しで公開しました。伝えた当確はその後取り消されました。`,
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
