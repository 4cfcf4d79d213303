/**
 * NIST SP 1500-100 version 2, XML: small parts become the objects of the standard's JSON and are handed on as they
 * close, so that memory does not grow with the votes.
 *
 * What results do not need (ballot styles, addresses, office hours) is passed over.
 */
import type { XmlFormat } from './format.ts';
import { gatherReport, type NistReport } from './nist-report.ts';
import type { XmlHandler } from './xml-text.ts';

/** Parts that are handed on when they close, by the name of their element. */
const PARTS = {
  Election: 'election',
  GpUnit: 'unit',
  Party: 'party',
  Candidate: 'candidate',
  BallotCounts: 'ballotCounts',
  VoteCounts: 'voteCounts',
  OtherCounts: 'otherCounts',
  ContestSelection: 'selection',
  Contest: 'contest',
} as const satisfies Readonly<Record<string, keyof NistReport>>;

/** Elements that may stand more than once and become lists. */
const LISTS = new Set([
  'CandidateIds',
  'PartyIds',
  'ComposingGpUnitIds',
  'ExternalIdentifier',
  'CountStatus',
  'Text',
]);

const PASSED_OVER = new Set([
  'BallotStyle',
  'ContactInformation',
  'Header',
  'Office',
  'OfficeGroup',
  'Person',
  'ElectionAdministration',
  'SpatialDimension',
  'PartyRegistration',
]);

type Node = { readonly name: string; readonly fields: Record<string, unknown> };

export const NIST_XML: XmlFormat = {
  id: 'nist-xml',
  name: 'NIST SP 1500-100 v2, XML',
  syntax: 'xml',
  root: 'ElectionReport',
  looksFor: 'the root element ElectionReport',
  open: (_context, emit) => {
    const report = gatherReport(emit);
    return { ...readElements(report), end: report.end };
  },
};

function readElements(report: NistReport): XmlHandler {
  const nodes: Node[] = [];
  let passedOver = 0;
  return {
    open: (name, attributes, place) => {
      if (passedOver > 0 || PASSED_OVER.has(name)) {
        passedOver += 1;
        return;
      }
      nodes.push({ name, fields: attributesOf(attributes) });
      if (name === 'Contest') report.contestOpens(attributes['ObjectId'], place);
      if (name === 'ContestSelection') report.selectionOpens(attributes['ObjectId']);
    },
    close: (name, text, place) => {
      if (passedOver > 0) {
        passedOver -= 1;
        return;
      }
      const node = nodes.pop()!;
      const parent = nodes.at(-1);
      if (parent === undefined) report.header(node.fields);
      else if (Object.hasOwn(PARTS, name)) report[PARTS[name as keyof typeof PARTS]](node.fields, place);
      else attach(parent, node, text);
    },
  };
}

function attributesOf(attributes: Readonly<Record<string, string>>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (attributes['ObjectId'] !== undefined) fields['@id'] = attributes['ObjectId'];
  if (attributes['xsi:type'] !== undefined) fields['@type'] = attributes['xsi:type'];
  if (attributes['Language'] !== undefined) fields['Language'] = attributes['Language'];
  return fields;
}

/** An element with parts of its own is an object, one without is its text; `Text` is both, as in the JSON. */
function attach(parent: Node, { name, fields }: Node, text: string): void {
  const value =
    name === 'Text' ? { ...fields, Content: text } : Object.keys(fields).length > 0 ? fields : text;
  const before = parent.fields[name];
  if (LISTS.has(name)) parent.fields[name] = [...((before as unknown[] | undefined) ?? []), value];
  // What may stand once and stands twice is a list, which no reader of one value takes.
  else parent.fields[name] = before === undefined ? value : [before, value];
}
