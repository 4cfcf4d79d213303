/**
 * The rows of a CSV format: each read by its table and handed on, or refused with line, column and reason.
 */

import { type Reader, Unreadable } from './fields.ts';
import type { CsvReading } from './format.ts';
import type { Emit } from './item.ts';
import { refusal } from './refusal.ts';

/** `take` says why a row that could be read cannot be taken, or null. */
export function readRows<Row>(
  read: Reader<Row>,
  take: (row: Row, place: string) => string | null,
  emit: Emit,
  end: () => void,
): CsvReading {
  return {
    row: (fields, line) => {
      const at = `line ${line}`;
      try {
        const reason = take(read(fields), at);
        if (reason !== null) emit({ kind: 'refused', place: at, reason, raw: fields.join(',') });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        const { path, message } = error;
        emit({
          ...refusal(at, { path: '', message }, null),
          place: path === '' ? at : `${at}, column ${path}`,
          raw: fields.join(','),
        });
      }
    },
    end,
  };
}
