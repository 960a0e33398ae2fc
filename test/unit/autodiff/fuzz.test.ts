import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundleOf, compile } from './bundle';

/*
 * Random programs, run by the tape and by an interpreter that shares nothing with it: forward mode
 * on dual numbers, over the very tree from which the text was written.
 */

type Dual = [value: number, ...partials: number[]];

type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'variable'; name: string }
  | { kind: 'unary'; name: string; x: Expression }
  | { kind: 'binary'; operator: string; a: Expression; b: Expression }
  | { kind: 'choice'; a: Expression; b: Expression; yes: Expression; no: Expression }
  | { kind: 'logical'; operator: '&&' | '||'; a: Expression; b: Expression };

type Statement =
  | { kind: 'assign'; target: string; operator: string; value: Expression }
  | { kind: 'step'; target: string; operator: '++' | '--' }
  | { kind: 'if'; a: Expression; b: Expression; yes: Statement[]; no: Statement[] }
  | { kind: 'for'; count: number; body: Statement[] };

const targets = ['x', 'y', 'z', 'o.p', 'q[0]', 'q[1]', 'w[0][1]', '(w)[1][0]'];
const rules: Record<string, [(x: number) => number, (x: number) => number]> = {
  sin: [Math.sin, Math.cos],
  cos: [Math.cos, (x) => -Math.sin(x)],
  exp: [Math.exp, Math.exp],
  tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
  abs: [Math.abs, Math.sign],
  atan: [Math.atan, (x) => 1 / (1 + x * x)],
  log1p: [Math.log1p, (x) => 1 / (1 + x)],
};

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const sub = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.record({
        kind: fc.constant('number' as const),
        value: fc.integer({ min: -20, max: 20 }).map((n) => n / 8),
      }),
      fc.record({ kind: fc.constant('variable' as const), name: fc.constantFrom(...targets) }),
      fc.record({
        kind: fc.constant('unary' as const),
        name: fc.constantFrom('-', ...Object.keys(rules)),
        x: sub,
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('+', '-', '*', '/', '+', '*'),
        a: sub,
        b: sub,
      }),
      fc.record({ kind: fc.constant('choice' as const), a: sub, b: sub, yes: sub, no: sub }),
      fc.record({
        kind: fc.constant('logical' as const),
        operator: fc.constantFrom('&&' as const, '||' as const),
        a: sub,
        b: sub,
      }),
    ),
  };
});

const { statements } = fc.letrec<{ statements: Statement[]; statement: Statement }>((tie) => ({
  statements: fc.array(tie('statement'), { minLength: 1, maxLength: 4 }),
  statement: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({
      kind: fc.constant('assign' as const),
      target: fc.constantFrom(...targets),
      operator: fc.constantFrom('', '+', '-', '*', '/'),
      value: expression,
    }),
    fc.record({
      kind: fc.constant('step' as const),
      target: fc.constantFrom(...targets),
      operator: fc.constantFrom('++' as const, '--' as const),
    }),
    fc.record({
      kind: fc.constant('if' as const),
      a: expression,
      b: expression,
      yes: tie('statements'),
      no: tie('statements'),
    }),
    fc.record({
      kind: fc.constant('for' as const),
      count: fc.integer({ min: 0, max: 3 }),
      body: tie('statements'),
    }),
  ),
}));

function write(e: Expression): string {
  switch (e.kind) {
    case 'number':
      return e.value < 0 ? `(${e.value})` : String(e.value);
    case 'variable':
      return e.name;
    case 'unary':
      return e.name === '-' ? `(- ${write(e.x)})` : `Math.${e.name}(${write(e.x)})`;
    case 'binary':
      return `(${write(e.a)} ${e.operator} ${write(e.b)})`;
    case 'choice':
      return `(${write(e.a)} < ${write(e.b)} ? ${write(e.yes)} : ${write(e.no)})`;
    case 'logical':
      return `(${write(e.a)} ${e.operator} ${write(e.b)})`;
  }
}

function writeAll(list: Statement[]): string {
  return list
    .map((s) => {
      switch (s.kind) {
        case 'assign':
          return `;${s.target} ${s.operator}= ${write(s.value)}`;
        case 'step':
          return `;${s.target}${s.operator}`;
        case 'if':
          return `if (${write(s.a)} < ${write(s.b)}) { ${writeAll(s.yes)} } else { ${writeAll(s.no)} }`;
        case 'for':
          return `for (let i = 0; i < ${s.count}; i++) { ${writeAll(s.body)} }`;
      }
    })
    .join('\n');
}

type State = Map<string, Dual>;
const combine = (value: number, ...terms: [number, Dual][]): Dual => [
  value,
  ...[1, 2, 3].map((i) => terms.reduce((s, [k, d]) => s + k * d[i]!, 0)),
];

function operate(operator: string, a: Dual, b: Dual): Dual {
  switch (operator) {
    case '+':
      return combine(a[0] + b[0], [1, a], [1, b]);
    case '-':
      return combine(a[0] - b[0], [1, a], [-1, b]);
    case '*':
      return combine(a[0] * b[0], [b[0], a], [a[0], b]);
    default:
      return combine(a[0] / b[0], [1 / b[0], a], [-a[0] / b[0] / b[0], b]);
  }
}

function evaluate(e: Expression, state: State): Dual {
  switch (e.kind) {
    case 'number':
      return [e.value, 0, 0, 0];
    case 'variable':
      return state.get(e.name)!;
    case 'unary': {
      const x = evaluate(e.x, state);
      if (e.name === '-') return combine(-x[0], [-1, x]);
      const [f, df] = rules[e.name]!;
      return combine(f(x[0]), [df(x[0]), x]);
    }
    case 'binary':
      return operate(e.operator, evaluate(e.a, state), evaluate(e.b, state));
    case 'choice':
      return evaluate(evaluate(e.a, state)[0] < evaluate(e.b, state)[0] ? e.yes : e.no, state);
    case 'logical': {
      const a = evaluate(e.a, state);
      return Boolean(a[0]) === (e.operator === '&&') ? evaluate(e.b, state) : a;
    }
  }
}

function run(list: Statement[], state: State): void {
  for (const s of list) {
    switch (s.kind) {
      case 'assign': {
        const old = state.get(s.target)!;
        const value = evaluate(s.value, state);
        state.set(s.target, s.operator ? operate(s.operator, old, value) : value);
        break;
      }
      case 'step':
        state.set(s.target, operate(s.operator[0]!, state.get(s.target)!, [1, 0, 0, 0]));
        break;
      case 'if':
        run(evaluate(s.a, state)[0] < evaluate(s.b, state)[0] ? s.yes : s.no, state);
        break;
      case 'for':
        for (let i = 0; i < s.count; i++) run(s.body, state);
    }
  }
}

describe('random programs', () => {
  it('agree with forward mode in value, bit by bit, and in gradient', function () {
    this.timeout(120_000);
    const point = fc.tuple(
      ...[1, 2, 3].map(() => fc.integer({ min: -16, max: 16 }).map((n) => n / 7)),
    );
    let compared = 0;
    fc.assert(
      fc.property(statements, expression, point, (body, result, at) => {
        const text = `function f([x, y, z]) { const o = { p: x * 2 }, q = [y, 1], w = [[0, z], [x, 3]];\n${writeAll(body)}\nreturn ${write(result)} + x + o.p + q[0] * 2 + w[0][1] }`;
        const program = compile(bundleOf(text, '[[1, 1, 1]]'));
        const theta = Float64Array.from(at);
        const gradient = new Float64Array(3);
        const value = program.valueAndGradient(theta, 1, gradient);
        assert.ok(Object.is(value, program.value(theta, 1)));

        const [x, y, z] = at.map((v, i): Dual => [v, ...[0, 1, 2].map((j) => Number(i === j))]) as [
          Dual,
          Dual,
          Dual,
        ];
        const state: State = new Map([
          ['x', x],
          ['y', y],
          ['z', z],
          ['o.p', operate('*', x, [2, 0, 0, 0])],
          ['q[0]', y],
          ['q[1]', [1, 0, 0, 0]],
          ['w[0][1]', z],
          ['(w)[1][0]', x],
        ]);
        run(body, state);
        const get = (name: string) => state.get(name)!;
        let expected = evaluate(result, state);
        for (const [k, name] of [
          [1, 'x'],
          [1, 'o.p'],
          [2, 'q[0]'],
          [1, 'w[0][1]'],
        ] as const) {
          expected = operate(
            '+',
            expected,
            k === 1 ? get(name) : operate('*', get(name), [k, 0, 0, 0]),
          );
        }
        assert.ok(Object.is(value, expected[0]), `${value}, by forward mode ${expected[0]}`);
        if (!expected.every((v) => Math.abs(v) < 1e6)) return;
        compared++;
        gradient.forEach((g, i) => {
          const e = expected[i + 1]!;
          assert.ok(
            Math.abs(g - e) <= 1e-8 * (1 + Math.abs(e)),
            `gradient ${g}, by forward mode ${e}`,
          );
        });
      }),
      { numRuns: 300, seed: 20_26 },
    );
    assert.ok(compared > 150, `only ${compared} gradients could be compared`);
  });
});
