import type * as t from '@babel/types';
import type { parse as babelParse, ParserPlugin } from '@babel/parser';

export type Node = t.Node;
export type Comment = t.Comment;
export type Identifier = t.Identifier;
export type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ClassMethod
  | t.ClassPrivateMethod
  | t.ObjectMethod;

/** A half-open range of offsets (UTF-16 units). */
export interface Range {
  start: number;
  end: number;
}

// esbuild evaluates a required CommonJS module where it is first called for and not before: the
// parser costs nothing until the first analysis. (An own declaration, since only this one is used.)
declare const require: (id: '@babel/parser') => { parse: typeof babelParse };

const plugins: Record<string, ParserPlugin[]> = {
  typescript: ['typescript', 'decorators-legacy'],
  typescriptreact: ['typescript', 'jsx', 'decorators-legacy'],
  javascript: ['jsx', 'decorators-legacy'],
  javascriptreact: ['jsx', 'decorators-legacy'],
};

/** The language identifiers (VS Code's) whose files are read. */
export const languages: readonly string[] = Object.keys(plugins);

/** The language of a file by the end of its name; null where it is none of ours. */
export function languageOf(file: string): string | null {
  if (/\.[mc]?ts$/i.test(file)) return 'typescript';
  if (/\.tsx$/i.test(file)) return 'typescriptreact';
  if (/\.[mc]?jsx?$/i.test(file)) return 'javascript';
  return null;
}

/**
 * The parsed file, or where and why it does not parse. Unknown languages are read as TypeScript.
 * Throws a RangeError where code is nested so deeply that the stack is used up.
 */
export function parseSource(
  text: string,
  language: string,
): { program: t.Program } | { offset: number; reason: string } {
  const { parse } = require('@babel/parser');
  try {
    const file = parse(text, {
      sourceType: 'unambiguous',
      plugins: plugins[language] ?? plugins.typescript!,
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      errorRecovery: false,
    });
    return { program: file.program };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return { offset, reason: error.message.replace(/ \(\d+:\d+\)$/, '') };
  }
}

/** Whether a file's code runs in strict mode: modules do, and what says so. */
export function runsStrict({ sourceType, directives }: t.Program): boolean {
  return sourceType === 'module' || directives.some(({ value }) => value.value === 'use strict');
}

const notChildren = new Set([
  'loc',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'errors',
]);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The direct children of a node. */
export function* children(node: Node): Iterable<Node> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (notChildren.has(key)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) yield value;
  }
}

/** Visits a node and all below it, parents first; `false` from `visit` leaves out what is below. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | null) => boolean | void,
  parent: Node | null = null,
): void {
  if (visit(node, parent) === false) return;
  for (const child of children(node)) walk(child, visit, node);
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod' ||
    node.type === 'ObjectMethod'
  );
}

/** `TS…` nodes that hold something which exists at run time; all others are types alone. */
const runningTypeScript = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
  'TSExternalModuleReference',
]);

/** True for what disappears when types are stripped: types, overloads, `declare`, `abstract`. */
export function isTypeOnly(node: Node): boolean {
  if ('declare' in node && node.declare) return true;
  if (node.type === 'ClassProperty' && node.abstract) return true;
  if (node.type === 'ImportDeclaration') return node.importKind === 'type';
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
    if (node.exportKind === 'type') return true;
    return 'declaration' in node && !!node.declaration && isTypeOnly(node.declaration);
  }
  if (node.type === 'ExportDefaultDeclaration') return isTypeOnly(node.declaration);
  return node.type.startsWith('TS') && !runningTypeScript.has(node.type);
}

/** The expression inside `as T`, `satisfies T`, `!`, `<T>x` and parentheses. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return bare(node.expression);
    default:
      return node;
  }
}

/** The static key of a property, method or member: `a.b`, `a['b']`, `{ b: … }`, `a[2]`; else null. */
export function staticKey(key: Node, computed: boolean): string | number | null {
  if (key.type === 'Identifier') return computed ? null : key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return key.value;
  return null;
}

export function rangeOf(node: Node | Comment): Range {
  return { start: node.start!, end: node.end! };
}
