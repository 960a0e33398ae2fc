import { createWriteStream, existsSync, statSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { message } from '../messages';
import type { CodeBundle } from '../protocol/objective';
import { wrongUsage, type Refusal } from './outcome';
import { reasonOf } from './target';

/** Where the data goes: known to be writable before the run, so that nobody waits in vain. */
export interface Output {
  write(pieces: Iterable<string> | AsyncIterable<string>): Promise<void>;
}

/**
 * A file, or the given stream. Throws a Refusal where the file cannot be written, or is one of
 * those that the data is made of.
 */
export async function openOutput(
  out: string | null,
  sources: readonly string[],
  stdout: NodeJS.WritableStream,
): Promise<Output> {
  if (out === null) {
    return {
      async write(pieces) {
        try {
          await pipeline(Readable.from(pieces), leftOpen(stdout));
        } catch (error) {
          // Whoever read it has seen enough (`| head`).
          if (!isClosedPipe(error)) throw unwritable(error);
        }
      },
    };
  }
  const source = sources.find((each) => isSameFile(each, out));
  if (source !== undefined) throw wrongUsage(message('commandLine.out-is-source', [source]));
  const refuse = (error: unknown) =>
    wrongUsage(message('commandLine.out-unwritable', [out, reasonOf(error)]));
  await probe(out).catch((error: unknown) => {
    throw refuse(error);
  });
  return {
    async write(pieces) {
      await pipeline(Readable.from(pieces), createWriteStream(out)).catch((error: unknown) => {
        throw refuse(error);
      });
    },
  };
}

/** The files that a bundle was made of. */
export function filesOf({ file, map }: CodeBundle): string[] {
  const sources = map === null ? [] : (JSON.parse(map) as { sources: string[] }).sources;
  return [file, ...sources];
}

/** Standard output cannot take the data: a full disk. */
export function unwritable(error: unknown): Refusal {
  return wrongUsage(message('commandLine.stdout-unwritable', [reasonOf(error)]));
}

/** By whatever name: links to a file are the file. */
function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((file) => statSync(file, { throwIfNoEntry: false }));
  return !!one && !!other && one.ino === other.ino && one.dev === other.dev;
}

/** Writes to a stream that stays open; what it throws (files do) is an error of this one. */
function leftOpen(stream: NodeJS.WritableStream): Writable {
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      try {
        stream.write(piece, done);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** Fails where the file cannot be written; leaves everything as it was. */
async function probe(file: string): Promise<void> {
  const isNew = !existsSync(file);
  await (await open(file, 'a')).close();
  if (isNew) await unlink(file);
}

export function isClosedPipe(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  // Node says the second where the stream was closed before the pipeline began.
  return (
    code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_DESTROYED'
  );
}
