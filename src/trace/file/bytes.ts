/** Bytes that are read where they are wanted: a file's, or some in memory. */
export interface ByteSource {
  /** How many there are, as of now. */
  readonly size: number;
  /** Fills `target` from `position` on; how many bytes there were. Throws what the system says. */
  read(position: number, target: Uint8Array): number;
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(position, target) {
      const found = bytes.subarray(position, position + target.length);
      target.set(found);
      return found.length;
    },
  };
}

/** As bytes, in place; numbers stand in the order of bytes of the machine, which is little-endian. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
