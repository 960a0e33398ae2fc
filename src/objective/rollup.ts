/**
 * Links ES modules that are at hand as texts into one CommonJS body, with a source map to them.
 *
 * @param texts by path; imports in them name such paths
 * @throws where rollup cannot read or link them
 */
export async function rollupModules(
  texts: ReadonlyMap<string, string>,
  entry: string,
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
        load: (id) => texts.get(files[Number(id.replace('module-', ''))]!)!,
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
