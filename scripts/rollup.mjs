// @rollup/browser wants to fetch its WebAssembly from beside itself, which neither Node nor a bundle
// can: it gets the bytes instead.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const dist = path.dirname(createRequire(import.meta.url).resolve('@rollup/browser'));
const fetched = 'new URL("bindings_wasm_bg.wasm",import.meta.url)';

/** An esbuild plugin: takes rollup and its WebAssembly into the bundle. */
export const rollupInside = {
  name: 'rollup-inside',
  setup(build) {
    const file = path.join(dist, 'es', 'rollup.browser.js');
    build.onResolve({ filter: /^@rollup\/browser$/ }, () => ({ path: file }));
    build.onLoad({ filter: /[\\/]rollup\.browser\.js$/ }, async () => {
      const text = await readFile(file, 'utf8');
      if (!text.includes(fetched)) throw new Error('@rollup/browser loads its wasm in a new way');
      const contents =
        'import wasm from "./bindings_wasm_bg.wasm";' + text.replace(fetched, () => 'wasm');
      return { contents, resolveDir: path.join(dist, 'es'), loader: 'js' };
    });
  },
};
