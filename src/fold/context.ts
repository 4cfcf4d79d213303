/**
 * What the desk is set up with, read once from the opening record: policy, playbook, people, names.
 *
 * Everything here follows from the journal's first record, so a rebuilt desk has the same.
 */
import type { Baseline, Contest, ContestId, Election, TicketId } from '../election/election.ts';
import { problemsOf } from '../election/problems.ts';
import { type MeetingSettings, PLAIN_SETTINGS, readMeetingSettings } from '../meetings/settings.ts';
import type { CountingOrder } from '../projection/counting-order.ts';
import type { ExpectedMargins } from '../projection/expected.ts';
import { readCountingOrder } from '../projection/read-counting-order.ts';
import { readExpected } from '../projection/read-expected.ts';
import { readRelations } from '../relations/read-relations.ts';
import type { Relations } from '../relations/relations.ts';
import type { Sha256 } from '../response/bind.ts';
import { type Channel, FILE_DROP } from '../response/channels.ts';
import { type DeskProfile, readDeskProfile } from '../response/desk-profile.ts';
import { type Names, readNames } from '../response/names.ts';
import type { Language, Person, Playbook, Step } from '../response/playbook.ts';
import { readChannels } from '../response/read-channels.ts';
import { readPeople } from '../response/read-people.ts';
import { readPlaybook } from '../response/read-playbook.ts';
import { type PastYear, readHistory } from '../review/read-history.ts';
import { type CallingGroup, type Policy, rosterFor } from '../verdict/policy.ts';
import { readPolicy } from '../verdict/read-policy.ts';
import type { Opened } from './opened.ts';

export type Context = {
  readonly opened: Opened;
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  readonly contests: Readonly<Record<ContestId, Contest>>;
  readonly policy: Policy;
  readonly groups: readonly CallingGroup[];
  readonly playbook: Playbook;
  /** The live ways out; a rehearsal has none. */
  readonly channels: readonly Channel[];
  readonly people: readonly Person[];
  readonly relations: Relations;
  readonly meetings: MeetingSettings;
  readonly profile: DeskProfile;
  /** Margins expected before the count; null where the house has none. */
  readonly expected: ExpectedMargins | null;
  /** How early counts lay from final ones on an earlier night; null where the house has no file of it. */
  readonly order: CountingOrder | null;
  /** What the house did in earlier elections. */
  readonly history: readonly PastYear[];
  readonly names: Readonly<Record<Language, Names>>;
  readonly sha256: Sha256;
};

/** Reads the desk's files. Throws with file, line and mend where one cannot be used. */
export function readContext(opened: Opened, sha256: Sha256): Context {
  const { election, baseline, files } = opened;
  const [problem] = problemsOf(election);
  if (problem !== undefined)
    throw new Error(`invalid election ${election.id}: ${problem.place}: ${problem.problem}`);
  const policy = readPolicy(files.policy.text, files.policy.name);
  const profile = readDeskProfile(files.profile.text, files.profile.name);
  const names = readNames(files.names.text, files.names.name);
  const channels = files.channels === undefined ? [] : readChannels(files.channels.text, files.channels.name);
  return {
    opened,
    election,
    baseline,
    contests: Object.fromEntries(election.contests.map((contest) => [contest.id, contest])),
    policy,
    groups: rosterFor(policy, Number(election.date.slice(0, 4))),
    playbook: playbookFor(opened, channels, profile),
    channels: opened.night === null ? channels : [],
    people: present(readPeople(files.people.text, files.people.name), opened),
    relations: around(election, readRelations(files.relations.text, files.relations.name)),
    meetings:
      files.meetings === undefined
        ? PLAIN_SETTINGS
        : readMeetingSettings(files.meetings.text, files.meetings.name),
    profile,
    expected:
      files.expected === undefined ? null : readExpected(files.expected.text, files.expected.name, election),
    order: files.order === undefined ? null : readCountingOrder(files.order.text, files.order.name, election),
    history: files.history === undefined ? [] : readHistory(files.history.text, files.history.name),
    names:
      profile.night === election.id
        ? names
        : { en: namesOf(names.en, election), ja: namesOf(names.ja, election) },
    sha256,
  };
}

/**
 * A playbook is written for one election: in another one its texts would name the wrong people. In a rehearsal every
 * recipient goes by the file drop, so that no live channel is even named.
 */
function playbookFor(
  { files, election, night }: Opened,
  channels: readonly Channel[],
  profile: DeskProfile,
): Playbook {
  const playbook = readPlaybook(files.playbook.text, files.playbook.name, channels);
  if (profile.night !== election.id) return { ...playbook, branches: [] };
  return night === null ? playbook : rehearsed(playbook);
}

function rehearsed(playbook: Playbook): Playbook {
  const dropped = (step: Step): Step => ({
    ...step,
    recipients: step.recipients.map((recipient) => ({ ...recipient, channel: FILE_DROP, address: null })),
  });
  const branches = playbook.branches.map((branch) => ({ ...branch, steps: branch.steps.map(dropped) }));
  return { ...playbook, branches };
}

/** In one drill the first approver is not there: nobody counts on him, and he can do nothing. */
function present(people: readonly Person[], { night }: Opened): readonly Person[] {
  if (night?.drill !== 'absent-approver') return people;
  const absent = people.find(({ roles }) => roles.includes('approver'));
  return people.map((person) => (person === absent ? { ...person, roles: ['reader'] } : person));
}

/** The camps around this election's tickets, and what was done with their people. */
function around({ tickets }: Election, relations: Relations): Relations {
  const elsewhere = ({ ticket }: { ticket: TicketId }) => !tickets.some(({ id }) => id === ticket);
  const sides = new Set(relations.camps.filter(elsewhere).map(({ ticket }) => ticket));
  const people = relations.people.filter(({ side }) => side === null || !sides.has(side));
  const known = new Set(people.map(({ id }) => id));
  return {
    ...relations,
    camps: relations.camps.filter((camp) => !elsewhere(camp)),
    people,
    ties: relations.ties.filter(({ from, to }) => known.has(from) && known.has(to)),
    engagements: relations.engagements.filter(({ contact }) => known.has(contact)),
    exceptions: relations.exceptions.filter((one) => !elsewhere(one)),
  };
}

/** Names of another election's tickets, from that election: the family name is the first candidate's last word. */
function namesOf(names: Names, election: Election): Names {
  const tickets = election.tickets.map(({ id, name, party }) => [
    id,
    { short: name.split('/')[0]!.trim().split(' ').at(-1)!, full: name, party },
  ]);
  return { ...names, election: election.name, tickets: Object.fromEntries(tickets) };
}

export function contestName(context: Context, contest: ContestId, language: Language): string {
  return context.names[language].contests[contest] ?? context.contests[contest]?.name ?? contest;
}

/** Family name of a ticket's first candidate. */
export function shortName(context: Context, ticket: TicketId, language: Language): string {
  return context.names[language].tickets[ticket]?.short ?? ticket;
}

/** Who is meant by the name that a record carries: a desk, a country, a person. */
export function voiceName(context: Context, voice: string, language: Language): string {
  return context.names[language].voices[voice] ?? voice;
}

export function personOf(context: Context, id: string): Person {
  return (
    context.people.find((person) => person.id === id) ?? { id, name: { en: id, ja: id }, roles: ['reader'] }
  );
}

export function groupOf(context: Context, desk: string): CallingGroup | undefined {
  return context.groups.find(({ desks }) => desks.includes(desk));
}
