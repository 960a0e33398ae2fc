// Packages the extension as adamscope.vsix and fails where it grew beyond what is promised.
import { createVSIX } from '@vscode/vsce';
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root, vsix } from './provide.mjs';

const limit = 1.5e6;

/** Packages what stands in dist/ and says how large it is. */
export async function packageExtension() {
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(vsix);
  console.log(`adamscope.vsix: ${(size / 1e6).toFixed(2)} MB`);
  if (size > limit) throw new Error(`The package is larger than ${limit / 1e6} MB.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await packageExtension();
