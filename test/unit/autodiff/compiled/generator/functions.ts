import { expression } from './expressions';
import type { Writer } from './writer';

export function functionDeclaration(w: Writer, depth: number): string {
  const name = w.fresh('g');
  const arity = 1 + w.draw(2);
  const parameters = ['q', 'r'].slice(0, arity);
  const { loops, blocks } = w;
  [w.loops, w.blocks] = [[], []];
  const sizes = w.names.numbers.length;
  w.names.numbers.push(...parameters);
  let text: string;
  if (w.chance(50)) text = `const ${name} = (${parameters.join(', ')}) => ${expression(w, 3)};`;
  else {
    const body = w.block(depth, 3).slice(0, -1);
    text = `function ${name}(${parameters.join(', ')}) ${body}\nreturn ${expression(w, 2)};\n}`;
  }
  w.names.numbers.length = sizes;
  [w.loops, w.blocks] = [loops, blocks];
  w.names.functions.push({ name, arity });
  return text;
}

/** Closures that keep variables of their own between their calls. */
export function keeper(w: Writer): string {
  const [make, use] = [w.fresh('g'), w.fresh('g')];
  const step = w.withNumber('kept', () => w.withNumber('x', () => expression(w, 2)));
  const text = w.one(
    `const ${make} = (kept) => (x) => (kept += ${step});\nconst ${use} = ${make}(${expression(w, 1)});`,
    `let kept${use} = ${expression(w, 1)};\nconst ${use} = (x) => { const kept = kept${use}; kept${use} = ${step}; return kept; };`,
  );
  w.names.functions.push({ name: use, arity: 1 });
  return text;
}

/** Recursion that the step or θ ends. */
export function recursion(w: Writer): string {
  const name = w.fresh('g');
  const inner = w.withNumber('x', () => expression(w, 1));
  const text = w.one(
    `const ${name} = (x, n = step % 4) => (n <= 0 ? x : ${name}(${inner}, n - 1) * 0.5);`,
    `function ${name}(x, n = 0) { if (Math.abs(x) < 1 || n > 5) return x; return ${name}(x / 3, n + 1) + (${inner}); }`,
  );
  w.names.functions.push({ name, arity: 1 });
  return text;
}
