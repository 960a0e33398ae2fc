/**
 * Links ES modules that are at hand as texts into one CommonJS body, with a source map to them.
 *
 * @param texts by path; imports in them name such paths
 * @param heads what stands in the first line before a file's own text
 * @throws where rollup cannot read or link them
 */
export async function rollupModules(
  texts: ReadonlyMap<string, string>,
  entry: string,
  heads: ReadonlyMap<string, string>,
): Promise<{ code: string; map: string }> {
  const { rollup } = await import('@rollup/browser');
  const files = [...texts.keys()];
  // Rollup gets numbers for names: it would make paths relative, and has ideas about some letters.
  const idOf = new Map(files.map((file, index) => [file, `module-${index}`]));
  const bundle = await rollup({
    input: entry,
    // What runs has been decided; rollup only joins.
    treeshake: false,
    onwarn: () => undefined,
    plugins: [
      {
        name: 'slices',
        resolveId: (file) => idOf.get(file) ?? null,
        load(id) {
          const file = files[Number(id.replace('module-', ''))]!;
          const code = texts.get(file)!;
          const head = heads.get(file);
          return head === undefined ? code : { code, map: behindHead(code, head.length, id) };
        },
      },
    ],
  });
  try {
    const { output } = await bundle.generate({
      format: 'cjs',
      exports: 'named',
      esModule: false,
      sourcemap: 'hidden',
      sourcemapExcludeSources: true,
    });
    const [{ code, map }] = output;
    if (!map) throw new Error('no source map');
    const sources = map.sources.map((id) => files[Number(/\d+$/.exec(id)![0])]!);
    const { version, names, mappings } = map;
    return { code, map: JSON.stringify({ version, sources, names, mappings }) };
  } finally {
    await bundle.close();
  }
}

/** The map of a text whose first line begins `head` columns late, with a position for every word. */
function behindHead(code: string, head: number, id: string) {
  let [row, column] = [0, 0];
  const lines = code.split('\n').map((line, nextRow) => {
    let written = 0;
    const late = nextRow === 0 ? head : 0;
    const words = line.slice(late).matchAll(/[\w$]+|[^\s\w$]/g);
    return Array.from(words, ({ index }) => {
      const fields = [index + late - written, 0, nextRow - row, index - column];
      [written, row, column] = [index + late, nextRow, index];
      return fields.map(variableLength).join('');
    }).join(',');
  });
  return { version: 3, sources: [id], names: [], mappings: lines.join(';') };
}

/** A number as source maps write it (ECMA-426): five bits a digit, the lowest first, sign in front. */
function variableLength(value: number): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit]!;
  } while (rest > 0);
  return text;
}
