/** Reads who works at the desk from YAML: (text, name of the file) → people, or an error that names every fault by line. */
import { z } from 'zod';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import type { Person } from './playbook.ts';
import { ID, ROLE, TWIN } from './read-playbook.ts';

const PEOPLE = z.strictObject({
  people: z.array(
    z.strictObject({ id: ID, name: TWIN, roles: z.array(ROLE).min(1, 'give at least one role') }),
  ),
});

export function readPeople(text: string, source: string): readonly Person[] {
  return readYaml(text, source, PEOPLE, peopleFaults).people;
}

function peopleFaults({ people }: z.infer<typeof PEOPLE>): Fault[] {
  const twice = people.flatMap(({ id }, index) =>
    people.findIndex((one) => one.id === id) < index
      ? [
          {
            path: ['people', index, 'id'],
            reason: `a second person "${id}"`,
            mend: 'give each person an own id',
          },
        ]
      : [],
  );
  const approvers = people.filter(({ roles }) => roles.includes('approver')).length;
  return approvers >= 2
    ? twice
    : [
        ...twice,
        {
          path: ['people'],
          reason: `${approvers} approvers`,
          mend: 'name at least two: nothing leaves without two people',
        },
      ];
}
