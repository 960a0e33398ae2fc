import { createWriteStream, existsSync, realpathSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { message } from '../messages';
import { wrongUsage } from './outcome';
import { reasonOf } from './target';

/** Where the data goes: known to be writable before the run, so that nobody waits in vain. */
export interface Output {
  write(pieces: Iterable<string>): Promise<void>;
}

/** A file, or the given stream. Throws a Refusal where the file cannot be written. */
export async function openOutput(
  out: string | null,
  source: string,
  stdout: NodeJS.WritableStream,
): Promise<Output> {
  if (out === null) {
    return {
      async write(pieces) {
        try {
          await pipeline(Readable.from(pieces), stdout, { end: false });
        } catch (error) {
          // Whoever read it has seen enough (`| head`).
          if (!isClosedPipe(error)) throw error;
        }
      },
    };
  }
  if (existsSync(out) && realpathSync(out) === realpathSync(source)) {
    throw wrongUsage(message('commandLine.out-is-source', [source]));
  }
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
