import { activeEnvironment, type Print } from '../environment';
import * as operators from '../operators';
import type { Randomness } from '../random';
import { Active, hasTwoParents, node1, node2, nodeOf, tapeLength } from '../tape';
import { curve } from './curvature';
import { binarySeconds, powTwiceByBase, unarySeconds, type Seconds } from './partials';

/*
 * What the rewritten code calls where second derivatives are wanted: the operators and functions of
 * the tape, which beside that note the curvature of the node they made.
 */

type Operator = (a: unknown, b: unknown, into?: Active) => unknown;

/** An operator of the tape that also notes the second partials of its node. */
function curved(
  operator: Operator,
  convert: (x: unknown) => unknown,
  secondsOf: (a: number, b: number, value: number) => Seconds,
): Operator {
  return (a, b, into) => {
    if (typeof a === 'number' && typeof b === 'number') return operator(a, b);
    const x = convert(a);
    const y = convert(b);
    // Read first: the result may be put where the left operand stands.
    const atX = operators.plain(x) as number;
    const atY = operators.plain(y) as number;
    const result = operator(x, y, into);
    if (!(result instanceof Active)) return result;
    const [aa, ab, bb] = secondsOf(atX, atY, result.$value);
    // A node of one parent has it in the first place, whichever operand that is.
    if (hasTwoParents()) curve(tapeLength(), aa, ab, bb);
    else curve(tapeLength(), x instanceof Active && nodeOf(x) !== 0 ? aa : bb, 0, 0);
    return result;
  };
}

const anyDiv = curved(operators.div, operators.numeric, binarySeconds.div);
const anyPow = curved(operators.pow, operators.numeric, binarySeconds.pow);

/** By a number, and most factors and divisors are one, there is nothing to note. */
function mul(a: unknown, b: unknown, into?: Active): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const result = operators.mul(a, b, into);
  if (result instanceof Active && hasTwoParents()) curve(tapeLength(), 0, 1, 0);
  return result;
}

function div(a: unknown, b: unknown, into?: Active): unknown {
  return typeof b === 'number' ? operators.div(a, b, into) : anyDiv(a, b, into);
}

function pow(a: unknown, b: unknown, into?: Active): unknown {
  if (typeof b !== 'number' || !(a instanceof Active)) return anyPow(a, b, into);
  const x = a.$value;
  const result = operators.pow(a, b, into);
  curve(tapeLength(), b === 2 ? 2 : powTwiceByBase(x, b), 0, 0);
  return result;
}

/** The operators, of which the others are linear in their operands, or flat. */
export const curvedOperators = {
  ...operators,
  ...{ mul, div, pow },
  // Curvature is noted at nodes, and scratch numbers are none.
  scratch: () => undefined,
};

/** The built-ins of the rewritten code, with a `Math` that notes curvature. */
export function curvedEnvironment(random: Randomness, print: Print): Record<string, unknown> {
  const environment = activeEnvironment(random, print);
  const math = environment.Math as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, secondOf] of Object.entries(unarySeconds)) {
    math[name] = curvedFunction(math[name]!, secondOf);
  }
  const { toNumber } = operators;
  Object.assign(math, {
    pow: curved(operators.pow, toNumber, binarySeconds.pow),
    atan2: curved(math.atan2!, toNumber, binarySeconds.atan2),
    hypot: curvedHypot,
  });
  return environment;
}

function curvedFunction(
  f: (x: unknown) => unknown,
  secondOf: (x: number, value: number) => number,
): (x: unknown) => unknown {
  return (x) => {
    const n = operators.toNumber(x);
    const result = f(n);
    if (n instanceof Active && result instanceof Active) {
      curve(tapeLength(), secondOf(n.$value, result.$value), 0, 0);
    }
    return result;
  };
}

const { hypot } = Math;

/**
 * √(a² + b² + …) as hypot(hypot(a, b), …), since a node has two parents at most. The value is that
 * of the one call.
 */
function curvedHypot(...args: unknown[]): unknown {
  const numbers: number[] = [];
  const active: Active[] = [];
  let constant = 0;
  for (let i = 0; i < args.length; i++) {
    const x = operators.toNumber(args[i]);
    numbers[i] = operators.plain(x) as number;
    if (x instanceof Active && nodeOf(x) !== 0) active[active.length] = x;
    else constant = hypot(constant, numbers[i]!);
  }
  const whole = hypot(...numbers);
  let [sum, before]: [Active | undefined, number] = [undefined, constant];
  for (let i = 0; i < active.length; i++) {
    const x = active[i]!;
    const r = i === active.length - 1 ? whole : hypot(before, x.$value);
    const [aa, ab, bb] = binarySeconds.hypot(before, x.$value, r);
    sum = sum
      ? node2(r, nodeOf(sum), before / r, nodeOf(x), x.$value / r)
      : node1(r, nodeOf(x), x.$value / r);
    if (i === 0) curve(tapeLength(), bb, 0, 0);
    else curve(tapeLength(), aa, ab, bb);
    before = r;
  }
  return sum ?? whole;
}
