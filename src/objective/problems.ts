import { message, type MessageCode } from '../messages';
import type { Message } from '../protocol/message';
import { placeOf } from './position';
import type { Candidate } from './locate';
import { canAssign, parameterProperties } from './parameterProperties';
import type { Parameters } from './parameters';
import type { Scopes } from './scope';
import { isFunction, isTypeOnly, rangeOf, walk, type Node, type Range } from './syntax';
import { enumMembers } from './enums';
import type { Tags } from './tags';

/** Where a message points: a text and the file that it is of. */
export interface Source {
  text: string;
  file: string;
  scopes: Scopes;
}

/**
 * The names that every JavaScript engine has, whatever it is embedded in; and those of all hosts
 * that an objective may use, `performance` with its clock stopped.
 */
export const builtIns: ReadonlySet<string> = new Set(
  `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  Error EvalError FinalizationRegistry Float32Array Float64Array Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError
  Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array
  Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet console decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN parseFloat
  parseInt performance structuredClone undefined unescape`.split(/\s+/),
);
/** Ways to make or fetch code: refused by name, wherever they stand. */
const refused = new Set(['eval', 'Function', 'require']);

/** What is wrong with the function itself, whatever else of the file runs with it. */
export function problemsOfObjective(
  source: Source,
  candidate: Candidate,
  parameters: Parameters,
  tags: Tags,
): Message[] {
  const { node, name } = candidate;
  const problems: Message[] = [];
  const say = (code: MessageCode, at: Range, ...args: (string | number)[]) =>
    problems.push(message(code, args, placeOf(source.text, source.file, at)));

  if (node.async) say('objective.async', name);
  if (node.generator) say('objective.generator', name);
  const optimised = parameters.sources.filter((parameter) => parameter !== null).length;
  if (optimised === 0) say('objective.no-parameters', name, displayName(candidate));
  for (const key of parameters.unnamed) say('objective.computed-key', rangeOf(key));
  const last = parameters.nodes.at(-1);
  if (last?.type === 'RestElement' && !tags.start) {
    const text = source.text.slice(last.argument.start!, last.argument.end!);
    say('objective.rest', rangeOf(last), text);
  }
  for (const { at, word } of ownThis(node)) say('objective.this', at, word);
  return problems.concat(problemsOfCode(source, node));
}

export function displayName(candidate: Candidate): string {
  return candidate.selector;
}

/** Uses of `this` and its kin that mean this function and none inside it. */
function ownThis(node: Node): { at: Range; word: string }[] {
  const found: { at: Range; word: string }[] = [];
  walk(node, (inner) => {
    if (isTypeOnly(inner)) return false;
    if (inner !== node && isFunction(inner) && inner.type !== 'ArrowFunctionExpression')
      return false;
    if (inner.type === 'ClassBody') return false;
    if (inner.type === 'ThisExpression') found.push({ at: rangeOf(inner), word: 'this' });
    if (inner.type === 'Super') found.push({ at: rangeOf(inner), word: 'super' });
    if (inner.type === 'MetaProperty' && inner.meta.name === 'new') {
      found.push({ at: rangeOf(inner), word: 'new.target' });
    }
    // The parameter `this: T` is a type.
    return undefined;
  });
  return found;
}

/**
 * What keeps a piece of code from running in the sandbox as it is: names that nothing provides,
 * and syntax that is not plain JavaScript once its types are gone.
 */
export function problemsOfCode(source: Source, root: Node, leaveOut?: (node: Node) => boolean) {
  const problems: Message[] = [];
  const say = (code: MessageCode, node: Node, ...args: (string | number)[]) =>
    problems.push(message(code, args, placeOf(source.text, source.file, rangeOf(node))));

  walk(root, (node, parent) => {
    if (isTypeOnly(node) || leaveOut?.(node)) return false;
    switch (node.type) {
      case 'Identifier': {
        if (!source.scopes.free.has(node)) break;
        const range = { start: node.start!, end: node.start! + node.name.length };
        const place = placeOf(source.text, source.file, range);
        if (refused.has(node.name)) {
          problems.push(message('objective.sandbox', [node.name], place));
        } else if (!builtIns.has(node.name) && !isTypeof(parent)) {
          problems.push(message('objective.unknown-name', [node.name], place));
        }
        break;
      }
      case 'AwaitExpression':
        if (!(isFunction(root) && root.async)) say('objective.sandbox', node, 'await');
        break;
      case 'ForOfStatement':
        if (node.await && !(isFunction(root) && root.async)) {
          say('objective.sandbox', node, 'for await');
        }
        break;
      case 'Import':
      case 'ImportExpression':
        say('objective.sandbox', node, 'import()');
        break;
      case 'MetaProperty':
        if (node.meta.name === 'import') say('objective.sandbox', node, 'import.meta');
        break;
      case 'JSXElement':
      case 'JSXFragment':
        say('objective.jsx', node);
        return false;
      case 'Decorator':
        say('objective.decorator', node);
        return false;
      case 'TSModuleDeclaration':
        say('objective.namespace', node);
        return false;
      case 'ClassMethod':
        if (!canAssign(node)) {
          for (const each of parameterProperties(node)) say('objective.parameter-property', each);
        }
        break;
      case 'TSImportEqualsDeclaration':
      case 'TSExportAssignment':
        say('objective.import-equals', node);
        return false;
      case 'TSEnumDeclaration':
        for (const member of enumMembers(node)) {
          if (member.value === null) say('objective.enum', member.node, member.name);
        }
        return false;
    }
    return undefined;
  });
  return problems;
}

function isTypeof(parent: Node | null): boolean {
  return parent?.type === 'UnaryExpression' && parent.operator === 'typeof';
}
