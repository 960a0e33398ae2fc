import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Measured } from './corpus';

const file = 'test/unit/corpus/recorded.json';

/** By file name; docs/gradients.md shows it. */
export function recorded(): Record<string, Measured> {
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Measured>)
    : {};
}

export function record(measured: Record<string, Measured>): void {
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
}
