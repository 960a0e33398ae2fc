import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for one suite; removed by `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-sandbox-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Bundles the two halves of the engine process into `folder`, as scripts/build.mjs does. */
export async function buildEngine(folder: string): Promise<string> {
  const options = {
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  } as const;
  const processFile = path.join(folder, 'engine-process.js');
  await Promise.all([
    build({
      ...options,
      entryPoints: ['src/sandbox/child/process.ts'],
      outfile: processFile,
    }),
    build({
      ...options,
      entryPoints: ['src/sandbox/child/worker.ts'],
      outfile: path.join(folder, 'engine-worker.js'),
    }),
  ]);
  return processFile;
}
