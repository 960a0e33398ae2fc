import type { JsonModule, Module, SourceModule } from './graph';
import { written } from './links';
import { rollupModules } from './rollup';

/**
 * Puts the slices of several files into one, with a map back to the files.
 *
 * @param textOf the JavaScript of a file's slice
 * @param exported what stands at the end of the entry
 */
export async function link(
  modules: Iterable<Module>,
  entry: SourceModule,
  textOf: (module: SourceModule) => string,
  exported: string,
  prefix: string,
): Promise<{ code: string; map: string }> {
  const anonymous = `${prefix}default`;
  const texts = new Map<string, string>();
  for (const module of modules) {
    if (module.kind === 'json') {
      texts.set(module.file, jsonText(module, anonymous));
      continue;
    }
    const lines = linkLines(module, anonymous);
    texts.set(module.file, [textOf(module), ...lines, module === entry ? exported : ''].join('\n'));
  }
  return rollupModules(texts, entry.file);
}

/** The import and export statements of a slice: at its end, where they move no column. */
function linkLines(module: SourceModule, anonymous: string): string[] {
  const lines: string[] = [];
  for (const [binding, { link, target }] of module.imported) {
    const from = `from ${JSON.stringify(target.file)};`;
    if (link.name === '*') lines.push(`import * as ${binding.name} ${from}`);
    else lines.push(`import { ${written(link.name)} as ${binding.name} } ${from}`);
  }
  for (const [name, { link, target }] of module.passed) {
    const from = `from ${JSON.stringify(target.file)};`;
    const isNamespace = link.name === '*';
    if (isNamespace && name.startsWith('* ')) lines.push(`export * ${from}`);
    else if (isNamespace) lines.push(`export * as ${written(name)} ${from}`);
    else lines.push(`export { ${written(link.name)} as ${written(name)} } ${from}`);
  }
  for (const name of module.locals) {
    const binding = module.links.locals.get(name)!;
    lines.push(`export { ${binding.name || anonymous} as ${written(name)} };`);
  }
  return lines;
}

/** JSON as a module. Parsed when run: as an object literal `__proto__` would mean something else. */
function jsonText({ text, value, names }: JsonModule, anonymous: string): string {
  const lines = [`const ${anonymous} = JSON.parse(${JSON.stringify(text)});`];
  lines.push(`export { ${anonymous} as default };`);
  let count = 0;
  // A namespace has every key, as bundlers give it.
  const keys = names.has('*') && isObject(value) ? Object.keys(value) : [];
  for (const name of new Set([...names, ...keys])) {
    if (name === 'default' || name === '*') continue;
    const local = `${anonymous}${count++}`;
    lines.push(`const ${local} = ${anonymous}[${JSON.stringify(name)}];`);
    lines.push(`export { ${local} as ${written(name)} };`);
  }
  return lines.join('\n');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
