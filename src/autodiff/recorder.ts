import { functionFrom } from './function';
import { heldParents, heldPartials, now, partials, parents, usual, writeLate } from './store';
import { Active } from './tape';

/*
 * Functions that record an operation, made from text. In each the arrays of the tape are constants,
 * which bundlers would make variables, of which V8 looks up place, length and memory at every node;
 * and each is one piece: numbers that are handed from function to function become objects on V8's
 * heap, wherever it does not make one function of the two.
 */

/**
 * Of an operand: its number, and its node (0: none; negative: the place of a scratch number). The
 * plus tells V8 that the variable holds nothing else, so that it needs no object.
 */
const taken = (operand: string, x: string, node: string, otherwise: string) => `
  if (${operand} instanceof Active) {
    ${x} = ${operand}.$value;
    if (${operand}.$epoch === now[1]) ${node} = ${operand}.$node;
  } else if (typeof ${operand} === 'number') ${x} = +${operand};
  else return ${otherwise};`;

/** The partial to a node; of a scratch number that to the node before it. */
const derived = (node: string, by: string, partial: string) => `
  if (${node} !== 0) {
    ${by} = ${partial};
    if (${node} < 0) {
      ${by} *= heldPartials[~${node}];
      ${node} = heldParents[~${node}];
    }
  }`;

/** Gives the result: in a scratch number no node is needed for what has one parent. */
const given = `
  if (isScratch && q === 0) {
    heldParents[~into.$node] = p;
    heldPartials[~into.$node] = byX;
    into.$value = value;
    into.$epoch = now[1];
    return into;
  }
  const i = now[0]++;
  if (i < ${usual}) {
    parents[2 * i] = p;
    parents[2 * i + 1] = q;
    partials[2 * i] = byX;
    partials[2 * i + 1] = byY;
  } else writeLate(i, p, byX, q, byY);
  if (!isScratch) return new Active(value, i, now[1]);
  heldParents[~into.$node] = i;
  heldPartials[~into.$node] = 1;
  into.$value = value;
  into.$epoch = now[1];
  return into;`;

const constants = { Active, parents, partials, heldParents, heldPartials, now, writeLate };

function made(name: string, head: string, body: string, own: Record<string, unknown>): unknown {
  const all = { ...constants, ...own };
  const names = Object.keys(all);
  const text = `${names.map((each) => `const ${each} = $${each};`).join(' ')}
  return function ${name}(${head}) {${body}
  };`;
  const make = functionFrom(
    names.map((each) => `$${each}`),
    text,
  );
  return make(...Object.values(all));
}

/** Records an operation of two operands. Of one parent, whichever operand it is, it is the first. */
export type Binary = (a: unknown, b: unknown, into?: Active) => unknown;

/** An operation in JavaScript, and its partial derivatives: over `x`, `y` and `value`, the result. */
export interface Formula {
  value: string;
  byX: string;
  byY: string;
}

/**
 * What records a binary operation of which an operand is active.
 *
 * @param otherwise for operands that are neither numbers nor active
 * @param helpers what the formula names besides
 */
export function binaryRecorder(
  name: string,
  { value, byX, byY }: Formula,
  otherwise: (a: unknown, b: unknown) => unknown,
  helpers: Record<string, unknown> = {},
): Binary {
  const body = `
  let x, y, p = 0, q = 0, byX = 0, byY = 0;
  ${taken('a', 'x', 'p', 'otherwise(a, b)')}
  ${taken('b', 'y', 'q', 'otherwise(a, b)')}
  const value = ${value};
  ${derived('p', 'byX', byX)}
  ${derived('q', 'byY', byY)}
  if (p === 0) {
    p = q;
    byX = byY;
    q = 0;
  }
  const isScratch = into !== undefined;
  ${given}`;
  return made(name, 'a, b, into', body, { ...helpers, otherwise }) as Binary;
}

/**
 * What records a function of one operand, and gives the plain value of a number.
 *
 * @param otherwise for an operand that is neither a number nor active
 */
export function unaryRecorder(
  name: string,
  f: (x: number) => number,
  partial: (x: number, value: number) => number,
  otherwise: (x: unknown) => unknown,
): (x: unknown, into?: unknown) => unknown {
  const body = `
  if (typeof a === 'number') return f(a);
  let x, p = 0, byX = 0;
  const q = 0, byY = 0;
  ${taken('a', 'x', 'p', 'otherwise(a)')}
  const value = f(x);
  ${derived('p', 'byX', 'partial(x, value)')}
  // As a callback it is given other things, too: an index, an element.
  const isScratch = into instanceof Active && into.$node < 0;
  ${given}`;
  return made(name, 'a, into', body, { f, partial, otherwise }) as (x: unknown) => unknown;
}
