/**
 * The electoral college of 2024 for tests: 51 statewide contests and the five districts of Maine and Nebraska, with
 * electors by the census of 2020. All polls close at one moment; three tickets, of which two matter.
 */
import type { Contest, Election } from '../../src/election/election.ts';

const CLOSE = Date.UTC(2024, 10, 6, 1);

/** Statewide electors; Maine and Nebraska without those of their districts. */
const STATES =
  'AK3 AL9 AR6 AZ11 CA54 CO10 CT7 DC3 DE3 FL30 GA16 HI4 IA6 ID4 IL19 IN11 KS6 KY8 LA8 MA11 MD10 ME2 MI15 MN10 MO10 MS6 ' +
  'MT4 NC16 ND3 NE2 NH4 NJ14 NM5 NV6 NY28 OH17 OK7 OR8 PA19 RI4 SC9 SD3 TN11 TX40 UT6 VA13 VT3 WA12 WI10 WV4 WY3';

const DISTRICTS = ['ME-1', 'ME-2', 'NE-1', 'NE-2', 'NE-3'];

export function unitedStates(): Election {
  const polls = { pollsCloseFirst: CLOSE, pollsCloseLast: CLOSE };
  const states = STATES.split(' ').map((text): Contest => {
    const id = text.slice(0, 2);
    return { id, name: id, kind: 'state', parent: null, electors: Number(text.slice(2)), ...polls };
  });
  const districts = DISTRICTS.map(
    (id): Contest => ({ id, name: id, kind: 'district', parent: id.slice(0, 2), electors: 1, ...polls }),
  );
  return {
    id: 'test',
    name: 'An election for tests',
    date: '2024-11-05',
    rule: { kind: 'electoral-college', electors: 538, majority: 270 },
    tickets: [
      { id: 'D', name: 'First', party: 'First' },
      { id: 'R', name: 'Second', party: 'Second' },
      { id: 'L', name: 'Third', party: 'Third' },
    ],
    contests: [...states, ...districts],
  };
}
