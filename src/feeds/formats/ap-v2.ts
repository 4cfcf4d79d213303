/**
 * AP Elections API version 2, JSON: `races[].reportingUnits[].candidates[]`, a winner as a mark on a candidate.
 *
 * It knows no taking back: a mark that is gone from a later document is one.
 */
import { readRaces } from './ap.ts';
import { has, type JsonFormat } from './format.ts';

export const AP_V2: JsonFormat = {
  id: 'ap-v2',
  name: 'AP Elections API 2',
  syntax: 'json',
  looksFor: 'electionDate and races[] of reportingUnits, without apiVersion',
  recognises: (document) => has(document, 'races') && has(document, 'electionDate'),
  read: (document, _context, emit) =>
    readRaces(document, emit, { test: false, extras: () => [], uncalled: () => false }),
};
