import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** The bytes of a file, which may be read again and from anywhere. */
export interface Source {
  /** Its name without folders; the kind of the file is told by how it ends. */
  name: string;
  size: number;
  /** From the beginning, in pieces. */
  pieces(): AsyncIterable<Uint8Array>;
  slice(start: number, end: number): Promise<Uint8Array>;
}

/** A file of this machine's. Rejects as `stat` does where it cannot be read. */
export async function fileSource(path: string, name: string): Promise<Source> {
  const { size } = await stat(path);
  return {
    name,
    size,
    pieces: () => createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>,
    async slice(start, end) {
      const file = await open(path, 'r');
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** A file that is in memory, of a file system that only gives whole ones. */
export function bytesSource(bytes: Uint8Array, name: string): Source {
  return {
    name,
    size: bytes.length,
    async *pieces() {
      yield await Promise.resolve(bytes);
    },
    slice: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  };
}
