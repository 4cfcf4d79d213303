import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { MARKINGS, type Marking, maySee } from '../../src/election/marking.ts';
import type { Command } from '../../src/server/wire-command.ts';
import { does } from '../desk/people.ts';
import { OpenHouse } from '../server/open-house.ts';
import { contact, twin } from './people.ts';

/** A word in everything of one marking, and in nothing else. */
const word = (marking: Marking) => `Xq${marking.split('').reverse().join('')}`;
const both = (marking: Marking, text = '') => twin(`${word(marking)} ${text}`);
const at = parseInstant;
const NOW = at('2024-11-07T00:31:00Z');

/** Whom the desk's file lets read how far, of those from whom something is kept: officers and approvers read all. */
const READERS: Readonly<Record<string, Marking>> = {
  drafter: 'restricted',
  press: 'internal',
  admin: 'open',
  reader: 'open',
};

let open: OpenHouse;
/** When the next entry is made: the desk's time goes on without the rehearsal's. */
let moment = at('2024-11-06T11:31:00Z');

beforeAll(async () => {
  open = await OpenHouse.open({ at: '2024-11-06T11:31:00Z' });
  for (const marking of MARKINGS) for (const command of entered(marking)) await takes(command);
  await takes({
    do: 'import-people',
    source: 'cards',
    refused: [],
    people: [contact('double', { name: both('secret'), marking: 'secret' })],
  });
  const held = { from: at('2024-11-07T00:30:00Z'), to: at('2024-11-07T00:45:00Z') };
  await takes({ do: 'hold-until', ...held, expiresAt: held.from, inSpiteOf: null });
  moment = at('2024-11-07T00:30:00Z');
  await takes({
    do: 'diary',
    who: 'own',
    what: both('secret'),
    from: moment,
    to: moment + 600_000,
    firm: true,
    stay: null,
    marking: 'secret',
  });
  await takes({ do: 'inbound', callAt: moment });
  await takes({ do: 'talk-started' }, 'duty');
  await takes({
    do: 'call-sheet',
    purpose: both('secret'),
    points: [both('secret')],
    avoid: [both('secret')],
    contact: 'p-secret',
    marking: 'secret',
  });
  await takes({ do: 'call-note', text: word('secret') });
  await takes({ do: 'talk-ended' }, 'duty');
  for (const side of ['ours', 'theirs'] as const)
    await takes({
      do: 'readout',
      side,
      language: 'en',
      text: `${word('restricted')} ${side}.`,
      minutes: 5,
      marking: 'restricted',
    });
}, 120_000);

afterAll(async () => {
  await open?.close();
});

async function takes(command: Command, person = 'embassy'): Promise<void> {
  expect([command.do, await does(open.house.desk, person, moment, command)]).toEqual([command.do, null]);
}

function entered(marking: Marking): Command[] {
  const id = `p-${marking}`;
  return [
    {
      do: 'contact',
      contact: contact(id, {
        name: both(marking),
        side: 'R',
        seniority: 5,
        marking,
        posts: [
          { title: both(marking, 'post'), organisation: null, phase: 'campaign', since: null, until: null },
        ],
        emails: [`${word(marking)}@place.example`.toLowerCase()],
        address: both(marking),
        pronunciation: both(marking),
      }),
    },
    {
      do: 'tie',
      from: 'ambassador',
      to: id,
      kind: 'friend',
      strength: 3,
      since: null,
      until: null,
      reason: both(marking),
      marking,
    },
    {
      do: 'tie',
      from: id,
      to: 'r-candidate',
      kind: 'friend',
      strength: 3,
      since: null,
      until: null,
      reason: both(marking),
      marking,
    },
    {
      do: 'engagement',
      contact: 'r-candidate',
      at: null,
      channel: 'state',
      by: word(marking),
      said: word(marking),
      line: both(marking),
      followUp: { what: word(marking), dueOn: '2024-11-07' },
      marking,
    },
    {
      do: 'diary',
      who: 'own',
      what: both(marking),
      from: at('2024-11-08T01:00:00Z'),
      to: at('2024-11-08T02:00:00Z'),
      firm: false,
      stay: null,
      marking,
    },
    {
      do: 'diary',
      who: 'own',
      what: both(marking),
      from: at('2024-11-08T03:00:00Z'),
      to: at('2024-11-08T04:00:00Z'),
      firm: true,
      stay: { place: both(marking), zone: 'Asia/Tokyo' },
      marking,
    },
    {
      do: 'invite',
      uid: null,
      method: 'REQUEST',
      from: NOW,
      to: NOW + 900_000,
      title: both(marking),
      attendees: [{ name: word(marking), address: 'a@place.example' }],
      marking,
    },
  ];
}

const PATHS = [
  '/api/desk',
  '/api/journal?limit=500',
  ...['contact', 'tie', 'engagement', 'invitation', 'call-sheet', 'readout', 'people-imported'].map(
    (kind) => `/api/journal?kind=${kind}`,
  ),
  `/api/journal/asof?at=${at('2024-11-06T11:31:00Z')}`,
  '/api/review',
  '/api/policy',
  '/api/projection',
  '/api/me',
  '/api/relations',
  ...MARKINGS.flatMap((marking) => [
    `/api/relations?q=${word(marking)}`,
    `/api/relations/reach?to=p-${marking}`,
  ]),
  '/api/relations/reach?to=r-candidate',
  '/api/relations/people.csv',
  '/api/relations/people.vcf',
  '/api/meetings',
  '/api/meetings/call-sheet.html',
];

/** Every address of the app that asks for nothing more, whoever added it; the stream of hints needs a port. */
function plainAddresses(): string[] {
  const all = open.app.routes.filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/api/') && !/[:*]/.test(path),
  );
  return [...new Set(all.map(({ path }) => path))].filter((path) => path !== '/api/events');
}

describe('what a person reads of every address, in both languages', () => {
  it.each(Object.entries(READERS))(
    'holds nothing marked above %s, who reads up to %s',
    async (person, reader) => {
      const above = MARKINGS.filter((marking) => !maySee(reader, marking));
      const invitations = await allInvitations();
      for (const lang of ['en', 'ja'] as const)
        for (const path of [
          ...plainAddresses(),
          ...PATHS,
          ...invitations.map((uid) => `/api/meetings/invitation.ics?uid=${uid}`),
        ]) {
          const text = await (await open.get(path, { person, lang })).text();
          // What was asked for is said back where it is unknown.
          const answer = text.replaceAll(/There is no contact “[^”]*”|連絡先「[^」]*」/g, '').toLowerCase();
          for (const marking of above)
            expect([path, answer.includes(word(marking).toLowerCase())]).toEqual([path, false]);
          for (const marking of above)
            expect([path, answer.includes(`"p-${marking}"`)]).toEqual([path, false]);
        }
    },
  );

  it('shows what is there to those who may see it: the words are not lost on the way', async () => {
    const seen = async (path: string) => (await open.get(path, { person: 'duty' })).text();
    for (const marking of MARKINGS) {
      for (const path of [
        '/api/relations',
        '/api/relations/people.csv',
        '/api/relations/people.vcf',
        '/api/meetings',
        '/api/journal?kind=contact',
      ])
        expect([path, (await seen(path)).toLowerCase().includes(word(marking).toLowerCase())]).toEqual([
          path,
          true,
        ]);
    }
    expect(await seen('/api/meetings/call-sheet.html')).toContain(word('secret'));
    expect(JSON.parse(await seen('/api/meetings')).inbound.lacks.join()).toContain(word('secret'));
  });

  it('counts, shortest paths and balance are those of a house without what is hidden', async () => {
    const view = async (person: string) =>
      (await (await open.get('/api/relations', { person })).json()) as {
        total: number;
        reach: { target: string; paths: { from: string; to: string }[][] }[];
        camps: { ticket: string; engagements: number }[];
      };
    const [duty, press, reader] = await Promise.all([view('duty'), view('press'), view('reader')]);
    expect([duty.total - press.total, press.total - reader.total]).toEqual([3, 3]);
    const over = ({ reach }: typeof duty) =>
      reach.find(({ target }) => target === 'r-candidate')!.paths.map((path) => path[0]!.to);
    expect(over(reader)).toContain('p-open');
    expect(over(reader)).not.toContain('p-secret');
    expect(duty.camps[1]!.engagements - reader.camps[1]!.engagements).toBeGreaterThanOrEqual(3);
  });

  it('cannot write above the own marking, nor learn by writing what is hidden', async () => {
    const said = async (person: string, command: Command) =>
      (await (await open.command(command, { person })).json()) as { reason?: string };
    const touch = (to: string): Command => ({ do: 'hand-over', contacts: [to], to: 'embassy' });
    const roles = await said('reader', touch('p-secret'));
    expect(roles).toEqual(await said('reader', touch('p-nobody')));
  });
});

async function allInvitations(): Promise<string[]> {
  const view = (await (await open.get('/api/meetings', { person: 'duty' })).json()) as {
    invitations: { uid: string }[];
  };
  return view.invitations.map(({ uid }) => uid);
}
