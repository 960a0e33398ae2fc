import type * as t from '@babel/types';
import type { Scopes } from './scope';
import { rangeOf, walk, type Range } from './syntax';
import { contains } from './units';

/** A CommonJS file: it runs as a whole, when it is first asked for. */
export interface CommonModule<Target> {
  kind: 'common';
  file: string;
  text: string;
  program: t.Program;
  requires: RequireCall[];
  /** What its names lead to; a name that leads nowhere fails where it is required. */
  required: Map<string, Target>;
  /** Names that ES modules import of it. */
  names: Set<string>;
}

export interface RequireCall {
  source: t.StringLiteral;
  /** Within a `try`: the code can do without. */
  isOptional: boolean;
}

/** Whether a file is of CommonJS: it has neither imports nor exports, and names what CommonJS gives. */
export function isCommon({ sourceType }: t.Program, { free }: Scopes): boolean {
  if (sourceType === 'module') return false;
  const given = ['module', 'exports', 'require'];
  return [...free].some((node) => node.type === 'Identifier' && given.includes(node.name));
}

export function requiresOf(program: t.Program, { free }: Scopes): RequireCall[] {
  const tried: Range[] = [];
  const found: t.StringLiteral[] = [];
  walk(program, (node) => {
    if (node.type === 'TryStatement') tried.push(rangeOf(node.block));
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return;
    const [source] = node.arguments;
    const isRequire = node.callee.name === 'require' && free.has(node.callee);
    if (isRequire && source?.type === 'StringLiteral') found.push(source);
  });
  return found.map((source) => ({
    source,
    isOptional: tried.some((range) => contains(range, rangeOf(source))),
  }));
}

/** What stands before the file's text, in its first line. */
export function commonHead(name: string): string {
  return `function ${name}_common(module, exports, require, process, global) {`;
}

/**
 * A CommonJS file as an ES module: a function of the whole text, that is called once.
 *
 * @param name a beginning that no name of the files has
 * @param importOf the statement that makes what another module is, under a name
 */
export function commonText<Target>(
  { text, required, names }: CommonModule<Target>,
  name: string,
  importOf: (target: Target, as: string) => string,
): string {
  const imports: string[] = [];
  const cases: string[] = [];
  for (const [specifier, target] of required) {
    const local = `${name}_required${imports.length}`;
    imports.push(importOf(target, local));
    cases.push(`case ${JSON.stringify(specifier)}: return ${local}();`);
  }
  const lines = [
    `${commonHead(name)}${text}`,
    '}',
    ...imports,
    `function ${name}_require(name) { switch (name) { ${cases.join(' ')} }`,
    `  throw new Error("Cannot find module '" + name + "'"); }`,
    // `var`, and no value: in a circle of files it is asked for before this line is reached.
    `var ${name}_module;`,
    `export function ${name}_load() {`,
    `  if (!${name}_module) {`,
    `    ${name}_module = { exports: {} };`,
    `    const exports = ${name}_module.exports;`,
    `    const process = { env: { NODE_ENV: 'production' } };`,
    `    ${name}_common.call(exports, ${name}_module, exports, ${name}_require, process, globalThis);`,
    '  }',
    `  return ${name}_module.exports;`,
    '}',
  ];
  return [...lines, ...exportLines(names, name)].join('\n');
}

/** Names as ES modules import them. `default` is what a compiler of ES modules put there, else all. */
function exportLines(names: ReadonlySet<string>, name: string): string[] {
  if (names.size === 0) return [];
  const all = `${name}_all`;
  const lines = [`const ${all} = ${name}_load();`, `export { ${all} };`];
  let count = 0;
  for (const each of names) {
    if (each === '*') continue;
    const local = `${name}_name${count++}`;
    const value =
      each === 'default'
        ? `${all}?.__esModule && 'default' in ${all} ? ${all}.default : ${all}`
        : `${all}[${JSON.stringify(each)}]`;
    lines.push(`const ${local} = ${value};`, `export { ${local} as ${JSON.stringify(each)} };`);
  }
  return lines;
}
