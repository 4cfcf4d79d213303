/** Readers of what stands behind an option; each refuses with what to write instead. */
import { InvalidArgumentError } from 'commander';

export function collect(value: string, former: readonly string[]): readonly string[] {
  return [...former, value];
}

export function positive(text: string): number {
  if (!(Number(text) > 0)) throw new InvalidArgumentError('give a number above 0');
  return Number(text);
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('give a whole number above 0');
  return Number(text);
}

export function port(text: string): number {
  if (wholeNumber(text) > 65_535) throw new InvalidArgumentError('give a port from 1 to 65535');
  return Number(text);
}
