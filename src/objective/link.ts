import { commonHead, commonText } from './common';
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
  const heads = new Map<string, string>();
  for (const module of modules) {
    if (module.kind === 'json') {
      texts.set(module.file, jsonText(module, anonymous));
      continue;
    }
    if (module.kind === 'common') {
      const importOf = (target: Module, as: string) => requiring(target, as, anonymous);
      texts.set(module.file, commonText(module, anonymous, importOf));
      heads.set(module.file, commonHead(anonymous));
      continue;
    }
    const lines = linkLines(module, anonymous);
    texts.set(module.file, [textOf(module), ...lines, module === entry ? exported : ''].join('\n'));
  }
  return rollupModules(texts, entry.file, heads);
}

/** The import and export statements of a slice: at its end, where they move no column. */
function linkLines(module: SourceModule, anonymous: string): string[] {
  const lines = importLines(module, anonymous);
  for (const [name, { link, target }] of module.passed) {
    const from = `from ${JSON.stringify(target.file)};`;
    const isNamespace = link.name === '*';
    if (isNamespace && target.kind === 'common' && !name.startsWith('* ')) {
      lines.push(`export { ${anonymous}_all as ${written(name)} } ${from}`);
    } else if (isNamespace && name.startsWith('* ')) lines.push(`export * ${from}`);
    else if (isNamespace) lines.push(`export * as ${written(name)} ${from}`);
    else lines.push(`export { ${written(link.name)} as ${written(name)} } ${from}`);
  }
  for (const name of module.locals) {
    const binding = module.links.locals.get(name)!;
    lines.push(`export { ${binding.name || anonymous} as ${written(name)} };`);
  }
  return lines;
}

/** Those for what a file does stand before the imports that follow them in the text. */
function importLines(module: SourceModule, anonymous: string): string[] {
  const lines: { at: number; line: string }[] = [];
  for (const [binding, { link, target }] of module.imported) {
    const from = `from ${JSON.stringify(target.file)};`;
    const isAll = link.name === '*';
    const what =
      isAll && target.kind !== 'common'
        ? `* as ${binding.name}`
        : `{ ${isAll ? `${anonymous}_all` : written(link.name)} as ${binding.name} }`;
    lines.push({ at: link.source.start!, line: `import ${what} ${from}` });
  }
  for (const [at, target] of module.effects) {
    const next = lines.findIndex((other) => other.at > at);
    const line = `import ${JSON.stringify(target.file)};`;
    lines.splice(next < 0 ? lines.length : next, 0, { at, line });
  }
  return lines.map(({ line }) => line);
}

/** A function `as` that gives what `require` of a module gives. */
function requiring(target: Module, as: string, anonymous: string): string {
  const from = `from ${JSON.stringify(target.file)};`;
  if (target.kind === 'common') return `import { ${anonymous}_load as ${as} } ${from}`;
  const what = target.kind === 'json' ? `{ default as ${as}_value }` : `* as ${as}_value`;
  return `import ${what} ${from} function ${as}() { return ${as}_value; }`;
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
