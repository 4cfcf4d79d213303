/** What is wrong with the fields of a branch's texts: names nobody filled, values that speak of another outcome. */
import type { Fault, Path } from '../election/read-yaml.ts';
import { fieldsIn } from './fields.ts';
import { findLeaks } from './leak.ts';
import { type Branch, type Language, ticketOf } from './playbook.ts';

const LANGUAGES: readonly Language[] = ['en', 'ja'];

export function fieldFaults(branch: Branch, path: Path): Fault[] {
  return [
    ...branch.steps.flatMap(({ document }, index) =>
      document === null
        ? []
        : (['subject', 'body'] as const).flatMap((part) =>
            LANGUAGES.flatMap((language) =>
              unknown(document[part][language], branch, [
                ...path,
                'steps',
                index,
                'document',
                part,
                language,
              ]),
            ),
          ),
    ),
    ...Object.keys(branch.fields).flatMap((name) => valueFaults(name, branch, [...path, 'fields', name])),
  ];
}

function unknown(text: string, { fields, id }: Branch, path: Path): Fault[] {
  return fieldsIn(text)
    .filter((name) => fields[name] === undefined)
    .map((name) => ({
      path,
      reason: `branch "${id}" has no field "${name}"`,
      mend: 'list it under "fields", or write the words themselves',
    }));
}

function valueFaults(name: string, branch: Branch, path: Path): Fault[] {
  const field = branch.fields[name]!;
  if (field.kind === 'electors')
    return ticketOf(branch) === null
      ? [
          {
            path,
            reason: `branch "${branch.id}" names no winner whose electors could be told`,
            mend: 'take it out',
          },
        ]
      : [];
  const twins = field.kind === 'text' ? [field] : [field.before, field.permitted];
  return twins.flatMap((twin) =>
    LANGUAGES.flatMap((language) =>
      findLeaks(twin[language], branch.forbidden).map(({ word }) => ({
        path,
        reason: `"${word}" is forbidden in branch "${branch.id}" and stands in field "${name}"`,
        mend: 'write it without',
      })),
    ),
  );
}
