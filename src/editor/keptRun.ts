import { openRun, type FileRun } from '../session/openRun';
import { openBytes } from '../trace/file/descriptor';

/** A run of a file that is open for as long as somebody looks at it. */
export type OpenFileRun = FileRun & { close: () => void };

/**
 * Opens the run of a trace file, for the session to take in; null where it is none.
 * @param key that of its objective in this window
 */
export function runOfFile(file: string, key: string): OpenFileRun | null {
  let source: ReturnType<typeof openBytes>;
  try {
    source = openBytes(file);
  } catch {
    return null;
  }
  const found = openRun(source, key);
  if (!('problem' in found)) return { ...found, close: () => source.close() };
  source.close();
  return null;
}
