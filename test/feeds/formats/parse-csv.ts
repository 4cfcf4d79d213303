import { parse } from 'csv-parse/sync';

/** Rows of a CSV text, read by another reader than the one under test. */
export function parseCsv(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true });
}
