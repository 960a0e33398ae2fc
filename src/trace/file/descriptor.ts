import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './bytes';

/** An open file as bytes; whoever opened it closes it. */
export function bytesOfFile(descriptor: number): ByteSource {
  return {
    get size() {
      return fstatSync(descriptor).size;
    },
    read: (position, target) => readSync(descriptor, target, 0, target.length, position),
  };
}

/** Opens a file for reading. Throws what the system says. */
export function openBytes(file: string): ByteSource & { close(): void } {
  const descriptor = openSync(file, 'r');
  const bytes = bytesOfFile(descriptor);
  // As it is now: what is appended later belongs to the next one who opens it.
  const { size } = fstatSync(descriptor);
  return {
    size,
    read: (position, target) => bytes.read(position, target),
    close: () => closeSync(descriptor),
  };
}
