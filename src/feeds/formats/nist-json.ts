/** NIST SP 1500-100 version 2, JSON: walks a report and hands its parts on. */
import { entries, inside, record, Unreadable } from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import { Malformed } from './item.ts';
import { gatherReport, type NistReport } from './nist-report.ts';

const ROOT_TYPE = 'ElectionResults.ElectionReport';

type Fields = Readonly<Record<string, unknown>>;
type Visit = (one: Fields, at: string) => void;

export const NIST_JSON: JsonFormat = {
  id: 'nist-json',
  name: 'NIST SP 1500-100 v2, JSON',
  syntax: 'json',
  looksFor: `@type ${ROOT_TYPE}, or Election[] and GpUnit[]`,
  recognises: (document) =>
    has(document, 'Election') && (has(document, 'GpUnit') || (document as Fields)['@type'] === ROOT_TYPE),
  read: (document, _context, emit) => {
    const report = gatherReport(emit);
    const root = record(document);
    report.header(root);
    each(root, 'GpUnit', '', (unit, at) => report.unit(unit, () => at));
    each(root, 'Party', '', (party, at) => report.party(party, () => at));
    each(root, 'Election', '', (election, at) => readElection(election, at, report));
    report.end();
  },
};

function readElection(election: Fields, at: string, report: NistReport): void {
  report.election(election, () => at);
  each(election, 'Candidate', at, (candidate, place) => report.candidate(candidate, () => place));
  each(election, 'BallotCounts', at, (counts, place) => report.ballotCounts(counts, () => place));
  each(election, 'Contest', at, (contest, place) => {
    report.contestOpens(contest['@id'], () => place);
    each(contest, 'ContestSelection', place, (selection, where) => {
      report.selectionOpens(selection['@id']);
      each(selection, 'VoteCounts', where, (counts, spot) => report.voteCounts(counts, () => spot));
      report.selection(selection, () => where);
    });
    each(contest, 'OtherCounts', place, (counts, where) => report.otherCounts(counts, () => where));
    report.contest(contest, () => place);
  });
}

/** A list that is none spoils the report: what it would hold is unknown. */
function each(parent: Fields, key: string, at: string, visit: Visit): void {
  const path = at === '' ? key : `${at}.${key}`;
  try {
    entries(Object.hasOwn(parent, key) ? parent[key] : undefined).forEach((one, i) => {
      let fields: Fields;
      try {
        fields = record(one);
      } catch (error) {
        throw inside(error, i);
      }
      visit(fields, `${path}[${i}]`);
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Malformed(path + error.path, error.message);
  }
}
