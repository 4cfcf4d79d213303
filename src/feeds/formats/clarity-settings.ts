/**
 * Clarity `electionsettings.json`: which version of which county's results there is, since when.
 *
 * A county's version here can lag behind the county's own `current_ver.txt`, which is the one to ask.
 */

import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import type { Item } from './item.ts';
import { attempt } from './refusal.ts';
import { usStamp } from './us-stamp.ts';

/** `county|election|version|stamp|…` */
const PARTS = { county: 0, election: 1, version: 2, stamp: 3 } as const;

export const CLARITY_SETTINGS: JsonFormat = {
  id: 'clarity-settings',
  name: 'Clarity electionsettings.json',
  syntax: 'json',
  looksFor: 'settings.electiondetails.participatingcounties',
  recognises: (document) => has(document, 'settings') && countiesOf(document) !== null,
  read: (document, { state }, emit) => {
    (countiesOf(document) ?? []).forEach((raw, i) => {
      const at = `settings.electiondetails.participatingcounties[${i}]`;
      const item = attempt(() => versionOf(raw, at, state), at, raw, emit);
      if (item !== null) emit(item);
    });
  },
};

function countiesOf(document: unknown): readonly unknown[] | null {
  const details = (
    document as { settings?: { electiondetails?: { participatingcounties?: unknown } } | null }
  ).settings;
  const counties = details?.electiondetails?.participatingcounties;
  return Array.isArray(counties) ? counties : null;
}

function versionOf(raw: unknown, place: string, state: string | null): Item {
  const parts = read.text(raw).split('|');
  const county = read.id(parts[PARTS.county]).replaceAll('_', ' ');
  const election = read.whole(parts[PARTS.election]);
  const version = read.whole(parts[PARTS.version]);
  const at = read.optional(usStamp)(parts[PARTS.stamp]);
  const unit = state === null ? county : `${state}/${county}`;
  return {
    kind: 'status',
    place,
    about: 'version',
    contest: null,
    unit,
    value: `${election}/${version}`,
    at,
  };
}
