import { arrayDeclaration, elementAssignment, typedArray } from './arrays';
import { callbacks } from './callbacks';
import { condition, forLoop, forOf, jump, labelled, switchStatement, whileLoop } from './control';
import { expression } from './expressions';
import { functionDeclaration, keeper, recursion } from './functions';
import { push, recurrence, state } from './lists';
import { matrixStatement, replacedRow } from './matrices';
import { assignment, boolean, declaration, text } from './numbers';
import { objectStatement, record } from './objects';
import { destructuring, patternParameters } from './patterns';
import { reordered, searched } from './searching';
import { bigint, keyed, spliced, triangle } from './wide';
import { Writer, type Draw } from './writer';

/*
 * Writes random objectives: 5 to 40 statements on a parameter vector `p` of four numbers, constant
 * data, and the context. One in eight is wide: it also has forms that are the tape's so far.
 */

export interface Written {
  /** The code that declares `f`. */
  text: string;
  statements: number;
  isWide: boolean;
}

/** What stands around the objective, as far as it speaks of it: names, and their code. */
const around: [names: RegExp, code: string][] = [
  [/\bdata\b/, 'const data = [[0.5, -1.25, 2, 0.125], [1, 0.75, -0.5, 3], [-2, 0, 1.5, 0.25]];'],
  [/\blabels\b/, 'const labels = [1, -1, 0.5];'],
  [/\bcounts\b/, 'const counts = Int32Array.of(3, 0, 2);'],
  [/\bpoints\b/, 'const points = [{ x: 0.5, y: [1, 2] }, { x: -1, y: [0.25, -3] }];'],
  [/\bragged\b/, 'const ragged = [[1, 2], [0.5], [3, -1, 0.75]];'],
  [/\bsquare\b/, 'const square = (x) => x * x;'],
  [
    /\bclamp\b/,
    'function clamp(x, low, high) { if (x < low) return low; if (x > high) return high; return x; }',
  ],
  [/\b(mode|shape)\b/, "const mode = 'mean', shape = 'bowl';"],
  [/\bkinds\b/, "const kinds = ['sum', 'mean', 'none'];"],
  [/\bflags\b/, 'const flags = { on: true, off: false };'],
  [/\blimits\b/, "const limits = [0.5, { most: 2, least: [-1, -3] }, 'sum'];"],
  [
    /\bseries\b/,
    'function series(x, n) { if (n <= 0) return 1; const next = series(x / 2, n - 1); return 1 + x * next; }',
  ],
  [
    /\beven\b/,
    'function even(n) { return n === 0 ? true : odd(n - 1); }\nfunction odd(n) { return n === 0 ? false : even(n - 1); }',
  ],
  [
    /\btools\b/,
    'const tools = { half: (x) => x / 2, power(x, n) { return n === 0 ? 1 : x * tools.power(x, n - 1); } };',
  ],
  [/\bbends\b/, 'const bends = [Math.tanh, (x) => x / (1 + Math.abs(x))];'],
  [/\bshapes\b/, 'const shapes = { bowl: (x) => x * x, hill(x) { return Math.exp(-x * x); } };'],
];

export function writeProgram(draw: Draw): Written {
  const w = new Writer(draw, draw(8) === 0, statement);
  const body: string[] = [];
  while (!w.isDone) body.push(w.statement(0));
  const f = `function f(p, { step, random }) {\n${body.join('\n')}\nreturn ${result(w)};\n}`;
  const used = around.filter(([names]) => names.test(f)).map(([, code]) => code);
  return { text: [...used, f].join('\n'), statements: w.statements, isWide: w.isWide };
}

type Form = (w: Writer, depth: number) => string;

/** By how often they come. */
const simple: Form[] = [
  ...[declaration, declaration, assignment, assignment, arrayDeclaration, elementAssignment],
  ...[matrixStatement, record, destructuring, push, callbacks, reordered, replacedRow, boolean],
  ...[objectStatement, recurrence, searched, text],
];
const seldom: Form[] = [patternParameters, keeper, state];
const wide: Form[] = [bigint, keyed, triangle, spliced, typedArray, recursion];
const nested: Form[] = [
  ...[condition, condition, forLoop, forLoop, whileLoop, forOf, switchStatement],
  ...[functionDeclaration, labelled, jump],
];

function statement(w: Writer, depth: number): string {
  if (w.isWide && w.chance(12)) return w.one(...wide)(w, depth);
  if (w.chance(10)) return w.one(...seldom)(w, depth);
  return w.one(...simple, ...(depth < 3 ? nested : []))(w, depth);
}

/** A sum over much of what there is, so that it matters. */
function result(w: Writer): string {
  const { numbers, arrays, matrices, lists } = w.names;
  const terms = [expression(w, 2), ...numbers.slice(-4)];
  for (const { name } of arrays.slice(-2)) terms.push(`${name}.reduce((s, x) => s + x, 0)`);
  for (const { name } of matrices.slice(-1)) {
    terms.push(`${name}[0].reduce((s, x, i) => s + (i + 1) * x, 0)`);
  }
  for (const name of lists.slice(-1)) terms.push(`${name}.reduce((s, x) => s + x * 0.5, 0)`);
  return terms.join(' + ');
}
