/** What is wrong with the ways by which a step leaves: (step, channels of the desk) → faults with their place. */
import type { Fault, Path } from '../election/read-yaml.ts';
import { type Channel, FILE_DROP } from './channels.ts';
import { isWithdrawal, type Recipient, type Step } from './playbook.ts';

export function wayFaults(step: Step, path: Path, channels: readonly Channel[]): Fault[] {
  const { recipients, event, id } = step;
  const kinds = recipients.map(({ channel }) => kindOf(channel, channels));
  return [
    ...recipients.flatMap((recipient, index) =>
      recipientFaults(recipient, kinds[index]!, [...path, 'recipients', index], channels),
    ),
    ...(kinds.includes('calendar') && event === null && !isWithdrawal(step)
      ? [{ path, reason: `step "${id}" goes to a calendar without an appointment`, mend: 'add an event' }]
      : []),
    ...(event !== null && recipients.length === 0
      ? [
          {
            path: [...path, 'event'],
            reason: `the appointment of step "${id}" goes to nobody`,
            mend: 'add recipients',
          },
        ]
      : []),
  ];
}

type Kind = Channel['kind'] | 'file' | 'none';

function recipientFaults(
  { channel, address }: Recipient,
  kind: Kind,
  path: Path,
  channels: readonly Channel[],
): Fault[] {
  if (kind === 'none') {
    const known = [FILE_DROP, ...channels.map(({ id }) => id)].join(', ');
    return [
      { path: [...path, 'channel'], reason: `unknown channel "${channel}"`, mend: `name one of ${known}` },
    ];
  }
  const needs = kind === 'smtp' || kind === 'calendar';
  if (needs && address === null)
    return [{ path, reason: `nobody to deliver to by "${channel}"`, mend: 'add the recipient’s address' }];
  if (!needs && address !== null)
    return [
      { path: [...path, 'address'], reason: `"${channel}" delivers to no address`, mend: 'take it out' },
    ];
  return [];
}

function kindOf(channel: string, channels: readonly Channel[]): Kind {
  if (channel === FILE_DROP) return 'file';
  return channels.find(({ id }) => id === channel)?.kind ?? 'none';
}
