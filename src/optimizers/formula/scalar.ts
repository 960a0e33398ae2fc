import type { Loop, LoopPlan } from './loop';
import { parseExpression, type Binary, type Expression } from './parse';

export type Precision = 'float32' | 'float64';
type Numeric = (...numbers: number[]) => number;

// Captured: user code may run in this realm by the time a loop is made.
const { construct } = Reflect;
const { abs, fround, max, sign, sqrt } = Math;
const mathematics = { abs, fround, max, sign, sqrt };

/**
 * A loop as JavaScript, written out for this formula alone, so that V8 meets numbers only: closures
 * that several optimizers share cost a call an operation.
 */
export function scalarLoop(plan: LoopPlan, precision: Precision): Loop {
  const { assignments, reads, writes, temporaries, scalars } = plan;
  const source = (array: string) => (array === 'theta' ? 'theta' : inArray(array, 'state'));
  const slots = (arrays: string[]) =>
    arrays.filter((each) => each !== 'update' && each !== 'theta');
  const names = [...new Set([...reads, ...writes, ...temporaries])];
  const lines = [
    ...slots(reads).map((slot) => `const state$${slot} = state.${slot};`),
    ...slots(writes).map((slot) => `const next$${slot} = next.${slot};`),
    'for (let i = 0; i < updates.length; i++) {',
    ...names.map((name) => `let $${name}${reads.includes(name) ? ` = ${source(name)}[i]` : ''};`),
    ...assignments.map(({ name, value }) => `$${name} = ${inJavaScript(value, precision)};`),
    ...writes.map((name) => `${inArray(name, 'next')}[i] = $${name};`),
    '}',
  ];
  const parameters = ['updates', 'theta', 'state', 'next', ...scalars.map((each) => `$${each}`)];
  return compiled(parameters, lines.join('\n'), plan.constants) as Loop;
}

/**
 * One value of a formula as a function of these names, for the series that show it.
 *
 * @example numberOf('sqrt(v) + eps', ['v'], { eps: 1e-8 }, 'float64')(4)
 */
export function numberOf(
  text: string,
  names: readonly string[],
  constants: Readonly<Record<string, number>>,
  precision: Precision,
): Numeric {
  const value = inJavaScript(parseExpression(text), precision);
  return compiled(
    names.map((each) => `$${each}`),
    `return ${value};`,
    constants,
  ) as Numeric;
}

type Maker = (...values: unknown[]) => unknown;

/** What has been compiled, so that V8 optimizes it once and not in every run. */
const makers = new Map<string, Maker>();

/** The only place in this room where text becomes code; no text of it comes from outside. */
export function compiled(
  parameters: readonly string[],
  body: string,
  constants: Readonly<Record<string, unknown>>,
): unknown {
  const around = Object.entries<unknown>({ ...mathematics, ...constants });
  const names = around.map(([name]) => (Object.hasOwn(mathematics, name) ? name : `$${name}`));
  const text = `"use strict";\nreturn (${parameters.join(', ')}) => {\n${body}\n};`;
  const key = [...names, text].join('\n');
  let make = makers.get(key);
  if (!make) makers.set(key, (make = construct(Function, [...names, text]) as Maker));
  return make(...around.map(([, value]) => value));
}

function inArray(array: string, state: 'state' | 'next'): string {
  return array === 'update' ? 'updates' : `${state}$${array}`;
}

const signs: Record<Exclude<Binary, 'max'>, string> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
};

function inJavaScript(expression: Expression, precision: Precision): string {
  const rounded = (text: string) => (precision === 'float32' ? `fround(${text})` : text);
  const write = (each: Expression): string => {
    switch (each.kind) {
      case 'number':
        return String(each.value);
      case 'name':
        return `$${each.name}`;
      case 'negate':
        return `(-${write(each.of)})`;
      case 'sqrt':
        return rounded(`sqrt(${write(each.of)})`);
      // These are exact.
      case 'abs':
      case 'sign':
        return `${each.kind}(${write(each.of)})`;
      case 'max':
        return `max(${write(each.left)}, ${write(each.right)})`;
      default:
        return rounded(`(${write(each.left)} ${signs[each.kind]} ${write(each.right)})`);
    }
  };
  return write(expression);
}
