import * as path from 'node:path';
import * as v from 'valibot';
import type { Uri } from 'vscode';
import { count, text } from '../protocol/schema';
import { parsePlain } from '../trace/plainJson';
import type { Origin } from './origin';

/** Where a run came from in this workspace, and the name of the file that it is in. */
export interface KeptRunOrigin extends Omit<Origin, 'uri' | 'files'> {
  uri: string;
  files: string[];
  run: number;
  file: string;
}

/** What is to be kept of where a run came from. */
export function keptOrigin(origin: Origin, run: number, file: string): KeptRunOrigin {
  const [uri, files] = [origin.uri.toString(), [...origin.files]];
  return { ...origin, uri, files, run, file: path.basename(file) };
}

/** And back. */
export function originOf({ run: _, file: __, ...kept }: KeptRunOrigin, uri: Uri): Origin {
  return { ...kept, uri, files: new Set(kept.files) };
}

const pinnedSchema = v.array(
  v.looseObject({
    uri: text(16384),
    files: v.array(text(16384)),
    run: count,
    file: text(256),
    selector: text(4096),
  }),
);

/** The pinned runs as they were kept, oldest first, or none where it is anything else. */
export function parsePinned(kept: string): KeptRunOrigin[] {
  let data: unknown;
  try {
    data = parsePlain(kept);
  } catch {
    return [];
  }
  const result = v.safeParse(pinnedSchema, data);
  if (!result.success) return [];
  const found = result.output as unknown as KeptRunOrigin[];
  return found.sort((a, b) => a.run - b.run);
}
