/**
 * What is wrong with a playbook though its shape is right: playbook → faults with their place.
 *
 * A plan is read at four in the morning by somebody who did not write it; whatever could surprise then is refused now.
 */
import type { Fault, Path } from '../election/read-yaml.ts';
import type { Channel } from './channels.ts';
import { fieldFaults } from './check-fields.ts';
import { wayFaults } from './check-ways.ts';
import { findLeaks } from './leak.ts';
import {
  type Branch,
  isWithdrawal,
  type Language,
  leavesHouse,
  namedBy,
  type Playbook,
  type Step,
} from './playbook.ts';

export function playbookFaults(playbook: Playbook, channels: readonly Channel[]): Fault[] {
  return [
    ...repeated(playbook.branches.map(({ id }) => id)).map(([index, id]) => ({
      path: ['branches', index, 'id'],
      reason: `a second branch "${id}"`,
      mend: 'give each branch its own id',
    })),
    ...overlaps(playbook.branches),
    ...repeated(playbook.markings.map(({ id }) => id)).map(([index, id]) => ({
      path: ['markings', index, 'id'],
      reason: `a second marking "${id}"`,
      mend: 'give each marking its own id',
    })),
    ...playbook.branches.flatMap((branch, index) =>
      unknownMarkings(branch, playbook, ['branches', index, 'steps']),
    ),
    ...playbook.branches.flatMap((branch, index) => branchFaults(branch, ['branches', index], channels)),
  ];
}

function unknownMarkings({ steps }: Branch, { markings }: Playbook, path: Path): Fault[] {
  return steps.flatMap(({ marking }, index) =>
    marking === null || markings.some(({ id }) => id === marking)
      ? []
      : [
          {
            path: [...path, index, 'marking'],
            reason: `unknown marking "${marking}"`,
            mend: 'list it under "markings", or take it out',
          },
        ],
  );
}

/** Exactly one branch may answer to one outcome. */
function overlaps(branches: readonly Branch[]): Fault[] {
  const outcomes = branches.map(({ when }) =>
    when.kind === 'winner'
      ? `ticket "${when.ticket}"`
      : when.kind === 'candidate-lost'
        ? `the loss of ticket "${when.ticket}"`
        : `"${when.kind}"`,
  );
  return repeated(outcomes).map(([index, outcome]) => ({
    path: ['branches', index, 'when'],
    reason: `branches "${branches[outcomes.indexOf(outcome)]!.id}" and "${branches[index]!.id}" both answer to ${outcome}`,
    mend: 'leave one of them, or give this one another trigger',
  }));
}

function branchFaults(branch: Branch, path: Path, channels: readonly Channel[]): Fault[] {
  const ids = branch.steps.map(({ id }) => id);
  const messages = branch.steps.flatMap((step, index) =>
    step.kind === 'message' && !isWithdrawal(step) ? [index] : [],
  );
  return [
    ...repeated(ids).map(([index, id]) => ({
      path: [...path, 'steps', index, 'id'],
      reason: `a second step "${id}" in branch "${branch.id}"`,
      mend: 'give each step its own id',
    })),
    ...messages.slice(1).map((index) => ({
      path: [...path, 'steps', index, 'kind'],
      reason: `a second message in branch "${branch.id}": "message-sent" would be ambiguous`,
      mend: 'leave one message a branch',
    })),
    ...branch.steps.flatMap((step, index) => stepFaults(step, branch, [...path, 'steps', index], channels)),
    ...fieldFaults(branch, path),
  ];
}

/** What is wrong with one step of a branch. */
export function stepFaults(step: Step, branch: Branch, path: Path, channels: readonly Channel[]): Fault[] {
  return [
    ...wayFaults(step, path, channels),
    ...withdrawalFaults(step, branch, path),
    ...approvalFaults(step, path),
    ...(leavesHouse(step) && step.document === null
      ? [
          {
            path,
            reason: `step "${step.id}" leaves the house without a text`,
            mend: 'add a document or take its recipients out',
          },
        ]
      : []),
    ...(step.gate.requires.includes('message-sent') &&
    !branch.steps.some((one) => one.kind === 'message' && !isWithdrawal(one))
      ? [
          {
            path: [...path, 'gate', 'requires'],
            reason: `branch "${branch.id}" has no message to wait for`,
            mend: 'add one or take "message-sent" out',
          },
        ]
      : []),
    ...leakFaults(step, branch, path),
  ];
}

function withdrawalFaults(step: Step, branch: Branch, path: Path): Fault[] {
  const named = `step "${step.id}"`;
  if (isWithdrawal(step)) {
    const takes = branch.steps.filter(({ withdrawal }) => withdrawal === step.id).length;
    if (takes === 1 && leavesHouse(step)) return [];
    return takes === 1
      ? [
          {
            path,
            reason: `withdrawal "${step.id}" goes to nobody`,
            mend: 'add the recipients of the step that it takes back',
          },
        ]
      : [
          {
            path,
            reason: `withdrawal "${step.id}" takes back ${takes} steps`,
            mend: 'name it as "withdrawal" of exactly one step',
          },
        ];
  }
  if (step.withdrawal === null) {
    // What names no winner is replaced by the next line; only what names one must be taken back.
    if (!leavesHouse(step) || namedBy(step, branch) === null) return [];
    return [
      {
        path,
        reason: `${named} leaves the house without a way back`,
        mend: 'add a withdrawal step and name it here',
      },
    ];
  }
  const target = branch.steps.find(({ id }) => id === step.withdrawal);
  const place = [...path, 'withdrawal'];
  if (target === undefined)
    return [
      {
        path: place,
        reason: `unknown withdrawal "${step.withdrawal}"`,
        mend: `name a step of branch "${branch.id}"`,
      },
    ];
  if (!isWithdrawal(target))
    return [
      {
        path: place,
        reason: `"${target.id}" is no withdrawal`,
        mend: 'let its gate require "withdrawal-due"',
      },
    ];
  return [];
}

function approvalFaults(step: Step, path: Path): Fault[] {
  const least = step.kind === 'message' ? 2 : leavesHouse(step) ? 1 : 0;
  if (step.approvals >= least) return [];
  const mend = `write at least ${least}`;
  return [
    {
      path: [...path, 'approvals'],
      reason: `step "${step.id}" (${step.kind}) with ${step.approvals} approvals`,
      mend,
    },
  ];
}

function leakFaults(step: Step, branch: Branch, path: Path): Fault[] {
  const texts: [string, Readonly<Record<Language, string>>, Path][] = [
    ['title', step.title, [...path, 'title']],
  ];
  for (const [index, recipient] of step.recipients.entries())
    texts.push(['recipient', recipient, [...path, 'recipients', index]]);
  if (step.document !== null) {
    texts.push(['subject', step.document.subject, [...path, 'document', 'subject']]);
    texts.push(['body', step.document.body, [...path, 'document', 'body']]);
  }
  return texts.flatMap(([name, text, place]) =>
    (['en', 'ja'] as const).flatMap((language) =>
      findLeaks(text[language], branch.forbidden).map(({ word, line }) => ({
        path: [...place, language],
        reason: `"${word}" is forbidden in branch "${branch.id}" and stands in the ${name} of step "${step.id}", line ${line} of the text`,
        mend: 'write it without',
      })),
    ),
  );
}

/** Index and value of everything that has occurred before. */
function repeated(values: readonly string[]): [number, string][] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [[index, value] as [number, string]] : [],
  );
}
