/**
 * What is fixed before the first fact arrives: the election's rule, who stands, who counts as a voice, the policy.
 *
 * (policy, election or case) → setting. It assumes that a desk belongs to one group only; the policy's reader sees to it.
 */
import {
  type Contest,
  type ContestId,
  type Election,
  type Rule,
  type TicketId,
  WHOLE,
} from '../election/election.ts';
import { type CallingGroup, type Policy, type Quorum, quorumOf, recountMargin, rosterFor } from './policy.ts';

export type Setting = {
  readonly policy: Policy;
  /** The id that means the whole election. */
  readonly whole: ContestId;
  readonly rule: Rule['kind'];
  /** Electors that make a majority; null where one contest decides or the electors are not known. */
  readonly majority: number | null;
  readonly tickets: readonly TicketId[];
  /** Empty where only the case's own events say what decides. */
  readonly contests: readonly Contest[];
  readonly groups: readonly CallingGroup[];
  readonly groupOf: ReadonlyMap<string, CallingGroup>;
  readonly authority: ReadonlySet<string>;
  readonly quorum: Quorum | null;
  readonly marginOf: (contest: ContestId) => number;
};

export type SettingParts = {
  readonly policy: Policy;
  readonly whole: ContestId;
  readonly rule: Rule['kind'];
  readonly majority: number | null;
  readonly tickets: readonly TicketId[];
  readonly contests: readonly Contest[];
  readonly groups: readonly CallingGroup[];
  readonly authority: readonly string[];
  readonly marginOf?: (contest: ContestId) => number;
};

/** Puts the parts together. A body that counts by law is no desk, even where a roster lists it. */
export function makeSetting(parts: SettingParts): Setting {
  const authority = new Set(parts.authority);
  const groups = parts.groups
    .map((group) => ({ ...group, desks: group.desks.filter((desk) => !authority.has(desk)) }))
    .filter((group) => group.desks.length > 0);
  return {
    ...parts,
    groups,
    authority,
    groupOf: new Map(groups.flatMap((group) => group.desks.map((desk) => [desk, group] as const))),
    quorum: quorumOf(parts.policy, groups.length),
    marginOf: parts.marginOf ?? ((contest) => recountMargin(parts.policy, contest)),
  };
}

/** The setting of a real election under a policy; the roster is that of the election's year. */
export function settingOf(policy: Policy, election: Election): Setting {
  return makeSetting({
    policy,
    whole: WHOLE,
    rule: election.rule.kind,
    majority: election.rule.kind === 'electoral-college' ? election.rule.majority : null,
    tickets: election.tickets.map((ticket) => ticket.id),
    contests: election.contests,
    groups: rosterFor(policy, Number(election.date.slice(0, 4))),
    authority: policy.authority,
  });
}
