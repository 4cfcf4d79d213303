import canonicalize from 'canonicalize';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Command } from '../../src/server/wire-command.ts';
import type { MeetingsView, RelationsView } from '../../src/server/wire-surroundings.ts';
import { does as doesAt } from '../desk/people.ts';
import { OpenHouse } from '../server/open-house.ts';

const at = parseInstant;
const twin = (en: string, ja: string) => ({ en, ja });

let open: OpenHouse;

beforeAll(async () => {
  open = await OpenHouse.open();
}, 60_000);

afterAll(async () => {
  await open?.close();
});

async function does(command: Command, person = 'embassy'): Promise<void> {
  const answer = await open.command(command, { person });
  expect([command.do, answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([
    command.do,
    200,
    '',
  ]);
}

async function refusal(command: Command, person = 'embassy', lang: 'en' | 'ja' = 'en'): Promise<string> {
  const answer = await open.command(command, { person, lang });
  expect(answer.status).toBe(403);
  return ((await answer.json()) as { reason: string }).reason;
}

const relations = async (person = 'embassy', query = '') =>
  (await (await open.get(`/api/relations${query}`, { person })).json()) as RelationsView;
const meetings = async (person = 'duty', lang: 'en' | 'ja' = 'en') =>
  (await (await open.get('/api/meetings', { person, lang })).json()) as MeetingsView;

const WINDOW = { from: at('2024-11-07T00:30:00Z'), to: at('2024-11-07T00:45:00Z') };

/** One night and what came of it: each step stands on the one before. */
describe('the story of 2024', () => {
  it('begins with contacts of both camps, entered by the embassy and seen by their marking', async () => {
    await open.jump('2024-11-05T23:30:00Z');
    await does({
      do: 'engagement',
      contact: 'd-foreign',
      at: at('2024-11-05T20:00:00Z'),
      channel: 'state',
      by: 'Minister, Embassy in Washington',
      said: 'The campaign expects no result before the morning.',
      line: twin('A regular exchange of views.', '定例の意見交換。'),
      followUp: { what: 'ring again after the verdict', dueOn: '2024-11-07' },
      marking: 'restricted',
    });
    expect(
      await refusal({
        do: 'engagement',
        contact: 'd-foreign',
        at: at('2024-11-09T20:00:00Z'),
        channel: 'state',
        by: 'Minister',
        said: '',
        line: twin('', ''),
        followUp: null,
        marking: 'open',
      }),
    ).toContain('once it has taken place');
    const seen = await relations();
    expect(seen.engagements[0]).toMatchObject({ contact: 'd-foreign', marking: 'restricted' });
    expect(seen.camps.map(({ share }) => share! > 1 / 3)).toEqual([true, true]);
    const [viaFoundation] = seen.reach.find(({ target }) => target === 'r-candidate')!.paths;
    expect(viaFoundation!.map(({ to }) => to)).toEqual([
      'trustee',
      'r-former',
      'r-transition',
      'r-candidate',
    ]);
    expect(seen.gaps.some((gap) => gap.includes('nobody reaches the candidate in two'))).toBe(true);
    expect((await relations('reader')).engagements.some(({ said }) => said.includes('no result'))).toBe(
      false,
    );
  });

  it('holds nothing before the verdict', async () => {
    expect(await refusal({ do: 'hold-until', ...WINDOW, expiresAt: WINDOW.from, inSpiteOf: null })).toContain(
      'winner',
    );
  });

  it('proposes windows after the verdict that contain half past nine, in both zones', async () => {
    await open.jump('2024-11-06T11:31:00Z');
    const { proposals, leaders } = await meetings();
    const own = proposals.filter(
      ({ firstStart, lastStart }) => firstStart <= WINDOW.from && WINDOW.from <= lastStart,
    );
    expect(own).toHaveLength(1);
    expect(own[0]!.rank).toBe(1);
    expect([own[0]!.from, own[0]!.to]).toEqual([at('2024-11-06T22:00:00Z'), at('2024-11-07T04:00:00Z')]);
    expect(leaders.map(({ where }) => where[0]!.place)).toEqual(['Tokyo', 'Palm Beach']);
    expect((await meetings('duty', 'ja')).leaders.map(({ where }) => where[0]!.place)).toEqual([
      '東京',
      'パームビーチ',
    ]);
  });

  it('holds several at once, each with its expiry, and lets one go by rule when its time is over', async () => {
    const early = { from: at('2024-11-06T22:00:00Z'), to: at('2024-11-06T22:15:00Z') };
    const late = { from: at('2024-11-07T02:00:00Z'), to: at('2024-11-07T02:15:00Z') };
    await does({ do: 'hold-until', ...early, expiresAt: at('2024-11-06T14:00:00Z'), inSpiteOf: null });
    await does({ do: 'hold-until', ...WINDOW, expiresAt: at('2024-11-06T23:00:00Z'), inSpiteOf: null });
    await does({ do: 'hold-until', ...late, expiresAt: at('2024-11-06T23:00:00Z'), inSpiteOf: null });
    const night = { from: at('2024-11-06T18:00:00Z'), to: at('2024-11-06T18:15:00Z') };
    const command: Command = {
      do: 'hold-until',
      ...night,
      expiresAt: at('2024-11-06T17:00:00Z'),
      inSpiteOf: null,
    };
    expect(await refusal(command)).toContain('Not everybody can be reached');
    expect(await refusal(command, 'embassy', 'ja')).toContain('全員がそろわない');
    expect((await meetings()).holds.map(({ from }) => from)).toEqual([early.from, WINDOW.from, late.from]);
    await open.jump('2024-11-06T14:00:00Z');
    expect((await meetings()).holds.map(({ from }) => from)).toEqual([WINDOW.from, late.from]);
  });

  it('settles one, lets the others go, and invites by a calendar entry with a bland title', async () => {
    await does({ do: 'settle-hold', ...WINDOW });
    expect((await meetings()).holds).toMatchObject([{ from: WINDOW.from, expiresAt: null }]);
    const attendees = [{ name: 'Private secretary', address: 'secretary@office.example' }];
    const title = twin('Telephone talk with the president-elect', '次期大統領との電話会談');
    const invite = { do: 'invite', ...WINDOW, title, attendees, marking: 'restricted' } as const;
    await does({ ...invite, uid: null, method: 'REQUEST' });
    const { uid } = (await meetings()).invitations[0]!;
    await does({ ...invite, uid, method: 'REQUEST' });
    const text = await (await open.get(`/api/meetings/invitation.ics?uid=${uid}`, { person: 'duty' })).text();
    const event = new ICAL.Event(
      new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!,
    );
    expect([event.uid, event.sequence, event.summary, event.startDate.toUnixTime() * 1000]).toEqual([
      uid,
      1,
      'Appointment',
      WINDOW.from,
    ]);
    expect(text).toContain('STATUS:CONFIRMED');
    expect((await open.get(`/api/meetings/invitation.ics?uid=${uid}`, { person: 'reader' })).status).toBe(
      404,
    );
  });

  it('notes the neighbour’s call as a fact, and answers a call that would come in at once', async () => {
    await open.jump('2024-11-06T23:20:00Z');
    await does({
      do: 'other-call',
      who: 'President of the Republic of Korea',
      at: at('2024-11-06T22:59:00Z'),
      minutes: 12,
      state: 'held',
      source: 'press',
    });
    await does({ do: 'inbound', callAt: at('2024-11-06T23:30:00Z') });
    const { order, inbound } = await meetings();
    expect(order).toMatchObject([{ who: 'President of the Republic of Korea', place: 1, own: false }]);
    expect(inbound).toEqual({ callAt: at('2024-11-06T23:30:00Z'), ready: true, lacks: [] });
  });

  it('carries a call sheet on one page in both languages, and notes only while the talk runs', async () => {
    await does(
      {
        do: 'call-sheet',
        purpose: twin('Congratulate; agree to meet early', '祝意を伝え、早期の会談で一致する'),
        points: [
          twin('Congratulations', '祝意'),
          twin('The alliance', '同盟'),
          twin('An early meeting', '早期の会談'),
        ],
        avoid: [twin('Tariffs', '関税')],
        contact: null,
        marking: 'restricted',
      },
      'drafter',
    );
    for (const [lang, purpose, avoid] of [
      ['en', 'agree to meet early', 'Not to be raised'],
      ['ja', '早期の会談で一致する', '触れない事項'],
    ] as const) {
      const html = await (await open.get('/api/meetings/call-sheet.html', { person: 'duty', lang })).text();
      expect(html).toContain(purpose);
      expect(html).toContain(lang === 'en' ? 'Mr or Madam President-elect' : '次期大統領閣下');
      expect(html).toContain(avoid);
    }
    // Word for word as it is printed; where this machine has a browser to print with, on one page.
    const pdf = await open.get('/api/meetings/call-sheet.pdf', { person: 'duty', lang: 'ja' });
    expect([200, 503]).toContain(pdf.status);
    if (pdf.status === 200) expect((await pdf.text()).match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect((await open.get('/api/meetings/call-sheet.html', { person: 'press' })).status).toBe(404);
    expect(await refusal({ do: 'call-note', text: 'x' }, 'drafter')).toContain('mark its start first');
    await open.jump('2024-11-07T00:30:00Z');
    await does({ do: 'talk-started' }, 'duty');
    await does({ do: 'call-note', text: 'He asks about the date of the first visit.' }, 'drafter');
    const readout: Command = {
      do: 'readout',
      side: 'ours',
      language: 'ja',
      text: 'x',
      minutes: 5,
      marking: 'internal',
    };
    expect(await refusal(readout, 'drafter')).toContain('the talk has not ended');
  });

  it('opens the readout’s gate when the call has ended after five minutes, and compares both readouts', async () => {
    const gate = async () =>
      (await open.view({ person: 'duty' })).branches
        .find(({ armed }) => armed)!
        .steps.find(({ kind }) => kind === 'readout')!.lacks;
    expect(await gate()).not.toEqual([]);
    await open.jump('2024-11-07T00:35:00Z');
    await does({ do: 'talk-ended' }, 'duty');
    const { talk } = await open.view();
    expect((talk.endedAt! - talk.startedAt!) / MINUTE).toBe(5);
    const lacks = await gate();
    expect(lacks.join(' ')).not.toMatch(/talk/i);
    await does(
      {
        do: 'readout',
        side: 'ours',
        language: 'ja',
        text: '一、祝意を表明した。\n一、日米同盟を強化することで一致した。\n一、早期に会談することを確認した。',
        minutes: 5,
        marking: 'internal',
      },
      'drafter',
    );
    await does(
      {
        do: 'readout',
        side: 'theirs',
        language: 'en',
        text: 'The President-elect received congratulations. The leaders spoke about investment. They agreed to meet.',
        minutes: 5,
        marking: 'internal',
      },
      'drafter',
    );
    const { same, differences } = await meetings();
    expect(same).toEqual(['Congratulation', 'An early meeting']);
    expect(differences.map(({ kind, topic }) => [kind, topic])).toEqual([
      ['ours-only', 'Alliance'],
      ['theirs-only', 'Economy and trade'],
    ]);
    const [alliance] = differences;
    await does({ do: 'readout-line', difference: alliance!.id, line: alliance!.offered! }, 'drafter');
    expect((await meetings()).differences[0]!.line).toContain('foundation of our diplomacy');
  });

  it('asks for a meeting in November, is refused, and has a fallback within the minute', async () => {
    await open.jump('2024-11-07T03:00:00Z');
    expect(await refusal({ do: 'visit-fallback', fallback: 'envoy', why: 'x' })).toContain(
      'answers a refusal',
    );
    const leg = {
      from: twin('Lima', 'リマ'),
      fromZone: 'America/Lima',
      departs: at('2024-11-17T20:00:00Z'),
      to: twin('Palm Beach', 'パームビーチ'),
      toZone: 'America/New_York',
      arrives: at('2024-11-18T02:00:00Z'),
    };
    const plan = {
      options: [
        {
          kind: 'stop-over',
          place: twin('Palm Beach', 'パームビーチ'),
          zone: 'America/New_York',
          from: at('2024-11-18T15:00:00Z'),
          to: at('2024-11-18T17:00:00Z'),
          note: twin('on the way back', '帰路'),
        },
        {
          kind: 'capital',
          place: twin('Washington', 'ワシントン'),
          zone: 'America/New_York',
          from: at('2025-02-07T16:00:00Z'),
          to: at('2025-02-07T19:00:00Z'),
          note: twin('after the oath', '就任後'),
        },
      ],
      legs: [leg],
      delegation: ['Prime minister', 'Interpreter'],
      checklist: [{ what: twin('Gift', '贈り物'), done: false }],
    } as const;
    expect(
      await refusal({
        do: 'visit',
        ...plan,
        legs: [
          leg,
          {
            ...leg,
            from: leg.to,
            fromZone: leg.toZone,
            departs: leg.arrives + 10 * MINUTE,
            arrives: leg.arrives + 60 * MINUTE,
          },
        ],
      }),
    ).toContain('only 10 minutes');
    await does({ do: 'visit', ...plan });
    await does({ do: 'meeting', state: 'requested', note: 'stop-over after the summit in Lima' });
    await does({ do: 'meeting', state: 'refused', note: 'no meetings before the inauguration' });
    await does({
      do: 'visit-fallback',
      fallback: 'first-date',
      why: 'first date after the oath; envoy in the meantime',
    });
    const { meeting, fallback, visit } = await meetings();
    expect([meeting.state, fallback?.fallback, visit?.options.at(1)?.place]).toEqual([
      'refused',
      'first-date',
      'Washington',
    ]);
  });

  it('meets on 7 February, and the file closes with who knew what when', async () => {
    // The rehearsal's clock ends with its night; the desk goes on without it.
    const later = (moment: string, command: Command) =>
      doesAt(open.house.desk, 'embassy', at(moment), command).then((why) => expect(why).toBeNull());
    await later('2025-01-21T00:00:00Z', { do: 'meeting', state: 'requested', note: 'after the oath' });
    await later('2025-01-28T00:00:00Z', { do: 'meeting', state: 'agreed', note: '7 February' });
    await later('2025-02-07T19:00:00Z', { do: 'meeting', state: 'held', note: 'Washington' });
    const text = 'Thirty minutes in a small circle, eighty at lunch.';
    await later('2025-02-07T19:01:00Z', {
      do: 'visit-outcome',
      at: at('2025-02-07T16:55:00Z'),
      minutes: 110,
      text,
    });
    const live = await open.house.desk.read(({ state }) => ({
      seq: state.seq,
      entered: canonicalize(state.surroundings),
    }));
    expect(canonicalize((await open.house.desk.asOf(live.seq)).state.surroundings)).toBe(live.entered);
    const { outcome, meeting } = await meetings();
    expect([meeting.state, outcome]).toEqual([
      'held',
      { at: at('2025-02-07T16:55:00Z'), minutes: 110, text },
    ]);
    const { records } = (await (await open.get('/api/journal?limit=40', { person: 'duty' })).json()) as {
      records: { kind: string; text: string }[];
    };
    expect(records.find(({ kind }) => kind === 'visit-outcome')!.text).toBe(
      'Outcome of the meeting recorded, 110 minutes.',
    );
    const reader = (await (await open.get('/api/journal?limit=500', { person: 'reader' })).json()) as {
      records: { kind: string; data: unknown }[];
    };
    expect(reader.records.find(({ kind }) => kind === 'call-sheet')!.data).toBeNull();
  });
});
